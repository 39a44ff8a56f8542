//! The connections for questions. Few are enough: the questions of all callers travel on them one behind the other.

use std::{num::NonZero, sync::Arc, thread::available_parallelism, time::Duration};

use tokio::time::{Instant, timeout_at};
use tokio_postgres::{Error, Row};
use valetkey_storage::{StorageError, meter};

use crate::{
    address::Address,
    failure::{is_goodbye, storage_error},
    finders::Question,
    link::Links,
    parameter::borrowed,
    session::Session,
};

/// How long a caller waits for an answer, whatever happens.
pub(crate) const DEADLINE: Duration = Duration::from_secs(5);

/// How long a caller waits who asked for everything.
const SCAN_DEADLINE: Duration = Duration::from_secs(60);

/// Connections that requests share, at most.
const MOST_SHARED: usize = 4;

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

    /// The first row of the answer, if there is one.
    pub(crate) async fn find_one(&self, question: Question) -> Result<Option<Row>, StorageError> {
        Ok(self.find_all(question).await?.into_iter().next())
    }

    /// Every row of a short answer.
    pub(crate) async fn find_all(&self, question: Question) -> Result<Vec<Row>, StorageError> {
        ask(&self.shared, &question, DEADLINE).await
    }

    /// Every row of a long answer.
    pub(crate) async fn scan(&self, question: Question) -> Result<Vec<Row>, StorageError> {
        ask(&self.scanner, &question, SCAN_DEADLINE).await
    }
}

/// One for each core that asks, so that the database answers as many at once: more would only let fewer questions travel
/// together.
fn shared() -> usize {
    available_parallelism().map_or(1, NonZero::get).min(MOST_SHARED)
}

/// Asks, and asks once more when the connection broke meanwhile: a question changes nothing.
async fn ask(links: &Links, question: &Question, patience: Duration) -> Result<Vec<Row>, StorageError> {
    let deadline = Instant::now() + patience;
    let mut is_first = true;
    loop {
        let waited = timeout_at(deadline, links.session()).await;
        let session = waited.unwrap_or_else(|_| Err(no_answer(patience)))?;
        match timeout_at(deadline, query(&session, question)).await {
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

async fn query(session: &Session, question: &Question) -> Result<Vec<Row>, Error> {
    let statement = session.statement(question.sql).await?;
    session.client().query(&statement, &borrowed(&question.parameters)).await
}

/// What a caller hears who waited in vain.
pub(crate) fn no_answer(patience: Duration) -> StorageError {
    StorageError::Unavailable(format!("the database gave no answer within {} seconds", patience.as_secs()))
}
