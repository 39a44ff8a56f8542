//! Checks before a change: no administrator gives, takes over or takes away more than they hold.
//!
//! Only an administrator who holds every permission of a user, client, role or group may change it. An administrator who sets the
//! password of another one, for example, can sign in as them.

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
    /// Only operators of the first tenant act on other tenants.
    #[error("expected an operator of the first tenant, got an administrator of another one")]
    OtherTenants,
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

    /// Requires that the user is not the administrator, who would end their own access. So the last administrator stays.
    ///
    /// # Errors
    /// [`NotPermitted::Oneself`].
    pub fn is_not(&self, user: &User) -> Result<(), NotPermitted> {
        let is_self = matches!(&self.actor, Actor::User { id } if *id == user.id);
        if is_self { Err(NotPermitted::Oneself) } else { Ok(()) }
    }

    /// Requires that the client is not the administrator, which would end its own access.
    ///
    /// # Errors
    /// [`NotPermitted::Oneself`].
    pub fn is_not_client(&self, client: &Client) -> Result<(), NotPermitted> {
        let is_self = matches!(&self.actor, Actor::Client { id } if *id == client.id);
        if is_self { Err(NotPermitted::Oneself) } else { Ok(()) }
    }

    /// Requires that a user holds no more than the administrator.
    ///
    /// # Errors
    /// [`NotPermitted::Exceeds`].
    pub fn covers_user(&self, user: &User, map: &RoleMap) -> Result<(), NotPermitted> {
        self.covers("a user", &Authority::of_user(user, map), map)
    }

    /// Requires that control of a client gives no more than the administrator holds. `api` is the identifier of the administration API.
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

    /// Requires every permission that a role of the tenant gives. A provider decides who signs in, so an administrator who changes one can
    /// sign in as any user.
    ///
    /// # Errors
    /// [`NotPermitted::Exceeds`].
    pub fn covers_provider(&self, map: &RoleMap) -> Result<(), NotPermitted> {
        self.covers("a provider", &Authority::of_roles(map.roles()), map)
    }

    fn covers(&self, what: &'static str, other: &Authority, map: &RoleMap) -> Result<(), NotPermitted> {
        let excess = self.authority.lacks(other, map);
        if excess.is_empty() { Ok(()) } else { Err(NotPermitted::Exceeds { what, excess }) }
    }
}
