//! The one thread that writes. Lists that wait at the same time share one commit, and so one wait for the disk.

#[cfg(test)]
mod tests;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use rusqlite::Connection;
use tokio::sync::{
    mpsc::{self, error::TrySendError},
    oneshot,
};
use valetkey_storage::{ApplyError, Meter, RowOperation, StorageError, meter};

use crate::{failure::Failure, query::execute_plain, rest, write};

/// Lists that may wait. One more is refused: the disk is too slow for what is asked.
const QUEUE_LENGTH: usize = 1_024;

/// How far the thread stands behind those that answer requests: where they compete for one core, more lists come together
/// for each wait for the disk.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 5;

/// Lists that share one commit at most, so that the first does not wait for ever.
const LISTS_PER_COMMIT: usize = 256;

type Answer = Result<(), ApplyError>;

/// How much was written since the file was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteStatistics {
    /// Lists that were looked at, refused ones included.
    pub lists: u64,
    /// Transactions that were committed. Fewer than `lists` when lists shared a commit.
    pub commits: u64,
}

/// The queue in front of the thread. Dropping it lets the thread finish what it accepted.
pub(crate) struct Writer {
    /// How long the lock of another process is waited for.
    patience: Duration,
    queue: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    counters: Arc<Counters>,
}

/// What the thread is asked for.
enum Job {
    Apply(List),
    Rest(oneshot::Sender<Result<(), StorageError>>),
}

/// A list of operations, the meter of the request that asked for it, and who waits for the answer.
struct List {
    operations: Vec<RowOperation>,
    meter: Meter,
    deadline: Instant,
    answer: oneshot::Sender<Answer>,
}

impl List {
    /// Whether nobody waits any more, after as long as a lock is waited for: whoever asked was told to come back, and
    /// what is stored now would surprise them. A young list counts in any case, for a browser may close the connection
    /// on which it signed out.
    fn is_given_up(&self) -> bool {
        self.answer.is_closed() && Instant::now() >= self.deadline
    }
}

#[derive(Default)]
struct Counters {
    lists: AtomicU64,
    commits: AtomicU64,
}

impl Writer {
    /// Starts the thread. The connection waits so long for the lock of another process.
    pub(crate) fn start(connection: Connection, patience: Duration) -> std::io::Result<Self> {
        let (queue, waiting) = mpsc::channel(QUEUE_LENGTH);
        let counters = Arc::new(Counters::default());
        let of_thread = counters.clone();
        let thread = std::thread::Builder::new().name("sqlite-writer".to_owned()).spawn(move || {
            give_way();
            write_until_closed(&connection, waiting, &of_thread);
        })?;
        Ok(Self { patience, queue: Some(queue), thread: Some(thread), counters })
    }

    /// Puts a list into the queue and waits until it is on the disk, or refused.
    pub(crate) async fn write(&self, operations: Vec<RowOperation>) -> Answer {
        self.wait_for(operations).await.inspect(|()| meter::count_commit())
    }

    /// Whether the lock is to be had that every list needs. Nothing is written.
    pub(crate) async fn ping(&self) -> Result<(), StorageError> {
        match self.wait_for(vec![]).await {
            Ok(()) | Err(ApplyError::Conflict { .. }) => Ok(()),
            Err(ApplyError::Storage(error)) => Err(error),
        }
    }

    async fn wait_for(&self, operations: Vec<RowOperation>) -> Answer {
        let (answer, answered) = oneshot::channel();
        let meter = Meter::current().unwrap_or_default();
        self.give(Job::Apply(List { operations, meter, deadline: Instant::now() + self.patience, answer }))?;
        answered.await.unwrap_or_else(|_| Err(stopped().into()))
    }

    /// Gives space back, if nothing else waits.
    pub(crate) async fn rest(&self) -> Result<(), StorageError> {
        let (answer, answered) = oneshot::channel();
        self.give(Job::Rest(answer))?;
        answered.await.unwrap_or_else(|_| Err(stopped()))
    }

    fn give(&self, job: Job) -> Result<(), StorageError> {
        let queue = self.queue.as_ref().ok_or_else(stopped)?;
        queue.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StorageError::Unavailable(format!(
                "{QUEUE_LENGTH} lists of changes wait for the disk already"
            )),
            TrySendError::Closed(_) => stopped(),
        })
    }

    /// What was written so far.
    pub(crate) fn statistics(&self) -> WriteStatistics {
        WriteStatistics {
            lists: self.counters.lists.load(Ordering::Relaxed),
            commits: self.counters.commits.load(Ordering::Relaxed),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the writer of the database ended with a panic");
        }
    }
}

