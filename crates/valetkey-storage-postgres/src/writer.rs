//! The queue of lists, and the tasks that take what waits and commit it together.

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
    link::Link,
    list::List,
    lock::{Lock, first_lock},
    reader::{DEADLINE, no_answer},
    session::Session,
    step::steps,
    transaction::{Obstacle, apply_together},
};

/// Lists that may wait. One more is refused: the database is too slow for what is asked.
const QUEUE_LENGTH: usize = 1_024;

/// Lists that share one commit at most, so that the first does not wait for ever.
const LISTS_PER_COMMIT: usize = 64;

/// Tasks that write, usually in turn: what comes during a commit shares the next one. Each has a connection of its own, for
/// what waits for a row on a connection that others use keeps them waiting, and is given up with them.
const WRITERS: usize = 2;

/// Whoever comes waits no longer than this for a commit before theirs, which may wait for a row, or for a slow disk.
const USUAL_COMMIT: Duration = Duration::from_millis(10);

/// The pause before a list that somebody stood in the way of is tried again.
const PAUSE: Duration = Duration::from_millis(20);

/// The rows that each statement changed.
type Answer = Result<Vec<u64>, ApplyError>;

/// How much was written since the database was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteStatistics {
    /// Lists that were answered, refused ones included.
    pub lists: u64,
    /// Transactions that were committed. Fewer than `lists` when lists shared a commit.
    pub commits: u64,
}

/// The queue. When it is dropped, the tasks finish what they accepted and end.
pub(crate) struct Writer {
    queue: mpsc::Sender<Job>,
    counters: Arc<Counters>,
}

/// A list of steps and who waits for it.
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
            let (link, waiting) = (Link::start(Arc::clone(address)), Arc::clone(&waiting));
            tokio::spawn(write_until_closed(link, waiting, Arc::clone(&counters)));
        }
        Self { queue, counters }
    }

    /// Puts a list into the queue and waits until it is stored, or refused.
    pub(crate) async fn write(&self, operations: Vec<RowOperation>) -> Result<(), ApplyError> {
        let (answer, answered) = oneshot::channel();
        let lock = first_lock(&operations);
        let list = List::new(steps(operations));
        let job = Job { list, lock, deadline: Instant::now() + DEADLINE, answer };
        self.queue.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StorageError::Unavailable(format!(
                "{QUEUE_LENGTH} lists of changes wait for the database already"
            )),
            TrySendError::Closed(_) => stopped(),
        })?;
        for rows in answered.await.unwrap_or_else(|_| Err(stopped().into()))? {
            meter::count_write(usize::try_from(rows).unwrap_or(usize::MAX));
        }
        meter::count_commit();
        Ok(())
    }

    /// What was written so far.
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

/// A task: takes what waits, commits it, answers. The next one takes its turn when that is done, or takes too long.
async fn write_until_closed(link: Link, waiting: Arc<Mutex<mpsc::Receiver<Job>>>, counters: Arc<Counters>) {
    let mut jobs = Vec::with_capacity(LISTS_PER_COMMIT);
    loop {
        let mut queue = waiting.lock().await;
        let taken = queue.recv_many(&mut jobs, LISTS_PER_COMMIT).await;
        if taken == 0 {
            return;
        }
        let mut batch = Batch::new(std::mem::take(&mut jobs));
        let mut committing = pin!(batch.commit(&link, &counters));
        if timeout(USUAL_COMMIT, &mut committing).await.is_err() {
            drop(queue);
            committing.await;
        }
    }
}

/// Lists that are committed together where that is possible.
struct Batch {
    lists: Vec<List>,
    waiting: Vec<Option<oneshot::Sender<Answer>>>,
    deadline: Instant,
}

impl Batch {
    /// The lists in the order of what they lock: two transactions that lock in one order never wait for each other.
    fn new(mut jobs: Vec<Job>) -> Self {
        let deadline = jobs.first().map_or_else(Instant::now, |job| job.deadline);
        jobs.sort_by(|one, other| one.lock.cmp(&other.lock));
        let (lists, waiting) = jobs.into_iter().map(|job| (job.list, Some(job.answer))).unzip();
        Self { lists, waiting, deadline }
    }

    /// All in one transaction. A list that can't be stored makes its own transaction, and those around it theirs.
    async fn commit(&mut self, link: &Link, counters: &Counters) {
        let whole = 0..self.lists.len();
        let mut ranges = vec![whole];
        while let Some(range) = ranges.pop() {
            match self.try_range(link, range.clone()).await {
                Ok(rows) => {
                    counters.commits.fetch_add(1, Ordering::Relaxed);
                    self.answer(range, counters, rows.into_iter().map(Ok));
                }
                Err(Obstacle::List { list: 0, answer }) => {
                    self.answer(range.start..range.start + 1, counters, std::iter::once(Err(answer)));
                    ranges.extend(non_empty(range.start + 1..range.end));
                }
                // Judged behind lists that are not stored yet: they go first, then it is judged again.
                Err(Obstacle::List { list, .. }) => {
                    ranges.push(range.start + list..range.end);
                    ranges.push(range.start..range.start + list);
                }
                Err(Obstacle::OneOfMany { lists, sql }) => {
                    let lists = range.start + lists.start..range.start + lists.end;
                    let lists = self.lists.get_mut(lists).into_iter().flatten();
                    lists.for_each(|list| list.take_one_by_one(sql));
                    ranges.push(range);
                }
                // Last of all, so that nobody waits with it.
                Err(Obstacle::Busy { list, .. }) if range.len() > 1 => {
                    let busy = range.start + list;
                    ranges.push(busy..busy + 1);
                    ranges.extend(non_empty(busy + 1..range.end));
                    ranges.extend(non_empty(range.start..busy));
                }
                Err(Obstacle::Busy { .. }) if Instant::now() + PAUSE < self.deadline => {
                    sleep(PAUSE).await;
                    ranges.push(range);
                }
                Err(Obstacle::Busy { error, .. } | Obstacle::Broken(error)) => {
                    tracing::warn!(%error, lists = range.len(), "a commit failed");
                    let answers = std::iter::repeat(Err(error.into()));
                    self.answer(range, counters, answers);
                }
            }
        }
    }

    async fn try_range(&self, link: &Link, range: Range<usize>) -> Result<Vec<Vec<u64>>, Obstacle> {
        let late = || Obstacle::Broken(no_answer(DEADLINE));
        let connected = timeout_at(self.deadline, link.session()).await;
        let session: Arc<Session> = connected.map_err(|_| late())?.map_err(Obstacle::Broken)?;
        let lists = self.lists.get(range).unwrap_or_default();
        let applied = timeout_at(self.deadline, apply_together(&session, lists)).await;
        let applied = applied.unwrap_or_else(|_| Err(late()));
        if matches!(applied, Err(Obstacle::Broken(_))) {
            session.give_up();
        }
        applied
    }

    fn answer(&mut self, range: Range<usize>, counters: &Counters, answers: impl Iterator<Item = Answer>) {
        counters.lists.fetch_add(range.len() as u64, Ordering::Relaxed);
        for (waiting, answer) in self.waiting.get_mut(range).unwrap_or_default().iter_mut().zip(answers) {
            if let Some(waiting) = waiting.take() {
                // Nobody may be waiting any more; the list is stored all the same.
                let _ = waiting.send(answer);
            }
        }
    }
}

fn non_empty(range: Range<usize>) -> Option<Range<usize>> {
    (!range.is_empty()).then_some(range)
}
