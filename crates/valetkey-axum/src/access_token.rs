//! An access token that is always fresh.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use uuid::Uuid;
use valetkey_client::ClientError;
use valetkey_types::{Seconds, Secret, Timestamp};

use crate::session::Session;
use crate::{Login, SessionStoreError};

/// A token that ends within this time is refreshed at once, so that it does not end on its way.
const MARGIN: Seconds = Seconds(30);

/// Why there is no access token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccessTokenError {
    /// The access token has ended and can't be renewed: the person must sign in again.
    #[error("the access token has ended and can't be renewed; the person must sign in again")]
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

/// The session's access token, refreshed if it has ended.
pub(crate) async fn fresh_access_token(login: &Login, session: &Session) -> Result<Secret, AccessTokenError> {
    if is_fresh(session, login.0.client.now()) {
        return Ok(session.access_token.clone());
    }
    let (login, id) = (login.clone(), session.id);
    // In a task of its own: a browser that goes away must not lose a token that the issuer has already rotated.
    let task = tokio::spawn(async move { refresh(&login, id).await });
    task.await.unwrap_or_else(|error| Err(SessionStoreError(error.to_string()).into()))
}

/// One refresh at a time per session; whoever waited finds the work done.
async fn refresh(login: &Login, id: Uuid) -> Result<Secret, AccessTokenError> {
    let lock = login.0.refreshes.lock_of(id);
    let _guard = lock.lock().await;
    let session = stored_session(login, id).await?;
    if is_fresh(&session, login.0.client.now()) {
        return Ok(session.access_token);
    }
    let refresh_token = session.refresh_token.clone().ok_or(AccessTokenError::SignInAgain)?;
    match login.0.client.refresh(&refresh_token, &session.subject).await {
        Ok(tokens) => {
            let session = session.refreshed(tokens, login.0.client.now());
            keep(login, &session).await?;
            Ok(session.access_token)
        }
        Err(error) if error.is_temporary() => Err(AccessTokenError::Temporary(error)),
        Err(error) => {
            // Another process may have been faster: then its token is in the store.
            let current = stored_session(login, id).await?;
            if current.version != session.version && is_fresh(&current, login.0.client.now()) {
                return Ok(current.access_token);
            }
            tracing::info!(%error, "refresh refused");
            Err(AccessTokenError::SignInAgain)
        }
    }
}

/// Stores the new tokens before anybody uses them.
async fn keep(login: &Login, session: &Session) -> Result<(), AccessTokenError> {
    let stored = session.store(&login.0.keys).map_err(|error| SessionStoreError(error.to_string()))?;
    if login.0.store.replace(stored).await? { Ok(()) } else { Err(AccessTokenError::SignInAgain) }
}

async fn stored_session(login: &Login, id: Uuid) -> Result<Session, AccessTokenError> {
    let stored = login.0.store.find(id).await?;
    stored.and_then(|stored| Session::open(&login.0.keys, stored)).ok_or(AccessTokenError::SignInAgain)
}

fn is_fresh(session: &Session, now: Timestamp) -> bool {
    session.access_token_expires_at.is_none_or(|ends| now.plus(MARGIN) < ends)
}
