//! Keys look after themselves.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::Server;

/// How often the records are read again, so that a rotation by another process is seen. Where the database tells, they are
/// read at once.
const RELOAD_EVERY: Duration = Duration::from_secs(5);

/// Every so many readings the policy is asked as well: once a minute, and with each reading while what it asks for can't be
/// stored.
const READINGS_PER_PLAN: u64 = 12;

/// Keeps the keys fresh until the future is dropped. Run it as a task beside the listener.
pub async fn maintain(server: Server) {
    let mut ticks = interval(RELOAD_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut notices = server.storage.notices();
    // The first tick comes at once: what the start left out is made then.
    let mut readings_since_plan = READINGS_PER_PLAN;
    loop {
        let is_tick = tokio::select! {
            _ = ticks.tick() => true,
            () = notices.next() => false,
        };
        readings_since_plan += u64::from(is_tick);
        let done = match is_tick && readings_since_plan >= READINGS_PER_PLAN {
            true => server.keys.ensure().await.inspect(|()| readings_since_plan = 0),
            false => server.keys.reload().await,
        };
        if let Err(error) = done {
            tracing::error!(%error, "the signing keys can't be looked after; those in use stay in use");
        }
    }
}
