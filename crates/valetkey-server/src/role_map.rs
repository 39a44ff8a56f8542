//! The groups and roles of a tenant, kept in memory.

use std::sync::{Arc, PoisonError, RwLock};

use valetkey_accounts::User;
use valetkey_authorization_server::{
    access::depends_on_groups,
    facts::{RoleMapFacts, SessionFacts},
    record::Client,
    role_map::RoleMap,
};
use valetkey_storage::{Storage, StorageError, directory};
use valetkey_types::TenantId;

use crate::Server;

/// The groups and roles as they were read last. The facts of each request say which revision is stored, so what is kept here is
/// never out of date: it is read again as soon as the stored revision is another one.
#[derive(Default)]
pub(crate) struct KeptRoleMap {
    kept: RwLock<Arc<RoleMap>>,
    /// Held while the map is read, so that many requests after a change read it once.
    reading: tokio::sync::Mutex<()>,
}

impl KeptRoleMap {
    /// Fills the map in where the user has a group or role. Reads nothing while the revision stays.
    ///
    /// # Errors
    /// [`StorageError`] when the map must be read and the database does not answer.
    pub(crate) async fn fill(
        &self,
        storage: &dyn Storage,
        tenant: &TenantId,
        facts: &mut RoleMapFacts,
        user: Option<&User>,
    ) -> Result<(), StorageError> {
        let has_some = |user: &User| !user.groups.is_empty() || !user.granted_roles.is_empty();
        if facts.revision == 0 || !user.is_some_and(has_some) {
            return Ok(());
        }
        facts.map = self.at(storage, tenant, facts.revision).await?;
        Ok(())
    }

    /// Returns the map of a stored revision, which is read if it is not kept.
    ///
    /// # Errors
    /// [`StorageError`] when the database does not answer.
    pub(crate) async fn at(
        &self,
        storage: &dyn Storage,
        tenant: &TenantId,
        revision: u64,
    ) -> Result<Arc<RoleMap>, StorageError> {
        match self.of_revision(revision) {
            Some(map) => Ok(map),
            None => self.read(storage, tenant, revision).await,
        }
    }

    fn of_revision(&self, revision: u64) -> Option<Arc<RoleMap>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        (kept.revision() == revision).then(|| Arc::clone(&kept))
    }

    async fn read(
        &self,
        storage: &dyn Storage,
        tenant: &TenantId,
        revision: u64,
    ) -> Result<Arc<RoleMap>, StorageError> {
        let _reading = self.reading.lock().await;
        if let Some(map) = self.of_revision(revision) {
            return Ok(map);
        }
        let map = Arc::new(directory::role_map(storage, tenant).await?);
        *self.kept.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&map);
        Ok(map)
    }
}

impl Server {
    /// Returns the groups of the tenant, where they say if a user may use a client. Reads the stored revision then, and nothing
    /// otherwise.
    ///
    /// # Errors
    /// [`StorageError`] when the database does not answer.
    pub(crate) async fn groups_for_access(
        &self,
        client: Option<&Client>,
        session: Option<&SessionFacts>,
    ) -> Result<Arc<RoleMap>, StorageError> {
        let mut facts = RoleMapFacts::default();
        if let (Some(client), Some(session)) = (client, session)
            && depends_on_groups(client, &session.user)
        {
            facts.revision = directory::role_map_revision(&*self.storage, &self.tenant).await?;
            self.fill_role_map(&mut facts, Some(&session.user)).await?;
        }
        Ok(facts.map)
    }
}
