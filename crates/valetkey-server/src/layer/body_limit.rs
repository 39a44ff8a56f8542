//! The longest request body.

use axum::{body::Body, extract::Request, response::Response};
use http::{HeaderMap, header};
use http_body_util::Limited;
use valetkey_pages::ErrorKind;

use crate::{Server, respond};

/// Refuses a body that announces itself as too long before a byte of it is read; cuts off one that does not. The error is
/// the answer.
pub(super) fn limit_body(server: &Server, request: Request) -> Result<Request, Response> {
    let limit = server.http.request_body_limit;
    if announced_length(request.headers()).is_some_and(|length| length > limit as u64) {
        return Err(respond::problem(server, request.headers(), ErrorKind::RequestTooLarge));
    }
    Ok(request.map(|body| Body::new(Limited::new(body, limit))))
}

fn announced_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
