//! The friendly layer: the pairs of the other modules, tied together by a network, a clock and chance.

use std::fmt;
use std::sync::Arc;

use valetkey_fetch::{HttpRequest, HttpResponse, RemoteKeySet, RemoteMetadata};
use valetkey_jose::digest::{pkce_s256, random_token};
use valetkey_jose::{Algorithm, KeySet, VerifyError};
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{
    ClientAuthenticationMethod, ClientId, Issuer, RawParams, Scope, Seconds, Secret, Timestamp,
    validate_redirect_uri,
};

use crate::authorization::{AuthorizationParameters, authorization_url};
use crate::callback::{CallbackExpectation, judge_callback};
use crate::id_token::{IdTokenExpectation, validate_id_token};
use crate::logout_token::{LogoutTokenExpectation, validate_logout_token};
use crate::revocation::{TokenKind, judge_revocation, revocation_request};
use crate::{
    AuthorizationOptions, Claims, ClientAuthentication, ClientBuilder, ClientError, IdToken, LogoutToken,
    PendingLogin, Problem, Stage, Tokens, end_session, token, userinfo,
};

/// A client of one issuer. Cheap to clone; clones share discovery document and keys. Safe to use from many tasks at once:
/// a login's state lives in its [`PendingLogin`], never here.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

#[derive(Clone)]
pub(crate) struct Inner {
    pub(crate) metadata: RemoteMetadata,
    pub(crate) keys: RemoteKeySet,
    pub(crate) client_id: ClientId,
    pub(crate) client_secret: Option<Secret>,
    pub(crate) authentication_method: Option<ClientAuthenticationMethod>,
    pub(crate) redirect_uri: Option<String>,
    pub(crate) scope: Scope,
    pub(crate) id_token_algorithms: Vec<Algorithm>,
    pub(crate) leeway: Seconds,
}

/// A login to begin: where to send the browser, and what to remember until it comes back.
#[derive(Clone, Debug)]
pub struct AuthorizationRequest {
    /// The address at the issuer.
    pub url: String,
    /// To be kept where only this browser can bring it back.
    pub pending: PendingLogin,
}

/// A login that succeeded.
#[derive(Clone, Debug)]
pub struct Login {
    /// Who it is.
    pub id_token: IdToken,
    /// The tokens; the ID token in it is the text for a later `id_token_hint`.
    pub tokens: Tokens,
}

impl Client {
    /// Starts with an issuer and the client's identifier there.
    pub fn builder(issuer: &str, client_id: &str) -> ClientBuilder {
        ClientBuilder::new(issuer, client_id)
    }

    /// The issuer.
    pub fn issuer(&self) -> &Issuer {
        self.0.metadata.issuer()
    }

    /// The client's identifier.
    pub fn client_id(&self) -> &ClientId {
        &self.0.client_id
    }

    /// Where the browser comes back, if it is set.
    pub fn redirect_uri(&self) -> Option<&str> {
        self.0.redirect_uri.as_deref()
    }

    /// The same client with another place where the browser comes back.
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

    /// This moment on the client's clock.
    pub fn now(&self) -> Timestamp {
        self.0.metadata.clock().now()
    }

    /// The issuer's discovery document.
    ///
    /// # Errors
    /// [`Stage::Discovery`].
    pub async fn metadata(&self) -> Result<Arc<ProviderMetadata>, ClientError> {
        self.0.metadata.get().await.map_err(self.at(Stage::Discovery))
    }

    /// Begins a login, with a fresh `state`, `nonce` and code verifier.
    ///
    /// # Errors
    /// [`Stage::Discovery`] if the issuer can't be found, [`Stage::Configuration`] without redirect URI or `openid`.
    pub async fn authorization_request(
        &self,
        options: AuthorizationOptions,
    ) -> Result<AuthorizationRequest, ClientError> {
        let configuration =
            |text: &str| self.at(Stage::Configuration)(Problem::Configuration(text.to_owned()));
        let redirect_uri =
            self.redirect_uri().ok_or_else(|| configuration("a login needs a redirect_uri"))?;
        if !self.0.scope.contains("openid") {
            return Err(configuration("a login needs `openid` in its scope"));
        }
        let metadata = self.metadata().await?;
        let pending = PendingLogin {
            issuer: self.issuer().as_str().to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            state: Secret::new(random_token()),
            nonce: Secret::new(random_token()),
            code_verifier: Secret::new(random_token()),
            max_age: options.asked_max_age(),
            started: self.now(),
        };
        let parameters = AuthorizationParameters {
            client_id: self.0.client_id.as_str(),
            redirect_uri,
            scope: &self.0.scope,
            state: pending.state.expose(),
            nonce: pending.nonce.expose(),
            code_challenge: &pkce_s256(pending.code_verifier.expose()),
        };
        let url =
            authorization_url(&metadata, &parameters, &options).map_err(self.at(Stage::Authorization))?;
        Ok(AuthorizationRequest { url, pending })
    }

