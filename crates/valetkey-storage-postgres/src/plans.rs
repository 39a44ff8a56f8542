//! Plans that keep up with the tables. PostgreSQL keeps the plan of a prepared statement as long as nothing tells it that
//! the table has grown: a plan made for an empty table reads whole tables, until autovacuum comes by in a minute or is off.
//!
//! So a connection has its plans made anew whenever it has asked twice as much as when they were made, since whoever asks
//! also fills tables, and each minute, since others do. Making one costs less than a millisecond; it sees the size of the
//! tables even where nobody has analysed them.

use std::{
    convert::Infallible,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use tokio::time::sleep;
use tokio_postgres::Client;

use crate::{failure::storage_error, session::Session};

const LONGEST_LIFE: Duration = Duration::from_mins(1);

/// How much a connection was asked.
#[derive(Default)]
pub(crate) struct Uses(AtomicU64);

impl Uses {
    /// Counts one. Whether the plans are from when it was half as many.
    pub(crate) fn count(&self) -> bool {
        (self.0.fetch_add(1, Ordering::Relaxed) + 1).is_power_of_two()
    }
}

/// Has the plans of a connection made anew when they are next used.
pub(crate) async fn renew(client: &Client) {
    // When the connection is lost, whoever keeps it notices; a database that does not know the word keeps its plans.
    if let Err(error) = client.batch_execute("DISCARD PLANS").await {
        tracing::debug!(error = %storage_error(&error), "the plans stay as they are");
    }
}

/// Renews the plans of a connection each minute, for ever.
pub(crate) async fn renew_each_minute(session: &Session) -> Infallible {
    loop {
        sleep(LONGEST_LIFE).await;
        renew(session.client()).await;
    }
}
