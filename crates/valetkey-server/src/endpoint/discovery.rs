//! The discovery document, at both of its addresses.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{HeaderValue, Method, StatusCode, header};
use valetkey_authorization_server::metadata::{SwitchedOn, provider_metadata};
use valetkey_pages::Language;

use super::cors;
use crate::{Server, respond};

const METHODS: &str = "GET, OPTIONS";

/// `GET /.well-known/openid-configuration` and `GET /.well-known/oauth-authorization-server`.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    cors::open(match *request.method() {
        Method::GET | Method::HEAD => answer(&server),
        Method::OPTIONS => cors::preflight(METHODS),
        ref other => cors::method_not_allowed(other, METHODS),
    })
}

/// The document may be cached for five minutes: it changes with the configuration only.
fn answer(server: &Server) -> Response {
    let switched_on = SwitchedOn {
        signing_algorithms: server.keys.algorithms(),
        ui_locales: Language::ALL.iter().map(|language| language.tag().to_owned()).collect(),
    };
    let mut response = respond::json(StatusCode::OK, &provider_metadata(&server.issuer, &switched_on));
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    headers.remove(header::PRAGMA);
    response
}