    /// Finishes a login with the parameters of the callback: judges them, exchanges the code, judges the ID token.
    ///
    /// # Errors
    /// [`Stage::Callback`], [`Stage::CodeExchange`] or [`Stage::IdToken`]; the login is then over and a new one must begin.
    pub async fn finish(&self, pending: &PendingLogin, params: &RawParams) -> Result<Login, ClientError> {
        let code = self.judge_callback(pending, params).await?;
        let metadata = self.metadata().await?;
        let request = token::authorization_code_request(
            self.token_endpoint(&metadata, Stage::CodeExchange)?,
            &self.authentication(&metadata),
            &code,
            &pending.redirect_uri,
            &pending.code_verifier,
        );
        let tokens = self.tokens(Stage::CodeExchange, request).await?;
        let expectation = IdTokenExpectation {
            nonce: Some(pending.nonce.expose()),
            max_age: pending.max_age,
            ..self.id_token_expectation(&tokens)
        };
        let missing = Problem::Missing("an ID token in the answer of the token endpoint");
        let id_token = tokens.id_token.as_ref().ok_or(missing).map_err(self.at(Stage::IdToken))?;
        let now = self.now();
        let id_token = self
            .with_keys(|keys| validate_id_token(id_token.expose(), keys, &expectation, now))
            .await
            .map_err(self.at(Stage::IdToken))?;
        Ok(Login { id_token, tokens })
    }

    /// Gets a new access token. Keep the refresh token of the answer if there is one; else the old one stays good. An ID
    /// token in the answer must be about the same person (OpenID Connect Core section 12.2).
    ///
    /// # Errors
    /// [`Stage::Refresh`]; unless [`ClientError::is_temporary`], the refresh token is spent and the person must sign in again.
    pub async fn refresh(&self, refresh_token: &Secret, subject: &str) -> Result<Tokens, ClientError> {
        let metadata = self.metadata().await?;
        let endpoint = self.token_endpoint(&metadata, Stage::Refresh)?;
        let authentication = self.authentication(&metadata);
        let request = token::refresh_request(endpoint, &authentication, refresh_token);
        let tokens = self.tokens(Stage::Refresh, request).await?;
        if let Some(id_token) = &tokens.id_token {
            let expectation =
                IdTokenExpectation { subject: Some(subject), ..self.id_token_expectation(&tokens) };
            let now = self.now();
            self.with_keys(|keys| validate_id_token(id_token.expose(), keys, &expectation, now))
                .await
                .map_err(self.at(Stage::Refresh))?;
        }
        Ok(tokens)
    }

    /// Gets an access token for the client itself.
    ///
    /// # Errors
    /// [`Stage::ClientCredentials`].
    pub async fn client_credentials(&self, scope: &Scope) -> Result<Tokens, ClientError> {
        let metadata = self.metadata().await?;
        let endpoint = self.token_endpoint(&metadata, Stage::ClientCredentials)?;
        let authentication = self.authentication(&metadata);
        let request = token::client_credentials_request(endpoint, &authentication, scope);
        self.tokens(Stage::ClientCredentials, request).await
    }

    /// Asks for claims about the person; refuses claims about anybody else.
    ///
    /// # Errors
    /// [`Stage::Userinfo`].
    pub async fn userinfo(&self, access_token: &Secret, subject: &str) -> Result<Claims, ClientError> {
        let metadata = self.metadata().await?;
        let no_endpoint = || self.at(Stage::Userinfo)(Problem::NoEndpoint("userinfo_endpoint"));
        let endpoint = metadata.userinfo_endpoint.as_deref().ok_or_else(no_endpoint)?;
        let response = self.send(Stage::Userinfo, userinfo::userinfo_request(endpoint, access_token)).await?;
        userinfo::judge_userinfo(&response, subject).map_err(self.at(Stage::Userinfo))
    }

    /// Revokes a token.
    ///
    /// # Errors
    /// [`Stage::Revocation`]: the token may still be good.
    pub async fn revoke(&self, token: &Secret, kind: TokenKind) -> Result<(), ClientError> {
        let metadata = self.metadata().await?;
        let no_endpoint = || self.at(Stage::Revocation)(Problem::NoEndpoint("revocation_endpoint"));
        let endpoint = metadata.revocation_endpoint.as_deref().ok_or_else(no_endpoint)?;
        let request = revocation_request(endpoint, &self.authentication(&metadata), token, kind);
        let response = self.send(Stage::Revocation, request).await?;
        judge_revocation(&response).map_err(self.at(Stage::Revocation))
    }

