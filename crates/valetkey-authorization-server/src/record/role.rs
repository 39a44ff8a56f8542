//! Roles.

use std::fmt;

use uuid::Uuid;
use valetkey_types::{ClientId, TenantId, Timestamp, Unknown};

/// A role that users, groups and clients can have. The identifier is never reused, the name never changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its identifier.
    pub id: Uuid,
    /// Its name in tokens: unique among the roles of its owner without regard to ASCII case.
    pub name: String,
    /// The owner of the role.
    pub owner: RoleOwner,
    /// A sentence for administrators.
    pub description: Option<String>,
    /// The permissions of an administrator that the role gives, such as `users:read`. Most roles give none. Words of a newer version
    /// stay; they permit nothing.
    pub permissions: Vec<String>,
    /// The group whose members the permissions are limited to; `None` for permissions in the whole tenant.
    pub limited_to_group: Option<Uuid>,
    /// When it was added.
    pub created_at: Timestamp,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}

/// The owner of a role. It decides which tokens contain the role.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RoleOwner {
    /// The tenant: the role is in the tokens of every client.
    Tenant,
    /// A client: the role is in tokens for this client only, such as its ID tokens.
    Client(ClientId),
    /// A resource: the role is in access tokens for this audience only.
    Audience(String),
}

impl fmt::Display for RoleOwner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tenant => formatter.write_str("the tenant"),
            Self::Client(id) => write!(formatter, "the client {id}"),
            Self::Audience(audience) => write!(formatter, "the audience {audience}"),
        }
    }
}

/// A role that a client has, on the record of the client: client credentials load nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientRole {
    /// The identifier of the role.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The owner of the role.
    pub owner: RoleOwner,
    /// When the role was added.
    pub created_at: Timestamp,
}

impl From<&Role> for ClientRole {
    fn from(role: &Role) -> Self {
        Self { id: role.id, name: role.name.clone(), owner: role.owner.clone(), created_at: role.created_at }
    }
}
