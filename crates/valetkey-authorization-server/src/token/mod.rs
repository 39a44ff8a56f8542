//! The token endpoint (RFC 6749 section 3.2): the decisions of its grants, one file each.
//!
//! parse ([`ClientCredentials::parse`]) → authenticate ([`authenticate`]) → the grant opens and loads what it needs → it
//! decides → apply → sign and seal the [`TokenPlan`]. Choosing the grant, opening and loading happen at the edge: what a
//! decision here needs stands in its arguments. When storage reports a conflict, the edge loads and decides again.

mod answer;
pub mod audience;
pub mod authorization_code;
mod client_authentication;
pub mod client_credentials;
pub mod issue;
pub mod refresh_token;

use uuid::Uuid;
use valetkey_types::{ErrorCode, Issuer, RawParams, Timestamp, parameter};

use crate::{
    Change, Check, Decision, Lifetimes, Reason, Refusal,
    claim_map::ClaimMap,
    event::{Actor, Event, EventKind, Occasion},
    record::{Client, Grant},
};

pub use answer::{AccessTokenClaims, AccessTokenPlan, TokenPlan};
pub use client_authentication::{AuthenticatedClient, ClientCredentials, Presented, authenticate};
pub(crate) use refresh_token::{Position, position, rotates};

/// What a grant decides: tokens or a refusal, and the changes to apply first. Changes of a refusal are applied too: that is how a
/// reuse revokes its grant.
pub type GrantDecision = Decision<Result<TokenPlan, Refusal>>;

/// Fresh values for what a decision may issue.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// The `jti` of the access token.
    pub access_token: Uuid,
    /// The name of the refresh token.
    pub refresh_token: Uuid,
}

/// The surroundings of a decision.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The issuer.
    pub issuer: &'a Issuer,
    /// Lifetimes.
    pub lifetimes: &'a Lifetimes,
    /// The attributes and scopes of the tenant.
    pub claim_map: &'a ClaimMap,
    /// The time of the request.
    pub now: Timestamp,
    /// Fresh values, used at most once.
    pub fresh: &'a Fresh,
    /// The origin of the request, for events.
    pub occasion: &'a Occasion<'a>,
}

/// The input of every grant: the client, the form, and the context.
#[derive(Clone, Copy, Debug)]
pub struct GrantContext<'a> {
    /// The client, authenticated.
    pub client: &'a Client,
    /// The parameters as they came.
    pub params: &'a RawParams,
    /// The surroundings.
    pub context: Context<'a>,
}

impl<'a> GrantContext<'a> {
    /// Returns the context of a request. The client must have authenticated.
    pub fn new(client: &'a AuthenticatedClient, params: &'a RawParams, context: Context<'a>) -> Self {
        Self { client: client.client(), params, context }
    }
}

/// Returns a parameter that must be there. Error: `invalid_request`.
pub fn required(params: &RawParams, name: parameter::Name) -> Result<&str, Refusal> {
    params.get(name).ok_or_else(|| {
        Refusal::new(
            ErrorCode::InvalidRequest,
            "A required parameter is missing.",
            Reason::new(Check::Parameters, name, "nothing"),
        )
    })
}

/// Returns `invalid_grant` with one sentence for all causes, so that nobody learns which check failed.
pub fn invalid_grant(reason: Reason) -> Refusal {
    Refusal::new(
        ErrorCode::InvalidGrant,
        "The code or refresh token is invalid, expired, revoked or belongs to another client.",
        reason,
    )
}

/// Returns the changes after a second use: the grant is revoked, with an event. Nothing where it is revoked already, so that
/// repeating a used code stores nothing.
fn revoke_after_reuse(request: &GrantContext<'_>, grant: &Grant) -> Vec<Change> {
    if grant.revoked_at.is_some() {
        return Vec::new();
    }
    let occasion = Occasion { actor: &Actor::Server, ..*request.context.occasion };
    let event = Event {
        client_id: Some(grant.client_id.clone()),
        ..occasion.about_user(EventKind::GrantReuseDetected, &grant.user_id)
    };
    let revoke = Change::RevokeGrant { tenant: grant.tenant.clone(), id: grant.id, at: request.context.now };
    vec![revoke, Change::StoreEvent(event)]
}

fn refuse(refusal: Refusal) -> GrantDecision {
    Decision::without_changes(Err(refusal))
}
