//! Administrators and their permissions.

use std::collections::BTreeMap;

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    event::Actor,
    record::{Client, Role, RoleOwner},
    role_map::{Held, RoleMap},
};
use valetkey_types::same_resource;

use super::{Permission, Permissions};

/// The permissions of an administrator, in the whole tenant and for the members of groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    everywhere: Permissions,
    within: BTreeMap<Uuid, Permissions>,
    /// The words of a newer version. They permit nothing, and no administrator can give them.
    unknown: Vec<String>,
}

impl Authority {
    /// Returns every permission in the whole tenant.
    pub fn full() -> Self {
        Self::everywhere(Permissions::all())
    }

    /// Returns these permissions in the whole tenant.
    pub fn everywhere(permissions: Permissions) -> Self {
        Self { everywhere: permissions, ..Self::default() }
    }

    /// Returns the permissions of these roles. Only roles of the tenant give permissions.
    pub fn of_roles<'a>(roles: impl IntoIterator<Item = &'a Role>) -> Self {
        roles.into_iter().fold(Self::default(), |authority, role| authority.and(Self::of_role(role)))
    }

    /// Returns the permissions of a role.
    pub fn of_role(role: &Role) -> Self {
        if role.owner != RoleOwner::Tenant {
            return Self::default();
        }
        let permissions = Permissions::of_words(&role.permissions);
        let is_unknown = |word: &&String| word.parse::<Permission>().is_err();
        let unknown = role.permissions.iter().filter(is_unknown).cloned().collect();
        match role.limited_to_group {
            None => Self { unknown, ..Self::everywhere(permissions) },
            Some(group) => {
                let limited = permissions.iter().filter(|permission| permission.can_be_limited());
                Self { within: BTreeMap::from([(group, limited.collect())]), unknown, ..Self::default() }
            }
        }
    }

    /// Returns the permissions of a user, through roles and groups.
    pub fn of_user(user: &User, map: &RoleMap) -> Self {
        let held = Held::of_user(user, map);
        Self::of_roles(held.granted().filter_map(|role| map.role(role.id)))
    }

    /// Returns the permissions that a group and the groups above it give to its members.
    pub fn of_group(group: Uuid, map: &RoleMap) -> Self {
        let ids = map.upwards(group).into_iter().flat_map(|group| &group.roles);
        Self::of_roles(ids.filter_map(|id| map.role(*id)))
    }

    /// Returns the permissions of a client that acts for itself.
    pub fn of_client(client: &Client, map: &RoleMap) -> Self {
        Self::of_roles(client.roles.iter().filter_map(|role| map.role(role.id)))
    }

    /// Returns the permissions that control of a client gives: those of the client itself, and those that its scope opens in tokens
    /// of users for the administration API. `api` is the identifier of that API.
    pub fn behind_client(client: &Client, map: &RoleMap, api: &str) -> Self {
        let own = Self::of_client(client, map);
        if !client.audiences.iter().any(|audience| same_resource(audience, api)) {
            return own;
        }
        own.and(Self::everywhere(Permissions::of_scope(&client.scope)))
    }

    /// Returns the permissions of both.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.everywhere = self.everywhere.union(&other.everywhere);
        for (group, permissions) in other.within {
            let known = self.within.entry(group).or_default();
            *known = known.union(&permissions);
        }
        self.unknown.extend(other.unknown);
        self
    }

    /// Returns the permissions that are also in `to`.
    #[must_use]
    pub fn narrowed(&self, to: &Permissions) -> Self {
        let within = self.within.iter().map(|(group, held)| (*group, held.intersection(to)));
        Self {
            everywhere: self.everywhere.intersection(to),
            within: within.filter(|(_, held)| !held.is_empty()).collect(),
            unknown: Vec::new(),
        }
    }

    /// Returns whether there is no permission at all.
    pub fn is_empty(&self) -> bool {
        self.everywhere.is_empty() && self.within.values().all(Permissions::is_empty)
    }

    /// Returns the permissions in the whole tenant.
    pub fn permissions(&self) -> &Permissions {
        &self.everywhere
    }

    /// Returns the groups that a permission is limited to.
    pub fn groups(&self, permission: Permission) -> Vec<Uuid> {
        let groups = self.within.iter().filter(|(_, held)| held.contains(permission));
        groups.map(|(group, _)| *group).collect()
    }

    /// Returns the permissions that `other` has and `self` lacks, as words. A permission for a group covers the groups below it.
    pub fn lacks(&self, other: &Self, map: &RoleMap) -> Vec<String> {
        let mut lacking = other.everywhere.difference(&self.everywhere).words();
        for (group, permissions) in &other.within {
            let above = map.upwards(*group).into_iter().map(|group| group.id).chain([*group]);
            let held = above.filter_map(|id| self.within.get(&id));
            let held = held.fold(self.everywhere.clone(), |all, one| all.union(one));
            lacking.extend(permissions.difference(&held).words());
        }
        lacking.extend(other.unknown.iter().cloned());
        lacking.sort();
        lacking.dedup();
        lacking
    }
}

/// An administrator of a tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Administrator {
    /// The user, client or program.
    pub actor: Actor,
    /// The permissions.
    pub authority: Authority,
}

impl Administrator {
    /// Makes an administrator.
    pub fn new(actor: Actor, authority: Authority) -> Self {
        Self { actor, authority }
    }

    /// Returns whether the administrator has a permission in the whole tenant.
    pub fn may(&self, permission: Permission) -> bool {
        self.authority.everywhere.contains(permission)
    }

    /// Returns whether the administrator has a permission for all records or for the members of some group.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.may(permission) || !self.authority.groups(permission).is_empty()
    }

    /// Returns whether the administrator has a permission for a user: in the whole tenant, or for a group that the user is in.
    pub fn may_with(&self, permission: Permission, user: &User, map: &RoleMap) -> bool {
        if self.may(permission) {
            return true;
        }
        let groups = self.authority.groups(permission);
        let is_in = |group: &Uuid| map.upwards(*group).iter().any(|above| groups.contains(&above.id));
        !groups.is_empty() && user.groups.iter().any(is_in)
    }
}
