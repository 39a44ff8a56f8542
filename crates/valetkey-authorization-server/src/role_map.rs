//! Finds the roles of a user or client, and the reasons.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_types::{ClientId, Scope, same_resource};

use crate::record::{Client, ClientRole, Group, Role, RoleOwner};

/// The most groups that a user is a direct member of.
pub const MOST_GROUPS_OF_A_USER: usize = 100;

/// The groups and roles of a tenant. The records of users hold the memberships.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoleMap {
    revision: u64,
    groups: HashMap<Uuid, Group>,
    roles: HashMap<Uuid, Role>,
}

impl RoleMap {
    /// The most groups from one to the top, both counted.
    pub const MAXIMUM_DEPTH: usize = 10;

    /// Makes the map of this stored revision; 0 for a tenant that never had groups or roles.
    pub fn new(
        revision: u64,
        groups: impl IntoIterator<Item = Group>,
        roles: impl IntoIterator<Item = Role>,
    ) -> Self {
        Self {
            revision,
            groups: groups.into_iter().map(|group| (group.id, group)).collect(),
            roles: roles.into_iter().map(|role| (role.id, role)).collect(),
        }
    }

    /// Returns the stored revision.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Returns a group.
    pub fn group(&self, id: Uuid) -> Option<&Group> {
        self.groups.get(&id)
    }

    /// Returns a role.
    pub fn role(&self, id: Uuid) -> Option<&Role> {
        self.roles.get(&id)
    }

    /// Returns the group of this name, without regard to ASCII case.
    pub fn group_called(&self, name: &str) -> Option<&Group> {
        self.groups.values().find(|group| group.name.eq_ignore_ascii_case(name))
    }

    /// Returns the role of this name and owner, without regard to the ASCII case of the name.
    pub fn role_called(&self, name: &str, owner: &RoleOwner) -> Option<&Role> {
        self.roles.values().find(|role| role.owner == *owner && role.name.eq_ignore_ascii_case(name))
    }

    /// Returns every group, by name.
    pub fn groups(&self) -> Vec<&Group> {
        let mut groups: Vec<&Group> = self.groups.values().collect();
        groups.sort_by(|one, other| one.name.cmp(&other.name));
        groups
    }

    /// Returns every role: those of the tenant first, then by owner and name.
    pub fn roles(&self) -> Vec<&Role> {
        let mut roles: Vec<&Role> = self.roles.values().collect();
        let order =
            |role: &Role| (role.owner != RoleOwner::Tenant, role.owner.to_string(), role.name.clone());
        roles.sort_by_cached_key(|role| order(role));
        roles
    }

    /// Returns a group and those above it, from below. A cycle, which no administrator can make, ends after
    /// [`Self::MAXIMUM_DEPTH`] groups.
    pub fn upwards(&self, id: Uuid) -> Vec<&Group> {
        let above = std::iter::successors(self.group(id), |group| self.group(group.parent?));
        above.take(Self::MAXIMUM_DEPTH).collect()
    }

    /// Returns the groups that lie directly below a group, by name.
    pub fn children(&self, id: Uuid) -> Vec<&Group> {
        self.groups().into_iter().filter(|group| group.parent == Some(id)).collect()
    }

    /// Returns how many levels of groups lie below a group and including it.
    pub fn height(&self, id: Uuid) -> usize {
        let depth_to = |group: &Group| self.upwards(group.id).iter().position(|above| above.id == id);
        self.groups.values().filter_map(depth_to).max().map_or(0, |depth| depth + 1)
    }

    /// Returns every way in which a user has a role. For a name that was granted without a role record, see [`User::roles`].
    pub fn ways(&self, user: &User, role: Uuid) -> Vec<Way<'_>> {
        if self.role(role).is_none() {
            return Vec::new();
        }
        let mut ways = Vec::new();
        if user.granted_roles.contains(&role) {
            ways.push(Way::Directly);
        }
        for group in &user.groups {
            let path = self.upwards(*group);
            let holders = path.iter().enumerate().filter(|(_, group)| group.roles.contains(&role));
            ways.extend(holders.map(|(depth, _)| Way::Through(path[..=depth].to_vec())));
        }
        ways
    }
}

