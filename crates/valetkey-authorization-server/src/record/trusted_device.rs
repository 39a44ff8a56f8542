//! A browser in which a user is not asked for the second factor again.

use valetkey_jose::digest::{base64url, sha256};
use valetkey_types::{TenantId, Timestamp, UserId};

/// One browser that one user trusts. Its cookie holds a random secret; the record holds the hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedDevice {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// The user.
    pub user_id: UserId,
    /// The hash of the secret, see [`TrustedDevice::id_of`].
    pub id: String,
    /// The browser and the system, as two words such as `firefox linux`, if the browser said so.
    pub device: Option<String>,
    /// The network address of the sign-in that began the trust, if it is known.
    pub address: Option<String>,
    /// When the trust began.
    pub created_at: Timestamp,
    /// When it last replaced the second factor in a sign-in.
    pub last_used_at: Timestamp,
    /// When it stops counting, and housekeeping may remove it.
    pub expires_at: Timestamp,
}

impl TrustedDevice {
    /// Returns the identifier for the secret of a cookie: its SHA-256. The secret is random, so it cannot be guessed from the hash.
    pub fn id_of(secret: &[u8]) -> String {
        base64url(&sha256(secret))
    }

    /// Whether it counts at this moment.
    pub fn is_live(&self, now: Timestamp) -> bool {
        now < self.expires_at
    }
}
