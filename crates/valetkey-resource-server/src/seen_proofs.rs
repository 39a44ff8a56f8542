//! Stores used proofs.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use valetkey_jose::digest::sha256;
use valetkey_jose::dpop::Proof;
use valetkey_types::{Seconds, Timestamp};

/// Stores each proof for at least its lifetime and at most twice as long. There are two sets, and the older one is dropped as a
/// whole.
#[derive(Default)]
pub(crate) struct SeenProofs(Mutex<Generations>);

struct Generations {
    since: Timestamp,
    current: HashSet<[u8; 32]>,
    previous: HashSet<[u8; 32]>,
}

impl Default for Generations {
    fn default() -> Self {
        Self { since: Timestamp(0), current: HashSet::new(), previous: HashSet::new() }
    }
}

impl SeenProofs {
    /// Stores a proof. Returns `true` if it is new.
    pub(crate) fn is_new(&self, proof: &Proof, now: Timestamp, lifetime: Seconds) -> bool {
        // All thumbprints have the same length, so different pairs make different texts.
        let mark = sha256(format!("{}{}", proof.thumbprint, proof.jti).as_bytes());
        // Poisoning is ignored: after a panic in another thread, replays are still refused and new proofs accepted.
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        generations.turn(now, lifetime);
        !generations.previous.contains(&mark) && generations.current.insert(mark)
    }
}

impl Generations {
    fn turn(&mut self, now: Timestamp, lifetime: Seconds) {
        let age = now.since(self.since);
        if age < lifetime {
            return;
        }
        self.previous = std::mem::take(&mut self.current);
        if age.0 >= lifetime.0.saturating_mul(2) {
            self.previous.clear();
        }
        self.since = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIFETIME: Seconds = Seconds(10);

    fn proof(jti: &str) -> Proof {
        Proof { thumbprint: "t".repeat(43), jti: jti.to_owned(), issued: Timestamp(0) }
    }

    /// Meanwhile another proof every second causes changes of the generation.
    #[test]
    fn a_proof_is_stored_for_its_lifetime_and_dropped_after_twice_that_time() {
        for first in 1_000..1_030 {
            let seen = SeenProofs::default();
            for time in 1_000..1_060 {
                let new = |jti: &str| seen.is_new(&proof(jti), Timestamp(time), LIFETIME);
                assert!(new(&format!("other {time}")));
                if time == first {
                    assert!(new("it"));
                } else if time > first && time <= first + LIFETIME.0 {
                    assert!(!new("it"), "{first} {time}");
                }
            }
            let held = seen.0.lock().unwrap();
            assert!(held.current.len() + held.previous.len() <= 20, "two generations of a proof a second");
        }
    }

    #[test]
    fn dos3_after_a_pause_no_old_proof_is_stored() {
        let seen = SeenProofs::default();
        assert!(seen.is_new(&proof("it"), Timestamp(1_000), LIFETIME));
        assert!(seen.is_new(&proof("other"), Timestamp(1_020), LIFETIME));
        assert!(seen.0.lock().unwrap().previous.is_empty());
        assert!(seen.is_new(&proof("it"), Timestamp(1_020), LIFETIME));
    }
}
