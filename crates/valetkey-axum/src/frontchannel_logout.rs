//! Ends a session when the issuer asks for it through the browser (OpenID Connect Front-Channel Logout section 2).
//!
//! The request comes from an iframe on the issuer's page, so the browser does not send our `SameSite=Lax` cookies. It must name
//! the session by `iss` and `sid` instead. Anyone who knows both can end that session, but nothing else; a `sid` can't be
//! guessed.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use url::Url;
use valetkey_client::FrontChannelLogout;
use valetkey_types::RawParams;

use crate::answer::json_error;
use crate::sessions::SaidBy;
use crate::{Login, Provider, SessionMatch};

/// Handles `GET /frontchannel-logout`: a request from the first provider.
pub(crate) async fn receive(State(login): State<Login>, uri: Uri) -> Response {
    match login.0.providers.first() {
        Some(provider) => end_session(&login, provider, &uri).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Handles `GET /frontchannel-logout/{provider}`: a request from the named provider.
pub(crate) async fn receive_named(
    State(login): State<Login>,
    Path(name): Path<String>,
    uri: Uri,
) -> Response {
    match login.provider(&name) {
        Some(provider) => end_session(&login, provider, &uri).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Ends the named session. The response does not show whether the session existed.
async fn end_session(login: &Login, provider: &Provider, uri: &Uri) -> Response {
    let params = RawParams::parse(uri.query().unwrap_or_default().as_bytes());
    let params = match params {
        Ok(params) => params,
        Err(error) => {
            tracing::info!(%error, "front-channel logout refused");
            return json_error(StatusCode::BAD_REQUEST, "invalid_request");
        }
    };
    let (issuer, sid) = match provider.client.front_channel_logout(&params, true) {
        Ok(FrontChannelLogout::Session { issuer, sid }) => (issuer, sid),
        Ok(FrontChannelLogout::ThisBrowser) => return json_error(StatusCode::BAD_REQUEST, "invalid_request"),
        Err(error) => {
            tracing::info!(%error, "front-channel logout refused");
            return json_error(StatusCode::BAD_REQUEST, "invalid_request");
        }
    };
    let which = SessionMatch { issuer: &issuer, subject: None, sid: Some(&sid), except: None };
    match login.end_sessions(&which, SaidBy::Anybody).await {
        Ok(ended) => {
            tracing::info!(ended, "front-channel logout");
            page_for_a_frame_of(&issuer)
        }
        Err(error) => {
            tracing::error!(%error, "front-channel logout failed");
            json_error(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable")
        }
    }
}

/// Returns an empty page that is not cached and that only the issuer's pages may frame.
fn page_for_a_frame_of(issuer: &str) -> Response {
    // An issuer that is not a URL has no pages.
    let origin =
        Url::parse(issuer).map_or_else(|_| "'none'".to_owned(), |url| url.origin().ascii_serialization());
    let headers = [
        (CACHE_CONTROL, "no-store".to_owned()),
        (CONTENT_SECURITY_POLICY, format!("default-src 'none'; frame-ancestors {origin}")),
        (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
    ];
    (StatusCode::OK, headers, "<!doctype html>\n<title>Signed out</title>\n").into_response()
}
