//! The expected values of a token. Each class of token has its own expectation, so that a token of one class is never accepted as
//! one of another class (RFC 8725 section 3.12).

use valetkey_types::Timestamp;

use crate::algorithm::Algorithm;
use crate::jws::MAX_TOKEN_BYTES;

/// The rules for the validation of a token. Start with [`Expectation::new`] and add stricter rules.
#[derive(Clone, Debug)]
pub struct Expectation {
    pub(crate) typ: TypExpectation,
    pub(crate) algorithms: Vec<Algorithm>,
    pub(crate) issuer: Option<String>,
    pub(crate) audience: AudienceRule,
    pub(crate) leeway_seconds: i64,
    pub(crate) require: Vec<String>,
    pub(crate) check_expiry: bool,
    pub(crate) max_bytes: usize,
    pub(crate) now: Timestamp,
}

/// The accepted `typ`. Compared without case and without the prefix `application/` (RFC 7515 section 4.1.9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypExpectation {
    /// The type must be one of these, for example `at+jwt`.
    Exactly(&'static [&'static str]),
    /// The type must be absent or one of these; for ID tokens `JWT`.
    AbsentOr(&'static [&'static str]),
    /// The type is not checked. Use this only if another claim distinguishes the classes of tokens.
    Any,
}

/// The accepted `aud` (RFC 7519 section 4.1.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AudienceRule {
    /// The claim must contain this value.
    Contains(String),
    /// The claim must contain one of these values.
    AnyOf(Vec<String>),
    /// The claim must be only this value, as a string or an array with one element.
    OneExactly(String),
    /// The claim is not checked.
    Unchecked,
}

impl Expectation {
    /// Creates rules that accept every algorithm with a public key, require `exp`, check it with a leeway of 30 seconds, and
    /// accept tokens up to [`MAX_TOKEN_BYTES`].
    pub fn new(typ: TypExpectation, audience: AudienceRule, now: Timestamp) -> Self {
        Self {
            typ,
            algorithms: Algorithm::ASYMMETRIC.to_vec(),
            issuer: None,
            audience,
            leeway_seconds: 30,
            require: vec!["exp".into()],
            check_expiry: true,
            max_bytes: MAX_TOKEN_BYTES,
            now,
        }
    }

    /// Accepts only these algorithms (RFC 8725 section 3.1).
    pub fn algorithms(mut self, algorithms: &[Algorithm]) -> Self {
        self.algorithms = algorithms.to_vec();
        self
    }

    /// Requires `iss` to be equal to this text, byte for byte.
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = Some(issuer.into());
        self
    }

    /// Requires these claims to be present, instead of the default `exp`. `iss` and `aud` are always required if they are
    /// checked.
    pub fn require(mut self, claims: &[&str]) -> Self {
        self.require = claims.iter().map(|claim| (*claim).into()).collect();
        self
    }

    /// Sets the tolerance for `exp`, `nbf` and `iat` in seconds. A negative value counts as 0.
    pub fn leeway_seconds(mut self, seconds: i64) -> Self {
        self.leeway_seconds = seconds.max(0);
        self
    }

    /// Sets whether expired tokens are refused. Use `false` only for an `id_token_hint` (OpenID Connect RP-Initiated Logout 1.0
    /// section 4).
    pub fn check_expiry(mut self, check: bool) -> Self {
        self.check_expiry = check;
        self
    }

    /// Sets the maximum length of a token, in bytes.
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }
}
