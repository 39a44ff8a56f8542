//! Putting a client together.

use std::sync::Arc;

use valetkey_fetch::{Clock, HttpTransport, RemoteKeySet, RemoteMetadata, ReqwestTransport, SystemClock};
use valetkey_jose::Algorithm;
use valetkey_types::{
    ClientAuthenticationMethod, ClientId, Issuer, Scope, Seconds, Secret, validate_redirect_uri,
};

use crate::client::{Client, Inner};
use crate::id_token::DEFAULT_ALGORITHMS;
use crate::{ClientError, Problem, Stage};

/// Settings of a [`Client`]. Nothing is checked before [`ClientBuilder::build`].
#[must_use]
pub struct ClientBuilder {
    issuer: String,
    client_id: String,
    client_secret: Option<Secret>,
    authentication_method: Option<ClientAuthenticationMethod>,
    redirect_uri: Option<String>,
    scope: String,
    id_token_algorithms: Vec<Algorithm>,
    leeway: Seconds,
    transport: Option<Arc<dyn HttpTransport>>,
    clock: Arc<dyn Clock>,
}

impl ClientBuilder {
    pub(crate) fn new(issuer: &str, client_id: &str) -> Self {
        Self {
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            client_secret: None,
            authentication_method: None,
            redirect_uri: None,
            scope: "openid".to_owned(),
            id_token_algorithms: DEFAULT_ALGORITHMS.to_vec(),
            leeway: Seconds(30),
            transport: None,
            clock: Arc::new(SystemClock),
        }
    }

    /// The secret of a confidential client. Without one the client is public.
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(secret.into());
        self
    }

    /// How the client proves itself. Unless set: `client_secret_basic`, or `client_secret_post` where the issuer offers only
    /// that; `none` without a secret.
    pub fn authentication_method(mut self, method: ClientAuthenticationMethod) -> Self {
        self.authentication_method = Some(method);
        self
    }

    /// Where the browser comes back, exactly as registered at the issuer. Needed for logins.
    pub fn redirect_uri(mut self, redirect_uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(redirect_uri.into());
        self
    }

    /// What logins ask for, separated by spaces; `openid` unless set, and a login needs `openid` in it.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = scope.into();
        self
    }

    /// The algorithms accepted for ID tokens and logout tokens (RFC 8725 section 3.1).
    pub fn id_token_algorithms(mut self, algorithms: &[Algorithm]) -> Self {
        self.id_token_algorithms = algorithms.to_vec();
        self
    }

    /// How far the clocks of issuer and client may differ; 30 seconds unless set.
    pub fn leeway(mut self, leeway: Seconds) -> Self {
        self.leeway = leeway;
        self
    }

    /// The way out; unless set a [`ReqwestTransport`] that reaches the public internet, and loopback if the issuer is there.
    pub fn transport(mut self, transport: Arc<dyn HttpTransport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// The clock; the machine's unless set.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Checks the settings. Nothing is fetched.
    ///
    /// # Errors
    /// [`ClientError`] at [`Stage::Configuration`], saying which setting is wrong.
    pub fn build(self) -> Result<Client, ClientError> {
        let issuer_text = self.issuer.clone();
        self.check_and_build()
            .map_err(|problem| ClientError::new(Stage::Configuration, &issuer_text, problem))
    }

    fn check_and_build(self) -> Result<Client, Problem> {
        let issuer = Issuer::parse(&self.issuer).map_err(|error| wrong("issuer", &error))?;
        let scope: Scope = self.scope.parse().map_err(|error| wrong("scope", &error))?;
        if self.client_id.is_empty() {
            return Err(wrong("client_id", &"expected a text, got an empty one"));
        }
        if let Some(redirect_uri) = &self.redirect_uri {
            validate_redirect_uri(redirect_uri).map_err(|error| wrong("redirect_uri", &error))?;
        }
        check_method(self.authentication_method, self.client_secret.is_some())?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(ReqwestTransport::for_issuer(&issuer)?),
        };
        let metadata = RemoteMetadata::with_clock(issuer, transport, self.clock);
        Ok(Client(Arc::new(Inner {
            keys: RemoteKeySet::discovered(metadata.clone()),
            metadata,
            client_id: ClientId::new(self.client_id),
            client_secret: self.client_secret,
            authentication_method: self.authentication_method,
            redirect_uri: self.redirect_uri,
            scope,
            id_token_algorithms: self.id_token_algorithms,
            leeway: self.leeway,
        })))
    }
}

fn check_method(method: Option<ClientAuthenticationMethod>, has_secret: bool) -> Result<(), Problem> {
    match method {
        Some(ClientAuthenticationMethod::None) if has_secret => {
            Err(wrong("authentication_method", &"`none` and a client_secret contradict each other"))
        }
        Some(method) if method != ClientAuthenticationMethod::None && !has_secret => {
            Err(wrong("authentication_method", &format!("`{}` needs a client_secret", method.as_str())))
        }
        _ => Ok(()),
    }
}

fn wrong(setting: &str, error: &dyn std::fmt::Display) -> Problem {
    Problem::Configuration(format!("the setting {setting} can't be used: {error}"))
}
