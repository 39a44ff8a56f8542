//! The key set (RFC 7517 section 5) behind `jwks_uri`.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::Method;

use super::cors;
use crate::Server;

const METHODS: &str = "GET, OPTIONS";

/// How long others may keep the set. Short against the day a new key is published before it signs.
const MAX_AGE: &str = "public, max-age=600";

/// `GET /jwks`.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    cors::open(match *request.method() {
        Method::GET | Method::HEAD => {
            server.keys.jwks().answer(request.headers(), "application/jwk-set+json", MAX_AGE)
        }
        Method::OPTIONS => cors::preflight(request.headers(), METHODS),
        ref other => cors::method_not_allowed(other, METHODS),
    })
}
