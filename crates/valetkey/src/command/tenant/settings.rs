//! The optional settings of a tenant.

use std::collections::BTreeMap;

use clap::Args;
use uuid::Uuid;
use valetkey_administration::tenant::TenantSettings;
use valetkey_authorization_server::{Lifetime, record::TenantRecord};
use valetkey_jose::Algorithm;
use valetkey_server::{
    Configuration,
    configuration::{Duration, check_tenant_settings},
};
use valetkey_types::{Issuer, Seconds};

use crate::{
    command::branding::BrandingArguments,
    failure::Failure,
    networks::NetworkArguments,
    sign_in_switches::{Switch, SwitchArguments},
    strength::Strength,
};

/// The word that makes `--lifetime` and `--algorithms` use the value of the configuration.
const CONFIGURED: &str = "default";

/// The word that makes `--passkey-models` accept every authenticator.
const ANY: &str = "any";

#[derive(Args)]
pub(super) struct SettingsArguments {
    /// Display name, for administrators
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// A lifetime of its own, such as access_token=5m, named as in [lifetimes] of the configuration; NAME=default takes the
    /// one of the configuration. Repeatable
    #[arg(long = "lifetime", value_name = "NAME=TIME", value_parser = lifetime)]
    lifetimes: Vec<(Lifetime, Option<Seconds>)>,
    /// The algorithms it signs with, between commas, the usual one first; default takes those of the configuration
    #[arg(long, value_name = "LIST", value_parser = algorithms)]
    algorithms: Option<Algorithms>,
    /// How strong every sign-in must be at least: one-factor, two-factors, phishing-resistant (two factors, one of them a
    /// passkey; a passkey that verifies the user is both) [default: one-factor]
    #[arg(long, value_name = "STRENGTH", value_enum, hide_possible_values = true)]
    require: Option<Strength>,
    /// The models of authenticators that may register passkeys: AAGUIDs with commas between them. Each authenticator must prove its
    /// model with a certificate of passkeys.attestation_roots. any accepts all, without proof [default: any]
    #[arg(long, value_name = "LIST", value_parser = models)]
    passkey_models: Option<Models>,
    /// Let users delete their account themselves: on, off [default: on]
    #[arg(long, value_name = "SWITCH", value_enum, hide_possible_values = true)]
    self_deletion: Option<Switch>,
    #[command(flatten)]
    sign_in: SwitchArguments,
    #[command(flatten)]
    networks: NetworkArguments,
    #[command(flatten)]
    branding: BrandingArguments,
}

/// Models of authenticators; none for all.
#[derive(Clone)]
struct Models(Vec<Uuid>);

/// Algorithms; none for those of the configuration.
#[derive(Clone)]
struct Algorithms(Vec<Algorithm>);

impl SettingsArguments {
    /// Whether nothing was said.
    pub(super) fn are_empty(&self) -> bool {
        self.name.is_none()
            && self.lifetimes.is_empty()
            && self.algorithms.is_none()
            && self.require.is_none()
            && self.sign_in.are_empty()
            && self.networks.are_empty()
            && self.passkey_models.is_none()
            && self.self_deletion.is_none()
            && self.branding.are_empty()
    }

    /// Whether the branding is among what was said.
    pub(super) fn have_branding(&self) -> bool {
        !self.branding.are_empty()
    }

    /// Returns the settings of a tenant with what was said, checked as the configuration is. The look of its pages is set
    /// afterwards.
    ///
    /// # Errors
    /// A usage failure that names what was expected and what came.
    pub(super) fn over(
        self,
        tenant: &TenantRecord,
        configuration: Configuration,
    ) -> Result<(TenantSettings, BrandingArguments), Failure> {
        let (settings, branding) = self.over_unchecked(tenant);
        match check(&settings, tenant, configuration) {
            Ok(()) => Ok((settings, branding)),
            Err((_, text)) => Err(Failure::usage(text)),
        }
    }

    /// The same without the check, which needs the configuration of the server.
    pub(super) fn over_unchecked(self, tenant: &TenantRecord) -> (TenantSettings, BrandingArguments) {
        let mut settings = TenantSettings {
            name: tenant.name.clone(),
            lifetimes: tenant.lifetimes.clone(),
            algorithms: tenant.algorithms.clone(),
            required_acr: self.require.map_or(tenant.required_acr, Into::into),
            sign_in: self.sign_in.over(tenant.sign_in),
            networks: tenant.networks.clone(),
            passkey_models: self.passkey_models.map_or_else(|| tenant.passkey_models.clone(), |list| list.0),
            self_deletion: self.self_deletion.map_or(tenant.self_deletion, |switch| switch == Switch::On),
            branding: tenant.branding.clone(),
        };
        self.networks.set(&mut settings.networks);
        if let Some(name) = self.name {
            settings.name = Some(name).filter(|name| !name.is_empty());
        }
        for (lifetime, length) in self.lifetimes {
            set(&mut settings.lifetimes, lifetime, length);
        }
        if let Some(Algorithms(algorithms)) = self.algorithms {
            settings.algorithms = algorithms;
        }
        (settings, self.branding)
    }
}

/// Checks settings of a tenant as the configuration of the server is checked.
///
/// # Errors
/// As [`check_tenant_settings`].
pub(crate) fn check(
    settings: &TenantSettings,
    tenant: &TenantRecord,
    configuration: Configuration,
) -> Result<(), (String, String)> {
    let proves_models = configuration.passkeys.attestation_roots.is_some();
    check_tenant_settings(settings, tenant, configuration, proves_models)
}

fn set(lifetimes: &mut BTreeMap<Lifetime, Seconds>, lifetime: Lifetime, length: Option<Seconds>) {
    match length {
        Some(length) => lifetimes.insert(lifetime, length),
        None => lifetimes.remove(&lifetime),
    };
}

fn lifetime(text: &str) -> Result<(Lifetime, Option<Seconds>), String> {
    let names = || Lifetime::ALL.map(Lifetime::name).join(", ");
    let (name, length) = text.split_once('=').ok_or_else(|| format!("expected NAME=TIME, got {text:?}"))?;
    let lifetime =
        Lifetime::named(name).ok_or_else(|| format!("expected one of {}, got {name:?}", names()))?;
    if length == CONFIGURED {
        return Ok((lifetime, None));
    }
    let length: Duration = length.parse().map_err(|error| format!("{error}"))?;
    Ok((lifetime, Some(length.seconds())))
}

fn algorithms(text: &str) -> Result<Algorithms, String> {
    if text == CONFIGURED {
        return Ok(Algorithms(Vec::new()));
    }
    let parsed = text.split(',').map(|name| name.trim().parse::<Algorithm>());
    parsed.collect::<Result<_, _>>().map(Algorithms).map_err(|error| error.to_string())
}

fn models(text: &str) -> Result<Models, String> {
    if text == ANY {
        return Ok(Models(Vec::new()));
    }
    let parsed = text.split(',').map(|model| {
        let model = model.trim();
        model
            .parse::<Uuid>()
            .map_err(|_| format!("expected AAGUIDs with commas between them, or any, got {model:?}"))
    });
    parsed.collect::<Result<_, _>>().map(Models)
}

/// Reads an issuer as the configuration does.
///
/// # Errors
/// A usage failure that names what was expected and what came.
pub(super) fn issuer(text: &str) -> Result<Issuer, Failure> {
    let configuration = Configuration { issuer: text.to_owned(), ..Configuration::default() };
    configuration.issuer().map_err(|problem| {
        Failure::usage(format!("--issuer: expected {}, got {}", problem.expected, problem.seen))
    })
}
