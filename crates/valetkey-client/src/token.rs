//! The token endpoint (RFC 6749 sections 4.1.3, 4.4.2, 5 and 6).

use serde::Deserialize;
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::{ErrorResponse, GrantType, Scope, Seconds, Secret, parameter};

use crate::{ClientAuthentication, Problem};

/// A successful answer (RFC 6749 section 5.1). `Debug` shows no token.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// The access token, always a bearer token.
    pub access_token: Secret,
    /// How long it lives from now on, if the issuer says so.
    pub expires_in: Option<Seconds>,
    /// The refresh token.
    pub refresh_token: Option<Secret>,
    /// The ID token as it came, not judged.
    pub id_token: Option<Secret>,
    /// The scope granted; `None` if it is the scope asked for.
    pub scope: Option<Scope>,
}

/// Exchanges a code (RFC 6749 section 4.1.3, RFC 7636 section 4.5).
pub fn authorization_code_request(
    token_endpoint: &str,
    authentication: &ClientAuthentication,
    code: &Secret,
    redirect_uri: &str,
    code_verifier: &Secret,
) -> HttpRequest {
    let parameters = [
        (parameter::GRANT_TYPE, GrantType::AuthorizationCode.as_str()),
        (parameter::CODE, code.expose()),
        (parameter::REDIRECT_URI, redirect_uri),
        (parameter::CODE_VERIFIER, code_verifier.expose()),
    ];
    authentication.post_form(token_endpoint, &parameters)
}

/// Asks for a new access token with the same scope (RFC 6749 section 6).
pub fn refresh_request(
    token_endpoint: &str,
    authentication: &ClientAuthentication,
    refresh_token: &Secret,
) -> HttpRequest {
    let parameters = [
        (parameter::GRANT_TYPE, GrantType::RefreshToken.as_str()),
        (parameter::REFRESH_TOKEN, refresh_token.expose()),
    ];
    authentication.post_form(token_endpoint, &parameters)
}

/// Asks for an access token for the client itself (RFC 6749 section 4.4.2).
pub fn client_credentials_request(
    token_endpoint: &str,
    authentication: &ClientAuthentication,
    scope: &Scope,
) -> HttpRequest {
    let scope = scope.to_string();
    let mut parameters = vec![(parameter::GRANT_TYPE, GrantType::ClientCredentials.as_str())];
    if !scope.is_empty() {
        parameters.push((parameter::SCOPE, &scope));
    }
    authentication.post_form(token_endpoint, &parameters)
}

/// Judges the answer of the token endpoint.
///
/// # Errors
/// [`Problem::Refused`] for an error answer, [`Problem::Status`] or [`Problem::Body`] for anything that is no answer of a token
/// endpoint, [`Problem::Mismatch`] for a token type other than `Bearer`.
pub fn judge_token_response(response: &HttpResponse) -> Result<Tokens, Problem> {
    if !response.is_success() {
        return Err(error_answer(response, 200));
    }
    let answer: Answer = response.json()?;
    if !answer.token_type.eq_ignore_ascii_case("Bearer") {
        return Err(Problem::mismatch("token_type", "Bearer", &answer.token_type));
    }
    if answer.access_token.is_empty() {
        return Err(Problem::Missing("an access token"));
    }
    let not_empty = |token: Option<String>| token.filter(|token| !token.is_empty()).map(Secret::new);
    let scope = answer.scope.map(|scope| scope.parse()).transpose();
    let scope = scope.map_err(|_| Problem::Claim { claim: "scope", expected: "scope tokens" })?;
    Ok(Tokens {
        access_token: Secret::new(answer.access_token),
        expires_in: answer.expires_in.filter(|seconds| *seconds > 0).map(Seconds),
        refresh_token: not_empty(answer.refresh_token),
        id_token: not_empty(answer.id_token),
        scope,
    })
}

/// The error of an answer that means failure: its error code if it has one, else its status.
pub(crate) fn error_answer(response: &HttpResponse, expected: u16) -> Problem {
    match response.json::<ErrorResponse>() {
        Ok(answer) => Problem::refused(&answer.error, answer.error_description.as_deref()),
        Err(_) => Problem::Status { expected, seen: response.status },
    }
}

#[derive(Deserialize)]
struct Answer {
    access_token: String,
    token_type: String,
    expires_in: Option<i64>,
    refresh_token: Option<String>,
    id_token: Option<String>,
    scope: Option<String>,
}
