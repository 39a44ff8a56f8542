//! The introspection endpoint (RFC 7662).

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{Method, StatusCode};
use valetkey_authorization_server::{
    access_token::PresentedAccessToken,
    introspection::{Caller, Inactive, decide_access_token, decide_refresh_token, inactive, token},
    sealed::RefreshToken,
};
use valetkey_storage::StorageError;
use valetkey_types::IntrospectionResponse;

use super::{
    client_request, cors,
    presented_token::{Presented, facts_of, recognise},
    storage_failure::storage_failure,
};
use crate::{Server, respond};

/// The state of a token, or the reason why the caller gets none.
type Answer = Result<IntrospectionResponse, Inactive>;

/// `POST /introspect`. Not for scripts in browsers: callers are confidential clients.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    match *request.method() {
        Method::POST => answer(&server, request).await,
        ref other => cors::method_not_allowed(other, "POST"),
    }
}

async fn answer(server: &Server, request: Request) -> Response {
    let asked = match client_request::read(server, request).await {
        Ok(asked) => asked,
        Err(response) => return response,
    };
    let caller = match Caller::admit(&asked.client) {
        Ok(caller) => caller,
        Err(refusal) => return client_request::refusal_answer(&refusal, &asked.headers),
    };
    let token = match token(&asked.params) {
        Ok(token) => token,
        Err(refusal) => return respond::oauth_error(&refusal),
    };
    let answered = match recognise(server, token) {
        Presented::AccessToken(presented) => about_access_token(server, caller, &presented).await,
        Presented::RefreshToken(token) => about_refresh_token(server, caller, &token).await,
        Presented::Nothing => Ok(Err(Inactive::Unknown)),
    };
    match answered {
        Ok(Ok(answer)) => respond::json(StatusCode::OK, &answer),
        Ok(Err(reason)) => {
            let client_id = asked.client.client().id.as_str();
            tracing::info!(?client_id, reason = reason.in_words(), "introspection answered inactive");
            respond::json(StatusCode::OK, &inactive())
        }
        Err(error) => storage_failure(&error),
    }
}

async fn about_access_token(
    server: &Server,
    caller: Caller<'_>,
    presented: &PresentedAccessToken,
) -> Result<Answer, StorageError> {
    let client = server.storage.client(&server.tenant, presented.client_id()).await?;
    let facts = facts_of(server, presented).await?;
    let now = server.environment.now();
    let (map, issuer) = (&server.claim_map, &server.issuer);
    Ok(decide_access_token(caller, presented, client.as_deref(), &facts, map, issuer, now))
}

async fn about_refresh_token(
    server: &Server,
    caller: Caller<'_>,
    token: &RefreshToken,
) -> Result<Answer, StorageError> {
    let mut facts = server.storage.refresh_facts(&server.tenant, token.grant_id).await?;
    if let Some(facts) = &mut facts {
        server.fill_role_map(&mut facts.role_map, facts.user.as_deref()).await?;
    }
    let now = server.environment.now();
    let facts = facts.as_ref().ok_or(Inactive::Ended);
    let (issuer, lifetimes) = (&server.issuer, &server.lifetimes);
    Ok(facts.and_then(|facts| decide_refresh_token(caller, token, facts, issuer, lifetimes, now)))
}
