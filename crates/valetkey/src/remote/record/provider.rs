//! Providers.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;
use valetkey_administration::identity_provider::IdentityProviderSettings;
use valetkey_authorization_server::record::{FirstSignIn, GroupMapping, IdentityProvider};
use valetkey_types::{TenantId, Timestamp, Unknown};

use super::{HIDDEN, named, read};
use crate::failure::Failure;

#[derive(Deserialize)]
struct ProviderDocument {
    name: String,
    preset: String,
    variables: BTreeMap<String, String>,
    accepted_tenants: Vec<String>,
    simulator: Option<String>,
    display_name: Option<String>,
    client_id: String,
    has_client_secret: bool,
    scope: String,
    first_sign_in: String,
    domains: Vec<String>,
    claims: BTreeMap<String, String>,
    claims_set: String,
    groups: Vec<GroupDocument>,
    sign_out: String,
    position: u32,
    disabled: bool,
    created_at: Timestamp,
    revision: u64,
}

#[derive(Deserialize)]
struct GroupDocument {
    group: Uuid,
    pointer: String,
    value: String,
}

/// Reads a provider.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn provider(document: Value) -> Result<IdentityProvider, Failure> {
    let provider: ProviderDocument = read("provider", document)?;
    let group = |GroupDocument { group, pointer, value }| GroupMapping { group, pointer, value };
    let yes_or_no = |member, text: &str, [no, yes]: [&'static str; 2]| {
        named(member, text, &[false, true], |is_yes| if is_yes { yes } else { no })
    };
    Ok(IdentityProvider {
        tenant: TenantId::default(),
        name: provider.name,
        preset: provider.preset,
        variables: provider.variables,
        accepted_tenants: provider.accepted_tenants,
        simulator: provider.simulator,
        display_name: provider.display_name,
        client_id: provider.client_id,
        client_secret_sealed: provider.has_client_secret.then(|| HIDDEN.to_owned()),
        scope: provider.scope.split_whitespace().map(str::to_owned).collect(),
        first_sign_in: named(
            "first_sign_in",
            &provider.first_sign_in,
            &FirstSignIn::ALL,
            FirstSignIn::as_str,
        )?,
        domains: provider.domains,
        claim_mappings: provider.claims,
        updates_claims: yes_or_no("claims_set", &provider.claims_set, ["first", "each"])?,
        group_mappings: provider.groups.into_iter().map(group).collect(),
        offers_sign_out: yes_or_no("sign_out", &provider.sign_out, ["here", "offer"])?,
        position: provider.position,
        disabled: provider.disabled,
        created_at: provider.created_at,
        revision: provider.revision,
        unknown: Unknown::default(),
    })
}

/// Returns the settings of a provider as a body, without its secret and its preset.
pub(crate) fn provider_values(settings: &IdentityProviderSettings) -> Value {
    let group = |mapping: &GroupMapping| json!({ "group": mapping.group, "pointer": mapping.pointer, "value": mapping.value });
    json!({
        "variables": settings.variables,
        "accepted_tenants": settings.accepted_tenants,
        "simulator": settings.simulator,
        "display_name": settings.display_name,
        "client_id": settings.client_id,
        "scope": settings.scope.join(" "),
        "first_sign_in": settings.first_sign_in.as_str(),
        "domains": settings.domains,
        "claims": settings.claim_mappings,
        "claims_set": if settings.updates_claims { "each" } else { "first" },
        "groups": settings.group_mappings.iter().map(group).collect::<Vec<_>>(),
        "sign_out": if settings.offers_sign_out { "offer" } else { "here" },
        "position": settings.position,
        "disabled": settings.disabled,
    })
}
