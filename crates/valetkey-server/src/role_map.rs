//! The groups and roles of a tenant, kept in memory.

use std::sync::{Arc, PoisonError, RwLock};

use valetkey_accounts::User;
use valetkey_authorization_server::{
    access::depends_on_groups,
    facts::{RoleMapFacts, SessionFacts},
    record::Client,
    role_map::{Held, RoleMap},
};
use valetkey_storage::{Storage, StorageError, directory};
use valetkey_types::{Scope, TenantId};

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
    /// Fills the groups and roles in where the user has some.
    ///
    /// # Errors
    /// [`StorageError`] when they changed and the database does not answer.
    pub(crate) async fn fill_role_map(
        &self,
        facts: &mut RoleMapFacts,
        user: Option<&User>,
    ) -> Result<(), StorageError> {
        self.role_map.fill(&*self.storage, &self.tenant, facts, user).await
    }

    /// Returns the groups and roles of the tenant. Reads the stored revision, and the map when it is another one.
    ///
    /// # Errors
    /// [`StorageError`] when the database does not answer.
    pub(crate) async fn role_map(&self) -> Result<Arc<RoleMap>, StorageError> {
        let revision = directory::role_map_revision(&*self.storage, &self.tenant).await?;
        self.role_map.at(&*self.storage, &self.tenant, revision).await
    }

    /// Returns the groups and roles that a user has, where a scope opens them: for pages. Reads the stored revision, and nothing
    /// for a user without groups and roles.
    ///
    /// # Errors
    /// [`StorageError`] when the database does not answer.
    pub(crate) async fn held_by(&self, user: &User, scope: &Scope) -> Result<Held, StorageError> {
        let mut facts = RoleMapFacts::default();
        if scope.contains("roles") || scope.contains("groups") {
            if !user.groups.is_empty() || !user.granted_roles.is_empty() {
                facts.revision = directory::role_map_revision(&*self.storage, &self.tenant).await?;
            }
            self.fill_role_map(&mut facts, Some(user)).await?;
        }
        Ok(Held::in_scope(scope, user, &facts.map))
    }

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
