//! Implements the storage contract with the writer and the readers.

use std::{path::Path, sync::Arc, time::Duration};

use rusqlite::Connection;
use valetkey_accounts::User;
use valetkey_storage::{
    ApplyError, Backend, Listing, Meter, OpenError, Row, RowOperation, StorageError,
    question::{Parts, Question, Reader},
    row::Cells,
    sql::{self, Dialect::Sqlite},
    user_search::Walk,
    value::ValueRef,
};
use valetkey_types::TenantId;

use crate::{
    failure::Failure,
    open,
    query::{find, find_page},
    reader::Readers,
    row::page_values,
    user_search,
    writer::{WriteStatistics, Writer},
};

/// The maximum time that the health check waits for the lock of the database.
const PING_PATIENCE: Duration = Duration::from_secs(2);

/// Storage on one SQLite file.
///
/// Several processes on one machine can share the file; each sees the commits of the others. Dropping the storage waits until
/// all accepted lists are written.
pub struct SqliteStorage {
    // The readers are dropped first, so that the writer is the last connection and can remove the log file.
    readers: Arc<Readers>,
    pub(crate) writer: Writer,
}

impl SqliteStorage {
    /// Opens the file and migrates its schema. Creates the file if it is missing, readable only by this user.
    ///
    /// # Errors
    ///
    /// [`OpenError`] with the actual content of the file, or the process that blocks it. The file is then unchanged. Waits at
    /// most 5 seconds for a lock.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_waiting(path, open::BUSY_TIMEOUT)
    }

    /// Returns the number of lists and commits since the file was opened.
    pub fn write_statistics(&self) -> WriteStatistics {
        self.writer.statistics()
    }

    pub(crate) fn open_waiting(path: &Path, busy_timeout: Duration) -> Result<Self, OpenError> {
        let (connection, readers) = open::open(path, busy_timeout)?;
        let writer = Writer::start(connection, busy_timeout).map_err(|error| OpenError::NotWritable {
            path: path.display().to_string(),
            reason: format!("the writing thread did not start: {error}"),
        })?;
        Ok(Self { readers: Arc::new(readers), writer })
    }

    /// Reads many rows, on a separate thread that does not handle requests.
    async fn scan<T: Send + 'static>(
        &self,
        find: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StorageError> {
        let readers = self.readers.clone();
        let meter = Meter::current().unwrap_or_default();
        let read = move || meter.measure_here(|| readers.read(find));
        let scanned = tokio::task::spawn_blocking(read).await;
        scanned.unwrap_or_else(|error| Err(StorageError::Unavailable(error.to_string())))
    }
}

impl Backend for SqliteStorage {
    async fn write(&self, operations: Vec<RowOperation>) -> Result<(), ApplyError> {
        self.writer.write(operations).await
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: &'static Question,
        values: &[ValueRef<'_>],
        read: Reader<T>,
    ) -> Result<Vec<T>, StorageError> {
        let sql = question.sql(Sqlite);
        if question.is_long {
            let values: Vec<_> = values.iter().map(|value| value.to_owned_value()).collect();
            return self
                .scan(move |connection| {
                    let values = crate::row::borrowed(&values);
                    find(connection, sql, values, |cells| read(&Parts::new(question, cells)))
                })
                .await;
        }
        self.readers.read(|connection| {
            find(connection, sql, values.iter().copied(), |cells| read(&Parts::new(question, cells)))
        })
    }

    async fn page(&self, listing: &Listing) -> Result<Vec<Row>, StorageError> {
        let (sql, values) = (sql::page(listing, Sqlite), listing.values());
        let description = listing.description;
        let find = move |connection: &Connection| {
            let read = |cells: &dyn Cells| Row::from_cells(description, cells).map(Some);
            find_page(connection, &sql, page_values(&values), read)
        };
        // A separate thread for each short query of the outbox would use additional memory.
        if listing.is_short() { self.readers.read(find) } else { self.scan(find).await }
    }

    async fn walk_users(
        &self,
        tenant: &TenantId,
        walk: Walk,
        limit: usize,
    ) -> Result<Vec<Option<User>>, StorageError> {
        let tenant = tenant.clone();
        self.scan(move |connection| user_search::page(connection, &tenant, walk, limit)).await
    }

    async fn ping(&self) -> Result<(), StorageError> {
        let sql = "SELECT 1 FROM sqlite_schema LIMIT 1";
        self.readers.read(|connection| find(connection, sql, [], |_| Ok(Some(()))).map(drop))?;
        tokio::time::timeout(PING_PATIENCE, self.writer.ping()).await.unwrap_or_else(|_| {
            Err(StorageError::Unavailable("another process holds the lock, or the disk is slow".to_owned()))
        })
    }

    async fn reclaim_space(&self) -> Result<(), StorageError> {
        self.writer.reclaim_space().await
    }
}
