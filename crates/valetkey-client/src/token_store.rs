//! The interface to stores of tokens.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use valetkey_types::{Scope, Secret, Timestamp};

use crate::Tokens;

/// The tokens of one grant. `Debug` shows no token.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StoredTokens {
    /// The subject: the issuer's identifier of the user.
    pub subject: String,
    /// The access token.
    pub access_token: Secret,
    /// The expiry of the access token; `None` if it is unknown.
    pub expires_at: Option<Timestamp>,
    /// The refresh token.
    pub refresh_token: Option<Secret>,
    /// The last ID token, for a later `id_token_hint`.
    pub id_token: Option<Secret>,
    /// The last scope that the issuer returned; `None` if it never returned one.
    pub scope: Option<Scope>,
    /// Increases with each change.
    pub version: u64,
}

/// The reason why tokens could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the token store failed: {0}")]
pub struct TokenStoreError(pub String);

/// A store for tokens. The caller chooses a name for each grant, for example the identifier of a session or a user.
///
/// Every write names the version that it replaces. An implementation compares and writes atomically, so that only one of two
/// writers of the same version succeeds, even in different processes.
#[async_trait]
pub trait TokenStore: Send + Sync {
    /// Returns the tokens of a grant.
    async fn load(&self, grant: &str) -> Result<Option<StoredTokens>, TokenStoreError>;

    /// Replaces the tokens of `expected_version`; `None` means that there are none yet. Returns `false`, and writes nothing, if
    /// another version is stored. The tokens are durable before this returns.
    async fn replace(
        &self,
        grant: &str,
        expected_version: Option<u64>,
        tokens: StoredTokens,
    ) -> Result<bool, TokenStoreError>;

    /// Removes the tokens of a grant, if they still have this version.
    async fn remove(&self, grant: &str, expected_version: u64) -> Result<bool, TokenStoreError>;

    /// Tries to acquire the refresh lease of this grant until `until`, among all processes that use this store. Returns `true` if
    /// `holder` now holds it. A store for one process may always return `true`.
    async fn lease(
        &self,
        grant: &str,
        holder: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, TokenStoreError>;

    /// Releases the lease if `holder` holds it.
    async fn release(&self, grant: &str, holder: &str) -> Result<(), TokenStoreError>;
}

impl StoredTokens {
    /// Creates a value with only an access token. Set the other public fields as needed.
    pub fn new(subject: impl Into<String>, access_token: Secret, version: u64) -> Self {
        let (expires_at, refresh_token, id_token, scope) = (None, None, None, None);
        Self { subject: subject.into(), access_token, expires_at, refresh_token, id_token, scope, version }
    }

    /// Creates the first version from the tokens of a login.
    pub fn first(subject: impl Into<String>, tokens: &Tokens, now: Timestamp) -> Self {
        Self {
            subject: subject.into(),
            access_token: tokens.access_token.clone(),
            expires_at: tokens.expires_in.map(|seconds| now.plus(seconds)),
            refresh_token: tokens.refresh_token.clone(),
            id_token: tokens.id_token.clone(),
            scope: tokens.scope.clone(),
            version: 1,
        }
    }

    /// Creates the next version from the tokens of a refresh. Keeps the old refresh token if there is no new one (RFC 6749
    /// section 6).
    #[must_use]
    pub fn next(&self, tokens: &Tokens, now: Timestamp) -> Self {
        Self {
            subject: self.subject.clone(),
            access_token: tokens.access_token.clone(),
            expires_at: tokens.expires_in.map(|seconds| now.plus(seconds)),
            refresh_token: tokens.refresh_token.clone().or_else(|| self.refresh_token.clone()),
            id_token: tokens.id_token.clone().or_else(|| self.id_token.clone()),
            scope: tokens.scope.clone().or_else(|| self.scope.clone()),
            version: self.version.saturating_add(1),
        }
    }

    /// Returns whether the access token stays valid for longer than `margin`. A token without an expiry counts as fresh.
    pub fn is_fresh(&self, now: Timestamp, margin: Duration) -> bool {
        self.expires_at.is_none_or(|expires| now.plus(margin.into()) < expires)
    }
}

/// Stores tokens in memory, for one process.
#[derive(Default)]
pub struct MemoryTokenStore(Mutex<HashMap<String, Entry>>);

#[derive(Default)]
struct Entry {
    tokens: Option<StoredTokens>,
    lease: Option<(String, Timestamp)>,
}

impl MemoryTokenStore {
    fn with<T>(&self, grant: &str, change: impl FnOnce(&mut Entry) -> T) -> T {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let result = change(entries.entry(grant.to_owned()).or_default());
        if entries.get(grant).is_some_and(|entry| entry.tokens.is_none() && entry.lease.is_none()) {
            entries.remove(grant);
        }
        result
    }
}

#[async_trait]
impl TokenStore for MemoryTokenStore {
    async fn load(&self, grant: &str) -> Result<Option<StoredTokens>, TokenStoreError> {
        Ok(self.with(grant, |entry| entry.tokens.clone()))
    }

    async fn replace(
        &self,
        grant: &str,
        expected_version: Option<u64>,
        tokens: StoredTokens,
    ) -> Result<bool, TokenStoreError> {
        Ok(self.with(grant, |entry| {
            let fits = entry.tokens.as_ref().map(|tokens| tokens.version) == expected_version;
            if fits {
                entry.tokens = Some(tokens);
            }
            fits
        }))
    }

    async fn remove(&self, grant: &str, expected_version: u64) -> Result<bool, TokenStoreError> {
        Ok(self.with(grant, |entry| {
            let fits = entry.tokens.as_ref().is_some_and(|tokens| tokens.version == expected_version);
            if fits {
                entry.tokens = None;
            }
            fits
        }))
    }

    async fn lease(
        &self,
        grant: &str,
        holder: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, TokenStoreError> {
        Ok(self.with(grant, |entry| {
            let free = entry.lease.as_ref().is_none_or(|(other, end)| other == holder || *end <= now);
            if free {
                entry.lease = Some((holder.to_owned(), until));
            }
            free
        }))
    }

    async fn release(&self, grant: &str, holder: &str) -> Result<(), TokenStoreError> {
        self.with(grant, |entry| entry.lease = entry.lease.take().filter(|(other, _)| other != holder));
        Ok(())
    }
}
