//! The revocation endpoint (RFC 7009): a client gives back its own tokens.
//!
//! A token nobody knows is answered like a revoked one (section 2.2). A token of another client is refused
//! (section 2.1). When storage fails, the edge says so; a revocation is never claimed that did not happen.

use valetkey_types::Timestamp;

use crate::{
    Change, Check, Decision, Reason, Refusal,
    access_token::PresentedAccessToken,
    facts::AccessTokenKey,
    record::{Client, Grant},
    token::{AuthenticatedClient, invalid_grant},
};

pub use crate::introspection::token;

/// Revokes an access token by itself; the grant and its refresh token live on.
pub fn decide_access_token(
    client: &AuthenticatedClient,
    presented: &PresentedAccessToken,
) -> Decision<Result<(), Refusal>> {
    let client = client.client();
    let Some(AccessTokenKey { id, .. }) = presented.key() else { return Decision::without_changes(Ok(())) };
    if *presented.client_id() != client.id {
        return foreign(client);
    }
    let (tenant, expires_at) = (client.tenant.clone(), presented.expires_at());
    let revoke = Change::RevokeAccessToken { tenant, id, expires_at };
    Decision { answer: Ok(()), changes: vec![revoke] }
}

/// Revokes a refresh token by its grant, and with it every token that descends from it (section 2.1).
pub fn decide_refresh_token(
    client: &AuthenticatedClient,
    grant: &Grant,
    now: Timestamp,
) -> Decision<Result<(), Refusal>> {
    let client = client.client();
    if grant.client_id != client.id || grant.tenant != client.tenant {
        return foreign(client);
    }
    let revoke = Change::RevokeGrant { tenant: grant.tenant.clone(), id: grant.id, at: now };
    Decision { answer: Ok(()), changes: vec![revoke] }
}

fn foreign(client: &Client) -> Decision<Result<(), Refusal>> {
    let expected = format!("a token issued to {}", client.id);
    Decision::without_changes(Err(invalid_grant(Reason::new(
        Check::Token,
        expected,
        "a token of another client",
    ))))
}
