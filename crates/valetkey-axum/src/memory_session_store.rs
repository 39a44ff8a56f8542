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
        let same_sid = |session: &StoredSession, sid: &str| match &session.sid {
            Some(known) => known == sid,
            None => subject.is_some(),
        };
        let matches = |session: &StoredSession| {
            session.issuer == issuer
                && subject.is_none_or(|subject| session.subject == subject)
                && sid.is_none_or(|sid| same_sid(session, sid))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn session(number: u128, subject: &str, sid: Option<&str>) -> StoredSession {
        StoredSession {
            id: Uuid::from_u128(number),
            issuer: "https://id.example".into(),
            subject: subject.into(),
            sid: sid.map(str::to_owned),
            expires_at: Timestamp(100),
            version: 0,
            sealed: "x".into(),
        }
    }

    async fn store(sessions: &[StoredSession]) -> MemorySessionStore {
        let store = MemorySessionStore::new();
        for session in sessions {
            store.insert(session.clone()).await.unwrap();
        }
        store
    }

    #[tokio::test]
    async fn matching_takes_what_is_named_and_nothing_else() {
        let all = [
            session(1, "alice", Some("s1")),
            session(2, "alice", Some("s2")),
            session(3, "bob", Some("s3")),
            session(4, "alice", None),
        ];
        for (issuer, subject, sid, gone) in [
            ("https://id.example", Some("alice"), None, vec![1, 2, 4]),
            ("https://id.example", None, Some("s2"), vec![2]),
            // A session whose sid nobody knows may be the one that is meant.
            ("https://id.example", Some("alice"), Some("s1"), vec![1, 4]),
            ("https://id.example", Some("bob"), Some("s1"), vec![]),
            ("https://other.example", Some("alice"), None, vec![]),
            ("https://id.example", None, None, vec![]),
        ] {
            let store = store(&all).await;
            assert_eq!(store.remove_matching(issuer, subject, sid).await.unwrap(), gone.len());
            for number in 1..=4 {
                let left = store.find(Uuid::from_u128(number)).await.unwrap().is_some();
                assert_eq!(left, !gone.contains(&number), "{issuer} {subject:?} {sid:?} {number}");
            }
        }
    }

    #[tokio::test]
    async fn a_replacement_needs_the_version_before_and_a_living_session() {
        let store = store(&[session(1, "alice", None)]).await;
        let next = |version| StoredSession { version, ..session(1, "alice", None) };
        assert!(!store.replace(next(0)).await.unwrap());
        assert!(store.replace(next(1)).await.unwrap());
        assert!(!store.replace(next(1)).await.unwrap(), "somebody else was faster");
        store.remove(Uuid::from_u128(1)).await.unwrap();
        assert!(!store.replace(next(2)).await.unwrap(), "a session that ended does not come back");
    }

    #[tokio::test]
    async fn expired_sessions_go() {
        let store = store(&[session(1, "alice", None)]).await;
        store.remove_expired(Timestamp(99)).await.unwrap();
        assert!(store.find(Uuid::from_u128(1)).await.unwrap().is_some());
        store.remove_expired(Timestamp(100)).await.unwrap();
        assert!(store.find(Uuid::from_u128(1)).await.unwrap().is_none());
    }
}
