//! Sessions in a store; the cookie contains only a sealed handle.

use std::sync::Arc;

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_jose::seal::SealingKeys;
use valetkey_types::{Handle, Timestamp};

use crate::session::Session;
use crate::sessions::{BeginError, SaidBy, Sessions};
use crate::{Provider, SessionMatch, SessionStore, SessionStoreError};

const PURPOSE: &str = "valetkey session handle";

/// Keeps sessions in a store.
pub(crate) struct StoredSessions {
    pub(crate) keys: Arc<SealingKeys>,
    pub(crate) store: Arc<dyn SessionStore>,
}

#[async_trait]
impl Sessions for StoredSessions {
    async fn begin(
        &self,
        session: Session,
        handle: &Handle,
        _provider: &Provider,
        now: Timestamp,
    ) -> Result<String, BeginError> {
        self.store.remove_expired(now).await?;
        self.store.insert(session.store(&self.keys)?).await?;
        Ok(self.keys.seal(PURPOSE, handle.expose().as_bytes())?)
    }

    async fn find(&self, cookie: &str) -> Result<Option<Session>, SessionStoreError> {
        let Some(handle) = self.handle(cookie) else { return Ok(None) };
        let stored = self.store.find(handle.selector()).await?;
        let session = stored.and_then(|stored| Session::open(&self.keys, stored));
        Ok(session.filter(|session| session.belongs_to(&handle)))
    }

    async fn end(&self, id: Uuid, _now: Timestamp) -> Result<(), SessionStoreError> {
        self.store.remove(id).await
    }

    async fn end_matching(
        &self,
        which: &SessionMatch<'_>,
        _said_by: SaidBy,
        _now: Timestamp,
    ) -> Result<usize, SessionStoreError> {
        self.store.remove_matching(which).await
    }

    fn store(&self) -> &dyn SessionStore {
        &*self.store
    }
}

impl StoredSessions {
    fn handle(&self, cookie: &str) -> Option<Handle> {
        let opened = self.keys.open(PURPOSE, cookie).ok()?;
        std::str::from_utf8(&opened).ok()?.parse().ok()
    }
}
