//! A cache of clients, so that a token request does not have to read its client again. All reads and commits of a server pass
//! through it, so it measures them too.

#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_accounts::{SignInFailures, User};
use valetkey_authorization_server::{
    facts::{
        AccessTokenFacts, AccessTokenKey, AuthorizationFacts, CodeFacts, CodeKey, RefreshFacts, SessionFacts,
    },
    record::{Client, Consent, CounterKey, SigningKeyRecord, TenantRecord},
};
use valetkey_types::{ClientId, TenantId, UserId};

use crate::{
    ApplyError, Listing, Meter, Notices, Row, RowList, Storage, StorageError, StorageTimes,
    operation::RowOperation, record::CLIENT, value::Value,
};

/// A storage with a cache of clients.
///
/// A change of a client that is applied through the cache is visible to every request that begins after `apply` returned. A
/// change by another process is visible after a notice of the database, and after [`ClientCache::LONGEST`] at the latest:
/// then the client is read again. Clients that are not found are not cached.
pub struct ClientCache {
    storage: Arc<dyn Storage>,
    notices: Notices,
    longest: Duration,
    known: Arc<RwLock<Known>>,
    times: Arc<StorageTimes>,
}

#[derive(Default)]
struct Known {
    /// Grows with every change of a client. A client that was read under an older number is not cached.
    changes: u64,
    count: usize,
    clients: HashMap<TenantId, HashMap<ClientId, Entry>>,
}

struct Entry {
    client: Arc<Client>,
    read_at: Instant,
    /// The number of notices before the client was read.
    notices: u64,
}

impl ClientCache {
    /// The time for which a cached client is used.
    pub const LONGEST: Duration = Duration::from_secs(1);

    /// The maximum number of cached clients, a few kilobytes each.
    pub const AT_MOST: usize = 10_000;

    /// Caches clients of this storage for [`Self::LONGEST`].
    pub fn new(storage: Arc<dyn Storage>) -> Self {
        Self::remembering_for(storage, Self::LONGEST)
    }

    /// Caches clients for this time. For this time, changes by other processes may be unknown.
    pub fn remembering_for(storage: Arc<dyn Storage>, longest: Duration) -> Self {
        Self { notices: storage.notices(), storage, longest, known: Arc::default(), times: Arc::default() }
    }

    /// Returns the cached client if it is recent enough, or else the current number of changes, which `remember` needs.
    fn remembered(&self, tenant: &TenantId, id: &ClientId) -> Result<Arc<Client>, u64> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let entry = known.clients.get(tenant).and_then(|clients| clients.get(id));
        match entry {
            Some(entry)
                if entry.read_at.elapsed() < self.longest && entry.notices == self.notices.count() =>
            {
                Ok(Arc::clone(&entry.client))
            }
            _ => Err(known.changes),
        }
    }
}

impl Known {
    fn remember(&mut self, changes: u64, client: Arc<Client>, read_at: Instant, notices: u64) {
        if changes != self.changes {
            return;
        }
        if self.count >= ClientCache::AT_MOST {
            // Removes all clients: those in use are read once and cached again.
            self.clients.clear();
            self.count = 0;
        }
        let (tenant, id) = (client.tenant.clone(), client.id.clone());
        let entry = Entry { client, read_at, notices };
        if self.clients.entry(tenant).or_default().insert(id, entry).is_none() {
            self.count += 1;
        }
    }

    /// Forgets a client, or all of them.
    fn forget(&mut self, changed: &Changed) {
        self.changes += 1;
        let Changed::One(tenant, id) = changed else {
            self.clients.clear();
            self.count = 0;
            return;
        };
        if self.clients.get_mut(tenant).and_then(|clients| clients.remove(id)).is_some() {
            self.count -= 1;
        }
    }
}

/// Ignores a poisoned lock: a panic of another thread can leave a wrong count, but nothing worse.
fn write(known: &RwLock<Known>, change: impl FnOnce(&mut Known)) {
    change(&mut known.write().unwrap_or_else(PoisonError::into_inner));
}

/// The clients that an operation changes.
enum Changed {
    /// One client.
    One(TenantId, ClientId),
    /// Any number of clients.
    Many,
}

