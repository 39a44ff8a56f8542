//! Token exchange (RFC 8693): exchanges a token for another one, for example for another audience or on behalf of a user.

use serde_json::Value;
use valetkey_fetch::HttpResponse;
use valetkey_types::{Scope, Secret, parameter};

use crate::dialect::Dialect;
use crate::token::{TokenType, check_token_response_of_type};
use crate::token_request::TOKEN_EXCHANGE;
use crate::{Problem, TokenRequest, Tokens};

/// A kind of token (RFC 8693 section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExchangedType {
    /// An OAuth access token.
    AccessToken,
    /// An OAuth refresh token.
    RefreshToken,
    /// An OpenID Connect ID token.
    IdToken,
    /// Any JSON Web Token.
    Jwt,
}

/// A token exchange request (RFC 8693 section 2.1).
#[derive(Clone, Debug)]
#[must_use]
pub struct TokenExchange {
    subject_token: (Secret, ExchangedType),
    actor_token: Option<(Secret, ExchangedType)>,
    requested: ExchangedType,
    audience: Vec<String>,
    resource: Vec<String>,
    scope: Scope,
}

impl ExchangedType {
    /// Returns the registered URI.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccessToken => "urn:ietf:params:oauth:token-type:access_token",
            Self::RefreshToken => "urn:ietf:params:oauth:token-type:refresh_token",
            Self::IdToken => "urn:ietf:params:oauth:token-type:id_token",
            Self::Jwt => "urn:ietf:params:oauth:token-type:jwt",
        }
    }
}

impl TokenExchange {
    /// Starts with a subject token; requests an access token.
    pub fn new(subject_token: Secret, subject_token_type: ExchangedType) -> Self {
        Self {
            subject_token: (subject_token, subject_token_type),
            actor_token: None,
            requested: ExchangedType::AccessToken,
            audience: Vec::new(),
            resource: Vec::new(),
            scope: Scope::default(),
        }
    }

    /// Adds an actor token (delegation, RFC 8693 section 1.1).
    pub fn actor(mut self, actor_token: Secret, actor_token_type: ExchangedType) -> Self {
        self.actor_token = Some((actor_token, actor_token_type));
        self
    }

    /// Requests a token of another type. The response must have that type.
    pub fn requested_type(mut self, requested: ExchangedType) -> Self {
        self.requested = requested;
        self
    }

    /// Adds the target service, by its name at the issuer.
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.audience.push(audience.into());
        self
    }

    /// Adds the target service, by its URL.
    pub fn resource(mut self, resource: impl Into<String>) -> Self {
        self.resource.push(resource.into());
        self
    }

    /// Sets the scope.
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Returns the request to the token endpoint.
    pub fn request(&self) -> TokenRequest<'_> {
        let (subject_token, subject_token_type) = &self.subject_token;
        let mut request = TokenRequest::of(TOKEN_EXCHANGE)
            .with(parameter::SUBJECT_TOKEN, subject_token.expose())
            .with(parameter::SUBJECT_TOKEN_TYPE, subject_token_type.as_str())
            .with(parameter::REQUESTED_TOKEN_TYPE, self.requested.as_str())
            .scope(&self.scope);
        if let Some((actor_token, actor_token_type)) = &self.actor_token {
            request = request
                .with(parameter::ACTOR_TOKEN, actor_token.expose())
                .with(parameter::ACTOR_TOKEN_TYPE, actor_token_type.as_str());
        }
        for audience in &self.audience {
            request = request.with(parameter::AUDIENCE, audience.as_str());
        }
        for resource in &self.resource {
            request = request.resource(resource.as_str());
        }
        request
    }

    /// Validates the response (RFC 8693 section 2.2.1). The issued token is in `access_token`, whatever its type is.
    ///
    /// # Errors
    /// [`Problem::Mismatch`] or [`Problem::Missing`] for `issued_token_type`, and those of
    /// [`crate::token::check_token_response`].
    pub fn check(
        &self,
        response: &HttpResponse,
        expected: TokenType,
        dialect: &dyn Dialect,
    ) -> Result<Tokens, Problem> {
        let tokens = check_token_response_of_type(response, expected, dialect)?;
        let issued = tokens.other.get("issued_token_type").and_then(Value::as_str);
        let issued = issued.ok_or(Problem::Missing("an issued_token_type"))?;
        // The type of an access token may be given by its format.
        let jwt_for_access =
            self.requested == ExchangedType::AccessToken && issued == ExchangedType::Jwt.as_str();
        if issued == self.requested.as_str() || jwt_for_access {
            return Ok(tokens);
        }
        Err(Problem::mismatch("issued_token_type", self.requested.as_str(), issued))
    }
}
