//! `/.well-known/webauthn`: the origins that may use passkeys of `passkeys.rp_id` (WebAuthn Level 3 section 5.11).

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use serde_json::json;
use valetkey_pages::ErrorKind;

use crate::{Server, respond};

/// The path at the root of every host: browsers ask the host of the RP ID, which may have no issuer any more.
pub(crate) const PATH: &str = "/.well-known/webauthn";

/// Lists the configured origins.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    match server.passkeys.related_origins.as_slice() {
        [] => respond::problem(&server, request.headers(), ErrorKind::NotFound),
        origins => respond::json(StatusCode::OK, &json!({ "origins": origins })),
    }
}
