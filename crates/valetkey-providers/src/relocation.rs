//! Relocates a provider to a server on this machine, which simulates it.

use url::Url;

use crate::variable::is_safe;
use crate::{Deviation, Preset, Provider, ResolveError, VariableForm};

/// The expected form of a base, for error messages.
const EXPECTED: &str = "the http origin of a server on this machine, such as http://127.0.0.1:9100";

impl Provider {
    /// Moves every address of the provider to a server on this machine: `https://host/path` becomes `{base}/host/path`.
    /// Parameters, headers and deviations do not change, so a login runs the same code as with the real provider. The issuer of
    /// an OpenID provider is moved too, so a user of the simulation is never accepted as a user of the real provider. The
    /// audience of a signed client secret and names without a scheme are not addresses and do not change.
    ///
    /// # Errors
    /// [`ResolveError::Value`] if the base is not an http origin on this machine.
    pub fn relocated(self, base: &str) -> Result<Self, ResolveError> {
        if !is_local_origin(base) {
            return Err(ResolveError::Value {
                preset: self.preset().name.clone(),
                name: "base".to_owned(),
                expected: EXPECTED,
                seen: base.chars().take(100).collect(),
            });
        }
        let variables: Vec<(&str, &str)> = self
            .preset()
            .variables
            .keys()
            .filter_map(|name| Some((name.as_str(), self.variable(name)?)))
            .collect();
        // No address contains a variable any more, so this only keeps the values.
        let mut relocated = moved(self.preset(), base).resolve(&variables)?;
        relocated.offline = self.offline;
        relocated.tenants.clone_from(&self.tenants);
        Ok(relocated)
    }
}

/// Moves an address to a base, like [`Provider::relocated`]. Returns other texts unchanged.
pub fn relocated_address(address: &str, base: &str) -> String {
    let place = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    place.map_or_else(|| address.to_owned(), |place| format!("{base}/{place}"))
}

fn moved(preset: &Preset, base: &str) -> Preset {
    let mut preset = preset.clone();
    let endpoints = &mut preset.endpoints;
    let mut texts: Vec<&mut String> = [
        &mut preset.issuer,
        &mut endpoints.authorization,
        &mut endpoints.token,
        &mut endpoints.userinfo,
        &mut endpoints.jwks,
        &mut endpoints.revocation,
        &mut endpoints.device_authorization,
        &mut endpoints.end_session,
    ]
    .into_iter()
    .flatten()
    .collect();
    for deviation in &mut preset.deviations {
        match deviation {
            Deviation::ExtraEmailRequest { address, .. } => texts.push(address),
            Deviation::IssuerTemplate { template, .. } => texts.push(template),
            Deviation::IssuerAliases { issuers } => texts.extend(issuers),
            _ => {}
        }
    }
    for text in texts {
        *text = relocated_address(text, base);
    }
    preset
}

fn is_local_origin(base: &str) -> bool {
    let is_origin =
        Url::parse(base).is_ok_and(|url| url.scheme() == "http" && url.path() == "/" && is_safe(&url));
    VariableForm::Address.accepts(base) && is_origin
}
