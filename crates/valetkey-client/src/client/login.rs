//! Logins through the browser.

use valetkey_jose::KeySet;
use valetkey_jose::digest::{pkce_s256, random_token};
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{RawParams, Seconds, Secret, parameter};

use super::algorithms::Signed;
use crate::authorization::{AuthorizationParameters, authorization_parameters};
use crate::callback::{CallbackExpectation, check_callback};
use crate::id_token::{IdTokenExpectation, validate_id_token};
use crate::pushed_authorization::{
    check_pushed_authorization, pushed_authorization_request, pushed_parameters,
};
use crate::request_object::{RequestObject, sign_request_object, signed_parameters};
use crate::signed_response::{SignedResponseExpectation, validate_signed_response};
use crate::{
    AuthorizationOptions, Claims, Client, ClientError, IdToken, PendingLogin, Problem, Stage, TokenRequest,
    Tokens,
};

/// A new login: the URL for the browser and the state to keep until the callback.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AuthorizationRequest {
    /// The URL at the issuer.
    pub url: String,
    /// The pending login. Keep it where only this browser can return it.
    pub pending: PendingLogin,
}

/// A successful login.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Login {
    /// The validated ID token.
    pub id_token: IdToken,
    /// The tokens, including the ID token as text for a later `id_token_hint`.
    pub tokens: Tokens,
}

/// A successful login, possibly at a provider without ID tokens. [`Client::identify`] identifies the user.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PlainLogin {
    /// The validated ID token, if the provider supports OpenID Connect.
    pub id_token: Option<IdToken>,
    /// The tokens.
    pub tokens: Tokens,
    /// Claims about the user in the callback: unsigned, for display only. Empty for most providers.
    pub beside_code: Claims,
}

impl Client {
    /// Starts a login, with a new `state`, `nonce` and code verifier. Signs and pushes the request if the client is configured
    /// so or the issuer requires it.
    ///
    /// # Errors
    /// [`Stage::Discovery`] if the discovery document can't be loaded, [`Stage::Configuration`] without a redirect URI or
    /// `openid`, [`Stage::PushedAuthorization`] if the issuer refuses the request.
    pub async fn authorization_request(
        &self,
        mut options: AuthorizationOptions,
    ) -> Result<AuthorizationRequest, ClientError> {
        let configuration =
            |text: &str| self.at(Stage::Configuration)(Problem::Configuration(text.to_owned()));
        let redirect_uri =
            self.redirect_uri().ok_or_else(|| configuration("a login needs a redirect_uri"))?;
        if !self.expects_id_token() && !self.0.switches.without_id_token {
            return Err(configuration("a login needs `openid` in its scope"));
        }
        if self.0.credential.is_public() && !self.0.dialect.takes_public_clients() {
            return Err(configuration("this provider supports logins only for clients with a client_secret"));
        }
        let metadata = self.metadata().await?;
        let pending = PendingLogin {
            issuer: self.issuer().as_str().to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            state: Secret::new(random_token()),
            nonce: Secret::new(random_token()),
            code_verifier: Secret::new(random_token()),
            max_age: options.asked_max_age(),
            resource: options.asked_resources().to_vec(),
            started: self.now(),
        };
        options.signed_response = self.0.switches.signed_response;
        options.dpop_jkt = self.dpop(&metadata).map(|key| key.thumbprint().to_owned());
        let code_challenge = pkce_s256(pending.code_verifier.expose());
        let parameters = AuthorizationParameters {
            client_id: self.0.client_id.as_str(),
            redirect_uri,
            scope: &self.0.scope_in_order,
            state: pending.state.expose(),
            nonce: if self.expects_id_token() { pending.nonce.expose() } else { "" },
            code_challenge: if self.0.switches.without_pkce { "" } else { &code_challenge },
        };
        let at = self.at(Stage::Authorization);
        let parameters = authorization_parameters(&parameters, &options).map_err(&at)?;
        let parameters = self.0.dialect.authorization_parameters(parameters).map_err(&at)?;
        let parameters = self.signed(&metadata, parameters).map_err(&at)?;
        let parameters = self.pushed(&metadata, parameters).await?;
        let url = self.0.dialect.authorization_url(&metadata, &parameters).map_err(at)?;
        Ok(AuthorizationRequest { url, pending })
    }

