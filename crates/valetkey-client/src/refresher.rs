//! Keeps access tokens valid, with one refresh at a time (RFC 6749 section 6, RFC 9700 section 4.14).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use valetkey_jose::digest::{constant_time_eq, random_token};
use valetkey_types::{Seconds, Secret};

use crate::{Client, ClientError, Problem, StoredTokens, TokenStore, TokenStoreError};

/// The duration of the refresh lease. Other processes wait so long if the holder's process dies.
const LEASE: Seconds = Seconds(60);
/// The pause between two checks for the refresh of another process, and the maximum number of checks.
const PAUSE: Duration = Duration::from_millis(50);
const CHECKS: usize = 400;
/// Maximum attempts to store tokens that the issuer has already rotated.
const WRITES: usize = 3;

/// Returns access tokens from a [`TokenStore`] and refreshes them. Cheap to clone. Only clones share their locks, so create one
/// refresher per client and clone it.
///
/// If many callers in many processes find an expired token, only one of them refreshes it, and the others wait for the result.
/// New tokens are stored before they are used. If the issuer refuses a refresh token because another process has already used
/// it, the tokens of that process are used.
#[derive(Clone)]
pub struct Refresher(Arc<Inner>);

struct Inner {
    client: Client,
    store: Arc<dyn TokenStore>,
    /// One lock for each grant that this process refreshes.
    locks: Mutex<HashMap<String, Weak<tokio::sync::Mutex<()>>>>,
}

/// The reason why no access token is available.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefreshError {
    /// There is no grant, or it has ended. The user must sign in again.
    #[error("the grant has ended; the user must sign in again")]
    SignInAgain,
    /// The issuer or the network failed. The grant still exists; retry later.
    #[error("the access token can't be refreshed right now: {0}")]
    Temporary(ClientError),
    /// The issuer refuses this client. The grant still exists.
    #[error("the access token can't be refreshed: {0}")]
    Refused(ClientError),
    /// Another process holds the refresh lease and does not finish.
    #[error("another process is refreshing the access token and does not finish")]
    Busy,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] TokenStoreError),
    /// The refresh was aborted.
    #[error("the refresh was aborted: {0}")]
    Aborted(String),
}

impl Refresher {
    /// A token that expires within this time is refreshed, so that it does not expire during a request.
    pub const MARGIN: Duration = Duration::from_secs(30);

    /// Creates a refresher that refreshes the tokens in this store with this client.
    pub fn new(client: Client, store: Arc<dyn TokenStore>) -> Self {
        Self(Arc::new(Inner { client, store, locks: Mutex::default() }))
    }

    /// Returns a valid access token of the grant.
    ///
    /// # Errors
    /// [`RefreshError`].
    pub async fn access_token(&self, grant: &str) -> Result<Secret, RefreshError> {
        self.token(grant, None).await
    }

    /// Returns an access token other than `refused`, which an API refused although it had not expired.
    ///
    /// # Errors
    /// [`RefreshError`].
    pub async fn other_than(&self, grant: &str, refused: &Secret) -> Result<Secret, RefreshError> {
        self.token(grant, Some(refused)).await
    }

    async fn token(&self, grant: &str, refused: Option<&Secret>) -> Result<Secret, RefreshError> {
        if let Some(token) = self.good_token(&self.load(grant).await?, refused) {
            return Ok(token);
        }
        let (this, grant, refused) = (self.clone(), grant.to_owned(), refused.cloned());
        // The refresh runs in a separate task, so that new tokens are not lost if the caller is cancelled.
        let task = tokio::spawn(async move { this.refresh_once(&grant, refused.as_ref()).await });
        task.await.unwrap_or_else(|error| Err(RefreshError::Aborted(error.to_string())))
    }

