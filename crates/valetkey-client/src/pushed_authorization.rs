//! Pushed authorization requests (RFC 9126): the client sends the parameters directly to the issuer, and the browser gets a
//! reference.

use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::{Seconds, parameter};

use crate::members::{needed_text, optional_seconds};
use crate::token::error_answer;
use crate::{ClientAuthentication, Problem};

/// A pushed request (RFC 9126 section 2.2).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PushedAuthorization {
    /// The `request_uri` for the browser, valid once.
    pub request_uri: String,
    /// Its lifetime.
    pub expires_in: Seconds,
}

/// Makes the request that pushes the parameters (RFC 9126 section 2.1), always with `client_id`.
pub fn pushed_authorization_request(
    endpoint: &str,
    authentication: &ClientAuthentication,
    parameters: &[(String, String)],
) -> HttpRequest {
    let parameters: Vec<(&str, &str)> =
        parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    authentication.post_form(endpoint, &parameters)
}

/// Validates the response.
///
/// # Errors
/// [`Problem::Refused`] for an error response, [`Problem::Status`] or [`Problem::Body`] for any other unexpected response,
/// [`Problem::Missing`] for an empty reference.
pub fn check_pushed_authorization(response: &HttpResponse) -> Result<PushedAuthorization, Problem> {
    // The standard requires 201; some issuers send 200.
    if !matches!(response.status, 200 | 201) {
        return Err(error_answer(response, 201));
    }
    let answer = response.object()?;
    let request_uri = needed_text(&answer, "request_uri")?.to_owned();
    let expires_in = optional_seconds(&answer, "expires_in")
        .ok_or(Problem::Claim { claim: "expires_in", expected: "a positive number of seconds" })?;
    Ok(PushedAuthorization { request_uri, expires_in })
}

/// Returns the parameters for the browser (RFC 9126 section 4).
pub fn pushed_parameters(client_id: &str, pushed: &PushedAuthorization) -> Vec<(String, String)> {
    vec![
        (parameter::CLIENT_ID.to_owned(), client_id.to_owned()),
        (parameter::REQUEST_URI.to_owned(), pushed.request_uri.clone()),
    ]
}
