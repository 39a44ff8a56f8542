//! A preset with every variable filled.

use std::collections::BTreeMap;

use valetkey_client::Tenants;
use valetkey_types::metadata::ProviderMetadata;

use crate::{Deviation, Preset, ResolveError, template};

/// A provider ready for use: the addresses are final. Made by [`Preset::resolve`] only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    preset: Preset,
    variables: BTreeMap<String, String>,
    /// Whether logins request a refresh token.
    pub(crate) offline: bool,
    /// The tenants with access, at an address for many tenants. None by default.
    pub(crate) tenants: Tenants,
}

impl Preset {
    /// Fills the variables; those left out take their default.
    ///
    /// # Errors
    /// [`ResolveError`]: a value is missing, unknown, or could lead the address elsewhere.
    pub fn resolve(&self, variables: &[(&str, &str)]) -> Result<Provider, ResolveError> {
        self.refuse_unknown(variables)?;
        let mut values = BTreeMap::new();
        let mut missing = Vec::new();
        for (name, variable) in &self.variables {
            let given = variables.iter().find(|(given, _)| given == name).map(|(_, value)| *value);
            let Some(value) = given.or(variable.default.as_deref()) else {
                missing.push((name.clone(), variable.description.clone()));
                continue;
            };
            if !variable.form.accepts(value) {
                return Err(ResolveError::Value {
                    preset: self.name.clone(),
                    name: name.clone(),
                    expected: variable.form.expected(),
                    seen: value.chars().take(100).collect(),
                });
            }
            values.insert(name.clone(), value.to_owned());
        }
        if !missing.is_empty() {
            return Err(ResolveError::Missing { preset: self.name.clone(), missing });
        }
        let preset = self.filled(&values);
        Ok(Provider { preset, variables: values, offline: false, tenants: Tenants::These(Vec::new()) })
    }

    /// The variables without a default, with what belongs there.
    pub fn required_variables(&self) -> impl Iterator<Item = (&str, &str)> {
        let required = self.variables.iter().filter(|(_, variable)| variable.default.is_none());
        required.map(|(name, variable)| (name.as_str(), variable.description.as_str()))
    }

    /// Every text of the preset that may hold variables, with its path.
    pub(crate) fn addresses(&self) -> Vec<(String, &str)> {
        let named = [
            ("issuer", &self.issuer),
            ("endpoints.authorization", &self.endpoints.authorization),
            ("endpoints.token", &self.endpoints.token),
            ("endpoints.userinfo", &self.endpoints.userinfo),
            ("endpoints.jwks", &self.endpoints.jwks),
            ("endpoints.revocation", &self.endpoints.revocation),
            ("endpoints.device_authorization", &self.endpoints.device_authorization),
            ("endpoints.end_session", &self.endpoints.end_session),
        ];
        let fields = named.into_iter().filter_map(|(path, text)| Some((path.to_owned(), text.as_deref()?)));
        let extra = self.deviations.iter().filter_map(|deviation| match deviation {
            Deviation::ExtraEmailRequest { address, .. } => {
                Some(("deviations.extra_email_request.address".to_owned(), address.as_str()))
            }
            _ => None,
        });
        fields.chain(extra).collect()
    }

    fn refuse_unknown(&self, variables: &[(&str, &str)]) -> Result<(), ResolveError> {
        match variables.iter().find(|(name, _)| !self.variables.contains_key(*name)) {
            None => Ok(()),
            Some((name, _)) => Err(ResolveError::UnknownVariable {
                preset: self.name.clone(),
                name: (*name).to_owned(),
                known: self.variables.keys().cloned().collect(),
            }),
        }
    }

    fn filled(&self, values: &BTreeMap<String, String>) -> Self {
        let fill = |text: &str| template::fill(text, |name| values.get(name).map(String::as_str));
        let mut preset = self.clone();
        let endpoints = &mut preset.endpoints;
        for text in [
            &mut preset.issuer,
            &mut endpoints.authorization,
            &mut endpoints.token,
            &mut endpoints.userinfo,
            &mut endpoints.jwks,
            &mut endpoints.revocation,
            &mut endpoints.device_authorization,
            &mut endpoints.end_session,
        ] {
            *text = text.as_deref().map(fill);
        }
        for deviation in &mut preset.deviations {
            if let Deviation::ExtraEmailRequest { address, .. } = deviation {
                *address = fill(address);
            }
        }
        preset
    }
}

impl Provider {
    /// The preset, with final addresses.
    pub fn preset(&self) -> &Preset {
        &self.preset
    }

    /// The value of a variable.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// The provider with the endpoints of its discovery document, where the preset says that discovery counts. The document
    /// must have been validated before (its issuer compared, its addresses checked).
    #[must_use]
    pub fn with_metadata(mut self, metadata: &ProviderMetadata) -> Self {
        if !self.preset.discovery {
            return self;
        }
        let own_logout =
            self.preset.deviations.iter().any(|one| matches!(one, Deviation::LogoutParameters { .. }));
        let endpoints = &mut self.preset.endpoints;
        endpoints.authorization = Some(metadata.authorization_endpoint.clone());
        endpoints.token = Some(metadata.token_endpoint.clone());
        endpoints.jwks = Some(metadata.jwks_uri.clone());
        endpoints.userinfo = metadata.userinfo_endpoint.clone();
        endpoints.revocation = metadata.revocation_endpoint.clone().or(endpoints.revocation.take());
        if !own_logout {
            endpoints.end_session = metadata.end_session_endpoint.clone();
        }
        self
    }
}
