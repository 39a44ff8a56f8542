//! The files that own things, and the check that refuses other changes of these things.

use valetkey_authorization_server::{
    Change, ClaimMapChange,
    event::EventKind,
    record::{FileOwnership, RoleOwner},
    role_map::RoleMap,
};
use valetkey_types::TenantId;

use super::Thing;

/// A refused change of a thing that a file owns.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a thing that no file owns, got the {thing}, which the file {file} owns")]
pub struct OwnedByFile {
    /// The thing.
    pub thing: Thing,
    /// The file.
    pub file: String,
}

/// Refuses to change a thing that a file owns. Each door of administration calls this, except `valetkey apply`.
///
/// # Errors
/// [`OwnedByFile`], unless the administrator overrides the ownership. The next `apply` of the file then sets the thing again.
pub fn require_unowned(owner: Option<&FileOwnership>, overrides: bool) -> Result<(), OwnedByFile> {
    match owner {
        Some(owner) if !overrides => Err(OwnedByFile { thing: Thing::from(owner), file: owner.file.clone() }),
        _ => Ok(()),
    }
}

/// Returns the things that changes touch, each once, with its tenant. `map` has the groups and roles as they were before the changes.
///
/// Removing a role also touches the groups that have it, removing a group the roles that are limited to it, and removing a client its roles. A membership and a role
/// that is granted to a user are parts of the user, which no file owns.
pub fn changed_things(changes: &[Change], map: &RoleMap) -> Vec<(TenantId, Thing)> {
    let mut found: Vec<(TenantId, Thing)> = Vec::new();
    for change in changes {
        let Some((tenant, things)) = things_of(change, map) else { continue };
        for thing in things {
            let one = (tenant.clone(), thing);
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    found
}

fn things_of<'a>(change: &'a Change, map: &RoleMap) -> Option<(&'a TenantId, Vec<Thing>)> {
    Some(match change {
        // The record also changes with the issuer, and with each change of attributes and scopes.
        Change::StoreEvent(event) if event.kind == EventKind::TenantEdited => {
            (&event.tenant, vec![Thing::tenant()])
        }
        Change::ClaimMap(change) => definition(change),
        Change::AddRole(role) | Change::ReplaceRole(role) => {
            (&role.tenant, vec![Thing::role(&role.name, &role.owner)])
        }
        Change::RemoveRole { tenant, id } => {
            let role = map.role(*id).map(|role| Thing::role(&role.name, &role.owner));
            let groups = map.groups().into_iter().filter(|group| group.roles.contains(id));
            (tenant, role.into_iter().chain(groups.map(|group| Thing::group(&group.name))).collect())
        }
        Change::AddGroup(group) | Change::ReplaceGroup(group) => {
            let before = map.group(group.id).map(|before| Thing::group(&before.name));
            (&group.tenant, before.into_iter().chain([Thing::group(&group.name)]).collect())
        }
        Change::RemoveGroup { tenant, id } => {
            let group = map.group(*id).map(|group| Thing::group(&group.name));
            let roles = map.roles().into_iter().filter(|role| role.limited_to_group == Some(*id));
            let roles = roles.map(|role| Thing::role(&role.name, &role.owner));
            (tenant, group.into_iter().chain(roles).collect())
        }
        Change::AddClient(client) | Change::ReplaceClient(client) => {
            (&client.tenant, vec![Thing::client(&client.id)])
        }
        Change::RemoveClient { tenant, id, .. } => {
            let owner = RoleOwner::Client(id.clone());
            let roles = map.roles().into_iter().filter(|role| role.owner == owner);
            let roles = roles.map(|role| Thing::role(&role.name, &role.owner));
            (tenant, [Thing::client(id)].into_iter().chain(roles).collect())
        }
        Change::AddIdentityProvider(provider) | Change::ReplaceIdentityProvider(provider) => {
            (&provider.tenant, vec![Thing::identity_provider(&provider.name)])
        }
        Change::RemoveIdentityProvider { tenant, name } => (tenant, vec![Thing::identity_provider(name)]),
        _ => return None,
    })
}

fn definition(change: &ClaimMapChange) -> (&TenantId, Vec<Thing>) {
    let (tenant, thing) = match change {
        ClaimMapChange::AddAttribute(attribute) | ClaimMapChange::ReplaceAttribute(attribute) => {
            (&attribute.tenant, Thing::attribute(&attribute.name))
        }
        ClaimMapChange::RemoveAttribute { tenant, name } => (tenant, Thing::attribute(name)),
        ClaimMapChange::AddScope(scope) | ClaimMapChange::ReplaceScope(scope) => {
            (&scope.tenant, Thing::scope(&scope.name))
        }
        ClaimMapChange::RemoveScope { tenant, name } => (tenant, Thing::scope(name)),
    };
    (tenant, vec![thing])
}

/// The files that are applied together.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The name of the folder, if all files of a folder are applied.
    pub folder: Option<String>,
    /// The names of the files, each with its folder.
    pub files: Vec<String>,
    /// Whether to remove things that these files own and no longer name.
    pub prune: bool,
    /// Whether to take things over that other files own.
    pub takes_over: bool,
}

impl Sources {
    /// Returns whether a file is one of these files, or lies or lay in their folder.
    pub fn include(&self, file: &str) -> bool {
        let is_in = |folder: &String| file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.files.iter().any(|known| known == file) || self.folder.as_ref().is_some_and(is_in)
    }
}
