//! Signed authorization responses (JWT Secured Authorization Response Mode, JARM, section 2).

use serde_json::{Map, Value};
use valetkey_jose::{Algorithm, AudienceRule, Expectation, KeySet, TypExpectation, verify};
use valetkey_types::{RawParams, Seconds, Timestamp, encode_form};

use crate::Problem;

/// Maximum remaining lifetime of a signed response (section 2.1 recommends ten minutes at most).
pub const LONGEST_LIFE: Seconds = Seconds::minutes(10);

/// The expected values of a signed response.
#[derive(Clone, Copy)]
pub struct SignedResponseExpectation<'a> {
    /// The issuer, byte for byte.
    pub issuer: &'a str,
    /// The client, which must be the only audience.
    pub client_id: &'a str,
    /// The accepted algorithms.
    pub algorithms: &'a [Algorithm],
    /// The accepted clock difference.
    pub leeway: Seconds,
}

/// Validates the signed response (section 2.4) and returns its parameters, including `iss`, for
/// [`crate::callback::check_callback`].
///
/// # Errors
/// [`Problem::Token`] for signature, type, issuer, audience and time; [`Problem::Claim`] for a token of another class or a
/// parameter that is not a string.
pub fn validate_signed_response(
    token: &str,
    keys: &KeySet,
    expected: &SignedResponseExpectation<'_>,
    now: Timestamp,
) -> Result<RawParams, Problem> {
    let audience = AudienceRule::OneExactly(expected.client_id.to_owned());
    let expectation = Expectation::new(TypExpectation::AbsentOr(&["JWT", "jarm+jwt"]), audience, now)
        .issuer(expected.issuer)
        .algorithms(expected.algorithms)
        .leeway_seconds(expected.leeway.0)
        .require(&["iss", "aud", "exp"]);
    let verified = verify::<Map<String, Value>>(token, keys, &expectation)?;
    // Other tokens of this issuer for this client can have the same type, issuer and audience; these claims distinguish them.
    for claim in ["sub", "nonce", "events"] {
        if verified.claims.contains_key(claim) {
            return Err(Problem::Claim { claim, expected: "absent in a signed response" });
        }
    }
    let longest = LONGEST_LIFE.0.saturating_add(expected.leeway.0);
    if verified.standard.exp.is_some_and(|expires| expires.since(now).0 > longest) {
        return Err(Problem::Claim { claim: "exp", expected: "at most ten minutes away" });
    }
    let mut pairs = Vec::new();
    for (name, value) in &verified.claims {
        match value {
            Value::String(text) => pairs.push((name.as_str(), text.as_str())),
            _ if ["code", "state", "error"].contains(&name.as_str()) => {
                return Err(Problem::Claim { claim: "code, state and error", expected: "texts" });
            }
            _ => {}
        }
    }
    Ok(RawParams::parse(encode_form(pairs).as_bytes())?)
}
