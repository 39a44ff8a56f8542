//! The revocation endpoint (RFC 7009).

use axum::{
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http::{HeaderValue, Method, header};
use valetkey_authorization_server::{
    Decision, Refusal,
    facts::{AccessTokenFacts, RefreshFacts},
    revocation::{decide_access_token, decide_refresh_token, token},
};
use valetkey_storage::StorageError;

use super::{
    client_request::{self, ClientRequest},
    cors,
    presented_token::{Presented, recognise},
    storage_failure::{apply_failure, storage_failure},
};
use crate::{Server, respond};

const METHODS: &str = "POST, OPTIONS";

/// `POST /revoke`.
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
    let token = match token(&asked.params) {
        Ok(token) => token,
        Err(refusal) => return respond::oauth_error(&refusal),
    };
    let decision = match decide(server, &asked, token).await {
        Ok(decision) => decision,
        Err(error) => return storage_failure(&error),
    };
    if !decision.changes.is_empty()
        && let Err(error) = server.storage.apply(decision.changes).await
    {
        return apply_failure(&error);
    }
    match decision.answer {
        Ok(()) => done(),
        Err(refusal) => respond::oauth_error(&refusal),
    }
}

/// Recognises the token, loads what it rests on, and decides.
async fn decide(
    server: &Server,
    asked: &ClientRequest,
    token: &str,
) -> Result<Decision<Result<(), Refusal>>, StorageError> {
    let (now, fresh_id) = (server.environment.now(), || server.environment.identifier());
    match recognise(server, token) {
        Presented::AccessToken(presented) => {
            let facts = match presented.lookup(now) {
                Some(key) => server.storage.access_token_facts(&server.tenant, key).await?,
                None => AccessTokenFacts::default(),
            };
            let occasion = asked.occasion(server, now, &fresh_id);
            Ok(decide_access_token(&asked.client, &presented, &facts, &occasion))
        }
        Presented::RefreshToken(token) => {
            let facts = server.storage.refresh_facts(&server.tenant, token.grant_id).await?;
            let Some(RefreshFacts { grant, .. }) = facts else {
                return Ok(Decision::without_changes(Ok(())));
            };
            let occasion = asked.occasion(server, now, &fresh_id);
            Ok(decide_refresh_token(&asked.client, &grant, &occasion))
        }
        Presented::Nothing => Ok(Decision::without_changes(Ok(()))),
    }
}

/// RFC 7009 section 2.2: 200, and nobody reads the body.
fn done() -> Response {
    let mut response = Response::new(Body::empty());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
