//! Where sessions are kept.

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_types::Timestamp;

/// A session as a store keeps it. Everything secret is inside `sealed`, so whoever reads the store learns no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// The key: a UUID version 7, ordered by time.
    pub id: Uuid,
    /// The issuer the person signed in with. For [`SessionStore::remove_matching`].
    pub issuer: String,
    /// The person within the issuer.
    pub subject: String,
    /// The issuer's own session, if it names one.
    pub sid: Option<String>,
    /// The end of the session. A store may drop it any time after; it is never used after.
    pub expires_at: Timestamp,
    /// Counts the replacements, from 0.
    pub version: u64,
    /// The content, sealed for this `id`.
    pub sealed: String,
}

/// Which sessions of an issuer are meant: those that have everything that is given here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionMatch<'a> {
    /// The issuer.
    pub issuer: &'a str,
    /// The person within the issuer.
    pub subject: Option<&'a str>,
    /// The issuer's own session. A session whose `sid` is not known counts as having this one if the subject fits.
    pub sid: Option<&'a str>,
    /// A session to leave alone.
    pub except: Option<Uuid>,
}

impl<'a> SessionMatch<'a> {
    /// The sessions of a person.
    pub fn of_person(issuer: &'a str, subject: &'a str) -> Self {
        Self { issuer, subject: Some(subject), sid: None, except: None }
    }

    /// Whether this session is meant. With neither subject nor `sid` given, none is.
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

    /// Puts a session in place of the stored one, if that one exists and has the version before. Says whether it did.
    async fn replace(&self, session: StoredSession) -> Result<bool, SessionStoreError>;

    /// Removes a session; one that is gone already is no error.
    async fn remove(&self, id: Uuid) -> Result<(), SessionStoreError>;

    /// Removes the sessions that match, as [`SessionMatch::matches`] says. Says how many went.
    async fn remove_matching(&self, which: &SessionMatch<'_>) -> Result<usize, SessionStoreError>;

    /// Drops the sessions whose end has come. Called now and then.
    async fn remove_expired(&self, now: Timestamp) -> Result<(), SessionStoreError>;

    /// Takes the right to refresh the tokens of a session, until then or until it is given back. Says whether it is the
    /// holder's now; while somebody else has it, it is not. A store that several processes share must do this, so that one of
    /// them refreshes at a time; for a store inside one process there is nothing to do.
    async fn take_refresh_lease(
        &self,
        _id: Uuid,
        _holder: Uuid,
        _now: Timestamp,
        _until: Timestamp,
    ) -> Result<bool, SessionStoreError> {
        Ok(true)
    }

    /// Gives that right back; one that is not the holder's any more is no error.
    async fn give_back_refresh_lease(&self, _id: Uuid, _holder: Uuid) -> Result<(), SessionStoreError> {
        Ok(())
    }
}