/// Returns the clients that an operation changes.
fn changed_client(operation: &RowOperation) -> Option<Changed> {
    if !operation.description().is(&CLIENT) {
        return None;
    }
    match operation.place() {
        [Value::Text(tenant), Value::Text(id), ..] => {
            Some(Changed::One(TenantId::new(tenant.as_str()), ClientId::new(id.as_str())))
        }
        _ => Some(Changed::Many),
    }
}

/// Implements finders that call the storage behind the cache.
macro_rules! handing_on {
    ($($name:ident($($argument:ident: $kind:ty),*) -> $answer:ty;)*) => {
        #[async_trait]
        impl Storage for ClientCache {
            async fn store(&self, list: RowList) -> Result<(), ApplyError> {
                let changed: Vec<_> = list.operations.iter().filter_map(changed_client).collect();
                let begun = Instant::now();
                if changed.is_empty() {
                    let stored = self.storage.store(list).await;
                    self.times.count_commit(begun.elapsed(), &stored);
                    return stored;
                }
                let (storage, known) = (Arc::clone(&self.storage), Arc::clone(&self.known));
                let meter = Meter::current().unwrap_or_default();
                // A separate task: if the caller stops waiting, the list is stored all the same, and the cache must be updated.
                let applying = tokio::spawn(async move {
                    let stored = meter.measure(storage.store(list)).await;
                    for changed in &changed {
                        write(&known, |known| known.forget(changed));
                    }
                    stored
                });
                let stored = applying.await;
                let stored =
                    stored.unwrap_or_else(|error| Err(StorageError::Unavailable(error.to_string()).into()));
                self.times.count_commit(begun.elapsed(), &stored);
                stored
            }

            async fn client(&self, tenant: &TenantId, id: &ClientId) -> Result<Option<Arc<Client>>, StorageError> {
                let changes = match self.remembered(tenant, id) {
                    Ok(client) => return Ok(Some(client)),
                    Err(changes) => changes,
                };
                let (read_at, notices) = (Instant::now(), self.notices.count());
                let found = self.storage.client(tenant, id).await;
                self.times.count_read(read_at.elapsed(), &found);
                let client = found?;
                if let Some(client) = client.clone() {
                    write(&self.known, |known| known.remember(changes, client, read_at, notices));
                }
                Ok(client)
            }

            fn notices(&self) -> Notices {
                self.storage.notices()
            }

            fn times(&self) -> Option<Arc<StorageTimes>> {
                Some(Arc::clone(&self.times))
            }

            async fn reclaim_space(&self) -> Result<(), StorageError> {
                self.storage.reclaim_space().await
            }

            $(async fn $name(&self, $($argument: $kind),*) -> Result<$answer, StorageError> {
                let begun = Instant::now();
                let answer = self.storage.$name($($argument),*).await;
                self.times.count_read(begun.elapsed(), &answer);
                answer
            })*
        }
    };
}

handing_on! {
    tenant(id: &TenantId) -> Option<TenantRecord>;
    clients(tenant: &TenantId) -> Vec<Client>;
    user(tenant: &TenantId, id: &UserId) -> Option<User>;
    user_by_sign_in_name(tenant: &TenantId, name: &str) -> Option<User>;
    sign_in_failures(tenant: &TenantId, counters: [&CounterKey; 2]) -> [SignInFailures; 2];
    find_users(tenant: &TenantId, beginning: &str, after: Option<&User>, at_most: usize) -> Vec<User>;
    authorization_facts(tenant: &TenantId, id: &ClientId, session: Uuid) -> AuthorizationFacts;
    session_facts(tenant: &TenantId, session: Uuid) -> Option<SessionFacts>;
    code_facts(tenant: &TenantId, key: CodeKey<'_>) -> CodeFacts;
    refresh_facts(tenant: &TenantId, grant: Uuid) -> Option<RefreshFacts>;
    access_token_facts(tenant: &TenantId, key: AccessTokenKey) -> AccessTokenFacts;
    clients_of_session(tenant: &TenantId, user_id: &UserId, sid: Uuid) -> Vec<Client>;
    consents(tenant: &TenantId, user_id: &UserId) -> Vec<(Consent, Option<Client>)>;
    signing_keys(tenant: &TenantId) -> Vec<SigningKeyRecord>;
    rows(listing: &Listing) -> Vec<Row>;
    ping() -> ();
}
