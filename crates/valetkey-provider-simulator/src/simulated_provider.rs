//! A simulated provider: its preset with local addresses, and its recording.

use std::collections::BTreeMap;

use valetkey_providers::{Authentication, Deviation, Kind, Preset, Provider, relocated_address};
use valetkey_types::metadata::ProviderMetadata;

use crate::SimulatorError;
use crate::recording::Recording;
use crate::simulated_user::recorded_subject;

/// A simulated provider.
#[derive(Clone, Debug)]
pub(crate) struct SimulatedProvider {
    /// The provider, with the addresses of this server.
    pub(crate) provider: Provider,
    /// The recorded requests and responses.
    pub(crate) recording: Recording,
    /// The identifier of the recorded user.
    pub(crate) subject: String,
    /// The address of the keys. A default address if the preset has none.
    pub(crate) keys_address: Option<String>,
    base: String,
}

impl SimulatedProvider {
    /// Relocates the provider of a preset to this server. Variables default to the values of the recording.
    pub(crate) fn new(
        preset: &Preset,
        given: &BTreeMap<String, String>,
        base: &str,
    ) -> Result<Self, SimulatorError> {
        let recording = Recording::of(&preset.name)?;
        let mut filled = recording.variables.clone();
        filled.extend(given.clone());
        let variables: Vec<(&str, &str)> =
            filled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let provider = preset.resolve(&variables)?;
        let provider = match &recording.metadata {
            Some(metadata) => provider.with_metadata(metadata),
            None => provider,
        };
        let subject = recorded_subject(preset, &recording);
        let provider = provider.relocated(base)?;
        let issuer = provider.preset().issuer.as_deref().map(|issuer| issuer.trim_end_matches('/'));
        let own_keys = provider.preset().endpoints.jwks.clone();
        let keys_address =
            own_keys.or_else(|| issuer.map(|issuer| format!("{issuer}/.well-known/jwks.json")));
        Ok(Self { provider, recording, subject, keys_address, base: base.to_owned() })
    }

    /// Returns the preset, with the addresses of this server.
    pub(crate) fn preset(&self) -> &Preset {
        self.provider.preset()
    }

    /// Returns the display name.
    pub(crate) fn display_name(&self) -> &str {
        &self.preset().display_name
    }

    /// Returns `true` if the provider has this deviation.
    pub(crate) fn deviates(&self, deviation: &Deviation) -> bool {
        self.preset().deviations.contains(deviation)
    }

    /// Returns the provider's name for a standard parameter.
    pub(crate) fn parameter_name<'a>(&'a self, standard: &'a str) -> &'a str {
        let own = self.preset().deviations.iter().find_map(|deviation| match deviation {
            Deviation::ParameterNames { names } => names.get(standard),
            _ => None,
        });
        own.map_or(standard, String::as_str)
    }

    /// Returns `true` if the provider supports this method of client authentication.
    pub(crate) fn takes(&self, way: Authentication) -> bool {
        self.preset().token.authentication.contains(&way)
    }

    /// Relocates a recorded address to this server.
    pub(crate) fn moved(&self, address: &str) -> String {
        relocated_address(address, &self.base)
    }

    /// Returns the address of the discovery document, if the provider has one.
    pub(crate) fn discovery_address(&self) -> Option<String> {
        let preset = self.preset();
        let has_document = preset.discovery || self.deviates(&Deviation::DiscoveryWithoutIdToken {});
        let issuer = preset.issuer.as_deref().filter(|_| has_document)?;
        Some(format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/')))
    }

    /// Returns the issuer in the discovery document.
    pub(crate) fn document_issuer(&self) -> String {
        let own = self.preset().issuer.clone().unwrap_or_default();
        let named = self.preset().deviations.iter().find_map(|deviation| match deviation {
            Deviation::IssuerTemplate { template, variable, open, .. } => {
                let tenant = self.provider.variable(variable)?;
                open.iter().any(|name| name == tenant).then(|| template.clone())
            }
            _ => None,
        });
        named.unwrap_or(own)
    }

    /// Returns the endpoints in the discovery document.
    pub(crate) fn metadata(&self) -> ProviderMetadata {
        let preset = self.preset();
        let endpoints = &preset.endpoints;
        ProviderMetadata {
            issuer: self.document_issuer(),
            authorization_endpoint: endpoints.authorization.clone().unwrap_or_default(),
            token_endpoint: endpoints.token.clone().unwrap_or_default(),
            jwks_uri: self.keys_address.clone().unwrap_or_default(),
            userinfo_endpoint: endpoints.userinfo.clone(),
            revocation_endpoint: endpoints.revocation.clone(),
            device_authorization_endpoint: endpoints.device_authorization.clone(),
            end_session_endpoint: endpoints.end_session.clone(),
            ..ProviderMetadata::default()
        }
    }

    /// Returns `true` if the provider issues ID tokens.
    pub(crate) fn issues_id_tokens(&self) -> bool {
        self.preset().kind == Kind::OpenId
    }
}
