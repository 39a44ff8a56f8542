//! The authorization server on a free port, with its records in memory.

use std::sync::Arc;

use valetkey_accounts::{PasswordParameters, hash_password};
use valetkey_authorization_server::keys::KeyPolicy;
use valetkey_authorization_server::registration::{NewClient, NewUser, new_client, new_user};
use valetkey_authorization_server::{Change, Lifetimes};
use valetkey_fetch::ReqwestTransport;
use valetkey_jose::Algorithm;
use valetkey_jose::digest::{random_bytes, random_token};
use valetkey_server::listener::{ListenerSettings, serve};
use valetkey_server::{
    CounterSecret, EncryptionKey, Environment as _, Grants, HttpSettings, Issuers, Parts, PasswordPool,
    SystemEnvironment, TenantDefaults, router,
};
use valetkey_storage::{Storage, memory::MemoryStorage};
use valetkey_types::{ClientId, Issuer, Secret, TenantId, UserId};

use crate::free_port;

/// The password of all users.
pub const PASSWORD: &str = "correct horse battery";

/// A running server.
pub struct TestIssuer {
    /// The issuer.
    pub address: String,
    storage: Arc<dyn Storage>,
}

/// The credentials of an application.
pub struct Registered {
    /// Its identifier.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
}

impl TestIssuer {
    /// Starts a server without users and clients.
    pub async fn start() -> Self {
        let (listener, address) = free_port().await;
        let address = format!("http://{address}");
        let storage: Arc<dyn Storage> = Arc::new(MemoryStorage::new());
        let issuer = Issuer::parse(&address).unwrap();
        let issuers = Issuers::open(parts(Arc::clone(&storage)), issuer).await.unwrap();
        tokio::spawn(serve(listener, router(issuers), ListenerSettings::default(), std::future::pending()));
        Self { address, storage }
    }

    /// Adds a user with the shared password, the address `{username}@example.com`, and these roles.
    pub async fn add_user(&self, username: &str, name: &str, roles: &[&str]) {
        let hash = hash_password(PASSWORD, &random_bytes::<16>(), PasswordParameters::FOR_TESTS).unwrap();
        let new = NewUser {
            username: username.to_owned(),
            email: Some(format!("{username}@example.com")),
            email_verified: true,
            name: Some(name.to_owned()),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            password_hash: Some(hash),
            ..NewUser::default()
        };
        let id = UserId::new(format!("user-{username}"));
        let user = new_user(TenantId::default(), id, new, SystemEnvironment.now()).unwrap();
        self.apply(Change::AddUser(Box::new(user))).await;
    }

    /// Registers an application with a secret.
    pub async fn add_client(&self, new: NewClient) -> Registered {
        let client_secret = random_token();
        let client_id = self.register(new, Some(&Secret::new(client_secret.as_str()))).await;
        Registered { client_id, client_secret }
    }

    /// Registers an application without a secret and returns its identifier.
    pub async fn add_public_client(&self, new: NewClient) -> String {
        self.register(new, None).await
    }

    /// Creates only an ES256 key, because an RSA key takes long.
    async fn register(&self, new: NewClient, secret: Option<&Secret>) -> String {
        let new = NewClient { id_token_signed_response_alg: Algorithm::ES256, ..new };
        let client_id = random_token();
        let id = ClientId::new(client_id.as_str());
        let client = new_client(TenantId::default(), id, secret, new, SystemEnvironment.now()).unwrap();
        self.apply(Change::AddClient(Box::new(client))).await;
        client_id
    }

    async fn apply(&self, change: Change) {
        self.storage.apply(vec![change]).await.unwrap();
    }
}

fn parts(storage: Arc<dyn Storage>) -> Parts {
    let (lifetimes, encryption_key) = (Lifetimes::default(), EncryptionKey::new(random_bytes()));
    Parts {
        storage,
        counter_secret: CounterSecret::new(&encryption_key).unwrap(),
        encryption_key,
        defaults: TenantDefaults { keys: KeyPolicy::new(&lifetimes), lifetimes, brand: Default::default() },
        password_pool: PasswordPool::new(2, PasswordParameters::FOR_TESTS).unwrap(),
        transport: Arc::new(ReqwestTransport::builder().allow_loopback().build().unwrap()),
        mail: None,
        accounts: Default::default(),
        passkeys: Default::default(),
        places: None,
        environment: Arc::new(SystemEnvironment),
        http: HttpSettings::default(),
        grants: Grants::default(),
    }
}
