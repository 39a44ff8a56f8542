//! The only thread that writes. All waiting lists share one commit, and therefore one wait for the disk.

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

use crate::{failure::Failure, query::execute_plain, reclaim_space, write};

/// Maximum number of lists in the queue. Further lists are refused, because the disk is too slow for the load.
const QUEUE_LENGTH: usize = 1_024;

/// The niceness of the thread. Threads that handle requests run first, so more lists share each commit on a busy machine.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 5;

/// Maximum number of lists per commit, so that the first list does not wait too long.
const LISTS_PER_COMMIT: usize = 256;

type Answer = Result<(), ApplyError>;

/// The number of lists and commits since the file was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteStatistics {
    /// The processed lists, including refused ones.
    pub lists: u64,
    /// The committed transactions. The number is smaller than `lists` if lists shared a commit.
    pub commits: u64,
}

/// The queue of the thread. When it is dropped, the thread writes the accepted lists and ends.
pub(crate) struct Writer {
    /// The maximum time to wait for the lock of another process.
    patience: Duration,
    queue: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    counters: Arc<Counters>,
}

/// A job for the thread.
enum Job {
    Apply(List),
    ReclaimSpace(oneshot::Sender<Result<(), StorageError>>),
}

/// A list of operations with the meter of its request and the channel for its answer.
struct List {
    operations: Vec<RowOperation>,
    meter: Meter,
    deadline: Instant,
    answer: oneshot::Sender<Answer>,
}

impl List {
    /// Returns whether the caller has stopped waiting and the deadline has passed. The caller got an error, so a later write
    /// would be unexpected. Before the deadline the list is written even without a caller, because a browser may close the
    /// connection right after it sent a sign-out.
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
    /// Starts the thread. `patience` is the maximum time to wait for the lock of another process.
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

    /// Queues a list and waits until it is on the disk or refused.
    pub(crate) async fn write(&self, operations: Vec<RowOperation>) -> Answer {
        self.wait_for(operations).await.inspect(|()| meter::count_commit())
    }

    /// Returns whether the write lock is available. Writes nothing.
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

    /// Returns free space to the system, if the queue is empty.
    pub(crate) async fn reclaim_space(&self) -> Result<(), StorageError> {
        let (answer, answered) = oneshot::channel();
        self.give(Job::ReclaimSpace(answer))?;
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

    /// Returns the current numbers.
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

/// Lowers the priority of this thread. Only Linux has priorities per thread.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
        tracing::debug!(%error, "the writer of the database keeps the usual priority");
    }
}

/// Runs the thread: takes the waiting lists, commits them, and answers their callers. Empties the log at the end.
fn write_until_closed(connection: &Connection, mut waiting: mpsc::Receiver<Job>, counters: &Counters) {
    let mut jobs = Vec::with_capacity(LISTS_PER_COMMIT);
    while waiting.blocking_recv_many(&mut jobs, LISTS_PER_COMMIT) > 0 {
        let (mut lists, mut reclaims) = (vec![], vec![]);
        for job in jobs.drain(..) {
            match job {
                Job::Apply(list) => lists.push(list),
                Job::ReclaimSpace(answer) => reclaims.push(answer),
            }
        }
        leave_out_given_up(&mut lists);
        if !lists.is_empty() {
            commit_and_answer(connection, lists, counters);
        }
        for answer in reclaims {
            let reclaimed =
                if waiting.is_empty() { reclaim_space::reclaim_space(connection) } else { Ok(()) };
            let _ = answer.send(reclaimed.map_err(StorageError::from));
        }
    }
    if let Err(Failure(error)) = reclaim_space::empty_log(connection) {
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
        // The caller may have stopped waiting; the list is stored anyway.
        let _ = list.answer.send(outcome);
    }
}

/// Writes all lists in one transaction, except lists whose caller stopped waiting before the lock was acquired. After an error,
/// no part of any list is stored.
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

/// Writes one list. A failure does not affect the other lists, because the list has a savepoint or is a single statement, which
/// is atomic. An error means that SQLite aborted the whole transaction.
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
