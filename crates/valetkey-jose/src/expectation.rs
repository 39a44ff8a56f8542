//! What a verifier expects of a token. Each class of token has its own expectation, so that one class can never
//! pass for another (RFC 8725 section 3.12).

use valetkey_types::Timestamp;

use crate::algorithm::Algorithm;
use crate::jws::MAX_TOKEN_BYTES;

/// The rules one token is validated by. Start with [`Expectation::new`], then tighten.
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
    /// Present and one of these, for example `at+jwt`.
    Exactly(&'static [&'static str]),
    /// Absent or one of these; for ID tokens `JWT`.
    AbsentOr(&'static [&'static str]),
    /// Not checked. Use it only if another claim distinguishes the classes of tokens.
    Any,
}

/// The accepted `aud` (RFC 7519 section 4.1.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AudienceRule {
    /// This value is among those in the claim.
    Contains(String),
    /// The claim must contain one of these values.
    AnyOf(Vec<String>),
    /// This value and no other, as a string or an array of one.
    OneExactly(String),
    /// Not looked at.
    Unchecked,
}

impl Expectation {
    /// Accepts every algorithm with a public key, requires `exp`, checks it with a leeway of 30 seconds, and
    /// takes tokens up to [`MAX_TOKEN_BYTES`].
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

    /// Accepts these algorithms only (RFC 8725 section 3.1).
    pub fn algorithms(mut self, algorithms: &[Algorithm]) -> Self {
        self.algorithms = algorithms.to_vec();
        self
    }

    /// Requires `iss` to be this, byte for byte.
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = Some(issuer.into());
        self
    }

    /// Requires exactly these claims to be present, instead of the default `exp`. `iss` and `aud` are required
    /// anyway where they are checked.
    pub fn require(mut self, claims: &[&str]) -> Self {
        self.require = claims.iter().map(|claim| (*claim).into()).collect();
        self
    }

    /// The tolerance for `exp`, `nbf` and `iat` in seconds; negative counts as none.
    pub fn leeway_seconds(mut self, seconds: i64) -> Self {
        self.leeway_seconds = seconds.max(0);
        self
    }

    /// Whether a token past its `exp` is refused; `false` for an `id_token_hint` only (OpenID Connect
    /// RP-Initiated Logout 1.0 section 4).
    pub fn check_expiry(mut self, check: bool) -> Self {
        self.check_expiry = check;
        self
    }

    /// The longest token accepted, in bytes.
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }
}
