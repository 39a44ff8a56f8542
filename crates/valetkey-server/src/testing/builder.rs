//! A test server with other settings.

use std::{
    sync::{Arc, atomic::AtomicUsize},
    time::Duration,
};

use valetkey_accounts::PasswordParameters;
use valetkey_authorization_server::{
    Change, Lifetimes,
    keys::KeyPolicy,
    record::{SignInSwitches, TenantRecord},
};
use valetkey_fetch::HttpTransport;
use valetkey_jose::Algorithm;
use valetkey_storage::{ClientCache, Storage, memory::MemoryStorage};
use valetkey_types::{Issuer, TenantId, Timestamp};

use super::{RecordingTransport, TestEnvironment, TestServer};
use crate::{
    ConfiguredBrand, CounterSecret, EncryptionKey, Environment as _, Grants, HttpSettings, Issuers, Parts,
    PasswordPool, TenantDefaults,
    breached_passwords::BreachedList,
    configuration::{AccountSettings, Passkeys},
    mail::SharedMailTransport,
    places::Places,
    router,
};

/// Settings of a [`TestServer`]; begin with [`TestServer::builder`].
pub struct TestServerBuilder {
    issuer: String,
    storage: Arc<dyn Storage>,
    lifetimes: Lifetimes,
    algorithms: Vec<Algorithm>,
    http: HttpSettings,
    encryption_key: [u8; 32],
    password_line: usize,
    clients_known_for: Duration,
    grants: Grants,
    mail: Option<SharedMailTransport>,
    brand: ConfiguredBrand,
    accounts: AccountSettings,
    sign_in: Option<SignInSwitches>,
    passkeys: Passkeys,
    outgoing: Option<Arc<dyn HttpTransport>>,
    breached: Option<Arc<BreachedList>>,
    places: Option<Arc<Places>>,
}

impl Default for TestServerBuilder {
    fn default() -> Self {
        Self {
            issuer: "https://id.example".to_owned(),
            storage: Arc::new(MemoryStorage::new()),
            lifetimes: Lifetimes::default(),
            algorithms: vec![Algorithm::ES256],
            http: HttpSettings::default(),
            encryption_key: [7; 32],
            password_line: 2 * PasswordPool::LINE_PER_PLACE,
            clients_known_for: ClientCache::LONGEST,
            grants: Grants::default(),
            mail: None,
            brand: ConfiguredBrand::default(),
            accounts: AccountSettings::default(),
            sign_in: None,
            passkeys: Passkeys::default(),
            outgoing: None,
            breached: None,
            places: None,
        }
    }
}

impl TestServerBuilder {
    /// With another issuer.
    #[must_use]
    pub fn issuer(mut self, issuer: &str) -> Self {
        issuer.clone_into(&mut self.issuer);
        self
    }

    /// With other storage, for example one shared with another server.
    #[must_use]
    pub fn storage(mut self, storage: Arc<dyn Storage>) -> Self {
        self.storage = storage;
        self
    }

    /// With other lifetimes.
    #[must_use]
    pub fn lifetimes(mut self, lifetimes: Lifetimes) -> Self {
        self.lifetimes = lifetimes;
        self
    }

    /// With keys for these algorithms.
    #[must_use]
    pub fn algorithms(mut self, algorithms: &[Algorithm]) -> Self {
        self.algorithms = algorithms.to_vec();
        self
    }

    /// With other limits.
    #[must_use]
    pub fn http(mut self, http: HttpSettings) -> Self {
        self.http = http;
        self
    }

    /// With another encryption key.
    #[must_use]
    pub fn encryption_key(mut self, bytes: [u8; 32]) -> Self {
        self.encryption_key = bytes;
        self
    }

    /// With another number of sign-ins that may wait for their password check.
    #[must_use]
    pub fn password_line(mut self, length: usize) -> Self {
        self.password_line = length;
        self
    }

    /// With another time for which a client counts as it was read.
    #[must_use]
    pub fn clients_known_for(mut self, time: Duration) -> Self {
        self.clients_known_for = time;
        self
    }

    /// With other grants.
    #[must_use]
    pub fn grants(mut self, grants: Grants) -> Self {
        self.grants = grants;
        self
    }

    /// With a way for mails.
    #[must_use]
    pub fn mail(mut self, transport: SharedMailTransport) -> Self {
        self.mail = Some(transport);
        self
    }

    /// With another look of the default tenant.
    #[must_use]
    pub fn brand(mut self, brand: ConfiguredBrand) -> Self {
        self.brand = brand;
        self
    }

