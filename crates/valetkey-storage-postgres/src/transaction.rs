//! One transaction in one round trip: everything is sent before the first answer is awaited.

use std::{
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

use tokio_postgres::Error;
use valetkey_storage::{ApplyError, StorageError};

use crate::{
    failure::{Meaning, is_goodbye, meaning, storage_error},
    list::{List, Statement},
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
    /// One list is the reason, by a statement that stands for many steps: which of them is unknown.
    OneOfMany {
        /// Its position among the lists.
        list: usize,
    },
    /// Another transaction stood in the way of one list.
    Busy {
        /// Its position among the lists.
        list: usize,
        /// What stood there.
        error: StorageError,
    },
    /// The connection broke, or the commit failed. Whether the lists are stored is unknown.
    Broken(StorageError),
}

/// Applies all lists, or none. Says for each how many rows each of its statements changed.
pub(crate) async fn apply_together(session: &Session, lists: &[List]) -> Result<Vec<Vec<u64>>, Obstacle> {
    let lists: Vec<Vec<Statement<'_>>> = lists.iter().map(|list| list.statements().collect()).collect();
    let mut executions = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    for statement in lists.iter().flatten() {
        let prepared = session.statement(statement.sql).await.map_err(broken)?;
        executions.push((prepared, statement.values()));
    }
    let client = session.client();
    let mut requests = vec![Request::new(async move { client.batch_execute("BEGIN").await.map(|()| 0) })];
    for (prepared, values) in &executions {
        requests.push(Request::new(async move { client.execute(prepared, values).await }));
    }
    requests.push(Request::new(async move { client.batch_execute("COMMIT").await.map(|()| 0) }));
    send_all(session, &mut requests).await;

    let mut requests = requests.into_iter();
    answer_of(requests.next()).await.map_err(broken)?;
    let mut rows = Vec::with_capacity(lists.len());
    for (list, statements) in lists.iter().enumerate() {
        let mut of_list = Vec::with_capacity(statements.len());
        for (statement, execution) in statements.iter().zip(requests.by_ref()) {
            let answer = execution.answer().await.map_err(|error| obstacle(&error, list, statement))?;
            of_list.push(if statement.steps > 1 { statement.steps as u64 } else { answer });
        }
        rows.push(of_list);
    }
    answer_of(requests.next()).await.map_err(broken)?;
    Ok(rows)
}

/// Sends requests so that no other task's come between them.
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

fn broken(error: Error) -> Obstacle {
    Obstacle::Broken(storage_error(&error))
}

fn obstacle(error: &Error, list: usize, statement: &Statement<'_>) -> Obstacle {
    let is_of_the_database = error.as_db_error().is_some() && !is_goodbye(error);
    match meaning(error) {
        Meaning::Busy => Obstacle::Busy { list, error: storage_error(error) },
        Meaning::Conflict | Meaning::Failure if is_of_the_database && statement.steps > 1 => {
            Obstacle::OneOfMany { list }
        }
        Meaning::Conflict => {
            Obstacle::List { list, answer: ApplyError::Conflict { position: statement.position } }
        }
        Meaning::Failure if is_of_the_database => {
            Obstacle::List { list, answer: storage_error(error).into() }
        }
        Meaning::Failure => Obstacle::Broken(storage_error(error)),
    }
}

/// A request, and its answer when it has come already: the rows it changed.
struct Request<'a> {
    future: Pin<Box<dyn Future<Output = Result<u64, Error>> + Send + 'a>>,
    answer: Option<Result<u64, Error>>,
}

impl<'a> Request<'a> {
    fn new(future: impl Future<Output = Result<u64, Error>> + Send + 'a) -> Self {
        Self { future: Box::pin(future), answer: None }
    }

    /// Sends it: the client library does that when it is first asked for the answer.
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
