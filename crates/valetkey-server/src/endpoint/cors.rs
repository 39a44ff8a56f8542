//! Endpoints that a script of any origin may call: they look at tokens and client credentials, never at cookies, so
//! allowing every origin gives nobody anything (Fetch standard, "CORS protocol"). Credentials mode stays refused.

use axum::{body::Body, response::Response};
use http::{HeaderValue, Method, StatusCode, header};
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

/// The answer to `OPTIONS`. `methods` is a list like `GET, POST`.
pub(super) fn preflight(methods: &'static str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(header::ALLOW, HeaderValue::from_static(methods));
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(methods));
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("authorization, content-type"),
    );
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("3600"));
    open(response)
}

/// The answer to a method that the endpoint does not take: 405 with `Allow`, in JSON.
pub(super) fn method_not_allowed(method: &Method, methods: &'static str) -> Response {
    tracing::info!(%method, expected = methods, "refused: another method");
    let body = ErrorResponse::new(ErrorCode::InvalidRequest, "This address does not take this HTTP method.");
    let mut response = respond::json(StatusCode::METHOD_NOT_ALLOWED, &body);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
    response
}
