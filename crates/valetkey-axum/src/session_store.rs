//! The interface to stores of sessions.

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_types::Timestamp;

/// A stored session. All secrets are inside `sealed`, so nobody can read tokens from the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// The key: a UUID version 7, ordered by time.
    pub id: Uuid,
    /// The issuer that the user signed in with. For [`SessionStore::remove_matching`].
    pub issuer: String,
    /// The user within the issuer.
    pub subject: String,
    /// The issuer's own session, if it names one.
    pub sid: Option<String>,
    /// The expiry of the session. A store may remove it at any time after that.
    pub expires_at: Timestamp,
    /// Counts the replacements, from 0.
    pub version: u64,
    /// The content, sealed for this `id`.
    pub sealed: String,
}

/// Selects the sessions of an issuer that have all of these values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionMatch<'a> {
    /// The issuer.
    pub issuer: &'a str,
    /// The user within the issuer.
    pub subject: Option<&'a str>,
    /// The issuer's own session. A session without a known `sid` also matches if its subject does.
    pub sid: Option<&'a str>,
    /// A session that is not selected.
    pub except: Option<Uuid>,
}

impl<'a> SessionMatch<'a> {
    /// Selects all sessions of a user.
    pub fn of_user(issuer: &'a str, subject: &'a str) -> Self {
        Self { issuer, subject: Some(subject), sid: None, except: None }
    }

    /// Returns whether this session is selected. Without a subject and a `sid`, no session is.
    pub fn matches(&self, session: &StoredSession) -> bool {
        let subject_fits = self.subject.is_none_or(|subject| session.subject == subject);
        let sid_fits = self.sid.is_none_or(|sid| match &session.sid {
            Some(known) => known == sid,
            None => self.subject.is_some(),
        });
        let names_some = self.subject.is_some() || self.sid.is_some();
        names_some
            && session.issuer == self.issuer
            && subject_fits
            && sid_fits
            && self.except != Some(session.id)
    }
}

/// The store failed. Contains the reason, for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the session store failed: {0}")]
pub struct SessionStoreError(pub String);

/// A store for sessions. Every method uses the current state, also if several processes share the store.
#[async_trait]
pub trait SessionStore: Send + Sync {
    /// Adds a session.
    async fn insert(&self, session: StoredSession) -> Result<(), SessionStoreError>;

    /// Finds a session, expired or not.
    async fn find(&self, id: Uuid) -> Result<Option<StoredSession>, SessionStoreError>;

    /// Replaces the stored session if it has the previous version. Returns whether it did.
    async fn replace(&self, session: StoredSession) -> Result<bool, SessionStoreError>;

    /// Removes a session. Succeeds if there is none.
    async fn remove(&self, id: Uuid) -> Result<(), SessionStoreError>;

    /// Removes the sessions that [`SessionMatch::matches`]. Returns their number.
    async fn remove_matching(&self, which: &SessionMatch<'_>) -> Result<usize, SessionStoreError>;

    /// Removes expired sessions. Called periodically.
    async fn remove_expired(&self, now: Timestamp) -> Result<(), SessionStoreError>;

    /// Tries to acquire the refresh lease of a session until `until`. Returns `true` if `holder` now holds it. A store that
    /// several processes share must implement this, so that only one of them refreshes at a time. A store for one process can
    /// keep the default, which always returns `true`.
    async fn take_refresh_lease(
        &self,
        _id: Uuid,
        _holder: Uuid,
        _now: Timestamp,
        _until: Timestamp,
    ) -> Result<bool, SessionStoreError> {
        Ok(true)
    }

    /// Releases the refresh lease. Does nothing if `holder` does not hold it.
    async fn give_back_refresh_lease(&self, _id: Uuid, _holder: Uuid) -> Result<(), SessionStoreError> {
        Ok(())
    }
}
