//! A signed-in browser.

use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp, UserId};

use super::{Authentication, Sha256Hash};

/// One browser in which one user is signed in.
///
/// `id` is the selector of the cookie and changes at every sign-in; `sid` names the session towards clients and stays
/// when the same user signs in again, so that logging out reaches every client that ever heard of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Selector of the cookie.
    pub id: Uuid,
    /// SHA-256 of the cookie's verifier.
    pub verifier_hash: Sha256Hash,
    /// The `sid` in ID and logout tokens.
    pub sid: Uuid,
    /// The user.
    pub user_id: UserId,
    /// When and how they signed in.
    pub authentication: Authentication,
    /// The sign-in attempt that began it; `None` for a session of a version before this field.
    pub attempt: Option<Uuid>,
    /// Whether the user's second factor was left out, because the browser is trusted.
    pub by_trusted_device: bool,
    /// Whether the user chose to stay signed in when the browser is closed.
    pub kept: bool,
    /// The browser and the system that signed in, as two words such as `firefox linux`, if the browser said so.
    pub device: Option<String>,
    /// The network address of the sign-in, if it is known.
    pub address: Option<String>,
    /// When it stops counting, whatever happens.
    pub expires_at: Timestamp,
    /// When the user signed out, or signed in again.
    pub ended_at: Option<Timestamp>,
    /// The session that continues this one since the user signed in again; `None` after a sign-out.
    pub continued_by: Option<Uuid>,
}

impl Session {
    /// Whether it counts at this moment.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && now < self.expires_at
    }
}
