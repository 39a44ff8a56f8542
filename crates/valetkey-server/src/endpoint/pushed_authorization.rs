//! Pushed authorization requests (RFC 9126): authenticate the client → check → store → answer with a reference.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{Method, StatusCode};
use serde::Serialize;
use valetkey_authorization_server::{
    Change,
    authorization::{PushedRequest, REQUEST_URI_PREFIX, push},
};
use valetkey_types::{ClientAuthenticationMethod, Seconds};

use super::{
    client_request::{self, ClientRequest},
    cors,
    server_fault::unsealed,
    storage_failure::apply_failure,
};
use crate::{Server, pushed_request, request::Caller, respond};

const METHODS: &str = "POST, OPTIONS";

/// The answer (RFC 9126 section 2.2).
#[derive(Serialize)]
struct PushedAuthorizationResponse {
    request_uri: String,
    expires_in: Seconds,
}

/// `POST /par`.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    cors::open(match *request.method() {
        Method::POST => answer(&server, request).await,
        Method::OPTIONS => cors::preflight(request.headers(), METHODS),
        ref other => cors::method_not_allowed(other, METHODS),
    })
}

async fn answer(server: &Server, request: Request) -> Response {
    let asked = match client_request::read(server, request).await {
        Ok(asked) => asked,
        Err(response) => return response,
    };
    if let Some(too_many) = too_many(server, &asked) {
        return too_many;
    }
    let (id, now) = (server.environment.identifier(), server.environment.now());
    let ClientRequest { client, params, .. } = asked;
    let pushed = match push(&client, params, id, &server.lifetimes, now) {
        Ok(pushed) => pushed,
        Err(refusal) => return respond::oauth_error(&refusal),
    };
    let (stored, reference) = match pushed_request::seal(server, pushed) {
        Ok(sealed) => sealed,
        Err(error) => return respond::oauth_error(&unsealed(error)),
    };
    if let Err(error) = server.storage.apply(vec![Change::StoreWaitingRequest(stored)]).await {
        return apply_failure(&error);
    }
    let request_uri = format!("{REQUEST_URI_PREFIX}{reference}");
    let answer = PushedAuthorizationResponse { request_uri, expires_in: PushedRequest::LIFETIME };
    respond::json(StatusCode::CREATED, &answer)
}

/// Counts the request of a client without a proof, because everybody can send in its name, and each request is stored. Returns the
/// answer to one too many (RFC 9126 section 2.3).
fn too_many(server: &Server, asked: &ClientRequest) -> Option<Response> {
    if asked.client.method() != ClientAuthenticationMethod::None {
        return None;
    }
    let (network, now) = (Caller::current().network(), server.environment.now_milliseconds());
    let wait = server.sign_in_limits().store_request(network, now).err()?;
    let mut response = respond::retry_later(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).max(1));
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    Some(response)
}
