//! Removes what has expired, in small steps. Expiry is checked on read; this only bounds the size.

use std::{sync::Arc, time::Duration};

use tokio::time::{MissedTickBehavior, interval};
use valetkey_authorization_server::Change;
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_storage::Storage;

const EVERY: Duration = Duration::from_secs(20);
/// Records per kind and step: a step takes milliseconds, and 50 a second are more than one machine issues for long.
const AT_MOST: u32 = 1000;

/// Goes on until the future is dropped.
pub(crate) async fn keep_clean(storage: Arc<dyn Storage>) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let step = Change::RemoveExpired { before: SystemEnvironment.now(), at_most: AT_MOST };
        if let Err(error) = storage.apply(vec![step]).await {
            tracing::warn!(%error, "expired records can't be removed; they count as expired all the same");
        }
    }
}
