//! The interface to stores of users: their id in this application, their identities at providers, and their permissions.

use std::collections::BTreeSet;

use async_trait::async_trait;
use uuid::Uuid;

/// A user of this application, as stored. The id does not depend on a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredUser {
    /// A UUID version 7.
    pub id: Uuid,
    /// The identities of the user, ordered by issuer and subject; at least one.
    pub identities: Vec<Identity>,
    /// The permissions of the user, as named by the application.
    pub permissions: BTreeSet<String>,
}

/// A user's identity at one provider. Only issuer and subject identify the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The issuer.
    pub issuer: String,
    /// The issuer's identifier of the user.
    pub subject: String,
    /// The name of the provider at the last login.
    pub provider: String,
    /// The display name at the last login.
    pub name: Option<String>,
    /// The email address in lower case, if the issuer says it is verified and the provider vouches for addresses.
    pub verified_email: Option<String>,
}

/// The result of linking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkOutcome {
    /// The identity is linked, with its current values.
    Linked,
    /// The identity belongs to another user; nothing changed.
    BelongsToAnother,
    /// There is no such user.
    NoSuchUser,
}

/// The result of unlinking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnlinkOutcome {
    /// The identity is unlinked.
    Unlinked,
    /// It is the last identity of the user, who could not sign in without it. Nothing changed.
    IsTheLastOne,
    /// The user does not have this identity.
    NotLinked,
}

/// The store failed. Contains the reason, for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the user store failed: {0}")]
pub struct UserStoreError(pub String);

/// A store for users. Every method is atomic and uses the current state, also if several processes share the store.
#[async_trait]
pub trait UserStore: Send + Sync {
    /// Finds a user by the id in this application.
    async fn find_by_id(&self, id: Uuid) -> Result<Option<StoredUser>, UserStoreError>;

    /// Finds the user who has this identity.
    async fn find_by_identity(
        &self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<StoredUser>, UserStoreError>;

    /// Finds the users who have an identity with this verified address (in lower case).
    async fn find_by_verified_email(&self, email: &str) -> Result<Vec<StoredUser>, UserStoreError>;

    /// Adds a user with one identity and no permissions. If the identity already belongs to a user, adds nothing and returns that
    /// user.
    async fn create(&self, id: Uuid, identity: Identity) -> Result<StoredUser, UserStoreError>;

    /// Links an identity to a user, or updates it if they already have it.
    async fn link(&self, id: Uuid, identity: Identity) -> Result<LinkOutcome, UserStoreError>;

    /// Unlinks an identity from a user, but never the last one.
    async fn unlink(&self, id: Uuid, issuer: &str, subject: &str) -> Result<UnlinkOutcome, UserStoreError>;

    /// Grants a permission. Returns whether the user exists.
    async fn grant(&self, id: Uuid, permission: &str) -> Result<bool, UserStoreError>;

    /// Revokes a permission. Returns whether the user exists.
    async fn revoke(&self, id: Uuid, permission: &str) -> Result<bool, UserStoreError>;

    /// Removes a user with all their data, which ends their sessions. Returns whether the user existed.
    async fn remove_user(&self, id: Uuid) -> Result<bool, UserStoreError>;
}
