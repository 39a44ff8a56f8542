//! Errors before or around an endpoint: a page for users, JSON for programs.

use axum::response::Response;
use http::{HeaderMap, header};
use valetkey_pages::ErrorKind;
use valetkey_types::ErrorResponse;

use crate::Server;

use super::{error_page, error_status, json};

/// An error of this kind in the form the caller reads: HTML where it asks for it, JSON otherwise.
pub fn problem(server: &Server, headers: &HeaderMap, kind: ErrorKind) -> Response {
    if wants_html(headers) {
        return error_page(server, headers, kind, None);
    }
    let error = super::error_page::error_of(kind);
    let mut response = json(error_status(kind), &ErrorResponse::new(error, sentence(kind)));
    if kind == ErrorKind::Unavailable {
        response.headers_mut().insert(header::RETRY_AFTER, http::HeaderValue::from(5));
    }
    response
}

fn wants_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("text/html")
}

fn sentence(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "There is nothing at this address.",
        ErrorKind::MethodNotAllowed => "This address does not take this HTTP method.",
        ErrorKind::RequestTooLarge => "The request body is too large.",
        ErrorKind::ServerError => "The server has a fault. Its log says more.",
        ErrorKind::Unavailable => "The server does not answer in time. Try again in a few seconds.",
        _ => "The request can't be served.",
    }
}
