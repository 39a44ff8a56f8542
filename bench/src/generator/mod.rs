//! The load generator: one thread, many connections, each with one unit of work at a time.

mod closed;
mod open;
mod schedule;
mod tally;

use std::{
    cell::Cell,
    convert::Infallible,
    rc::Rc,
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::{Context as _, Result};
use async_trait::async_trait;

pub use closed::run as closed;
pub use open::run as open;
pub use schedule::Schedule;
pub use tally::Tally;

use crate::{application::Attempt, http::Connection};

/// A unit of work to repeat. An error ends the run, because a rate with wrong responses means nothing.
#[async_trait(?Send)]
pub trait Workload {
    /// Runs one unit and checks its responses.
    async fn unit(&self, worker: &mut Worker) -> Result<Finish>;

    /// Runs after some units, outside their latency: misuses a code or a token and checks that the server refuses it.
    async fn misuse(&self, _worker: &mut Worker) -> Result<()> {
        Ok(())
    }

    /// Runs the checks that are too slow for the hot path, and describes them.
    ///
    /// # Errors
    /// If a check fails.
    fn check_samples(&self) -> Result<Vec<String>> {
        Ok(Vec::new())
    }

    /// Returns the number of HTTP requests of one unit.
    fn requests_per_unit(&self) -> f64;
}

/// The end of a unit that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// It was done.
    Done,
    /// The server is overloaded: 503 with `Retry-After`. A failure except in overload workloads.
    TurnedAway,
}

/// A connection and its share of the unit numbers.
pub struct Worker {
    /// The connection.
    pub connection: Connection,
    attempts: Rc<Cell<u64>>,
    last_attempt: Attempt,
}

impl Worker {
    /// Creates `count` workers, with connections to these nodes (`host:port`) in turn. All share one counter for attempts.
    ///
    /// # Errors
    /// If there is no node, or its name is not valid in a header.
    pub fn many(nodes: &[impl AsRef<str>], count: usize, attempts: &Rc<Cell<u64>>) -> Result<Vec<Self>> {
        let worker = |number: usize| {
            let node = nodes.get(number % nodes.len().max(1)).context("a node")?;
            Ok(Self {
                connection: Connection::to(node.as_ref())?,
                attempts: Rc::clone(attempts),
                last_attempt: Attempt(0),
            })
        };
        (0..count).map(worker).collect()
    }

    /// Returns the next unique number.
    pub fn next_attempt(&mut self) -> Attempt {
        let number = self.attempts.get();
        self.attempts.set(number + 1);
        self.last_attempt = Attempt(number);
        self.last_attempt
    }

    /// Returns the last number.
    pub fn last_attempt(&self) -> Attempt {
        self.last_attempt
    }
}

static STAYS_AWAKE: AtomicBool = AtomicBool::new(false);

/// Keeps the generator's thread awake while a loop runs. It then needs its own core. The kernel wakes a sleeping thread for each
/// response, on the core of the server. That cost comes from running both on one machine and should not count for the server.
pub fn stay_awake() {
    STAYS_AWAKE.store(true, Ordering::Relaxed);
}

/// Runs `work` to its end; does not sleep after [`stay_awake`].
pub(crate) async fn awake<T>(work: impl Future<Output = T>) -> T {
    tokio::select! {
        done = work => done,
        never = never_sleep(), if STAYS_AWAKE.load(Ordering::Relaxed) => match never {},
    }
}

async fn never_sleep() -> Infallible {
    loop {
        tokio::task::yield_now().await;
    }
}
