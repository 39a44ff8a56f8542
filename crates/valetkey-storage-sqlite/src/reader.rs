//! The read-only connections, used where the caller stands: a point read takes microseconds.

use std::sync::{
    Mutex, MutexGuard, TryLockError,
    atomic::{AtomicUsize, Ordering},
};

use rusqlite::Connection;
use valetkey_storage::StorageError;

use crate::{failure::Failure, query::execute};

/// As many connections as can read at the same time.
pub(crate) struct Readers {
    connections: Vec<Mutex<Connection>>,
    next: AtomicUsize,
}

impl Readers {
    /// At least one connection.
    pub(crate) fn new(connections: Vec<Connection>) -> Self {
        Self { connections: connections.into_iter().map(Mutex::new).collect(), next: AtomicUsize::new(0) }
    }

    /// For a finder of one statement.
    pub(crate) fn read<T>(
        &self,
        find: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, StorageError> {
        Ok(find(&*self.connection()?)?)
    }

    /// For a finder of several statements, which all see the same state.
    pub(crate) fn picture<T>(
        &self,
        find: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, StorageError> {
        self.read(|connection| {
            execute(connection, "BEGIN DEFERRED", [])?;
            let found = find(connection);
            let ended = execute(connection, "COMMIT", []);
            let found = found?;
            ended?;
            Ok(found)
        })
    }

    /// The first free connection; when all are busy, waits for one.
    fn connection(&self) -> Result<MutexGuard<'_, Connection>, StorageError> {
        let count = self.connections.len();
        let first = self.next.fetch_add(1, Ordering::Relaxed);
        for offset in 0..count {
            let position = first.wrapping_add(offset) % count;
            match self.connections.get(position).map(Mutex::try_lock) {
                Some(Ok(connection)) => return Ok(connection),
                Some(Err(TryLockError::WouldBlock | TryLockError::Poisoned(_))) | None => {}
            }
        }
        let waited = self.connections.get(first.checked_rem(count).unwrap_or(0)).map(Mutex::lock);
        match waited {
            Some(Ok(connection)) => Ok(connection),
            _ => Err(StorageError::Unavailable("no read connection is left".to_owned())),
        }
    }
}
