//! Endpoints that a script of any origin may call: they look at tokens and client credentials, never at cookies, so
//! allowing every origin gives nobody anything (Fetch standard, "CORS protocol"). Requests with cookies stay refused.

use axum::{body::Body, response::Response};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use valetkey_types::{ErrorCode, ErrorResponse};

use crate::respond;

/// Opens an answer to scripts of every origin.
pub(super) fn open(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("www-authenticate, retry-after"),
    );
    response
}

/// Answers `OPTIONS`. `methods` is a list like `GET, POST`.
pub(super) fn preflight(asked: &HeaderMap, methods: &'static str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(header::ALLOW, HeaderValue::from_static(methods));
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(methods));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed_headers(asked));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("3600"));
    headers.insert(header::VARY, HeaderValue::from_static("access-control-request-headers"));
    open(response)
}

/// Returns the header names that the script asks for, so that a tracing or monitoring library of its page does not stop
/// it. A `*` would not do: it does not cover `Authorization` (Fetch standard, "CORS-preflight fetch"). Without names, or
/// with something else than names, those that our endpoints read.
fn allowed_headers(asked: &HeaderMap) -> HeaderValue {
    let names = asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS).filter(|value| is_list_of_names(value));
    names.cloned().unwrap_or(HeaderValue::from_static("authorization, content-type"))
}

fn is_list_of_names(value: &HeaderValue) -> bool {
    let text = value.to_str().unwrap_or_default();
    text.len() <= LONGEST_LIST && text.split(',').all(|name| HeaderName::try_from(name.trim()).is_ok())
}

/// Longest list of header names that is repeated, in bytes.
const LONGEST_LIST: usize = 2048;

/// The answer to a method that the endpoint does not take: 405 with `Allow`, in JSON.
pub(super) fn method_not_allowed(method: &Method, methods: &'static str) -> Response {
    tracing::info!(%method, expected = methods, "refused: another method");
    let body = ErrorResponse::new(ErrorCode::InvalidRequest, "This address does not take this HTTP method.");
    let mut response = respond::json(StatusCode::METHOD_NOT_ALLOWED, &body);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
    response
}
