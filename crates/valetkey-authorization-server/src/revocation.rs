//! The revocation endpoint (RFC 7009): a client gives back its own tokens.
//!
//! A token nobody knows is answered like a revoked one (section 2.2). A token of another client is refused
//! (section 2.1). When storage fails, the edge says so; a revocation is never claimed that did not happen.
//!
//! A token that counts no more stores nothing, so that repeating a request does not fill the audit trail.

use crate::{
    Change, Check, Decision, Reason, Refusal,
    access_token::PresentedAccessToken,
    event::{Event, EventKind, Occasion},
    facts::{AccessTokenFacts, AccessTokenKey},
    record::{Client, Grant},
    token::{AuthenticatedClient, invalid_grant},
};

pub use crate::introspection::token;

/// Revokes an access token by itself; the grant and its refresh token live on. `facts` are those of
/// [`PresentedAccessToken::lookup`].
pub fn decide_access_token(
    client: &AuthenticatedClient,
    presented: &PresentedAccessToken,
    facts: &AccessTokenFacts,
    occasion: &Occasion<'_>,
) -> Decision<Result<(), Refusal>> {
    let client = client.client();
    let Some(AccessTokenKey { id, .. }) = presented.key() else { return Decision::without_changes(Ok(())) };
    if *presented.client_id() != client.id {
        return foreign(client);
    }
    let expires_at = presented.expires_at();
    if facts.revoked || occasion.now >= expires_at {
        return Decision::without_changes(Ok(()));
    }
    let revoke = Change::RevokeAccessToken { tenant: client.tenant.clone(), id, expires_at };
    let event = Event {
        subject: facts.grant.as_ref().map(|grant| grant.user_id.clone()),
        ..occasion.about_client(EventKind::AccessTokenRevoked, &client.id)
    };
    Decision { answer: Ok(()), changes: vec![revoke, Change::StoreEvent(event)] }
}

/// Revokes a refresh token by its grant, and with it every token that descends from it (section 2.1).
pub fn decide_refresh_token(
    client: &AuthenticatedClient,
    grant: &Grant,
    occasion: &Occasion<'_>,
) -> Decision<Result<(), Refusal>> {
    let client = client.client();
    if grant.client_id != client.id || grant.tenant != client.tenant {
        return foreign(client);
    }
    if !grant.is_live(occasion.now) {
        return Decision::without_changes(Ok(()));
    }
    let revoke = Change::RevokeGrant { tenant: grant.tenant.clone(), id: grant.id, at: occasion.now };
    let event = Event {
        subject: Some(grant.user_id.clone()),
        ..occasion.about_client(EventKind::GrantRevoked, &client.id)
    };
    Decision { answer: Ok(()), changes: vec![revoke, Change::StoreEvent(event)] }
}

fn foreign(client: &Client) -> Decision<Result<(), Refusal>> {
    let expected = format!("a token issued to {}", client.id);
    Decision::without_changes(Err(invalid_grant(Reason::new(
        Check::Token,
        expected,
        "a token of another client",
    ))))
}
