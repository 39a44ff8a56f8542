//! Returns free space to the system while the writer is idle, in steps of milliseconds.

use std::time::Duration;

use rusqlite::Connection;

use crate::failure::Failure;

/// Maximum number of pages per step: one megabyte.
const PAGES_PER_STEP: u32 = 256;

/// Free pages are kept for new rows until they exceed this fraction of the file: 1/4.
const KEPT_PART: i64 = 4;

/// Runs one step.
pub(crate) fn reclaim_space(connection: &Connection) -> Result<(), Failure> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if pragma("freelist_count")? > pragma("page_count")? / KEPT_PART {
        let mut vacuum =
            connection.prepare_cached(&format!("PRAGMA incremental_vacuum({PAGES_PER_STEP})"))?;
        let mut pages = vacuum.query([])?;
        while pages.next()?.is_some() {}
    }
    empty_log(connection)
}

/// Copies the write-ahead log into the file and empties the log. Does not wait for readers of the log; a later call empties it.
pub(crate) fn empty_log(connection: &Connection) -> Result<(), Failure> {
    let patience: u32 = connection.pragma_query_value(None, "busy_timeout", |row| row.get(0))?;
    connection.busy_timeout(Duration::ZERO)?;
    let emptied = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    connection.busy_timeout(Duration::from_millis(patience.into()))?;
    Ok(emptied?)
}
