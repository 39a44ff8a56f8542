//! The introspection endpoint (RFC 7662).

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{Method, StatusCode};
use valetkey_authorization_server::introspection::{
    Caller, decide_access_token, decide_refresh_token, inactive, token,
};

use super::{
    client_request, cors,
    presented_token::{Found, find},
    storage_failure::storage_failure,
};
use crate::{Server, respond};

/// `POST /introspect`. Not for scripts in browsers: callers are confidential clients.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    match *request.method() {
        Method::POST => answer(&server, request).await,
        ref other => cors::method_not_allowed(other, "POST"),
    }
}

async fn answer(server: &Server, request: Request) -> Response {
    let headers = request.headers().clone();
    let asked = match client_request::read(server, request).await {
        Ok(asked) => asked,
        Err(response) => return response,
    };
    let caller = match Caller::admit(&asked.client) {
        Ok(caller) => caller,
        Err(refusal) => return client_request::refusal_answer(&refusal, &headers),
    };
    let token = match token(&asked.params) {
        Ok(token) => token,
        Err(refusal) => return respond::oauth_error(&refusal),
    };
    let found = match find(server, token).await {
        Ok(found) => found,
        Err(error) => return storage_failure(&error),
    };
    let now = server.environment.now();
    let answer = match found {
        Found::AccessToken(presented, facts) => {
            decide_access_token(caller, &presented, &facts, &server.issuer, now)
        }
        Found::RefreshToken(handle, facts) => {
            decide_refresh_token(caller, &handle, &facts, &server.issuer, now)
        }
        Found::Nothing => inactive(),
    };
    respond::json(StatusCode::OK, &answer)
}
