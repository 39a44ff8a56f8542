//! The userinfo endpoint (OpenID Connect Core section 5.3).

use axum::{
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use valetkey_authorization_server::{
    Refusal,
    access_token::PresentedAccessToken,
    userinfo::{decide, invalid_token, presented_token},
};
use valetkey_storage::StorageError;
use valetkey_types::{ErrorCode, Secret, UserClaims, parameter};

use super::{
    client_request::authorization,
    cors,
    presented_token::{access_token, facts_of},
    storage_failure::storage_failure,
};
use crate::{
    Server,
    request::{log_client_id, read_form},
    respond,
};

const METHODS: &str = "GET, POST, OPTIONS";

/// `GET` and `POST /userinfo`.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    cors::open(match *request.method() {
        Method::GET | Method::HEAD | Method::POST => answer(&server, request).await,
        Method::OPTIONS => cors::preflight(request.headers(), METHODS),
        ref other => cors::method_not_allowed(other, METHODS),
    })
}

async fn answer(server: &Server, request: Request) -> Response {
    let token = match token_of(request).await {
        Ok(Some(token)) => token,
        Ok(None) => return without_token(),
        Err(response) => return response,
    };
    let Some(presented) = access_token(server, token.expose()) else {
        return refused(&invalid_token("a text that is no access token of ours"));
    };
    match claims(server, &presented).await {
        Ok(Ok(claims)) => respond::json(StatusCode::OK, &claims),
        Ok(Err(refusal)) => refused(&refusal),
        Err(error) => storage_failure(&error),
    }
}

async fn claims(
    server: &Server,
    presented: &PresentedAccessToken,
) -> Result<Result<UserClaims, Refusal>, StorageError> {
    log_client_id(presented.client_id().as_str());
    let client = server.storage.client(&server.tenant, presented.client_id()).await?;
    let facts = facts_of(server, presented).await?;
    let now = server.environment.now();
    Ok(decide(presented, client.as_deref(), &facts, &server.claim_map, now))
}

async fn token_of(request: Request) -> Result<Option<Secret>, Response> {
    let is_form = request.method() == Method::POST && has_form(request.headers());
    let (parts, body) = request.into_parts();
    let form = if is_form {
        let form = read_form(&parts.headers, body).await.map_err(|error| {
            let mut response = refused(&error.refusal());
            *response.status_mut() = error.status();
            response
        })?;
        Some(form)
    } else {
        None
    };
    let in_body = form.as_ref().and_then(|form| form.get(parameter::ACCESS_TOKEN));
    let header = authorization(&parts.headers).map_err(|refusal| refused(&refusal))?;
    presented_token(header, in_body).map_err(|refusal| refused(&refusal))
}

fn has_form(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// RFC 6750 section 3: who sends no token learns only the scheme.
fn without_token() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    let headers = response.headers_mut();
    headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"valetkey\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// RFC 6750 section 3.1: the error stands in the challenge as well as in the body.
fn refused(refusal: &Refusal) -> Response {
    let mut response = respond::oauth_error(refusal);
    let scope = if refusal.error == ErrorCode::InsufficientScope { ", scope=\"openid\"" } else { "" };
    let challenge = format!(
        "Bearer realm=\"valetkey\", error=\"{}\", error_description=\"{}\"{scope}",
        refusal.error, refusal.description
    );
    if let Ok(challenge) = HeaderValue::from_str(&challenge) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}
