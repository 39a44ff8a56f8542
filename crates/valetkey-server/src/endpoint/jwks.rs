//! The key set (RFC 7517 section 5) behind `jwks_uri`.

use axum::{
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::cors;
use crate::Server;

const METHODS: &str = "GET, OPTIONS";

/// How long others may keep the set. Short against the day a new key is published before it signs.
const MAX_AGE: &str = "public, max-age=600";

/// `GET /jwks`.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    cors::open(match *request.method() {
        Method::GET | Method::HEAD => answer(&server, request.headers()),
        Method::OPTIONS => cors::preflight(METHODS),
        ref other => cors::method_not_allowed(other, METHODS),
    })
}

fn answer(server: &Server, headers: &HeaderMap) -> Response {
    let jwks = server.keys.jwks();
    let known = headers.get_all(header::IF_NONE_MATCH).iter().any(|value| names(value, &jwks.etag));
    let mut response =
        if known { Response::new(Body::empty()) } else { Response::new(Body::from(jwks.body.clone())) };
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/jwk-set+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(MAX_AGE));
    if let Ok(etag) = HeaderValue::from_str(&jwks.etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}

/// Weak comparison of an `If-None-Match` list (RFC 9110 section 13.1.2).
fn names(value: &HeaderValue, etag: &str) -> bool {
    let list = value.to_str().unwrap_or_default();
    list.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == etag)
}
