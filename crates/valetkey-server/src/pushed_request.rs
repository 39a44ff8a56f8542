//! Pushed requests: sealed as they are stored, and found again by the `request_uri` that a browser brings.

use serde::{Deserialize, Serialize};
use valetkey_authorization_server::{
    Check, Reason, Refusal,
    authorization::{PendingRequest, PushedRequest, check_reference},
    record::WaitingRequest,
};
use valetkey_jose::seal::SealError;
use valetkey_pages::ErrorKind;
use valetkey_types::{ErrorCode, RawParams, Timestamp};

use crate::{Server, endpoint::failure::Failure, sealed_tokens::Sealable, visit::Visit};

/// The parameters as they are stored: a copy of the database shows none.
#[derive(Serialize, Deserialize)]
struct Parameters(String);

impl Sealable for Parameters {
    const KIND: &'static str = "pushed-request";
}

/// Returns what to store, and the sealed reference for the `request_uri`.
pub(crate) fn seal(server: &Server, pushed: PushedRequest) -> Result<(WaitingRequest, String), SealError> {
    let reference = server.sealed_tokens.seal(&pushed.reference)?;
    let stored = WaitingRequest {
        tenant: server.tenant.clone(),
        id: pushed.reference.id,
        sealed: server.sealed_tokens.seal(&Parameters(pushed.params))?,
        expires_at: pushed.kept_until,
    };
    Ok((stored, reference))
}

/// Returns the parameters of a stored request; `None` if this server did not seal them.
pub(crate) fn open(server: &Server, sealed: &str, now: Timestamp) -> Option<String> {
    server.sealed_tokens.open(sealed, now).map(|Parameters(params)| params)
}

/// Returns the request that a `request_uri` names. It stays stored until it is answered (RFC 9126 section 4), so a browser may bring it
/// again after a reload.
pub(crate) async fn load(
    visit: &Visit<'_>,
    params: &RawParams,
    reference: &str,
) -> Result<(RawParams, PendingRequest), Failure> {
    let (server, refused) = (visit.server, |refusal| Failure::refused(ErrorKind::RequestExpired, refusal));
    let opened = server.sealed_tokens.open(reference, visit.now);
    let reference = check_reference(opened, params, visit.now).map_err(refused)?;
    let stored = visit.waiting_request(reference.id).await?.ok_or_else(|| refused(used()))?;
    let pushed = open(server, &stored.sealed, visit.now).ok_or_else(|| refused(used()))?;
    let pushed = RawParams::parse(pushed.as_bytes()).map_err(|_| Failure::from(ErrorKind::BadRequest))?;
    let pending = PendingRequest::pushed(&pushed, reference.id);
    Ok((pushed, pending))
}

fn used() -> Refusal {
    let reason = Reason::new(Check::RequestUri, "a request_uri that the client just got", "a used one");
    Refusal::new(ErrorCode::InvalidRequestUri, "The request_uri is unknown, expired or used.", reason)
}
