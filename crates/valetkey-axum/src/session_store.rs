//! Where sessions are kept.

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_types::Timestamp;

/// A stored session. All secrets are inside `sealed`, so a reader of the store learns no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// The key: a UUID version 7, ordered by time.
    pub id: Uuid,
    /// The issuer the user signed in with. For [`SessionStore::remove_matching`].
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

/// Selects the sessions of an issuer with all of these values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionMatch<'a> {
    /// The issuer.
    pub issuer: &'a str,
    /// The user within the issuer.
    pub subject: Option<&'a str>,
    /// The issuer's own session. A session whose `sid` is not known counts as having this one if the subject fits.
    pub sid: Option<&'a str>,
    /// A session to leave alone.
    pub except: Option<Uuid>,
}

impl<'a> SessionMatch<'a> {
    /// The sessions of a user.
    pub fn of_person(issuer: &'a str, subject: &'a str) -> Self {
        Self { issuer, subject: Some(subject), sid: None, except: None }
    }

    /// Whether it selects this session. Without subject and `sid` it selects none.
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

/// The store failed. Carries the reason for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the session store failed: {0}")]
pub struct SessionStoreError(pub String);

/// Keeps sessions. Every method works on the current state of all processes that share the store.
#[async_trait]
pub trait SessionStore: Send + Sync {
    /// Adds a session.
    async fn insert(&self, session: StoredSession) -> Result<(), SessionStoreError>;

    /// Finds a session, expired or not.
    async fn find(&self, id: Uuid) -> Result<Option<StoredSession>, SessionStoreError>;

    /// Replaces the stored session if it exists and has the previous version. Returns whether it did.
    async fn replace(&self, session: StoredSession) -> Result<bool, SessionStoreError>;

    /// Removes a session. It is no error if there is none.
    async fn remove(&self, id: Uuid) -> Result<(), SessionStoreError>;

    /// Removes the sessions that [`SessionMatch::matches`]. Returns their number.
    async fn remove_matching(&self, which: &SessionMatch<'_>) -> Result<usize, SessionStoreError>;

    /// Removes expired sessions. Called periodically.
    async fn remove_expired(&self, now: Timestamp) -> Result<(), SessionStoreError>;

    /// Tries to acquire the refresh lease of a session until `until`. Returns `true` if `holder` now holds it. A store that several
    /// processes share must implement this, so that only one of them refreshes at a time. A store of one process may keep the
    /// default.
    async fn take_refresh_lease(
        &self,
        _id: Uuid,
        _holder: Uuid,
        _now: Timestamp,
        _until: Timestamp,
    ) -> Result<bool, SessionStoreError> {
        Ok(true)
    }

    /// Releases the refresh lease. It is no error if `holder` does not hold it.
    async fn give_back_refresh_lease(&self, _id: Uuid, _holder: Uuid) -> Result<(), SessionStoreError> {
        Ok(())
    }
}
