//! The things that files own.

use std::fmt;

use valetkey_authorization_server::record::{FileOwnership, OwnedKind, RoleOwner};
use valetkey_types::ClientId;

/// A thing that files can own: its kind, and its key among those of its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thing {
    kind: OwnedKind,
    key: String,
}

impl Thing {
    /// Returns the settings of the tenant.
    pub fn tenant() -> Self {
        Self { kind: OwnedKind::Tenant, key: String::new() }
    }

    /// Returns the attribute of this name.
    pub fn attribute(name: &str) -> Self {
        Self { kind: OwnedKind::Attribute, key: name.to_owned() }
    }

    /// Returns the scope of this name.
    pub fn scope(name: &str) -> Self {
        Self { kind: OwnedKind::Scope, key: name.to_owned() }
    }

    /// Returns the role of this name and owner. The ASCII case of the name does not matter.
    pub fn role(name: &str, owner: &RoleOwner) -> Self {
        let name = name.to_ascii_lowercase();
        // No name has a line break.
        let key = match owner {
            RoleOwner::Tenant => name,
            RoleOwner::Client(id) => format!("client {id}\n{name}"),
            RoleOwner::Audience(audience) => format!("audience {audience}\n{name}"),
        };
        Self { kind: OwnedKind::Role, key }
    }

    /// Returns the group of this name. The ASCII case does not matter.
    pub fn group(name: &str) -> Self {
        Self { kind: OwnedKind::Group, key: name.to_ascii_lowercase() }
    }

    /// Returns the client of this identifier.
    pub fn client(id: &ClientId) -> Self {
        Self { kind: OwnedKind::Client, key: id.as_str().to_owned() }
    }

    /// Returns the provider of this name.
    pub fn identity_provider(name: &str) -> Self {
        Self { kind: OwnedKind::IdentityProvider, key: name.to_owned() }
    }

    /// Returns its kind.
    pub fn kind(&self) -> OwnedKind {
        self.kind
    }

    /// Returns its key, as [`FileOwnership::name`] holds it.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns its name for users: `notes`, `publisher of the audience https://api.example`; empty for the tenant.
    pub fn name(&self) -> String {
        match self.key.split_once('\n') {
            Some((owner, name)) => format!("{name} of the {owner}"),
            None => self.key.clone(),
        }
    }
}

impl From<&FileOwnership> for Thing {
    fn from(ownership: &FileOwnership) -> Self {
        Self { kind: ownership.kind, key: ownership.name.clone() }
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.as_str().replace('_', " ");
        match self.kind {
            OwnedKind::Tenant => formatter.write_str("tenant settings"),
            _ => write!(formatter, "{kind} {}", self.name()),
        }
    }
}
