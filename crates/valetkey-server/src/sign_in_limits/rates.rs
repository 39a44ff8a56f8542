//! Rate limits by key, in bounded memory (the generic cell rate algorithm, ITU-T I.371).

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// How much may happen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rate {
    /// How often at once.
    pub(super) burst: i64,
    /// After how many milliseconds once more.
    pub(super) milliseconds: i64,
}

/// For each key the moment at which everything is forgotten. A key that nothing is known of has its whole burst.
pub(super) struct Rates<K> {
    rate: Rate,
    forgotten_at: Mutex<HashMap<K, i64>>,
}

/// Maximum number of keys that are remembered: less than one megabyte.
const MOST: usize = 16_384;

impl<K: Copy + Eq + Hash> Rates<K> {
    pub(super) fn new(rate: Rate) -> Self {
        Self { rate, forgotten_at: Mutex::default() }
    }

    /// Counts once more.
    ///
    /// # Errors
    /// How long to wait when the key has no more. Then nothing is counted.
    pub(super) fn take(&self, key: K, now: i64) -> Result<(), Duration> {
        let Rate { burst, milliseconds } = self.rate;
        let mut forgotten_at = self.lock();
        if forgotten_at.len() >= MOST && !forgotten_at.contains_key(&key) {
            make_room(&mut forgotten_at, now);
        }
        let moment = forgotten_at.entry(key).or_insert(now);
        let next = (*moment).max(now) + milliseconds;
        let excess = next - now - burst * milliseconds;
        if excess > 0 {
            return Err(Duration::from_millis(excess.unsigned_abs()));
        }
        *moment = next;
        Ok(())
    }

    /// Takes one count back.
    pub(super) fn give_back(&self, key: K) {
        if let Some(moment) = self.lock().get_mut(&key) {
            *moment -= self.rate.milliseconds;
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, i64>> {
        self.forgotten_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets what time has settled, and if that is less than half, the half that has counted least. So nobody gets rid of a
/// high count with many fresh keys.
fn make_room<K: Eq + Hash>(forgotten_at: &mut HashMap<K, i64>, now: i64) {
    forgotten_at.retain(|_, moment| *moment > now);
    if forgotten_at.len() > MOST / 2 {
        let mut moments: Vec<i64> = forgotten_at.values().copied().collect();
        let middle = moments.len() / 2;
        let (_, median, _) = moments.select_nth_unstable(middle);
        let median = *median;
        forgotten_at.retain(|_, moment| *moment > median);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { burst: 3, milliseconds: 10 };

    #[test]
    fn a_burst_and_then_one_at_a_time() {
        let rates = Rates::new(RATE);
        let taken: Vec<bool> = (0..4).map(|_| rates.take("key", 0).is_ok()).collect();
        assert_eq!(taken, [true, true, true, false]);
        assert_eq!(rates.take("key", 8), Err(Duration::from_millis(2)));
        assert_eq!(rates.take("key", 10), Ok(()));
        assert_eq!(rates.take("key", 10), Err(Duration::from_millis(10)));
        assert!((0..3).all(|_| rates.take("key", 1_000).is_ok()), "all is forgotten");
    }

    #[test]
    fn what_is_given_back_can_be_taken_again() {
        let rates = Rates::new(RATE);
        rates.give_back("unknown");
        assert!((0..3).all(|_| rates.take("key", 0).is_ok()) && rates.take("key", 0).is_err());
        rates.give_back("key");
        assert!(rates.take("key", 0).is_ok() && rates.take("key", 0).is_err());
    }

    #[test]
    fn memory_is_bounded_and_the_worst_is_remembered_longest() {
        let rates = Rates::new(RATE);
        while rates.take(u64::MAX, 0).is_ok() {}
        for key in 0..100_000 {
            assert_eq!(rates.take(key, 1), Ok(()));
        }
        assert!(rates.lock().len() <= MOST);
        assert!(rates.take(u64::MAX, 1).is_err(), "many others do not wash it away");
        assert_eq!(rates.take(u64::MAX, 1_000), Ok(()));
    }
}
