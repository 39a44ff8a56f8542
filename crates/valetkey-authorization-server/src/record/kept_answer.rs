//! The answer to a change that a program can send again.

use valetkey_jose::digest::{base64url, sha256};
use valetkey_types::{Seconds, TenantId, Timestamp};

use super::{Counter, CounterKey};

/// The answer to a change of the administration API, kept under the `Idempotency-Key` of its request. It is stored in the commit of the
/// change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// The user or client that sent the request.
    pub caller: String,
    /// SHA-256 of the key, encoded with base64url.
    pub key: String,
    /// The answer and the digest of the request, sealed: an answer can have a new secret, and a request can have a password.
    pub sealed: String,
    /// When it stops counting, and housekeeping may remove it.
    pub expires_at: Timestamp,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
}

impl KeptAnswer {
    /// How long an answer is kept.
    pub const KEPT_FOR: Seconds = Seconds::days(1);

    /// The most answers that are kept for a caller in an hour.
    pub const MOST_IN_AN_HOUR: u32 = 2_000;

    /// Returns the stored form of a key.
    pub fn digest_of(key: &str) -> String {
        base64url(&sha256(key.as_bytes()))
    }

    /// Returns the counter of the answers that were kept for a caller in this hour, with one more.
    pub fn counter(tenant: &TenantId, caller: &str, now: Timestamp) -> Counter {
        const HOURS: i64 = 1 << 12;
        let of_caller = CounterKey::of_hash("kept answers", &sha256(caller.as_bytes()));
        let hour = u32::try_from(now.seconds().div_euclid(3_600).rem_euclid(HOURS)).unwrap_or_default();
        let key = CounterKey { number: hour * CounterKey::MOST + of_caller.number, ..of_caller };
        Counter { tenant: tenant.clone(), key, count: 1, last_at: now, expires_at: now.plus(Self::KEPT_FOR) }
    }
}
