//! The high-level client: uses the functions of the other modules with a network, a clock and randomness.
//!
//! This file contains what all calls share; the calls themselves are in the submodules.

mod algorithms;
mod api;
mod device;
mod in_browser;
mod login;
mod logout;
mod register;
mod tokens;

use std::fmt;
use std::sync::Arc;

use valetkey_fetch::{HttpRequest, HttpResponse, RemoteKeySet, RemoteMetadata};
use valetkey_jose::{Algorithm, KeySet, SigningKey, VerifyError};
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{ClientId, Issuer, Scope, Seconds, Secret, Timestamp, validate_redirect_uri};

pub use api::IdentifiedUser;
pub use login::{AuthorizationRequest, Login, PlainLogin};

use crate::credential::Credential;
use crate::dpop::{Dpop, DpopKey, wants_nonce};
use crate::token::TokenType;
use crate::{ClientAuthentication, ClientBuilder, ClientError, Dialect, IssuerRule, Problem, Stage};

/// A client of one issuer. Cheap to clone; clones share the discovery document and the keys. Many tasks can use it at once: the
/// state of a login is in its [`crate::PendingLogin`], never here.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

#[derive(Clone)]
pub(crate) struct Inner {
    pub(crate) metadata: RemoteMetadata,
    pub(crate) keys: RemoteKeySet,
    pub(crate) client_id: ClientId,
    pub(crate) credential: Arc<Credential>,
    pub(crate) redirect_uri: Option<String>,
    pub(crate) scope: Scope,
    /// The scope with its tokens in the given order.
    pub(crate) scope_in_order: String,
    /// The accepted algorithms. Empty: those that the issuer publishes.
    pub(crate) id_token_algorithms: Vec<Algorithm>,
    pub(crate) leeway: Seconds,
    pub(crate) issuer_rule: IssuerRule,
    pub(crate) dialect: Arc<dyn Dialect>,
    pub(crate) dpop: Option<Dpop>,
    pub(crate) request_key: Option<Arc<SigningKey>>,
    pub(crate) switches: Switches,
}

/// Settings that are on or off.
#[derive(Clone, Copy, Default)]
pub(crate) struct Switches {
    /// Push every authorization request, even if the issuer does not require it.
    pub(crate) push: bool,
    /// Accept only signed authorization responses.
    pub(crate) signed_response: bool,
    /// Accept only signed userinfo responses.
    pub(crate) signed_userinfo: bool,
    /// A login may end without an ID token.
    pub(crate) without_id_token: bool,
    /// A login must end with an ID token, for any scope.
    pub(crate) expect_id_token: bool,
    /// ID tokens are ignored, for any scope.
    pub(crate) ignore_id_token: bool,
    /// ID tokens are signed with the client's secret.
    pub(crate) symmetric_id_token: bool,
    pub(crate) without_pkce: bool,
    pub(crate) unknown_iss_parameter: bool,
}

impl Client {
    /// Starts with an issuer and the client's identifier there.
    pub fn builder(issuer: &str, client_id: &str) -> ClientBuilder {
        ClientBuilder::new(issuer, client_id)
    }

    /// Returns the issuer.
    pub fn issuer(&self) -> &Issuer {
        self.0.metadata.issuer()
    }

    /// Returns the client's identifier.
    pub fn client_id(&self) -> &ClientId {
        &self.0.client_id
    }

    /// Returns the redirect URI, if it is set.
    pub fn redirect_uri(&self) -> Option<&str> {
        self.0.redirect_uri.as_deref()
    }

    /// Returns the scope of logins.
    pub fn scope(&self) -> &Scope {
        &self.0.scope
    }

    /// Returns whether logins of this client end with an ID token.
    pub fn expects_id_token(&self) -> bool {
        let asked = self.0.switches.expect_id_token || self.0.scope.contains("openid");
        asked && !self.0.switches.ignore_id_token
    }

    /// Returns the same client with another redirect URI.
    ///
    /// # Errors
    /// [`Stage::Configuration`] if the URI can't be a redirect URI.
    pub fn with_redirect_uri(&self, redirect_uri: &str) -> Result<Self, ClientError> {
        validate_redirect_uri(redirect_uri)
            .map_err(|error| self.at(Stage::Configuration)(Problem::Configuration(error.to_string())))?;
        let mut inner = Inner::clone(&self.0);
        inner.redirect_uri = Some(redirect_uri.to_owned());
        Ok(Self(Arc::new(inner)))
    }

    /// Returns the same client with another DPoP key, to use one key per login instead of one per client. The tokens of a login
    /// work only with its key, so keep the key as long as the tokens.
    pub fn with_dpop_key(&self, key: SigningKey) -> Self {
        let mut inner = Inner::clone(&self.0);
        inner.dpop = Some(Dpop { key: Arc::new(DpopKey::new(key)), required: true });
        Self(Arc::new(inner))
    }

