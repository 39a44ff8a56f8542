//! The connections for questions. Few are enough: the questions of all callers travel on them one behind the other.

use std::{num::NonZero, sync::Arc, thread::available_parallelism, time::Duration};

use tokio::time::{Instant, timeout_at};
use tokio_postgres::{Error, Row, types::ToSql};
use valetkey_storage::{StorageError, meter};

use crate::{
    address::Address,
    failure::{is_goodbye, storage_error},
    link::Links,
    session::Session,
};

/// How long a caller waits for an answer, whatever happens.
pub(crate) const DEADLINE: Duration = Duration::from_secs(5);

/// How long a caller waits who asked for everything.
const SCAN_DEADLINE: Duration = Duration::from_secs(60);

/// Connections that requests share, at most.
const MOST_SHARED: usize = 4;

/// The values of a statement.
type Values<'a> = [&'a (dyn ToSql + Sync)];

/// A statement and whether it is kept prepared.
#[derive(Clone, Copy)]
enum Asked<'a> {
    Again(&'static str),
    Once(&'a str),
}

/// The connections that read.
pub(crate) struct Readers {
    shared: Links,
    /// For answers of many rows: nobody waits behind them.
    scanner: Links,
}

impl Readers {
    pub(crate) fn start(address: &Arc<Address>) -> Self {
        Self { shared: Links::start(address, shared()), scanner: Links::start(address, 1) }
    }

    /// Every row of a short answer.
    pub(crate) async fn find(
        &self,
        sql: &'static str,
        values: &Values<'_>,
    ) -> Result<Vec<Row>, StorageError> {
        ask(&self.shared, Asked::Again(sql), values, DEADLINE).await
    }

    /// Every row of a long answer.
    pub(crate) async fn scan(
        &self,
        sql: &'static str,
        values: &Values<'_>,
    ) -> Result<Vec<Row>, StorageError> {
        ask(&self.scanner, Asked::Again(sql), values, SCAN_DEADLINE).await
    }

    /// Every row of a long answer to a statement that is rarely asked: it is not kept prepared.
    pub(crate) async fn scan_once(&self, sql: &str, values: &Values<'_>) -> Result<Vec<Row>, StorageError> {
        ask(&self.scanner, Asked::Once(sql), values, SCAN_DEADLINE).await
    }
}

/// One for each core that asks, so that the database answers as many at once: more would only let fewer questions travel
/// together.
fn shared() -> usize {
    available_parallelism().map_or(1, NonZero::get).min(MOST_SHARED)
}

/// Asks, and asks once more when the connection broke meanwhile: a question changes nothing.
async fn ask(
    links: &Links,
    asked: Asked<'_>,
    values: &Values<'_>,
    patience: Duration,
) -> Result<Vec<Row>, StorageError> {
    let deadline = Instant::now() + patience;
    let mut is_first = true;
    loop {
        let waited = timeout_at(deadline, links.session()).await;
        let session = waited.unwrap_or_else(|_| Err(no_answer(patience)))?;
        match timeout_at(deadline, query(&session, asked, values)).await {
            Ok(Ok(rows)) => {
                meter::count_read(rows.len());
                return Ok(rows);
            }
            Ok(Err(error)) if is_first && (!session.is_usable() || is_goodbye(&error)) => {
                tracing::debug!(error = %storage_error(&error), "asking once more");
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

async fn query(session: &Session, asked: Asked<'_>, values: &Values<'_>) -> Result<Vec<Row>, Error> {
    match asked {
        Asked::Again(sql) => session.client().query(&session.statement(sql).await?, values).await,
        Asked::Once(sql) => session.client().query(sql, values).await,
    }
}

/// What a caller hears who waited in vain.
pub(crate) fn no_answer(patience: Duration) -> StorageError {
    StorageError::Unavailable(format!("the database gave no answer within {} seconds", patience.as_secs()))
}
