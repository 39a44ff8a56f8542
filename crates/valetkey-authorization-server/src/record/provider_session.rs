//! A session that began with a sign-in at a provider.

use uuid::Uuid;
use valetkey_jose::digest::{base64url, sha256};
use valetkey_types::{TenantId, Timestamp, UserId};

/// A session that began with a sign-in at a provider. It lives as long as the session can.
///
/// It says with which account, so that the session ends when the provider says that the user signed out there (OpenID Connect
/// Back-Channel Logout), and so that the page after a sign-out can offer to end the session there too. It never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderSession {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// The cookie's selector of the session that began.
    pub id: Uuid,
    /// The `sid` of the session.
    pub sid: Uuid,
    /// The user.
    pub user_id: UserId,
    /// The name of the provider.
    pub provider: String,
    /// A hash of issuer and subject of the account, see [`Self::hash`].
    pub account: String,
    /// A hash of issuer and session at the provider; empty for a provider that names no sessions.
    pub upstream: String,
    /// When it stops counting.
    pub expires_at: Timestamp,
}

impl ProviderSession {
    /// Returns the hash of something within an issuer.
    pub fn hash(issuer: &str, value: &str) -> String {
        base64url(&sha256(format!("{}\n{issuer}\n{value}", issuer.len()).as_bytes()))
    }
}
