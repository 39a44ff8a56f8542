//! A request that waits for a user, with what its pages have settled.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::RawParams;

use super::SignInReason;
use crate::trial::Trial;

/// An authorization request between two pages, with what its pages have settled.
///
/// Consent and the choice of an account count only for the session they were made in: a page answered before somebody else
/// signed in settles nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingRequest {
    /// The parameters as form-encoded text. The sealed value of a stored request leaves them out.
    pub params: String,
    /// The [`WaitingRequest`](crate::record::WaitingRequest) that has the parameters, where they are too long for an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stored: Option<Uuid>,
    /// Whether the client pushed the request (RFC 9126). Such a request is always stored.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_pushed: bool,
    /// Why somebody has to sign in, for the sign-in page to say.
    #[serde(rename = "log_in_reason")]
    pub sign_in_reason: Option<SignInReason>,
    /// The session in which the consent page was shown: an answer counts only from that session.
    pub asked_in: Option<Uuid>,
    /// The user's consent to the request.
    pub allowed: Option<Allowed>,
    /// The session in which the user chose to go on with this account.
    pub account_chosen_in: Option<Uuid>,
    /// Whether the user refused.
    pub denied: bool,
    /// The trial of an administrator that this request belongs to. The console gets the answer then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial: Option<Trial>,
}

/// A yes. It counts in its session, and only until the consent changes: what was withdrawn is asked about again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowed {
    /// The session in which the user consented.
    pub session: Uuid,
    /// The revision of what was remembered then.
    pub revision: u64,
}

impl PendingRequest {
    /// Maximum length of the parameters of a request, in bytes as form-encoded text.
    pub const LONGEST: usize = 16 * 1024;

    /// A pushed request whose reference just came.
    pub fn pushed(params: &RawParams, id: Uuid) -> Self {
        Self { stored: Some(id), is_pushed: true, ..Self::new(params) }
    }

    /// A request that just came.
    pub fn new(params: &RawParams) -> Self {
        Self {
            params: params.to_form(),
            stored: None,
            is_pushed: false,
            sign_in_reason: None,
            asked_in: None,
            allowed: None,
            account_chosen_in: None,
            denied: false,
            trial: None,
        }
    }
}
