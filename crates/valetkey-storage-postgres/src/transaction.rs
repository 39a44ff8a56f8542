//! One transaction in one round trip: everything is sent before the first answer is awaited.

use std::{
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

use tokio_postgres::{Error, Statement};
use valetkey_storage::{ApplyError, StorageError};

use crate::{
    changes::Step,
    failure::{Meaning, is_goodbye, meaning, storage_error},
    reader::borrowed,
    session::Session,
};

/// Why nothing of a transaction was stored.
pub(crate) enum Obstacle {
    /// One list is the reason; those before it had no trouble.
    List {
        /// Its position among the lists.
        list: usize,
        /// What its caller hears, if nothing stands before it.
        answer: ApplyError,
    },
    /// Another transaction stood in the way of one of them.
    Busy(StorageError),
    /// The connection broke, or the commit failed. Whether the lists are stored is unknown.
    Broken(StorageError),
}

/// Applies all lists, or none.
pub(crate) async fn apply_together(session: &Session, lists: &[&[Step]]) -> Result<(), Obstacle> {
    let mut statements: Vec<Vec<Statement>> = Vec::with_capacity(lists.len());
    for list in lists {
        let mut of_list = Vec::with_capacity(list.len());
        for step in *list {
            of_list.push(session.statement(step.sql).await.map_err(broken)?);
        }
        statements.push(of_list);
    }
    let client = session.client();
    let steps = || lists.iter().zip(&statements).flat_map(|(list, of_list)| list.iter().zip(of_list));
    let values: Vec<_> = steps().map(|(step, _)| borrowed(&step.parameters)).collect();

    let mut begin = Sent::now(client.batch_execute("BEGIN")).await;
    let mut executions = Vec::with_capacity(values.len());
    for ((_, statement), values) in steps().zip(&values) {
        executions.push(Sent::now(client.execute(statement, values)).await);
    }
    let mut commit = Sent::now(client.batch_execute("COMMIT")).await;

    begin.answer().await.map_err(broken)?;
    let mut executions = executions.iter_mut();
    for (list, steps) in lists.iter().enumerate() {
        for (position, execution) in executions.by_ref().take(steps.len()).enumerate() {
            execution.answer().await.map_err(|error| obstacle(&error, list, position))?;
        }
    }
    commit.answer().await.map_err(broken)
}

fn broken(error: Error) -> Obstacle {
    Obstacle::Broken(storage_error(&error))
}

fn obstacle(error: &Error, list: usize, position: usize) -> Obstacle {
    match meaning(error) {
        Meaning::Conflict => Obstacle::List { list, answer: ApplyError::Conflict { position } },
        Meaning::Busy => Obstacle::Busy(storage_error(error)),
        Meaning::Failure if error.as_db_error().is_some() && !is_goodbye(error) => {
            Obstacle::List { list, answer: storage_error(error).into() }
        }
        Meaning::Failure => Obstacle::Broken(storage_error(error)),
    }
}

/// A request that is on its way.
enum Sent<F: Future> {
    Waiting(Pin<Box<F>>),
    Answered(Option<F::Output>),
}

impl<T, F: Future<Output = Result<T, Error>>> Sent<F> {
    /// Sends it: the client library does that when it is first asked for the answer.
    async fn now(request: F) -> Self {
        let mut request = Box::pin(request);
        match poll_fn(|context: &mut Context<'_>| Poll::Ready(request.as_mut().poll(context))).await {
            Poll::Ready(answer) => Self::Answered(Some(answer)),
            Poll::Pending => Self::Waiting(request),
        }
    }

    /// Waits for the answer.
    async fn answer(&mut self) -> F::Output {
        match self {
            Self::Waiting(request) => request.await,
            Self::Answered(answer) => match answer.take() {
                Some(answer) => answer,
                None => std::future::pending().await,
            },
        }
    }
}
