//! `[tenant]`.

use std::collections::BTreeMap;

use toml::{Value, de::DeValue};
use uuid::Uuid;
use valetkey_administration::{
    files::{DesiredTenant, Thing},
    tenant::TenantSettings,
};
use valetkey_authorization_server::{
    Lifetime,
    record::{Logo, SignInSwitches, TenantRecord},
};
use valetkey_jose::Algorithm;
use valetkey_server::configuration::Duration;
use valetkey_types::Seconds;

use super::{
    Again, Everything, branding, is,
    sign_in::{self, Rules},
    wanted,
};
use crate::files::{reader::Fields, writer::Writer};

/// Reads the settings of the tenant.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    file: &str,
    everything: &mut Everything,
) -> Result<(), Again> {
    let place = fields.span();
    is(fields, Thing::tenant(), place)?;
    let rules = sign_in::read(fields, SignInSwitches::OF_TENANT);
    let (branding, images) = branding::read(fields);
    let algorithm = |text: &str| text.parse::<Algorithm>().map_err(|error| error.to_string());
    let model = |text: &str| {
        text.parse::<Uuid>()
            .map_err(|_| format!("expected the AAGUID of a model of authenticators, got {text:?}"))
    };
    let settings = TenantSettings {
        name: fields.text("name").filter(|name| !name.is_empty()),
        lifetimes: lifetimes(fields),
        algorithms: fields.parsed_list("algorithms", algorithm).unwrap_or_default(),
        required_acr: rules.required_acr,
        sign_in: rules.switches,
        networks: rules.networks,
        passkey_models: fields.parsed_list("passkey_models", model).unwrap_or_default(),
        self_deletion: fields.boolean("self_deletion").unwrap_or(true),
        branding,
    };
    fields.finish();
    everything.desired.tenant = Some(wanted(file, DesiredTenant { settings, images }));
    Ok(())
}

fn lifetimes(fields: &mut Fields<'_, '_, '_>) -> BTreeMap<Lifetime, Seconds> {
    let mut lifetimes = BTreeMap::new();
    fields.by_name("lifetimes", |fields, name, value, span| {
        let Some(lifetime) = Lifetime::named(name) else {
            let known = Lifetime::ALL.map(Lifetime::name).join(", ");
            return fields.wrong("lifetimes", span, format!("expected one of {known}, got {name:?}"));
        };
        let length = match value {
            DeValue::String(text) => {
                fields.reading.visible.push(span.clone());
                text.parse::<Duration>().map_err(|error| error.to_string())
            }
            DeValue::Integer(number) if number.radix() == 10 => {
                number.as_str().parse::<Duration>().map_err(|error| error.to_string())
            }
            other => return fields.expected(name, span, "a length of time such as \"10m\"", other),
        };
        match length {
            Ok(length) => {
                lifetimes.insert(lifetime, length.seconds());
            }
            Err(label) => fields.wrong(name, span, label),
        }
    });
    lifetimes
}

/// Writes the settings of the tenant.
pub(in crate::files) fn write(tenant: &TenantRecord, logos: &[Logo], writer: &mut Writer) {
    writer.heading("[tenant]");
    writer.optional("name", tenant.name.as_ref());
    let algorithms: Vec<String> = tenant.algorithms.iter().map(|one| one.as_str().to_owned()).collect();
    writer.texts("algorithms", &algorithms);
    let rules = Rules {
        required_acr: tenant.required_acr,
        switches: tenant.sign_in,
        networks: tenant.networks.clone(),
    };
    sign_in::write(&rules, SignInSwitches::OF_TENANT, writer);
    let models: Vec<String> = tenant.passkey_models.iter().map(Uuid::to_string).collect();
    writer.texts("passkey_models", &models);
    writer.unless(&true, "self_deletion", &tenant.self_deletion, |value| Value::from(*value));
    if !tenant.lifetimes.is_empty() {
        writer.heading("[tenant.lifetimes]");
        for (lifetime, length) in &tenant.lifetimes {
            writer.value(lifetime.name(), Duration::from(*length).to_string());
        }
    }
    branding::write(&tenant.branding, logos, "[tenant.branding]", writer);
}
