//! A session that began with a sign-in at a provider.

use uuid::Uuid;
use valetkey_jose::digest::{base64url, sha256};
use valetkey_types::{TenantId, Timestamp, UserId};

/// The account at a provider that a session began with. It is kept until the session expires, and never changes.
///
/// With it, a logout message of the provider ends the session here (OpenID Connect Back-Channel Logout), and the page after a sign-out
/// can offer to end the session at the provider too.
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
    /// Returns the hash of a value of an issuer, such as a subject.
    pub fn hash(issuer: &str, value: &str) -> String {
        base64url(&issuer_digest(issuer, value))
    }
}

/// Returns the SHA-256 of a value of an issuer. The length keeps issuer and value apart.
pub(crate) fn issuer_digest(issuer: &str, value: &str) -> [u8; 32] {
    sha256(format!("{}\n{issuer}\n{value}", issuer.len()).as_bytes())
}
