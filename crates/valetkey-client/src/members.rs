//! Reads the members of an answer: what is needed is named where it is missing, what is optional never decides.

use serde_json::{Map, Value};
use valetkey_fetch::{BodyError, kind_of};
use valetkey_types::{Scope, Seconds};

use crate::Problem;

/// A text that the answer can't do without.
///
/// # Errors
/// [`BodyError::Member`], with the name and the kind of what came.
pub(crate) fn needed_text<'a>(
    members: &'a Map<String, Value>,
    member: &'static str,
) -> Result<&'a str, Problem> {
    let value = members.get(member);
    value
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
        .ok_or_else(|| Problem::Body(BodyError::Member { member, expected: "a text", got: kind_of(value) }))
}

/// A text that may be missing. `null` and an empty text are none; anything else is none too, with a warning.
pub(crate) fn optional_text<'a>(members: &'a Map<String, Value>, member: &'static str) -> Option<&'a str> {
    match members.get(member) {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) if text.is_empty() => None,
        Some(Value::String(text)) => Some(text),
        other => {
            ignored(member, "a text", other);
            None
        }
    }
}

/// A number of seconds above zero that may be missing. Some issuers send it as a text; what is no number is none, with a warning.
pub(crate) fn optional_seconds(members: &Map<String, Value>, member: &'static str) -> Option<Seconds> {
    let value = members.get(member).filter(|value| !value.is_null())?;
    let number = match value {
        Value::Number(number) => {
            number.as_i64().or_else(|| number.as_f64().map(|seconds| seconds.clamp(0.0, 1e15) as i64))
        }
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    if number.is_none() {
        ignored(member, "a number of seconds", Some(value));
    }
    number.filter(|seconds| *seconds > 0).map(Seconds)
}

/// The scope that was granted. One that can't be read grants nothing that can be named: if it counted as missing, everything
/// asked for would count as granted (RFC 6749 section 5.1).
pub(crate) fn optional_scope(members: &Map<String, Value>) -> Option<Scope> {
    let value = members.get("scope").filter(|value| !value.is_null())?;
    let scope = value.as_str().and_then(|text| text.parse().ok());
    Some(scope.unwrap_or_else(|| {
        ignored("scope", "scope tokens separated by spaces", Some(value));
        Scope::default()
    }))
}

fn ignored(member: &'static str, expected: &'static str, value: Option<&Value>) {
    tracing::warn!(
        member,
        expected,
        got = kind_of(value),
        "a member of an answer has another form than its standard says; ignored"
    );
}
