//! Users in the memory of this process.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use uuid::Uuid;

use crate::{Identity, LinkOutcome, StoredUser, UnlinkOutcome, UserStore, UserStoreError};

/// Keeps users in memory. Suitable for one process and for experiments; a restart loses all users.
#[derive(Debug, Default)]
pub struct MemoryUserStore {
    users: Mutex<BTreeMap<Uuid, StoredUser>>,
}

impl MemoryUserStore {
    /// Creates an empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn users(&self) -> MutexGuard<'_, BTreeMap<Uuid, StoredUser>> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl UserStore for MemoryUserStore {
    async fn find_by_id(&self, id: Uuid) -> Result<Option<StoredUser>, UserStoreError> {
        Ok(self.users().get(&id).cloned())
    }

    async fn find_by_identity(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<StoredUser>, UserStoreError> {
        Ok(owner(&self.users(), issuer, subject).cloned())
    }

    async fn find_by_verified_email(&self, email: &str) -> Result<Vec<StoredUser>, UserStoreError> {
        let has_email = |user: &&StoredUser| {
            user.identities.iter().any(|identity| identity.verified_email.as_deref() == Some(email))
        };
        Ok(self.users().values().filter(has_email).cloned().collect())
    }

    async fn create(&self, id: Uuid, identity: Identity) -> Result<StoredUser, UserStoreError> {
        let mut users = self.users();
        if let Some(owner) = owner(&users, &identity.issuer, &identity.subject) {
            return Ok(owner.clone());
        }
        if users.contains_key(&id) {
            return Err(UserStoreError(format!("the id {id} is taken")));
        }
        let user = StoredUser { id, identities: vec![identity], permissions: Default::default() };
        users.insert(id, user.clone());
        Ok(user)
    }

    async fn link(&self, id: Uuid, identity: Identity) -> Result<LinkOutcome, UserStoreError> {
        let mut users = self.users();
        if owner(&users, &identity.issuer, &identity.subject).is_some_and(|owner| owner.id != id) {
            return Ok(LinkOutcome::BelongsToAnother);
        }
        let Some(user) = users.get_mut(&id) else { return Ok(LinkOutcome::NoSuchUser) };
        user.identities.retain(|known| !is(known, &identity.issuer, &identity.subject));
        user.identities.push(identity);
        user.identities.sort_by(|a, b| (&a.issuer, &a.subject).cmp(&(&b.issuer, &b.subject)));
        Ok(LinkOutcome::Linked)
    }

    async fn unlink(&self, id: Uuid, issuer: &str, subject: &str) -> Result<UnlinkOutcome, UserStoreError> {
        let mut users = self.users();
        let Some(user) = users.get_mut(&id) else { return Ok(UnlinkOutcome::NotLinked) };
        if !user.identities.iter().any(|known| is(known, issuer, subject)) {
            return Ok(UnlinkOutcome::NotLinked);
        }
        if user.identities.len() == 1 {
            return Ok(UnlinkOutcome::IsTheLastOne);
        }
        user.identities.retain(|known| !is(known, issuer, subject));
        Ok(UnlinkOutcome::Unlinked)
    }

    async fn grant(&self, id: Uuid, permission: &str) -> Result<bool, UserStoreError> {
        let granted = |user: &mut StoredUser| user.permissions.insert(permission.to_owned());
        Ok(self.users().get_mut(&id).map(granted).is_some())
    }

    async fn revoke(&self, id: Uuid, permission: &str) -> Result<bool, UserStoreError> {
        let revoked = |user: &mut StoredUser| user.permissions.remove(permission);
        Ok(self.users().get_mut(&id).map(revoked).is_some())
    }

    async fn remove_user(&self, id: Uuid) -> Result<bool, UserStoreError> {
        Ok(self.users().remove(&id).is_some())
    }
}

fn owner<'a>(users: &'a BTreeMap<Uuid, StoredUser>, issuer: &str, subject: &str) -> Option<&'a StoredUser> {
    users.values().find(|user| user.identities.iter().any(|known| is(known, issuer, subject)))
}

fn is(identity: &Identity, issuer: &str, subject: &str) -> bool {
    identity.issuer == issuer && identity.subject == subject
}
