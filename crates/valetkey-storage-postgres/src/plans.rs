//! Renews the plans of prepared statements. PostgreSQL keeps such a plan until autovacuum analyses the table. A plan that was
//! made for an empty table scans the whole table, even after the table has grown.
//!
//! A connection discards its plans each time its number of queries has doubled, because its own requests fill the tables. It
//! also discards them every minute, because other servers fill the tables too. Planning takes less than a millisecond and uses
//! the current size of the tables, even without statistics.

use std::{
    convert::Infallible,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use tokio::time::sleep;
use tokio_postgres::Client;

use crate::{failure::storage_error, session::Session};

const LONGEST_LIFE: Duration = Duration::from_mins(1);

/// Counts the queries of a connection.
#[derive(Default)]
pub(crate) struct Uses(AtomicU64);

impl Uses {
    /// Counts one query. Returns `true` if the count has doubled since the plans were made.
    pub(crate) fn count(&self) -> bool {
        (self.0.fetch_add(1, Ordering::Relaxed) + 1).is_power_of_two()
    }
}

/// Discards the plans of a connection. The next use of each statement plans it again.
pub(crate) async fn renew(client: &Client) {
    // A lost connection is handled by its task. A database without this command keeps its plans.
    if let Err(error) = client.batch_execute("DISCARD PLANS").await {
        tracing::debug!(error = %storage_error(&error), "the plans were not discarded");
    }
}

/// Discards the plans of a connection every minute.
pub(crate) async fn renew_each_minute(session: &Session) -> Infallible {
    loop {
        sleep(LONGEST_LIFE).await;
        renew(session.client()).await;
    }
}
