//! The authorization that a user gave a client.

use uuid::Uuid;
use valetkey_accounts::Authentication;
use valetkey_types::{ClientId, Scope, TenantId, Timestamp, UserId};

/// One redeemed authorization: every token of a user's delegation descends from a grant and dies with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its name; chosen when the code is issued, so that a code used twice finds what to revoke.
    pub id: Uuid,
    /// The client.
    pub client_id: ClientId,
    /// On whose behalf.
    pub user_id: UserId,
    /// The session it began in.
    pub sid: Uuid,
    /// The allowed scope.
    pub scope: Scope,
    /// The resources its access tokens are for.
    pub audiences: Vec<String>,
    /// The sign-in it rests on.
    pub authentication: Authentication,
    /// When the code was redeemed.
    pub created_at: Timestamp,
    /// When it ends, whatever happens.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// The refresh token redeemed last; its successors are the only ones that may come next.
    pub redeemed_refresh_token: Option<Uuid>,
}

impl Grant {
    /// Whether it counts at this moment.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }

    /// Whether it outlives the session (OpenID Connect Core section 11).
    pub fn is_offline(&self) -> bool {
        self.scope.contains("offline_access")
    }
}
