//! Access tokens that are always fresh, with one refresh at a time (RFC 6749 section 6, RFC 9700 section 4.14).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use valetkey_jose::digest::{constant_time_eq, random_token};
use valetkey_types::{Seconds, Secret};

use crate::{Client, ClientError, Problem, StoredTokens, TokenStore, TokenStoreError};

/// How long one refresh may hold others up, should its process die.
const LEASE: Seconds = Seconds(60);
/// How often and how long to look whether another process is done.
const PAUSE: Duration = Duration::from_millis(50);
const LOOKS: usize = 400;
/// How often a store that fails is asked to keep tokens that the issuer has already rotated.
const WRITES: usize = 3;

/// Hands out access tokens of a [`TokenStore`] and refreshes them. Cheap to clone; clones share their locks, so make one for
/// each client and keep it.
///
/// However many callers find a token expired, in however many processes on one store, one refresh runs; the others wait for
/// what it brings. New tokens are stored before anybody uses them. If the issuer refuses a refresh token because another caller
/// has rotated it meanwhile, the tokens of that somebody are used.
#[derive(Clone)]
pub struct Refresher(Arc<Inner>);

struct Inner {
    client: Client,
    store: Arc<dyn TokenStore>,
    /// One lock per grant that is being refreshed in this process.
    locks: Mutex<HashMap<String, Weak<tokio::sync::Mutex<()>>>>,
}

/// Why there is no access token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefreshError {
    /// There is no grant, or it has ended: the user must sign in again.
    #[error("the grant has ended; the person must sign in again")]
    SignInAgain,
    /// The issuer or the network failed. The grant is still there; try again later.
    #[error("the access token can't be refreshed right now: {0}")]
    Temporary(ClientError),
    /// The issuer refuses this client, whatever the grant. The grant is still there.
    #[error("the access token can't be refreshed: {0}")]
    Refused(ClientError),
    /// Another process holds the grant and does not finish.
    #[error("another process is refreshing the access token and does not finish")]
    Busy,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] TokenStoreError),
    /// The refresh broke off.
    #[error("the refresh broke off: {0}")]
    BrokeOff(String),
}

impl Refresher {
    /// A token that ends within this time is refreshed at once, so that it does not end on its way.
    pub const MARGIN: Duration = Duration::from_secs(30);

    /// Refreshes the tokens in this store with this client.
    pub fn new(client: Client, store: Arc<dyn TokenStore>) -> Self {
        Self(Arc::new(Inner { client, store, locks: Mutex::default() }))
    }

    /// An access token of the grant that is good for now.
    ///
    /// # Errors
    /// [`RefreshError`].
    pub async fn access_token(&self, grant: &str) -> Result<Secret, RefreshError> {
        self.token(grant, None).await
    }

    /// Another access token than this one, which an API has just refused although it should be good.
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
        // In a task of its own: a caller that goes away must not lose tokens that the issuer has already rotated.
        let task = tokio::spawn(async move { this.refresh_once(&grant, refused.as_ref()).await });
        task.await.unwrap_or_else(|error| Err(RefreshError::BrokeOff(error.to_string())))
    }

    /// One at a time: first among the tasks of this process, then among the processes.
    async fn refresh_once(&self, grant: &str, refused: Option<&Secret>) -> Result<Secret, RefreshError> {
        let lock = self.lock_of(grant);
        let _guard = lock.lock().await;
        let holder = random_token();
        for _ in 0..LOOKS {
            if let Some(token) = self.good_token(&self.load(grant).await?, refused) {
                return Ok(token);
            }
            let now = self.0.client.now();
            if self.0.store.lease(grant, &holder, now, now.plus(LEASE)).await? {
                let result = self.refresh_leased(grant, refused).await;
                // A lease that can't be given back ends by itself.
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
        // Whoever had the lease before may have finished between the last look and now.
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

    /// Stores before use. A store that fails is asked again, since the old refresh token may be spent.
    async fn keep(&self, grant: &str, old: &StoredTokens, new: StoredTokens) -> Result<Secret, RefreshError> {
        let mut failure = None;
        for _ in 0..WRITES {
            match self.0.store.replace(grant, Some(old.version), new.clone()).await {
                Ok(true) => return Ok(new.access_token),
                // Somebody wrote without a lease: a new login, or a logout.
                Ok(false) => return Ok(self.load(grant).await?.access_token),
                Err(error) => failure = Some(error),
            }
        }
        Err(failure.map_or(RefreshError::Busy, RefreshError::Store))
    }

    /// The issuer refused. If the stored tokens are others than those that were tried, another caller has rotated them.
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
        // An ID token about another user ends the grant as well: its refresh token is spent, and the next one is not the user's.
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
