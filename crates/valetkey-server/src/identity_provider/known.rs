//! The providers of an issuer in memory, so that the sign-in page reads nothing for them.

use std::sync::{Arc, OnceLock};

use arc_swap::ArcSwap;
use valetkey_authorization_server::record::IdentityProvider;
use valetkey_fetch::HttpTransport;
use valetkey_storage::{Listing, Storage, StorageError, directory, record::IDENTITY_PROVIDER};
use valetkey_types::{Issuer, TenantId};

use super::{Connection, ConnectionError, connection::catalogue, secret::open_secret};
use crate::{Environment, Seal};

/// Providers that are read at a time: a short page, so that SQLite needs no other thread for it.
const PAGE: usize = 64;

/// The providers of one issuer. They are read with the issuer, and again every few seconds.
pub struct IdentityProviders {
    storage: Arc<dyn Storage>,
    tenant: TenantId,
    issuer: Issuer,
    seal: Seal,
    transport: Arc<dyn HttpTransport>,
    environment: Arc<dyn Environment>,
    known: ArcSwap<Vec<Arc<Known>>>,
}

/// A provider with its connection, which is made when it is first used. It keeps the provider's metadata and keys.
pub(crate) struct Known {
    pub(crate) record: IdentityProvider,
    connection: OnceLock<Connection>,
}

impl Known {
    /// Returns the name on the button.
    pub(crate) fn display_name(&self) -> String {
        let preset = || Some(catalogue().ok()?.get(&self.record.preset).ok()?.display_name.clone());
        let own = self.record.display_name.clone();
        own.or_else(preset).unwrap_or_else(|| self.record.name.clone())
    }
}

impl IdentityProviders {
    /// Reads the providers of an issuer.
    ///
    /// # Errors
    /// [`StorageError`] when the database does not answer.
    pub async fn load(
        storage: Arc<dyn Storage>,
        seal: Seal,
        transport: Arc<dyn HttpTransport>,
        environment: Arc<dyn Environment>,
    ) -> Result<Self, StorageError> {
        let (tenant, issuer) = (seal.owner().tenant.clone(), seal.owner().issuer.clone());
        let known = ArcSwap::default();
        let providers = Self { storage, tenant, issuer, seal, transport, environment, known };
        providers.reload().await?;
        Ok(providers)
    }

    /// Reads them again. A provider that did not change keeps its connection.
    ///
    /// # Errors
    /// [`StorageError`]. The providers that are known stay known.
    pub async fn reload(&self) -> Result<(), StorageError> {
        let mut records = self.read().await?;
        records.sort_by(|one, other| (one.position, &one.name).cmp(&(other.position, &other.name)));
        let before = self.known.load();
        if before.len() == records.len()
            && before.iter().zip(&records).all(|(known, now)| known.record == *now)
        {
            return Ok(());
        }
        let keep = |record: IdentityProvider| {
            let same = before.iter().find(|known| known.record == record);
            same.cloned().unwrap_or_else(|| Arc::new(Known { record, connection: OnceLock::new() }))
        };
        self.known.store(Arc::new(records.into_iter().map(keep).collect()));
        Ok(())
    }

    /// Returns the providers of the sign-in page, in order.
    pub(crate) fn offered(&self) -> Vec<Arc<Known>> {
        self.known.load().iter().filter(|known| !known.record.disabled).cloned().collect()
    }

    /// Returns the provider of this name as it is known, enabled or not.
    pub(crate) fn named(&self, name: &str) -> Option<Arc<Known>> {
        self.known.load().iter().find(|known| known.record.name == name).cloned()
    }

    /// Returns the enabled provider of this name. Reads the providers first: one that was disabled a moment ago does not count.
    ///
    /// # Errors
    /// [`StorageError`] when the database does not answer.
    pub(crate) async fn current(&self, name: &str) -> Result<Option<Arc<Known>>, StorageError> {
        self.reload().await?;
        Ok(self.named(name).filter(|known| !known.record.disabled))
    }

    /// Returns the connection to a provider.
    ///
    /// # Errors
    /// [`ConnectionError`] says what to change.
    pub(crate) fn connect<'k>(&self, known: &'k Known) -> Result<&'k Connection, ConnectionError> {
        if let Some(connection) = known.connection.get() {
            return Ok(connection);
        }
        let secret = open_secret(&self.seal, &known.record, self.environment.now())?;
        let (transport, environment) = (Arc::clone(&self.transport), Arc::clone(&self.environment));
        let made = Connection::new(&known.record, secret, &self.issuer, transport, environment)?;
        Ok(known.connection.get_or_init(|| made))
    }

    async fn read(&self) -> Result<Vec<IdentityProvider>, StorageError> {
        let mut listing = Listing::of_tenant(&IDENTITY_PROVIDER, &self.tenant, PAGE);
        let mut records = Vec::new();
        loop {
            let page = directory::page::<IdentityProvider>(&*self.storage, &listing).await?;
            for reason in page.unreadable {
                tracing::error!(reason, "an identity provider is not offered");
            }
            records.extend(page.records);
            if page.next.is_none() {
                return Ok(records);
            }
            listing = listing.behind(page.next);
        }
    }
}
