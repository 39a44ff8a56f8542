//! A request that waits for a person. It travels sealed through the browser; the server stores nothing for a visitor.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::RawParams;

use super::LogInReason;

/// An authorization request between two pages, with what its pages have settled.
///
/// A step counts only for the session it was made in: a page answered before somebody else signed in settles nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingRequest {
    /// The parameters as form-encoded text.
    pub params: String,
    /// The session of the sign-in that was made for this request. A sign-in for another request does not count as one.
    #[serde(default)]
    pub signed_in: Option<Uuid>,
    /// Why somebody has to sign in, for the sign-in page to say.
    pub log_in_reason: Option<LogInReason>,
    /// The session in which the consent page was shown: an answer counts only from that session.
    pub asked_in: Option<Uuid>,
    /// The person's yes to the request.
    pub allowed: Option<Allowed>,
    /// The session in which the person chose to go on with this account.
    pub account_chosen_in: Option<Uuid>,
    /// Whether the person refused.
    pub denied: bool,
}

/// A yes. It counts in its session, and only until the consent changes: what was withdrawn is asked about again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowed {
    /// The session in which the person said it.
    pub session: Uuid,
    /// The revision of what was remembered then.
    pub revision: u64,
}

impl PendingRequest {
    /// A request that just came.
    pub fn new(params: &RawParams) -> Self {
        Self {
            params: params.to_form(),
            signed_in: None,
            log_in_reason: None,
            asked_in: None,
            allowed: None,
            account_chosen_in: None,
            denied: false,
        }
    }
}
