//! The longest request body.

use axum::{body::Body, extract::Request, response::Response};
use http::{HeaderMap, header};
use http_body_util::Limited;
use valetkey_authorization_server::interaction::AccountPage;
use valetkey_pages::ErrorKind;

use crate::{Server, endpoint::console, respond};

/// Refuses a body that announces itself as too long, before a byte of it is read.
pub(super) fn refuse_long_body(server: &Server, request: &Request) -> Option<Response> {
    if reads_itself(request) {
        return None;
    }
    let is_longer = |length| length > server.http.request_body_limit as u64;
    announced_length(request.headers())
        .is_some_and(is_longer)
        .then(|| respond::problem(server, request.headers(), ErrorKind::RequestTooLarge))
}

/// Cuts off a body that is longer than it said.
pub(super) fn limit_body(server: &Server, request: Request) -> Request {
    if reads_itself(&request) {
        return request;
    }
    request.map(|body| Body::new(Limited::new(body, server.http.request_body_limit)))
}

/// Returns whether the endpoint has a limit of its own: the upload of a picture or a logo, which says on its page what is wrong.
fn reads_itself(request: &Request) -> bool {
    [AccountPage::Picture.path(), console::path::LOGOS].contains(&request.uri().path())
}

fn announced_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
