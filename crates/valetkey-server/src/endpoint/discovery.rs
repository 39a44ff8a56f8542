//! The discovery document, at both of its addresses.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::Method;
use valetkey_authorization_server::metadata::{Capabilities, provider_metadata};
use valetkey_pages::Language;

use super::cors;
use crate::{Server, respond::Document};

const METHODS: &str = "GET, OPTIONS";

/// The document may be cached for five minutes: it changes with the configuration only.
const MAX_AGE: &str = "public, max-age=300";

/// `GET /.well-known/openid-configuration` and `GET /.well-known/oauth-authorization-server`.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    cors::open(match *request.method() {
        Method::GET | Method::HEAD => {
            server.discovery().answer(request.headers(), "application/json", MAX_AGE)
        }
        Method::OPTIONS => cors::preflight(request.headers(), METHODS),
        ref other => cors::method_not_allowed(other, METHODS),
    })
}

/// Returns the document of an issuer. It names the algorithms that the issuer signs with, now or as soon as a client needs them.
pub(crate) fn document(server: &Server) -> Document {
    let ui_locales = Language::ALL.iter().map(|language| language.tag().to_owned()).collect();
    let capabilities = Capabilities {
        grant_types: server.grants().grant_types(),
        signing_algorithms: server.keys.policy().algorithms.clone(),
        sign_in_methods: server.sign_in_methods().to_vec(),
        claim_map: &server.claim_map,
        ui_locales,
    };
    // Plain strings; writing them can't fail.
    Document::new(serde_json::to_vec(&provider_metadata(&server.issuer, &capabilities)).unwrap_or_default())
}
