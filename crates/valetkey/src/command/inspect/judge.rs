//! Every check on a token, each with its own sentence.

use std::sync::Arc;

use serde_json::{Map, Value};
use valetkey_jose::{
    Algorithm, AudienceRule, Decoded, Expectation, KeySet, MAX_TOKEN_BYTES, TypExpectation, verify,
    verify_jws,
};
use valetkey_types::{Issuer, Timestamp};

use super::{
    kind::kind,
    report::{Check, Report},
};
use crate::time_words::{relative, utc};

/// Clocks of two machines differ by so much.
const LEEWAY_SECONDS: i64 = 10;

/// Judges a decoded token: signature, issuer, audience, times.
pub(super) fn judge(
    token: &str,
    decoded: Decoded,
    expected_issuer: Option<&Issuer>,
    keys: Result<Arc<KeySet>, String>,
    now: Timestamp,
) -> Report {
    let mut checks = vec![
        signature(token, &decoded, keys.as_deref()),
        issuer(&decoded.claims, expected_issuer),
        audience(&decoded.claims),
    ];
    checks.extend(times(&decoded.claims, now));
    if let (true, Ok(keys)) = (checks.iter().all(Check::is_right), &keys) {
        checks.extend(whole(token, keys, expected_issuer, now));
    }
    Report::new(kind(&decoded), decoded, checks, now)
}

fn signature(token: &str, decoded: &Decoded, keys: Result<&KeySet, &String>) -> Check {
    let keys = match keys {
        Ok(keys) => keys,
        Err(problem) => return Check::wrong("signature", format!("not verified: {problem}")),
    };
    match verify_jws(token, keys, &Algorithm::ASYMMETRIC, MAX_TOKEN_BYTES) {
        Ok(signed) => {
            let kid = signed.header.kid.as_deref().unwrap_or("without kid");
            Check::right("signature", format!("made by the issuer's {} key {kid}", algorithm(decoded)))
        }
        Err(error) => Check::wrong("signature", format!("does not hold: {error}")),
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
            Check::wrong(name, format!("expected {expected}, the token says {seen}"))
        }
        (Some(seen), Some(_)) => Check::right(name, format!("{seen}, as expected")),
        (Some(seen), None) => {
            Check::right(name, format!("{seen} (as the token says; --issuer would compare)"))
        }
    }
}

fn audience(claims: &Value) -> Check {
    let name = "audience";
    match claims.get("aud") {
        Some(Value::String(one)) => Check::right(name, format!("for {one}")),
        Some(Value::Array(many)) if !many.is_empty() => {
            let names: Vec<&str> = many.iter().filter_map(Value::as_str).collect();
            Check::right(name, format!("for {}", names.join(", ")))
        }
        Some(other) => {
            Check::wrong(name, format!("expected text or a list of texts, the token says {other}"))
        }
        None => Check::wrong(name, "the token is for nobody (aud)"),
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
        None => Check::wrong("expiry", "the token has no end (exp)"),
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
