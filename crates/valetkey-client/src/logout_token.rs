//! Validates logout tokens (OpenID Connect Back-Channel Logout section 2.6).

use serde_json::{Map, Value};
use valetkey_jose::{Algorithm, AudienceRule, Expectation, KeySet, TypExpectation, verify};
use valetkey_types::{Seconds, Timestamp};

use crate::Problem;

/// The member of `events` that every logout token has.
pub const BACKCHANNEL_LOGOUT_EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// The maximum age of a logout token, by its `iat`.
pub const LONGEST_LIFE: Seconds = Seconds::minutes(10);

/// A validated logout token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogoutToken {
    issuer: String,
    subject: Option<String>,
    session: Option<String>,
    identifier: String,
}

/// The expected values of a logout token.
#[derive(Clone, Copy)]
pub struct LogoutTokenExpectation<'a> {
    /// The issuer, byte for byte.
    pub issuer: &'a str,
    /// The client, which must be the audience.
    pub client_id: &'a str,
    /// The accepted algorithms.
    pub algorithms: &'a [Algorithm],
    /// The accepted clock difference.
    pub leeway: Seconds,
}

impl LogoutToken {
    /// Returns the issuer, with the same spelling as in logins ([`crate::IdToken::issuer`]).
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    pub(crate) fn with_issuer_spelling(self, issuer: String) -> Self {
        Self { issuer, ..self }
    }

    /// Returns the user whose sessions end. With a `sid`, only that session ends.
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// Returns the issuer's session that ends.
    pub fn sid(&self) -> Option<&str> {
        self.session.as_deref()
    }

    /// Returns the identifier of the token, to detect a replay.
    pub fn jti(&self) -> &str {
        &self.identifier
    }
}

/// Validates a logout token.
///
/// # Errors
/// [`Problem::Token`] for signature, type, issuer, audience and time; [`Problem::Claim`], [`Problem::Missing`] or
/// [`Problem::TooLate`] for the claims.
pub fn validate_logout_token(
    token: &str,
    keys: &KeySet,
    expected: &LogoutTokenExpectation<'_>,
    now: Timestamp,
) -> Result<LogoutToken, Problem> {
    let audience = AudienceRule::Contains(expected.client_id.to_owned());
    // ID tokens have the same type `JWT`; `events` and the missing `nonce` distinguish them.
    let expectation = Expectation::new(TypExpectation::AbsentOr(&["logout+jwt", "JWT"]), audience, now)
        .issuer(expected.issuer)
        .algorithms(expected.algorithms)
        .leeway_seconds(expected.leeway.0)
        .require(&["iss", "aud", "iat", "jti", "events"]);
    let verified = verify::<Map<String, Value>>(token, keys, &expectation)?;
    let claims = verified.claims;
    if !claims
        .get("events")
        .and_then(|events| events.get(BACKCHANNEL_LOGOUT_EVENT))
        .is_some_and(Value::is_object)
    {
        return Err(Problem::Claim { claim: "events", expected: "an object with the logout event" });
    }
    if claims.contains_key("nonce") {
        return Err(Problem::Claim { claim: "nonce", expected: "absent in a logout token" });
    }
    let issued = verified.standard.iat.ok_or(Problem::Missing("the claim iat"))?;
    let age = now.since(issued);
    if age > LONGEST_LIFE {
        return Err(Problem::TooLate { expected: LONGEST_LIFE.0, seen: age.0 });
    }
    let text = |name: &str| {
        claims.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let (subject, session) = (text("sub"), text("sid"));
    if subject.is_none() && session.is_none() {
        return Err(Problem::Missing("the claim sub or sid"));
    }
    let identifier = verified.standard.jti.ok_or(Problem::Missing("the claim jti"))?;
    Ok(LogoutToken { issuer: expected.issuer.to_owned(), subject, session, identifier })
}
