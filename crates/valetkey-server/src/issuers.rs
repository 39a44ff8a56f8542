//! The issuers of a process. The host and the path of a request select one of them; it is loaded when it is first needed, and
//! forgotten when nobody uses it.

mod loaded;
mod map;

use std::sync::Arc;

use arc_swap::ArcSwap;
use valetkey_authorization_server::{
    record::TenantRecord,
    tenant::{AddressError, check_address, check_issuer},
};
use valetkey_storage::{Listing, Storage, StorageError, directory, record::TENANT};
use valetkey_types::{Issuer, TenantId};

use crate::{
    Parts, Server,
    server::Shared,
    tenant::{TenantError, load_or_record},
};

use loaded::Loaded;
use map::IssuerMap;

pub(crate) use map::Place;

/// Tenants that are read at a time: a short page, so that SQLite needs no other thread for it.
const PAGE: usize = 64;

/// All issuers of a process. Cheap to clone.
#[derive(Clone)]
pub struct Issuers(Arc<Inner>);

struct Inner {
    shared: Arc<Shared>,
    /// The issuer of the configuration: that of the default tenant.
    configured: Issuer,
    map: ArcSwap<IssuerMap>,
    default: ArcSwap<Server>,
    loaded: Loaded,
}

/// Which issuer a request is for.
pub(crate) enum Selected {
    /// This one. The path below it follows.
    Issuer(Server, Option<String>),
    /// None that is registered.
    None,
}

impl Issuers {
    /// Opens the issuers of a database. The first start on a database records the configured issuer for the default tenant.
    ///
    /// # Errors
    /// [`TenantError`], in particular `OtherIssuer` when the default tenant has another issuer than the configured one, and
    /// `Address` when another tenant has the configured issuer.
    pub async fn open(parts: Parts, configured: Issuer) -> Result<Self, TenantError> {
        let id = TenantId::default();
        let (storage, now) = (&*parts.storage, parts.environment.now());
        let wanted = TenantRecord::new(id.clone(), configured.clone(), now);
        if let Err(taken @ AddressError::Taken { .. }) = check_address(&wanted, &read_all(storage).await?) {
            return Err(taken.into());
        }
        let lifetimes = &parts.defaults.lifetimes;
        let tenant = load_or_record(storage, &id, &configured, &parts.encryption_key, lifetimes, now).await?;
        let shared = Arc::new(Shared::new(parts));
        let default = Server::load(Arc::clone(&shared), &tenant).await?;
        let records = read_all(&*shared.storage).await?;
        Ok(Self(Arc::new(Inner {
            shared,
            configured,
            map: ArcSwap::from_pointee(IssuerMap::new(records)),
            default: ArcSwap::from_pointee(default),
            loaded: Loaded::default(),
        })))
    }

    /// Returns the server of the default tenant, whose issuer the configuration names.
    pub fn default_server(&self) -> Server {
        Server::clone(&self.0.default.load())
    }

    /// Returns the server for every request, where the only tenant lies at the root of its host.
    pub(crate) fn only_server(&self) -> Option<Server> {
        self.0.map.load().is_one_at_the_root().then(|| self.default_server())
    }

    /// Returns every tenant that is registered, by name.
    pub fn tenants(&self) -> Vec<TenantId> {
        self.0.map.load().tenants()
    }

    /// Returns how many tenants are in memory, besides the default one.
    pub fn count_loaded(&self) -> usize {
        self.0.loaded.count()
    }

    /// Returns the server of a tenant; `None` when there is no such tenant.
    ///
    /// # Errors
    /// [`TenantError`] when it can't be loaded now.
    pub async fn server(&self, tenant: &TenantId) -> Result<Option<Server>, TenantError> {
        if tenant.as_str() == TenantId::DEFAULT_NAME {
            return Ok(Some(self.default_server()));
        }
        let Some(record) = self.0.map.load().record(tenant) else { return Ok(None) };
        self.0.loaded.get_or_load(&self.0.shared, &record).await.map(Some)
    }

    /// Selects the issuer that a request is for. The host only selects; no answer repeats it.
    ///
    /// # Errors
    /// [`TenantError`] when the issuer can't be loaded now.
    pub(crate) async fn select(&self, host: Option<&str>, path: &str) -> Result<Selected, TenantError> {
        let place = self.0.map.load().place(host, path);
        let Some(Place { tenant, below }) = place else { return Ok(Selected::None) };
        Ok(match self.server(&tenant).await? {
            Some(server) => Selected::Issuer(server, below),
            None => Selected::None,
        })
    }

    /// Reads the tenants again, so that what another process added, edited or removed is seen.
    ///
    /// # Errors
    /// [`TenantError`]. The tenants that are known stay known.
    pub async fn reload(&self) -> Result<(), TenantError> {
        let records = read_all(&*self.0.shared.storage).await?;
        if self.0.map.load().is_of(&records) {
            return Ok(());
        }
        let map = IssuerMap::new(records);
        self.reload_default(&map).await?;
        self.0.loaded.keep(|record| map.record(&record.tenant).is_some_and(|now| *now == *record));
        self.0.map.store(Arc::new(map));
        Ok(())
    }

    /// Returns the servers that were used within the last seconds, the default one first.
    pub(crate) fn in_use(&self) -> Vec<Server> {
        let mut servers = vec![self.default_server()];
        servers.extend(self.0.loaded.in_use());
        servers
    }

    /// Returns the servers in memory, the default one first.
    pub(crate) fn in_memory(&self) -> Vec<Server> {
        [self.default_server()].into_iter().chain(self.0.loaded.all()).collect()
    }

    /// Has the keys of tenants that nobody uses now read again at their next use.
    pub(crate) fn doubt_idle(&self) {
        self.0.loaded.doubt_idle();
    }

    /// Forgets the tenants that nobody used for a while.
    pub(crate) fn forget_idle(&self) {
        self.0.loaded.forget_idle();
    }

    /// Loads the default tenant anew after an edit. Another issuer counts at the next start, which compares it with the
    /// configured one.
    async fn reload_default(&self, map: &IssuerMap) -> Result<(), TenantError> {
        let id = TenantId::default();
        let (Some(before), Some(now)) = (self.0.map.load().record(&id), map.record(&id)) else {
            return Ok(());
        };
        if *before == *now {
            return Ok(());
        }
        if let Err(error) = check_issuer(&now, &self.0.configured) {
            tracing::error!(%error, "the issuer of the default tenant was changed; stop this server");
            return Ok(());
        }
        let server = Server::load(Arc::clone(&self.0.shared), &now).await?;
        self.0.default.store(Arc::new(server));
        Ok(())
    }
}

async fn read_all(storage: &dyn Storage) -> Result<Vec<TenantRecord>, StorageError> {
    let mut listing = Listing::all(&TENANT, None, PAGE);
    let mut records = Vec::new();
    loop {
        let page = directory::page::<TenantRecord>(storage, &listing).await?;
        for reason in page.unreadable {
            tracing::error!(reason, "a tenant is not served");
        }
        records.extend(page.records);
        if page.next.is_none() {
            return Ok(records);
        }
        listing = listing.behind(page.next);
    }
}
