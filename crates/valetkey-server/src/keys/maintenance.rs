//! Keys look after themselves.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::Server;

/// How often the records are read again, so that a rotation by another process is seen. Where the database tells, they are
/// read at once.
const RELOAD_EVERY: Duration = Duration::from_secs(5);

/// Every so many readings the policy is asked as well: once a minute.
const READINGS_PER_PLAN: u64 = 12;

/// Keeps the keys fresh until the future is dropped. Run it as a task beside the listener.
pub async fn maintain(server: Server) {
    let mut ticks = interval(RELOAD_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut notices = server.storage.notices();
    let mut readings: u64 = 0;
    loop {
        let is_tick = tokio::select! {
            _ = ticks.tick() => true,
            () = notices.next() => false,
        };
        // The first tick comes at once: what the start left out is made then.
        let done = match is_tick && readings.is_multiple_of(READINGS_PER_PLAN) {
            true => server.keys.ensure().await,
            false => server.keys.reload().await,
        };
        readings = readings.wrapping_add(u64::from(is_tick));
        if let Err(error) = done {
            tracing::error!(%error, "the signing keys can't be looked after; those in use stay in use");
        }
    }
}
