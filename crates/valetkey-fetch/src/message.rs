//! HTTP requests and responses as plain values.

use std::fmt;

use http::Method;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use url::form_urlencoded;

/// A request to send. `Debug` shows neither the body nor credentials.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The absolute URL.
    pub url: String,
    /// Header names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body. It is not sent with `GET`.
    pub body: Vec<u8>,
}

/// A received response. `Debug` shows the status and the headers, but not the body.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status code.
    pub status: u16,
    /// Header names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

/// The reason why a body could not be read. It never contains the body, which may contain tokens.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BodyError {
    /// The content type is not JSON.
    #[error("expected a JSON response, got content type {seen:?} (status {status})")]
    NotJson {
        /// The received content type, or an empty text if there is none.
        seen: String,
        /// The status of the response.
        status: u16,
    },
    /// The body is invalid JSON, or does not have the expected form.
    #[error("the JSON response has an unexpected form at line {line}, column {column} ({problem})")]
    Malformed {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// `syntax`, `shape` or `end of input`.
        problem: &'static str,
    },
    /// The body is JSON, but not an object.
    #[error("expected a JSON object, got {got}")]
    NotAnObject {
        /// The kind of value, for example `a list`.
        got: &'static str,
    },
    /// A required member is missing or has another form.
    #[error("expected the member {member:?} of the response to be {expected}, got {got}")]
    Member {
        /// The name of the member.
        member: &'static str,
        /// The expected value.
        expected: &'static str,
        /// The kind of value, for example `a list`.
        got: &'static str,
    },
}

/// Returns the kind of a JSON value, for the log. The result never contains the value itself, which may be a token.
pub fn kind_of(value: Option<&Value>) -> &'static str {
    match value {
        None => "nothing",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "a boolean",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(text)) if text.is_empty() => "an empty text",
        Some(Value::String(_)) => "a text",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
    }
}

impl HttpRequest {
    /// Creates a `GET` request that accepts JSON.
    pub fn get(url: impl Into<String>) -> Self {
        let headers = vec![("accept".to_owned(), "application/json".to_owned())];
        Self { method: Method::GET, url: url.into(), headers, body: Vec::new() }
    }

    /// Creates a `POST` request with an `application/x-www-form-urlencoded` body that accepts JSON.
    pub fn post_form<'a>(
        url: impl Into<String>,
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
        let form = "application/x-www-form-urlencoded".to_owned();
        let mut request = Self::get(url).with_header("content-type", form);
        request.method = Method::POST;
        request.body = body.into_bytes();
        request
    }

    /// Creates a `POST` request with a JSON body that accepts JSON.
    pub fn post_json(url: impl Into<String>, body: Vec<u8>) -> Self {
        let mut request = Self::get(url).with_header("content-type", "application/json");
        request.method = Method::POST;
        request.body = body;
        request
    }

    /// Replaces every value of a header.
    #[must_use]
    pub fn replacing_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.with_header(name, value)
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Returns the first header with this name. Ignores the letter case of the name.
    pub fn header(&self, name: &str) -> Option<&str> {
        find_header(&self.headers, name)
    }
}

impl HttpResponse {
    /// Returns the first header with this name. Ignores the letter case of the name.
    pub fn header(&self, name: &str) -> Option<&str> {
        find_header(&self.headers, name)
    }

    /// Returns `true` if the status is 200 to 299.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Returns the media type without parameters, in lower case; empty if there is none.
    pub fn media_type(&self) -> String {
        let value = self.header("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Returns `true` if the content type is JSON (`application/json` or a `+json` type).
    pub fn is_json(&self) -> bool {
        let media_type = self.media_type();
        media_type == "application/json"
            || (media_type.starts_with("application/") && media_type.ends_with("+json"))
    }

    /// Reads a JSON body.
    ///
    /// # Errors
    /// [`BodyError::NotJson`] if the content type is not JSON, [`BodyError::Malformed`] if the body can't be parsed.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, BodyError> {
        if !self.is_json() {
            return Err(BodyError::NotJson { seen: self.media_type(), status: self.status });
        }
        serde_json::from_slice(&self.body).map_err(|error| BodyError::Malformed {
            line: error.line(),
            column: error.column(),
            problem: match error.classify() {
                serde_json::error::Category::Data => "shape",
                serde_json::error::Category::Eof => "end of input",
                serde_json::error::Category::Syntax | serde_json::error::Category::Io => "syntax",
            },
        })
    }
}

impl HttpResponse {
    /// Reads a JSON body that must be an object.
    ///
    /// # Errors
    /// The errors of [`HttpResponse::json`], and [`BodyError::NotAnObject`].
    pub fn object(&self) -> Result<Map<String, Value>, BodyError> {
        match self.json()? {
            Value::Object(members) => Ok(members),
            other => Err(BodyError::NotAnObject { got: kind_of(Some(&other)) }),
        }
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The query of a URL can contain secrets too.
        let url = self.url.split('?').next().unwrap_or_default();
        let headers = self.headers.iter().map(|(name, value)| {
            let secret =
                ["authorization", "cookie", "dpop"].iter().any(|known| name.eq_ignore_ascii_case(known));
            (name.as_str(), if secret { "(hidden)" } else { value.as_str() })
        });
        write!(formatter, "{} {url} {:?}", self.method, headers.collect::<Vec<_>>())?;
        write!(formatter, " (body of {} bytes)", self.body.len())
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = self.headers.iter().map(|(name, value)| {
            let secret = ["set-cookie", "location"].iter().any(|known| name.eq_ignore_ascii_case(known));
            (name.as_str(), if secret { "(hidden)" } else { value.as_str() })
        });
        write!(formatter, "{} {:?}", self.status, headers.collect::<Vec<_>>())?;
        write!(formatter, " (body of {} bytes)", self.body.len())
    }
}

fn find_header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}
