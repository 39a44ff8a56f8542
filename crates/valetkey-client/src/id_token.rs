//! Validates ID tokens (OpenID Connect Core section 3.1.3.7; after a refresh section 12.2).

use serde_json::{Map, Value};
use valetkey_jose::digest::{constant_time_eq, left_half_hash};
use valetkey_jose::{Algorithm, AudienceRule, Expectation, KeySet, TypExpectation, verify};
use valetkey_types::{Seconds, Timestamp};

use crate::{Claims, Problem};

/// The default algorithms.
pub const DEFAULT_ALGORITHMS: [Algorithm; 5] =
    [Algorithm::ES256, Algorithm::EdDSA, Algorithm::RS256, Algorithm::PS256, Algorithm::ES384];

/// A validated ID token. Only [`validate_id_token`] creates one.
#[derive(Clone, Debug, PartialEq)]
pub struct IdToken {
    issuer: String,
    subject: String,
    claims: Claims,
}

/// The expected values of the ID token of a login.
#[derive(Clone, Copy)]
pub struct IdTokenExpectation<'a> {
    /// The issuer, byte for byte.
    pub issuer: &'a str,
    /// The client, which must be the audience.
    pub client_id: &'a str,
    /// The `nonce` that was sent; `None` after a refresh, where the token does not need to contain it.
    pub nonce: Option<&'a str>,
    /// The requested `max_age`.
    pub max_age: Option<Seconds>,
    /// The access token of the same response, for `at_hash`.
    pub access_token: Option<&'a str>,
    /// The subject that is already known, after a refresh.
    pub subject: Option<&'a str>,
    /// The accepted algorithms.
    pub algorithms: &'a [Algorithm],
    /// The accepted clock difference.
    pub leeway: Seconds,
}

impl IdToken {
    /// Returns the issuer, always with the same spelling. Issuer and subject together identify a user.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Returns the subject: the issuer's identifier of the user.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Returns the issuer's session, for back-channel logout.
    pub fn sid(&self) -> Option<&str> {
        self.claims.text("sid")
    }

    /// Returns the time when the user last signed in at the issuer.
    pub fn auth_time(&self) -> Option<Timestamp> {
        auth_time(&self.claims)
    }

    /// Returns the ID token with another spelling of the issuer.
    pub(crate) fn with_issuer_spelling(self, issuer: String) -> Self {
        Self { issuer, ..self }
    }

    /// Returns every claim.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }
}

/// Validates an ID token.
///
/// # Errors
/// [`Problem::Token`] for signature, type, issuer, audience and time; [`Problem::Foreign`] for a wrong `nonce`;
/// [`Problem::Mismatch`], [`Problem::Missing`], [`Problem::Claim`] or [`Problem::TooLate`] for the other claims.
pub fn validate_id_token(
    token: &str,
    keys: &KeySet,
    expected: &IdTokenExpectation<'_>,
    now: Timestamp,
) -> Result<IdToken, Problem> {
    let audience = AudienceRule::Contains(expected.client_id.to_owned());
    let expectation = Expectation::new(TypExpectation::AbsentOr(&["JWT"]), audience, now)
        .issuer(expected.issuer)
        .algorithms(expected.algorithms)
        .leeway_seconds(expected.leeway.0)
        .require(&["iss", "sub", "aud", "exp", "iat"]);
    let verified = verify::<Map<String, Value>>(token, keys, &expectation)?;
    let claims = Claims::new(verified.claims);
    check_not_logout(&claims)?;
    check_authorized_party(&claims, &verified.standard.aud, expected.client_id)?;
    check_nonce(&claims, expected.nonce)?;
    check_access_token_hash(&claims, verified.header.algorithm, expected.access_token)?;
    check_authentication_age(&claims, expected, now)?;
    let subject =
        claims.text("sub").filter(|sub| !sub.is_empty()).ok_or(Problem::Missing("the claim sub"))?.to_owned();
    match expected.subject {
        Some(known) if known != subject => Err(Problem::mismatch("sub", known, &subject)),
        _ => Ok(IdToken { issuer: expected.issuer.to_owned(), subject, claims }),
    }
}

/// Refuses a logout token, which must never be accepted as an ID token (OpenID Connect Back-Channel Logout section 2.4).
fn check_not_logout(claims: &Claims) -> Result<(), Problem> {
    if claims.get("events").is_some() {
        return Err(Problem::Claim { claim: "events", expected: "absent in an ID token" });
    }
    Ok(())
}

/// Checks that we are the authorized party if the token has several audiences (section 3.1.3.7, points 3 to 5).
fn check_authorized_party(claims: &Claims, audience: &[String], client_id: &str) -> Result<(), Problem> {
    match claims.get("azp") {
        None if audience.len() > 1 => Err(Problem::Missing("the claim azp beside several audiences")),
        None => Ok(()),
        Some(Value::String(azp)) if azp == client_id => Ok(()),
        Some(other) => Err(Problem::mismatch("azp", client_id, other.as_str().unwrap_or("not a text"))),
    }
}

/// Checks the nonce (section 3.1.3.7, point 11). After a refresh we have no `nonce`, so the claim is ignored.
fn check_nonce(claims: &Claims, expected: Option<&str>) -> Result<(), Problem> {
    let Some(expected) = expected else { return Ok(()) };
    let seen = claims.text("nonce").ok_or(Problem::Missing("the claim nonce"))?;
    if constant_time_eq(seen.as_bytes(), expected.as_bytes()) {
        Ok(())
    } else {
        Err(Problem::Foreign("nonce"))
    }
}

/// Checks `at_hash`, if it is present, against the access token (section 3.1.3.8).
fn check_access_token_hash(
    claims: &Claims,
    algorithm: Algorithm,
    access_token: Option<&str>,
) -> Result<(), Problem> {
    let (Some(seen), Some(access_token)) = (claims.get("at_hash"), access_token) else { return Ok(()) };
    let expected = left_half_hash(algorithm, access_token);
    match seen.as_str() {
        Some(seen) if seen == expected => Ok(()),
        seen => Err(Problem::mismatch("at_hash", &expected, seen.unwrap_or("not a text"))),
    }
}

/// Checks `auth_time` if the request had a `max_age` (section 3.1.3.7, point 13).
fn check_authentication_age(
    claims: &Claims,
    expected: &IdTokenExpectation<'_>,
    now: Timestamp,
) -> Result<(), Problem> {
    let Some(max_age) = expected.max_age else { return Ok(()) };
    let auth_time = auth_time(claims).ok_or(Problem::Missing("the claim auth_time"))?;
    let age = now.since(auth_time);
    if age.0 > max_age.0.saturating_add(expected.leeway.0) {
        return Err(Problem::TooLate { expected: max_age.0, seen: age.0 });
    }
    Ok(())
}

fn auth_time(claims: &Claims) -> Option<Timestamp> {
    claims.get("auth_time").and_then(Value::as_i64).map(Timestamp)
}
