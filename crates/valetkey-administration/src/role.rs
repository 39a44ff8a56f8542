//! Operations on roles.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change, Decision,
    event::{EventKind, FieldChange, Occasion},
    record::{Client, ClientRole, Group, Role, RoleOwner},
    role_map::RoleMap,
};
use valetkey_types::Unknown;

use crate::{
    difference::difference,
    group::{advance, replace as replace_group},
    permission::{Permission, Permissions},
    role_name::{NameError, check_description, check_name},
};

/// The most roles that a user, group or client has directly.
pub const MOST_ROLES: usize = 100;

/// A role to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRole {
    /// The name, as tokens have it.
    pub name: String,
    /// The owner of the role.
    pub owner: RoleOwner,
    /// The settings that can be edited.
    pub settings: RoleSettings,
}

/// The settings of a role that can be edited. The name and the owner never change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleSettings {
    /// A sentence for administrators.
    pub description: Option<String>,
    /// The permissions that the role gives to its holders as administrators.
    pub permissions: Permissions,
    /// The group whose members the permissions are limited to.
    pub limited_to_group: Option<Uuid>,
}

impl NewRole {
    /// Returns a role without permissions.
    pub fn new(name: impl Into<String>, owner: RoleOwner) -> Self {
        Self { name: name.into(), owner, settings: RoleSettings::default() }
    }
}

impl From<&Role> for RoleSettings {
    /// Starts an edit from the present state.
    fn from(role: &Role) -> Self {
        Self {
            description: role.description.clone(),
            permissions: Permissions::of_words(&role.permissions),
            limited_to_group: role.limited_to_group,
        }
    }
}

/// Why a change of a role is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RoleError {
    /// The name or description.
    #[error(transparent)]
    Name(#[from] NameError),
    /// There is such a role.
    #[error("expected a name that no role of {owner} has, got {name:?}")]
    Taken {
        /// The owner.
        owner: RoleOwner,
        /// The name.
        name: String,
    },
    /// The tenant and a client or audience would both have a role of this name. A token could not tell them apart.
    #[error("expected a name that neither the tenant nor a client uses, got {name:?}, a role of {owner}")]
    Ambiguous {
        /// The owner of the role with this name.
        owner: RoleOwner,
        /// The name.
        name: String,
    },
    /// A client that acts for itself gets no tokens for a client.
    #[error("expected a role of the tenant or of an audience for a client, got a role of {0}")]
    NotForClients(RoleOwner),
    /// Too many roles.
    #[error("expected at most {MOST_ROLES} roles granted directly, got one more")]
    TooMany,
    /// Permissions for a role that is not a role of the tenant.
    #[error("expected permissions for a role of the tenant only, got some for a role of {0}")]
    NotOfTenant(RoleOwner),
    /// There is no such group.
    #[error("expected a group that exists to limit the permissions to, got another one")]
    UnknownGroup,
    /// A permission that cannot be limited to the members of a group.
    #[error("expected users:read and users:write only for a role within a group, got {0}")]
    NotWithinGroup(Permission),
}

