//! Storage in plain maps behind one lock: for tests and experiments. Nothing survives the process.

mod changes;
mod dump;
mod finders;
mod state;
mod table;

use std::sync::{Arc, Mutex, MutexGuard};

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenFacts, AccessTokenKey, AuthorizationFacts, CodeFacts, RefreshFacts, SessionFacts},
    record::{Client, Consent, SigningKeyRecord, TenantRecord},
};
use valetkey_types::{ClientId, TenantId, UserId};

use crate::{ApplyError, Record, RecordKey, RecordKind, Storage, StorageError};
use state::State;

/// The memory backend. It keeps the whole contract but durability.
#[derive(Debug, Default)]
pub struct MemoryStorage {
    state: Mutex<State>,
}

impl MemoryStorage {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> Result<MutexGuard<'_, State>, StorageError> {
        self.state
            .lock()
            .map_err(|_| StorageError::Unavailable("a thread died while it held the lock".to_owned()))
    }
}

#[async_trait]
impl Storage for MemoryStorage {
    async fn apply(&self, changes: Vec<Change>) -> Result<(), ApplyError> {
        let mut state = self.lock()?;
        for (position, change) in changes.into_iter().enumerate() {
            if !changes::apply(&mut state, change) {
                state.roll_back();
                return Err(ApplyError::Conflict { position });
            }
        }
        state.commit();
        Ok(())
    }

    async fn tenant(&self, id: &TenantId) -> Result<Option<TenantRecord>, StorageError> {
        Ok(self.lock()?.tenants.get(id).cloned())
    }

    async fn client(&self, tenant: &TenantId, id: &ClientId) -> Result<Option<Arc<Client>>, StorageError> {
        Ok(self.lock()?.client(tenant, id).map(Arc::new))
    }

    async fn clients(&self, tenant: &TenantId) -> Result<Vec<Client>, StorageError> {
        Ok(self.lock()?.clients_by_name(tenant, |_| true))
    }

    async fn user(&self, tenant: &TenantId, id: &UserId) -> Result<Option<User>, StorageError> {
        Ok(self.lock()?.user(tenant, id))
    }

    async fn user_by_sign_in_name(
        &self,
        tenant: &TenantId,
        name: &str,
    ) -> Result<Option<User>, StorageError> {
        Ok(self.lock()?.user_by_sign_in_name(tenant, name))
    }

    async fn find_users(
        &self,
        tenant: &TenantId,
        beginning: &str,
        after: Option<&User>,
        at_most: usize,
    ) -> Result<Vec<User>, StorageError> {
        Ok(self.lock()?.find_users(tenant, beginning, after, at_most))
    }

    async fn authorization_facts(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
        session: Uuid,
    ) -> Result<AuthorizationFacts, StorageError> {
        Ok(self.lock()?.authorization_facts(tenant, client_id, session))
    }

    async fn session_facts(
        &self,
        tenant: &TenantId,
        session: Uuid,
    ) -> Result<Option<SessionFacts>, StorageError> {
        Ok(self.lock()?.session_facts(tenant, session))
    }

    async fn code_facts(
        &self,
        tenant: &TenantId,
        grant: Uuid,
        user: &UserId,
        client: &ClientId,
    ) -> Result<CodeFacts, StorageError> {
        Ok(self.lock()?.code_facts(tenant, grant, user, client))
    }

    async fn refresh_facts(
        &self,
        tenant: &TenantId,
        grant: Uuid,
    ) -> Result<Option<RefreshFacts>, StorageError> {
        Ok(self.lock()?.refresh_facts(tenant, grant))
    }

    async fn access_token_facts(
        &self,
        tenant: &TenantId,
        key: AccessTokenKey,
    ) -> Result<AccessTokenFacts, StorageError> {
        Ok(self.lock()?.access_token_facts(tenant, key))
    }

    async fn clients_of_session(
        &self,
        tenant: &TenantId,
        _user_id: &UserId,
        sid: Uuid,
    ) -> Result<Vec<Client>, StorageError> {
        Ok(self.lock()?.clients_of_session(tenant, sid))
    }

    async fn consents(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
    ) -> Result<Vec<(Consent, Option<Client>)>, StorageError> {
        Ok(self.lock()?.consents_of(tenant, user_id))
    }

    async fn signing_keys(&self, tenant: &TenantId) -> Result<Vec<SigningKeyRecord>, StorageError> {
        Ok(self.lock()?.signing_keys_by_age(tenant))
    }

    async fn records(
        &self,
        kind: RecordKind,
        after: Option<&RecordKey>,
        at_most: usize,
    ) -> Result<Vec<Record>, StorageError> {
        Ok(self.lock()?.records(kind, after, at_most))
    }

    async fn ping(&self) -> Result<(), StorageError> {
        self.lock().map(|_| ())
    }
}
