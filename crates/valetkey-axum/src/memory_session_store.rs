//! Sessions in the memory of this process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_types::Timestamp;

use crate::{SessionStore, SessionStoreError, StoredSession};

/// Keeps sessions in memory: fast, gone after a restart, for one process only.
#[derive(Debug, Default)]
pub struct MemorySessionStore {
    sessions: Mutex<HashMap<Uuid, StoredSession>>,
}

impl MemorySessionStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// No method leaves the map half changed, so a panic elsewhere does not spoil it.
    fn sessions(&self) -> MutexGuard<'_, HashMap<Uuid, StoredSession>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl SessionStore for MemorySessionStore {
    async fn insert(&self, session: StoredSession) -> Result<(), SessionStoreError> {
        self.sessions().insert(session.id, session);
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

    async fn remove_matching(
        &self,
        issuer: &str,
        subject: Option<&str>,
        sid: Option<&str>,
    ) -> Result<usize, SessionStoreError> {
        let matches = |session: &StoredSession| {
            session.issuer == issuer
                && subject.is_none_or(|subject| session.subject == subject)
                && sid.is_none_or(|sid| session.sid.as_deref() == Some(sid))
        };
        let mut sessions = self.sessions();
        let before = sessions.len();
        sessions.retain(|_, session| (subject.is_none() && sid.is_none()) || !matches(session));
        Ok(before - sessions.len())
    }

    async fn remove_expired(&self, now: Timestamp) -> Result<(), SessionStoreError> {
        self.sessions().retain(|_, session| session.expires_at > now);
        Ok(())
    }
}