    /// With other settings of accounts.
    #[must_use]
    pub fn accounts(mut self, accounts: AccountSettings) -> Self {
        self.accounts = accounts;
        self
    }

    /// With a list of breached passwords.
    #[must_use]
    pub fn breached_list(mut self, list: BreachedList) -> Self {
        self.breached = Some(Arc::new(list));
        self
    }

    /// With places of addresses.
    #[must_use]
    pub fn places(mut self, places: Places) -> Self {
        self.places = Some(Arc::new(places));
        self
    }

    /// With other switches of sign-ins.
    #[must_use]
    pub fn sign_in(mut self, switches: SignInSwitches) -> Self {
        self.sign_in = Some(switches);
        self
    }

    /// With settings of passkeys.
    #[must_use]
    pub fn passkeys(mut self, passkeys: Passkeys) -> Self {
        self.passkeys = passkeys;
        self
    }

    /// With a network instead of the one that records.
    #[must_use]
    pub fn outgoing(mut self, transport: Arc<dyn HttpTransport>) -> Self {
        self.outgoing = Some(transport);
        self
    }

    /// The server. With [`NODES`] it has several nodes, and each request goes to the next one.
    pub async fn build(self) -> TestServer {
        let environment = Arc::new(TestEnvironment::default());
        let transport = Arc::new(RecordingTransport::default());
        if let Some(switches) = self.sign_in {
            let issuer = Issuer::parse(&self.issuer).unwrap();
            record_tenant(&*self.storage, &issuer, switches, environment.now()).await;
        }
        let first = self.node(&environment, &transport).await;
        let mut routers = vec![router(first.issuers.clone())];
        for _ in 1..nodes() {
            routers.push(router(self.node(&environment, &transport).await.issuers));
        }
        let Node { issuers, storage } = first;
        let server = issuers.default_server();
        TestServer { routers, next: AtomicUsize::new(0), issuers, server, environment, storage, transport }
    }

    /// One process on the storage.
    async fn node(&self, environment: &Arc<TestEnvironment>, transport: &Arc<RecordingTransport>) -> Node {
        let storage = ClientCache::remembering_for(Arc::clone(&self.storage), self.clients_known_for);
        let storage: Arc<dyn Storage> = Arc::new(storage);
        let password_pool = PasswordPool::new(2, PasswordParameters::FOR_TESTS).unwrap();
        let keys = KeyPolicy { algorithms: self.algorithms.clone(), ..KeyPolicy::new(&self.lifetimes) };
        let encryption_key = EncryptionKey::new(self.encryption_key);
        let recording = || Arc::clone(transport) as Arc<dyn HttpTransport>;
        let parts = Parts {
            storage: Arc::clone(&storage),
            counter_secret: CounterSecret::new(&encryption_key).unwrap(),
            encryption_key,
            defaults: TenantDefaults { lifetimes: self.lifetimes.clone(), keys, brand: self.brand.clone() },
            password_pool: password_pool.with_line(self.password_line).refusing(self.breached.clone()),
            transport: self.outgoing.clone().unwrap_or_else(recording),
            mail: self.mail.clone(),
            accounts: self.accounts.clone(),
            passkeys: self.passkeys.clone(),
            places: self.places.clone(),
            environment: environment.clone(),
            http: self.http.clone(),
            grants: self.grants.clone(),
        };
        let issuers = Issuers::open(parts, Issuer::parse(&self.issuer).unwrap()).await.unwrap();
        issuers.default_server().keys.ensure().await.unwrap();
        Node { issuers, storage }
    }
}

/// One process.
struct Node {
    issuers: Issuers,
    storage: Arc<dyn Storage>,
}

/// The variable with the number of nodes of a [`TestServer`]: the tests run as behind a load balancer. One without it.
pub const NODES: &str = "VALETKEY_TEST_NODES";

fn nodes() -> usize {
    std::env::var(NODES).map_or(1, |nodes| nodes.parse().unwrap())
}

/// Records the default tenant with these switches.
async fn record_tenant(storage: &dyn Storage, issuer: &Issuer, sign_in: SignInSwitches, now: Timestamp) {
    let id = TenantId::default();
    let change = match storage.tenant(&id).await.unwrap() {
        Some(tenant) => Change::ReplaceTenant(TenantRecord { sign_in, ..tenant }),
        None => {
            let tenant = TenantRecord::new(id, issuer.clone(), now);
            Change::AddTenant(TenantRecord { sign_in, ..tenant })
        }
    };
    storage.apply(vec![change]).await.unwrap();
}
