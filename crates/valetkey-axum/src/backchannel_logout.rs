//! Ends sessions when the issuer sends a logout token (OpenID Connect Back-Channel Logout section 2.5).

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use valetkey_types::{RawParams, parameter};

use crate::answer::json_error;
use crate::sessions::SaidBy;
use crate::{Login, Provider, SessionMatch};

/// Handles `POST /backchannel-logout`: a logout token from the first provider.
pub(crate) async fn receive(State(login): State<Login>, body: Bytes) -> Response {
    match login.0.providers.first() {
        Some(provider) => end_sessions(&login, provider, &body).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Handles `POST /backchannel-logout/{provider}`: a logout token from the named provider.
pub(crate) async fn receive_named(
    State(login): State<Login>,
    Path(name): Path<String>,
    body: Bytes,
) -> Response {
    match login.provider(&name) {
        Some(provider) => end_sessions(&login, provider, &body).await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Ends the sessions that a valid logout token names. Succeeds if there are none.
async fn end_sessions(login: &Login, provider: &Provider, body: &[u8]) -> Response {
    let params = RawParams::parse(body).ok();
    let Some(logout_token) = params.as_ref().and_then(|params| params.get(parameter::LOGOUT_TOKEN)) else {
        tracing::info!("back-channel logout refused: no logout token");
        return json_error(StatusCode::BAD_REQUEST, "invalid_request");
    };
    let token = match provider.client.logout_token(logout_token).await {
        Ok(token) => token,
        Err(error) if error.is_temporary() || error.is_configuration() => {
            tracing::warn!(%error, "back-channel logout could not be checked");
            return json_error(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable");
        }
        Err(error) => {
            tracing::info!(%error, "back-channel logout refused");
            return json_error(StatusCode::BAD_REQUEST, "invalid_request");
        }
    };
    let done = || (StatusCode::OK, [("cache-control", "no-store")]).into_response();
    if login.0.received_logouts.contains(&token) {
        tracing::info!("back-channel logout: this token was already used");
        return done();
    }
    let which =
        SessionMatch { issuer: token.issuer(), subject: token.subject(), sid: token.sid(), except: None };
    match login.end_sessions(&which, SaidBy::Proved).await {
        Ok(ended) => {
            login.0.received_logouts.insert(&token, login.now());
            tracing::info!(ended, "back-channel logout");
            done()
        }
        Err(error) => {
            tracing::error!(%error, "back-channel logout failed");
            json_error(StatusCode::INTERNAL_SERVER_ERROR, "server_error")
        }
    }
}
