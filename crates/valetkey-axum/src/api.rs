//! Calls APIs on behalf of the signed-in user.

use std::sync::Arc;

use serde::Serialize;
use valetkey_client::{ClientError, Problem};
use valetkey_fetch::{HttpRequest, HttpResponse, ReqwestTransport, TransportError};
use valetkey_types::Secret;

use crate::access_token::fresh_access_token;
use crate::{AccessTokenError, User};

/// Calls APIs with the user's access token, in the `Authorization` header or where the provider expects it. Returned by
/// [`User::api`].
///
/// Refreshes the token before it expires, and once more if the API refuses it. Concurrent calls share one refresh. Does not
/// follow redirects, so the token is sent only to the given URL. Call only APIs that the token is meant for.
#[derive(Clone, Debug)]
pub struct Api {
    user: User,
}

/// The reason why a call has no response. A response with a 4xx or 5xx status is no error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApiError {
    /// There is no access token.
    #[error(transparent)]
    AccessToken(#[from] AccessTokenError),
    /// No complete response arrived.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The request could not be built, or the provider's metadata could not be loaded.
    #[error(transparent)]
    Client(ClientError),
    /// The body can't be written as JSON.
    #[error("the body can't be written as JSON: {0}")]
    Body(String),
}

impl Api {
    pub(crate) fn new(user: User) -> Self {
        Self { user }
    }

    /// Sends a `GET` request.
    ///
    /// # Errors
    /// [`ApiError`]. It contains [`AccessTokenError::SignInAgain`] if the user must sign in again.
    pub async fn get(&self, url: &str) -> Result<HttpResponse, ApiError> {
        self.send(HttpRequest::get(url)).await
    }

    /// Sends a `POST` request with a form body.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn post_form(&self, url: &str, fields: &[(&str, &str)]) -> Result<HttpResponse, ApiError> {
        self.send(HttpRequest::post_form(url, fields.iter().copied())).await
    }

    /// Sends a `POST` request with a JSON body.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn post_json<T: Serialize + Sync>(
        &self,
        url: &str,
        body: &T,
    ) -> Result<HttpResponse, ApiError> {
        let body = serde_json::to_vec(body).map_err(|error| ApiError::Body(error.to_string()))?;
        self.send(HttpRequest::post_json(url, body)).await
    }

    /// Sends any request, with the `Authorization` header added.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn send(&self, request: HttpRequest) -> Result<HttpResponse, ApiError> {
        let (login, session) = (self.user.login(), self.user.session());
        let token = fresh_access_token(login, session, None).await?;
        let response = self.send_with(&request, &token).await?;
        if !says_invalid_token(&response) {
            return Ok(response);
        }
        // The token was revoked, or the clocks differ. The API did nothing, so one retry is safe.
        match fresh_access_token(login, session, Some(&token)).await {
            Ok(token) => self.send_with(&request, &token).await,
            Err(AccessTokenError::SignInAgain) => Ok(response),
            Err(error) => Err(error.into()),
        }
    }

    /// Sends the request with the client's own transport, which knows the token type, unless the application set another
    /// transport.
    async fn send_with(&self, request: &HttpRequest, token: &Secret) -> Result<HttpResponse, ApiError> {
        let login = self.user.login();
        let provider = login.provider(self.user.provider()).ok_or(AccessTokenError::SignInAgain)?;
        if provider.token_scheme.is_none() && login.0.api_transport.is_none() {
            return provider.client.call_api(request, token).await.map_err(|error| match error.problem() {
                Problem::Transport(problem) => ApiError::Transport(problem.clone()),
                _ => ApiError::Client(error),
            });
        }
        let request = match &provider.token_scheme {
            Some(scheme) => {
                request.clone().with_header("authorization", format!("{scheme} {}", token.expose()))
            }
            None => provider.client.api_request(request.clone(), token),
        };
        let transport = match &login.0.api_transport {
            Some(transport) => Arc::clone(transport),
            None => Arc::new(ReqwestTransport::for_issuer(provider.client.issuer())?),
        };
        Ok(transport.send(request).await?)
    }
}

/// Returns whether the response refuses the token as invalid (RFC 6750 section 3.1).
fn says_invalid_token(response: &HttpResponse) -> bool {
    let challenge = response.header("www-authenticate").unwrap_or_default();
    response.status == 401 && challenge.contains("invalid_token")
}
