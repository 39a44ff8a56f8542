//! The things that configuration files own.

use valetkey_types::{TenantId, Timestamp, Unknown};

/// The configuration file that owns a thing: `valetkey apply` sets the thing, and the other commands refuse to edit it.
#[derive(Clone, Debug, PartialEq)]
pub struct FileOwnership {
    /// The tenant of the thing.
    pub tenant: TenantId,
    /// The kind of the thing.
    pub kind: OwnedKind,
    /// The key of the thing among those of its kind; see `Thing` of `valetkey-administration`.
    pub name: String,
    /// The folder and the name of the file, such as `infra/clients.toml`.
    pub file: String,
    /// The time from which the file owns the thing.
    pub owned_since: Timestamp,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}

/// A kind of thing that configuration files can own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OwnedKind {
    /// The settings of the tenant.
    Tenant,
    /// An attribute.
    Attribute,
    /// A scope.
    Scope,
    /// A role.
    Role,
    /// A group.
    Group,
    /// A client.
    Client,
    /// A provider on the sign-in page.
    IdentityProvider,
}

impl OwnedKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Tenant,
        Self::Attribute,
        Self::Scope,
        Self::Role,
        Self::Group,
        Self::Client,
        Self::IdentityProvider,
    ];

    /// Returns the name of the kind in files and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tenant => "tenant",
            Self::Attribute => "attribute",
            Self::Scope => "scope",
            Self::Role => "role",
            Self::Group => "group",
            Self::Client => "client",
            Self::IdentityProvider => "identity_provider",
        }
    }

    /// Returns the kind with this name.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}