/// Adds a role.
///
/// # Errors
/// [`RoleError`] says what was expected and what came.
pub fn add(
    id: Uuid,
    new: NewRole,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Result<Decision<Role>, RoleError> {
    check_name("role", &new.name)?;
    check_settings(&new.settings, &new.owner, map)?;
    let name = || new.name.clone();
    for known in map.roles().into_iter().filter(|known| known.name.eq_ignore_ascii_case(&new.name)) {
        let owner = known.owner.clone();
        if known.owner == new.owner {
            return Err(RoleError::Taken { owner, name: name() });
        }
        if known.owner == RoleOwner::Tenant || new.owner == RoleOwner::Tenant {
            return Err(RoleError::Ambiguous { owner, name: name() });
        }
    }
    let role = Role {
        tenant: occasion.tenant.clone(),
        id,
        name: new.name,
        owner: new.owner,
        description: new.settings.description,
        permissions: new.settings.permissions.words(),
        limited_to_group: new.settings.limited_to_group,
        created_at: occasion.now,
        revision: 0,
        unknown: Unknown::default(),
    };
    let mut event = occasion.event(EventKind::RoleAdded);
    event.changed = vec![FieldChange::new("role", "", &in_words(&role))];
    let bare = Role { description: None, permissions: Vec::new(), limited_to_group: None, ..role.clone() };
    event.changed.extend(difference(&bare, &role));
    let changes = vec![advance(map, occasion), Change::AddRole(role.clone()), Change::StoreEvent(event)];
    Ok(Decision { answer: role, changes })
}

/// Edits a role: start from `RoleSettings::from(&role)` and set what should differ. Without a difference nothing is stored. Permissions
/// of a newer version stay.
///
/// # Errors
/// [`RoleError`], as for a new role.
pub fn edit(
    role: &Role,
    settings: RoleSettings,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Result<Decision<Role>, RoleError> {
    check_settings(&settings, &role.owner, map)?;
    let unknown = role.permissions.iter().filter(|word| word.parse::<Permission>().is_err()).cloned();
    let edited = Role {
        description: settings.description,
        permissions: settings.permissions.words().into_iter().chain(unknown).collect(),
        limited_to_group: settings.limited_to_group,
        ..role.clone()
    };
    if edited == *role {
        return Ok(Decision::without_changes(edited));
    }
    let mut event = occasion.event(EventKind::RoleEdited);
    event.changed = vec![FieldChange::new("role", &in_words(role), &in_words(role))];
    event.changed.extend(difference(role, &edited));
    let changes =
        vec![advance(map, occasion), Change::ReplaceRole(edited.clone()), Change::StoreEvent(event)];
    Ok(Decision { answer: edited, changes })
}

fn check_settings(settings: &RoleSettings, owner: &RoleOwner, map: &RoleMap) -> Result<(), RoleError> {
    check_description(settings.description.as_deref())?;
    let gives_some = !settings.permissions.is_empty() || settings.limited_to_group.is_some();
    if gives_some && *owner != RoleOwner::Tenant {
        return Err(RoleError::NotOfTenant(owner.clone()));
    }
    let Some(group) = settings.limited_to_group else { return Ok(()) };
    if map.group(group).is_none() {
        return Err(RoleError::UnknownGroup);
    }
    match settings.permissions.iter().find(|permission| !permission.can_be_limited()) {
        Some(permission) => Err(RoleError::NotWithinGroup(permission)),
        None => Ok(()),
    }
}

/// Removes a role from everyone. `clients` are all clients of the tenant: those that have the role lose it in the same commit.
pub fn remove(role: &Role, clients: &[Client], map: &RoleMap, occasion: &Occasion<'_>) -> Decision<()> {
    let mut event = occasion.event(EventKind::RoleRemoved);
    event.changed = vec![FieldChange::new("role", &in_words(role), "")];
    let remove = Change::RemoveRole { tenant: role.tenant.clone(), id: role.id };
    let mut changes = vec![advance(map, occasion), remove];
    for client in clients.iter().filter(|client| client.roles.iter().any(|held| held.id == role.id)) {
        changes.push(Change::ReplaceClient(Box::new(without(client, role))));
    }
    changes.push(Change::StoreEvent(event));
    Decision { answer: (), changes }
}

/// The holder of a role.
#[derive(Clone, Copy, Debug)]
pub enum Holder<'a> {
    /// A user.
    User(&'a User),
    /// A group: each of its members has the role.
    Group(&'a Group),
    /// A client that acts for itself.
    Client(&'a Client),
}

/// Grants a role. Nothing is stored for a holder that has it directly.
///
/// # Errors
/// [`RoleError`] says what was expected and what came.
pub fn grant(
    role: &Role,
    holder: Holder<'_>,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Result<Vec<Change>, RoleError> {
    let kind = EventKind::RoleGranted;
    let added = |ids: &[Uuid]| {
        let mut ids: Vec<Uuid> = ids.iter().copied().filter(|id| map.role(*id).is_some()).collect();
        if !ids.contains(&role.id) {
            ids.push(role.id);
        }
        if ids.len() > MOST_ROLES { Err(RoleError::TooMany) } else { Ok(ids) }
    };
    match holder {
        Holder::User(user) if user.granted_roles.contains(&role.id) => Ok(Vec::new()),
        Holder::User(user) => {
            let after = User { granted_roles: added(&user.granted_roles)?, ..user.clone() };
            Ok(replace_user(user, after, ("", &in_words(role)), kind, occasion))
        }
        Holder::Group(group) if group.roles.contains(&role.id) => Ok(Vec::new()),
        Holder::Group(group) => {
            let after = Group { roles: added(&group.roles)?, ..group.clone() };
            Ok(replace_group(group, after, kind, map, occasion))
        }
        Holder::Client(client) if client.roles.iter().any(|held| held.id == role.id) => Ok(Vec::new()),
        Holder::Client(client) => {
            if matches!(role.owner, RoleOwner::Client(_)) {
                return Err(RoleError::NotForClients(role.owner.clone()));
            }
            if client.roles.len() >= MOST_ROLES {
                return Err(RoleError::TooMany);
            }
            let mut after = client.clone();
            after.roles.push(ClientRole::from(role));
            Ok(replace_client(after, ("", &in_words(role)), kind, occasion))
        }
    }
}

/// Takes a role away that was granted directly. Nothing is stored for a holder that does not have it directly; it may still
/// have it through a group.
pub fn take_away(role: &Role, holder: Holder<'_>, map: &RoleMap, occasion: &Occasion<'_>) -> Vec<Change> {
    let kind = EventKind::RoleTakenAway;
    let others = |ids: &[Uuid]| ids.iter().copied().filter(|id| *id != role.id).collect::<Vec<_>>();
    match holder {
        Holder::User(user) if user.granted_roles.contains(&role.id) => {
            let after = User { granted_roles: others(&user.granted_roles), ..user.clone() };
            replace_user(user, after, (&in_words(role), ""), kind, occasion)
        }
        Holder::Group(group) => {
            let after = Group { roles: others(&group.roles), ..group.clone() };
            replace_group(group, after, kind, map, occasion)
        }
        Holder::Client(client) if client.roles.iter().any(|held| held.id == role.id) => {
            replace_client(without(client, role), (&in_words(role), ""), kind, occasion)
        }
        Holder::User(_) | Holder::Client(_) => Vec::new(),
    }
}

fn without(client: &Client, role: &Role) -> Client {
    let mut client = client.clone();
    client.roles.retain(|held| held.id != role.id);
    client
}

fn replace_user(
    before: &User,
    after: User,
    (taken, granted): (&str, &str),
    kind: EventKind,
    occasion: &Occasion<'_>,
) -> Vec<Change> {
    let mut event = occasion.about_user(kind, &after.id);
    event.changed = vec![FieldChange::new("role", taken, granted)];
    let (before, after) = (Box::new(before.clone()), Box::new(after));
    vec![Change::ReplaceUser { before, after }, Change::StoreEvent(event)]
}

fn replace_client(
    after: Client,
    (taken, granted): (&str, &str),
    kind: EventKind,
    occasion: &Occasion<'_>,
) -> Vec<Change> {
    let mut event = occasion.about_client(kind, &after.id);
    event.changed = vec![FieldChange::new("role", taken, granted)];
    vec![Change::ReplaceClient(Box::new(after)), Change::StoreEvent(event)]
}

fn in_words(role: &Role) -> String {
    match &role.owner {
        RoleOwner::Tenant => role.name.clone(),
        owner => format!("{} of {owner}", role.name),
    }
}
