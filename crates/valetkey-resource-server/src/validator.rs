//! The rules for a JWT access token (RFC 9068 section 4).

use serde_json::{Map, Value};
use valetkey_fetch::KeySetError;
use valetkey_jose::{Algorithm, AudienceRule, Expectation, KeySet, TypExpectation, VerifyError, verify};
use valetkey_types::{Issuer, Seconds, Timestamp};

use crate::confirmation::{self, ConfirmationError};
use crate::{AccessToken, Possession};

/// Judges access tokens of one issuer for one audience. A plain value without network, clock or keys.
#[derive(Clone, Debug)]
pub struct AccessTokenValidator {
    issuer: Issuer,
    audience: String,
    algorithms: Vec<Algorithm>,
    leeway: Seconds,
    bound_only: bool,
}

/// Why a token was not accepted. For the log; [`crate::Challenge`] has what the caller may know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Signature, type, issuer, audience or time is wrong.
    #[error("the access token is refused: {0}")]
    Refused(#[from] VerifyError),
    /// A claim that RFC 9068 section 2.2 requires has the wrong form.
    #[error("expected the claim {claim:?} in the form of RFC 9068 section 2.2")]
    Claim {
        /// The name of the claim.
        claim: &'static str,
    },
    /// The token is good, and not for this caller (RFC 8705 section 3, RFC 9449 section 7.1).
    #[error("the access token is refused: {0}")]
    Confirmation(#[from] ConfirmationError),
    /// The issuer's keys can't be had: nothing is known about the token.
    #[error("no access token can be judged: {0}")]
    KeysUnavailable(#[from] KeySetError),
}

impl AccessTokenValidator {
    /// The algorithms accepted unless others are set.
    pub const DEFAULT_ALGORITHMS: [Algorithm; 5] =
        [Algorithm::ES256, Algorithm::EdDSA, Algorithm::RS256, Algorithm::PS256, Algorithm::ES384];

    /// Tokens of this issuer that name this audience; leeway 10 seconds.
    pub fn new(issuer: Issuer, audience: impl Into<String>) -> Self {
        let algorithms = Self::DEFAULT_ALGORITHMS.to_vec();
        Self { issuer, audience: audience.into(), algorithms, leeway: Seconds(10), bound_only: false }
    }

    /// Accepts these algorithms only (RFC 8725 section 3.1).
    #[must_use]
    pub fn with_algorithms(mut self, algorithms: &[Algorithm]) -> Self {
        self.algorithms = algorithms.to_vec();
        self
    }

    /// How far the clocks of issuer and API may differ.
    #[must_use]
    pub fn with_leeway(mut self, leeway: Seconds) -> Self {
        self.leeway = leeway;
        self
    }

    /// Accepts tokens only that are bound to the caller's certificate or DPoP key. Without this, tokens that are bound to nothing are
    /// accepted too; bound ones are always held to what they are bound to.
    #[must_use]
    pub fn require_bound_tokens(mut self) -> Self {
        self.bound_only = true;
        self
    }

    /// The audience, which is also the realm of the challenge.
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// The issuer whose tokens are accepted.
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// RFC 9068 section 4: type `at+jwt`, signature by the issuer's key, `iss`, `aud`, `exp`; and the claims that section
    /// 2.2 requires. The caller must have proved the possession of what the token is bound to (RFC 8705 section 3, RFC 9449
    /// section 7.1).
    ///
    /// # Errors
    /// [`TokenError::Refused`], [`TokenError::Claim`] or [`TokenError::Confirmation`], with what was expected and what came.
    pub fn validate(
        &self,
        token: &str,
        possession: Possession<'_>,
        keys: &KeySet,
        now: Timestamp,
    ) -> Result<AccessToken, TokenError> {
        let audience = AudienceRule::Contains(self.audience.clone());
        let expectation = Expectation::new(TypExpectation::Exactly(&["at+jwt"]), audience, now)
            .issuer(self.issuer.as_str())
            .algorithms(&self.algorithms)
            .leeway_seconds(self.leeway.0)
            .require(&["iss", "exp", "aud", "sub", "client_id", "iat", "jti"]);
        let verified = verify::<Map<String, Value>>(token, keys, &expectation)?;
        confirmation::check(&verified.claims, possession, self.bound_only)?;
        let expires_at = verified.standard.exp.ok_or(TokenError::Claim { claim: "exp" })?;
        AccessToken::from_verified(expires_at, verified.claims).map_err(|claim| TokenError::Claim { claim })
    }
}
