//! Sessions and users in one SQLite file, which several processes can share.

mod sessions;
mod users;

use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

/// The maximum time to wait for the lock of another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The current version of the tables, stored in the file.
const SCHEMA: &str = include_str!("sqlite_store/schema.sql");
const SCHEMA_NUMBER: i64 = 1;

/// Keeps sessions and users in one SQLite file. It can be the application's own file, because all table names begin with
/// `valetkey_`. Cheap to clone; clones share the connection.
///
/// Several processes on one machine can share the file. Give all of them the same
/// [`cookie_secret`](crate::LoginBuilder::cookie_secret).
#[derive(Clone)]
pub struct SqliteStore {
    connection: Arc<Mutex<Connection>>,
}

/// The reason why the file can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SqliteStoreError {
    /// The file can't be created, or it is not an SQLite file.
    #[error("the file {path} can't be used: {reason}")]
    Open {
        /// The path as given.
        path: String,
        /// The message of SQLite or of the operating system.
        reason: String,
    },
    /// The tables are from a newer version of this crate.
    #[error(
        "expected tables of version {expected} or older in {path}, got {seen}; use a newer valetkey-axum"
    )]
    TooNew {
        /// The path as given.
        path: String,
        /// The newest version that this crate knows.
        expected: i64,
        /// The version in the file.
        seen: i64,
    },
}

impl SqliteStore {
    /// Opens the file. Creates it if it does not exist, readable only by the current user.
    ///
    /// # Errors
    /// [`SqliteStoreError`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, SqliteStoreError> {
        let path = path.as_ref();
        let failure = |reason: String| SqliteStoreError::Open { path: path.display().to_string(), reason };
        create_private_file(path).map_err(|error| failure(error.to_string()))?;
        let mut connection = Connection::open(path).map_err(|error| failure(error.to_string()))?;
        let seen = prepare(&mut connection).map_err(|error| failure(error.to_string()))?;
        if seen > SCHEMA_NUMBER {
            let path = path.display().to_string();
            return Err(SqliteStoreError::TooNew { path, expected: SCHEMA_NUMBER, seen });
        }
        Ok(Self { connection: Arc::new(Mutex::new(connection)) })
    }

    /// Runs `work` in a transaction on a blocking thread. The error text is for the log.
    async fn step<T, F>(&self, work: F) -> Result<T, String>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let connection = Arc::clone(&self.connection);
        let run = move || {
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let outcome = work(&transaction)?;
            transaction.commit()?;
            Ok(outcome)
        };
        let outcome: rusqlite::Result<T> =
            tokio::task::spawn_blocking(run).await.map_err(|error| error.to_string())?;
        outcome.map_err(|error| error.to_string())
    }

    /// Reads without waiting for writers.
    async fn read<T, F>(&self, work: F) -> Result<T, String>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let connection = Arc::clone(&self.connection);
        let run = move || {
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            // A transaction gives all statements the same consistent state.
            let snapshot = connection.transaction()?;
            work(&snapshot)
        };
        let outcome: rusqlite::Result<T> =
            tokio::task::spawn_blocking(run).await.map_err(|error| error.to_string())?;
        outcome.map_err(|error| error.to_string())
    }
}

/// Creates the file, readable only by the current user. Does not change an existing file.
fn create_private_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Configures the connection and creates the tables. Returns the version of the file.
fn prepare(connection: &mut Connection) -> rusqlite::Result<i64> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(32);
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction
        .execute_batch("CREATE TABLE IF NOT EXISTS valetkey_schema (number INTEGER NOT NULL) STRICT;")?;
    let seen: Option<i64> =
        transaction.query_row("SELECT max(number) FROM valetkey_schema", [], |row| row.get(0))?;
    if seen.is_none() {
        transaction.execute_batch(SCHEMA)?;
        transaction.execute("INSERT INTO valetkey_schema (number) VALUES (?1)", [SCHEMA_NUMBER])?;
    }
    transaction.commit()?;
    if seen.is_none_or(|seen| seen <= SCHEMA_NUMBER) {
        // Write-ahead logging: readers don't wait for writers. This fails while another process opens the file, which is
        // harmless.
        let _mode: rusqlite::Result<String> =
            connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0));
    }
    Ok(seen.unwrap_or(SCHEMA_NUMBER))
}
