//! Sessions in the memory of this process.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_types::Timestamp;

use crate::{SessionMatch, SessionStore, SessionStoreError, StoredSession};

/// The default maximum number of sessions.
const MOST: usize = 100_000;

/// Keeps sessions in memory. Suitable for one process; a restart loses all sessions. Keeps at most 100,000 sessions and drops the
/// oldest.
#[derive(Debug)]
pub struct MemorySessionStore {
    most: usize,
    /// The sessions by identifier, which is also their order in time.
    sessions: Mutex<BTreeMap<Uuid, StoredSession>>,
}

impl MemorySessionStore {
    /// Creates an empty store.
    pub fn new() -> Self {
        Self::holding_at_most(MOST)
    }

    /// Creates an empty store with another maximum. The oldest sessions beyond it are dropped.
    pub fn holding_at_most(most: usize) -> Self {
        Self { most, sessions: Mutex::default() }
    }

    /// Locks the map. Ignores poisoning, because every method leaves the map consistent even if it panics.
    fn sessions(&self) -> MutexGuard<'_, BTreeMap<Uuid, StoredSession>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for MemorySessionStore {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl SessionStore for MemorySessionStore {
    async fn insert(&self, session: StoredSession) -> Result<(), SessionStoreError> {
        let mut sessions = self.sessions();
        sessions.insert(session.id, session);
        while sessions.len() > self.most {
            sessions.pop_first();
        }
        Ok(())
    }

    async fn find(&self, id: Uuid) -> Result<Option<StoredSession>, SessionStoreError> {
        Ok(self.sessions().get(&id).cloned())
    }

    async fn replace(&self, session: StoredSession) -> Result<bool, SessionStoreError> {
        match self.sessions().get_mut(&session.id) {
            Some(stored) if stored.version + 1 == session.version => {
                *stored = session;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    async fn remove(&self, id: Uuid) -> Result<(), SessionStoreError> {
        self.sessions().remove(&id);
        Ok(())
    }

    async fn remove_matching(&self, which: &SessionMatch<'_>) -> Result<usize, SessionStoreError> {
        let mut sessions = self.sessions();
        let before = sessions.len();
        sessions.retain(|_, session| !which.matches(session));
        Ok(before - sessions.len())
    }

    async fn remove_expired(&self, now: Timestamp) -> Result<(), SessionStoreError> {
        self.sessions().retain(|_, session| session.expires_at > now);
        Ok(())
    }
}
