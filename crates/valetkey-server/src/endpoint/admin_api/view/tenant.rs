//! Tenants, and links that are shown once.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_authorization_server::record::TenantRecord;
use valetkey_types::Timestamp;

use crate::mail::HandedLink;

/// A tenant with its settings. Pages of the console and the command line set its look.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Tenant)]
pub(in super::super) struct TenantView {
    /// The name.
    tenant: String,
    issuer: String,
    /// The display name, for administrators.
    name: Option<String>,
    /// The lifetimes that differ from those of the configuration, in seconds.
    lifetimes: BTreeMap<String, i64>,
    /// The algorithms that it signs with; empty: those of the configuration.
    algorithms: Vec<String>,
    required_acr: &'static str,
    mail_sign_in: bool,
    /// `never`, `new-device` or `always`.
    confirm_by_mail: &'static str,
    trusted_devices: bool,
    sign_in_from: Vec<String>,
    one_factor_from: Vec<String>,
    /// The models of authenticators (AAGUIDs) that may register passkeys; empty: all.
    passkey_models: Vec<Uuid>,
    /// Whether users may delete their account themselves.
    self_deletion: bool,
    recorded_at: i64,
    /// Sessions, grants and tokens from before this time do not count.
    nothing_before: Option<i64>,
    /// The revision that `ETag` and `If-Match` have.
    revision: u64,
}

impl From<&TenantRecord> for TenantView {
    fn from(tenant: &TenantRecord) -> Self {
        let lifetimes = tenant.lifetimes.iter().map(|(name, length)| (name.name().to_owned(), length.0));
        let networks = |networks: &[ipnet::IpNet]| networks.iter().map(ToString::to_string).collect();
        Self {
            tenant: tenant.tenant.as_str().to_owned(),
            issuer: tenant.issuer.to_string(),
            name: tenant.name.clone(),
            lifetimes: lifetimes.collect(),
            algorithms: tenant.algorithms.iter().map(ToString::to_string).collect(),
            required_acr: tenant.required_acr.as_str(),
            mail_sign_in: tenant.sign_in.mail_sign_in,
            confirm_by_mail: tenant.sign_in.confirm_by_mail.as_str(),
            trusted_devices: tenant.sign_in.trusted_devices,
            sign_in_from: networks(&tenant.networks.sign_in_from),
            one_factor_from: networks(&tenant.networks.one_factor_from),
            passkey_models: tenant.passkey_models.clone(),
            self_deletion: tenant.self_deletion,
            recorded_at: tenant.recorded_at.seconds(),
            nothing_before: tenant.nothing_before.map(Timestamp::seconds),
            revision: tenant.revision,
        }
    }
}

/// A link that an answer shows once.
#[derive(Serialize, ToSchema)]
#[schema(as = Link)]
pub(in super::super) struct LinkView {
    uri: String,
    /// The time until which it works.
    expires_at: i64,
}

impl From<&HandedLink> for LinkView {
    fn from(link: &HandedLink) -> Self {
        Self { uri: link.uri.clone(), expires_at: link.expires_at.seconds() }
    }
}
