//! The interface for providers that deviate from the standards.

use std::sync::Arc;

use serde_json::{Map, Value};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{ClientAuthenticationMethod, RawParams, Secret, Timestamp};

use crate::authorization::url_with_parameters;
use crate::token::{TokenType, error_answer};
use crate::userinfo::with_access_token;
use crate::{Problem, Tokens};

/// The deviations of a provider. The default methods follow the standards, so a dialect implements only the deviations. All
/// checks of this crate run on the results of a dialect.
///
/// Errors of a dialect are logged, so they must not contain tokens.
pub trait Dialect: Send + Sync {
    /// Returns the display name of the provider.
    fn display_name(&self) -> Option<&str> {
        None
    }

    /// Adds information to the discovery document that the provider omits.
    fn metadata(&self, document: Arc<ProviderMetadata>) -> Arc<ProviderMetadata> {
        document
    }

    /// Returns the authentication method of a client with a secret, if the discovery document names none.
    fn secret_method(&self) -> Option<ClientAuthenticationMethod> {
        None
    }

    /// Returns whether a client without a secret can log users in through the browser.
    fn takes_public_clients(&self) -> bool {
        true
    }

    /// Returns the parameters of the authorization request, before they are signed, pushed or written into the URL.
    ///
    /// # Errors
    /// [`Problem::Dialect`] or [`Problem::Configuration`] if the provider does not support such a request.
    fn authorization_parameters(
        &self,
        parameters: Vec<(String, String)>,
    ) -> Result<Vec<(String, String)>, Problem> {
        Ok(parameters)
    }

    /// Returns the URL for the browser.
    ///
    /// # Errors
    /// [`Problem::NoEndpoint`].
    fn authorization_url(
        &self,
        metadata: &ProviderMetadata,
        parameters: &[(String, String)],
    ) -> Result<String, Problem> {
        url_with_parameters(metadata, parameters)
    }

    /// Returns the claims about the user in the callback, in the form of OpenID Connect Core section 5.1. They are unsigned and
    /// came through the browser, so they are for display only and replace no other claim.
    fn callback_claims(&self, params: &RawParams) -> Map<String, Value> {
        let _ = params;
        Map::new()
    }

    /// Returns whether a callback with neither a code nor an error means that the user cancelled.
    fn denies_without_error(&self) -> bool {
        false
    }

    /// Converts a request to the token endpoint to the form that the provider expects.
    ///
    /// # Errors
    /// [`Problem::Dialect`] if the request can't be made at `now`.
    fn token_request(&self, request: HttpRequest, now: Timestamp) -> Result<HttpRequest, Problem> {
        let _ = now;
        Ok(request)
    }

    /// Converts a response of the token endpoint to the object of RFC 6749 section 5.1, or to the error object of section 5.2.
    ///
    /// # Errors
    /// [`Problem::Body`] or [`Problem::Dialect`] if it is neither.
    fn token_response(&self, response: &HttpResponse) -> Result<Map<String, Value>, Problem> {
        Ok(response.object()?)
    }

    /// Adds the access token to a request to an API, where the provider expects it (RFC 6750 section 2.1).
    fn api_request(&self, request: HttpRequest, access_token: &Secret, token_type: TokenType) -> HttpRequest {
        with_access_token(request, access_token, token_type)
    }

    /// Makes the userinfo request, with the access token.
    ///
    /// # Errors
    /// [`Problem::NoEndpoint`], or [`Problem::Dialect`] if the token response lacks a value that the request needs.
    fn userinfo_request(&self, endpoint: Option<&str>, tokens: &Tokens) -> Result<HttpRequest, Problem> {
        let endpoint = endpoint.filter(|endpoint| !endpoint.is_empty());
        let request = HttpRequest::get(endpoint.ok_or(Problem::NoEndpoint("userinfo_endpoint"))?);
        Ok(with_access_token(request, &tokens.access_token, tokens.token_type))
    }

    /// Converts a userinfo response to the claims of OpenID Connect Core section 5.1, with `sub`.
    ///
    /// # Errors
    /// [`Problem::Refused`] or [`Problem::Status`] for a failure, [`Problem::Body`] or [`Problem::Dialect`] for an unreadable
    /// response.
    fn userinfo(&self, response: &HttpResponse) -> Result<Map<String, Value>, Problem> {
        if response.status != 200 {
            return Err(error_answer(response, 200));
        }
        Ok(response.object()?)
    }

    /// Returns the claims of an ID token that passed validation, in the form of OpenID Connect Core section 5.1.
    fn id_token_claims(&self, claims: Map<String, Value>) -> Map<String, Value> {
        claims
    }

    /// Returns the claims about the user in the token response, in the form of OpenID Connect Core section 5.1; `None` if they
    /// come from userinfo.
    ///
    /// # Errors
    /// [`Problem::Dialect`] if required claims are missing.
    fn token_response_claims(&self, tokens: &Tokens) -> Result<Option<Map<String, Value>>, Problem> {
        let _ = tokens;
        Ok(None)
    }

    /// Makes the request for the user's email addresses, if the provider needs a separate one.
    fn email_request(&self, tokens: &Tokens) -> Option<HttpRequest> {
        let _ = tokens;
        None
    }

    /// Returns the claims `email` and `email_verified` from the response to [`Dialect::email_request`].
    ///
    /// # Errors
    /// Any [`Problem`]; the login then continues without them.
    fn email_claims(&self, response: &HttpResponse) -> Result<Map<String, Value>, Problem> {
        let _ = response;
        Ok(Map::new())
    }

    /// Returns the issuer for identities without an ID token. Default: the client's issuer.
    fn identity_issuer(&self) -> Option<String> {
        None
    }

    /// Returns the logout URL of the provider, if it does not support RP-initiated logout.
    fn end_session_url(&self, client_id: &str, return_to: Option<&str>) -> Option<String> {
        let _ = (client_id, return_to);
        None
    }
}

/// The dialect without deviations.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standard;

impl Dialect for Standard {}
