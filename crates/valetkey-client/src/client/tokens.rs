//! Token requests with every grant except the authorization code.

use std::fmt;

use valetkey_fetch::HttpResponse;
use valetkey_types::Secret;

use super::login::ExpectedOfIdToken;
use crate::token::check_token_response_of_type;
use crate::token_exchange::TokenExchange;
use crate::{Client, ClientError, Stage, TokenRequest, Tokens};

impl Client {
    /// Gets a new access token. If the response contains a refresh token, use it from now on; otherwise the old one stays
    /// valid. An ID token in the response must be about the same user (OpenID Connect Core section 12.2).
    ///
    /// # Errors
    /// [`Stage::Refresh`]. The refresh token is unusable and the user must sign in again, unless [`ClientError::is_temporary`].
    pub async fn refresh(&self, refresh_token: &Secret, subject: &str) -> Result<Tokens, ClientError> {
        self.refresh_with(TokenRequest::refresh(refresh_token), subject).await
    }

    /// Gets a new access token with a smaller scope or for one resource: pass a [`TokenRequest::refresh`] with further
    /// parameters.
    ///
    /// # Errors
    /// Those of [`Client::refresh`].
    pub async fn refresh_with(
        &self,
        request: TokenRequest<'_>,
        subject: &str,
    ) -> Result<Tokens, ClientError> {
        let tokens = self.tokens(Stage::Refresh, &request).await?;
        if let Some(id_token) = tokens.id_token.as_ref().filter(|_| self.expects_id_token()) {
            let asked = ExpectedOfIdToken { subject: Some(subject), ..ExpectedOfIdToken::default() };
            self.check_id_token(id_token, &tokens, asked).await.map_err(self.at(Stage::Refresh))?;
        }
        Ok(tokens)
    }

    /// Gets an access token for the client itself.
    ///
    /// # Errors
    /// [`Stage::ClientCredentials`].
    pub async fn client_credentials(&self, scope: impl fmt::Display) -> Result<Tokens, ClientError> {
        self.client_credentials_with(TokenRequest::client_credentials().scope(scope)).await
    }

    /// Gets an access token for the client itself, with resources or other parameters: pass a
    /// [`TokenRequest::client_credentials`] with further parameters.
    ///
    /// # Errors
    /// [`Stage::ClientCredentials`].
    pub async fn client_credentials_with(&self, request: TokenRequest<'_>) -> Result<Tokens, ClientError> {
        self.tokens(Stage::ClientCredentials, &request).await
    }

    /// Exchanges one token for another (RFC 8693).
    ///
    /// # Errors
    /// [`Stage::TokenExchange`].
    pub async fn exchange_token(&self, exchange: &TokenExchange) -> Result<Tokens, ClientError> {
        let stage = Stage::TokenExchange;
        let response = self.token_response(stage, &exchange.request()).await?;
        let token_type = self.token_type(&*self.metadata().await?);
        exchange.check(&response, token_type, &*self.0.dialect).map_err(self.at(stage))
    }

    /// Gets an access token for a signed assertion about a user (RFC 7523 section 2.1). A party that the issuer trusts makes the
    /// assertion.
    ///
    /// # Errors
    /// [`Stage::AssertionGrant`].
    pub async fn jwt_bearer(
        &self,
        assertion: &Secret,
        scope: impl fmt::Display,
    ) -> Result<Tokens, ClientError> {
        let request = TokenRequest::jwt_bearer(assertion).scope(scope);
        self.tokens(Stage::AssertionGrant, &request).await
    }

    pub(crate) async fn tokens(
        &self,
        stage: Stage,
        request: &TokenRequest<'_>,
    ) -> Result<Tokens, ClientError> {
        let response = self.token_response(stage, request).await?;
        let token_type = self.token_type(&*self.metadata().await?);
        check_token_response_of_type(&response, token_type, &*self.0.dialect).map_err(self.at(stage))
    }

    pub(crate) async fn token_response(
        &self,
        stage: Stage,
        request: &TokenRequest<'_>,
    ) -> Result<HttpResponse, ClientError> {
        let metadata = self.metadata().await?;
        let endpoint = self.endpoint(stage, "token_endpoint", Some(&metadata.token_endpoint))?;
        self.send_proved(stage, &metadata, None, || {
            let request = request.to_http(endpoint, &self.authentication(&metadata)?);
            self.0.dialect.token_request(request, self.now())
        })
        .await
    }
}
