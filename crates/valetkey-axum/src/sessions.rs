//! What the routes ask of the way sessions are kept, whichever it is.

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_types::{Handle, Timestamp};

use crate::session::Session;
use crate::{Provider, SessionMatch, SessionStore, SessionStoreError};

/// Keeps sessions: in the cookie alone ([`crate::cookie_sessions`]) or in a store ([`crate::stored_sessions`]).
#[async_trait]
pub(crate) trait Sessions: Send + Sync {
    /// Keeps a new session whole, or not at all; gives the value of its cookie.
    async fn begin(
        &self,
        session: Session,
        handle: &Handle,
        provider: &Provider,
        now: Timestamp,
    ) -> Result<String, BeginError>;

    /// The session of this cookie, expired or not; `None` for an ended one and for a cookie that was touched.
    async fn find(&self, cookie: &str) -> Result<Option<Session>, SessionStoreError>;

    /// Ends one session; one that is over already is no error.
    async fn end(&self, id: Uuid, now: Timestamp) -> Result<(), SessionStoreError>;

    /// Ends the sessions that match. Says how many are known to have ended.
    async fn end_matching(
        &self,
        which: &SessionMatch<'_>,
        said_by: SaidBy,
        now: Timestamp,
    ) -> Result<usize, SessionStoreError>;

    /// Where the tokens of the sessions are.
    fn store(&self) -> &dyn SessionStore;
}

/// On whose word sessions end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SaidBy {
    /// The issuer's signature, or the signed-in person.
    SomebodyProved,
    /// Whoever knows the names.
    Anybody,
}

/// Why a session could not begin.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BeginError {
    #[error(transparent)]
    Store(#[from] SessionStoreError),
    #[error(transparent)]
    Seal(#[from] valetkey_jose::seal::SealError),
    #[error(
        "expected a session that fits into a cookie of {expected} characters, it takes {seen} without any claims"
    )]
    TooLarge { expected: usize, seen: usize },
}
