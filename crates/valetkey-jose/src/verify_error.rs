//! Errors of token verification, with the expected and the received value. They never contain the token.

use crate::algorithm::Algorithm;

/// The reason a token was refused. For logs and developers; a caller over the network gets the RFC's error code
/// only. Text that came with the token is cut to 120 characters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// Longer than allowed; nothing was parsed.
    #[error("expected a token of at most {expected} bytes, got {seen}")]
    TooLong {
        /// The limit in bytes.
        expected: usize,
        /// The token's length in bytes.
        seen: usize,
    },
    /// A character other than base64url and dots (RFC 8725bis section 3.14).
    #[error("expected only base64url characters and dots, got another character at byte {position}")]
    Character {
        /// Its place.
        position: usize,
    },
    /// Not three parts. Five parts are an encrypted token (RFC 7516), which is not taken here.
    #[error("expected 3 parts separated by dots, got {seen}")]
    Parts {
        /// The number of parts.
        seen: usize,
    },
    /// A part is empty that must not be.
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
    /// A header parameter that is never accepted: `crit`, `b64`, `zip`, `enc`.
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
    /// An algorithm the caller did not name; `none` ends here.
    #[error("expected one of the algorithms {}, got {seen:?}", join(expected))]
    Algorithm {
        /// The value that the caller accepts.
        expected: Vec<Algorithm>,
        /// The value in the header.
        seen: String,
    },
    /// A token of another class (RFC 8725 section 3.11).
    #[error("expected typ to be {expected}, got {}", quoted(seen))]
    Typ {
        /// The accepted values, as text.
        expected: String,
        /// The header's value.
        seen: Option<String>,
    },
    /// No key fits `kid` and algorithm. Fetching the key set again may help.
    #[error("expected kid to name a key for {algorithm} in the set [{}], got {}", expected.join(", "), quoted(seen))]
    UnknownKey {
        /// The `kid`s in the set.
        expected: Vec<String>,
        /// The header's `kid`.
        seen: Option<String>,
        /// The header's algorithm.
        algorithm: Algorithm,
    },
    /// Too many keys fit to try them all.
    #[error("expected at most {expected} keys that fit kid and algorithm, got {seen}")]
    TooManyKeys {
        /// The limit.
        expected: usize,
        /// The number of matching keys.
        seen: usize,
    },
    /// No fitting key made this signature.
    #[error("expected a signature by {algorithm} key {}, got one that does not verify", quoted(kid))]
    Signature {
        /// The header's `kid`.
        kid: Option<String>,
        /// The header's algorithm.
        algorithm: Algorithm,
    },
    /// A required claim is not there.
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
    /// Another issuer.
    #[error("expected iss {expected:?}, got {seen:?}")]
    Issuer {
        /// The issuer that the caller accepts.
        expected: String,
        /// The claim.
        seen: String,
    },
    /// Meant for another audience.
    #[error("expected aud {expected}, got {seen:?}")]
    Audience {
        /// The rule, as text.
        expected: String,
        /// The claim's values.
        seen: Vec<String>,
    },
    /// Its time is over.
    #[error("expected a token that lives at {now} (leeway {leeway_seconds} s), got exp {seen}")]
    Expired {
        /// The verifier's clock, Unix seconds.
        now: i64,
        /// The tolerance in seconds.
        leeway_seconds: i64,
        /// The claim, Unix seconds.
        seen: i64,
    },
    /// Its time has not come, or it claims to be issued in the future.
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
    /// The claims do not fit the type the caller asked for.
    #[error("expected other claims: {seen}")]
    Claims {
        /// The message of the parser.
        seen: String,
    },
}

/// Shortens untrusted text.
pub(crate) fn clip(text: &str) -> String {
    text.chars().take(120).collect()
}

fn join(algorithms: &[Algorithm]) -> String {
    algorithms.iter().map(|algorithm| algorithm.as_str()).collect::<Vec<_>>().join(", ")
}

fn quoted(text: &Option<String>) -> String {
    text.as_ref().map_or_else(|| "none".into(), |text| format!("{text:?}"))
}
