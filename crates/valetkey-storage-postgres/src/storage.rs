//! Implements the storage contract with the writer and the readers.

use std::sync::Arc;

use tokio_postgres::Row as FoundRow;
use valetkey_accounts::User;
use valetkey_storage::{
    ApplyError, Backend, Listing, Notices, OpenError, Row, RowOperation, StorageError,
    question::{Parts, Question, Reader},
    record::listed_user,
    sql::{self, Dialect::Postgres},
    user_search::Walk,
    value::ValueRef,
};
use valetkey_types::TenantId;

use crate::{
    address::Address,
    listener::Listener,
    open,
    parameter::{Bound, Parameter, borrowed},
    reader::Readers,
    row::Found,
    user_search,
    writer::{WriteStatistics, Writer},
};

/// Storage on a PostgreSQL database.
///
/// Any number of servers can share the database; each sees the commits of the others. It reconnects after a restart of the
/// database. Until then every call fails with [`StorageError::Unavailable`] after at most five seconds (`clients`, `find_users`
/// and `rows`: a minute).
pub struct PostgresStorage {
    readers: Readers,
    writer: Writer,
    listener: Listener,
}

impl PostgresStorage {
    /// Connects to the database and migrates its schema. Needs a tokio runtime for its tasks.
    ///
    /// The address is `postgres://USER@HOST:PORT/DATABASE?…` with the libpq parameters that the client library supports,
    /// and `sslmode` (`disable`, `prefer`, `require`), `sslrootcert=FILE`, `password_file=FILE`.
    ///
    /// # Errors
    ///
    /// [`OpenError`] with the reason, or with the actual content of the database. The database is then unchanged. The texts
    /// never contain the password.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let address = Arc::new(Address::read(url).map_err(|reason| OpenError::Address { reason })?);
        open::prepare(&address).await?;
        Ok(Self {
            readers: Readers::start(&address),
            writer: Writer::start(&address),
            listener: Listener::start(address),
        })
    }

    /// Returns the number of lists and commits since the database was opened.
    pub fn write_statistics(&self) -> WriteStatistics {
        self.writer.statistics()
    }
}

/// Converts every row of a result.
fn read_all<T>(
    rows: &[FoundRow],
    mut read: impl FnMut(&Found<'_>) -> Result<Option<T>, StorageError>,
) -> Result<Vec<T>, StorageError> {
    rows.iter().filter_map(|row| read(&Found(row)).transpose()).collect()
}

impl Backend for PostgresStorage {
    async fn write(&self, operations: Vec<RowOperation>) -> Result<(), ApplyError> {
        self.writer.write(operations).await
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: &'static Question,
        values: &[ValueRef<'_>],
        read: Reader<T>,
    ) -> Result<Vec<T>, StorageError> {
        let bound: Vec<_> = values.iter().map(|value| Bound(*value)).collect();
        let values: Vec<_> = bound.iter().map(|value| value as _).collect();
        let sql = question.sql(Postgres);
        let rows = match question.is_long {
            true => self.readers.scan(sql, &values).await?,
            false => self.readers.find(sql, &values).await?,
        };
        read_all(&rows, |row| read(&Parts::new(question, row)))
    }

    async fn page(&self, listing: &Listing) -> Result<Vec<Row>, StorageError> {
        let parameters: Vec<Parameter> = listing.values().into_iter().map(Parameter::from).collect();
        let rows = self.readers.scan_once(&sql::page(listing, Postgres), &borrowed(&parameters)).await?;
        read_all(&rows, |row| Row::from_cells(listing.description, row).map(Some))
    }

    async fn walk_users(
        &self,
        tenant: &TenantId,
        walk: Walk,
        limit: usize,
    ) -> Result<Vec<Option<User>>, StorageError> {
        let (sql, parameters) = user_search::page(tenant, walk, limit);
        let rows = self.readers.scan(sql, &borrowed(&parameters)).await?;
        read_all(&rows, |row| listed_user(row).map(Some))
    }

    async fn ping(&self) -> Result<(), StorageError> {
        self.readers.find("SELECT 1", &[]).await.map(drop)
    }

    fn notices(&self) -> Notices {
        self.listener.notices()
    }
}
