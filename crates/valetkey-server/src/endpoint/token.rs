//! The token endpoint (RFC 6749 section 3.2): parse → the grant opens, loads and decides → apply → sign, seal and respond.

use std::time::Duration;

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{Method, StatusCode};
use tokio::time::timeout;
use valetkey_authorization_server::{
    Refusal,
    token::{AccessTokenPlan, Context, Fresh, GrantContext, TokenPlan},
};
use valetkey_jose::digest::left_half_hash;
use valetkey_storage::{ApplyError, StorageError};
use valetkey_types::TokenResponse;

use super::{
    client_request::{self, ClientRequest},
    cors,
    server_fault::{unsealed, unsigned},
    storage_failure::apply_failure,
};
use crate::{
    Server,
    grant::{GrantError, GrantHandler, Loader},
    respond,
};

const METHODS: &str = "POST, OPTIONS";

/// Maximum attempts after a storage conflict. One retry resolves any legitimate race.
const ATTEMPTS: usize = 3;

/// How long a token request waits for a key that is being made.
const LONGEST_WAIT_FOR_A_KEY: Duration = Duration::from_secs(10);

/// `POST /token`.
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
    let grant = match server.grants().requested(&asked.params) {
        Ok(grant) => grant,
        Err(refusal) => return respond::oauth_error(&refusal),
    };
    let plan = match decide_and_apply(server, grant, &asked).await {
        Ok(Ok(plan)) => plan,
        Ok(Err(refusal)) => return respond::oauth_error(&refusal),
        Err(error) => return apply_failure(&error),
    };
    match hand_out(server, plan) {
        Ok(response) => {
            server.metrics().count_tokens(&grant.grant_type());
            respond::json(StatusCode::OK, &response)
        }
        Err(refusal) => respond::oauth_error(&refusal),
    }
}

/// Loads, decides and applies; after a conflict once more from the start, with fresh values.
async fn decide_and_apply(
    server: &Server,
    grant: &dyn GrantHandler,
    asked: &ClientRequest,
) -> Result<Result<TokenPlan, Refusal>, ApplyError> {
    let mut attempt = 1;
    loop {
        let environment = &server.environment;
        let [access_token, refresh_token] = environment.two_identifiers();
        let fresh = Fresh { access_token, refresh_token };
        let (now, fresh_id) = (environment.now(), || environment.identifier());
        let occasion = asked.occasion(server, now, &fresh_id);
        let (issuer, lifetimes) = (&server.issuer, &server.lifetimes);
        let context = Context {
            issuer,
            lifetimes,
            claim_map: &server.claim_map,
            now,
            fresh: &fresh,
            occasion: &occasion,
        };
        let request = GrantContext::new(&asked.client, &asked.params, context);
        let decision = match grant.decide(&request, Loader::new(server, now)).await {
            Ok(decision) => decision,
            Err(GrantError::Refused(refusal)) => return Ok(Err(refusal)),
            Err(GrantError::Storage(error)) => return Err(error.into()),
        };
        if let Ok(plan) = &decision.answer {
            require_key(server, plan).await?;
        }
        if decision.changes.is_empty() {
            return Ok(decision.answer);
        }
        match server.storage.apply(decision.changes).await {
            Ok(()) => return Ok(decision.answer),
            Err(ApplyError::Conflict { .. }) if attempt < ATTEMPTS => attempt += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Waits, before anything is stored, until a key signs this ID token: the first RSA key of a tenant takes a moment to make,
/// and a code must not be spent for nothing.
async fn require_key(server: &Server, plan: &TokenPlan) -> Result<(), StorageError> {
    let algorithm = plan.id_token_algorithm;
    if plan.id_token.is_none() || server.keys.signs(algorithm) {
        return Ok(());
    }
    let reason = match timeout(LONGEST_WAIT_FOR_A_KEY, server.keys.require(algorithm)).await {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("the key for {algorithm} is still being made"),
    };
    Err(StorageError::Unavailable(reason))
}

/// Signs claims and seals records: the tokens of the answer. `at_hash` ties the ID token to the access token (OpenID Connect Core section 3.1.3.6).
fn hand_out(server: &Server, plan: TokenPlan) -> Result<TokenResponse, Refusal> {
    let access_token = match &plan.access_token {
        AccessTokenPlan::Opaque(token) => server.sealed_tokens.seal(&**token).map_err(unsealed)?,
        AccessTokenPlan::Jwt(claims) => {
            server.keys.sign_jwt(server.keys.default_algorithm(), Some("at+jwt"), claims).map_err(unsigned)?
        }
    };
    let id_token = match plan.id_token {
        None => None,
        Some(mut claims) => {
            claims.at_hash = Some(left_half_hash(plan.id_token_algorithm, &access_token));
            Some(server.keys.sign_jwt(plan.id_token_algorithm, Some("JWT"), &claims).map_err(unsigned)?)
        }
    };
    let refresh_token = plan.refresh_token.map(|token| server.sealed_tokens.seal(&token));
    Ok(TokenResponse {
        access_token,
        token_type: "Bearer",
        expires_in: plan.expires_in.0,
        scope: plan.scope.to_string(),
        refresh_token: refresh_token.transpose().map_err(unsealed)?,
        id_token,
    })
}
