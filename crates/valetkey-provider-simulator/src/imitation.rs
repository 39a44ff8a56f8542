//! One provider as it is played: its preset, moved here, and its recording.

use std::collections::BTreeMap;

use valetkey_providers::{Authentication, Deviation, Kind, Preset, Provider, relocated_address};
use valetkey_types::metadata::ProviderMetadata;

use crate::SimulatorError;
use crate::person::recorded_subject;
use crate::recording::Recording;

/// One provider as it is played.
#[derive(Clone, Debug)]
pub(crate) struct Imitation {
    /// The provider with the addresses of this server.
    pub(crate) provider: Provider,
    /// What it expects and answers.
    pub(crate) recording: Recording,
    /// The identifier of the recorded person.
    pub(crate) subject: String,
    /// Where the keys are; an address of our own where the preset names none.
    pub(crate) keys_address: Option<String>,
    base: String,
}

impl Imitation {
    /// Moves the provider of a preset to this server. Variables that are not given have the values of the recording.
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

    /// The preset, with the addresses of this server.
    pub(crate) fn preset(&self) -> &Preset {
        self.provider.preset()
    }

    /// The display name.
    pub(crate) fn display_name(&self) -> &str {
        &self.preset().display_name
    }

    /// Whether the provider deviates so.
    pub(crate) fn deviates(&self, deviation: &Deviation) -> bool {
        self.preset().deviations.contains(deviation)
    }

    /// The provider's name for a parameter of the standard.
    pub(crate) fn parameter_name<'a>(&'a self, standard: &'a str) -> &'a str {
        let own = self.preset().deviations.iter().find_map(|deviation| match deviation {
            Deviation::ParameterNames { names } => names.get(standard),
            _ => None,
        });
        own.map_or(standard, String::as_str)
    }

    /// Whether a client may prove itself so.
    pub(crate) fn takes(&self, way: Authentication) -> bool {
        self.preset().token.authentication.contains(&way)
    }

    /// A recorded address, moved to this server.
    pub(crate) fn moved(&self, address: &str) -> String {
        relocated_address(address, &self.base)
    }

    /// The address of the discovery document, where the provider has one.
    pub(crate) fn discovery_address(&self) -> Option<String> {
        let preset = self.preset();
        let has_document = preset.discovery || self.deviates(&Deviation::DiscoveryWithoutIdToken {});
        let issuer = preset.issuer.as_deref().filter(|_| has_document)?;
        Some(format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/')))
    }

    /// The issuer as the discovery document names it.
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

    /// The endpoints as the discovery document lists them.
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

    /// Whether the provider issues ID tokens.
    pub(crate) fn issues_id_tokens(&self) -> bool {
        self.preset().kind == Kind::OpenId
    }
}
