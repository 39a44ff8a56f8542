//! Errors of token verification, with the expected and the received value. They never contain the token.

use crate::algorithm::Algorithm;

/// The reason why a token was refused, for logs and developers. Callers over the network get only the error code of the RFC.
/// Texts from the token are cut to 120 characters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The token is too long. It was not parsed.
    #[error("expected a token of at most {expected} bytes, got {seen}")]
    TooLong {
        /// The limit in bytes.
        expected: usize,
        /// The token's length in bytes.
        seen: usize,
    },
    /// The token contains a character other than base64url and dots (RFC 8725bis section 3.14).
    #[error("expected only base64url characters and dots, got another character at byte {position}")]
    Character {
        /// The position of the character.
        position: usize,
    },
    /// The token does not have three parts. Five parts are an encrypted token (RFC 7516), which is not accepted.
    #[error("expected 3 parts separated by dots, got {seen}")]
    Parts {
        /// The number of parts.
        seen: usize,
    },
    /// A required part is empty.
    #[error("expected a {part}, got an empty part")]
    Empty {
        /// `header` or `signature`.
        part: &'static str,
    },
    /// A part is not canonical base64url.
    #[error("expected canonical base64url without padding in the {part}")]
    Encoding {
        /// `header`, `payload` or `signature`.
        part: &'static str,
    },
    /// A part is not a JSON object.
    #[error("expected the {part} to be a JSON object, got: {seen}")]
    Json {
        /// `header` or `payload`.
        part: &'static str,
        /// The message of the parser.
        seen: String,
    },
    /// A member name appears twice.
    #[error("expected every member of the {part} once, got {name:?} again")]
    Duplicate {
        /// `header` or `payload`.
        part: &'static str,
        /// The member.
        name: String,
    },
    /// The header has a parameter that is never accepted: `crit`, `b64`, `zip`, `enc`.
    #[error("expected no header parameter {name:?}")]
    HeaderParameter {
        /// The parameter.
        name: &'static str,
    },
    /// A header parameter has the wrong form.
    #[error("expected the header parameter {name:?} to be {expected}, got {seen}")]
    HeaderValue {
        /// The parameter.
        name: &'static str,
        /// The expected value.
        expected: &'static str,
        /// The value in the token.
        seen: String,
    },
    /// The algorithm is not one that the caller accepts, for example `none`.
    #[error("expected one of the algorithms {}, got {seen:?}", join(expected))]
    Algorithm {
        /// The algorithms that the caller accepts.
        expected: Vec<Algorithm>,
        /// The value in the header.
        seen: String,
    },
    /// The token is of another class (RFC 8725 section 3.11).
    #[error("expected typ to be {expected}, got {}", quoted(seen))]
    Typ {
        /// The accepted values, as text.
        expected: String,
        /// The header's value.
        seen: Option<String>,
    },
    /// No key matches `kid` and algorithm. Fetching the key set again may help.
    #[error("expected kid to name a key for {algorithm} in the set [{}], got {}", expected.join(", "), quoted(seen))]
    UnknownKey {
        /// The `kid`s in the set.
        expected: Vec<String>,
        /// The header's `kid`.
        seen: Option<String>,
        /// The header's algorithm.
        algorithm: Algorithm,
    },
    /// Too many keys match to try all of them.
    #[error("expected at most {expected} keys that fit kid and algorithm, got {seen}")]
    TooManyKeys {
        /// The limit.
        expected: usize,
        /// The number of matching keys.
        seen: usize,
    },
    /// No matching key verifies the signature.
    #[error("expected a signature by {algorithm} key {}, got one that does not verify", quoted(kid))]
    Signature {
        /// The header's `kid`.
        kid: Option<String>,
        /// The header's algorithm.
        algorithm: Algorithm,
    },
    /// A required claim is missing.
    #[error("expected the claim {name:?}, got none")]
    MissingClaim {
        /// The claim.
        name: String,
    },
    /// A registered claim has the wrong form.
    #[error("expected the claim {name:?} to be {expected}, got {seen}")]
    ClaimValue {
        /// The claim.
        name: &'static str,
        /// The expected value.
        expected: &'static str,
        /// The value in the token.
        seen: String,
    },
    /// The token is from another issuer.
    #[error("expected iss {expected:?}, got {seen:?}")]
    Issuer {
        /// The issuer that the caller accepts.
        expected: String,
        /// The claim.
        seen: String,
    },
    /// The token is for another audience.
    #[error("expected aud {expected}, got {seen:?}")]
    Audience {
        /// The rule, as text.
        expected: String,
        /// The claim's values.
        seen: Vec<String>,
    },
    /// The token has expired.
    #[error("expected a token that lives at {now} (leeway {leeway_seconds} s), got exp {seen}")]
    Expired {
        /// The verifier's clock, Unix seconds.
        now: i64,
        /// The tolerance in seconds.
        leeway_seconds: i64,
        /// The claim, Unix seconds.
        seen: i64,
    },
    /// The token is not valid yet, or it says that it was issued in the future.
    #[error("expected {name} of at most {now} (leeway {leeway_seconds} s), got {seen}")]
    FromTheFuture {
        /// `nbf` or `iat`.
        name: &'static str,
        /// The verifier's clock, Unix seconds.
        now: i64,
        /// The tolerance in seconds.
        leeway_seconds: i64,
        /// The claim, Unix seconds.
        seen: i64,
    },
    /// The claims can't be read as the requested type.
    #[error("expected other claims: {seen}")]
    Claims {
        /// The message of the parser.
        seen: String,
    },
}

/// Shortens an untrusted text.
pub(crate) fn clip(text: &str) -> String {
    text.chars().take(120).collect()
}

fn join(algorithms: &[Algorithm]) -> String {
    algorithms.iter().map(|algorithm| algorithm.as_str()).collect::<Vec<_>>().join(", ")
}

fn quoted(text: &Option<String>) -> String {
    text.as_ref().map_or_else(|| "none".into(), |text| format!("{text:?}"))
}
