//! JSON bodies.

use axum::body::Body;
use http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt as _;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::error::Category;
use valetkey_administration::InvalidField;
use zeroize::Zeroizing;

use super::problem::Problem;
use crate::request::is_length_limit;

/// The media types of bodies: JSON, and JSON with the members to change (RFC 7396).
const MEDIA_TYPES: [&str; 2] = ["application/json", "application/merge-patch+json"];

/// Reads a body. The router has limited its length already.
pub(super) async fn read(headers: &HeaderMap, body: Body) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let body = body.collect().await.map_err(|error| match is_length_limit(&error) {
        true => Problem::body(StatusCode::PAYLOAD_TOO_LARGE, "a body within the limit", "a larger one"),
        false => Problem::body(StatusCode::BAD_REQUEST, "a whole body", "a part of it"),
    })?;
    let bytes = body.to_bytes();
    if !bytes.is_empty() {
        require_json(headers)?;
    }
    Ok(Zeroizing::new(bytes.to_vec()))
}

fn require_json(headers: &HeaderMap) -> Result<(), Problem> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    match MEDIA_TYPES.iter().any(|known| known.eq_ignore_ascii_case(media_type)) {
        true => Ok(()),
        false => {
            let got: String = content_type.chars().take(120).collect();
            let expected = format!("the content type {}", MEDIA_TYPES.join(" or "));
            Err(Problem::body(StatusCode::UNSUPPORTED_MEDIA_TYPE, &expected, &format!("{got:?}")))
        }
    }
}

/// Reads a body as JSON. An unknown member is refused by name.
pub(super) fn json<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Problem> {
    const EXPECTED: &str = "a JSON object with the members of this request";
    require_json(headers)?;
    // serde reads an object from an array of its values too.
    if !body.trim_ascii_start().starts_with(b"{") {
        return Err(Problem::body(StatusCode::BAD_REQUEST, EXPECTED, "something else"));
    }
    serde_json::from_slice(body).map_err(|error| {
        let text = error.to_string();
        match unknown_member(&text) {
            Some((name, known)) => {
                let expected = format!("one of {}", known.replace('`', ""));
                Problem::field(InvalidField::new(name, expected, format!("{name:?}")))
            }
            None => Problem::body(StatusCode::BAD_REQUEST, EXPECTED, &in_words(&error)),
        }
    })
}

/// Describes the error without a value, which can be a password.
fn in_words(error: &serde_json::Error) -> String {
    let what = match error.classify() {
        Category::Data => "a member of another type, a missing member, or the same member twice",
        Category::Eof => "an incomplete text",
        Category::Syntax | Category::Io => "a text that is not JSON",
    };
    format!("{what}, at line {} column {}", error.line(), error.column())
}

/// Returns the name of an unknown member and the known ones, from the text of the error.
fn unknown_member(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.strip_prefix("unknown field `")?.split_once('`')?;
    let known = rest.split_once("expected ")?.1.trim_start_matches("one of ");
    Some((name, known.rsplit_once(" at line").map_or(known, |(known, _)| known)))
}

/// A member of an edit: absent, `null`, or a value (RFC 7396).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Edit<T> {
    /// The value stays.
    #[default]
    Keep,
    /// The value is removed.
    Remove,
    /// The value is set.
    Set(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Edit<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<T>::deserialize(deserializer)?.map_or(Self::Remove, Self::Set))
    }
}

impl<T> Edit<T> {
    /// Sets the place of an optional value.
    pub(super) fn apply(self, place: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Remove => *place = None,
            Self::Set(value) => *place = Some(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Sample {
        name: Edit<String>,
        _other: Edit<String>,
    }

    fn read_sample(text: &str) -> Result<Sample, Problem> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, "application/json; charset=utf-8".parse().unwrap());
        json(&headers, text.as_bytes())
    }

    #[test]
    fn a_member_is_absent_or_null_or_a_value() {
        let name = |text: &str| read_sample(text).unwrap().name;
        assert_eq!(name("{}"), Edit::Keep);
        assert_eq!(name(r#"{"name": null}"#), Edit::Remove);
        assert_eq!(name(r#"{"name": ""}"#), Edit::Set(String::new()));
    }

    #[test]
    fn an_unknown_member_is_refused_by_name_and_a_repeated_one_too() {
        let text = |body: &str| format!("{:?}", read_sample(body).unwrap_err());
        let refused = text(r#"{"nam": "x"}"#);
        assert!(refused.contains(r#"field: Some("nam")"#) && refused.contains("one of name"), "{refused}");
        for wrong in ["", "[]", "{", r#"{"name": 1}"#, r#"{"name": "a", "name": "b"}"#] {
            assert!(text(wrong).contains("invalid-body"), "{wrong}");
        }
    }
}
