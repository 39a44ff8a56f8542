//! Counters that expire: failed sign-ins, and refusals by the hour.

use std::borrow::Cow;

use valetkey_jose::digest::sha256;
use valetkey_types::{TenantId, Timestamp, UserId};

/// The subject of a counter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CounterKey {
    /// The kind of counter: one word or a few.
    pub kind: Cow<'static, str>,
    /// Which counter of its kind: a part of a hash, or a time.
    pub number: u32,
}

/// A counter. It never holds what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    /// The tenant.
    pub tenant: TenantId,
    /// The key.
    pub key: CounterKey,
    /// The number.
    pub count: u32,
    /// When the last one came.
    pub last_at: Timestamp,
    /// When housekeeping may remove it.
    pub expires_at: Timestamp,
}

impl CounterKey {
    /// Kind of the counters of wrong passwords for one account at unknown devices.
    pub const ACCOUNT: &'static str = "account";

    /// Maximum counters of a kind of which each stands for a hash: 20 bits. So strangers can store so many rows and no more.
    pub const MOST: u32 = 1 << 20;

    /// Returns the counter that a hash stands for.
    pub fn of_hash(kind: &'static str, hash: &[u8; 32]) -> Self {
        let [first, second, third, fourth, ..] = *hash;
        let number = u32::from_be_bytes([first, second, third, fourth]) % Self::MOST;
        Self { kind: Cow::Borrowed(kind), number }
    }

    /// Returns the counter of wrong passwords for an account at unknown devices. The identifier is random and typed by
    /// nobody, so its hash needs no key, and the command line finds the counter without one.
    pub fn of_account(user_id: &UserId) -> Self {
        Self::of_hash(Self::ACCOUNT, &sha256(user_id.as_str().as_bytes()))
    }
}