    /// Finishes a login with the parameters of the callback: validates them, exchanges the code, validates the ID token.
    ///
    /// # Errors
    /// [`Stage::Callback`], [`Stage::CodeExchange`] or [`Stage::IdToken`]. The login has then failed, and the user must start a
    /// new one.
    pub async fn finish(&self, pending: &PendingLogin, params: &RawParams) -> Result<Login, ClientError> {
        let (tokens, iss) = self.exchange_code(pending, params).await?;
        let id_token = self.id_token_of(pending, &tokens, iss.as_deref()).await?;
        Ok(Login { id_token, tokens })
    }

    /// Finishes a login at a provider that may not support OpenID Connect. A client with `openid` in its scope gets an ID token
    /// or an error, as with [`Client::finish`]. Other clients get only tokens; an ID token in the response is ignored.
    ///
    /// # Errors
    /// Those of [`Client::finish`].
    pub async fn finish_plain(
        &self,
        pending: &PendingLogin,
        params: &RawParams,
    ) -> Result<PlainLogin, ClientError> {
        let (tokens, iss) = self.exchange_code(pending, params).await?;
        let id_token = match self.expects_id_token() {
            true => Some(self.id_token_of(pending, &tokens, iss.as_deref()).await?),
            false => None,
        };
        let beside_code = Claims::new(self.0.dialect.callback_claims(params));
        Ok(PlainLogin { id_token, tokens, beside_code })
    }

    /// Signs the parameters if the client has a key for requests (RFC 9101).
    fn signed(
        &self,
        metadata: &ProviderMetadata,
        parameters: Vec<(String, String)>,
    ) -> Result<Vec<(String, String)>, Problem> {
        let Some(key) = &self.0.request_key else {
            if metadata.require_signed_request_object == Some(true) {
                let text = "the issuer accepts only signed requests: set a request_object_key";
                return Err(Problem::Configuration(text.to_owned()));
            }
            return Ok(parameters);
        };
        let jti = random_token();
        let (client_id, issuer) = (self.0.client_id.as_str(), self.issuer().as_str());
        let object = RequestObject { client_id, issuer, jti: &jti, now: self.now() };
        let signed = sign_request_object(key, &object, &parameters)?;
        Ok(signed_parameters(&parameters, signed))
    }

    /// Pushes the parameters if the client or the issuer requires it (RFC 9126).
    async fn pushed(
        &self,
        metadata: &ProviderMetadata,
        parameters: Vec<(String, String)>,
    ) -> Result<Vec<(String, String)>, ClientError> {
        if !self.0.switches.push && metadata.require_pushed_authorization_requests != Some(true) {
            return Ok(parameters);
        }
        let stage = Stage::PushedAuthorization;
        let endpoint = metadata.pushed_authorization_request_endpoint.as_deref();
        let endpoint = self.endpoint(stage, "pushed_authorization_request_endpoint", endpoint)?;
        let authentication = self.authentication(metadata).map_err(self.at(stage))?;
        let request = pushed_authorization_request(endpoint, &authentication, &parameters);
        let response = self.send(stage, request).await?;
        let pushed = check_pushed_authorization(&response).map_err(self.at(stage))?;
        Ok(pushed_parameters(self.0.client_id.as_str(), &pushed))
    }

    /// Returns the tokens, and the `iss` of the callback if there was one.
    async fn exchange_code(
        &self,
        pending: &PendingLogin,
        params: &RawParams,
    ) -> Result<(Tokens, Option<String>), ClientError> {
        let (code, iss) = self.check_callback(pending, params).await?;
        let code_verifier = Some(&pending.code_verifier).filter(|_| !self.0.switches.without_pkce);
        let request = TokenRequest::authorization_code(&code, &pending.redirect_uri, code_verifier);
        let request = pending.resource.iter().fold(request, |request, one| request.resource(one.as_str()));
        Ok((self.tokens(Stage::CodeExchange, &request).await?, iss))
    }

    async fn check_callback(
        &self,
        pending: &PendingLogin,
        params: &RawParams,
    ) -> Result<(Secret, Option<String>), ClientError> {
        let at = self.at(Stage::Callback);
        let issuer = self.issuer().as_str();
        if pending.issuer != issuer {
            return Err(at(Problem::mismatch("issuer of the login", issuer, &pending.issuer)));
        }
        let age = self.now().since(pending.started);
        if age > PendingLogin::LIFETIME {
            return Err(at(Problem::TooLate { expected: PendingLogin::LIFETIME.0, seen: age.0 }));
        }
        let signed_params;
        let params = if self.0.switches.signed_response {
            signed_params = self.open_signed_response(params).await.map_err(&at)?;
            &signed_params
        } else {
            params
        };
        let iss_required = self.metadata().await?.authorization_response_iss_parameter_supported;
        let issuer = self.issuer_of_callback(params);
        let expectation = CallbackExpectation { state: pending.state.expose(), issuer, iss_required };
        let code = check_callback(params, &expectation).map_err(|problem| match problem {
            Problem::Missing("the code") if self.0.dialect.denies_without_error() => {
                at(Problem::refused("access_denied", None))
            }
            problem => at(problem),
        })?;
        Ok((code, params.get(parameter::ISS).map(str::to_owned)))
    }

