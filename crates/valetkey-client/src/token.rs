//! The token endpoint (RFC 6749 sections 4.1.3, 4.4.2, 5 and 6).

use std::fmt;

use serde_json::{Map, Value};
use valetkey_fetch::{HttpRequest, HttpResponse, is_temporary_status};
use valetkey_types::{Scope, Seconds, Secret};

use crate::dialect::{Dialect, Standard};
use crate::members::{needed_text, optional_scope, optional_seconds, optional_text};
use crate::{ClientAuthentication, Problem, TokenRequest};

/// A successful token response (RFC 6749 section 5.1). `Debug` shows no token.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Tokens {
    /// The access token.
    pub access_token: Secret,
    /// The type of the access token, which says how to send it.
    pub token_type: TokenType,
    /// The lifetime from now on, if the issuer returned one.
    pub expires_in: Option<Seconds>,
    /// The refresh token.
    pub refresh_token: Option<Secret>,
    /// The ID token as received, not validated.
    pub id_token: Option<Secret>,
    /// The granted scope; `None` if it is the requested scope.
    pub scope: Option<Scope>,
    /// All other members of the response.
    pub other: OtherMembers,
}

/// The type of an access token, which says how it is sent to an API (RFC 6749 section 7.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenType {
    /// A token that anyone who has it can use (RFC 6750).
    #[default]
    Bearer,
    /// A token that is valid only with a proof by the client's key (RFC 9449).
    Dpop,
}

/// Members of a response that no standard defines. They may be secrets, so `Debug` shows only the names.
#[derive(Clone, Default, PartialEq)]
pub struct OtherMembers(Map<String, Value>);

/// Makes the request that exchanges a code (RFC 6749 section 4.1.3, RFC 7636 section 4.5).
pub fn authorization_code_request(
    token_endpoint: &str,
    authentication: &ClientAuthentication,
    code: &Secret,
    redirect_uri: &str,
    code_verifier: &Secret,
) -> HttpRequest {
    TokenRequest::authorization_code(code, redirect_uri, Some(code_verifier))
        .to_http(token_endpoint, authentication)
}

/// Makes the request for a new access token with the same scope (RFC 6749 section 6).
pub fn refresh_request(
    token_endpoint: &str,
    authentication: &ClientAuthentication,
    refresh_token: &Secret,
) -> HttpRequest {
    TokenRequest::refresh(refresh_token).to_http(token_endpoint, authentication)
}

/// Makes the request for an access token for the client itself (RFC 6749 section 4.4.2).
pub fn client_credentials_request(
    token_endpoint: &str,
    authentication: &ClientAuthentication,
    scope: &Scope,
) -> HttpRequest {
    TokenRequest::client_credentials().scope(scope).to_http(token_endpoint, authentication)
}

/// Validates the response of the token endpoint, which must contain a bearer token.
///
/// # Errors
/// [`Problem::Refused`] for an error response, [`Problem::Status`] or [`Problem::Body`] for any other unexpected response,
/// [`Problem::Mismatch`] for a token type other than `Bearer`.
pub fn check_token_response(response: &HttpResponse) -> Result<Tokens, Problem> {
    check_token_response_of_type(response, TokenType::Bearer, &Standard)
}

/// Validates the response of the token endpoint, which must contain a token of this type. Uses the dialect to read it.
///
/// # Errors
/// Those of [`check_token_response`], and [`Problem::Dialect`].
pub fn check_token_response_of_type(
    response: &HttpResponse,
    expected: TokenType,
    dialect: &dyn Dialect,
) -> Result<Tokens, Problem> {
    let mut members = read_members(response, dialect)?;
    let token_type = needed_text(&members, "token_type")?;
    if !token_type.eq_ignore_ascii_case(expected.as_str()) {
        return Err(Problem::mismatch("token_type", expected.as_str(), token_type));
    }
    let mut tokens = Tokens {
        access_token: Secret::new(needed_text(&members, "access_token")?),
        token_type: expected,
        expires_in: optional_seconds(&members, "expires_in"),
        refresh_token: optional_text(&members, "refresh_token").map(Secret::new),
        id_token: optional_text(&members, "id_token").map(Secret::new),
        scope: optional_scope(&members),
        other: OtherMembers::default(),
    };
    members.retain(|name, _| !STANDARD_MEMBERS.contains(&name.as_str()));
    tokens.other = OtherMembers(members);
    Ok(tokens)
}

impl Tokens {
    /// Creates a value from an access token alone.
    pub(crate) fn of_access_token(access_token: Secret, token_type: TokenType) -> Self {
        let other = OtherMembers::default();
        let (expires_in, refresh_token, id_token, scope) = (None, None, None, None);
        Self { access_token, token_type, expires_in, refresh_token, id_token, scope, other }
    }
}

impl TokenType {
    /// Returns the registered name, which is also the scheme of the `Authorization` header.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bearer => "Bearer",
            Self::Dpop => "DPoP",
        }
    }
}

impl OtherMembers {
    /// Returns every member.
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Returns a member by its name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }
}

impl fmt::Debug for OtherMembers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.0.keys()).finish()
    }
}

/// Returns the error of a failed response: its error code if it has one, otherwise its status. A response with 5xx or 429 is no
/// refusal, unless its error code is one.
pub(crate) fn error_answer(response: &HttpResponse, expected: u16) -> Problem {
    let status = Problem::Status { expected, seen: response.status };
    let Ok(members) = response.object() else { return status };
    match optional_text(&members, "error") {
        Some(error) if is_refusal(response.status, error) => {
            Problem::refused(error, optional_text(&members, "error_description"))
        }
        _ => status,
    }
}

/// Returns whether the error code is a refusal. An error code of the standard is a refusal with any status.
fn is_refusal(status: u16, error: &str) -> bool {
    const CODES: [&str; 10] = [
        "invalid_request",
        "invalid_client",
        "invalid_grant",
        "unauthorized_client",
        "unsupported_grant_type",
        "invalid_scope",
        "authorization_pending",
        "slow_down",
        "server_error",
        "temporarily_unavailable",
    ];
    !is_temporary_status(status) || CODES.contains(&error)
}

/// Returns the error in a response with any status, because some issuers send errors with 200.
fn read_members(response: &HttpResponse, dialect: &dyn Dialect) -> Result<Map<String, Value>, Problem> {
    let status = Problem::Status { expected: 200, seen: response.status };
    let members = match dialect.token_response(response) {
        Err(_) if !response.is_success() => return Err(status),
        members => members?,
    };
    match optional_text(&members, "error") {
        Some(error) if is_refusal(response.status, error) => {
            Err(Problem::refused(error, optional_text(&members, "error_description")))
        }
        Some(_) => Err(status),
        None if !response.is_success() => Err(status),
        None => Ok(members),
    }
}

const STANDARD_MEMBERS: [&str; 6] =
    ["access_token", "token_type", "expires_in", "refresh_token", "id_token", "scope"];
