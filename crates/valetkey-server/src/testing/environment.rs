//! A clock that moves only when told, and chance that counts.

use std::sync::atomic::{AtomicI64, AtomicU32, AtomicU64, Ordering};

use uuid::Uuid;

use crate::Environment;

/// Time begins on 2026-01-01T00:00:00Z. Random bytes never repeat within a test and are the same in every run. Of two identifiers of
/// one moment, the one that is made later is greater.
#[derive(Debug)]
pub struct TestEnvironment {
    milliseconds: AtomicI64,
    drawn: AtomicU64,
    identifiers: AtomicU32,
}

impl Default for TestEnvironment {
    fn default() -> Self {
        Self {
            milliseconds: AtomicI64::new(1_767_225_600_000),
            drawn: AtomicU64::new(0),
            identifiers: AtomicU32::new(0),
        }
    }
}

impl TestEnvironment {
    /// Moves the clock.
    pub fn advance(&self, seconds: i64) {
        self.milliseconds.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// Returns how many blocks of random bytes were drawn so far.
    pub fn draws(&self) -> u64 {
        self.drawn.load(Ordering::SeqCst)
    }
}

impl Environment for TestEnvironment {
    fn now_milliseconds(&self) -> i64 {
        self.milliseconds.load(Ordering::SeqCst)
    }

    fn identifier_from(&self, mut random: [u8; 10]) -> Uuid {
        let number = self.identifiers.fetch_add(1, Ordering::SeqCst);
        random[..3].fill(0);
        random[3..7].copy_from_slice(&number.to_be_bytes());
        let milliseconds = u64::try_from(self.now_milliseconds()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid()
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let count = self.drawn.fetch_add(1, Ordering::SeqCst);
            let bytes = valetkey_jose::digest::sha256(&count.to_be_bytes());
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
    }
}
