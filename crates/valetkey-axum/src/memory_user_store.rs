//! Users in the memory of this process.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use uuid::Uuid;

use crate::{Identity, LinkOutcome, Person, UnlinkOutcome, UserStore, UserStoreError};

/// Keeps users in memory. For one process and for experiments; a restart loses them.
#[derive(Debug, Default)]
pub struct MemoryUserStore {
    people: Mutex<BTreeMap<Uuid, Person>>,
}

impl MemoryUserStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn people(&self) -> MutexGuard<'_, BTreeMap<Uuid, Person>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl UserStore for MemoryUserStore {
    async fn find_by_id(&self, id: Uuid) -> Result<Option<Person>, UserStoreError> {
        Ok(self.people().get(&id).cloned())
    }

    async fn find_by_identity(&self, issuer: &str, subject: &str) -> Result<Option<Person>, UserStoreError> {
        Ok(owner(&self.people(), issuer, subject).cloned())
    }

    async fn find_by_verified_email(&self, email: &str) -> Result<Vec<Person>, UserStoreError> {
        let has_it = |person: &&Person| {
            person.identities.iter().any(|identity| identity.verified_email.as_deref() == Some(email))
        };
        Ok(self.people().values().filter(has_it).cloned().collect())
    }

    async fn create(&self, id: Uuid, identity: Identity) -> Result<Person, UserStoreError> {
        let mut people = self.people();
        if let Some(owner) = owner(&people, &identity.issuer, &identity.subject) {
            return Ok(owner.clone());
        }
        if people.contains_key(&id) {
            return Err(UserStoreError(format!("the id {id} is taken")));
        }
        let person = Person { id, identities: vec![identity], permissions: Default::default() };
        people.insert(id, person.clone());
        Ok(person)
    }

    async fn link(&self, id: Uuid, identity: Identity) -> Result<LinkOutcome, UserStoreError> {
        let mut people = self.people();
        if owner(&people, &identity.issuer, &identity.subject).is_some_and(|owner| owner.id != id) {
            return Ok(LinkOutcome::BelongsToAnother);
        }
        let Some(person) = people.get_mut(&id) else { return Ok(LinkOutcome::NoSuchPerson) };
        person.identities.retain(|known| !is(known, &identity.issuer, &identity.subject));
        person.identities.push(identity);
        person.identities.sort_by(|a, b| (&a.issuer, &a.subject).cmp(&(&b.issuer, &b.subject)));
        Ok(LinkOutcome::Linked)
    }

    async fn unlink(&self, id: Uuid, issuer: &str, subject: &str) -> Result<UnlinkOutcome, UserStoreError> {
        let mut people = self.people();
        let Some(person) = people.get_mut(&id) else { return Ok(UnlinkOutcome::NotLinked) };
        if !person.identities.iter().any(|known| is(known, issuer, subject)) {
            return Ok(UnlinkOutcome::NotLinked);
        }
        if person.identities.len() == 1 {
            return Ok(UnlinkOutcome::IsTheLastOne);
        }
        person.identities.retain(|known| !is(known, issuer, subject));
        Ok(UnlinkOutcome::Unlinked)
    }

    async fn grant(&self, id: Uuid, permission: &str) -> Result<bool, UserStoreError> {
        let granted = |person: &mut Person| person.permissions.insert(permission.to_owned());
        Ok(self.people().get_mut(&id).map(granted).is_some())
    }

    async fn revoke(&self, id: Uuid, permission: &str) -> Result<bool, UserStoreError> {
        let revoked = |person: &mut Person| person.permissions.remove(permission);
        Ok(self.people().get_mut(&id).map(revoked).is_some())
    }

    async fn remove_person(&self, id: Uuid) -> Result<bool, UserStoreError> {
        Ok(self.people().remove(&id).is_some())
    }
}

fn owner<'a>(people: &'a BTreeMap<Uuid, Person>, issuer: &str, subject: &str) -> Option<&'a Person> {
    people.values().find(|person| person.identities.iter().any(|known| is(known, issuer, subject)))
}

fn is(identity: &Identity, issuer: &str, subject: &str) -> bool {
    identity.issuer == issuer && identity.subject == subject
}
