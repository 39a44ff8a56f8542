//! The discovery document, at both of its addresses.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::Method;
use valetkey_accounts::Amr;
use valetkey_authorization_server::metadata::{Capabilities, provider_metadata};
use valetkey_jose::Algorithm;
use valetkey_pages::Language;
use valetkey_types::{GrantType, Issuer};

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

/// Returns the document of an issuer that has these grants and methods of signing in, and signs with these algorithms, now or
/// as soon as a client needs them.
pub(crate) fn document(
    issuer: &Issuer,
    grant_types: Vec<GrantType>,
    signing_algorithms: Vec<Algorithm>,
    sign_in_methods: &[Amr],
) -> Document {
    let ui_locales = Language::ALL.iter().map(|language| language.tag().to_owned()).collect();
    let capabilities = Capabilities {
        grant_types,
        signing_algorithms,
        sign_in_methods: sign_in_methods.to_vec(),
        ui_locales,
    };
    // Plain strings; writing them can't fail.
    Document::new(serde_json::to_vec(&provider_metadata(issuer, &capabilities)).unwrap_or_default())
}
