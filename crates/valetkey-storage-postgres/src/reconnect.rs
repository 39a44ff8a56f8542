//! Connections that reconnect. Each has a task that connects, runs the connection until it ends, and connects again.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::watch,
    task::JoinHandle,
    time::{Instant, sleep, timeout_at},
};
use valetkey_storage::StorageError;

use crate::{
    address::Address, batching::after_other_tasks, failure::in_words, open, plans, session::Session,
};

/// The maximum time that a caller waits for a lost connection, so that no request fails during a quick restart of the database.
const PATIENCE: Duration = Duration::from_secs(1);

const SHORTEST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// A pool of equal connections.
pub(crate) struct ConnectionPool {
    connections: Vec<Connection>,
    next: AtomicUsize,
}

impl ConnectionPool {
    /// Starts `count` connections.
    pub(crate) fn start(address: &Arc<Address>, count: usize) -> Self {
        let connections = (0..count).map(|_| Connection::start(Arc::clone(address))).collect();
        Self { connections, next: AtomicUsize::new(0) }
    }

    /// Returns the next usable connection in turn. Waits a short time if none is usable.
    pub(crate) async fn session(&self) -> Result<Arc<Session>, StorageError> {
        let first = self.next.fetch_add(1, Ordering::Relaxed);
        let in_turn = || {
            self.connections
                .iter()
                .cycle()
                .skip(first % self.connections.len().max(1))
                .take(self.connections.len())
        };
        if let Some(session) = in_turn().find_map(Connection::usable) {
            return Ok(session);
        }
        match in_turn().next() {
            Some(connection) => connection.session().await,
            None => Err(StorageError::Unavailable("there is no connection".to_owned())),
        }
    }
}

/// A connection to the database that is opened again when it ends.
pub(crate) struct Connection {
    state: watch::Receiver<State>,
    keeper: JoinHandle<()>,
}

enum State {
    Up(Arc<Session>),
    /// The time until which callers wait.
    Down {
        until: Instant,
        reason: String,
    },
}

impl Connection {
    /// Starts the task that connects.
    pub(crate) fn start(address: Arc<Address>) -> Self {
        let first = State::Down {
            until: Instant::now() + open::CONNECT_TIMEOUT,
            reason: "the database did not answer in time".to_owned(),
        };
        let (sender, state) = watch::channel(first);
        Self { state, keeper: tokio::spawn(keep(address, sender)) }
    }

    /// Returns the session if it is usable now.
    fn usable(&self) -> Option<Arc<Session>> {
        match &*self.state.borrow() {
            State::Up(session) if session.is_usable() => Some(Arc::clone(session)),
            _ => None,
        }
    }

    /// Returns the session. Waits a short time if the connection was just lost.
    pub(crate) async fn session(&self) -> Result<Arc<Session>, StorageError> {
        let mut state = self.state.clone();
        loop {
            let until = match &*state.borrow_and_update() {
                State::Up(session) if session.is_usable() => return Ok(Arc::clone(session)),
                State::Up(_) => Instant::now() + PATIENCE,
                State::Down { until, .. } => *until,
            };
            match timeout_at(until, state.changed()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => return Err(StorageError::Unavailable("the connection was closed".to_owned())),
                Err(_) => return Err(StorageError::Unavailable(reason(&state.borrow()))),
            }
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.keeper.abort();
    }
}

fn reason(state: &State) -> String {
    match state {
        State::Up(_) => "the connection was lost".to_owned(),
        State::Down { reason, .. } => reason.clone(),
    }
}

/// Connects again whenever the connection ends, until the task is aborted.
async fn keep(address: Arc<Address>, state: watch::Sender<State>) {
    let mut pause = SHORTEST_PAUSE;
    loop {
        match open::connect(&address).await {
            Ok((client, connection)) => {
                pause = SHORTEST_PAUSE;
                let session = Arc::new(Session::new(client));
                state.send_replace(State::Up(Arc::clone(&session)));
                let ended = tokio::select! {
                    ended = after_other_tasks(connection) => ended,
                    () = session.given_up() => Ok(()),
                    never = plans::renew_each_minute(&session) => match never {},
                };
                let reason =
                    ended.err().map_or("the connection was lost".to_owned(), |error| in_words(&error));
                tracing::warn!(reason, "the connection to the database was lost; connecting again");
                state.send_replace(State::Down { until: Instant::now() + PATIENCE, reason });
            }
            Err(reason) => note_failure(&state, reason),
        }
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

fn note_failure(state: &watch::Sender<State>, found: String) {
    state.send_modify(|state| {
        if let State::Down { reason, .. } = state {
            *reason = found;
        }
    });
}