/// A way in which a user has a role.
#[derive(Clone, Debug, PartialEq)]
pub enum Way<'a> {
    /// It was granted to the user.
    Directly,
    /// Through a group: from the group that the user is a member of, to the one that has the role.
    Through(Vec<&'a Group>),
}

/// The present groups and roles of a user or client.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    groups: Vec<String>,
    names: Vec<String>,
    roles: Vec<ClientRole>,
}

impl Held {
    /// Returns what a user has.
    pub fn of_user(user: &User, map: &RoleMap) -> Self {
        let mut groups: Vec<&Group> = user.groups.iter().flat_map(|id| map.upwards(*id)).collect();
        groups.sort_by(|one, other| one.name.cmp(&other.name));
        groups.dedup_by_key(|group| group.id);
        let mut seen = HashSet::new();
        let ids = user.granted_roles.iter().chain(groups.iter().flat_map(|group| &group.roles));
        let roles = ids.filter(|id| seen.insert(**id)).filter_map(|id| map.role(*id)).map(ClientRole::from);
        Self {
            roles: roles.collect(),
            groups: groups.into_iter().map(|group| group.name.clone()).collect(),
            names: user.roles.clone(),
        }
    }

    /// Returns what a user has, where a scope opens it.
    pub fn in_scope(scope: &Scope, user: &User, map: &RoleMap) -> Self {
        let opens = scope.contains("roles") || scope.contains("groups");
        if opens { Self::of_user(user, map) } else { Self::default() }
    }

    /// Returns what a client has that acts for itself.
    pub fn of_client(client: &Client) -> Self {
        Self { roles: client.roles.clone(), ..Self::default() }
    }

    /// Returns the names of the groups, those above included, sorted.
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// Returns every role that was granted, directly or to a group, whatever token it is for; not the names of [`User::roles`].
    pub fn granted(&self) -> impl Iterator<Item = &ClientRole> {
        self.roles.iter()
    }

    /// Returns the names of the roles for a token of `client` with this audience: those of the tenant, and those of the one
    /// audience. In a token for several audiences nobody could tell whose role a name is, so it has those of the tenant only.
    pub fn roles(&self, client: &Client, audience: &[String]) -> Vec<String> {
        let is_for = |role: &&ClientRole| is_in_token(role, client, audience);
        let mut others: Vec<&str> = self.roles.iter().filter(is_for).map(|role| role.name.as_str()).collect();
        others.sort_unstable();
        let mut names = self.names.clone();
        for name in others {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    /// Returns the names of the roles for the client itself: for ID tokens and userinfo.
    pub fn roles_for(&self, client: &Client) -> Vec<String> {
        self.roles(client, &[client.id.as_str().to_owned()])
    }
}

/// Returns whether a token of `client` with this audience has a role that somebody holds.
pub(crate) fn is_in_token(role: &ClientRole, client: &Client, audience: &[String]) -> bool {
    match (&role.owner, audience) {
        (RoleOwner::Tenant, _) => true,
        // A role that is older than the client was for an earlier client of this identifier.
        (RoleOwner::Client(id), [one]) => {
            id == &client.id && id.as_str() == one && role.created_at >= client.created_at
        }
        (RoleOwner::Audience(owner), [one]) => same_resource(owner, one),
        _ => false,
    }
}

/// Returns the owner of roles that this text names: a client identifier, or an audience that a client is registered for. An API,
/// which gets no tokens itself, stands for its audience if it has one only.
pub fn owner_called(name: &str, clients: &[Client]) -> Option<RoleOwner> {
    if let Some(client) = clients.iter().find(|client| client.id.as_str() == name) {
        return match (client.grant_types.is_empty(), client.audiences.as_slice()) {
            (false, _) => Some(RoleOwner::Client(ClientId::new(name))),
            (true, [audience]) => Some(RoleOwner::Audience(audience.clone())),
            (true, _) => None,
        };
    }
    let mut audiences = clients.iter().flat_map(|client| &client.audiences);
    audiences.find(|audience| same_resource(audience, name)).cloned().map(RoleOwner::Audience)
}
