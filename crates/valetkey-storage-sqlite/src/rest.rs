//! What is done when nothing waits: space goes back to the system, in steps of milliseconds.

use std::time::Duration;

use rusqlite::Connection;

use crate::failure::Failure;

/// Pages that one step gives back at most: one megabyte.
const PAGES_PER_STEP: u32 = 256;

/// Free pages are kept for what comes next, unless they are more than this part of the file.
const KEPT_PART: i64 = 4;

/// One step.
pub(crate) fn rest(connection: &Connection) -> Result<(), Failure> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if pragma("freelist_count")? > pragma("page_count")? / KEPT_PART {
        let mut vacuum =
            connection.prepare_cached(&format!("PRAGMA incremental_vacuum({PAGES_PER_STEP})"))?;
        let mut pages = vacuum.query([])?;
        while pages.next()?.is_some() {}
    }
    empty_the_log(connection)
}

/// Moves what the write-ahead log holds into the file and empties it. Whoever still reads the log is not waited for:
/// then it is emptied another time.
pub(crate) fn empty_the_log(connection: &Connection) -> Result<(), Failure> {
    let patience: u32 = connection.pragma_query_value(None, "busy_timeout", |row| row.get(0))?;
    connection.busy_timeout(Duration::ZERO)?;
    let emptied = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    connection.busy_timeout(Duration::from_millis(patience.into()))?;
    Ok(emptied?)
}
