//! Checks the settings of a tenant like the configuration.

use valetkey_administration::tenant::TenantSettings;
use valetkey_authorization_server::{Lifetime, record::TenantRecord};

use super::Configuration;
use crate::TenantDefaults;

/// Checks settings of a tenant as the configuration of the server is checked. `proves_models` is whether the server has the
/// certificates of makers of authenticators.
///
/// # Errors
/// The name of the setting, and a text with the expected value and the value that was got.
pub fn check_tenant_settings(
    settings: &TenantSettings,
    tenant: &TenantRecord,
    configuration: Configuration,
    proves_models: bool,
) -> Result<(), (String, String)> {
    if !settings.passkey_models.is_empty() && !proves_models {
        let text = "passkeys.attestation_roots: expected a file with the certificates of makers, because only they prove a model, got none";
        return Err(("passkey_models".to_owned(), text.to_owned()));
    }
    let (lifetimes, algorithms) = (settings.lifetimes.clone(), settings.algorithms.clone());
    let edited = TenantRecord { lifetimes, algorithms, ..tenant.clone() };
    let problems = configuration.for_tenant(&edited).check();
    // Other problems of the configuration do not concern this tenant.
    let is_ours = |key: &str| key.starts_with("lifetimes.") || key.starts_with("keys.");
    match problems.iter().find(|problem| is_ours(&problem.key)) {
        None => Ok(()),
        Some(problem) => Err((problem.key.trim_start_matches("keys.").to_owned(), problem.to_string())),
    }
}

impl Configuration {
    /// Returns a configuration with the lifetimes and algorithms of a running server.
    pub(crate) fn of_defaults(defaults: &TenantDefaults) -> Self {
        let mut configuration = Self::default();
        for lifetime in Lifetime::ALL {
            *configuration.lifetimes.of(lifetime) = defaults.lifetimes.length(lifetime).into();
        }
        configuration.keys.algorithms.clone_from(&defaults.keys.algorithms);
        configuration
    }
}
