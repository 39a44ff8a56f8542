//! Where people are kept: who they are here, whichever provider they come by, and what they may do.

use std::collections::BTreeSet;

use async_trait::async_trait;
use uuid::Uuid;

/// A person of this application. Their id is ours: it stays when a provider comes or goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// A UUID version 7.
    pub id: Uuid,
    /// The ways the person signs in; never none. In the order of issuer and subject.
    pub identities: Vec<Identity>,
    /// What the person may do here, in words of the application.
    pub permissions: BTreeSet<String>,
}

/// A person as one provider knows them. Issuer and subject are the key; nothing else identifies anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The issuer.
    pub issuer: String,
    /// The person within the issuer.
    pub subject: String,
    /// The name of the provider at the last login.
    pub provider: String,
    /// The name for display, as it was at the last login.
    pub name: Option<String>,
    /// The e-mail address in lower case, if the issuer calls it verified and the provider vouches for addresses.
    pub verified_email: Option<String>,
}

/// What came of linking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkOutcome {
    /// The identity is the person's, and is kept as it is now.
    Linked,
    /// The identity belongs to somebody else; nothing changed.
    BelongsToAnother,
    /// There is no such person.
    NoSuchPerson,
}

/// What came of unlinking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnlinkOutcome {
    /// The identity is nobody's now.
    Unlinked,
    /// It is the only one the person has: without it they could not sign in. Nothing changed.
    IsTheLastOne,
    /// The person does not have this identity.
    NotLinked,
}

/// The store failed. Carries the reason for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the user store failed: {0}")]
pub struct UserStoreError(pub String);

/// Keeps people. Every method is one step: it happens whole or not at all, on the current state of all processes that share the
/// store.
#[async_trait]
pub trait UserStore: Send + Sync {
    /// Finds a person by our id.
    async fn find_by_id(&self, id: Uuid) -> Result<Option<Person>, UserStoreError>;

    /// Finds the person who has this identity.
    async fn find_by_identity(&self, issuer: &str, subject: &str) -> Result<Option<Person>, UserStoreError>;

    /// Finds the people who have an identity with this verified address (in lower case).
    async fn find_by_verified_email(&self, email: &str) -> Result<Vec<Person>, UserStoreError>;

    /// Adds a person with one identity and no permission. If the identity belongs to somebody already, nothing is added and
    /// that person is given back.
    async fn create(&self, id: Uuid, identity: Identity) -> Result<Person, UserStoreError>;

    /// Gives a person one more identity, or brings one they have up to date.
    async fn link(&self, id: Uuid, identity: Identity) -> Result<LinkOutcome, UserStoreError>;

    /// Takes an identity from a person, but never their last one.
    async fn unlink(&self, id: Uuid, issuer: &str, subject: &str) -> Result<UnlinkOutcome, UserStoreError>;

    /// Gives a person a permission. Says whether there is such a person.
    async fn grant(&self, id: Uuid, permission: &str) -> Result<bool, UserStoreError>;

    /// Takes a permission from a person. Says whether there is such a person.
    async fn revoke(&self, id: Uuid, permission: &str) -> Result<bool, UserStoreError>;

    /// Removes a person with everything about them; their sessions end. Says whether there was such a person.
    async fn remove_person(&self, id: Uuid) -> Result<bool, UserStoreError>;
}
