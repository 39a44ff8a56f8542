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
        tokio::select! {
            _ = ticks.tick() => readings = readings.wrapping_add(1),
            () = notices.next() => {}
        }
        let done = match readings % READINGS_PER_PLAN {
            0 => server.keys.ensure().await,
            _ => server.keys.reload().await,
        };
        if let Err(error) = done {
            tracing::error!(%error, "the signing keys can't be looked after; those in use stay in use");
        }
    }
}
