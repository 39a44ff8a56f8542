//! The token file as a [`TokenStore`], so that [`valetkey_client::Refresher`] refreshes once, also with several processes.

use async_trait::async_trait;
use valetkey_client::{StoredTokens, Timestamp, TokenStore, TokenStoreError};

use crate::TokenFile;
use crate::token_file::{Entry, Lease};

/// Tokens in a [`TokenFile`].
#[derive(Clone, Debug)]
pub struct FileTokenStore(TokenFile);

impl FileTokenStore {
    /// Creates a store with this file.
    pub fn new(file: TokenFile) -> Self {
        Self(file)
    }

    /// Changes a login on a blocking thread. Removes the login if it is empty afterwards.
    async fn change<T: Send + 'static>(
        &self,
        grant: &str,
        change: impl FnOnce(&mut Entry) -> T + Send + 'static,
    ) -> Result<T, TokenStoreError> {
        let (file, grant) = (self.0.clone(), grant.to_owned());
        off_thread(move || {
            file.change(|content| {
                let mut entry = content.logins.remove(&grant).unwrap_or_default();
                let outcome = change(&mut entry);
                if entry != Entry::default() {
                    content.logins.insert(grant, entry);
                }
                outcome
            })
        })
        .await
    }
}

async fn off_thread<T: Send + 'static, E: ToString + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, TokenStoreError> {
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| TokenStoreError(error.to_string()))?;
    done.map_err(|error| TokenStoreError(error.to_string()))
}

#[async_trait]
impl TokenStore for FileTokenStore {
    async fn load(&self, grant: &str) -> Result<Option<StoredTokens>, TokenStoreError> {
        let file = self.0.clone();
        let mut content = off_thread(move || file.read()).await?;
        Ok(content.logins.remove(grant).and_then(|entry| entry.tokens).map(StoredTokens::from))
    }

    async fn replace(
        &self,
        grant: &str,
        expected_version: Option<u64>,
        tokens: StoredTokens,
    ) -> Result<bool, TokenStoreError> {
        self.change(grant, move |entry| {
            let fits = entry.tokens.as_ref().map(|tokens| tokens.version) == expected_version;
            if fits {
                entry.tokens = Some(tokens.into());
            }
            fits
        })
        .await
    }

    async fn remove(&self, grant: &str, expected_version: u64) -> Result<bool, TokenStoreError> {
        self.change(grant, move |entry| {
            let fits = entry.tokens.as_ref().is_some_and(|tokens| tokens.version == expected_version);
            if fits {
                entry.tokens = None;
            }
            fits
        })
        .await
    }

    async fn lease(
        &self,
        grant: &str,
        holder: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, TokenStoreError> {
        let holder = holder.to_owned();
        self.change(grant, move |entry| {
            let is_free =
                entry.lease.as_ref().is_none_or(|lease| lease.holder == holder || lease.until <= now);
            if is_free {
                entry.lease = Some(Lease { holder, until });
            }
            is_free
        })
        .await
    }

    async fn release(&self, grant: &str, holder: &str) -> Result<(), TokenStoreError> {
        let holder = holder.to_owned();
        self.change(grant, move |entry| {
            entry.lease = entry.lease.take().filter(|lease| lease.holder != holder)
        })
        .await
    }
}