    /// Refreshes while no other task of this process and no other process does.
    async fn refresh_once(&self, grant: &str, refused: Option<&Secret>) -> Result<Secret, RefreshError> {
        let lock = self.lock_of(grant);
        let _guard = lock.lock().await;
        let holder = random_token();
        for _ in 0..CHECKS {
            if let Some(token) = self.good_token(&self.load(grant).await?, refused) {
                return Ok(token);
            }
            let now = self.0.client.now();
            if self.0.store.lease(grant, &holder, now, now.plus(LEASE)).await? {
                let result = self.refresh_leased(grant, refused).await;
                // A lease that can't be released expires.
                if let Err(error) = self.0.store.release(grant, &holder).await {
                    tracing::warn!(%error, "the lease of a grant could not be released");
                }
                return result;
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(RefreshError::Busy)
    }

    async fn refresh_leased(&self, grant: &str, refused: Option<&Secret>) -> Result<Secret, RefreshError> {
        // The previous holder may have stored new tokens since the last check.
        let stored = self.load(grant).await?;
        if let Some(token) = self.good_token(&stored, refused) {
            return Ok(token);
        }
        let refresh_token = stored.refresh_token.as_ref().ok_or(RefreshError::SignInAgain)?;
        match self.0.client.refresh(refresh_token, &stored.subject).await {
            Ok(tokens) => self.keep(grant, &stored, stored.next(&tokens, self.0.client.now())).await,
            Err(error) if error.is_temporary() => Err(RefreshError::Temporary(error)),
            Err(error) => self.recover(grant, &stored, error).await,
        }
    }

    /// Stores new tokens before they are used. Retries if the store fails, because the old refresh token may already be invalid.
    async fn keep(&self, grant: &str, old: &StoredTokens, new: StoredTokens) -> Result<Secret, RefreshError> {
        let mut failure = None;
        for _ in 0..WRITES {
            match self.0.store.replace(grant, Some(old.version), new.clone()).await {
                Ok(true) => return Ok(new.access_token),
                // A new login or a logout changed the tokens without a lease.
                Ok(false) => return Ok(self.load(grant).await?.access_token),
                Err(error) => failure = Some(error),
            }
        }
        Err(failure.map_or(RefreshError::Busy, RefreshError::Store))
    }

    /// Handles a refusal by the issuer. If the stored tokens have changed, another caller has refreshed them.
    async fn recover(
        &self,
        grant: &str,
        tried: &StoredTokens,
        error: ClientError,
    ) -> Result<Secret, RefreshError> {
        let current = self.load(grant).await?;
        if current.version != tried.version && current.is_fresh(self.0.client.now(), Duration::ZERO) {
            return Ok(current.access_token);
        }
        tracing::info!(%error, "the issuer refused a refresh");
        // An ID token about another user ends the grant too: its refresh token was used, and the new one belongs to another user.
        let other_user = matches!(error.problem(), Problem::Mismatch { what: "sub", .. });
        if error.error_code() != Some("invalid_grant") && !other_user {
            return Err(RefreshError::Refused(error));
        }
        self.0.store.remove(grant, tried.version).await?;
        Err(RefreshError::SignInAgain)
    }

    async fn load(&self, grant: &str) -> Result<StoredTokens, RefreshError> {
        self.0.store.load(grant).await?.ok_or(RefreshError::SignInAgain)
    }

    fn good_token(&self, stored: &StoredTokens, refused: Option<&Secret>) -> Option<Secret> {
        let good = match refused {
            Some(refused) => {
                !constant_time_eq(stored.access_token.expose().as_bytes(), refused.expose().as_bytes())
            }
            None => true,
        };
        (good && stored.is_fresh(self.0.client.now(), Self::MARGIN)).then(|| stored.access_token.clone())
    }

    fn lock_of(&self, grant: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut locks = self.0.locks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lock) = locks.get(grant).and_then(Weak::upgrade) {
            return lock;
        }
        locks.retain(|_, lock| lock.strong_count() > 0);
        let lock = Arc::default();
        locks.insert(grant.to_owned(), Arc::downgrade(&lock));
        lock
    }
}
