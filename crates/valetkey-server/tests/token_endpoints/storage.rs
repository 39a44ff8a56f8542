//! Storage that fails and pauses on demand.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenFacts, AccessTokenKey, AuthorizationFacts, CodeFacts, RefreshFacts, SessionFacts},
    record::{Client, Consent, SigningKeyRecord, TenantRecord},
};
use valetkey_storage::{
    ApplyError, Record, RecordKey, RecordKind, Storage, StorageError, memory::MemoryStorage,
};
use valetkey_types::{ClientId, TenantId, UserId};

/// Memory storage whose writes, or reads, can be switched off. Every read pauses, so that requests that run side by side
/// have all read before the first of them writes.
#[derive(Default)]
pub(crate) struct TestStorage {
    memory: MemoryStorage,
    /// Writes fail.
    pub(crate) writes_fail: AtomicBool,
    /// Reads fail.
    pub(crate) reads_fail: AtomicBool,
}

impl TestStorage {
    fn reading(&self) -> Result<(), StorageError> {
        match self.reads_fail.load(Ordering::SeqCst) {
            true => Err(StorageError::Unavailable("switched off".into())),
            false => Ok(()),
        }
    }
}

macro_rules! forward {
    ($($name:ident($($argument:ident: $kind:ty),*) -> $answer:ty;)*) => {
        #[async_trait]
        impl Storage for TestStorage {
            async fn apply(&self, changes: Vec<Change>) -> Result<(), ApplyError> {
                match self.writes_fail.load(Ordering::SeqCst) {
                    true => Err(StorageError::Unavailable("switched off".into()).into()),
                    false => self.memory.apply(changes).await,
                }
            }

            $(async fn $name(&self, $($argument: $kind),*) -> Result<$answer, StorageError> {
                self.reading()?;
                let read = self.memory.$name($($argument),*).await;
                tokio::task::yield_now().await;
                read
            })*
        }
    };
}

forward! {
    tenant(id: &TenantId) -> Option<TenantRecord>;
    client(tenant: &TenantId, id: &ClientId) -> Option<Arc<Client>>;
    clients(tenant: &TenantId) -> Vec<Client>;
    user(tenant: &TenantId, id: &UserId) -> Option<User>;
    user_by_sign_in_name(tenant: &TenantId, name: &str) -> Option<User>;
    find_users(tenant: &TenantId, beginning: &str, after: Option<&User>, at_most: usize) -> Vec<User>;
    authorization_facts(tenant: &TenantId, id: &ClientId, session: Uuid) -> AuthorizationFacts;
    session_facts(tenant: &TenantId, session: Uuid) -> Option<SessionFacts>;
    code_facts(tenant: &TenantId, grant: Uuid, user: &UserId, client: &ClientId) -> CodeFacts;
    refresh_facts(tenant: &TenantId, grant: Uuid) -> Option<RefreshFacts>;
    access_token_facts(tenant: &TenantId, key: AccessTokenKey) -> AccessTokenFacts;
    clients_of_session(tenant: &TenantId, user_id: &UserId, sid: Uuid) -> Vec<Client>;
    consents(tenant: &TenantId, user_id: &UserId) -> Vec<(Consent, Option<Client>)>;
    signing_keys(tenant: &TenantId) -> Vec<SigningKeyRecord>;
    records(kind: RecordKind, after: Option<&RecordKey>, at_most: usize) -> Vec<Record>;
    ping() -> ();
}
