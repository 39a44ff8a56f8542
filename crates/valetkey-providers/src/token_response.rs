//! Converts token responses to the form of RFC 6749 section 5.1.

use serde_json::{Map, Value};

use crate::response::{at, form, read_object};
use crate::{AnswerError, Deviation, Preset};

/// Converts a token response to the form of RFC 6749 section 5.1. `token_type` becomes `Bearer`, `expires_in` a number of
/// seconds and `scope` a text with spaces; members without a value are removed. The provider's own members do not change. An
/// unreadable optional member is removed, with a warning. An unreadable scope becomes empty, because a missing scope would mean
/// that the whole requested scope was granted (RFC 6749 section 5.1). The result contains tokens, so never log it.
///
/// # Errors
/// [`AnswerError::Refused`] for a refusal in the form of this provider, [`AnswerError::Status`] for a failed response without
/// one, [`AnswerError::Malformed`] for a response, an access token or a token type that neither the standard nor the preset
/// allows.
pub fn normalise_token_response(
    preset: &Preset,
    status: u16,
    content_type: &str,
    body: &[u8],
) -> Result<Value, AnswerError> {
    let mut answer = read_object(preset, status, content_type, body)?;
    lift_nested(preset, &mut answer)?;
    answer.retain(|_, value| !value.is_null());
    if answer.get("access_token").and_then(Value::as_str).is_none_or(str::is_empty) {
        let seen = form(answer.get("access_token"));
        return Err(AnswerError::malformed("access_token", "a text", seen));
    }
    fix_token_type(preset, &mut answer)?;
    fix_expiry(preset, &mut answer);
    fix_scope(preset, &mut answer);
    for name in ["refresh_token", "id_token"] {
        match answer.get(name) {
            None => continue,
            Some(Value::String(text)) if !text.is_empty() => continue,
            Some(Value::String(_)) => {}
            other => warn(preset, name, "a text", other),
        }
        answer.remove(name);
    }
    Ok(Value::Object(answer))
}

/// Moves the user's token out of its nested object. Drops the other tokens, such as a bot's token.
fn lift_nested(preset: &Preset, answer: &mut Map<String, Value>) -> Result<(), AnswerError> {
    for deviation in &preset.deviations {
        let Deviation::NestedTokenResponse { path } = deviation else { continue };
        let Some(Value::Object(nested)) = at(answer, path).cloned() else {
            return Err(AnswerError::malformed(
                "token answer",
                &format!("an object at {path}"),
                form(at(answer, path)),
            ));
        };
        for name in ["access_token", "token_type", "expires_in", "refresh_token", "scope"] {
            match nested.get(name) {
                Some(value) => answer.insert(name.to_owned(), value.clone()),
                None => answer.remove(name),
            };
        }
    }
    Ok(())
}

fn fix_token_type(preset: &Preset, answer: &mut Map<String, Value>) -> Result<(), AnswerError> {
    let (may_miss, words) = preset
        .deviations
        .iter()
        .find_map(|deviation| match deviation {
            Deviation::OtherTokenType { missing, words } => Some((*missing, words.as_slice())),
            _ => None,
        })
        .unwrap_or_default();
    let accepted = match answer.get("token_type") {
        None => may_miss,
        Some(Value::String(word)) => word.eq_ignore_ascii_case("Bearer") || words.contains(word),
        Some(_) => false,
    };
    if !accepted {
        return Err(AnswerError::malformed("token_type", "\"Bearer\"", form(answer.get("token_type"))));
    }
    answer.insert("token_type".to_owned(), Value::from("Bearer"));
    Ok(())
}

/// Normalises `expires_in` to a number. Accepts a string for all providers, like the client without a preset.
fn fix_expiry(preset: &Preset, answer: &mut Map<String, Value>) {
    let Some(value) = answer.get("expires_in") else { return };
    let expected = "a number of seconds, 0 or more";
    let in_text = value.as_str().and_then(|text| text.parse::<i64>().ok());
    if in_text.is_some() && !preset.deviations.contains(&Deviation::NumbersAsText {}) {
        warn(preset, "expires_in", expected, Some(value));
    }
    let seconds = value.as_i64().or(in_text).filter(|seconds| *seconds >= 0);
    match seconds {
        None => {
            warn(preset, "expires_in", expected, Some(value));
            answer.remove("expires_in");
        }
        Some(0) if preset.deviations.contains(&Deviation::ZeroExpiryMeansNever {}) => {
            answer.remove("expires_in");
        }
        Some(seconds) => {
            answer.insert("expires_in".to_owned(), Value::from(seconds));
        }
    }
}

fn fix_scope(preset: &Preset, answer: &mut Map<String, Value>) {
    let comma =
        |deviation: &Deviation| matches!(deviation, Deviation::CommaSeparatedScopes { response: true, .. });
    let separators: &[char] = if preset.deviations.iter().any(comma) { &[' ', ','] } else { &[' '] };
    let tokens: Vec<String> = match answer.get("scope") {
        None => return,
        Some(Value::String(text)) => text.split(separators).map(str::to_owned).collect(),
        Some(Value::Array(list)) if preset.deviations.contains(&Deviation::ScopeAsArray {}) => {
            list.iter().filter_map(|token| token.as_str().map(str::to_owned)).collect()
        }
        other => {
            warn(preset, "scope", "a text", other);
            answer.insert("scope".to_owned(), Value::from(""));
            return;
        }
    };
    let scope = tokens.into_iter().filter(|token| !token.is_empty()).collect::<Vec<_>>().join(" ");
    if scope.is_empty() {
        answer.remove("scope");
    } else {
        answer.insert("scope".to_owned(), Value::from(scope));
    }
}

/// Logs a warning about an optional member with a wrong form, without its value.
fn warn(preset: &Preset, member: &str, expected: &str, value: Option<&Value>) {
    tracing::warn!(
        provider = preset.name,
        member,
        expected,
        got = form(value),
        "an optional member of the token response does not have the form of the standard"
    );
}
