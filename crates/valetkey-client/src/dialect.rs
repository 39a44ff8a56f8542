//! Where one provider speaks differently from the standards.

use std::sync::Arc;

use serde_json::{Map, Value};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{ClientAuthenticationMethod, RawParams, Secret, Timestamp};

use crate::authorization::url_with_parameters;
use crate::token::{TokenType, error_answer};
use crate::userinfo::with_access_token;
use crate::{Problem, Tokens};

/// The places where a provider may deviate. Every method has the standard's way as its default, so that a dialect says only
/// what is different. The checks of this crate run on what a dialect returns, never before it and never without.
///
/// What a dialect returns as an error ends up in logs: it must not repeat tokens.
pub trait Dialect: Send + Sync {
    /// Returns the display name of the provider.
    fn display_name(&self) -> Option<&str> {
        None
    }

    /// The discovery document with what the provider leaves out of it.
    fn metadata(&self, document: Arc<ProviderMetadata>) -> Arc<ProviderMetadata> {
        document
    }

    /// How a client with a secret proves itself, where the discovery document does not say.
    fn secret_method(&self) -> Option<ClientAuthenticationMethod> {
        None
    }

    /// Whether a client without a secret can log users in through the browser.
    fn takes_public_clients(&self) -> bool {
        true
    }

    /// The parameters of the authorization request, before they are signed, pushed or written into the URL.
    ///
    /// # Errors
    /// [`Problem::Dialect`] or [`Problem::Configuration`] if the provider can't be asked so.
    fn authorization_parameters(
        &self,
        parameters: Vec<(String, String)>,
    ) -> Result<Vec<(String, String)>, Problem> {
        Ok(parameters)
    }

    /// Where to send the browser.
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

    /// What the callback says about the user beside the code, in the form of OpenID Connect Core section 5.1. It is unsigned
    /// and came through the browser, so it is for display only and replaces nothing.
    fn callback_claims(&self, params: &RawParams) -> Map<String, Value> {
        let _ = params;
        Map::new()
    }

    /// Whether a callback with neither a code nor an error means that the user said no.
    fn denies_without_error(&self) -> bool {
        false
    }

    /// A request to the token endpoint.
    ///
    /// # Errors
    /// [`Problem::Dialect`] if the request can't be made at `now`.
    fn token_request(&self, request: HttpRequest, now: Timestamp) -> Result<HttpRequest, Problem> {
        let _ = now;
        Ok(request)
    }

    /// An answer of the token endpoint as the object of RFC 6749 section 5.1, or as the error object of section 5.2.
    ///
    /// # Errors
    /// [`Problem::Body`] or [`Problem::Dialect`] if it is neither.
    fn token_response(&self, response: &HttpResponse) -> Result<Map<String, Value>, Problem> {
        Ok(response.object()?)
    }

    /// A request to an API of the provider, with the access token where it looks for it (RFC 6750 section 2.1).
    fn api_request(&self, request: HttpRequest, access_token: &Secret, token_type: TokenType) -> HttpRequest {
        with_access_token(request, access_token, token_type)
    }

    /// The request to the userinfo endpoint, access token included.
    ///
    /// # Errors
    /// [`Problem::NoEndpoint`], or [`Problem::Dialect`] if the token answer lacks what the request needs.
    fn userinfo_request(&self, endpoint: Option<&str>, tokens: &Tokens) -> Result<HttpRequest, Problem> {
        let endpoint = endpoint.filter(|endpoint| !endpoint.is_empty());
        let request = HttpRequest::get(endpoint.ok_or(Problem::NoEndpoint("userinfo_endpoint"))?);
        Ok(with_access_token(request, &tokens.access_token, tokens.token_type))
    }

    /// An answer of the userinfo endpoint as the claims of OpenID Connect Core section 5.1. `sub` must be there.
    ///
    /// # Errors
    /// [`Problem::Refused`] or [`Problem::Status`] for a failure, [`Problem::Body`] or [`Problem::Dialect`] for an answer that
    /// can't be read.
    fn userinfo(&self, response: &HttpResponse) -> Result<Map<String, Value>, Problem> {
        if response.status != 200 {
            return Err(error_answer(response, 200));
        }
        Ok(response.object()?)
    }

    /// The claims of an ID token that passed validation, in the form of OpenID Connect Core section 5.1.
    fn id_token_claims(&self, claims: Map<String, Value>) -> Map<String, Value> {
        claims
    }

    /// What the token answer says about the user, in the form of OpenID Connect Core section 5.1, where that is the place to
    /// look. `None`: userinfo says it.
    ///
    /// # Errors
    /// [`Problem::Dialect`] if it should say it and does not.
    fn token_response_claims(&self, tokens: &Tokens) -> Result<Option<Map<String, Value>>, Problem> {
        let _ = tokens;
        Ok(None)
    }

    /// Asks for the user's email addresses, where that takes a request of its own.
    fn email_request(&self, tokens: &Tokens) -> Option<HttpRequest> {
        let _ = tokens;
        None
    }

    /// The claims `email` and `email_verified` from the answer to [`Dialect::email_request`].
    ///
    /// # Errors
    /// Any [`Problem`]: the login goes on without.
    fn email_claims(&self, response: &HttpResponse) -> Result<Map<String, Value>, Problem> {
        let _ = response;
        Ok(Map::new())
    }

    /// The issuer that users without an ID token are remembered under; the client's unless said otherwise.
    fn identity_issuer(&self) -> Option<String> {
        None
    }

    /// Where to send the browser to sign out at the provider, if that is not RP-initiated logout.
    fn end_session_url(&self, client_id: &str, return_to: Option<&str>) -> Option<String> {
        let _ = (client_id, return_to);
        None
    }
}

/// The standards, word for word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standard;

impl Dialect for Standard {}
