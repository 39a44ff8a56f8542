//! Records whose time is over go away by themselves, in small steps. Nothing depends on it: expiry is checked on read.

mod deletions;

use std::time::{Duration, Instant};

use tokio::time::sleep;
use valetkey_authorization_server::Change;
use valetkey_storage::{ApplyError, Meter, row::Key};
use valetkey_types::{Seconds, Timestamp};

use crate::Server;

/// How long there is nothing to do, when nothing was found.
const IDLE: Duration = Duration::from_secs(5);

/// How long the database works on a step that is neither too small nor too large.
const STEP: Duration = Duration::from_millis(4);

/// After a step, others have the database for so many times as long as the step took.
const TIMES_FOR_OTHERS: u32 = 2;

/// The fewest and the most records of a kind that one step removes.
const FEWEST: u32 = 16;
const MOST: u32 = 4096;

/// How long a clock that jumped ahead is not believed.
const DOUBT: Duration = Duration::from_secs(3600);

/// Keeps house until the future is dropped. Run it as a task beside the listener.
pub async fn run_housekeeping(server: Server) {
    let mut housekeeper = Housekeeper::new(server);
    loop {
        let begun = Instant::now();
        let pause = match housekeeper.step().await {
            Ok(Progress::MoreToDo) => begun.elapsed() * TIMES_FOR_OTHERS,
            Ok(Progress::Clean) => {
                housekeeper.reclaim_space().await;
                IDLE
            }
            Err(error) => {
                tracing::warn!(%error, "expired records could not be removed; trying again later");
                IDLE
            }
        };
        sleep(pause).await;
    }
}

/// Whether expired records are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There may be more.
    MoreToDo,
    /// None are left.
    Clean,
}

/// Removes what has expired, step by step. A step is as large as the database takes in a few milliseconds.
pub struct Housekeeper {
    server: Server,
    at_most: u32,
    clock: DoubtedClock,
    /// The user whose deletion was due and tried last; `None`: the first one comes next.
    last_deletion: Option<Key>,
}

impl Housekeeper {
    /// One that begins with a small step.
    pub fn new(server: Server) -> Self {
        let clock = DoubtedClock::starting(server.environment.now());
        Self { server, at_most: 8 * FEWEST, clock, last_deletion: None }
    }

    /// One step: removes a bounded number of records of each kind.
    ///
    /// # Errors
    /// [`ApplyError`] when the database does not answer.
    pub async fn step(&mut self) -> Result<Progress, ApplyError> {
        let before = self.clock.read(self.server.environment.now());
        let at_most = self.at_most;
        let (meter, begun) = (Meter::new(), Instant::now());
        let removal = vec![Change::RemoveExpired { before, at_most }];
        meter.measure(self.server.storage.apply(removal)).await?;
        let cost = meter.cost();
        // A backend that does not tell how long it worked is judged by how long it took.
        let worked = if cost.writing_time.is_zero() { begun.elapsed() } else { cost.writing_time };
        self.at_most = next_size(at_most, worked);
        let removal = deletions::remove_due(&self.server, before, &mut self.last_deletion).await?;
        Ok(if cost.rows < u64::from(at_most) { removal } else { Progress::MoreToDo })
    }

    async fn reclaim_space(&self) {
        if let Err(error) = self.server.storage.reclaim_space().await {
            tracing::warn!(%error, "the database could not give space back; trying again later");
        }
    }
}

/// The size of the next step after one of this size that took so long.
fn next_size(at_most: u32, took: Duration) -> u32 {
    let next = if took > STEP {
        at_most / 2
    } else if took < STEP / 2 {
        at_most * 2
    } else {
        at_most
    };
    next.clamp(FEWEST, MOST)
}

/// The clock, without its jumps ahead of the last hour: they expire everything at once, and what was removed does not
/// come back when the clock does.
struct DoubtedClock {
    start: Timestamp,
    started: Instant,
}

impl DoubtedClock {
    fn starting(now: Timestamp) -> Self {
        Self { start: now, started: Instant::now() }
    }

    fn read(&mut self, now: Timestamp) -> Timestamp {
        let passed = self.started.elapsed();
        if passed > DOUBT {
            *self = Self::starting(now);
            return now;
        }
        let seconds = i64::try_from(passed.as_secs()).unwrap_or(i64::MAX);
        now.min(self.start.plus(Seconds(seconds)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_grow_while_they_are_quick_and_shrink_when_they_are_slow() {
        let mut size = FEWEST;
        for _ in 0..20 {
            size = next_size(size, Duration::ZERO);
        }
        assert_eq!(size, MOST);
        assert_eq!(next_size(size, STEP), size);
        for _ in 0..20 {
            size = next_size(size, STEP * 2);
        }
        assert_eq!(size, FEWEST);
    }

    #[test]
    fn a_jump_ahead_is_doubted_and_a_jump_back_is_not() {
        let mut clock = DoubtedClock::starting(Timestamp(1_000_000));
        assert_eq!(clock.read(Timestamp(900_000)), Timestamp(900_000));
        let doubted = clock.read(Timestamp(9_000_000));
        assert!((Timestamp(1_000_000)..Timestamp(1_000_600)).contains(&doubted), "{doubted:?}");
        if let Some(an_hour_ago) = Instant::now().checked_sub(DOUBT + Duration::from_secs(1)) {
            clock.started = an_hour_ago;
            assert_eq!(
                clock.read(Timestamp(9_000_000)),
                Timestamp(9_000_000),
                "an hour later it is believed"
            );
        }
    }
}
