//! Pushed authorization requests (RFC 9126): a client sends the parameters beforehand, and the browser brings a reference to them.

use uuid::Uuid;
use valetkey_types::{ErrorCode, RawParams, Seconds, Timestamp, parameter};

use super::{Endpoint, PendingRequest, bind::redirect_uri, check_parameters};
use crate::{
    Check, Lifetimes, Reason, Refusal, record::Client, sealed::RequestReference, token::AuthenticatedClient,
};

/// The beginning of a `request_uri` of this server (RFC 9126 section 2.2). The sealed [`RequestReference`] follows.
pub const REQUEST_URI_PREFIX: &str = "urn:ietf:params:oauth:request_uri:";

/// A pushed request that may be stored.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PushedRequest {
    /// The parameters as form-encoded text, without the proof of the client.
    pub params: String,
    /// The value to seal for the `request_uri`.
    pub reference: RequestReference,
    /// The time until which it is stored: a user may need a while after the browser brought it.
    pub kept_until: Timestamp,
}

impl PushedRequest {
    /// The time in which a browser must bring the `request_uri` (RFC 9126 section 2.2: `expires_in`).
    pub const LIFETIME: Seconds = Seconds(60);

    /// The longest time that the pages of a pushed request work.
    const LONGEST_INTERACTION: Seconds = Seconds::hours(1);
}

/// Judges a pushed request (RFC 9126 section 2.1), as the authorization endpoint would.
///
/// # Errors
/// The refusal of a check, and `invalid_request` for a request that is too long.
pub fn push(
    client: &AuthenticatedClient,
    params: RawParams,
    id: Uuid,
    lifetimes: &Lifetimes,
    now: Timestamp,
) -> Result<PushedRequest, Refusal> {
    let client = client.client();
    redirect_uri(&params, client).map_err(|unbound| unbound.refusal)?;
    check_parameters(Endpoint::Pushed, client, &params)?;
    let params = stored_params(params, client);
    if params.len() > PendingRequest::LONGEST {
        let expected = format!("at most {} bytes", PendingRequest::LONGEST);
        let reason = Reason::new(Check::Parameters, expected, format!("{} bytes", params.len()));
        return Err(Refusal::new(ErrorCode::InvalidRequest, "The request is too long.", reason));
    }
    let interaction = lifetimes.interaction.min(PushedRequest::LONGEST_INTERACTION);
    Ok(PushedRequest {
        params,
        reference: RequestReference {
            id,
            client_id: client.id.clone(),
            expires_at: now.plus(PushedRequest::LIFETIME),
        },
        kept_until: now.plus(PushedRequest::LIFETIME).plus(interaction),
    })
}

/// The parameters of the authorization request. The proof of the client is not a part of it, and must not be stored.
fn stored_params(params: RawParams, client: &Client) -> String {
    const PROOF: [parameter::Name; 3] =
        [parameter::CLIENT_SECRET, parameter::CLIENT_ASSERTION, parameter::CLIENT_ASSERTION_TYPE];
    let params = PROOF.into_iter().fold(params, RawParams::without);
    params.without(parameter::CLIENT_ID).with(parameter::CLIENT_ID, client.id.as_str()).to_form()
}

/// Returns the reference in the `request_uri` of a request, if the request names one of this server's form.
pub fn pushed_reference(params: &RawParams) -> Option<&str> {
    params.get(parameter::REQUEST_URI)?.strip_prefix(REQUEST_URI_PREFIX)
}

/// Judges an opened reference (RFC 9126 section 4): it is for the client that pushed the request, and for a short time.
///
/// # Errors
/// `invalid_request_uri`, with one sentence for all causes.
pub fn check_reference(
    reference: Option<RequestReference>,
    params: &RawParams,
    now: Timestamp,
) -> Result<RequestReference, Refusal> {
    let client_id = params.get(parameter::CLIENT_ID).unwrap_or_default();
    let problem = match &reference {
        None => "a text that is no reference of ours",
        Some(reference) if reference.client_id.as_str() != client_id => "a reference of another client",
        Some(reference) if reference.expires_at <= now => "an expired reference",
        Some(_) => "",
    };
    match reference {
        Some(reference) if problem.is_empty() => Ok(reference),
        _ => Err(Refusal::new(
            ErrorCode::InvalidRequestUri,
            "The request_uri is unknown, expired or used.",
            Reason::new(Check::RequestUri, "a request_uri that the client just got", problem),
        )),
    }
}
