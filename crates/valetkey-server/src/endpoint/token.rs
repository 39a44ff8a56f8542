//! The token endpoint (RFC 6749 section 3.2): parse → open and load → decide → apply → sign, seal and respond.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{Method, StatusCode};
use valetkey_authorization_server::{
    Reason, Refusal,
    sealed::{AuthorizationCode, RefreshToken},
    token::{AccessTokenPlan, Facts, Fresh, Lookup, Moment, TokenPlan, TokenRequest},
};
use valetkey_jose::digest::left_half_hash;
use valetkey_storage::{ApplyError, StorageError};
use valetkey_types::{ErrorCode, TokenResponse};

use super::{client_request, cors, storage_failure::apply_failure};
use crate::{Server, respond};

const METHODS: &str = "POST, OPTIONS";

/// How often a decision is taken anew because somebody else was faster. The second look settles every honest race.
const ATTEMPTS: usize = 3;

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
    let token_request = match TokenRequest::new(&asked.client, &asked.params) {
        Ok(token_request) => token_request,
        Err(refusal) => return respond::oauth_error(&refusal),
    };
    let plan = match decide_and_apply(server, &token_request).await {
        Ok(Ok(plan)) => plan,
        Ok(Err(refusal)) => return respond::oauth_error(&refusal),
        Err(error) => return apply_failure(&error),
    };
    match hand_out(server, plan) {
        Ok(response) => respond::json(StatusCode::OK, &response),
        Err(refusal) => respond::oauth_error(&refusal),
    }
}

/// Loads, decides and applies; after a conflict once more from the start, with fresh values.
async fn decide_and_apply(
    server: &Server,
    request: &TokenRequest<'_>,
) -> Result<Result<TokenPlan, Refusal>, ApplyError> {
    let mut attempt = 1;
    loop {
        let facts = load(server, request.lookup()).await?;
        let environment = &server.environment;
        let [access_token, refresh_token] = environment.two_identifiers();
        let fresh = Fresh { access_token, refresh_token };
        let moment =
            Moment { issuer: &server.issuer, policy: &server.policy, now: environment.now(), fresh: &fresh };
        let decision = request.decide(facts, moment);
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

async fn load(server: &Server, lookup: Lookup<'_>) -> Result<Facts, StorageError> {
    let (storage, tenant) = (&server.storage, &server.tenant);
    let now = server.environment.now();
    Ok(match lookup {
        Lookup::Code(text) => match server.sealed_tokens.open::<AuthorizationCode>(text, now) {
            None => Facts::NotOurs,
            Some(code) => {
                let facts = storage.code_facts(tenant, code.grant_id, &code.user_id, &code.client_id).await?;
                Facts::Code(Box::new(code), facts)
            }
        },
        Lookup::RefreshToken(text) => match server.sealed_tokens.open::<RefreshToken>(text, now) {
            None => Facts::NotOurs,
            Some(token) => {
                let facts = storage.refresh_facts(tenant, token.grant_id).await?;
                Facts::RefreshToken(token, facts.map(Box::new))
            }
        },
        Lookup::Nothing => Facts::Nothing,
    })
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

fn unsigned(error: impl std::fmt::Display) -> Refusal {
    fault(Reason::new("signing key", "a key that signs", error.to_string()))
}

fn unsealed(error: impl std::fmt::Display) -> Refusal {
    fault(Reason::new("seal", "a token that can be sealed", error.to_string()))
}

fn fault(reason: Reason) -> Refusal {
    Refusal::new(ErrorCode::ServerError, "The server has a fault. Its log says more.", reason)
}
