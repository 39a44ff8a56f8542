//! Connections that come back: a task for each connects, serves, and connects again.

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

use crate::{address::Address, company::in_company, failure::in_words, open, plans, session::Session};

/// How long a caller waits for a connection that was just lost, so that a restart of the database is a short wait.
const PATIENCE: Duration = Duration::from_secs(1);

const SHORTEST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// Connections that stand in for each other.
pub(crate) struct Links {
    links: Vec<Link>,
    next: AtomicUsize,
}

impl Links {
    /// Starts to connect so many times.
    pub(crate) fn start(address: &Arc<Address>, count: usize) -> Self {
        let links = (0..count).map(|_| Link::start(Arc::clone(address))).collect();
        Self { links, next: AtomicUsize::new(0) }
    }

    /// The next connection that is there. When none is, waits a moment for the next one.
    pub(crate) async fn session(&self) -> Result<Arc<Session>, StorageError> {
        let first = self.next.fetch_add(1, Ordering::Relaxed);
        let in_turn =
            || self.links.iter().cycle().skip(first % self.links.len().max(1)).take(self.links.len());
        if let Some(session) = in_turn().find_map(Link::usable) {
            return Ok(session);
        }
        match in_turn().next() {
            Some(link) => link.session().await,
            None => Err(StorageError::Unavailable("there is no connection".to_owned())),
        }
    }
}

/// A connection to the database, or the wait for the next one.
pub(crate) struct Link {
    state: watch::Receiver<State>,
    keeper: JoinHandle<()>,
}

enum State {
    Up(Arc<Session>),
    /// Callers wait until this moment and no longer.
    Down {
        until: Instant,
        reason: String,
    },
}

impl Link {
    /// Starts to connect.
    pub(crate) fn start(address: Arc<Address>) -> Self {
        let first = State::Down {
            until: Instant::now() + open::CONNECT_TIMEOUT,
            reason: "the database did not answer in time".to_owned(),
        };
        let (sender, state) = watch::channel(first);
        Self { state, keeper: tokio::spawn(keep(address, sender)) }
    }

    /// The connection, if it is there.
    fn usable(&self) -> Option<Arc<Session>> {
        match &*self.state.borrow() {
            State::Up(session) if session.is_usable() => Some(Arc::clone(session)),
            _ => None,
        }
    }

    /// The connection. Waits a moment for it when it was lost only now.
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

impl Drop for Link {
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

/// Connects for ever.
async fn keep(address: Arc<Address>, state: watch::Sender<State>) {
    let mut pause = SHORTEST_PAUSE;
    loop {
        match open::connect(&address).await {
            Ok((client, connection)) => {
                pause = SHORTEST_PAUSE;
                let session = Arc::new(Session::new(client));
                state.send_replace(State::Up(Arc::clone(&session)));
                let ended = tokio::select! {
                    ended = in_company(connection) => ended,
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
