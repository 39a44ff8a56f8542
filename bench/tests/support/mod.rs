//! Our server on its own thread, with a real port and a real file.

use std::{path::PathBuf, sync::Arc};

use bench::{
    population::Population,
    seed::{self, Extent},
    server::fresh_folder,
    site::{ServerFacts, Site},
};
use tokio::sync::oneshot;
use valetkey_accounts::PasswordParameters;
use valetkey_authorization_server::{Lifetimes, keys::KeyPolicy};
use valetkey_fetch::ReqwestTransport;
use valetkey_jose::Algorithm;
use valetkey_server::{
    CounterSecret, EncryptionKey, Grants, HttpSettings, Issuers, Parts, PasswordPool, SystemEnvironment,
    TenantDefaults, listener, router,
};
use valetkey_storage::Storage;
use valetkey_storage_sqlite::SqliteStorage;
use valetkey_types::Issuer;

/// More users than workload B can sign in within a second.
const USERS: usize = 2_000;

/// The server. Stops on drop.
pub(crate) struct Server {
    pub(crate) population: Population,
    issuer: String,
    folder: PathBuf,
    _stop: oneshot::Sender<()>,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let folder = fresh_folder(&std::env::temp_dir(), "bench-test").unwrap();
        let storage = Arc::new(SqliteStorage::open(&folder.join("valetkey.db")).unwrap());
        let mut population = Population::new(USERS);
        let cost = PasswordParameters::FOR_TESTS;
        seed::fill(
            &*storage,
            &mut population,
            Extent { sessions: 10, grants: 10, tenants: 0, groups: 0, events: 0 },
            cost,
        )
        .await
        .unwrap();
        let (stop, stopped) = oneshot::channel();
        let (ready, issuer) = oneshot::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
            runtime.block_on(serve(storage, ready, stopped));
        });
        let issuer = issuer.await.unwrap();
        seed::expired_tokens(&encryption_key(), &issuer, &mut population).unwrap();
        Self { population, issuer, folder, _stop: stop }
    }

    pub(crate) async fn site(&self) -> Site {
        let facts = ServerFacts {
            name: "in this process".to_owned(),
            version: String::new(),
            durability: String::new(),
        };
        let process = Some(std::process::id());
        let mut site = Site::open(facts, &self.issuer, self.population.clone(), process).await.unwrap();
        site.stock = 32;
        site
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn encryption_key() -> EncryptionKey {
    EncryptionKey::new([7; 32])
}

async fn serve(storage: Arc<dyn Storage>, ready: oneshot::Sender<String>, stopped: oneshot::Receiver<()>) {
    let (listener, address) = listener::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    // Browsers offer passkeys at a domain name only.
    let name = format!("http://localhost:{}", address.port());
    let issuer = Issuer::parse(&name).unwrap();
    let lifetimes = Lifetimes::default();
    let keys = KeyPolicy { algorithms: vec![Algorithm::ES256], ..KeyPolicy::new(&lifetimes) };
    let parts = Parts {
        storage,
        encryption_key: encryption_key(),
        defaults: TenantDefaults { lifetimes, keys, brand: Default::default() },
        password_pool: PasswordPool::new(2, PasswordParameters::FOR_TESTS).unwrap(),
        counter_secret: CounterSecret::new(&encryption_key()).unwrap(),
        transport: Arc::new(ReqwestTransport::builder().build().unwrap()),
        mail: None,
        accounts: Default::default(),
        passkeys: Default::default(),
        places: None,
        environment: Arc::new(SystemEnvironment),
        http: HttpSettings::default(),
        grants: Grants::default(),
    };
    let issuers = Issuers::open(parts, issuer).await.unwrap();
    ready.send(name).unwrap();
    let until_stopped = async {
        let _ = stopped.await;
    };
    listener::serve(listener, router(issuers), listener::ListenerSettings::default(), until_stopped).await;
}
