//! An access token that is always fresh.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use uuid::Uuid;
use valetkey_client::ClientError;
use valetkey_jose::digest::constant_time_eq;
use valetkey_types::{Seconds, Secret, Timestamp};

use crate::session::{Session, fresh_id};
use crate::{Login, SessionStoreError};

/// A token that ends within this time is refreshed at once, so that it does not end on its way.
const MARGIN: Seconds = Seconds(30);

/// How long one process may take for a refresh before another one tries.
const LEASE: Seconds = Seconds(30);

/// How often and how long to wait for a refresh that another process is at: longer than a request to the issuer may take.
const WAITS: usize = 300;
const WAIT: Duration = Duration::from_millis(50);

/// Why there is no access token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccessTokenError {
    /// The access token has ended and can't be renewed, or it was kept in the memory of another process or an earlier one: the
    /// person must sign in again.
    #[error("there is no access token any more, and it can't be renewed; the person must sign in again")]
    SignInAgain,
    /// The issuer can't be reached right now.
    #[error("the access token can't be renewed right now: {0}")]
    Temporary(ClientError),
    /// The session could not be read or written.
    #[error(transparent)]
    Store(#[from] SessionStoreError),
}

/// One lock per session that is being refreshed.
#[derive(Default)]
pub(crate) struct Refreshes(Mutex<HashMap<Uuid, Weak<tokio::sync::Mutex<()>>>>);

impl Refreshes {
    fn lock_of(&self, id: Uuid) -> Arc<tokio::sync::Mutex<()>> {
        let mut locks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lock) = locks.get(&id).and_then(Weak::upgrade) {
            return lock;
        }
        locks.retain(|_, lock| lock.strong_count() > 0);
        let lock = Arc::default();
        locks.insert(id, Arc::downgrade(&lock));
        lock
    }
}

/// The session's access token, refreshed if it has ended, or if it is the one that was refused.
pub(crate) async fn fresh_access_token(
    login: &Login,
    session: &Session,
    refused: Option<&Secret>,
) -> Result<Secret, AccessTokenError> {
    if let Some(token) = good_token(session, login.now(), refused) {
        return Ok(token);
    }
    let (login, id, refused) = (login.clone(), session.id, refused.cloned());
    // In a task of its own: a browser that goes away must not lose a token that the issuer has already rotated.
    let task = tokio::spawn(async move { refresh(&login, id, refused.as_ref()).await });
    task.await.unwrap_or_else(|error| Err(SessionStoreError(error.to_string()).into()))
}

/// One refresh at a time per session, in this process by a lock, among processes by a lease in the store. Whoever waited finds
/// the work done.
async fn refresh(login: &Login, id: Uuid, refused: Option<&Secret>) -> Result<Secret, AccessTokenError> {
    let lock = login.0.refreshes.lock_of(id);
    let _guard = lock.lock().await;
    let (store, holder) = (login.0.sessions.store(), fresh_id(login.now()));
    for _ in 0..WAITS {
        let session = stored_session(login, id).await?;
        if let Some(token) = good_token(&session, login.now(), refused) {
            return Ok(token);
        }
        let now = login.now();
        if store.take_refresh_lease(id, holder, now, now.plus(LEASE)).await? {
            let outcome = refresh_now(login, id, refused).await;
            if let Err(error) = store.give_back_refresh_lease(id, holder).await {
                tracing::warn!(%error, "a refresh lease could not be given back; it ends by itself");
            }
            return outcome;
        }
        tokio::time::sleep(WAIT).await;
    }
    Err(SessionStoreError("another process is refreshing this session and does not finish".to_owned()).into())
}

/// Refreshes, unless somebody did so before the lease was ours.
async fn refresh_now(login: &Login, id: Uuid, refused: Option<&Secret>) -> Result<Secret, AccessTokenError> {
    let session = stored_session(login, id).await?;
    if let Some(token) = good_token(&session, login.now(), refused) {
        return Ok(token);
    }
    let refresh_token = session.tokens.as_ref().and_then(|tokens| tokens.refresh_token.clone());
    let refresh_token = refresh_token.ok_or(AccessTokenError::SignInAgain)?;
    let client = login.client_of(&session.provider).ok_or(AccessTokenError::SignInAgain)?;
    match client.refresh(&refresh_token, &session.subject).await {
        Ok(tokens) => keep(login, session.refreshed(tokens, login.now())).await,
        Err(error) if error.is_temporary() => Err(AccessTokenError::Temporary(error)),
        Err(error) => {
            tracing::info!(%error, "refresh refused");
            somebody_elses(login, id, session.version).await
        }
    }
}

/// Stores the new tokens before anybody uses them.
async fn keep(login: &Login, session: Session) -> Result<Secret, AccessTokenError> {
    let stored = session.store(&login.0.keys).map_err(|error| SessionStoreError(error.to_string()))?;
    if login.0.sessions.store().replace(stored).await? {
        return session.tokens.map(|tokens| tokens.access_token).ok_or(AccessTokenError::SignInAgain);
    }
    somebody_elses(login, session.id, session.version - 1).await
}

/// The token of whoever was faster: a process whose lease had ended, or one that knows of no leases.
async fn somebody_elses(login: &Login, id: Uuid, version: u64) -> Result<Secret, AccessTokenError> {
    let current = stored_session(login, id).await?;
    let token = good_token(&current, login.now(), None).filter(|_| current.version != version);
    token.ok_or(AccessTokenError::SignInAgain)
}

async fn stored_session(login: &Login, id: Uuid) -> Result<Session, AccessTokenError> {
    let stored = login.0.sessions.store().find(id).await?;
    stored.and_then(|stored| Session::open(&login.0.keys, stored)).ok_or(AccessTokenError::SignInAgain)
}

/// The session's access token, if it has not ended and is not the one refused.
fn good_token(session: &Session, now: Timestamp, refused: Option<&Secret>) -> Option<Secret> {
    let tokens = session.tokens.as_ref()?;
    let is_refused = refused.is_some_and(|refused| {
        constant_time_eq(refused.expose().as_bytes(), tokens.access_token.expose().as_bytes())
    });
    let lasts = tokens.access_token_expires_at.is_none_or(|ends| now.plus(MARGIN) < ends);
    (lasts && !is_refused).then(|| tokens.access_token.clone())
}
