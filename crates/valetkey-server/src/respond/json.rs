//! JSON answers of the endpoints that programs call.

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use valetkey_authorization_server::Refusal;
use valetkey_types::{ErrorCode, ErrorResponse};

use crate::{refusals::RefusalKind, request::count_refusal};

/// A JSON answer that nobody stores (RFC 6749 section 5.1).
pub fn json<T: Serialize>(status: StatusCode, body: &T) -> Response {
    let (status, body) = match serde_json::to_vec(body) {
        Ok(body) => (status, body),
        Err(error) => {
            tracing::error!(%error, "an answer can't be written as JSON");
            (StatusCode::INTERNAL_SERVER_ERROR, br#"{"error":"server_error"}"#.to_vec())
        }
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    // Room for those of the endpoint and of the layer as well.
    headers.reserve(16);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    response
}

/// The error answer of a refusal (RFC 6749 section 5.2). The private reason goes to the log.
///
/// A 401 needs a `WWW-Authenticate` header as well; the endpoint knows which scheme was tried and adds it.
pub fn oauth_error(refusal: &Refusal) -> Response {
    log_refusal(refusal);
    json(oauth_error_status(refusal.error), &ErrorResponse::new(refusal.error, &*refusal.description))
}

/// Counts a refusal, and writes its private reason to the log. The line has the reference and the client of the request as well.
pub fn log_refusal(refusal: &Refusal) {
    let reason = &refusal.reason;
    count_refusal(RefusalKind::Check(reason.check));
    tracing::info!(
        error = refusal.error.as_str(),
        check = reason.check.as_str(),
        expected = &*reason.expected,
        got = &*reason.got,
        "refused"
    );
}

/// The HTTP status of an error code (RFC 6749 section 5.2, RFC 6750 section 3.1).
pub fn oauth_error_status(error: ErrorCode) -> StatusCode {
    match error {
        ErrorCode::InvalidClient | ErrorCode::InvalidToken => StatusCode::UNAUTHORIZED,
        ErrorCode::InsufficientScope => StatusCode::FORBIDDEN,
        ErrorCode::ServerError => StatusCode::INTERNAL_SERVER_ERROR,
        ErrorCode::TemporarilyUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// `temporarily_unavailable` with `Retry-After`, for a database or a pool that does not answer now.
pub fn retry_later(seconds: u32) -> Response {
    let body = ErrorResponse::new(ErrorCode::TemporarilyUnavailable, "Try again in a few seconds.");
    let mut response = json(StatusCode::SERVICE_UNAVAILABLE, &body);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}
