//! The schedule of the open loop: units become due at fixed times, even if no worker is free.

use std::time::Duration;

use tokio::{
    sync::Mutex,
    time::{Instant, sleep_until},
};

/// Resolution of the runtime's timer. The last part of a wait is a busy loop.
const COARSE: Duration = Duration::from_millis(2);

/// Gives each time of the schedule to one caller, when it is due.
pub struct Schedule {
    begin: Instant,
    interval: Duration,
    total: u64,
    next: Mutex<u64>,
}

impl Schedule {
    /// Creates a schedule with `total` times, the first one now.
    pub fn new(interval: Duration, total: u64) -> Self {
        Self { begin: Instant::now(), interval, total, next: Mutex::new(0) }
    }

    /// Waits for the next time and returns it. It is in the past if all workers were busy. `None` after the last one.
    pub async fn next_due(&self) -> Option<Instant> {
        let mut next = self.next.lock().await;
        if *next >= self.total {
            return None;
        }
        let due = self.begin + self.interval.mul_f64(*next as f64);
        *next += 1;
        // Hold the lock while waiting: later callers get later times.
        wait_until(due).await;
        Some(due)
    }
}

async fn wait_until(due: Instant) {
    if let Some(coarse) = due.checked_sub(COARSE).filter(|coarse| *coarse > Instant::now()) {
        sleep_until(coarse).await;
    }
    while Instant::now() < due {
        tokio::task::yield_now().await;
    }
}