    /// Where to send the browser so that the issuer's session ends too; `None` if the issuer does not offer that.
    ///
    /// # Errors
    /// [`Stage::Discovery`].
    pub async fn end_session_url(
        &self,
        id_token_hint: Option<&Secret>,
        post_logout_redirect_uri: Option<&str>,
    ) -> Result<Option<String>, ClientError> {
        let metadata = self.metadata().await?;
        let (client_id, uri) = (&self.0.client_id, post_logout_redirect_uri);
        Ok(end_session::end_session_url(&metadata, client_id, id_token_hint, uri, None).ok())
    }

    /// Judges a logout token that the issuer posted.
    ///
    /// # Errors
    /// [`Stage::LogoutToken`].
    pub async fn logout_token(&self, logout_token: &str) -> Result<LogoutToken, ClientError> {
        let expectation = LogoutTokenExpectation {
            issuer: self.issuer().as_str(),
            client_id: self.0.client_id.as_str(),
            algorithms: &self.0.id_token_algorithms,
            leeway: self.0.leeway,
        };
        let now = self.now();
        self.with_keys(|keys| validate_logout_token(logout_token, keys, &expectation, now))
            .await
            .map_err(self.at(Stage::LogoutToken))
    }

    async fn judge_callback(
        &self,
        pending: &PendingLogin,
        params: &RawParams,
    ) -> Result<Secret, ClientError> {
        let issuer = self.issuer().as_str();
        if pending.issuer != issuer {
            return Err(self.at(Stage::Callback)(Problem::mismatch(
                "issuer of the login",
                issuer,
                &pending.issuer,
            )));
        }
        let age = self.now().since(pending.started);
        if age > PendingLogin::LIFETIME {
            let problem = Problem::TooLate { expected: PendingLogin::LIFETIME.0, seen: age.0 };
            return Err(self.at(Stage::Callback)(problem));
        }
        let iss_required = self.metadata().await?.authorization_response_iss_parameter_supported;
        let expectation = CallbackExpectation { state: pending.state.expose(), issuer, iss_required };
        judge_callback(params, &expectation).map_err(self.at(Stage::Callback))
    }

    fn id_token_expectation<'a>(&'a self, tokens: &'a Tokens) -> IdTokenExpectation<'a> {
        IdTokenExpectation {
            issuer: self.issuer().as_str(),
            client_id: self.0.client_id.as_str(),
            nonce: None,
            max_age: None,
            access_token: Some(tokens.access_token.expose()),
            subject: None,
            algorithms: &self.0.id_token_algorithms,
            leeway: self.0.leeway,
        }
    }

    /// The method that was set, else the best one that the issuer offers.
    fn authentication(&self, metadata: &ProviderMetadata) -> ClientAuthentication {
        let client_id = self.0.client_id.clone();
        let Some(secret) = self.0.client_secret.clone() else { return ClientAuthentication::none(client_id) };
        let offered = &metadata.token_endpoint_auth_methods_supported;
        let offers = |name: &str| offered.iter().any(|offered| offered == name);
        let only_post = !offers("client_secret_basic") && offers("client_secret_post");
        match self.0.authentication_method {
            Some(ClientAuthenticationMethod::ClientSecretPost) => {
                ClientAuthentication::client_secret_post(client_id, secret)
            }
            None if only_post => ClientAuthentication::client_secret_post(client_id, secret),
            _ => ClientAuthentication::client_secret_basic(client_id, secret),
        }
    }

    fn token_endpoint<'a>(
        &self,
        metadata: &'a ProviderMetadata,
        stage: Stage,
    ) -> Result<&'a str, ClientError> {
        let endpoint = Some(metadata.token_endpoint.as_str()).filter(|endpoint| !endpoint.is_empty());
        endpoint.ok_or(Problem::NoEndpoint("token_endpoint")).map_err(self.at(stage))
    }

    async fn tokens(&self, stage: Stage, request: HttpRequest) -> Result<Tokens, ClientError> {
        let response = self.send(stage, request).await?;
        token::judge_token_response(&response).map_err(self.at(stage))
    }

    async fn send(&self, stage: Stage, request: HttpRequest) -> Result<HttpResponse, ClientError> {
        self.0.metadata.transport().send(request).await.map_err(self.at(stage))
    }

    /// Judges with the keys at hand; a key that is not known yet is fetched once, then the token is judged again.
    async fn with_keys<T>(&self, judge: impl Fn(&KeySet) -> Result<T, Problem> + Send) -> Result<T, Problem> {
        let keys = self.0.keys.keys_for(None).await?;
        match judge(&keys) {
            Err(Problem::Token(VerifyError::UnknownKey { seen: Some(kid), .. })) => {
                judge(&*self.0.keys.keys_for(Some(&kid)).await?)
            }
            judged => judged,
        }
    }

    fn at<P: Into<Problem>>(&self, stage: Stage) -> impl Fn(P) -> ClientError + '_ {
        move |problem| ClientError::new(stage, self.issuer().as_str(), problem)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Client({} at {})", self.0.client_id, self.issuer())
    }
}
