//! The revocation endpoint (RFC 7009): a client gives back its own tokens.
//!
//! A token nobody knows is answered like a revoked one (section 2.2). A token of another client is refused
//! (section 2.1). When storage fails, the edge says so; a revocation is never claimed that did not happen.

use valetkey_types::{Handle, Timestamp};

use crate::{
    Change, Decision, Reason, Refusal,
    access_token::PresentedAccessToken,
    facts::{AccessTokenFacts, AccessTokenKey, RefreshFacts},
    record::Client,
    token::{AuthenticatedClient, invalid_grant},
};

pub use crate::introspection::token;

/// Revokes an access token by itself; the grant and its refresh token live on.
pub fn decide_access_token(
    client: &AuthenticatedClient,
    presented: &PresentedAccessToken,
    facts: &AccessTokenFacts,
) -> Decision<Result<(), Refusal>> {
    let client = client.client();
    let (id, expires_at, issued_to) = match presented {
        PresentedAccessToken::Jwt(claims) => {
            let Some(AccessTokenKey::Jwt { id, .. }) = claims.key() else { return nothing_to_do() };
            (id, claims.exp, &claims.client_id)
        }
        PresentedAccessToken::Opaque(handle) => match &facts.token {
            Some(token) if token.verifier_hash.matches(handle.verifier()) => {
                (token.id, token.expires_at, &token.client_id)
            }
            _ => return nothing_to_do(),
        },
    };
    if *issued_to != client.id {
        return foreign(client);
    }
    let revoke = Change::RevokeAccessToken { tenant: client.tenant.clone(), id, expires_at };
    Decision { answer: Ok(()), changes: vec![revoke] }
}

/// Revokes a refresh token, and with it the grant and every token that descends from it (section 2.1).
pub fn decide_refresh_token(
    client: &AuthenticatedClient,
    presented: &Handle,
    facts: &RefreshFacts,
    now: Timestamp,
) -> Decision<Result<(), Refusal>> {
    let client = client.client();
    let RefreshFacts { token, grant, .. } = facts;
    if !token.verifier_hash.matches(presented.verifier()) {
        return nothing_to_do();
    }
    if grant.client_id != client.id || grant.tenant != client.tenant {
        return foreign(client);
    }
    let revoke = Change::RevokeGrant { tenant: grant.tenant.clone(), id: grant.id, at: now };
    Decision { answer: Ok(()), changes: vec![revoke] }
}

fn nothing_to_do() -> Decision<Result<(), Refusal>> {
    Decision::without_changes(Ok(()))
}

fn foreign(client: &Client) -> Decision<Result<(), Refusal>> {
    let expected = format!("a token issued to {}", client.id);
    Decision::without_changes(Err(invalid_grant(Reason::new("token", expected, "a token of another client"))))
}
