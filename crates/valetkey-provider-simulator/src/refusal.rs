//! Error responses of the token endpoint and of APIs, in the format of the provider.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::simulated_provider::SimulatedProvider;

/// The reason for refusing a request: a code for the response, and a sentence for developers.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// The code of RFC 6749 section 5.2 or RFC 8628 section 3.5.
    pub(crate) error: &'static str,
    /// The expected and the received value.
    pub(crate) complaint: String,
    /// `true` if it is a normal step of a protocol and not an error, for example if a device has to wait.
    pub(crate) is_ordinary: bool,
}

impl Refusal {
    pub(crate) fn new(error: &'static str, complaint: impl Into<String>) -> Self {
        Self { error, complaint: complaint.into(), is_ordinary: false }
    }

    pub(crate) fn ordinary(error: &'static str, complaint: impl Into<String>) -> Self {
        Self { is_ordinary: true, ..Self::new(error, complaint) }
    }

    /// Returns the recorded error response of the token endpoint. If the provider uses the codes of RFC 6749, the code and the
    /// description are replaced by the actual problem, except for a refused authorization code.
    pub(crate) fn token_answer(&self, simulated: &SimulatedProvider) -> Response {
        let recorded = &simulated.recording.error_answer;
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

    /// Returns the error response of an API with access tokens (RFC 6750 section 3), with the provider's body.
    pub(crate) fn interface_answer(&self, simulated: &SimulatedProvider) -> Response {
        let recorded = &simulated.recording.error_answer;
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

/// Returns a JSON response with the provider's content type.
pub(crate) fn answer(status: u16, content_type: &str, value: &Value) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = [(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, "no-store")];
    (status, headers, value.to_string()).into_response()
}
