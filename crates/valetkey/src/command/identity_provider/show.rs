//! `valetkey identity-provider show`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_administration::{Describe as _, identity_provider::group_mapping_lines};
use valetkey_authorization_server::{
    record::{IdentityProvider, TenantRecord},
    role_map::RoleMap,
};
use valetkey_server::identity_provider::{backchannel_logout_uri, redirect_uri};

use super::NamedProvider;
use crate::{
    failure::Failure,
    output::{Output, pairs, set_fields},
    time_words::utc,
};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey identity-provider show github")]
pub(super) struct ShowArguments {
    #[command(flatten)]
    provider: NamedProvider,
}

pub(super) async fn run(arguments: &ShowArguments, output: Output) -> Result<(), Failure> {
    let (records, provider) = arguments.provider.load().await?;
    let map = records.role_map().await?;
    print(&provider, &records.recorded_tenant().await?, &map, output)
}

/// Prints everything about a provider that is no secret.
///
/// # Errors
/// When the output is closed.
pub(super) fn print(
    provider: &IdentityProvider,
    tenant: &TenantRecord,
    map: &RoleMap,
    output: Output,
) -> Result<(), Failure> {
    output.result(&as_json(provider, tenant, map), |style| {
        let groups = group_mapping_lines(&provider.group_mappings, map).join("\n");
        let named = |(field, value)| (field, if field == "groups" { groups.clone() } else { value });
        let mut lines = set_fields(provider.fields().into_iter().map(named));
        lines.push(("created_at", utc(provider.created_at)));
        lines.push(("redirect_uri", redirect_uri(&tenant.issuer, provider)));
        lines.push(("backchannel_logout_uri", backchannel_logout_uri(&tenant.issuer, provider)));
        let advice = format!(
            "Register the redirect URI at the provider. valetkey provider show {} says what else to set there.",
            provider.preset
        );
        format!("{}\n\n{}\n\n{advice}", style.strong(&provider.name), pairs(lines))
    })
}

/// Everything about a provider that is no secret.
pub(super) fn as_json(provider: &IdentityProvider, tenant: &TenantRecord, map: &RoleMap) -> Value {
    json!({
        "name": provider.name,
        "preset": provider.preset,
        "variables": provider.variables,
        "accepted_tenants": provider.accepted_tenants,
        "simulator": provider.simulator,
        "display_name": provider.display_name,
        "client_id": provider.client_id,
        "has_client_secret": provider.client_secret_sealed.is_some(),
        "scope": provider.scope.join(" "),
        "first_sign_in": provider.first_sign_in.as_str(),
        "domains": provider.domains,
        "claims": provider.claim_mappings,
        "claims_set": if provider.updates_claims { "each" } else { "first" },
        "groups": group_mapping_lines(&provider.group_mappings, map),
        "sign_out": if provider.offers_sign_out { "offer" } else { "here" },
        "position": provider.position,
        "disabled": provider.disabled,
        "created_at": provider.created_at,
        "redirect_uri": redirect_uri(&tenant.issuer, provider),
        "backchannel_logout_uri": backchannel_logout_uri(&tenant.issuer, provider),
    })
}
