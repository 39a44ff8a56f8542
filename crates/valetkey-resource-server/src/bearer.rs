//! Reads the token of a request (RFC 6750 section 2.1, RFC 9449 section 7.1). Ignores tokens in the query or the body.

use http::HeaderMap;
use http::header::AUTHORIZATION;

/// The reason why the credentials of a request can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BearerError {
    /// There is more than one `Authorization` header.
    #[error("expected one Authorization header, got several")]
    SeveralHeaders,
    /// The header is not a scheme and one token with valid characters.
    #[error("expected `Bearer` or `DPoP` and one token in the Authorization header")]
    Malformed,
}

/// Returns the bearer token of a request; `None` for a request without credentials or with another scheme.
///
/// # Errors
/// [`BearerError`] if the request itself is malformed (RFC 6750 section 3.1, `invalid_request`).
pub fn bearer_token(headers: &HeaderMap) -> Result<Option<&str>, BearerError> {
    token_after("Bearer", headers)
}

/// Returns the token of a request with the scheme `DPoP`; `None` for a request without credentials or with another scheme.
///
/// # Errors
/// The errors of [`bearer_token`].
pub fn dpop_token(headers: &HeaderMap) -> Result<Option<&str>, BearerError> {
    token_after("DPoP", headers)
}

fn token_after<'a>(expected: &str, headers: &'a HeaderMap) -> Result<Option<&'a str>, BearerError> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(BearerError::SeveralHeaders);
    }
    let value = value.as_bytes();
    let scheme_ends = value.iter().position(|byte| *byte == b' ').unwrap_or(value.len());
    let (scheme, rest) = value.split_at(scheme_ends);
    if !scheme.eq_ignore_ascii_case(expected.as_bytes()) {
        return Ok(None);
    }
    let token = rest.trim_ascii_start();
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(byte);
    if token.is_empty() || !token.iter().all(allowed) {
        return Err(BearerError::Malformed);
    }
    std::str::from_utf8(token).map(Some).map_err(|_| BearerError::Malformed)
}
