//! The queue of lists, and the tasks that commit all waiting lists together in one transaction.

use std::{
    ops::Range,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::{
        Mutex,
        mpsc::{self, error::TrySendError},
        oneshot,
    },
    time::{Instant, sleep, timeout, timeout_at},
};
use valetkey_storage::{ApplyError, RowOperation, StorageError, meter};

use crate::{
    address::Address,
    list::List,
    lock::{Lock, first_lock},
    reader::{DEADLINE, no_answer},
    reconnect::Connection,
    session::Session,
    step::steps,
    transaction::{CommitError, apply_together},
};

/// Maximum number of lists in the queue. Further lists are refused, because the database is too slow for the load.
const QUEUE_LENGTH: usize = 1_024;

/// Maximum number of lists per commit, so that the first list does not wait too long.
const LISTS_PER_COMMIT: usize = 64;

/// The number of writing tasks. They usually take turns: lists that arrive during a commit share the next one. Each task has
/// its own connection, because a transaction that waits for a row lock blocks all other users of its connection.
const WRITERS: usize = 2;

/// The maximum time that new lists wait for the commit before them. That commit may wait for a row lock or for a slow disk.
const USUAL_COMMIT: Duration = Duration::from_millis(10);

/// The pause before a retry if another transaction held a lock.
const PAUSE: Duration = Duration::from_millis(20);

/// The number of rows that each statement changed.
type Answer = Result<Vec<u64>, ApplyError>;

/// The number of lists and commits since the database was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteStatistics {
    /// The answered lists, including refused ones.
    pub lists: u64,
    /// The committed transactions. The number is smaller than `lists` if lists shared a commit.
    pub commits: u64,
}

/// The queue. When it is dropped, the tasks commit the accepted lists and end.
pub(crate) struct Writer {
    queue: mpsc::Sender<Job>,
    counters: Arc<Counters>,
}

/// A list of steps and the channel for its answer.
struct Job {
    list: List,
    lock: Option<Lock>,
    deadline: Instant,
    answer: oneshot::Sender<Answer>,
}

#[derive(Default)]
struct Counters {
    lists: AtomicU64,
    commits: AtomicU64,
}

impl Writer {
    /// Starts the tasks.
    pub(crate) fn start(address: &Arc<Address>) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE_LENGTH);
        let (waiting, counters) = (Arc::new(Mutex::new(waiting)), Arc::new(Counters::default()));
        for _ in 0..WRITERS {
            let (connection, waiting) = (Connection::start(Arc::clone(address)), Arc::clone(&waiting));
            tokio::spawn(write_until_closed(connection, waiting, Arc::clone(&counters)));
        }
        Self { queue, counters }
    }

    /// Queues a list and waits until it is stored or refused.
    pub(crate) async fn write(&self, operations: Vec<RowOperation>) -> Result<(), ApplyError> {
        let (answer, answered) = oneshot::channel();
        let lock = first_lock(&operations);
        let list = List::new(steps(operations));
        let job = Job { list, lock, deadline: Instant::now() + DEADLINE, answer };
        self.queue.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StorageError::Unavailable(format!(
                "{QUEUE_LENGTH} lists of changes already wait for the database"
            )),
            TrySendError::Closed(_) => stopped(),
        })?;
        for rows in answered.await.unwrap_or_else(|_| Err(stopped().into()))? {
            meter::count_write(usize::try_from(rows).unwrap_or(usize::MAX));
        }
        meter::count_commit();
        Ok(())
    }

    /// Returns the current numbers.
    pub(crate) fn statistics(&self) -> WriteStatistics {
        WriteStatistics {
            lists: self.counters.lists.load(Ordering::Relaxed),
            commits: self.counters.commits.load(Ordering::Relaxed),
        }
    }
}

fn stopped() -> StorageError {
    StorageError::Unavailable("the writer has stopped".to_owned())
}

/// Runs one writing task: takes the waiting lists, commits them, and answers their callers. Releases the queue to the next task
/// after the commit, or after [`USUAL_COMMIT`].
async fn write_until_closed(
    connection: Connection,
    waiting: Arc<Mutex<mpsc::Receiver<Job>>>,
    counters: Arc<Counters>,
) {
    let mut jobs = Vec::with_capacity(LISTS_PER_COMMIT);
    loop {
        let mut queue = waiting.lock().await;
        let taken = queue.recv_many(&mut jobs, LISTS_PER_COMMIT).await;
        if taken == 0 {
            return;
        }
        let mut batch = Batch::new(std::mem::take(&mut jobs));
        let mut committing = pin!(batch.commit(&connection, &counters));
        if timeout(USUAL_COMMIT, &mut committing).await.is_err() {
            drop(queue);
            committing.await;
        }
    }
}