    /// Returns the parameters in the signed response, if the client requires one. Unsigned parameters are then ignored.
    async fn open_signed_response(&self, params: &RawParams) -> Result<RawParams, Problem> {
        let missing = Problem::Missing("a signed response in the parameter response");
        let response = params.get(parameter::RESPONSE).ok_or(missing)?;
        let issuer = self.0.issuer_rule.expected_for(self.issuer().as_str(), response)?;
        let algorithms = self.algorithms(Signed::Response).await?;
        let expected = SignedResponseExpectation {
            issuer: &issuer,
            client_id: self.0.client_id.as_str(),
            algorithms: &algorithms,
            leeway: self.0.leeway,
        };
        let now = self.now();
        self.with_keys(|keys| validate_signed_response(response, keys, &expected, now)).await
    }

    /// Returns the expected `iss` parameter: the received one if it is an accepted spelling of the configured issuer.
    fn issuer_of_callback<'a>(&'a self, params: &'a RawParams) -> &'a str {
        let configured = self.issuer().as_str();
        let Some(iss) = params.get(parameter::ISS) else { return configured };
        if self.0.issuer_rule.accepts_parameter(configured, iss) {
            return iss;
        }
        if self.0.switches.unknown_iss_parameter {
            tracing::warn!(issuer = configured, ?iss, "the provider sends an iss that is not configured");
            return iss;
        }
        // This value is always refused: a template is no issuer, even if it is received literally.
        self.0.issuer_rule.named().filter(|named| *named != iss).unwrap_or(configured)
    }

    async fn id_token_of(
        &self,
        pending: &PendingLogin,
        tokens: &Tokens,
        iss: Option<&str>,
    ) -> Result<IdToken, ClientError> {
        let at = self.at(Stage::IdToken);
        let missing = Problem::Missing("an ID token in the token response");
        let token = tokens.id_token.as_ref().ok_or(missing).map_err(&at)?;
        let asked = ExpectedOfIdToken {
            nonce: Some(pending.nonce.expose()),
            max_age: pending.max_age,
            ..ExpectedOfIdToken::default()
        };
        let id_token = self.check_id_token(token, tokens, asked).await.map_err(&at)?;
        // The ID token must be from the same tenant as the callback.
        match iss.filter(|_| self.0.issuer_rule.named().is_some()) {
            Some(iss) if iss != id_token.issuer() => {
                Err(at(Problem::mismatch("iss of the ID token", iss, id_token.issuer())))
            }
            _ => Ok(id_token),
        }
    }

    pub(crate) async fn check_id_token(
        &self,
        token: &Secret,
        tokens: &Tokens,
        asked: ExpectedOfIdToken<'_>,
    ) -> Result<IdToken, Problem> {
        let issuer = self.0.issuer_rule.expected_for(self.issuer().as_str(), token.expose())?;
        let algorithms = self.algorithms(Signed::IdToken).await?;
        let expectation = IdTokenExpectation {
            issuer: &issuer,
            client_id: self.0.client_id.as_str(),
            nonce: asked.nonce,
            max_age: asked.max_age,
            access_token: Some(tokens.access_token.expose()),
            subject: asked.subject,
            algorithms: &algorithms,
            leeway: self.0.leeway,
        };
        let now = self.now();
        let check = |keys: &KeySet| validate_id_token(token.expose(), keys, &expectation, now);
        let id_token = match self.0.credential.symmetric_keys().filter(|_| self.0.switches.symmetric_id_token)
        {
            Some(keys) => check(&keys)?,
            None => self.with_keys(check).await?,
        };
        Ok(id_token.with_issuer_spelling(self.0.issuer_rule.canonical(self.issuer().as_str(), &issuer)))
    }
}

/// The expected values that differ between ID tokens.
#[derive(Clone, Copy, Default)]
pub(crate) struct ExpectedOfIdToken<'a> {
    pub(crate) nonce: Option<&'a str>,
    pub(crate) max_age: Option<Seconds>,
    pub(crate) subject: Option<&'a str>,
}
