//! An access token that somebody shows us: what to load for it, and whether it still counts.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_types::{ClientId, Handle, Scope, TenantId, Timestamp};

use crate::{
    facts::{AccessTokenFacts, AccessTokenKey},
    gate,
    token::AccessTokenClaims,
};

/// An access token as it came.
#[derive(Clone, Debug)]
pub enum PresentedAccessToken {
    /// The claims of a JWT. The edge verified signature, `typ` and issuer before it built this.
    Jwt(Box<AccessTokenClaims>),
    /// A handle that looks like an opaque token.
    Opaque(Handle),
}

/// An access token that counts at this moment. Only [`PresentedAccessToken::live`] makes one.
#[derive(Clone, Debug)]
pub struct LiveAccessToken<'a> {
    /// Its `jti`.
    pub id: Uuid,
    /// The client it was issued to.
    pub client_id: &'a ClientId,
    /// The tenant of that client.
    pub tenant: &'a TenantId,
    /// The person it speaks for; `None` when the client acts for itself.
    pub user: Option<&'a User>,
    /// What it allows now: scope the client has lost since is left out.
    pub scope: Scope,
    /// The resources it is for.
    pub audiences: &'a [String],
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// The same facts from either format.
struct Token<'a> {
    id: Uuid,
    grant_id: Option<Uuid>,
    client_id: &'a ClientId,
    subject: Option<&'a str>,
    scope: &'a Scope,
    audiences: &'a [String],
    issued_at: Timestamp,
    expires_at: Timestamp,
}

impl PresentedAccessToken {
    /// What to load; `None` when the claims can't be of our making.
    pub fn key(&self) -> Option<AccessTokenKey> {
        match self {
            Self::Jwt(claims) => claims.key(),
            Self::Opaque(handle) => Some(AccessTokenKey::Opaque(handle.selector())),
        }
    }

    /// The token, if it counts: whole, unexpired, not revoked, its grant alive, its client and person enabled.
    pub fn live<'a>(&'a self, facts: &'a AccessTokenFacts, now: Timestamp) -> Option<LiveAccessToken<'a>> {
        let token = self.token(facts)?;
        let client = facts.client.as_ref()?;
        if now >= token.expires_at || facts.revoked || client.disabled || client.id != *token.client_id {
            return None;
        }
        let user = match token.grant_id {
            Some(grant_id) => {
                let grant = facts.grant.as_ref().filter(|grant| grant.id == grant_id)?;
                if !gate::grant_is_live(grant, client, facts.user.as_ref(), now) {
                    return None;
                }
                let user = facts.user.as_ref()?;
                (token.subject == Some(user.id.as_str())).then_some(Some(user))?
            }
            None => None,
        };
        Some(LiveAccessToken {
            id: token.id,
            client_id: &client.id,
            tenant: &client.tenant,
            user,
            scope: token.scope.intersection(&client.scope),
            audiences: token.audiences,
            issued_at: token.issued_at,
            expires_at: token.expires_at,
        })
    }

    fn token<'a>(&'a self, facts: &'a AccessTokenFacts) -> Option<Token<'a>> {
        match self {
            Self::Jwt(claims) => {
                let Some(AccessTokenKey::Jwt { id, grant_id, .. }) = claims.key() else { return None };
                Some(Token {
                    id,
                    grant_id,
                    client_id: &claims.client_id,
                    subject: Some(&claims.sub),
                    scope: &claims.scope,
                    audiences: &claims.aud,
                    issued_at: claims.iat,
                    expires_at: claims.exp,
                })
            }
            Self::Opaque(handle) => {
                let stored = facts.token.as_ref()?;
                let whole = stored.id == handle.selector() && stored.verifier_hash.matches(handle.verifier());
                whole.then(|| Token {
                    id: stored.id,
                    grant_id: stored.grant_id,
                    client_id: &stored.client_id,
                    subject: stored.user_id.as_ref().map(|user| user.as_str()),
                    scope: &stored.scope,
                    audiences: &stored.audiences,
                    issued_at: stored.issued_at,
                    expires_at: stored.expires_at,
                })
            }
        }
    }
}
