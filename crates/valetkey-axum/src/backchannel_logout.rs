//! The issuer ends sessions (OpenID Connect Back-Channel Logout section 2.5).

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use valetkey_types::{RawParams, parameter};

use crate::Login;
use crate::answer::json_error;

/// `POST /backchannel-logout`: a good logout token ends the sessions it names. That there were none is no error.
pub(crate) async fn receive(State(login): State<Login>, body: Bytes) -> Response {
    let params = RawParams::parse(&body).ok();
    let Some(logout_token) = params.as_ref().and_then(|params| params.get(parameter::LOGOUT_TOKEN)) else {
        tracing::info!("back-channel logout refused: no logout token");
        return json_error(StatusCode::BAD_REQUEST, "invalid_request");
    };
    let token = match login.0.client.logout_token(logout_token).await {
        Ok(token) => token,
        Err(error) if error.is_temporary() => {
            tracing::warn!(%error, "back-channel logout could not be judged");
            return json_error(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable");
        }
        Err(error) => {
            tracing::info!(%error, "back-channel logout refused");
            return json_error(StatusCode::BAD_REQUEST, "invalid_request");
        }
    };
    let issuer = login.0.client.issuer().as_str();
    match login.0.store.remove_matching(issuer, token.subject(), token.sid()).await {
        Ok(ended) => {
            tracing::info!(ended, "back-channel logout");
            (StatusCode::OK, [("cache-control", "no-store")]).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "back-channel logout failed");
            json_error(StatusCode::INTERNAL_SERVER_ERROR, "server_error")
        }
    }
}
