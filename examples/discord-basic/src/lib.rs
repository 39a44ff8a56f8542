//! A minimal login with Discord: `/login` redirects there, `/auth` shows the token.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use example_support::{AnyError, Failure, LoginCookie, Page};
use serde_json::{Map, Value, json};
use valetkey_client::{AuthorizationOptions, Client, ClientBuilder, RawParams, Scope, Timestamp, Tokens};

struct Application {
    discord: Client,
    login_cookie: LoginCookie,
}

/// Builds the application with this public address.
///
/// # Errors
/// If a setting is invalid.
pub fn router(discord: ClientBuilder, address: &str) -> Result<Router, AnyError> {
    let discord = discord.redirect_uri(format!("{address}/auth")).build()?;
    let application = Application { discord, login_cookie: LoginCookie::new(address)? };
    Ok(Router::new()
        .route("/", get(home))
        .route("/login", get(login))
        .route("/auth", get(auth))
        .with_state(Arc::new(application)))
}

async fn home() -> Page {
    Page::new(
        "Log in with Discord",
        "<p>You will see the token that this application gets.</p>\
         <p><a class=\"button\" id=\"sign-in\" href=\"/login\">Log in with Discord</a></p>",
    )
}

/// Redirects to Discord.
async fn login(State(application): State<Arc<Application>>) -> Result<Response, Failure> {
    let request = application.discord.authorization_request(AuthorizationOptions::default()).await?;
    let remember = application.login_cookie.remember(&request.pending)?;
    Ok((remember, Redirect::to(&request.url)).into_response())
}

/// Handles the callback: exchanges the code and shows the token. Real applications must not show tokens.
async fn auth(
    State(application): State<Arc<Application>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let pending = application.login_cookie.recall(&headers).ok_or(Failure::NotBegun)?;
    let params = RawParams::parse(query.unwrap_or_default().as_bytes())?;
    let discord = &application.discord;
    let login = discord.finish_plain(&pending, &params).await?;
    let token = token_json(&login.tokens, discord.scope(), discord.now());
    Ok((application.login_cookie.forget(), [(CACHE_CONTROL, "no-store")], Json(token)).into_response())
}

/// Returns the token with Authlib's names. Without a scope in the response the requested one is granted (RFC 6749 section 5.1).
fn token_json(tokens: &Tokens, asked: &Scope, now: Timestamp) -> Value {
    let scope = tokens.scope.as_ref().unwrap_or(asked);
    let members = [
        ("access_token", Some(json!(tokens.access_token.expose()))),
        ("token_type", Some(json!(tokens.token_type.as_str()))),
        ("expires_in", tokens.expires_in.map(|lifetime| json!(lifetime.0))),
        ("refresh_token", tokens.refresh_token.as_ref().map(|token| json!(token.expose()))),
        ("scope", Some(json!(scope.to_string()))),
        ("expires_at", tokens.expires_in.map(|lifetime| json!(now.plus(lifetime).0))),
    ];
    let present = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(present.collect::<Map<_, _>>())
}
