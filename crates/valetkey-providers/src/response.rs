//! Parses the responses of all endpoints: a JSON object, or an error in one of several forms.

use serde_json::{Map, Value};

use crate::{AnswerError, Deviation, Preset};

/// Reads the object of a response. Returns refusals as errors.
///
/// # Errors
/// All variants of [`AnswerError`].
pub(crate) fn read_object(
    preset: &Preset,
    status: u16,
    content_type: &str,
    body: &[u8],
) -> Result<Map<String, Value>, AnswerError> {
    let is_success = (200..300).contains(&status);
    let object = match parse(preset, content_type, body) {
        Ok(object) => object,
        Err(problem) => return Err(if is_success { problem } else { AnswerError::Status(status) }),
    };
    let Some((error, description)) = refusal(preset, &object) else {
        return if is_success { Ok(object) } else { Err(AnswerError::Status(status)) };
    };
    if is_success && !preset.deviations.contains(&Deviation::ErrorWithStatus200 {}) {
        return Err(AnswerError::malformed("answer", "no `error` beside status 200", "one"));
    }
    Err(AnswerError::Refused {
        error: harmless(&error),
        description: description.map(|text| harmless(&text)),
        status,
    })
}

/// Returns the value at a JSON pointer in an object (RFC 6901).
pub(crate) fn at<'a>(object: &'a Map<String, Value>, pointer: &str) -> Option<&'a Value> {
    let mut segments =
        pointer.strip_prefix('/')?.split('/').map(|part| part.replace("~1", "/").replace("~0", "~"));
    let first = object.get(&segments.next()?)?;
    segments.try_fold(first, |value, segment| match value {
        Value::Object(object) => object.get(&segment),
        Value::Array(list) => list.get(segment.parse::<usize>().ok()?),
        _ => None,
    })
}

/// Returns the kind of a value, for errors that must not show it.
pub(crate) fn form(value: Option<&Value>) -> &'static str {
    match value {
        None | Some(Value::Null) => "nothing",
        Some(Value::Bool(_)) => "true or false",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(text)) if text.is_empty() => "an empty text",
        Some(Value::String(_)) => "a text",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
    }
}

fn parse(preset: &Preset, content_type: &str, body: &[u8]) -> Result<Map<String, Value>, AnswerError> {
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let deviates = |deviation: Deviation| preset.deviations.contains(&deviation);
    let is_json = media_type == "application/json"
        || (media_type.starts_with("application/") && media_type.ends_with("+json"))
        || (media_type == "text/plain" && deviates(Deviation::JsonLabelledAsText {}));
    if is_json {
        let object = serde_json::from_slice::<Map<String, Value>>(body);
        return object.map_err(|_| AnswerError::malformed("answer", "a JSON object", "something else"));
    }
    let is_form = media_type == "application/x-www-form-urlencoded";
    if is_form && deviates(Deviation::FormEncodedTokenResponse {}) {
        return parse_form(body);
    }
    let seen = format!("content type {:?}", harmless(&media_type));
    Err(AnswerError::malformed("answer", "JSON", seen))
}

fn parse_form(body: &[u8]) -> Result<Map<String, Value>, AnswerError> {
    let mut object = Map::new();
    for (name, value) in form_urlencoded::parse(body) {
        // All values of a form are texts, so the only number of the standard is converted.
        let number = (name == "expires_in").then(|| value.parse::<i64>().ok()).flatten();
        let value = number.map_or_else(|| Value::from(value.as_ref()), Value::from);
        if object.insert(name.clone().into_owned(), value).is_some() {
            return Err(AnswerError::malformed(
                "answer",
                "every member once",
                format!("{:?} twice", harmless(&name)),
            ));
        }
    }
    Ok(object)
}

/// Returns the provider's error code and message, if the object is an error.
fn refusal(preset: &Preset, object: &Map<String, Value>) -> Option<(String, Option<String>)> {
    let own = preset.deviations.iter().find_map(|deviation| match deviation {
        Deviation::ErrorMembers { code, description } => {
            let words = description.as_deref().and_then(|pointer| text(at(object, pointer)?));
            Some((text(at(object, code)?)?, words))
        }
        _ => None,
    });
    let standard = || {
        let code = object.get("error")?.as_str()?.to_owned();
        Some((code, object.get("error_description").and_then(text)))
    };
    own.or_else(standard)
}

/// Returns a string or a number as text. The number 0 means no error.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) if number.as_i64() != Some(0) => Some(number.to_string()),
        _ => None,
    }
}

fn harmless(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(200).collect()
}
