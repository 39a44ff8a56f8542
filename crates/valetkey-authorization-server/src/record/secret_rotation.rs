//! The rotations of a client secret, and the old secret that still counts.

use valetkey_types::{Seconds, Timestamp};

use super::Sha256Hash;

/// The rotations of the secret of a client. A client without a rotation has the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecretRotation {
    /// The number of secrets before the present one.
    pub earlier: u32,
    /// When the present secret was made; `None` for the first one, and for one that an earlier version made.
    pub made_at: Option<Timestamp>,
    /// The secret that was replaced and counts until its end.
    pub old: Option<OldSecret>,
}

/// A secret that was replaced and counts until its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldSecret {
    /// Its number among the secrets of the client.
    pub number: u32,
    /// SHA-256 of the secret.
    pub hash: Sha256Hash,
    /// When it was made; `None` for the first one, and for one that an earlier version made.
    pub made_at: Option<Timestamp>,
    /// When it stops counting.
    pub ends_at: Timestamp,
}

/// A secret of a client, without the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretFacts {
    /// Its number among the secrets of the client: 1 for the first.
    pub number: u32,
    /// When it was made; `None` for the first one, and for one that an earlier version made.
    pub made_at: Option<Timestamp>,
    /// When it stops counting; `None` for the present secret.
    pub ends_at: Option<Timestamp>,
}

impl SecretRotation {
    /// The longest time for which an old secret counts beside the new one.
    pub const LONGEST: Seconds = Seconds::days(90);

    /// Returns the number of the present secret.
    pub fn number(&self) -> u32 {
        self.earlier.saturating_add(1)
    }

    /// Returns the old secret if it counts at this moment.
    pub fn old_at(&self, now: Timestamp) -> Option<&OldSecret> {
        self.old.as_ref().filter(|old| now < old.ends_at)
    }
}
