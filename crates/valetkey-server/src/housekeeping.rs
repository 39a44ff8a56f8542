//! Records whose time is over go away in small steps. Nothing depends on it: expiry is checked on read.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use valetkey_authorization_server::Change;
use valetkey_storage::ApplyError;

use crate::Server;

/// How often a step is taken.
const EVERY: Duration = Duration::from_secs(5);

/// The most records of a kind that one step removes: two hundred a second.
const AT_MOST: u32 = 1000;

/// Takes a step now and then until the future is dropped. Run it as a task beside the listener.
pub async fn keep_house(server: Server) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = remove_expired(&server).await {
            tracing::warn!(%error, "expired records could not be removed; trying again later");
        }
    }
}

/// One step: removes a bounded number of records that have expired.
///
/// # Errors
/// [`ApplyError`] when the database does not answer.
pub async fn remove_expired(server: &Server) -> Result<(), ApplyError> {
    let change = Change::RemoveExpired { before: server.environment.now(), at_most: AT_MOST };
    server.storage.apply(vec![change]).await
}