fn stopped() -> StorageError {
    StorageError::Unavailable("the writer has stopped".to_owned())
}

/// Lowers the priority of this thread. Linux alone has priorities per thread.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
        tracing::debug!(%error, "the writer of the database keeps the usual priority");
    }
}

/// The thread: takes what waits, commits it, answers; at the end leaves an empty log behind.
fn write_until_closed(connection: &Connection, mut waiting: mpsc::Receiver<Job>, counters: &Counters) {
    let mut jobs = Vec::with_capacity(LISTS_PER_COMMIT);
    while waiting.blocking_recv_many(&mut jobs, LISTS_PER_COMMIT) > 0 {
        let (mut lists, mut resting) = (vec![], vec![]);
        for job in jobs.drain(..) {
            match job {
                Job::Apply(list) => lists.push(list),
                Job::Rest(answer) => resting.push(answer),
            }
        }
        leave_out_given_up(&mut lists);
        if !lists.is_empty() {
            commit_and_answer(connection, lists, counters);
        }
        for answer in resting {
            let rested = if waiting.is_empty() { rest::rest(connection) } else { Ok(()) };
            let _ = answer.send(rested.map_err(StorageError::from));
        }
    }
    if let Err(Failure(error)) = rest::empty_the_log(connection) {
        tracing::warn!(%error, "the log of the database was not emptied; the next start reads it");
    }
}

fn leave_out_given_up(lists: &mut Vec<List>) {
    lists.retain(|list| !list.is_given_up());
}

fn commit_and_answer(connection: &Connection, mut lists: Vec<List>, counters: &Counters) {
    let outcome = commit_together(connection, &mut lists);
    counters.lists.fetch_add(lists.len() as u64, Ordering::Relaxed);
    counters.commits.fetch_add(u64::from(outcome.is_ok()), Ordering::Relaxed);
    let outcomes = outcome.unwrap_or_else(|failure| {
        tracing::warn!(error = %failure.0, lists = lists.len(), "a commit failed");
        vec![Err(failure.0.into()); lists.len()]
    });
    for (list, outcome) in lists.into_iter().zip(outcomes) {
        // Nobody may be waiting any more; the list is stored all the same.
        let _ = list.answer.send(outcome);
    }
}

/// One transaction for all lists that are not given up when the lock is to be had. An error means that nothing of any
/// list was stored.
fn commit_together(connection: &Connection, lists: &mut Vec<List>) -> Result<Vec<Answer>, Failure> {
    execute_plain(connection, "BEGIN IMMEDIATE")?;
    leave_out_given_up(lists);
    let commit = || {
        let answers = lists.iter().map(|list| apply_list(connection, list)).collect::<Result<_, _>>()?;
        execute_plain(connection, "COMMIT")?;
        Ok(answers)
    };
    let committed = commit();
    if committed.is_err() && !connection.is_autocommit() {
        execute_plain(connection, "ROLLBACK")?;
    }
    committed
}

/// One list, which leaves the others alone when it fails: by a savepoint, or because it is one statement, which changes
/// all or nothing by itself. An error means that SQLite gave up the whole transaction.
fn apply_list(connection: &Connection, list: &List) -> Result<Answer, Failure> {
    let savepoint = list.operations.len() != 1;
    if savepoint {
        execute_plain(connection, "SAVEPOINT list")?;
    }
    let begun = Instant::now();
    let answer = list.meter.measure_here(|| apply_in_order(connection, &list.operations));
    list.meter.add_writing_time(begun.elapsed());
    if let Err(ApplyError::Storage(error)) = &answer
        && connection.is_autocommit()
    {
        return Err(Failure(error.clone()));
    }
    if savepoint {
        if answer.is_err() {
            execute_plain(connection, "ROLLBACK TO list")?;
        }
        execute_plain(connection, "RELEASE list")?;
    }
    Ok(answer)
}

fn apply_in_order(connection: &Connection, operations: &[RowOperation]) -> Answer {
    for (position, operation) in operations.iter().enumerate() {
        match write::apply(connection, operation) {
            Ok(true) => {}
            Ok(false) => return Err(ApplyError::Conflict { position }),
            Err(failure) => return Err(failure.0.into()),
        }
    }
    Ok(())
}
