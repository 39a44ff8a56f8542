//! The schema and its versions.

use refinery::error::Kind;
use rusqlite::{Connection, TransactionBehavior};

use crate::failure::is_busy;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The newest version this program knows.
pub(crate) fn known_version() -> i64 {
    let versions = embedded::migrations::runner();
    versions.get_migrations().iter().map(|migration| i64::from(migration.version())).max().unwrap_or(0)
}

/// The version of a file; 0 when it has no schema yet.
pub(crate) fn found_version(connection: &Connection) -> Result<i64, rusqlite::Error> {
    let history = "SELECT count(*) FROM sqlite_schema WHERE name = 'refinery_schema_history'";
    if connection.query_row(history, [], |row| row.get::<_, i64>(0))? == 0 {
        return Ok(0);
    }
    let newest = "SELECT coalesce(max(version), 0) FROM refinery_schema_history";
    connection.query_row(newest, [], |row| row.get(0))
}

/// Applies the steps that are missing, all in one transaction that holds the write lock from its start.
///
/// When two processes find the same steps missing, the second waits for the lock and then fails on the first step,
/// changing nothing; the schema is up to date then, and that is what counts.
pub(crate) fn run(connection: &mut Connection) -> Result<(), refinery::Error> {
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    let Err(error) = embedded::migrations::runner().set_grouped(true).run(connection) else { return Ok(()) };
    let up_to_date = found_version(connection).is_ok_and(|version| version == known_version());
    let too_late = up_to_date && database_error(&error).is_some_and(|error| !is_busy(error));
    if too_late { Ok(()) } else { Err(error) }
}

/// What the database said; `None` when the history of the file does not match the steps.
pub(crate) fn database_error(error: &refinery::Error) -> Option<&rusqlite::Error> {
    match error.kind() {
        Kind::Connection(_, source) => source.downcast_ref(),
        _ => None,
    }
}
