//! Login with GitHub: an address that redirects there, a callback, and then the documentation of the API.

mod documentation;
mod oauth;
mod signed_in;

use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;
use example_support::{AnyError, LoginCookie};
use valetkey_client::{Client, ClientBuilder};

use signed_in::SignedInCookie;

/// The path of the callback. Register it at GitHub, with the application's address.
pub const CALLBACK: &str = "/api/v1/oauth/code";

struct Application {
    github: Client,
    login_cookie: LoginCookie,
    signed_in_cookie: SignedInCookie,
}

/// Builds the application with this public address.
///
/// # Errors
/// If a setting is invalid.
pub fn router(github: ClientBuilder, address: &str) -> Result<Router, AnyError> {
    let application = Application {
        github: github.redirect_uri(format!("{address}{CALLBACK}")).build()?,
        login_cookie: LoginCookie::new(address)?,
        signed_in_cookie: SignedInCookie::new(address)?,
    };
    Ok(Router::new()
        .route("/", get(|| async { Redirect::to("/api/docs") }))
        .route("/api/v1/oauth/login", get(oauth::login))
        .route(CALLBACK, get(oauth::code))
        .route("/api/v1/me", get(signed_in::me))
        .route("/api/docs", get(documentation::page))
        .route("/api/openapi.json", get(documentation::document))
        .with_state(Arc::new(application)))
}
