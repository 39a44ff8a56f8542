//! The issuers of a database, put together from the configuration and kept running: for `serve` and for `demo`.

use std::{io, net::SocketAddr, sync::Arc};

use tokio::{net::TcpListener, task::JoinSet};
use valetkey_accounts::PasswordParameters;
use valetkey_authorization_server::record::TenantRecord;
use valetkey_fetch::{HttpTransport, ReqwestTransport};
use valetkey_server::{
    Configuration, CounterSecret, EncryptionKey, Grants, Issuers, Keys, Parts, PasswordPool, Seal,
    SystemEnvironment, TenantDefaults, audit, housekeeping, keys,
    listener::{self, ListenerSettings},
    mail::{self, SharedMailTransport},
    outbox, refusals, router,
};
use valetkey_storage::{
    ClientCache, Listing, Storage,
    record::{IDENTITY_PROVIDER, SIGNING_KEY, WEBHOOK},
};
use valetkey_types::{Issuer, TenantId, is_loopback_host};

use crate::{failure::Failure, shutdown::Shutdown};

/// Whether the database holds something, of any tenant, that was sealed with an encryption key.
///
/// # Errors
/// The error of the database.
pub(crate) async fn has_sealed(storage: &dyn Storage) -> Result<bool, Failure> {
    for description in [&SIGNING_KEY, &IDENTITY_PROVIDER, &WEBHOOK] {
        if !storage.rows(&Listing::all(description, None, 1)).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads the encryption key and the previous ones; makes one only while the database holds nothing that was sealed with
/// another.
///
/// # Errors
/// A text that says what to do.
pub(crate) fn encryption_key(
    configuration: &Configuration,
    has_sealed: bool,
) -> Result<EncryptionKey, Failure> {
    let path = configuration.encryption_key_path();
    let key = match has_sealed {
        true => EncryptionKey::load(&path)?,
        false => EncryptionKey::load_or_create(&path, valetkey_jose::digest::random_bytes())?,
    };
    with_previous(key, configuration)
}

/// Reads the encryption key and the previous ones; makes the current one if it is missing, whatever the database holds.
///
/// # Errors
/// A text that says what to do.
pub(crate) fn encryption_key_or_new(configuration: &Configuration) -> Result<EncryptionKey, Failure> {
    let path = configuration.encryption_key_path();
    let key = EncryptionKey::load_or_create(&path, valetkey_jose::digest::random_bytes())?;
    with_previous(key, configuration)
}

fn with_previous(mut key: EncryptionKey, configuration: &Configuration) -> Result<EncryptionKey, Failure> {
    for path in &configuration.previous_encryption_key_files {
        key = key.with_previous(EncryptionKey::load(path)?);
    }
    Ok(key)
}

/// Reads the signing keys and makes missing ones.
///
/// # Errors
/// A text that says what to do, in particular when the encryption key is another one.
pub(crate) async fn signing_keys(
    storage: &Arc<dyn Storage>,
    tenant: &TenantRecord,
    key: &EncryptionKey,
    policy: valetkey_authorization_server::keys::KeyPolicy,
) -> Result<Keys, Failure> {
    let seal = Seal::new(key, keys::USAGE, tenant)?;
    Ok(Keys::load(Arc::clone(storage), seal, policy, Arc::new(SystemEnvironment)).await?)
}

/// Puts the server together, with all tenants of the database.
///
/// # Errors
/// A text that says what to do, in particular when the default tenant belongs to another issuer.
pub(crate) async fn build(
    configuration: &Configuration,
    storage: Arc<dyn Storage>,
    mail: Option<SharedMailTransport>,
) -> Result<Issuers, Failure> {
    let (issuer, id) = (configuration.issuer()?, TenantId::default());
    if let Some(recorded) = storage.tenant(&id).await? {
        // Before a key file is looked for: a copy has neither the issuer nor, perhaps, the key.
        valetkey_authorization_server::tenant::check_issuer(&recorded, &issuer)?;
    }
    let encryption_key = encryption_key(configuration, has_sealed(&*storage).await?)?;
    let parts = Parts {
        storage: Arc::new(ClientCache::new(storage)),
        counter_secret: CounterSecret::new(&encryption_key)?,
        encryption_key,
        defaults: TenantDefaults {
            lifetimes: configuration.lifetimes(),
            keys: configuration.key_policy(),
            brand: configuration.brand().map_err(Failure::usage)?,
        },
        password_pool: PasswordPool::for_this_machine(PasswordParameters::RECOMMENDED)?
            .refusing(configuration.breached_list().map_err(Failure::usage)?.map(Arc::new)),
        transport: transport(configuration, &issuer)?,
        mail,
        accounts: configuration.account_settings(),
        passkeys: configuration.passkeys().map_err(Failure::usage)?,
        places: configuration.places().map_err(Failure::usage)?.map(Arc::new),
        environment: Arc::new(SystemEnvironment),
        http: configuration.http_settings(),
        grants: Grants::default(),
    };
    Ok(Issuers::open(parts, issuer).await?)
}

/// Opens the way for mails; `None` where the configuration names none.
///
/// # Errors
/// A text that says what to do.
pub(crate) fn mail_transport(configuration: &Configuration) -> Result<Option<SharedMailTransport>, Failure> {
    let url = url::Url::parse(configuration.issuer()?.as_str())?;
    Ok(mail::open(&configuration.mail, url.host_str().unwrap_or("localhost"))?)
}

/// Opens the port.
///
/// # Errors
/// A text that says what to do.
pub(crate) async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Failure> {
    bind_as(address, "--listen").await
}

/// Opens the port of the metrics.
///
/// # Errors
/// A text that says what to do.
pub(crate) async fn bind_metrics(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Failure> {
    bind_as(address, "metrics.listen").await
}

async fn bind_as(address: SocketAddr, setting: &str) -> Result<(TcpListener, SocketAddr), Failure> {
    listener::bind(address).await.map_err(|error| {
        let advice = match error.kind() {
            io::ErrorKind::AddrInUse => "another program listens there; stop it, or choose another port",
            io::ErrorKind::PermissionDenied => {
                "this user may not; put a proxy in front and choose a port from 1024 upwards"
            }
            io::ErrorKind::AddrNotAvailable => "this machine does not have that address; choose another",
            _ => "choose another address",
        };
        Failure::failed(format!("can't listen on {address} ({error}): {advice} with {setting}"))
    })
}

/// Serves until it is time to stop, and looks after keys and expired records beside it.
pub(crate) async fn run(
    issuers: Issuers,
    listeners: Vec<TcpListener>,
    settings: ListenerSettings,
    shutdown: Shutdown,
) {
    let keeping = tokio::spawn(keys::maintain(issuers.clone()));
    let cleaning = tokio::spawn(housekeeping::run_housekeeping(issuers.default_server()));
    let delivering = tokio::spawn(outbox::deliver(issuers.clone()));
    let chaining = tokio::spawn(audit::chain(issuers.clone()));
    let server = issuers.default_server();
    let counting = tokio::spawn(refusals::keep(server.clone()));
    let router = router(issuers);
    let mut serving = JoinSet::new();
    for listener in listeners {
        let shutdown = shutdown.clone().requested();
        serving.spawn(listener::serve(listener, router.clone(), settings.clone(), shutdown));
    }
    serving.join_all().await;
    keeping.abort();
    cleaning.abort();
    delivering.abort();
    chaining.abort();
    counting.abort();
    refusals::store(&server).await;
}

/// The one way out: the public internet and the networks listed; this machine too if the issuer is on it.
pub(crate) fn transport(
    configuration: &Configuration,
    issuer: &Issuer,
) -> Result<Arc<dyn HttpTransport>, Failure> {
    let mut builder =
        ReqwestTransport::builder().allow_networks(configuration.outbound.allow_networks.clone());
    let url = url::Url::parse(issuer.as_str())?;
    if url.host_str().is_some_and(is_loopback_host) {
        builder = builder.allow_loopback();
    }
    Ok(Arc::new(builder.build()?))
}
