//! An access token that somebody shows us: what to load for it, and whether it still counts.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_types::{ClientId, Scope, TenantId, Timestamp};

use crate::{
    Lifetimes,
    facts::{AccessTokenFacts, AccessTokenKey},
    gate,
    record::Client,
    sealed::AccessToken,
    token::AccessTokenClaims,
};

/// An access token as it came.
#[derive(Clone, Debug)]
pub enum PresentedAccessToken {
    /// The claims of a JWT. The edge verified signature, `typ` and issuer before it built this.
    Jwt(Box<AccessTokenClaims>),
    /// An opaque token. The edge opened its seal before it built this.
    Opaque(Box<AccessToken>),
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
    /// The user for whom it was issued; `None` when the client acts for itself.
    pub user: Option<&'a User>,
    /// The scope that it allows now, without scope that the client has lost since.
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
    /// The claims of a JWT; an opaque token belongs to the user of its grant.
    subject: Option<&'a str>,
    scope: &'a Scope,
    audiences: &'a [String],
    issued_at: Timestamp,
    expires_at: Timestamp,
}

impl PresentedAccessToken {
    /// Returns the key of the facts to load; `None` when the token has expired or its claims cannot be ours.
    pub fn lookup(&self, now: Timestamp) -> Option<AccessTokenKey> {
        self.key().filter(|_| now < self.expires_at())
    }

    /// Its name and that of its grant; `None` when the claims can't be of our making.
    pub fn key(&self) -> Option<AccessTokenKey> {
        match self {
            Self::Jwt(claims) => claims.key(),
            Self::Opaque(token) => Some(AccessTokenKey { id: token.id, grant_id: token.grant_id }),
        }
    }

    /// The client it was issued to.
    pub fn client_id(&self) -> &ClientId {
        match self {
            Self::Jwt(claims) => &claims.client_id,
            Self::Opaque(token) => &token.client_id,
        }
    }

    /// When it ends by itself.
    pub fn expires_at(&self) -> Timestamp {
        match self {
            Self::Jwt(claims) => claims.exp,
            Self::Opaque(token) => token.expires_at,
        }
    }

    /// Returns whether this server could have issued it by now, and not before [`Lifetimes::nothing_before`]: it began already, and
    /// lives no longer than access tokens live. A token that lives longer was made by somebody who has a key of ours.
    pub fn has_possible_lifetime(&self, lifetimes: &Lifetimes, now: Timestamp) -> bool {
        let (issued_at, expires_at) = match self {
            Self::Jwt(claims) => (claims.iat, claims.exp),
            Self::Opaque(token) => (token.issued_at, token.expires_at),
        };
        lifetimes.counts(issued_at)
            && issued_at <= now.plus(Lifetimes::CLOCK_TOLERANCE)
            && expires_at <= issued_at.plus(lifetimes.access_token)
    }

    /// Returns the token, if it counts: unexpired, not revoked, its grant alive, its client and user enabled. `client` is
    /// that of [`Self::client_id`], `facts` are those of [`Self::lookup`].
    pub fn live<'a>(
        &'a self,
        client: Option<&'a Client>,
        facts: &'a AccessTokenFacts,
        now: Timestamp,
    ) -> Option<LiveAccessToken<'a>> {
        let token = self.token()?;
        let client = client?;
        if now >= token.expires_at || facts.revoked || client.disabled || client.id != *token.client_id {
            return None;
        }
        // Of an earlier client of this identifier.
        if token.issued_at < client.created_at {
            return None;
        }
        let user = match token.grant_id {
            Some(grant_id) => {
                let grant = facts.grant.as_ref().filter(|grant| grant.id == grant_id)?;
                if !gate::grant_is_live(grant, client, (facts.user.as_deref(), &facts.role_map.map), now) {
                    return None;
                }
                let user = facts.user.as_deref()?;
                token.subject.is_none_or(|subject| subject == user.id.as_str()).then_some(Some(user))?
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

    fn token(&self) -> Option<Token<'_>> {
        match self {
            Self::Jwt(claims) => {
                let AccessTokenKey { id, grant_id } = claims.key()?;
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
            Self::Opaque(token) => Some(Token {
                id: token.id,
                grant_id: token.grant_id,
                client_id: &token.client_id,
                subject: None,
                scope: &token.scope,
                audiences: &token.audiences,
                issued_at: token.issued_at,
                expires_at: token.expires_at,
            }),
        }
    }
}
