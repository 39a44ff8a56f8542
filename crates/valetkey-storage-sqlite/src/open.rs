//! Opens a database file: checks that it is a valetkey database, initializes it if it is empty, and migrates its schema.

#[cfg(test)]
mod tests;

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};
use valetkey_storage::OpenError;

use crate::{
    failure::{is_busy, open_error},
    migrations,
    reader::Readers,
};

/// The maximum time that a statement waits for the lock of another process.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The application id in the header of our files: "VKEY".
const APPLICATION_ID: i64 = 0x564B_4559;

/// Maximum number of cached statements per connection. It is larger than the number of our statements.
const CACHED_STATEMENTS: usize = 96;

/// Opens or creates the file. Returns the writing connection and the reading ones.
pub(crate) fn open(path: &Path, busy_timeout: Duration) -> Result<(Connection, Readers), OpenError> {
    let path = absolute(path)?;
    create_private_file(&path)?;
    let mut writer = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE, busy_timeout)?;
    check_identity(&path, &writer)?;
    refuse_world_readable(&path)?;
    configure(&path, &writer, busy_timeout)?;
    let before = migrations::found_version(&writer).map_err(|error| open_error(&path, &error))?;
    migrations::run(&mut writer).map_err(|error| match migrations::database_error(&error) {
        Some(error) => open_error(&path, error),
        None => OpenError::NotADatabase { path: shown(&path), reason: error.to_string() },
    })?;
    migrations::report_shared_names(&writer, before).map_err(|error| open_error(&path, &error))?;
    let count = std::thread::available_parallelism().map_or(2, |cores| cores.get().max(2));
    let readers = (0..count)
        .map(|_| connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY, busy_timeout))
        .collect::<Result<Vec<_>, _>>()?;
    Ok((writer, Readers::new(readers)))
}

/// Makes the path absolute, so that it is not a name with a special meaning for SQLite.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf, OpenError> {
    std::path::absolute(path).map_err(|error| not_writable(path, &error.to_string()))
}

/// Creates an empty file that only this user may read. Does not open an existing file, because closing it would release the
/// locks of this process on it.
pub(crate) fn create_private_file(path: &Path) -> Result<(), OpenError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(not_writable(path, &error.to_string())),
        _ => Ok(()),
    }
}

/// Refuses a file that every user of this machine can read, because it contains password hashes. The log file gets the same
/// mode. Makes an empty file private.
#[cfg(unix)]
fn refuse_world_readable(path: &Path) -> Result<(), OpenError> {
    use std::os::unix::fs::PermissionsExt as _;

    let failed = |error: std::io::Error| not_writable(path, &error.to_string());
    let metadata = std::fs::metadata(path).map_err(failed)?;
    let mode = metadata.permissions().mode() & 0o7777;
    match (mode & 0o007, metadata.len()) {
        (0, _) => Ok(()),
        (_, 0) => std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).map_err(failed),
        _ => Err(OpenError::WorldReadable { path: shown(path), mode }),
    }
}

#[cfg(not(unix))]
fn refuse_world_readable(_path: &Path) -> Result<(), OpenError> {
    Ok(())
}

pub(crate) fn connect(
    path: &Path,
    access: OpenFlags,
    busy_timeout: Duration,
) -> Result<Connection, OpenError> {
    let connect = || -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(busy_timeout)?;
        connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
        // Uses one plan for all values. Otherwise SQLite with STAT4 prepares a statement again for each new key, which takes
        // several times as long as running it.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        Ok(connection)
    };
    connect().map_err(|error| open_error(path, &error))
}

/// The data in the header and the schema of a file.
struct Identity {
    application_id: i64,
    tables: i64,
    schema: i64,
    read_only: bool,
}

/// Reads the data in one transaction, because another process may be initializing the same new file.
fn identity(connection: &Connection) -> rusqlite::Result<Identity> {
    let picture = connection.unchecked_transaction()?;
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE '%refinery_schema_history%'";
    Ok(Identity {
        tables: picture.query_row(tables, [], |row| row.get(0))?,
        application_id: picture.pragma_query_value(None, "application_id", |row| row.get(0))?,
        schema: migrations::found_version(&picture)?,
        read_only: picture.is_readonly("main")?,
    })
}

/// Refuses a foreign file before any write.
pub(crate) fn check_identity(path: &Path, connection: &Connection) -> Result<(), OpenError> {
    let identity = identity(connection).map_err(|error| open_error(path, &error))?;
    let foreign = |reason: String| Err(OpenError::NotADatabase { path: shown(path), reason });
    match (identity.application_id, identity.tables) {
        (APPLICATION_ID, _) | (0, 0) => {}
        (0, _) => return foreign("it holds the tables of another application".to_owned()),
        (other, _) => {
            return foreign(format!("expected the application id {APPLICATION_ID:#x}, got {other:#x}"));
        }
    }
    let (found, known) = (identity.schema, migrations::known_version());
    if found > known {
        return Err(OpenError::NewerSchema { path: shown(path), found, known });
    }
    if identity.read_only {
        return Err(not_writable(path, "it is read-only"));
    }
    Ok(())
}

/// Enables the write-ahead log and synchronous commits. The log grows to 4,000 pages before SQLite copies them into the file,
/// so that a page that many commits change is copied only once. For up to 4,062 pages, the index of the log needs 32 KiB of
/// memory.
fn configure(path: &Path, connection: &Connection, busy_timeout: Duration) -> Result<(), OpenError> {
    let failed = |error| open_error(path, &error);
    // This has an effect only for an empty file. Older files keep freed pages for new rows.
    connection.execute_batch("PRAGMA auto_vacuum = INCREMENTAL").map_err(failed)?;
    let mode = switch_to_write_ahead_log(connection, busy_timeout).map_err(failed)?;
    if mode != "wal" {
        return Err(not_writable(path, &format!("expected the journal mode wal, got {mode}")));
    }
    connection
        .execute_batch(
            "PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA wal_autocheckpoint = 4000;
             PRAGMA journal_size_limit = 16777216;",
        )
        .map_err(failed)
}

/// Retries while another process opens the same new file, because SQLite does not wait for this lock.
fn switch_to_write_ahead_log(connection: &Connection, busy_timeout: Duration) -> rusqlite::Result<String> {
    let deadline = Instant::now() + busy_timeout;
    loop {
        let switched = connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0));
        match switched {
            Err(error) if is_busy(&error) && Instant::now() < deadline => {
                std::thread::sleep(Duration::from_millis(10));
            }
            outcome => return outcome,
        }
    }
}

fn not_writable(path: &Path, reason: &str) -> OpenError {
    OpenError::NotWritable { path: shown(path), reason: reason.to_owned() }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
