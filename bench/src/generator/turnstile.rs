//! The schedule of the open loop: units become due at fixed moments, whether or not somebody is free to do them.

use std::time::Duration;

use tokio::{
    sync::Mutex,
    time::{Instant, sleep_until},
};

/// The timer of the runtime is this coarse; the rest of a wait is spent asking again and again.
const COARSE: Duration = Duration::from_millis(2);

/// Hands out the moments of a schedule, each to one caller, not before it has come.
pub struct Turnstile {
    begin: Instant,
    interval: Duration,
    total: u64,
    next: Mutex<u64>,
}

impl Turnstile {
    /// `total` moments, the first one now.
    pub fn new(interval: Duration, total: u64) -> Self {
        Self { begin: Instant::now(), interval, total, next: Mutex::new(0) }
    }

    /// Waits for the next moment and gives it; it lies in the past when everybody was busy. `None` after the last one.
    pub async fn pass(&self) -> Option<Instant> {
        let mut next = self.next.lock().await;
        if *next >= self.total {
            return None;
        }
        let due = self.begin + self.interval.mul_f64(*next as f64);
        *next += 1;
        // Held while waiting: whoever comes later has a later moment.
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