    /// Returns the current time of the client's clock.
    pub fn now(&self) -> Timestamp {
        self.0.metadata.clock().now()
    }

    /// Returns the display name of the provider, if one was set.
    pub fn display_name(&self) -> Option<&str> {
        self.0.dialect.display_name()
    }

    /// Returns the issuer's discovery document.
    ///
    /// # Errors
    /// [`Stage::Discovery`].
    pub async fn metadata(&self) -> Result<Arc<ProviderMetadata>, ClientError> {
        let document = self.0.metadata.get().await.map_err(self.at(Stage::Discovery))?;
        Ok(self.0.dialect.metadata(document))
    }

    /// Returns fresh credentials of this client, for one request.
    pub(crate) fn authentication(
        &self,
        metadata: &ProviderMetadata,
    ) -> Result<ClientAuthentication, Problem> {
        let (issuer, dialect) = (self.issuer().as_str(), &*self.0.dialect);
        self.0.credential.authentication(&self.0.client_id, issuer, metadata, dialect, self.now())
    }

    /// Returns the type of access token that this client accepts from this issuer.
    pub(crate) fn token_type(&self, metadata: &ProviderMetadata) -> TokenType {
        if self.dpop(metadata).is_some() { TokenType::Dpop } else { TokenType::Bearer }
    }

    pub(crate) async fn send(&self, stage: Stage, request: HttpRequest) -> Result<HttpResponse, ClientError> {
        self.0.metadata.transport().send(request).await.map_err(self.at(stage))
    }

    /// Sends a request, with a DPoP proof if this client has a key; repeats it once if the server requires another nonce.
    /// Builds a new request each time, because client assertions are valid for one request.
    pub(crate) async fn send_proved(
        &self,
        stage: Stage,
        metadata: &ProviderMetadata,
        access_token: Option<&Secret>,
        make: impl Fn() -> Result<HttpRequest, Problem> + Send,
    ) -> Result<HttpResponse, ClientError> {
        let Some(dpop) = self.dpop(metadata) else {
            return self.send(stage, make().map_err(self.at(stage))?).await;
        };
        let mut asked_again = false;
        loop {
            let request = make().map_err(self.at(stage))?;
            let request = dpop.prove(request, access_token.map(Secret::expose), self.now());
            let request = request.map_err(self.at(stage))?;
            let url = request.url.clone();
            let response = self.send(stage, request).await?;
            dpop.remember(&url, &response);
            if asked_again || !wants_nonce(&response) {
                return Ok(response);
            }
            asked_again = true;
        }
    }

    /// Validates a token with the cached keys. If the key is unknown, fetches the keys once and validates again; also if a
    /// token without `kid` matches no key, because its key may be new.
    pub(crate) async fn with_keys<T>(
        &self,
        check: impl Fn(&KeySet) -> Result<T, Problem> + Send,
    ) -> Result<T, Problem> {
        if self.0.metadata.get().await?.jwks_uri.is_empty() {
            return Err(Problem::NoEndpoint("jwks_uri"));
        }
        let keys = self.0.keys.keys_for(None).await?;
        match check(&keys) {
            Err(Problem::Token(VerifyError::UnknownKey { seen: Some(kid), .. })) => {
                check(&*self.0.keys.keys_for(Some(&kid)).await?)
            }
            Err(Problem::Token(
                VerifyError::UnknownKey { seen: None, .. } | VerifyError::Signature { kid: None, .. },
            )) => check(&*self.0.keys.keys_after(&keys).await?),
            checked => checked,
        }
    }

    pub(crate) fn at<P: Into<Problem>>(&self, stage: Stage) -> impl Fn(P) -> ClientError + '_ {
        move |problem| ClientError::new(stage, self.issuer().as_str(), problem)
    }

    /// Returns an endpoint of the discovery document, or an error that names it.
    pub(crate) fn endpoint<'a>(
        &self,
        stage: Stage,
        name: &'static str,
        endpoint: Option<&'a str>,
    ) -> Result<&'a str, ClientError> {
        let endpoint = endpoint.filter(|endpoint| !endpoint.is_empty());
        endpoint.ok_or(Problem::NoEndpoint(name)).map_err(self.at(stage))
    }

    /// Returns the DPoP key to use at this issuer: always if bearer tokens are refused, otherwise only if the issuer offers DPoP.
    pub(crate) fn dpop(&self, metadata: &ProviderMetadata) -> Option<&DpopKey> {
        let dpop = self.0.dpop.as_ref()?;
        let offered = !metadata.dpop_signing_alg_values_supported.is_empty();
        (dpop.required || offered).then_some(&*dpop.key)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Client({} at {})", self.0.client_id, self.issuer())
    }
}
