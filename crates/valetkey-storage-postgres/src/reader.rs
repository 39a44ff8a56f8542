//! The connections for queries. A few are enough, because the queries of all callers are pipelined on them.

use std::{num::NonZero, sync::Arc, thread::available_parallelism, time::Duration};

use tokio::time::{Instant, timeout_at};
use tokio_postgres::{Error, Row, types::ToSql};
use valetkey_storage::{StorageError, meter};

use crate::{
    address::Address,
    failure::{makes_unusable, storage_error},
    reconnect::ConnectionPool,
    session::Session,
};

/// Maximum time of a query, including the wait for a connection.
pub(crate) const DEADLINE: Duration = Duration::from_secs(5);

/// Maximum time of a query that reads a whole table.
const SCAN_DEADLINE: Duration = Duration::from_secs(60);

/// Maximum number of connections that requests share.
const MOST_SHARED: usize = 4;

/// The values for a statement.
type Values<'a> = [&'a (dyn ToSql + Sync)];

/// A statement. It is kept prepared, or used only once.
#[derive(Clone, Copy)]
enum QueryText<'a> {
    Prepared(&'static str),
    Once(&'a str),
}

/// The connections that read.
pub(crate) struct Readers {
    shared: ConnectionPool,
    /// The connection for results with many rows, so that no short query waits for them.
    scanner: ConnectionPool,
}

impl Readers {
    pub(crate) fn start(address: &Arc<Address>) -> Self {
        Self { shared: ConnectionPool::start(address, shared()), scanner: ConnectionPool::start(address, 1) }
    }

    /// Returns all rows of a short result.
    pub(crate) async fn find(
        &self,
        sql: &'static str,
        values: &Values<'_>,
    ) -> Result<Vec<Row>, StorageError> {
        ask(&self.shared, QueryText::Prepared(sql), values, DEADLINE).await
    }

    /// Returns all rows of a long result.
    pub(crate) async fn scan(
        &self,
        sql: &'static str,
        values: &Values<'_>,
    ) -> Result<Vec<Row>, StorageError> {
        ask(&self.scanner, QueryText::Prepared(sql), values, SCAN_DEADLINE).await
    }

    /// Returns all rows of a long result. For rare statements, because the statement is not kept prepared.
    pub(crate) async fn scan_once(&self, sql: &str, values: &Values<'_>) -> Result<Vec<Row>, StorageError> {
        ask(&self.scanner, QueryText::Once(sql), values, SCAN_DEADLINE).await
    }
}

/// Returns the number of shared connections: one per core. With more connections, fewer queries would be sent together.
fn shared() -> usize {
    available_parallelism().map_or(1, NonZero::get).min(MOST_SHARED)
}

/// Runs a query. Retries once if the connection was lost, which is safe because a query changes nothing.
async fn ask(
    connections: &ConnectionPool,
    asked: QueryText<'_>,
    values: &Values<'_>,
    patience: Duration,
) -> Result<Vec<Row>, StorageError> {
    let deadline = Instant::now() + patience;
    let mut is_first = true;
    loop {
        let waited = timeout_at(deadline, connections.session()).await;
        let session = waited.unwrap_or_else(|_| Err(no_answer(patience)))?;
        match timeout_at(deadline, query(&session, asked, values)).await {
            Ok(Ok(rows)) => {
                meter::count_read(rows.len());
                return Ok(rows);
            }
            Ok(Err(error)) if is_first && (!session.is_usable() || makes_unusable(&error)) => {
                tracing::debug!(error = %storage_error(&error), "retrying a query once");
                session.give_up();
                is_first = false;
            }
            Ok(Err(error)) => return Err(storage_error(&error)),
            Err(_) => {
                session.give_up();
                return Err(no_answer(patience));
            }
        }
    }
}

async fn query(session: &Session, asked: QueryText<'_>, values: &Values<'_>) -> Result<Vec<Row>, Error> {
    match asked {
        QueryText::Prepared(sql) => session.client().query(&session.statement(sql).await?, values).await,
        QueryText::Once(sql) => session.client().query(sql, values).await,
    }
}

/// Returns the error after a timeout.
pub(crate) fn no_answer(patience: Duration) -> StorageError {
    StorageError::Unavailable(format!("the database gave no answer within {} seconds", patience.as_secs()))
}
