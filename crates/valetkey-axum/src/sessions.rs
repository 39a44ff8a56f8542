//! The interface between the routes and the two ways to keep sessions.

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_types::{Handle, Timestamp};

use crate::session::Session;
use crate::{Provider, SessionMatch, SessionStore, SessionStoreError};

/// Keeps sessions, either only in the cookie ([`crate::cookie_sessions`]) or in a store ([`crate::stored_sessions`]).
#[async_trait]
pub(crate) trait Sessions: Send + Sync {
    /// Stores a new session. Returns the value of its cookie.
    async fn begin(
        &self,
        session: Session,
        handle: &Handle,
        provider: &Provider,
        now: Timestamp,
    ) -> Result<String, BeginError>;

    /// Returns the session of this cookie, even if it is expired; `None` if it has ended or the cookie was changed.
    async fn find(&self, cookie: &str) -> Result<Option<Session>, SessionStoreError>;

    /// Ends a session. Succeeds if it has already ended.
    async fn end(&self, id: Uuid, now: Timestamp) -> Result<(), SessionStoreError>;

    /// Ends the matching sessions. Returns how many are known to have ended.
    async fn end_matching(
        &self,
        which: &SessionMatch<'_>,
        said_by: SaidBy,
        now: Timestamp,
    ) -> Result<usize, SessionStoreError>;

    /// Returns the store with the tokens of the sessions.
    fn store(&self) -> &dyn SessionStore;
}

/// The party that asks to end sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SaidBy {
    /// The issuer, proved by its signature, or the signed-in user, proved by the session.
    Proved,
    /// Anyone who knows the issuer and the `sid`.
    Anybody,
}

/// The reason why a session could not be started.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BeginError {
    #[error(transparent)]
    Store(#[from] SessionStoreError),
    #[error(transparent)]
    Seal(#[from] valetkey_jose::seal::SealError),
    #[error(
        "expected a session that fits into a cookie of {expected} characters, got {seen} characters without any claims"
    )]
    TooLarge { expected: usize, seen: usize },
}
