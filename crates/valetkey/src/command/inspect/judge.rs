//! Every check on a token, each with its own sentence.

use std::sync::Arc;

use serde_json::{Map, Value};
use valetkey_jose::{
    Algorithm, AudienceRule, Decoded, Expectation, KeySet, MAX_TOKEN_BYTES, TypExpectation, verify,
    verify_jws,
};
use valetkey_types::{Issuer, Timestamp};

use super::{
    kind::{Kind, kind},
    report::{Check, Report},
};
use crate::time_words::{relative, utc};

/// Clocks of two machines differ by so much.
const LEEWAY_SECONDS: i64 = 10;

/// The expected claims.
#[derive(Default)]
pub(super) struct Expected {
    pub(super) issuer: Option<Issuer>,
    pub(super) audience: Option<String>,
}

/// Judges a decoded token: signature, issuer, audience, times, and the claims of its kind.
pub(super) fn judge(
    token: &str,
    decoded: Decoded,
    expected: &Expected,
    keys: Result<Arc<KeySet>, String>,
    now: Timestamp,
) -> Report {
    let kind = kind(&decoded);
    let mut checks = vec![
        signature(token, &decoded, keys.as_deref()),
        issuer(&decoded.claims, expected.issuer.as_ref()),
        audience(&decoded.claims, expected.audience.as_deref()),
    ];
    checks.extend(times(&decoded.claims, now));
    checks.extend(claims_of(kind, &decoded.claims));
    if let (true, Ok(keys)) = (checks.iter().all(Check::is_right), &keys) {
        checks.extend(whole(token, keys, expected.issuer.as_ref(), now));
    }
    Report::new(kind.in_words(), decoded, checks, now)
}

fn signature(token: &str, decoded: &Decoded, keys: Result<&KeySet, &String>) -> Check {
    let (name, algorithm) = ("signature", algorithm(decoded));
    if algorithm.starts_with("HS") {
        let reason =
            format!("not verified: {algorithm} is checked with a secret that only issuer and client have");
        return Check::unknown(name, reason);
    }
    let keys = match keys {
        Ok(keys) => keys,
        Err(problem) => return Check::unknown(name, format!("not verified: {problem}")),
    };
    match verify_jws(token, keys, &Algorithm::ASYMMETRIC, MAX_TOKEN_BYTES) {
        Ok(signed) => {
            let kid = signed.header.kid.as_deref().unwrap_or("without kid");
            Check::right(name, format!("made by the issuer's {algorithm} key {kid}"))
        }
        Err(error) => Check::wrong(name, format!("does not hold: {error}")),
    }
}

fn algorithm(decoded: &Decoded) -> &str {
    decoded.header.get("alg").and_then(Value::as_str).unwrap_or("?")
}

fn issuer(claims: &Value, expected: Option<&Issuer>) -> Check {
    let name = "issuer";
    match (claims.get("iss").and_then(Value::as_str), expected) {
        (None, _) => Check::wrong(name, "the token names none (iss)"),
        (Some(seen), Some(expected)) if seen != expected.as_str() => {
            Check::wrong(name, format!("expected {expected}, got {seen}"))
        }
        (Some(seen), Some(_)) => Check::right(name, format!("{seen}, as expected")),
        (Some(seen), None) => {
            Check::right(name, format!("{seen} (as the token says; --issuer would compare)"))
        }
    }
}

fn audience(claims: &Value, expected: Option<&str>) -> Check {
    let name = "audience";
    let names: Vec<&str> = match claims.get("aud") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(many)) if !many.is_empty() => many.iter().filter_map(Value::as_str).collect(),
        Some(other) => return Check::wrong(name, format!("expected text or a list of texts, got {other}")),
        None => return Check::wrong(name, "no audience (aud)"),
    };
    let shown = names.join(", ");
    match expected {
        Some(expected) if names.contains(&expected) => {
            Check::right(name, format!("for {shown}, as expected"))
        }
        Some(expected) => Check::wrong(name, format!("expected {expected}, got {shown}")),
        None => Check::right(name, format!("for {shown} (as the token says; --audience would compare)")),
    }
}

/// RFC 9068 section 2.2 and OpenID Connect Back-Channel Logout section 2.4: what must be there, beside what has a check
/// of its own.
fn claims_of(kind: Kind, claims: &Value) -> Option<Check> {
    let (required, source): (&[&str], _) = match kind {
        Kind::AccessToken => (&["sub", "client_id", "iat", "jti"], "RFC 9068 section 2.2"),
        Kind::LogoutToken => (&["iat", "jti", "events"], "OpenID Connect Back-Channel Logout section 2.4"),
        _ => return None,
    };
    let missing: Vec<&str> =
        required.iter().copied().filter(|name| claims.get(name).is_none_or(Value::is_null)).collect();
    match missing.is_empty() {
        true => Some(Check::right("claims", format!("all that {source} asks for"))),
        false => {
            Some(Check::wrong("claims", format!("expected {} ({source}), got none", missing.join(", "))))
        }
    }
}

fn times(claims: &Value, now: Timestamp) -> Vec<Check> {
    let moment =
        |name: &str| claims.get(name).and_then(Value::as_f64).map(|seconds| Timestamp(seconds as i64));
    let shown = |moment: Timestamp| format!("{} ({})", relative(moment, now), utc(moment));
    let early = |moment: Timestamp| moment > now.plus(valetkey_types::Seconds(LEEWAY_SECONDS));
    let mut checks = Vec::new();
    if let Some(issued) = moment("iat") {
        let text = format!("issued {}", shown(issued));
        let wrong = format!("{text}: in the future; is the clock of this machine or of the issuer wrong?");
        checks.push(if early(issued) { Check::wrong("issued", wrong) } else { Check::right("issued", text) });
    }
    if let Some(valid_from) = moment("nbf") {
        let text = format!("valid from {}", shown(valid_from));
        let wrong = format!("not valid yet: {text}");
        checks.push(if early(valid_from) {
            Check::wrong("begin", wrong)
        } else {
            Check::right("begin", text)
        });
    }
    checks.push(match moment("exp") {
        None => Check::wrong("expiry", "no expiry (exp)"),
        Some(end) if end <= now => Check::wrong("expiry", format!("expired {}", shown(end))),
        Some(end) => Check::right("expiry", format!("expires {}", shown(end))),
    });
    checks
}

/// The verifier that servers use has the last word: it knows rules that have no sentence of their own above.
fn whole(token: &str, keys: &KeySet, expected_issuer: Option<&Issuer>, now: Timestamp) -> Option<Check> {
    let mut expectation =
        Expectation::new(TypExpectation::Any, AudienceRule::Unchecked, now).leeway_seconds(LEEWAY_SECONDS);
    if let Some(issuer) = expected_issuer {
        expectation = expectation.issuer(issuer.as_str());
    }
    let refused = verify::<Map<String, Value>>(token, keys, &expectation).err()?;
    Some(Check::wrong("form", refused.to_string()))
}

#[cfg(test)]
mod tests;
