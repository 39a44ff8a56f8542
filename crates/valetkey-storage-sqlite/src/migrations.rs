//! The schema and its versions.

use refinery::error::Kind;
use rusqlite::{Connection, TransactionBehavior};

use crate::failure::is_busy;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Returns the newest version that this program knows.
pub(crate) fn known_version() -> i64 {
    let versions = embedded::migrations::runner();
    versions.get_migrations().iter().map(|migration| i64::from(migration.version())).max().unwrap_or(0)
}

/// Returns the version of the schema; 0 if there is none.
pub(crate) fn found_version(connection: &Connection) -> Result<i64, rusqlite::Error> {
    let history = "SELECT count(*) FROM sqlite_schema WHERE name = 'refinery_schema_history'";
    if connection.query_row(history, [], |row| row.get::<_, i64>(0))? == 0 {
        return Ok(0);
    }
    let newest = "SELECT coalesce(max(version), 0) FROM refinery_schema_history";
    connection.query_row(newest, [], |row| row.get(0))
}

/// Applies missing migrations in one transaction that holds the write lock from its start.
///
/// If two processes apply the same migrations, the second waits for the lock and then fails at the first migration without any
/// change. The schema is then up to date, so this is no error.
pub(crate) fn run(connection: &mut Connection) -> Result<(), refinery::Error> {
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    let Err(error) = embedded::migrations::runner().set_grouped(true).run(connection) else { return Ok(()) };
    let up_to_date = found_version(connection).is_ok_and(|version| version == known_version());
    let too_late = up_to_date && database_error(&error).is_some_and(|error| !is_busy(error));
    if too_late { Ok(()) } else { Err(error) }
}

/// The migration that made usernames and email addresses unique together.
const ONE_SET_OF_NAMES: i64 = 7;

/// Logs the users that share a name, after the migration that forbids this for new names.
pub(crate) fn report_shared_names(connection: &Connection, before: i64) -> Result<(), rusqlite::Error> {
    if before == 0 || before >= ONE_SET_OF_NAMES {
        return Ok(());
    }
    let shared = "SELECT holder.username_key, holder.id, other.id FROM users AS other
                  JOIN users AS holder ON holder.tenant = other.tenant AND holder.username_key = other.email_key
                  WHERE holder.id <> other.id";
    let mut statement = connection.prepare(shared)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (name, username_of, address_of): (String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        tracing::warn!(
            name,
            username_of,
            address_of,
            "a name is the username of one user and the mail address of another; it signs in the one with the username. \
             Give one of them another name with: valetkey user edit SUB --username NEW"
        );
    }
    Ok(())
}

/// Returns the error of the database; `None` if the history of the file does not match the migrations.
pub(crate) fn database_error(error: &refinery::Error) -> Option<&rusqlite::Error> {
    match error.kind() {
        Kind::Connection(_, source) => source.downcast_ref(),
        _ => None,
    }
}
