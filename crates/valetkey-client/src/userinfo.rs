//! The userinfo endpoint (OpenID Connect Core section 5.3).

use serde_json::{Map, Value};
use valetkey_fetch::{BodyError, HttpRequest, HttpResponse};
use valetkey_jose::{Algorithm, AudienceRule, Expectation, KeySet, TypExpectation, verify};
use valetkey_types::{Seconds, Secret, Timestamp};

use crate::dialect::{Dialect, Standard};
use crate::token::{TokenType, error_answer};
use crate::{Claims, Problem};

/// The expected values of a signed response (OpenID Connect Core section 5.3.2).
#[derive(Clone, Copy)]
pub struct SignedUserinfoExpectation<'a> {
    /// The issuer, byte for byte.
    pub issuer: &'a str,
    /// The client, which must be the audience.
    pub client_id: &'a str,
    /// The subject of the ID token.
    pub subject: &'a str,
    /// The accepted algorithms.
    pub algorithms: &'a [Algorithm],
    /// The accepted clock difference.
    pub leeway: Seconds,
}

/// Makes the userinfo request for the user of the access token.
pub fn userinfo_request(userinfo_endpoint: &str, access_token: &Secret) -> HttpRequest {
    with_access_token(HttpRequest::get(userinfo_endpoint), access_token, TokenType::Bearer)
}

/// Adds the access token to a request, in its header (RFC 6750 section 2.1, RFC 9449 section 7.1).
pub fn with_access_token(request: HttpRequest, access_token: &Secret, token_type: TokenType) -> HttpRequest {
    let value = format!("{} {}", token_type.as_str(), access_token.expose());
    request.replacing_header("authorization", value)
}

/// Validates the response. Its `sub` must be the same as in the ID token (section 5.3.2); otherwise the claims are about
/// another user.
///
/// # Errors
/// [`Problem::Mismatch`] for another `sub`, [`Problem::Refused`] or [`Problem::Status`] for a failure, [`Problem::Body`].
pub fn check_userinfo(response: &HttpResponse, subject: &str) -> Result<Claims, Problem> {
    about(read_userinfo(response, &Standard)?, subject)
}

/// Reads the response without comparing its `sub`, for issuers without ID tokens. This is safe only with an access token that
/// comes directly from the issuer's token endpoint.
///
/// # Errors
/// [`Problem::Refused`] or [`Problem::Status`] for a failure, [`Problem::Body`] or [`Problem::Dialect`] for an unreadable
/// response, [`Problem::Missing`] without a `sub`.
pub fn read_userinfo(response: &HttpResponse, dialect: &dyn Dialect) -> Result<Claims, Problem> {
    let claims = Claims::new(dialect.userinfo(response)?);
    match claims.text("sub") {
        Some(sub) if !sub.is_empty() => Ok(claims),
        _ => Err(Problem::Missing("the claim sub")),
    }
}

/// Refuses claims about another user.
///
/// # Errors
/// [`Problem::Mismatch`] or [`Problem::Missing`].
pub fn about(claims: Claims, subject: &str) -> Result<Claims, Problem> {
    match claims.text("sub") {
        Some(sub) if sub == subject => Ok(claims),
        Some(sub) => Err(Problem::mismatch("sub", subject, sub)),
        None => Err(Problem::Missing("the claim sub")),
    }
}

/// Returns the token of a signed response, not validated.
///
/// # Errors
/// [`Problem::Body`] if the response is not signed. A client that is registered for signed responses accepts no others.
pub fn signed_userinfo(response: &HttpResponse) -> Result<&str, Problem> {
    if response.status != 200 {
        return Err(error_answer(response, 200));
    }
    let not_signed = || BodyError::NotJson { seen: response.media_type(), status: response.status };
    if response.media_type() != "application/jwt" {
        return Err(Problem::mismatch("content type", "application/jwt", &response.media_type()));
    }
    Ok(std::str::from_utf8(&response.body).map_err(|_| not_signed())?)
}

/// Validates the token of a signed response.
///
/// # Errors
/// [`Problem::Token`] for signature, type, issuer, audience and time; [`Problem::Claim`] for a token of another class;
/// [`Problem::Mismatch`] for another `sub`.
pub fn validate_signed_userinfo(
    token: &str,
    keys: &KeySet,
    expected: &SignedUserinfoExpectation<'_>,
    now: Timestamp,
) -> Result<Claims, Problem> {
    let audience = AudienceRule::Contains(expected.client_id.to_owned());
    let expectation = Expectation::new(TypExpectation::AbsentOr(&["JWT"]), audience, now)
        .issuer(expected.issuer)
        .algorithms(expected.algorithms)
        .leeway_seconds(expected.leeway.0)
        .require(&["iss", "aud", "sub"]);
    let verified = verify::<Map<String, Value>>(token, keys, &expectation)?;
    // ID tokens and logout tokens have the same type, issuer and audience; these claims distinguish them.
    for claim in ["nonce", "at_hash", "c_hash", "events"] {
        if verified.claims.contains_key(claim) {
            return Err(Problem::Claim { claim, expected: "absent in a userinfo response" });
        }
    }
    about(Claims::new(verified.claims), expected.subject)
}
