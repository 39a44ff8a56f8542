//! A preset with values for all variables.

use std::collections::BTreeMap;

use valetkey_client::Tenants;
use valetkey_types::metadata::ProviderMetadata;

use crate::{Deviation, Preset, ResolveError, template};

/// A provider with final addresses, ready for use. Created only by [`Preset::resolve`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    preset: Preset,
    variables: BTreeMap<String, String>,
    /// `true` if logins request a refresh token.
    pub(crate) offline: bool,
    /// The tenants whose users may sign in, for an address for many tenants. Default: none.
    pub(crate) tenants: Tenants,
}

impl Preset {
    /// Replaces the variables by these values. Variables without a value get their default.
    ///
    /// # Errors
    /// [`ResolveError`] if a value is missing or unknown, or could change other parts of an address.
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

    /// Returns the variables without a default, with their descriptions.
    pub fn required_variables(&self) -> impl Iterator<Item = (&str, &str)> {
        let required = self.variables.iter().filter(|(_, variable)| variable.default.is_none());
        required.map(|(name, variable)| (name.as_str(), variable.description.as_str()))
    }

    /// Returns all texts of the preset that may contain variables, with their paths.
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
    /// Returns the preset, with final addresses.
    pub fn preset(&self) -> &Preset {
        &self.preset
    }

    /// Returns the value of a variable.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// Uses the endpoints of the discovery document, if the preset uses discovery. The document must already be validated (its
    /// issuer and its addresses).
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
