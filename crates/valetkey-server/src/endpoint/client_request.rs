//! A form that an authenticated client posts: the common beginning of the token, introspection and revocation
//! endpoints.

use axum::{extract::Request, response::Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use uuid::Uuid;
use valetkey_authorization_server::{
    Check, Reason, Refusal,
    event::{Actor, Occasion},
    token::{AuthenticatedClient, ClientCredentials, authenticate},
};
use valetkey_types::{ErrorCode, RawParams, Timestamp};

use super::storage_failure::storage_failure;
use crate::{
    Server,
    request::{Caller, log_client_id, read_form, request_id},
    respond,
};

/// A posted form with the client that sent it.
pub(super) struct ClientRequest {
    /// The client, authenticated.
    pub(super) client: AuthenticatedClient,
    /// The form.
    pub(super) params: RawParams,
    /// The headers it came with.
    pub(super) headers: HeaderMap,
    actor: Actor,
}

impl ClientRequest {
    /// Returns the occasion of this request: the client acts.
    pub(super) fn occasion<'a>(
        &'a self,
        server: &'a Server,
        now: Timestamp,
        fresh_id: &'a (dyn Fn() -> Uuid + Sync),
    ) -> Occasion<'a> {
        Occasion {
            tenant: &server.tenant,
            actor: &self.actor,
            now,
            network_address: Caller::current().address(),
            reference: Some(request_id(&self.headers)),
            events_kept_for: server.lifetimes.event,
            fresh_id,
        }
    }
}

/// Reads the form and authenticates the client (RFC 6749 section 3.2.1). The error is the answer.
pub(super) async fn read(server: &Server, request: Request) -> Result<ClientRequest, Response> {
    let (parts, body) = request.into_parts();
    let params = read_form(&parts.headers, body).await.map_err(|error| {
        let mut response = respond::oauth_error(&error.refusal());
        *response.status_mut() = error.status();
        response
    })?;
    let refused = |refusal: Refusal| refusal_answer(&refusal, &parts.headers);
    let authorization = authorization(&parts.headers).map_err(refused)?;
    let credentials = ClientCredentials::parse(authorization, &params).map_err(refused)?;
    log_client_id(credentials.client_id.as_str());
    let client = server
        .storage
        .client(&server.tenant, &credentials.client_id)
        .await
        .map_err(|error| storage_failure(&error))?;
    let client = authenticate(client, &credentials, server.environment.now()).map_err(refused)?;
    let actor = Actor::Client { id: client.client().id.clone() };
    Ok(ClientRequest { client, params, headers: parts.headers, actor })
}

/// The error answer. A client that tried the `Authorization` header is told which scheme works (RFC 6749 section 5.2);
/// others are not, because browsers answer that header with a password prompt.
pub(super) fn refusal_answer(refusal: &Refusal, headers: &HeaderMap) -> Response {
    let mut response = respond::oauth_error(refusal);
    if response.status() == StatusCode::UNAUTHORIZED && headers.contains_key(header::AUTHORIZATION) {
        let challenge = HeaderValue::from_static("Basic realm=\"valetkey\", charset=\"UTF-8\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

/// The `Authorization` header. Two of them are two authentications. One that is not text is no scheme we know.
pub(super) fn authorization(headers: &HeaderMap) -> Result<Option<&str>, Refusal> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let first = values.next().map(|value| value.to_str().unwrap_or_default());
    match values.next() {
        None => Ok(first),
        Some(_) => Err(Refusal::new(
            ErrorCode::InvalidRequest,
            "The request must carry at most one Authorization header.",
            Reason::new(Check::AuthorizationHeader, "one header", "more than one"),
        )),
    }
}
