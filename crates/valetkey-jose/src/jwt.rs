//! JSON Web Token verification (RFC 7519 section 7.2, RFC 8725).

use serde::de::DeserializeOwned;
use serde_json::Map;
use serde_json::Value;
use valetkey_types::Timestamp;

use crate::expectation::{AudienceRule, Expectation, TypExpectation};
use crate::jws::{Header, object, verify_jws};
use crate::key_set::KeySet;
use crate::standard_claims::StandardClaims;
use crate::verify_error::{VerifyError, clip};

/// A validated token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified<C> {
    /// The protected header.
    pub header: Header,
    /// The claims as the caller's type. A `serde_json::Map` holds all claims.
    pub claims: C,
    /// The registered claims.
    pub standard: StandardClaims,
}

/// Verifies a compact signed token: first the signature, then `typ`, then the claims. Returns the first failure.
pub fn verify<C: DeserializeOwned>(
    token: &str,
    keys: &KeySet,
    expectation: &Expectation,
) -> Result<Verified<C>, VerifyError> {
    let signed = verify_jws(token, keys, &expectation.algorithms, expectation.max_bytes)?;
    check_typ(&expectation.typ, signed.header.typ.as_deref())?;
    let members = object("payload", &signed.payload)?;
    let standard = StandardClaims::read(&members)?;
    check_required(expectation, &members)?;
    check_issuer(expectation, &standard)?;
    check_audience(&expectation.audience, &standard.aud, members.contains_key("aud"))?;
    check_times(expectation, &standard)?;
    let claims = serde_json::from_value(Value::Object(members))
        .map_err(|error| VerifyError::Claims { seen: clip(&error.to_string()) })?;
    Ok(Verified { header: signed.header, claims, standard })
}

/// Checks the type, which distinguishes the classes of tokens (RFC 8725 section 3.11).
fn check_typ(rule: &TypExpectation, seen: Option<&str>) -> Result<(), VerifyError> {
    let (accepted, absent) = match rule {
        TypExpectation::Any => return Ok(()),
        TypExpectation::Exactly(accepted) => (accepted, false),
        TypExpectation::AbsentOr(accepted) => (accepted, true),
    };
    let fits = match seen {
        None => absent,
        Some(seen) => accepted.iter().any(|one| bare_type(one).eq_ignore_ascii_case(bare_type(seen))),
    };
    if fits {
        return Ok(());
    }
    let expected = format!("{}{}", if absent { "absent or " } else { "" }, accepted.join(" or "));
    Err(VerifyError::Typ { expected, seen: seen.map(clip) })
}

/// Removes the prefix `application/`, which is optional if no other slash follows (RFC 7515 section 4.1.9).
fn bare_type(typ: &str) -> &str {
    match typ.split_at_checked("application/".len()) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case("application/") && !rest.contains('/') => rest,
        _ => typ,
    }
}

/// Checks that the required claims are present. A claim that is `null` counts as missing.
fn check_required(expectation: &Expectation, members: &Map<String, Value>) -> Result<(), VerifyError> {
    match expectation.require.iter().find(|name| members.get(*name).is_none_or(Value::is_null)) {
        Some(name) => Err(VerifyError::MissingClaim { name: name.clone() }),
        None => Ok(()),
    }
}

/// Checks that the issuer is the owner of the keys (RFC 8725 section 3.8). The text is not normalised, so a trailing slash makes
/// another issuer.
fn check_issuer(expectation: &Expectation, standard: &StandardClaims) -> Result<(), VerifyError> {
    let Some(expected) = &expectation.issuer else { return Ok(()) };
    match &standard.iss {
        None => Err(VerifyError::MissingClaim { name: "iss".into() }),
        Some(seen) if seen == expected => Ok(()),
        Some(seen) => Err(VerifyError::Issuer { expected: expected.clone(), seen: clip(seen) }),
    }
}

/// Checks the audience (RFC 7519 section 4.1.3, RFC 8725 section 3.9).
fn check_audience(rule: &AudienceRule, seen: &[String], present: bool) -> Result<(), VerifyError> {
    let (fits, expected) = match rule {
        AudienceRule::Unchecked => return Ok(()),
        AudienceRule::Contains(one) => (seen.contains(one), format!("with {one:?}")),
        AudienceRule::AnyOf(some) => {
            (some.iter().any(|one| seen.contains(one)), format!("with one of {some:?}"))
        }
        AudienceRule::OneExactly(one) => (seen.len() == 1 && seen.contains(one), format!("of {one:?} alone")),
    };
    match (present, fits) {
        (false, _) => Err(VerifyError::MissingClaim { name: "aud".into() }),
        (true, true) => Ok(()),
        (true, false) => {
            Err(VerifyError::Audience { expected, seen: seen.iter().take(8).map(|one| clip(one)).collect() })
        }
    }
}

/// Checks the times (RFC 7519 sections 4.1.4 to 4.1.6). A token is no longer valid at the time `exp` itself. The leeway applies
/// to every limit.
fn check_times(expectation: &Expectation, standard: &StandardClaims) -> Result<(), VerifyError> {
    let (now, leeway_seconds) = (expectation.now.seconds(), expectation.leeway_seconds);
    if let (true, Some(Timestamp(seen))) = (expectation.check_expiry, standard.exp)
        && now.saturating_sub(leeway_seconds) >= seen
    {
        return Err(VerifyError::Expired { now, leeway_seconds, seen });
    }
    for (name, time) in [("nbf", standard.nbf), ("iat", standard.iat)] {
        if let Some(Timestamp(seen)) = time
            && seen > now.saturating_add(leeway_seconds)
        {
            return Err(VerifyError::FromTheFuture { name, now, leeway_seconds, seen });
        }
    }
    Ok(())
}
