//! A received request as plain values.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::Value;

use crate::recording::pairs;

/// Maximum size of a body, in bytes.
const LARGEST_BODY: usize = 64 * 1024;

/// A received request.
#[derive(Clone, Debug, Default)]
pub(crate) struct SeenRequest {
    pub(crate) method: String,
    /// The path in the request line, not decoded.
    pub(crate) path: String,
    /// The query in the request line, not decoded.
    pub(crate) query: String,
    /// The headers, with names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl SeenRequest {
    /// Reads a request. A body that is too large or incomplete becomes empty.
    pub(crate) async fn read(request: Request<Body>) -> Self {
        let (head, body) = request.into_parts();
        let headers = head
            .headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into()))
            .collect();
        let body = to_bytes(body, LARGEST_BODY).await.map(|bytes| bytes.to_vec()).unwrap_or_default();
        Self {
            method: head.method.as_str().to_owned(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers,
            body,
        }
    }

    /// Returns the first header with this name, which must be in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the media type of the body.
    pub(crate) fn media_type(&self) -> String {
        let value = self.header("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Returns the pairs of the query.
    pub(crate) fn query_pairs(&self) -> Vec<(String, String)> {
        pairs(&self.query)
    }

    /// Returns the pairs of a form or of a JSON object of strings. Returns none for other bodies.
    pub(crate) fn body_pairs(&self) -> Vec<(String, String)> {
        if self.media_type() != "application/json" {
            return pairs(&String::from_utf8_lossy(&self.body));
        }
        let object: serde_json::Map<String, Value> = serde_json::from_slice(&self.body).unwrap_or_default();
        let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        object.into_iter().map(|(name, value)| (name, text(value))).collect()
    }
}