/// Lists to commit together if possible.
struct Batch {
    lists: Vec<List>,
    waiting: Vec<Option<oneshot::Sender<Answer>>>,
    deadline: Instant,
}

impl Batch {
    /// Sorts the lists by their locks: two transactions that lock in the same order cannot deadlock.
    fn new(mut jobs: Vec<Job>) -> Self {
        let deadline = jobs.first().map_or_else(Instant::now, |job| job.deadline);
        jobs.sort_by(|one, other| one.lock.cmp(&other.lock));
        let (lists, waiting) = jobs.into_iter().map(|job| (job.list, Some(job.answer))).unzip();
        Self { lists, waiting, deadline }
    }

    /// Commits all lists in one transaction. If one list fails, commits it and the lists before and after it separately.
    async fn commit(&mut self, connection: &Connection, counters: &Counters) {
        let whole = 0..self.lists.len();
        let mut ranges = vec![whole];
        while let Some(range) = ranges.pop() {
            match self.try_range(connection, range.clone()).await {
                Ok(rows) => {
                    counters.commits.fetch_add(1, Ordering::Relaxed);
                    self.answer(range, counters, rows.into_iter().map(Ok));
                }
                Err(CommitError::List { list: 0, answer }) => {
                    self.answer(range.start..range.start + 1, counters, std::iter::once(Err(answer)));
                    ranges.extend(non_empty(range.start + 1..range.end));
                }
                // Its conditions were checked together with earlier lists that are not stored yet. Store these first, then
                // check again.
                Err(CommitError::List { list, .. }) => {
                    ranges.push(range.start + list..range.end);
                    ranges.push(range.start..range.start + list);
                }
                Err(CommitError::OneOfMany { lists, sql }) => {
                    let lists = range.start + lists.start..range.start + lists.end;
                    let lists = self.lists.get_mut(lists).into_iter().flatten();
                    lists.for_each(|list| list.send_separately(sql));
                    ranges.push(range);
                }
                // Retry this list last, so that the other lists do not wait for it.
                Err(CommitError::Busy { list, .. }) if range.len() > 1 => {
                    let busy = range.start + list;
                    ranges.push(busy..busy + 1);
                    ranges.extend(non_empty(busy + 1..range.end));
                    ranges.extend(non_empty(range.start..busy));
                }
                Err(CommitError::Busy { .. }) if Instant::now() + PAUSE < self.deadline => {
                    sleep(PAUSE).await;
                    ranges.push(range);
                }
                Err(CommitError::Busy { error, .. } | CommitError::Broken(error)) => {
                    tracing::warn!(%error, lists = range.len(), "a commit failed");
                    let answers = std::iter::repeat(Err(error.into()));
                    self.answer(range, counters, answers);
                }
            }
        }
    }

    async fn try_range(
        &self,
        connection: &Connection,
        range: Range<usize>,
    ) -> Result<Vec<Vec<u64>>, CommitError> {
        let late = || CommitError::Broken(no_answer(DEADLINE));
        let connected = timeout_at(self.deadline, connection.session()).await;
        let session: Arc<Session> = connected.map_err(|_| late())?.map_err(CommitError::Broken)?;
        let lists = self.lists.get(range).unwrap_or_default();
        let applied = timeout_at(self.deadline, apply_together(&session, lists)).await;
        let applied = applied.unwrap_or_else(|_| Err(late()));
        if matches!(applied, Err(CommitError::Broken(_))) {
            session.give_up();
        }
        applied
    }

    fn answer(&mut self, range: Range<usize>, counters: &Counters, answers: impl Iterator<Item = Answer>) {
        counters.lists.fetch_add(range.len() as u64, Ordering::Relaxed);
        for (waiting, answer) in self.waiting.get_mut(range).unwrap_or_default().iter_mut().zip(answers) {
            if let Some(waiting) = waiting.take() {
                // The caller may have stopped waiting; the list is stored anyway.
                let _ = waiting.send(answer);
            }
        }
    }
}

fn non_empty(range: Range<usize>) -> Option<Range<usize>> {
    (!range.is_empty()).then_some(range)
}
