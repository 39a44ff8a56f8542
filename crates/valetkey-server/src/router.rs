//! Every address of the server, in one place.

use axum::{
    Router,
    extract::{Request, State},
    response::Response,
    routing::{MethodRouter, any, get, post},
};
use valetkey_authorization_server::metadata::path;
use valetkey_pages::ErrorKind;
use valetkey_types::metadata::{OAUTH_AUTHORIZATION_SERVER_PATH, OPENID_CONFIGURATION_PATH};

use crate::{
    Server,
    endpoint::{
        account, accounts, asset, authorization, consent, discovery, health, introspection, jwks, login,
        logout, revocation, token, userinfo,
    },
    layer, respond,
};

/// The router of one issuer. Everything lies below the issuer's path; what has to stand elsewhere is added beside it.
pub fn router(server: Server) -> Router {
    let issuer_path = server.issuer.path();
    let router = match issuer_path.as_str() {
        "" => at_root(),
        below => Router::new().nest(below, at_root()).merge(beside(below)),
    };
    let router =
        router.fallback(not_found).method_not_allowed_fallback(method_not_allowed).with_state(server.clone());
    layer::around(router, &server)
}

/// The endpoints, below the issuer.
fn at_root() -> Router<Server> {
    Router::new()
        .merge(for_people())
        .merge(for_programs())
        .merge(assets())
        .route("/health", get(health::health))
        .route("/ready", get(health::ready))
        .route(OAUTH_AUTHORIZATION_SERVER_PATH, any(discovery::handle))
}

fn for_people() -> Router<Server> {
    Router::new()
        .route("/", get(account::handle))
        .route(path::AUTHORIZATION, get(authorization::handle).post(authorization::handle))
        .route("/login", get(login::handle).post(login::handle))
        .route("/consent", get(consent::handle).post(consent::handle))
        .route("/accounts", get(accounts::handle).post(accounts::handle))
        .route(path::END_SESSION, get(logout::handle).post(logout::handle))
        .route("/withdraw", post(account::withdraw))
        .route("/sign-out", post(account::sign_out))
}

/// These answer every method themselves: `OPTIONS` for browsers, JSON for the rest.
fn for_programs() -> Router<Server> {
    Router::new()
        .route(path::TOKEN, any(token::handle))
        .route(path::INTROSPECTION, any(introspection::handle))
        .route(path::REVOCATION, any(revocation::handle))
        .route(path::USERINFO, any(userinfo::handle))
        .route(path::JWKS, any(jwks::handle))
        .route(OPENID_CONFIGURATION_PATH, any(discovery::handle))
}

/// For an issuer with a path: RFC 8414 section 3.1 puts the issuer's path behind the well-known one, and health checks know
/// no issuer.
fn beside(issuer_path: &str) -> Router<Server> {
    Router::new()
        .route("/health", get(health::health))
        .route("/ready", get(health::ready))
        .route(&format!("{OAUTH_AUTHORIZATION_SERVER_PATH}{issuer_path}"), any(discovery::handle))
        .route(&format!("{issuer_path}/"), get(account::handle))
}

fn assets() -> Router<Server> {
    valetkey_pages::assets().iter().fold(Router::new(), |router, file| {
        let handler: MethodRouter<Server> = get(move || async move { asset::answer(file) });
        router.route(file.path, handler)
    })
}

async fn not_found(State(server): State<Server>, request: Request) -> Response {
    respond::problem(&server, request.headers(), ErrorKind::NotFound)
}

async fn method_not_allowed(State(server): State<Server>, request: Request) -> Response {
    respond::problem(&server, request.headers(), ErrorKind::MethodNotAllowed)
}
