//! Administrators, and what they may do.

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

/// The permissions that somebody holds, in the whole tenant and for the members of groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    everywhere: Permissions,
    within: BTreeMap<Uuid, Permissions>,
    /// Words of a newer version. They permit nothing, and nobody can give them.
    unknown: Vec<String>,
}

impl Authority {
    /// Returns the authority to do everything.
    pub fn full() -> Self {
        Self::everywhere(Permissions::all())
    }

    /// Returns these permissions in the whole tenant.
    pub fn everywhere(permissions: Permissions) -> Self {
        Self { everywhere: permissions, ..Self::default() }
    }

    /// Returns what these roles give. Only roles of the tenant give permissions.
    pub fn of_roles<'a>(roles: impl IntoIterator<Item = &'a Role>) -> Self {
        roles.into_iter().fold(Self::default(), |authority, role| authority.and(Self::of_role(role)))
    }

    /// Returns what a role gives.
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

    /// Returns what a user holds through roles and groups.
    pub fn of_user(user: &User, map: &RoleMap) -> Self {
        let held = Held::of_user(user, map);
        Self::of_roles(held.granted().filter_map(|role| map.role(role.id)))
    }

    /// Returns what a group gives to its members, with the groups above it.
    pub fn of_group(group: Uuid, map: &RoleMap) -> Self {
        let ids = map.upwards(group).into_iter().flat_map(|group| &group.roles);
        Self::of_roles(ids.filter_map(|id| map.role(*id)))
    }

    /// Returns what a client holds through its roles when it acts for itself.
    pub fn of_client(client: &Client, map: &RoleMap) -> Self {
        Self::of_roles(client.roles.iter().filter_map(|role| map.role(role.id)))
    }

    /// Returns what somebody can reach who controls a client: what the client holds itself, and what its scope lets it do for users
    /// with tokens for the administration API, whose identifier is `api`.
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

    /// Returns the part that these permissions open.
    #[must_use]
    pub fn narrowed(&self, to: &Permissions) -> Self {
        let within = self.within.iter().map(|(group, held)| (*group, held.intersection(to)));
        Self {
            everywhere: self.everywhere.intersection(to),
            within: within.filter(|(_, held)| !held.is_empty()).collect(),
            unknown: Vec::new(),
        }
    }

    /// Returns whether it permits nothing at all.
    pub fn is_empty(&self) -> bool {
        self.everywhere.is_empty() && self.within.values().all(Permissions::is_empty)
    }

    /// Returns the permissions in the whole tenant.
    pub fn permissions(&self) -> &Permissions {
        &self.everywhere
    }

    /// Returns the groups with whose members a permission may be used.
    pub fn groups(&self, permission: Permission) -> Vec<Uuid> {
        let groups = self.within.iter().filter(|(_, held)| held.contains(permission));
        groups.map(|(group, _)| *group).collect()
    }

    /// Returns what `other` has and this lacks, as words; empty when this covers the other. A permission in a group covers the groups
    /// below it.
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

/// Somebody who administrates a tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Administrator {
    /// The user, client or program.
    pub actor: Actor,
    /// What they may do.
    pub authority: Authority,
}

impl Administrator {
    /// Makes an administrator.
    pub fn new(actor: Actor, authority: Authority) -> Self {
        Self { actor, authority }
    }

    /// Returns whether the administrator may do this in the whole tenant.
    pub fn may(&self, permission: Permission) -> bool {
        self.authority.everywhere.contains(permission)
    }

    /// Returns whether the administrator may do this, for all records or for the members of some group.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.may(permission) || !self.authority.groups(permission).is_empty()
    }

    /// Returns whether the administrator may do this with a user: everywhere, or because of a group that the user is in.
    pub fn may_with(&self, permission: Permission, user: &User, map: &RoleMap) -> bool {
        if self.may(permission) {
            return true;
        }
        let groups = self.authority.groups(permission);
        let is_in = |group: &Uuid| map.upwards(*group).iter().any(|above| groups.contains(&above.id));
        !groups.is_empty() && user.groups.iter().any(is_in)
    }
}
