//! `[[identity_provider]]`.

use toml::{Value, de::DeValue};
use valetkey_administration::{
    files::{DesiredGroupMapping, DesiredIdentityProvider, ProviderSecret, State, Thing},
    identity_provider::IdentityProviderSettings,
};
use valetkey_authorization_server::record::{FirstSignIn, IdentityProvider};

use super::{Again, Everything, is, wanted};
use crate::files::{reader::Fields, secret::Given, writer::Writer};

const FIRST_SIGN_IN: [(&str, FirstSignIn); 3] =
    [("create", FirstSignIn::Create), ("link", FirstSignIn::Link), ("refuse", FirstSignIn::Refuse)];
const CLAIMS_SET: [(&str, bool); 2] = [("first", false), ("each", true)];
const SIGN_OUT: [(&str, bool); 2] = [("here", false), ("offer", true)];

/// Reads a provider.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    file: &str,
    everything: &mut Everything,
) -> Result<(), Again> {
    let Some((name, place)) = fields.required("name") else { return Ok(()) };
    is(fields, Thing::identity_provider(&name), place)?;
    if let Some(Given::Secret(secret)) = fields.secret("client_secret", false) {
        everything.provider_secrets.push((name.clone(), secret));
    }
    let scope = fields.text("scope").unwrap_or_default();
    let settings = IdentityProviderSettings {
        preset: fields.text("preset").unwrap_or_else(|| name.clone()),
        variables: fields.texts_by_name("variables").unwrap_or_default(),
        accepted_tenants: fields.texts("accepted_tenants").unwrap_or_default(),
        simulator: fields.text("simulator").map(|url| url.trim_end_matches('/').to_owned()),
        display_name: fields.text("display_name"),
        client_id: fields.required("client_id").map(|(id, _)| id).unwrap_or_default(),
        scope: scope.split_whitespace().map(str::to_owned).collect(),
        first_sign_in: fields.word("first_sign_in", &FIRST_SIGN_IN).unwrap_or_default(),
        domains: fields.texts("domains").unwrap_or_default(),
        claim_mappings: fields.texts_by_name("claims").unwrap_or_default(),
        updates_claims: fields.word("claims_set", &CLAIMS_SET).unwrap_or(false),
        group_mappings: Vec::new(),
        offers_sign_out: fields.word("sign_out", &SIGN_OUT).unwrap_or(false),
        position: fields.number("position", u32::MAX).unwrap_or(0),
        disabled: fields.boolean("disabled").unwrap_or(false),
    };
    let groups = groups(fields);
    fields.finish();
    let secret = ProviderSecret::None;
    everything
        .desired
        .identity_providers
        .push(wanted(file, DesiredIdentityProvider { name, settings, groups, secret }));
    Ok(())
}

fn groups(fields: &mut Fields<'_, '_, '_>) -> Vec<DesiredGroupMapping> {
    let read = fields.list("groups", |fields, value, span| match value {
        DeValue::Table(table) => fields.inside("groups", table, span, |fields| {
            let (group, _) = fields.required("group")?;
            let (pointer, _) = fields.required("pointer")?;
            let (value, _) = fields.required("value")?;
            Some(DesiredGroupMapping { group, pointer, value })
        }),
        other => {
            fields.expected("groups", span, "a table with group, pointer and value", other);
            None
        }
    });
    read.unwrap_or_default()
}

/// Returns the environment variable that an export names for the client secret of a provider.
fn variable(name: &str) -> String {
    format!("{}_CLIENT_SECRET", name.to_ascii_uppercase().replace('-', "_"))
}

/// Writes a provider.
pub(in crate::files) fn write(provider: &IdentityProvider, state: &State, writer: &mut Writer) {
    writer.heading("[[identity_provider]]");
    writer.value("name", provider.name.as_str());
    writer.value("preset", provider.preset.as_str());
    writer.value("client_id", provider.client_id.as_str());
    if provider.client_secret_sealed.is_some() {
        writer
            .comment("The secret can't be exported. Put it in this variable before valetkey plan or apply.");
        let variable = ("env".to_owned(), variable(&provider.name).into());
        writer.value("client_secret", Value::Table([variable].into_iter().collect()));
    }
    writer.by_name("variables", &provider.variables);
    writer.texts("accepted_tenants", &provider.accepted_tenants);
    writer.optional("simulator", provider.simulator.as_ref());
    writer.optional("display_name", provider.display_name.as_ref());
    writer.unless(&Vec::new(), "scope", &provider.scope, |scope| scope.join(" ").into());
    let rule = |rule: &FirstSignIn| rule.as_str().into();
    writer.unless(&FirstSignIn::default(), "first_sign_in", &provider.first_sign_in, rule);
    writer.texts("domains", &provider.domains);
    writer.by_name("claims", &provider.claim_mappings);
    writer.unless(&false, "claims_set", &provider.updates_claims, |_| "each".into());
    let mapping = |mapping: &valetkey_authorization_server::record::GroupMapping| {
        let group = state.role_map.group(mapping.group)?;
        let fields = [("group", &group.name), ("pointer", &mapping.pointer), ("value", &mapping.value)];
        let fields = fields.map(|(key, text)| (key.to_owned(), Value::from(text.as_str())));
        Some(Value::Table(fields.into_iter().collect()))
    };
    let mappings: Vec<Value> = provider.group_mappings.iter().filter_map(mapping).collect();
    if !mappings.is_empty() {
        writer.value("groups", Value::Array(mappings));
    }
    writer.unless(&false, "sign_out", &provider.offers_sign_out, |_| "offer".into());
    writer.unless(&0, "position", &provider.position, |position| i64::from(*position).into());
    writer.unless(&false, "disabled", &provider.disabled, |value| (*value).into());
}
