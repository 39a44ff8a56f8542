//! The sample application: a home page, and a page that asks the API on behalf of the user.

pub(super) mod pages;

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::StatusCode,
    middleware::map_response,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use serde_json::Value;
use valetkey_axum::{AccessTokenError, Client, Login, MemorySessionStore, Secret, User};
use valetkey_fetch::{HttpRequest, HttpResponse, HttpTransport};
use valetkey_server::mail::MailCatcher;

use super::{addresses::Addresses, mails, registration::Registration};
use crate::{failure::Failure, time_words::utc};

#[derive(Clone)]
struct Application {
    addresses: Addresses,
    transport: Arc<dyn HttpTransport>,
}

/// The whole application. What login adds to it stands between the marks.
///
/// # Errors
/// When a setting can't be used.
pub(super) fn router(
    addresses: &Addresses,
    registration: &Registration,
    transport: Arc<dyn HttpTransport>,
    mails: Arc<MailCatcher>,
) -> Result<Router, Failure> {
    // login begins
    let client = Client::builder(&addresses.issuer, &registration.client_id)
        .client_secret(registration.client_secret.clone())
        .scope("openid profile email roles notes.read")
        .build()?;
    // In a store, so that the page can show every claim; a cookie has no room for all.
    let sessions = Arc::new(MemorySessionStore::new());
    let login = Login::builder(client, &addresses.app).session_store(sessions).build()?;
    // login ends
    let issuer: Arc<str> = Arc::from(addresses.issuer.as_str());
    let pages = Router::new()
        .route("/", get(home))
        .route("/notes", get(call_api).layer(login.require_login()))
        .route("/assets/application.css", get(pages::stylesheet))
        .route("/assets/icon.svg", get(pages::icon))
        .fallback(no_such_page)
        .with_state(Application { addresses: addresses.clone(), transport })
        .merge(mails::router(mails));
    // login begins
    let pages = pages.merge(login.routes()).layer(login.sessions());
    // login ends
    Ok(pages.layer(map_response(move |response: Response| {
        let issuer = Arc::clone(&issuer);
        async move { pages::secure(response, &issuer) }
    })))
}

async fn home(State(Application { addresses, .. }): State<Application>, user: Option<User>) -> Response {
    // login begins
    let Some(user) = user else {
        return pages::page(StatusCode::OK, &pages::SignedOut { issuer: &addresses.issuer });
    };
    let (name, claims, form_token) = (user.name(), claims(&user), user.form_token());
    // login ends
    pages::page(StatusCode::OK, &pages::SignedIn { name, api: &addresses.api, form_token, claims: &claims })
}

/// `GET /notes`: fetches the notes with the user's access token. The token never reaches the browser.
async fn call_api(State(application): State<Application>, user: User) -> Response {
    // login begins
    let access_token = match user.access_token().await {
        Ok(access_token) => access_token,
        Err(AccessTokenError::SignInAgain) => {
            return Redirect::to("/login?return_to=/notes").into_response();
        }
        Err(error) => return problem("The server could not be asked for a fresh token.", &error),
    };
    // login ends
    let address = format!("{}/notes", application.addresses.api);
    match ask(&application, &address, &access_token).await {
        Err(error) => problem("The API did not answer.", &error),
        Ok(response) => {
            let (is_good, answer) = (response.is_success(), readable(&response));
            let answer =
                pages::Answer { address: &address, is_good, status: response.status, answer: &answer };
            pages::page(StatusCode::OK, &answer)
        }
    }
}

async fn ask(
    application: &Application,
    address: &str,
    access_token: &Secret,
) -> Result<HttpResponse, valetkey_fetch::TransportError> {
    let request = HttpRequest::get(address);
    let request = request.with_header("authorization", format!("Bearer {}", access_token.expose()));
    application.transport.send(request).await
}

async fn no_such_page() -> Response {
    pages::page(StatusCode::NOT_FOUND, &pages::Problem { text: "There is no such page here." })
}

fn problem(text: &'static str, error: &dyn std::fmt::Display) -> Response {
    tracing::warn!(%error, "{text}");
    pages::page(StatusCode::BAD_GATEWAY, &pages::Problem { text })
}

/// The claims as rows: moments as dates, the rest as it came.
fn claims(user: &User) -> Vec<(String, String)> {
    let row = |(name, value): (&String, &Value)| {
        let shown = match (name.as_str(), value) {
            ("exp" | "iat" | "auth_time" | "updated_at", Value::Number(number)) => {
                number.as_i64().map_or(number.to_string(), |seconds| utc(valetkey_types::Timestamp(seconds)))
            }
            (_, Value::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        };
        (name.clone(), shown)
    };
    let mut rows: Vec<(String, String)> = user.claims().as_map().iter().map(row).collect();
    // Familiar claims come first; the sort keeps the order of the rest.
    let first = ["name", "preferred_username", "email", "roles", "sub", "iss"];
    rows.sort_by_key(|(name, _)| first.iter().position(|known| known == name).unwrap_or(first.len()));
    rows
}

fn readable(response: &HttpResponse) -> String {
    let pretty = response.json::<Value>().ok().and_then(|value| serde_json::to_string_pretty(&value).ok());
    pretty.unwrap_or_else(|| String::from_utf8_lossy(&response.body).into_owned())
}
