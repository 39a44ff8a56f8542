//! Sessions without a store: the cookie itself says who it is, sealed.
//!
//! Two things are in the memory of this process alone: the tokens, on a shelf that holds so many, and the endings of sessions. After a restart the
//! endings are forgotten, so the sessions of before are over unless somebody wants otherwise.

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

/// The longest value, in characters. Browsers keep 4096 bytes of a cookie, its name and attributes counted.
const LONGEST: usize = 3_800;

/// The most sessions whose tokens are kept; the oldest go first.
const SHELF: usize = 10_000;

/// Sessions in cookies.
pub(crate) struct CookieSessions {
    keys: Arc<SealingKeys>,
    kept_claims: KeptClaims,
    shelf: MemorySessionStore,
    endings: Endings,
}

impl CookieSessions {
    /// None yet. No session may live longer than `lifetime`, and those that started by `over_up_to` are over.
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

    /// Seals the session as a cookie. What is too large for one loses its largest claims, each whole, and says so in the log.
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

    /// What the shelf has of this session, if it is this session.
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
        // Names that fit a session here were not made up.
        let said_by = if ended > 0 { SaidBy::SomebodyProved } else { said_by };
        self.endings.add(which, said_by, now);
        Ok(ended)
    }

    fn store(&self) -> &dyn SessionStore {
        &self.shelf
    }
}

/// The form inside the seal. Never leaves this file in the clear.
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    person: Option<Uuid>,
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
            person: session.person,
            claims: session.claims.clone(),
            scope: session.scope.clone(),
            form_token: session.form_token.expose().to_owned(),
        }
    }

    fn into_session(self) -> Option<(Session, Handle, Timestamp)> {
        let handle: Handle = self.handle.parse().ok()?;
        // The one claim that is promised; it takes no room of its own.
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
            person: self.person,
            claims,
            scope: self.scope,
            form_token: Secret::new(self.form_token),
            tokens: None,
        };
        Some((session, handle, self.started_at))
    }
}
