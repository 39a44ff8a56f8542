//! An issued refresh token.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp};

use super::Sha256Hash;

/// A refresh token (RFC 6749 section 6). It knows its predecessor; whether it may be used stands in the grant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RefreshToken {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Selector of the token.
    pub id: Uuid,
    /// SHA-256 of the token's verifier part.
    pub verifier_hash: Sha256Hash,
    /// The grant it refreshes.
    pub grant_id: Uuid,
    /// The token whose use issued this one; `None` for the first.
    pub predecessor: Option<Uuid>,
    /// When it ends if it is not used.
    pub expires_at: Timestamp,
}
