//! How long the database takes, for metrics.

use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

use crate::{ApplyError, Histogram};

/// The reads and commits of a process, with their durations, waiting included.
#[derive(Debug, Default)]
pub struct StorageTimes {
    /// Reads that were answered.
    pub reads: Histogram,
    /// Lists of changes that were stored.
    pub commits: Histogram,
    failed_reads: AtomicU64,
    failed_commits: AtomicU64,
    conflicts: AtomicU64,
}

impl StorageTimes {
    /// Counts a read.
    pub fn count_read<T, E>(&self, took: Duration, answer: &Result<T, E>) {
        match answer {
            Ok(_) => self.reads.record(took),
            Err(_) => {
                self.failed_reads.fetch_add(1, Relaxed);
            }
        }
    }

    /// Counts a list of changes.
    pub fn count_commit(&self, took: Duration, stored: &Result<(), ApplyError>) {
        let failed = match stored {
            Ok(()) => return self.commits.record(took),
            Err(ApplyError::Conflict { .. }) => &self.conflicts,
            Err(_) => &self.failed_commits,
        };
        failed.fetch_add(1, Relaxed);
    }

    /// Returns how many reads were not answered.
    pub fn failed_reads(&self) -> u64 {
        self.failed_reads.load(Relaxed)
    }

    /// Returns how many lists of changes the database did not take.
    pub fn failed_commits(&self) -> u64 {
        self.failed_commits.load(Relaxed)
    }

    /// Returns how many lists of changes were discarded because a condition did not hold.
    pub fn conflicts(&self) -> u64 {
        self.conflicts.load(Relaxed)
    }
}
