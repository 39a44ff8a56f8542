//! Tenants.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;
use valetkey_accounts::Acr;
use valetkey_administration::tenant::TenantSettings;
use valetkey_authorization_server::{
    Lifetime,
    networks::NetworkRules,
    record::{ConfirmByMail, SignInSwitches, TenantRecord},
    tenant::tenant_id,
};
use valetkey_jose::Algorithm;
use valetkey_types::{Issuer, Seconds, Timestamp};

use super::{CONFIRM, named, networks, parsed_networks, read, unknown_value};
use crate::failure::Failure;

#[derive(Deserialize)]
struct TenantDocument {
    tenant: String,
    issuer: String,
    name: Option<String>,
    lifetimes: BTreeMap<String, i64>,
    algorithms: Vec<Algorithm>,
    required_acr: String,
    mail_sign_in: bool,
    confirm_by_mail: String,
    trusted_devices: bool,
    sign_in_from: Vec<String>,
    one_factor_from: Vec<String>,
    passkey_models: Vec<Uuid>,
    self_deletion: bool,
    recorded_at: Timestamp,
    nothing_before: Option<Timestamp>,
    revision: u64,
}

/// Reads a tenant. The API does not show its branding: it is empty.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn tenant(document: Value) -> Result<TenantRecord, Failure> {
    let tenant: TenantDocument = read("tenant", document)?;
    let id = tenant_id(&tenant.tenant).map_err(|_| unknown_value("tenant", &tenant.tenant))?;
    let issuer = Issuer::parse(&tenant.issuer).map_err(|_| unknown_value("issuer", &tenant.issuer))?;
    let lifetime = |(name, length): (String, i64)| {
        let lifetime = Lifetime::named(&name).ok_or_else(|| unknown_value("lifetimes", &name))?;
        Ok((lifetime, Seconds(length)))
    };
    Ok(TenantRecord {
        name: tenant.name,
        lifetimes: tenant.lifetimes.into_iter().map(lifetime).collect::<Result<_, Failure>>()?,
        algorithms: tenant.algorithms,
        required_acr: named("required_acr", &tenant.required_acr, &Acr::ALL, Acr::as_str)?,
        sign_in: SignInSwitches {
            mail_sign_in: tenant.mail_sign_in,
            confirm_by_mail: named(
                "confirm_by_mail",
                &tenant.confirm_by_mail,
                &CONFIRM,
                ConfirmByMail::as_str,
            )?,
            trusted_devices: tenant.trusted_devices,
        },
        networks: NetworkRules {
            sign_in_from: parsed_networks("sign_in_from", &tenant.sign_in_from)?,
            one_factor_from: parsed_networks("one_factor_from", &tenant.one_factor_from)?,
        },
        passkey_models: tenant.passkey_models,
        self_deletion: tenant.self_deletion,
        nothing_before: tenant.nothing_before,
        revision: tenant.revision,
        ..TenantRecord::new(id, issuer, tenant.recorded_at)
    })
}

/// Returns the settings of a tenant as a body, without its branding.
pub(crate) fn tenant_values(settings: &TenantSettings) -> Value {
    let lifetimes: BTreeMap<&str, i64> =
        settings.lifetimes.iter().map(|(lifetime, length)| (lifetime.name(), length.0)).collect();
    json!({
        "name": settings.name,
        "lifetimes": lifetimes,
        "algorithms": settings.algorithms,
        "required_acr": settings.required_acr.as_str(),
        "mail_sign_in": settings.sign_in.mail_sign_in,
        "confirm_by_mail": settings.sign_in.confirm_by_mail.as_str(),
        "trusted_devices": settings.sign_in.trusted_devices,
        "sign_in_from": networks(&settings.networks.sign_in_from),
        "one_factor_from": networks(&settings.networks.one_factor_from),
        "passkey_models": settings.passkey_models,
        "self_deletion": settings.self_deletion,
    })
}
