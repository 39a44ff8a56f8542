//! The body of a new or edited tenant.

use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_accounts::Acr;
use valetkey_administration::{InvalidField, tenant::TenantSettings};
use valetkey_authorization_server::{Lifetime, record::ConfirmByMail};
use valetkey_types::Seconds;

use super::super::{
    body::Edit,
    values::{CONFIRM, all_parsed, clip, named, set},
};

/// A new tenant.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct NewTenantValues {
    /// The name: small letters, digits and hyphens. It never changes. Required.
    pub(super) tenant: Option<String>,
    /// The address under which browsers and applications reach the tenant. Required.
    pub(super) issuer: Option<String>,
    /// The settings; without them, those of the configuration count.
    pub(super) settings: Option<TenantValues>,
}

/// The settings of a tenant. An edit changes only the members that it has; `null` removes a value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct TenantValues {
    /// The display name, for administrators.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    name: Edit<String>,
    /// Lifetimes in seconds, by name, such as `access_token`. An edit replaces all; those that are left out are those of the
    /// configuration.
    lifetimes: Option<BTreeMap<String, i64>>,
    /// The algorithms that it signs with, the usual one first; empty: those of the configuration.
    algorithms: Option<Vec<String>>,
    required_acr: Option<String>,
    mail_sign_in: Option<bool>,
    /// `never`, `new-device` or `always`.
    confirm_by_mail: Option<String>,
    trusted_devices: Option<bool>,
    sign_in_from: Option<Vec<String>>,
    one_factor_from: Option<Vec<String>>,
    /// The models of authenticators (AAGUIDs) that may register passkeys; empty: all.
    passkey_models: Option<Vec<Uuid>>,
    /// Whether users may delete their account themselves.
    self_deletion: Option<bool>,
}

impl TenantValues {
    /// Applies the members of the body.
    pub(super) fn apply(self, settings: &mut TenantSettings) -> Result<(), InvalidField> {
        self.name.apply(&mut settings.name);
        if let Some(lengths) = self.lifetimes {
            settings.lifetimes = lengths.into_iter().map(lifetime).collect::<Result<_, _>>()?;
        }
        set(&mut settings.algorithms, all_parsed("algorithms", self.algorithms)?);
        set(&mut settings.required_acr, named("required_acr", self.required_acr, &Acr::ALL, Acr::as_str)?);
        set(&mut settings.sign_in.mail_sign_in, self.mail_sign_in);
        let confirm = named("confirm_by_mail", self.confirm_by_mail, &CONFIRM, ConfirmByMail::as_str)?;
        set(&mut settings.sign_in.confirm_by_mail, confirm);
        set(&mut settings.sign_in.trusted_devices, self.trusted_devices);
        set(&mut settings.networks.sign_in_from, all_parsed("sign_in_from", self.sign_in_from)?);
        set(&mut settings.networks.one_factor_from, all_parsed("one_factor_from", self.one_factor_from)?);
        set(&mut settings.passkey_models, self.passkey_models);
        set(&mut settings.self_deletion, self.self_deletion);
        Ok(())
    }
}

fn lifetime((name, seconds): (String, i64)) -> Result<(Lifetime, Seconds), InvalidField> {
    let names = || Lifetime::ALL.map(Lifetime::name).join(", ");
    let known = Lifetime::named(&name);
    let known =
        known.ok_or_else(|| InvalidField::new("lifetimes", format!("names of {}", names()), clip(&name)));
    Ok((known?, Seconds(seconds)))
}
