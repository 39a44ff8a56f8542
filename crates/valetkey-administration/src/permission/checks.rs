//! Checks before a change: nobody gives, takes over or takes away more than they hold.
//!
//! A user, client, role or group may only be changed by an administrator who holds every permission that it holds: whoever sets
//! the password of an administrator can become that administrator.

use valetkey_accounts::User;
use valetkey_authorization_server::{
    event::Actor,
    record::{Client, Group, Role},
    role_map::RoleMap,
};

use super::{Administrator, Authority, Permission};

/// Why an administrator may not do something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPermitted {
    /// The permission is missing.
    #[error("expected the permission {0}, got an administrator without it")]
    Missing(Permission),
    /// The record holds permissions that the administrator lacks.
    #[error("expected {what} with no more permissions than the administrator holds, got one with {}", .excess.join(" "))]
    Exceeds {
        /// The record.
        what: &'static str,
        /// The permissions that the administrator lacks.
        excess: Vec<String>,
    },
    /// The administrator would lose access.
    #[error("expected a change that keeps the access of the administrator, got one that ends it")]
    Oneself,
}

impl Administrator {
    /// Requires a permission in the whole tenant.
    ///
    /// # Errors
    /// [`NotPermitted::Missing`].
    pub fn require(&self, permission: Permission) -> Result<(), NotPermitted> {
        if self.may(permission) { Ok(()) } else { Err(NotPermitted::Missing(permission)) }
    }

    /// Requires a permission for all records or for the members of some group.
    ///
    /// # Errors
    /// [`NotPermitted::Missing`].
    pub fn require_somewhere(&self, permission: Permission) -> Result<(), NotPermitted> {
        if self.may_somewhere(permission) { Ok(()) } else { Err(NotPermitted::Missing(permission)) }
    }

    /// Requires that the administrator does not end their own access: so the last administrator stays.
    ///
    /// # Errors
    /// [`NotPermitted::Oneself`].
    pub fn is_not(&self, user: &User) -> Result<(), NotPermitted> {
        let is_self = matches!(&self.actor, Actor::User { id } if *id == user.id);
        if is_self { Err(NotPermitted::Oneself) } else { Ok(()) }
    }

    /// Requires that a user holds no more than the administrator.
    ///
    /// # Errors
    /// [`NotPermitted::Exceeds`].
    pub fn covers_user(&self, user: &User, map: &RoleMap) -> Result<(), NotPermitted> {
        self.covers("a user", &Authority::of_user(user, map), map)
    }

    /// Requires that whoever controls a client can reach no more than the administrator. `api` identifies the administration API.
    ///
    /// # Errors
    /// [`NotPermitted::Exceeds`].
    pub fn covers_client(&self, client: &Client, map: &RoleMap, api: &str) -> Result<(), NotPermitted> {
        self.covers("a client", &Authority::behind_client(client, map, api), map)
    }

    /// Requires that a role gives no more than the administrator holds.
    ///
    /// # Errors
    /// [`NotPermitted::Exceeds`].
    pub fn covers_role(&self, role: &Role, map: &RoleMap) -> Result<(), NotPermitted> {
        self.covers("a role", &Authority::of_role(role), map)
    }

    /// Requires that a group, with those above it, gives its members no more than the administrator holds.
    ///
    /// # Errors
    /// [`NotPermitted::Exceeds`].
    pub fn covers_group(&self, group: &Group, map: &RoleMap) -> Result<(), NotPermitted> {
        self.covers("a group", &Authority::of_group(group.id, map), map)
    }

    fn covers(&self, what: &'static str, other: &Authority, map: &RoleMap) -> Result<(), NotPermitted> {
        let excess = self.authority.lacks(other, map);
        if excess.is_empty() { Ok(()) } else { Err(NotPermitted::Exceeds { what, excess }) }
    }
}
