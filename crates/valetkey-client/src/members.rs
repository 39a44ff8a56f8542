//! Reads the members of a response. A missing required member is an error that names it; an invalid optional member is ignored.

use serde_json::{Map, Value};
use valetkey_fetch::{BodyError, kind_of};
use valetkey_types::{Scope, Seconds};

use crate::Problem;

/// Returns a required string.
///
/// # Errors
/// [`BodyError::Member`] with the name and the kind of the value.
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

/// Returns an optional string. `null` and an empty string count as missing. Values of other types count as missing too, with a
/// warning.
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

/// Returns an optional positive number of seconds. Accepts a number in a string, because some issuers send one. Other values
/// count as missing, with a warning.
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

/// Returns the granted scope. An unreadable scope counts as empty. If it counted as missing, the whole requested scope would be
/// granted (RFC 6749 section 5.1).
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
        "a member of a response does not have the form of the standard; ignored"
    );
}
