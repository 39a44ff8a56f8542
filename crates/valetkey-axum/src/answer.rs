//! Small responses that several routes share.

use axum::http::header::{CACHE_CONTROL, LOCATION, REFERRER_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// Redirects with 303, which never repeats a form (RFC 9700 section 4.12), without caching and without a referrer.
pub(crate) fn see_other(url: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(url) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(LOCATION, location);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Returns a response with this status and a JSON body with one error code.
pub(crate) fn json_error(status: StatusCode, error: &'static str) -> Response {
    let body = format!("{{\"error\":\"{error}\"}}");
    let headers = [("content-type", "application/json"), ("cache-control", "no-store")];
    (status, headers, body).into_response()
}

/// Returns a response with this status and a JSON body with an error code and a fixed description.
pub(crate) fn described_error(
    status: StatusCode,
    error: &'static str,
    description: &'static str,
) -> Response {
    let body = format!("{{\"error\":\"{error}\",\"error_description\":\"{description}\"}}");
    let headers = [("content-type", "application/json"), ("cache-control", "no-store")];
    (status, headers, body).into_response()
}
