//! A provider ready for use: its preset with the operator's values, as a client of the client library.

use std::sync::{Arc, OnceLock};

use valetkey_authorization_server::record::IdentityProvider;
use valetkey_client::{Client, ClientError};
use valetkey_fetch::{Clock, HttpTransport};
use valetkey_providers::{
    Catalogue, CatalogueError, Deviation, Kind, Preset, PresetError, Provider, ResolveError,
};
use valetkey_types::{Issuer, Secret, Timestamp, is_loopback_host};

use super::{SecretError, redirect_uri};
use crate::Environment;

/// The reason why sign-ins with a provider fail. The text says what to change.
#[derive(Debug, thiserror::Error)]
pub enum ConnectionError {
    /// There is no such preset.
    #[error(transparent)]
    Preset(#[from] CatalogueError),
    /// The built-in presets can't be read.
    #[error(transparent)]
    Presets(#[from] PresetError),
    /// The values of the preset don't fit.
    #[error(transparent)]
    Values(#[from] ResolveError),
    /// The provider wants secrets that are signed anew for each request.
    #[error(
        "expected a provider with a client secret, got {0}, which takes signed secrets only; this is not supported yet"
    )]
    SignedSecret(String),
    /// The simulator signs everyone in.
    #[error(
        "expected an issuer on this machine (http://localhost:PORT) beside a provider simulator, got {0}"
    )]
    Simulator(Issuer),
    /// Without `openid` there is no ID token.
    #[error("expected `openid` in the scope of {0}, got {1:?}")]
    Scope(String, String),
    /// The settings don't fit together.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The secret can't be opened.
    #[error(transparent)]
    Secret(#[from] SecretError),
}

/// A provider that users can sign in with.
#[derive(Clone)]
pub struct Connection {
    /// The record that it was made from.
    record: IdentityProvider,
    /// The client of this server at the provider.
    pub(crate) client: Client,
}

impl Connection {
    /// Connects to a provider. Sends nothing.
    ///
    /// # Errors
    /// [`ConnectionError`].
    pub fn new(
        record: &IdentityProvider,
        secret: Option<Secret>,
        issuer: &Issuer,
        transport: Arc<dyn HttpTransport>,
        environment: Arc<dyn Environment>,
    ) -> Result<Self, ConnectionError> {
        let provider = resolve(record, issuer)?;
        let mut builder = provider
            .client(&record.client_id)
            .redirect_uri(redirect_uri(issuer, record))
            .transport(transport)
            .clock(Arc::new(EnvironmentClock(environment)));
        if !record.scope.is_empty() {
            let scope = record.scope.join(" ");
            if provider.preset().kind == Kind::OpenId && !record.scope.iter().any(|token| token == "openid") {
                return Err(ConnectionError::Scope(provider.preset().display_name.clone(), scope));
            }
            builder = builder.scope(scope);
        }
        if let Some(secret) = secret {
            builder = builder.client_secret(secret);
        }
        Ok(Self { record: record.clone(), client: builder.build()? })
    }

    /// Returns the client of this server at the provider.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Returns the record that it was made from.
    pub(crate) fn record(&self) -> &IdentityProvider {
        &self.record
    }

    /// Returns the issuer half of an identity. An account of a simulator is never one of the real provider.
    pub(crate) fn identity_issuer(&self, issuer: &str) -> String {
        identity_issuer(&self.record, issuer)
    }
}

pub(super) fn identity_issuer(record: &IdentityProvider, issuer: &str) -> String {
    match &record.simulator {
        Some(simulator) => format!("{simulator} {issuer}"),
        None => issuer.to_owned(),
    }
}

/// Fills in the preset of a provider.
///
/// # Errors
/// [`ConnectionError`].
pub fn resolve(record: &IdentityProvider, issuer: &Issuer) -> Result<Provider, ConnectionError> {
    let preset = catalogue()?.get(&record.preset)?;
    if !takes_stored_secret(preset) {
        return Err(ConnectionError::SignedSecret(preset.display_name.clone()));
    }
    let variables: Vec<(&str, &str)> =
        record.variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let mut provider = preset.resolve(&variables)?;
    let any = |tenant: &String| tenant == IdentityProvider::ANY_TENANT;
    provider = match record.accepted_tenants.iter().any(any) {
        true => provider.any_tenant(),
        false => provider.only_tenants(record.accepted_tenants.iter().cloned()),
    };
    let Some(simulator) = &record.simulator else { return Ok(provider) };
    let is_local =
        url::Url::parse(issuer.as_str()).is_ok_and(|url| url.host_str().is_some_and(is_loopback_host));
    if !is_local {
        return Err(ConnectionError::Simulator(issuer.clone()));
    }
    Ok(provider.relocated(simulator)?)
}

/// Returns whether the provider takes a stored secret, and not one that is signed anew for each request.
pub(crate) fn takes_stored_secret(preset: &Preset) -> bool {
    !preset.deviations.iter().any(|one| matches!(one, Deviation::SignedClientSecret { .. }))
}

/// Returns the built-in presets, read once.
pub(crate) fn catalogue() -> Result<&'static Catalogue, PresetError> {
    static CATALOGUE: OnceLock<Result<Catalogue, PresetError>> = OnceLock::new();
    CATALOGUE.get_or_init(Catalogue::built_in).as_ref().map_err(Clone::clone)
}

/// The clock of the server, for the client library.
struct EnvironmentClock(Arc<dyn Environment>);

impl Clock for EnvironmentClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }
}
