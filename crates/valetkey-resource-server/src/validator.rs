//! Validates JWT access tokens (RFC 9068 section 4) and introspection responses.

use std::time::Duration;

use serde_json::{Map, Value};
use valetkey_fetch::KeySetError;
use valetkey_jose::{Algorithm, AudienceRule, Expectation, KeySet, VerifyError, verify};
use valetkey_types::{Issuer, Seconds, Timestamp};

use crate::confirmation::{self, ConfirmationError};
use crate::{AccessToken, IntrospectionError, Possession, TokenProfile};

/// Validates access tokens of one issuer for one audience. It uses no network and no clock and contains no keys.
#[derive(Clone, Debug)]
pub struct AccessTokenValidator {
    issuer: Issuer,
    audience: String,
    algorithms: Vec<Algorithm>,
    leeway: Seconds,
    bound_only: bool,
    profile: TokenProfile,
    audience_may_be_missing: bool,
}

/// The reason for refusing a token, for the log. [`crate::Challenge`] has the reason for the caller.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// The signature, type, issuer, audience or time is wrong.
    #[error("the access token is refused: {0}")]
    Refused(#[from] VerifyError),
    /// A required claim is missing or has a wrong form (RFC 9068 section 2.2, RFC 7662 section 2.2).
    #[error("expected the claim {claim:?} in the form of its standard, got none or another form")]
    Claim {
        /// The name of the claim.
        claim: &'static str,
    },
    /// The token is from the issuer, but is not an access token.
    #[error(
        "expected an access token, got a token of another class: the claim {claim:?} should be {expected}"
    )]
    AnotherClass {
        /// The name of the claim.
        claim: &'static str,
        /// The expected form.
        expected: &'static str,
    },
    /// The issuer says that the token is not active.
    #[error(
        "the access token is refused: the issuer says that it is not active (expired, revoked, or none that this API may ask about)"
    )]
    Inactive,
    /// The introspection failed, so nothing is known about the token.
    #[error("no access token can be checked: {0}")]
    IntrospectionUnavailable(#[from] IntrospectionError),
    /// The token is valid, but bound to another caller (RFC 8705 section 3, RFC 9449 section 7.1).
    #[error("the access token is refused: {0}")]
    Confirmation(#[from] ConfirmationError),
    /// The issuer's keys are not available, so nothing is known about the token.
    #[error("no access token can be checked: {0}")]
    KeysUnavailable(#[from] KeySetError),
}

impl AccessTokenValidator {
    /// The default algorithms.
    pub const DEFAULT_ALGORITHMS: [Algorithm; 5] =
        [Algorithm::ES256, Algorithm::EdDSA, Algorithm::RS256, Algorithm::PS256, Algorithm::ES384];

    /// Creates a validator for tokens of this issuer and this audience, with a leeway of 10 seconds.
    pub fn new(issuer: Issuer, audience: impl Into<String>) -> Self {
        let algorithms = Self::DEFAULT_ALGORITHMS.to_vec();
        Self {
            issuer,
            audience: audience.into(),
            algorithms,
            leeway: Seconds(10),
            bound_only: false,
            profile: TokenProfile::Rfc9068,
            audience_may_be_missing: false,
        }
    }

    /// Accepts only these algorithms (RFC 8725 section 3.1).
    #[must_use]
    pub fn with_algorithms(mut self, algorithms: &[Algorithm]) -> Self {
        self.algorithms = algorithms.to_vec();
        self
    }

    /// Sets the maximum difference between the clocks of issuer and API, in whole seconds.
    #[must_use]
    pub fn with_leeway(mut self, leeway: Duration) -> Self {
        self.leeway = Seconds::from(leeway);
        self
    }

    /// Accepts access tokens in the format of another product. See [`TokenProfile`] for the security that this gives up.
    #[must_use]
    pub fn with_profile(mut self, profile: TokenProfile) -> Self {
        self.profile = profile;
        self
    }

    /// Accepts introspection responses without an audience. Danger: a token for another API of the issuer is then accepted here
    /// too, unless the issuer checks which API introspects it. Signed tokens always need an audience.
    #[must_use]
    pub fn danger_accept_missing_audience(mut self) -> Self {
        self.audience_may_be_missing = true;
        self
    }

    /// Accepts only tokens that are bound to the caller's certificate or DPoP key. By default, unbound tokens are accepted too.
    /// The binding of a bound token is always checked.
    #[must_use]
    pub fn require_bound_tokens(mut self) -> Self {
        self.bound_only = true;
        self
    }

    /// Returns the audience, which is also the realm of the challenge.
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// Returns the issuer of accepted tokens.
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// Validates a token (RFC 9068 section 4): the type `at+jwt`, the signature by the issuer's key, `iss`, `aud`, `exp`, and
    /// the claims that section 2.2 requires. The caller must have proved the possession of everything to which the token is
    /// bound (RFC 8705 section 3, RFC 9449 section 7.1).
    ///
    /// # Errors
    /// [`TokenError::Refused`], [`TokenError::Claim`] or [`TokenError::Confirmation`], with the expected and the received value.
    pub fn validate(
        &self,
        token: &str,
        possession: Possession<'_>,
        keys: &KeySet,
        now: Timestamp,
    ) -> Result<AccessToken, TokenError> {
        let audience = AudienceRule::Contains(self.audience.clone());
        let expectation = Expectation::new(self.profile.typ(), audience, now)
            .issuer(self.issuer.as_str())
            .algorithms(&self.algorithms)
            .leeway_seconds(self.leeway.0)
            .require(self.profile.required());
        let verified = verify::<Map<String, Value>>(token, keys, &expectation)?;
        self.profile.check_class(&verified.claims)?;
        confirmation::check(&verified.claims, possession, self.bound_only)?;
        let expires_at = verified.standard.exp.ok_or(TokenError::Claim { claim: "exp" })?;
        AccessToken::from_verified(self.profile, expires_at, verified.claims)
            .map_err(|claim| TokenError::Claim { claim })
    }

    /// Validates the introspection response for an active token (RFC 7662 section 2.2). `known_until` is the expiry of the
    /// token if the response has none.
    ///
    /// # Errors
    /// [`TokenError`], with the expected and the received value.
    pub(crate) fn check_introspected(
        &self,
        claims: &Map<String, Value>,
        possession: Possession<'_>,
        now: Timestamp,
        known_until: Timestamp,
    ) -> Result<AccessToken, TokenError> {
        check_issuer(claims, self.issuer.as_str())?;
        self.check_audience(claims)?;
        check_kind(claims)?;
        confirmation::check(claims, possession, self.bound_only)?;
        let exp = match claims.get("exp") {
            None | Some(Value::Null) => None,
            Some(exp) => Some(exp.as_i64().ok_or(TokenError::Claim { claim: "exp" })?),
        };
        if let Some(seen) = exp.filter(|exp| now.seconds() >= *exp) {
            return Err(VerifyError::Expired { now: now.seconds(), leeway_seconds: 0, seen }.into());
        }
        let expires_at = exp.map_or(known_until, Timestamp);
        AccessToken::from_introspection(expires_at, claims.clone())
            .map_err(|claim| TokenError::Claim { claim })
    }

    fn check_audience(&self, claims: &Map<String, Value>) -> Result<(), TokenError> {
        let seen: Vec<&str> = match claims.get("aud") {
            None | Some(Value::Null) if self.audience_may_be_missing => return Ok(()),
            None | Some(Value::Null) => return Err(VerifyError::MissingClaim { name: "aud".into() }.into()),
            Some(Value::String(audience)) => vec![audience],
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            Some(_) => return Err(TokenError::Claim { claim: "aud" }),
        };
        if seen.contains(&self.audience.as_str()) {
            return Ok(());
        }
        let seen = seen.iter().take(8).map(|one| one.chars().take(120).collect()).collect();
        Err(VerifyError::Audience { expected: format!("with {:?}", self.audience), seen }.into())
    }
}

fn check_issuer(claims: &Map<String, Value>, expected: &str) -> Result<(), TokenError> {
    match claims.get("iss") {
        None | Some(Value::Null) => Ok(()),
        Some(Value::String(seen)) if seen == expected => Ok(()),
        Some(seen) => {
            let seen = seen.as_str().unwrap_or("no text").chars().take(120).collect();
            Err(VerifyError::Issuer { expected: expected.to_owned(), seen }.into())
        }
    }
}

/// Refuses refresh tokens and ID tokens, which some issuers also report as active.
fn check_kind(claims: &Map<String, Value>) -> Result<(), TokenError> {
    let other = |claim: &'static str, kinds: &[&str]| {
        let seen = claims.get(claim).and_then(Value::as_str).unwrap_or_default();
        kinds.iter().any(|kind| kind.eq_ignore_ascii_case(seen))
    };
    for (claim, kinds, expected) in [
        ("token_use", &["refresh_token", "refresh", "id", "id_token"][..], "of an access token"),
        ("typ", &["Refresh", "Offline", "ID"][..], "of an access token"),
        ("token_type", &["refresh_token", "N_A"][..], "Bearer or DPoP"),
    ] {
        if other(claim, kinds) {
            return Err(TokenError::AnotherClass { claim, expected });
        }
    }
    Ok(())
}
