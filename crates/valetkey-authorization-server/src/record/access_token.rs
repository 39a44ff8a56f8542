//! An issued opaque access token.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::{ClientId, Scope, TenantId, Timestamp, UserId};

use super::Sha256Hash;

/// An opaque access token. JWT access tokens are not stored; they carry the same facts themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccessToken {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Selector of the token; its `jti`.
    pub id: Uuid,
    /// SHA-256 of the token's verifier part.
    pub verifier_hash: Sha256Hash,
    /// The grant it descends from; `None` for client credentials.
    pub grant_id: Option<Uuid>,
    /// The client it was issued to.
    pub client_id: ClientId,
    /// On whose behalf; `None` for client credentials.
    pub user_id: Option<UserId>,
    /// What it allows.
    pub scope: Scope,
    /// The resources it is for.
    pub audiences: Vec<String>,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}
