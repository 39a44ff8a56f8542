//! The load generator: one thread, many connections, each with one unit of work at a time.

mod closed;
mod open;
mod tally;
mod turnstile;

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
pub use tally::Tally;
pub use turnstile::Turnstile;

use crate::{application::Attempt, http::Connection};

/// Something to repeat. An error ends the run: a server that answers wrongly has no speed.
#[async_trait(?Send)]
pub trait Workload {
    /// Does one unit and checks its answers.
    async fn unit(&self, worker: &mut Worker) -> Result<Finish>;

    /// What the unit that was just counted gives rise to, and nobody's latency: now and then somebody misbehaves, and
    /// the server must notice.
    async fn aside(&self, _worker: &mut Worker) -> Result<()> {
        Ok(())
    }

    /// Checks what was too slow to check on the hot path, and says what was checked.
    ///
    /// # Errors
    /// If a check fails.
    fn check_samples(&self) -> Result<Vec<String>> {
        Ok(Vec::new())
    }

    /// HTTP requests of one unit.
    fn requests_per_unit(&self) -> f64;
}

/// How a unit ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// It was done.
    Done,
    /// The server said that it has too much to do: 503 with `Retry-After`. A failure but for overload workloads.
    TurnedAway,
}

/// One connection and the numbers of its units.
pub struct Worker {
    /// The connection.
    pub connection: Connection,
    attempts: Rc<Cell<u64>>,
    last_attempt: Attempt,
}

impl Worker {
    /// Workers for connections to nodes, each `host:port`, in turn; their attempts have numbers of their own.
    ///
    /// # Errors
    /// If there is no node, or one can't stand in a header.
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

    /// The next number, used by nobody else.
    pub fn next_attempt(&mut self) -> Attempt {
        let number = self.attempts.get();
        self.attempts.set(number + 1);
        self.last_attempt = Attempt(number);
        self.last_attempt
    }

    /// The number used last.
    pub fn last_attempt(&self) -> Attempt {
        self.last_attempt
    }
}

static STAYS_AWAKE: AtomicBool = AtomicBool::new(false);

/// From now on the generator's thread, which needs a core of its own, never sleeps while a loop runs. A sleeping one must be
/// woken for an answer, and the kernel does that on the time of the server that sends it: a cost of both standing on one
/// machine, and not of the server.
pub fn stay_awake() {
    STAYS_AWAKE.store(true, Ordering::Relaxed);
}

/// Waits for what is measured, without sleeping where that was asked for.
pub(crate) async fn awake<T>(work: impl Future<Output = T>) -> T {
    tokio::select! {
        done = work => done,
        never = keep_looking(), if STAYS_AWAKE.load(Ordering::Relaxed) => match never {},
    }
}

async fn keep_looking() -> Infallible {
    loop {
        tokio::task::yield_now().await;
    }
}
