//! Plans that keep up with the tables. PostgreSQL keeps the plan of a prepared statement as long as nothing tells it that
//! the table has grown: a plan made for an empty table reads whole tables, until autovacuum comes by in a minute or is off.

use std::{convert::Infallible, time::Duration};

use tokio::time::{Instant, sleep};

use crate::{failure::storage_error, session::Session};

/// A connection's first plans: nothing is known of how fast the tables grow.
const SHORTEST_LIFE: Duration = Duration::from_millis(250);

const LONGEST_LIFE: Duration = Duration::from_mins(1);

/// Has the plans of a connection made anew for ever, whenever it is twice as old as when they were made, and each minute.
/// Making one costs less than a millisecond; it sees the size of the tables even where nobody has analysed them.
pub(crate) async fn keep_up(session: &Session) -> Infallible {
    let begun = Instant::now();
    loop {
        sleep(begun.elapsed().clamp(SHORTEST_LIFE, LONGEST_LIFE)).await;
        // When the connection is lost, whoever keeps it notices; a database that does not know the word keeps its plans.
        if let Err(error) = session.client().batch_execute("DISCARD PLANS").await {
            tracing::debug!(error = %storage_error(&error), "the plans stay as they are");
        }
    }
}
