//! Clock and chance: the two things a decision is never allowed to fetch itself.

use std::time::{SystemTime, UNIX_EPOCH};

use uuid::Uuid;
use valetkey_types::{Handle, Timestamp};

/// Where the moment and fresh random bytes come from. Tests bring their own.
pub trait Environment: Send + Sync + 'static {
    /// The moment, in milliseconds since the Unix epoch.
    fn now_milliseconds(&self) -> i64;

    /// Fills the buffer with random bytes.
    fn fill_random(&self, buffer: &mut [u8]);

    /// The moment in seconds.
    fn now(&self) -> Timestamp {
        Timestamp(self.now_milliseconds().div_euclid(1000))
    }

    /// A fresh time-ordered identifier (UUID version 7).
    fn identifier(&self) -> Uuid {
        let mut random = [0; 10];
        self.fill_random(&mut random);
        self.identifier_from(random)
    }

    /// Two fresh identifiers, from one draw.
    fn two_identifiers(&self) -> [Uuid; 2] {
        let mut random = [[0; 10]; 2];
        self.fill_random(random.as_flattened_mut());
        random.map(|random| self.identifier_from(random))
    }

    /// The identifier of this moment with these random bytes.
    fn identifier_from(&self, random: [u8; 10]) -> Uuid {
        let milliseconds = u64::try_from(self.now_milliseconds()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid()
    }

    /// A fresh handle: a time-ordered selector and 256 random bits, from one draw.
    fn handle(&self) -> Handle {
        let (mut verifier, mut identifier) = ([0; 32], [0; 10]);
        let mut random = [0; 42];
        self.fill_random(&mut random);
        verifier.copy_from_slice(&random[..32]);
        identifier.copy_from_slice(&random[32..]);
        Handle::new(self.identifier_from(identifier), verifier)
    }
}

/// The system clock and the cryptographic random source.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEnvironment;

impl Environment for SystemEnvironment {
    fn now_milliseconds(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    fn fill_random(&self, buffer: &mut [u8]) {
        // The random source of aws-lc fails only when the operating system has none; then nothing may be issued.
        if aws_lc_rs::rand::fill(buffer).is_err() {
            std::process::abort();
        }
    }
}
