//! Where one provider speaks differently from the standards.

use serde_json::{Map, Value};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::Timestamp;

use crate::Problem;

/// The places where a provider may deviate. Every method has the standard's way as its default, so that a dialect says only
/// what is different. The checks of this crate run on what a dialect returns, never before it and never without.
///
/// What a dialect returns as an error ends up in logs: it must not repeat tokens.
pub trait Dialect: Send + Sync {
    /// The parameters of the authorization request, before they are signed, pushed or written into the URL.
    fn authorization_parameters(&self, parameters: Vec<(String, String)>) -> Vec<(String, String)> {
        parameters
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
        Ok(response.json()?)
    }

    /// A request to the userinfo endpoint; the access token already stands in its header.
    fn userinfo_request(&self, request: HttpRequest) -> HttpRequest {
        request
    }

    /// An answer of the userinfo endpoint with status 200, as the claims of OpenID Connect Core section 5.1. `sub` must be there.
    ///
    /// # Errors
    /// [`Problem::Body`] or [`Problem::Dialect`].
    fn userinfo(&self, response: &HttpResponse) -> Result<Map<String, Value>, Problem> {
        Ok(response.json()?)
    }
}

/// The standards, word for word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standard;

impl Dialect for Standard {}
