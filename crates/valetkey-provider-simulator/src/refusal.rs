//! Refusals of token and interface requests, in the shape of the provider.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::imitation::Imitation;

/// Why a request is refused: for the other side in its provider's shape, for users as a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// The code of RFC 6749 section 5.2 or RFC 8628 section 3.5.
    pub(crate) error: &'static str,
    /// What was expected and what came.
    pub(crate) complaint: String,
    /// Whether it is an ordinary step of a protocol and no mistake, such as a device that has to wait.
    pub(crate) is_ordinary: bool,
}

impl Refusal {
    pub(crate) fn new(error: &'static str, complaint: impl Into<String>) -> Self {
        Self { error, complaint: complaint.into(), is_ordinary: false }
    }

    pub(crate) fn ordinary(error: &'static str, complaint: impl Into<String>) -> Self {
        Self { is_ordinary: true, ..Self::new(error, complaint) }
    }

    /// The answer of the token endpoint: the recorded one. Where the provider uses the words of RFC 6749, the word and the
    /// description say what is wrong here; a refused code keeps the recorded ones.
    pub(crate) fn token_answer(&self, played: &Imitation) -> Response {
        let recorded = &played.recording.error_answer;
        let mut value = recorded.value();
        let uses_words = value.get("error").and_then(Value::as_str).is_some();
        if uses_words && self.error != "invalid_grant" {
            let is_standard = value["error"] == "invalid_grant" || self.is_ordinary;
            if is_standard {
                value["error"] = Value::from(self.error);
            }
            if value.get("error_description").is_some() {
                value["error_description"] = Value::from(self.complaint.as_str());
            }
        }
        answer(recorded.status, &recorded.content_type, &value)
    }

    /// The answer of an interface that wants an access token (RFC 6750 section 3), with the provider's body.
    pub(crate) fn interface_answer(&self, played: &Imitation) -> Response {
        let recorded = &played.recording.error_answer;
        let standard = recorded.value()["error"] == "invalid_grant";
        let value = if standard {
            json!({ "error": "invalid_token", "error_description": self.complaint })
        } else {
            recorded.value()
        };
        let mut response = answer(401, &recorded.content_type, &value);
        let challenge = header::HeaderValue::from_static("Bearer error=\"invalid_token\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        response
    }
}

/// A JSON answer under a content type of the provider.
pub(crate) fn answer(status: u16, content_type: &str, value: &Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = [(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "no-store")];
    (status, headers, value.to_string()).into_response()
}
