//! The second factors of a user that are not passkeys: an authenticator application and recovery codes.

use uuid::Uuid;
use valetkey_accounts::FactorKind;
use valetkey_types::{TenantId, Timestamp, Unknown, UserId};

use super::Sha256Hash;

/// The authenticator and the recovery codes of a user, in one record: whoever uses one of them replaces it on condition of its
/// revision, so that each code counts once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactors {
    /// The tenant.
    pub tenant: TenantId,
    /// The user.
    pub user_id: UserId,
    /// The authenticator application.
    pub authenticator: Option<Authenticator>,
    /// The recovery codes that are left.
    pub recovery_codes: Option<RecoveryCodes>,
    /// The kind of factor that was used last, for the page to offer first.
    pub last_used: Option<FactorKind>,
    /// The sign-in attempts that a code was given for lately: an attempt takes one code.
    pub used_attempts: Vec<UsedAttempt>,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}

/// An authenticator application (RFC 6238).
#[derive(Clone, PartialEq, Eq)]
pub struct Authenticator {
    /// The shared secret, sealed with the encryption key.
    pub seed_sealed: String,
    /// The time step of the last code that counted. This step and earlier ones count no more.
    pub last_step: u64,
    /// How many steps the clock of the device was ahead at the last code (RFC 6238 section 6).
    pub clock_drift: i64,
    /// The name that the user gave it.
    pub label: Option<String>,
    /// When it was added.
    pub created_at: Timestamp,
    /// When its last code counted.
    pub last_used_at: Timestamp,
}

/// Recovery codes. Each counts once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryCodes {
    /// The hashes of the codes that were not used.
    pub hashes: Vec<Sha256Hash>,
    /// When they were made.
    pub created_at: Timestamp,
}

/// A sign-in attempt that a code was given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsedAttempt {
    /// The attempt.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
}

impl SecondFactors {
    /// Returns the record of a user without factors.
    pub fn none(tenant: TenantId, user_id: UserId) -> Self {
        Self {
            tenant,
            user_id,
            authenticator: None,
            recovery_codes: None,
            last_used: None,
            used_attempts: Vec::new(),
            revision: 0,
            unknown: Unknown::default(),
        }
    }

    /// Returns how many recovery codes are left.
    pub fn recovery_codes_left(&self) -> usize {
        self.recovery_codes.as_ref().map_or(0, |codes| codes.hashes.len())
    }
}

impl std::fmt::Debug for Authenticator {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Authenticator")
            .field("last_step", &self.last_step)
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}
