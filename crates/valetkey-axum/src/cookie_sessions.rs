//! Sessions without a store: the sealed cookie contains the session.
//!
//! Two things are only in the memory of this process: a limited number of tokens, and the list of ended sessions. A restart loses
//! this list, so it also ends all earlier sessions unless configured otherwise.

use std::sync::Arc;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_client::Claims;
use valetkey_jose::digest::sha256;
use valetkey_jose::seal::{SealError, SealingKeys};
use valetkey_types::{Handle, Seconds, Secret, Timestamp};

use crate::endings::Endings;
use crate::kept_claims::{KeptClaims, without_the_largest};
use crate::session::Session;
use crate::sessions::{BeginError, SaidBy, Sessions};
use crate::{MemorySessionStore, Provider, SessionMatch, SessionStore, SessionStoreError};

const PURPOSE: &str = "valetkey session";

/// Maximum length of the cookie's value. Browsers store 4096 bytes per cookie, including its name and attributes.
const LONGEST: usize = 3_800;

/// Maximum sessions whose tokens are kept in memory; the oldest are dropped.
const SHELF: usize = 10_000;

/// Sessions in cookies.
pub(crate) struct CookieSessions {
    keys: Arc<SealingKeys>,
    kept_claims: KeptClaims,
    shelf: MemorySessionStore,
    endings: Endings,
}

impl CookieSessions {
    /// Creates the interface. `lifetime` is the maximum lifetime of a session. Sessions that started until `over_up_to` have
    /// ended.
    pub(crate) fn new(
        keys: Arc<SealingKeys>,
        lifetime: Seconds,
        kept_claims: KeptClaims,
        over_up_to: Timestamp,
    ) -> Self {
        Self {
            keys,
            kept_claims,
            shelf: MemorySessionStore::holding_at_most(SHELF),
            endings: Endings::new(lifetime, over_up_to),
        }
    }

    /// Seals the session into a cookie value. If it is too large, drops the largest claims and logs a warning.
    fn seal(
        &self,
        session: &mut Session,
        handle: &Handle,
        started_at: Timestamp,
    ) -> Result<String, BeginError> {
        let mut left_out = Vec::new();
        loop {
            let sealed = self.keys.seal_json(PURPOSE, &Content::of(session, handle, started_at));
            let seen = match sealed {
                Ok(cookie) if cookie.len() <= LONGEST => {
                    if !left_out.is_empty() {
                        tracing::warn!(subject = %session.subject, ?left_out,
                            "claims were left out of a session that would be too large for a cookie; a session store keeps all");
                    }
                    return Ok(cookie);
                }
                Ok(cookie) => cookie.len(),
                Err(SealError::TooLong { seen }) => seen,
                Err(error) => return Err(error.into()),
            };
            match without_the_largest(&mut session.claims) {
                Some(name) => left_out.push(name),
                None => return Err(BeginError::TooLarge { expected: LONGEST, seen }),
            }
        }
    }

    /// Returns the tokens of this session from memory, if they belong to it.
    async fn shelved(&self, handle: &Handle) -> Result<Option<Session>, SessionStoreError> {
        let stored = self.shelf.find(handle.selector()).await?;
        let session = stored.and_then(|stored| Session::open(&self.keys, stored));
        Ok(session.filter(|session| session.belongs_to(handle)))
    }
}

#[async_trait]
impl Sessions for CookieSessions {
    async fn begin(
        &self,
        mut session: Session,
        handle: &Handle,
        provider: &Provider,
        now: Timestamp,
    ) -> Result<String, BeginError> {
        session.claims = self.kept_claims.of(&session.claims, &provider.roles_claim);
        let started_at = self.endings.earliest_start(&session, now);
        let cookie = self.seal(&mut session, handle, started_at)?;
        self.shelf.remove_expired(now).await?;
        self.shelf.insert(session.store(&self.keys)?).await?;
        Ok(cookie)
    }

    async fn find(&self, cookie: &str) -> Result<Option<Session>, SessionStoreError> {
        let opened = self.keys.open_json::<Content>(PURPOSE, cookie).ok();
        let Some((mut session, handle, started_at)) = opened.and_then(Content::into_session) else {
            return Ok(None);
        };
        if self.endings.is_over(&session, started_at) {
            return Ok(None);
        }
        if let Some(shelved) = self.shelved(&handle).await? {
            session.scope = shelved.scope;
            session.tokens = shelved.tokens;
        }
        Ok(Some(session))
    }

    async fn end(&self, id: Uuid, now: Timestamp) -> Result<(), SessionStoreError> {
        self.endings.add_session(id, now);
        self.shelf.remove(id).await
    }

    async fn end_matching(
        &self,
        which: &SessionMatch<'_>,
        said_by: SaidBy,
        now: Timestamp,
    ) -> Result<usize, SessionStoreError> {
        let ended = self.shelf.remove_matching(which).await?;
        // The values match a known session, so the caller did not invent them.
        let said_by = if ended > 0 { SaidBy::Proved } else { said_by };
        self.endings.add(which, said_by, now);
        Ok(ended)
    }

    fn store(&self) -> &dyn SessionStore {
        &self.shelf
    }
}

/// The sealed content. Only this file sees it unsealed.
#[derive(Serialize, Deserialize)]
struct Content {
    handle: String,
    issuer: String,
    subject: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sid: Option<String>,
    started_at: Timestamp,
    expires_at: Timestamp,
    provider: String,
    #[serde(default, rename = "person", skip_serializing_if = "Option::is_none")]
    user_id: Option<Uuid>,
    claims: Claims,
    scope: String,
    form_token: String,
}

impl Content {
    fn of(session: &Session, handle: &Handle, started_at: Timestamp) -> Self {
        Self {
            handle: handle.expose(),
            issuer: session.issuer.clone(),
            subject: session.subject.clone(),
            sid: session.sid.clone(),
            started_at,
            expires_at: session.expires_at,
            provider: session.provider.clone(),
            user_id: session.user_id,
            claims: session.claims.clone(),
            scope: session.scope.clone(),
            form_token: session.form_token.expose().to_owned(),
        }
    }

    fn into_session(self) -> Option<(Session, Handle, Timestamp)> {
        let handle: Handle = self.handle.parse().ok()?;
        // `sub` is not sealed twice: it is already the subject of the session.
        let mut claims = self.claims;
        claims.extend_missing(Claims::new(
            [("sub".to_owned(), self.subject.as_str().into())].into_iter().collect(),
        ));
        let session = Session {
            id: handle.selector(),
            issuer: self.issuer,
            subject: self.subject,
            sid: self.sid,
            expires_at: self.expires_at,
            version: 0,
            verifier_hash: sha256(handle.verifier()),
            provider: self.provider,
            user_id: self.user_id,
            claims,
            scope: self.scope,
            form_token: Secret::new(self.form_token),
            tokens: None,
        };
        Some((session, handle, self.started_at))
    }
}
