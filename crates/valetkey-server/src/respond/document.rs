//! A document that is written once and given to many.

use axum::{body::Body, response::Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use valetkey_jose::digest;

/// Bytes with their strong entity tag (RFC 9110 section 8.8.3). Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    body: Bytes,
    etag: HeaderValue,
}

impl Document {
    /// A document of these bytes.
    pub fn new(body: Vec<u8>) -> Self {
        let etag = format!("\"{}\"", digest::base64url(&digest::sha256(&body)));
        // Letters, digits, `-` and `_` in quotes are always a header.
        let etag = HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"-\""));
        Self { body: body.into(), etag }
    }

    /// The bytes.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// 200 with the bytes, or 304 for who has them already (RFC 9110 section 13.1.2).
    pub fn answer(
        &self,
        request: &HeaderMap,
        content_type: &'static str,
        cache_control: &'static str,
    ) -> Response {
        let known = request.get_all(header::IF_NONE_MATCH).iter().any(|value| self.is_named_in(value));
        let mut response = match known {
            true => Response::new(Body::empty()),
            false => Response::new(Body::from(self.body.clone())),
        };
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
        headers.insert(header::ETAG, self.etag.clone());
        response
    }

    /// Weak comparison of an `If-None-Match` list.
    fn is_named_in(&self, value: &HeaderValue) -> bool {
        let list = value.to_str().unwrap_or_default();
        list.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == self.etag)
    }
}
