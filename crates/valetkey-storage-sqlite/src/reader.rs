//! The read-only connections. Callers run queries on their own thread, because a point read takes microseconds.

use std::sync::{
    Mutex, MutexGuard, TryLockError,
    atomic::{AtomicUsize, Ordering},
};

use rusqlite::Connection;
use valetkey_storage::StorageError;

use crate::failure::Failure;

/// A pool of connections, one per concurrent reader.
pub(crate) struct Readers {
    connections: Vec<Mutex<Connection>>,
    next: AtomicUsize,
}

impl Readers {
    /// Creates a pool of these connections, of which there must be at least one.
    pub(crate) fn new(connections: Vec<Connection>) -> Self {
        Self { connections: connections.into_iter().map(Mutex::new).collect(), next: AtomicUsize::new(0) }
    }

    /// Runs a finder. A finder is one statement, so it sees one consistent state.
    pub(crate) fn read<T>(
        &self,
        find: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, StorageError> {
        Ok(find(&*self.connection()?)?)
    }

    /// Returns a free connection. Waits if all are busy.
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
