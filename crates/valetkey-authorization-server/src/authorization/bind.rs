//! The licence to redirect: the client is known and the redirect URI is one of its own.

use std::sync::Arc;

use valetkey_types::{RawParams, ResponseMode, parameter, redirect_uri_matches};

use super::{AuthorizationRequest, ResponseTarget};
use crate::{Reason, record::Client};

/// A request whose answer, good or bad, may be sent to [`BoundRequest::target`].
#[derive(Clone, Debug)]
pub struct BoundRequest {
    pub(super) client: Arc<Client>,
    pub(super) target: ResponseTarget,
    pub(super) params: RawParams,
}

/// What kind of page a request without a licence to redirect gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unbound {
    /// The parameters can't be read.
    BadRequest,
    /// Nobody registered this client.
    UnknownClient,
    /// The redirect URI is not the client's.
    RedirectUriMismatch,
}

/// A refusal that can only be shown, never redirected (RFC 9700 section 4.11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BindRefusal {
    /// The kind of page.
    pub kind: Unbound,
    /// For developers and the log.
    pub reason: Reason,
}

impl BoundRequest {
    /// The client that asks.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Where the answer goes.
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
        return Err(BindRefusal {
            kind: Unbound::UnknownClient,
            reason: Reason::new(
                "client_id",
                "the identifier of a registered client",
                request.client_id.to_string(),
            ),
        });
    };
    let redirect_uri = redirect_uri(&request.params, &client)?;
    let response_mode = request
        .params
        .get(parameter::RESPONSE_MODE)
        .and_then(|mode| mode.parse().ok())
        .unwrap_or(ResponseMode::Query);
    let state = request.params.get(parameter::STATE).map(str::to_owned);
    let target = ResponseTarget { redirect_uri, response_mode, state };
    Ok(BoundRequest { client, target, params: request.params })
}

fn redirect_uri(params: &RawParams, client: &Client) -> Result<String, BindRefusal> {
    let asks_for_id_token =
        params.get(parameter::SCOPE).is_some_and(|scope| scope.split(' ').any(|token| token == "openid"));
    match (params.get(parameter::REDIRECT_URI), client.redirect_uris.as_slice()) {
        (Some(requested), registered)
            if registered.iter().any(|known| redirect_uri_matches(known, requested)) =>
        {
            Ok(requested.to_owned())
        }
        (None, [only]) if !asks_for_id_token => Ok(only.clone()),
        (requested, registered) => Err(BindRefusal {
            kind: Unbound::RedirectUriMismatch,
            reason: Reason::new(
                "redirect_uri",
                registered.join("\n"),
                requested.map_or("nothing".to_owned(), str::to_owned),
            ),
        }),
    }
}
