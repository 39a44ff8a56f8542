//! Returns a valid access token: the client's [`Refresher`] on top of the tokens in sessions.

use std::sync::Arc;

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_client::{ClientError, RefreshError, Refresher, StoredTokens, TokenStore, TokenStoreError};
use valetkey_jose::digest::{constant_time_eq, sha256};
use valetkey_jose::seal::SealingKeys;
use valetkey_types::{Secret, Timestamp};

use crate::session::Session;
use crate::sessions::Sessions;
use crate::{Login, SessionStoreError};

/// The reason why no access token is available.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccessTokenError {
    /// The access token has expired and can't be refreshed, or it was lost: without a session store, tokens are only in the
    /// memory of one process and do not survive a restart. The user must sign in again.
    #[error("there is no access token any more, and it can't be renewed; the user must sign in again")]
    SignInAgain,
    /// The issuer can't be reached right now.
    #[error("the access token can't be renewed right now: {0}")]
    Temporary(ClientError),
    /// The issuer refuses this application, for every user.
    #[error("the access token can't be renewed: {0}")]
    Refused(ClientError),
    /// The session could not be read or written.
    #[error(transparent)]
    Store(#[from] SessionStoreError),
}

impl From<RefreshError> for AccessTokenError {
    fn from(error: RefreshError) -> Self {
        match error {
            RefreshError::SignInAgain => Self::SignInAgain,
            RefreshError::Temporary(error) => Self::Temporary(error),
            RefreshError::Refused(error) => Self::Refused(error),
            RefreshError::Store(error) => Self::Store(SessionStoreError(error.0)),
            other => Self::Store(SessionStoreError(other.to_string())),
        }
    }
}

/// Returns the access token of the session. Refreshes it if it has expired or was refused.
pub(crate) async fn fresh_access_token(
    login: &Login,
    session: &Session,
    refused: Option<&Secret>,
) -> Result<Secret, AccessTokenError> {
    if let Some(token) = good_token(session, login.now(), refused) {
        return Ok(token);
    }
    let refresher = login.0.refreshers.get(&session.provider).ok_or(AccessTokenError::SignInAgain)?;
    let grant = session.id.to_string();
    Ok(match refused {
        Some(refused) => refresher.other_than(&grant, refused).await?,
        None => refresher.access_token(&grant).await?,
    })
}

/// Returns the access token of the session if it has not expired and was not refused.
fn good_token(session: &Session, now: Timestamp, refused: Option<&Secret>) -> Option<Secret> {
    let tokens = session.tokens.as_ref()?;
    let is_refused = refused.is_some_and(|refused| {
        constant_time_eq(refused.expose().as_bytes(), tokens.access_token.expose().as_bytes())
    });
    let lasts = tokens.access_token_expires_at.is_none_or(|ends| now.plus(Refresher::MARGIN.into()) < ends);
    (lasts && !is_refused).then(|| tokens.access_token.clone())
}

/// Makes sessions usable as a [`TokenStore`]. The name of a grant is the identifier of its session.
pub(crate) struct SessionTokenStore {
    pub(crate) sessions: Arc<dyn Sessions>,
    pub(crate) keys: Arc<SealingKeys>,
}

impl SessionTokenStore {
    async fn session(&self, grant: &str) -> Result<Option<Session>, TokenStoreError> {
        let stored = self.sessions.store().find(parse(grant)?).await.map_err(failed)?;
        Ok(stored.and_then(|stored| Session::open(&self.keys, stored)))
    }

    /// Replaces the previous version of a session.
    async fn put(&self, session: &Session) -> Result<bool, TokenStoreError> {
        let stored = session.store(&self.keys).map_err(|error| TokenStoreError(error.to_string()))?;
        self.sessions.store().replace(stored).await.map_err(failed)
    }
}

#[async_trait]
impl TokenStore for SessionTokenStore {
    async fn load(&self, grant: &str) -> Result<Option<StoredTokens>, TokenStoreError> {
        let Some(session) = self.session(grant).await? else { return Ok(None) };
        let Some(tokens) = session.tokens else { return Ok(None) };
        let mut stored = StoredTokens::new(session.subject, tokens.access_token, session.version);
        stored.expires_at = tokens.access_token_expires_at;
        stored.refresh_token = tokens.refresh_token;
        stored.id_token = tokens.id_token;
        stored.scope = session.scope.parse().ok();
        Ok(Some(stored))
    }

    async fn replace(
        &self,
        grant: &str,
        expected_version: Option<u64>,
        tokens: StoredTokens,
    ) -> Result<bool, TokenStoreError> {
        match self.session(grant).await? {
            Some(session) if Some(session.version) == expected_version => {
                self.put(&session.refreshed(tokens)).await
            }
            _ => Ok(false),
        }
    }

    /// Drops the refresh token. The session continues.
    async fn remove(&self, grant: &str, expected_version: u64) -> Result<bool, TokenStoreError> {
        match self.session(grant).await? {
            Some(session) if session.version == expected_version => {
                self.put(&session.without_refresh_token()).await
            }
            _ => Ok(false),
        }
    }

    async fn lease(
        &self,
        grant: &str,
        holder: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, TokenStoreError> {
        let store = self.sessions.store();
        store.take_refresh_lease(parse(grant)?, holder_id(holder), now, until).await.map_err(failed)
    }

    async fn release(&self, grant: &str, holder: &str) -> Result<(), TokenStoreError> {
        let store = self.sessions.store();
        store.give_back_refresh_lease(parse(grant)?, holder_id(holder)).await.map_err(failed)
    }
}

fn parse(grant: &str) -> Result<Uuid, TokenStoreError> {
    grant.parse().map_err(|_| TokenStoreError("expected the identifier of a session as a grant".to_owned()))
}

/// Derives an identifier from the name of a holder, because session stores identify holders by UUID.
fn holder_id(holder: &str) -> Uuid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&sha256(holder.as_bytes())[..16]);
    Uuid::from_bytes(bytes)
}

fn failed(error: SessionStoreError) -> TokenStoreError {
    TokenStoreError(error.0)
}
