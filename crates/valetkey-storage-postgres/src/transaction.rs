//! Runs a transaction in one round trip: sends all statements before it waits for the first answer.

use std::{
    future::poll_fn,
    ops::Range,
    pin::Pin,
    task::{Context, Poll},
};

use tokio_postgres::Error;
use valetkey_storage::{ApplyError, StorageError};

use crate::{
    failure::{Meaning, makes_unusable, meaning, storage_error},
    list::{List, Statement, statements},
    session::Session,
};

/// The reason why a transaction stored nothing.
pub(crate) enum CommitError {
    /// One list failed. The lists before it did not fail.
    List {
        /// The position of the list.
        list: usize,
        /// The answer for its caller, if it is the first list.
        answer: ApplyError,
    },
    /// A statement for many steps failed. It is unknown which step failed.
    OneOfMany {
        /// The positions of the lists with these steps.
        lists: Range<usize>,
        /// The statement for a single such step.
        sql: &'static str,
    },
    /// Another transaction holds a lock that one list needs.
    Busy {
        /// The position of the list.
        list: usize,
        /// The error of the database.
        error: StorageError,
    },
    /// The connection was lost, or the commit failed. It is unknown whether the lists are stored.
    Broken(StorageError),
}

/// Applies all lists, or none. Returns for each list how many rows each of its statements changed.
pub(crate) async fn apply_together(session: &Session, lists: &[List]) -> Result<Vec<Vec<u64>>, CommitError> {
    let statements = statements(lists);
    let mut executions = Vec::with_capacity(statements.len());
    for statement in &statements {
        let prepared = session.statement(statement.sql).await.map_err(broken)?;
        executions.push((prepared, statement.values()));
    }
    let client = session.client();
    let word = |word| Request::new(async move { client.batch_execute(word).await.map(|()| 0) });
    // A single statement is a transaction by itself: its answer comes after its commit.
    let needs_begin_and_commit = executions.len() != 1;
    let mut requests = Vec::with_capacity(executions.len() + 2);
    requests.extend(needs_begin_and_commit.then(|| word("BEGIN")));
    for (prepared, values) in &executions {
        requests.push(Request::new(async move { client.execute(prepared, values).await }));
    }
    requests.extend(needs_begin_and_commit.then(|| word("COMMIT")));
    send_all(session, &mut requests).await;

    let mut requests = requests.into_iter();
    if needs_begin_and_commit {
        answer_of(requests.next()).await.map_err(broken)?;
    }
    let mut rows = vec![Vec::new(); lists.len()];
    for (statement, execution) in statements.iter().zip(requests.by_ref()) {
        let changed = execution.answer().await.map_err(|error| commit_error(&error, statement))?;
        for (list, changed) in statement.rows(changed) {
            rows.get_mut(list).into_iter().for_each(|of_list| of_list.push(changed));
        }
    }
    answer_of(requests.next()).await.map_err(broken)?;
    Ok(rows)
}

/// Sends requests without requests of other tasks in between.
async fn send_all(session: &Session, requests: &mut [Request<'_>]) {
    poll_fn(|context| {
        session.in_one_go(|| requests.iter_mut().for_each(|request| request.send(context)));
        Poll::Ready(())
    })
    .await;
}

async fn answer_of(request: Option<Request<'_>>) -> Result<(), Error> {
    match request {
        Some(request) => request.answer().await.map(drop),
        None => Ok(()),
    }
}

fn broken(error: Error) -> CommitError {
    CommitError::Broken(storage_error(&error))
}

fn commit_error(error: &Error, statement: &Statement<'_>) -> CommitError {
    let list = statement.list;
    let is_of_the_database = error.as_db_error().is_some() && !makes_unusable(error);
    match meaning(error) {
        Meaning::Busy => CommitError::Busy { list, error: storage_error(error) },
        Meaning::Conflict | Meaning::Failure if is_of_the_database && statement.is_of_many() => {
            CommitError::OneOfMany { lists: statement.lists(), sql: statement.sql_of_one }
        }
        Meaning::Conflict => {
            CommitError::List { list, answer: ApplyError::Conflict { position: statement.position } }
        }
        Meaning::Failure if is_of_the_database => {
            CommitError::List { list, answer: storage_error(error).into() }
        }
        Meaning::Failure => CommitError::Broken(storage_error(error)),
    }
}

/// A request, and its answer if it has already arrived: the number of changed rows.
struct Request<'a> {
    future: Pin<Box<dyn Future<Output = Result<u64, Error>> + Send + 'a>>,
    answer: Option<Result<u64, Error>>,
}

impl<'a> Request<'a> {
    fn new(future: impl Future<Output = Result<u64, Error>> + Send + 'a) -> Self {
        Self { future: Box::pin(future), answer: None }
    }

    /// Sends the request. The client library sends it when its future is polled for the first time.
    fn send(&mut self, context: &mut Context<'_>) {
        if let Poll::Ready(answer) = self.future.as_mut().poll(context) {
            self.answer = Some(answer);
        }
    }

    /// Waits for the answer.
    async fn answer(self) -> Result<u64, Error> {
        match self.answer {
            Some(answer) => answer,
            None => self.future.await,
        }
    }
}
