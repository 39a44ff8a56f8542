//! Requests to the token endpoint, for every grant.

use std::borrow::Cow;
use std::fmt;

use valetkey_fetch::HttpRequest;
use valetkey_types::{GrantType, Secret, parameter};

use crate::ClientAuthentication;

/// The grant type of RFC 8628 section 3.4.
pub const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// The grant type of RFC 8693 section 2.1.
pub const TOKEN_EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
/// The grant type of RFC 7523 section 2.1.
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// A request to the token endpoint. [`TokenRequest::to_http`] makes the HTTP request and can be called several times.
#[derive(Clone)]
#[must_use]
pub struct TokenRequest<'a>(Vec<(&'static str, Cow<'a, str>)>);

impl<'a> TokenRequest<'a> {
    /// Exchanges a code (RFC 6749 section 4.1.3, RFC 7636 section 4.5).
    pub fn authorization_code(
        code: &'a Secret,
        redirect_uri: &'a str,
        code_verifier: Option<&'a Secret>,
    ) -> Self {
        Self::of(GrantType::AuthorizationCode.as_str())
            .with(parameter::CODE, code.expose())
            .with(parameter::REDIRECT_URI, redirect_uri)
            .with_some(parameter::CODE_VERIFIER, code_verifier.map(Secret::expose))
    }

    /// Requests a new access token with a refresh token (RFC 6749 section 6).
    pub fn refresh(refresh_token: &'a Secret) -> Self {
        Self::of(GrantType::RefreshToken.as_str()).with(parameter::REFRESH_TOKEN, refresh_token.expose())
    }

    /// Requests an access token for the client itself (RFC 6749 section 4.4.2).
    pub fn client_credentials() -> Self {
        Self::of(GrantType::ClientCredentials.as_str())
    }

    /// Requests the tokens of a device login (RFC 8628 section 3.4).
    pub fn device_code(device_code: &'a Secret) -> Self {
        Self::of(DEVICE_CODE).with(parameter::DEVICE_CODE, device_code.expose())
    }

    /// Requests an access token with a signed assertion about a user (RFC 7523 section 2.1).
    pub fn jwt_bearer(assertion: &'a Secret) -> Self {
        Self::of(JWT_BEARER).with(parameter::ASSERTION, assertion.expose())
    }

    /// Starts a request with another grant type.
    pub fn of(grant_type: &'static str) -> Self {
        Self(vec![(parameter::GRANT_TYPE, Cow::Borrowed(grant_type))])
    }

    /// Sets the scope (RFC 6749 section 3.3): a text with tokens separated by spaces, or a [`valetkey_types::Scope`]. An empty
    /// scope is not sent.
    pub fn scope(self, scope: impl fmt::Display) -> Self {
        let text = Some(scope.to_string()).filter(|text| !text.is_empty());
        match text {
            Some(text) => self.with(parameter::SCOPE, text),
            None => self,
        }
    }

    /// Adds an API to the audience of the access token (RFC 8707 section 2.2).
    pub fn resource(self, resource: impl Into<Cow<'a, str>>) -> Self {
        self.with(parameter::RESOURCE, resource)
    }

    /// Adds a parameter of another specification or of one issuer.
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// Adds a parameter if there is a value for it.
    pub fn with_some(self, name: &'static str, value: Option<&'a str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Makes the HTTP request.
    pub fn to_http(&self, token_endpoint: &str, authentication: &ClientAuthentication) -> HttpRequest {
        let parameters: Vec<(&str, &str)> = self.0.iter().map(|(name, value)| (*name, &**value)).collect();
        authentication.post_form(token_endpoint, &parameters)
    }
}
