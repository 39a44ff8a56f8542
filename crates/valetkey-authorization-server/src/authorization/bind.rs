//! The licence to redirect: the client is known and the redirect URI is one of its own.

use std::sync::Arc;

use valetkey_types::{ErrorCode, RawParams, native_redirect_uri_matches, parameter, redirect_uri_matches};

use super::{AuthorizationRequest, ResponseTarget, delivery};
use crate::{Check, Reason, Refusal, record::Client};

/// A request whose answer, good or bad, may be sent to [`BoundRequest::target`].
#[derive(Clone, Debug)]
pub struct BoundRequest {
    pub(super) client: Arc<Client>,
    pub(super) target: ResponseTarget,
    pub(super) params: RawParams,
    pub(super) is_pushed: bool,
}

/// The kind of error page for a request that permits no redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unbound {
    /// The parameters can't be read.
    BadRequest,
    /// Nobody registered this client.
    UnknownClient,
    /// The redirect URI is not the client's.
    RedirectUriMismatch,
}

/// A refusal before the redirect: it can only be shown (RFC 9700 section 4.11), or answered where no browser is redirected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BindRefusal {
    /// The kind of page.
    pub kind: Unbound,
    /// The error, for developers, the log and endpoints that answer in JSON.
    pub refusal: Refusal,
}

impl BindRefusal {
    pub(super) fn new(kind: Unbound, reason: Reason) -> Self {
        let (error, description) = match kind {
            Unbound::BadRequest => (ErrorCode::InvalidRequest, "The request names no client."),
            Unbound::UnknownClient => (ErrorCode::UnauthorizedClient, "The client is not registered."),
            Unbound::RedirectUriMismatch => {
                (ErrorCode::InvalidRequest, "The redirect URI is not registered for the client.")
            }
        };
        Self { kind, refusal: Refusal::new(error, description, reason) }
    }
}

impl BoundRequest {
    /// Returns the client that asks.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Returns where the answer goes.
    pub fn target(&self) -> &ResponseTarget {
        &self.target
    }
}

/// Binds a request to its client. The redirect URI is compared byte for byte with the registered ones (RFC 9700 section
/// 4.1.3); it may be left out when exactly one is registered and no ID token is asked for (RFC 6749 section 3.1.2.3).
pub fn bind_client(
    request: AuthorizationRequest,
    client: Option<Arc<Client>>,
) -> Result<BoundRequest, BindRefusal> {
    let Some(client) = client else {
        let expected = "the identifier of a registered client";
        let reason = Reason::new(Check::ClientId, expected, request.client_id.to_string());
        return Err(BindRefusal::new(Unbound::UnknownClient, reason));
    };
    let redirect_uri = redirect_uri(&request.params, &client)?;
    let target = delivery::target(redirect_uri, &request.params);
    Ok(BoundRequest { client, target, params: request.params, is_pushed: request.is_pushed })
}

/// Returns the redirect URI of a request, if it is the client's.
pub(super) fn redirect_uri(params: &RawParams, client: &Client) -> Result<String, BindRefusal> {
    let asks_for_id_token =
        params.get(parameter::SCOPE).is_some_and(|scope| scope.split(' ').any(|token| token == "openid"));
    match (params.get(parameter::REDIRECT_URI), client.redirect_uris.as_slice()) {
        (Some(requested), registered)
            if registered.iter().any(|known| is_redirect_uri_of(client, known, requested)) =>
        {
            Ok(requested.to_owned())
        }
        (None, [only]) if !asks_for_id_token => Ok(only.clone()),
        (requested, registered) => {
            let got = requested.map_or("nothing".to_owned(), str::to_owned);
            let reason = Reason::new(Check::RedirectUri, registered.join("\n"), got);
            Err(BindRefusal::new(Unbound::RedirectUriMismatch, reason))
        }
    }
}

/// A public client may be a native application, which listens on the port that the system gives it (RFC 8252 section 7.3).
fn is_redirect_uri_of(client: &Client, registered: &str, requested: &str) -> bool {
    match client.is_public() {
        true => native_redirect_uri_matches(registered, requested),
        false => redirect_uri_matches(registered, requested),
    }
}
