//! The client and the tokens of its login, for all commands.

use std::sync::Arc;

use valetkey_client::{Client, PlainLogin, Refresher, StoredTokens, TokenStore};

use crate::arguments::Arguments;
use crate::{AnyError, FileTokenStore, TokenFile};

pub(crate) struct Session {
    pub(crate) client: Client,
    store: Arc<FileTokenStore>,
    /// The name of the login in the file: one for each provider and identifier.
    grant: String,
}

impl Session {
    pub(crate) fn new(arguments: &Arguments) -> Result<Self, AnyError> {
        let client = arguments.client()?;
        let store = Arc::new(FileTokenStore::new(TokenFile::new(arguments.token_file()?)));
        let grant = format!("{} {}", client.issuer().as_str(), client.client_id().as_str());
        Ok(Self { client, store, grant })
    }

    /// Returns the tokens of the login, if there is one.
    pub(crate) async fn tokens(&self) -> Result<Option<StoredTokens>, AnyError> {
        Ok(self.store.load(&self.grant).await?)
    }

    /// Stores the tokens of a login, in place of an earlier one.
    pub(crate) async fn keep(&self, subject: &str, login: &PlainLogin) -> Result<(), AnyError> {
        let earlier = self.tokens().await?.map(|tokens| tokens.version);
        let mut tokens = StoredTokens::first(subject, &login.tokens, self.client.now());
        tokens.version = earlier.map_or(1, |version| version.saturating_add(1));
        if self.store.replace(&self.grant, earlier, tokens).await? {
            return Ok(());
        }
        Err("another process logged in, refreshed or logged out meanwhile; log in again".into())
    }

    /// Removes the tokens, in any version.
    pub(crate) async fn forget(&self) -> Result<(), AnyError> {
        while let Some(tokens) = self.tokens().await? {
            if self.store.remove(&self.grant, tokens.version).await? {
                break;
            }
        }
        Ok(())
    }

    /// Returns access tokens and refreshes them.
    pub(crate) fn refresher(&self) -> Refresher {
        let store: Arc<dyn TokenStore> = self.store.clone();
        Refresher::new(self.client.clone(), store)
    }

    pub(crate) fn grant(&self) -> &str {
        &self.grant
    }
}
