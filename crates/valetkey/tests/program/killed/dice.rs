//! Random numbers that are the same for the same seed.

use std::time::Duration;

/// A generator of numbers (xorshift64*): good enough to choose moments.
pub(super) struct Dice(u64);

impl Dice {
    /// Returns the generator of a worker.
    pub(super) fn new(seed: u64, worker: &str) -> Self {
        let mixed = worker.bytes().fold(seed, |mixed, byte| {
            (mixed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(17)
        });
        Self(mixed.max(1))
    }

    /// Returns a number below `end`.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % end
    }

    /// Returns a duration between two numbers of milliseconds.
    pub(super) fn milliseconds(&mut self, from: u64, to: u64) -> Duration {
        Duration::from_millis(from + self.below(to - from))
    }

    /// Returns a name that no other call returns.
    pub(super) fn name(&mut self, door: &str, number: u64) -> String {
        format!("{door}-{number}-{:06x}", self.below(1 << 24))
    }
}
