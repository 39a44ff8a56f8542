//! The cost of one request. Backends and pools add to the meter of the request that they work for.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

tokio::task_local! {
    static CURRENT: Meter;
}

/// The counters of one request. The task of the request has the meter. Code that works for the request on another thread must
/// take [`Meter::current`] along. Without a meter nothing is counted.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    reads: AtomicU64,
    writes: AtomicU64,
    commits: AtomicU64,
    rows: AtomicU64,
    writing_nanoseconds: AtomicU64,
    processor_nanoseconds: AtomicU64,
    hash_wait_nanoseconds: AtomicU64,
}

/// The cost of a request so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Statements that read. One statement is one round trip.
    pub reads: u64,
    /// Statements inside transactions that write.
    pub writes: u64,
    /// Lists of changes that were committed for this request. When many requests share one commit, each counts it.
    pub commits: u64,
    /// Rows that statements read or changed.
    pub rows: u64,
    /// The time that the database worked on the request's changes, without waiting in the queue and for the disk.
    pub writing_time: Duration,
    /// The processor time of the request's own work, if a log line reports it, and of its password hash. The time of the
    /// shared thread that writes to the disk is not included.
    pub processor_time: Duration,
    /// The time that the request waited until its password could be hashed.
    pub hash_wait: Duration,
}

impl Meter {
    /// Creates a meter at zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the meter of the request that runs here.
    pub fn current() -> Option<Self> {
        CURRENT.try_with(Self::clone).ok()
    }

    /// Runs a future and counts its work.
    pub async fn measure<F: Future>(&self, future: F) -> F::Output {
        CURRENT.scope(self.clone(), future).await
    }

    /// Runs a function and counts its work.
    pub fn measure_here<T>(&self, work: impl FnOnce() -> T) -> T {
        CURRENT.sync_scope(self.clone(), work)
    }

    /// Returns the cost so far.
    pub fn cost(&self) -> Cost {
        let counters = &*self.0;
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Cost {
            reads: read(&counters.reads),
            writes: read(&counters.writes),
            commits: read(&counters.commits),
            rows: read(&counters.rows),
            writing_time: Duration::from_nanos(read(&counters.writing_nanoseconds)),
            processor_time: Duration::from_nanos(read(&counters.processor_nanoseconds)),
            hash_wait: Duration::from_nanos(read(&counters.hash_wait_nanoseconds)),
        }
    }

    /// Adds the time that the database worked on changes.
    pub fn add_writing_time(&self, time: Duration) {
        add(&self.0.writing_nanoseconds, nanoseconds(time));
    }

    /// Adds processor time.
    pub fn add_processor_time(&self, time: Duration) {
        add(&self.0.processor_nanoseconds, nanoseconds(time));
    }

    /// Adds the time that the request waited until its password could be hashed.
    pub fn add_hash_wait(&self, time: Duration) {
        add(&self.0.hash_wait_nanoseconds, nanoseconds(time));
    }
}

/// Counts a statement that read `rows` rows.
pub fn count_read(rows: usize) {
    count(|counters| (&counters.reads, rows));
}

/// Counts a statement that changed or required `rows` rows.
pub fn count_write(rows: usize) {
    count(|counters| (&counters.writes, rows));
}

/// Counts a list of changes that was committed.
pub fn count_commit() {
    count(|counters| (&counters.commits, 0));
}

fn count(what: impl FnOnce(&Counters) -> (&AtomicU64, usize)) {
    // An error means that there is no meter, for example at the start of the program.
    let _ = CURRENT.try_with(|meter| {
        let (counter, rows) = what(&meter.0);
        add(counter, 1);
        add(&meter.0.rows, u64::try_from(rows).unwrap_or(u64::MAX));
    });
}

fn add(counter: &AtomicU64, amount: u64) {
    counter.fetch_add(amount, Ordering::Relaxed);
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
