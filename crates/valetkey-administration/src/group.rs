//! Operations on groups and their members.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change, Decision,
    event::{EventKind, FieldChange, Occasion},
    record::Group,
    role_map::RoleMap,
};
use valetkey_types::Unknown;

use crate::{
    difference::difference,
    role_name::{NameError, check_description, check_name},
};

pub use valetkey_authorization_server::role_map::MOST_GROUPS_OF_A_USER;

/// The settings of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewGroup {
    /// The name.
    pub name: String,
    /// The group above it.
    pub parent: Option<Uuid>,
    /// A sentence for administrators.
    pub description: Option<String>,
}

impl From<&Group> for NewGroup {
    /// Starts an edit from the present state.
    fn from(group: &Group) -> Self {
        Self { name: group.name.clone(), parent: group.parent, description: group.description.clone() }
    }
}

/// Why a change of a group is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GroupError {
    /// The name or description.
    #[error(transparent)]
    Name(#[from] NameError),
    /// Another group has the name.
    #[error("expected a name that no group has, got {0:?}")]
    Taken(String),
    /// There is no such parent.
    #[error("expected a group that exists as the parent, got another one")]
    UnknownParent,
    /// The group would be above itself.
    #[error("expected a parent that is not the group itself and not below it, got {0:?}")]
    Cycle(String),
    /// Too many levels.
    #[error("expected at most {most} levels of groups, got {0}", most = RoleMap::MAXIMUM_DEPTH)]
    TooDeep(usize),
    /// Other groups lie below it.
    #[error("expected a group without groups below it, got one above {0}; remove or move them first")]
    HasChildren(String),
    /// The user is in too many groups.
    #[error("expected at most {MOST_GROUPS_OF_A_USER} groups of a user, got one more")]
    TooMany,
}

/// Adds a group.
///
/// # Errors
/// [`GroupError`] says what was expected and what came.
pub fn add(
    id: Uuid,
    new: NewGroup,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Result<Decision<Group>, GroupError> {
    check(&new, None, map)?;
    let group = Group {
        tenant: occasion.tenant.clone(),
        id,
        name: new.name,
        parent: new.parent,
        description: new.description,
        roles: Vec::new(),
        created_at: occasion.now,
        revision: 0,
        unknown: Unknown::default(),
    };
    let mut event = occasion.event(EventKind::GroupAdded);
    event.changed = vec![FieldChange::new("group", "", &group.name)];
    let changes = vec![advance(map, occasion), Change::AddGroup(group.clone()), Change::StoreEvent(event)];
    Ok(Decision { answer: group, changes })
}

/// Edits a group: start from `NewGroup::from(&group)` and set what should differ. Without a difference nothing is stored.
///
/// # Errors
/// [`GroupError`], as for a new group; also for a parent that lies below the group.
pub fn edit(
    group: &Group,
    new: NewGroup,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Result<Decision<Group>, GroupError> {
    check(&new, Some(group), map)?;
    let edited = Group { name: new.name, parent: new.parent, description: new.description, ..group.clone() };
    let changes = replace(group, edited.clone(), EventKind::GroupEdited, map, occasion);
    Ok(Decision { answer: edited, changes })
}

/// Removes a group, with its memberships. Its members lose the roles of the group.
///
/// # Errors
/// [`GroupError::HasChildren`] when groups lie below it: their members would lose roles by surprise.
pub fn remove(group: &Group, map: &RoleMap, occasion: &Occasion<'_>) -> Result<Decision<()>, GroupError> {
    let children: Vec<&str> = map.children(group.id).iter().map(|child| child.name.as_str()).collect();
    if !children.is_empty() {
        return Err(GroupError::HasChildren(children.join(", ")));
    }
    let mut event = occasion.event(EventKind::GroupRemoved);
    event.changed = vec![FieldChange::new("group", &group.name, "")];
    let remove = Change::RemoveGroup { tenant: group.tenant.clone(), id: group.id };
    Ok(Decision { answer: (), changes: vec![advance(map, occasion), remove, Change::StoreEvent(event)] })
}

/// Makes a user a member of a group. Nothing is stored for a direct member, unless the membership comes from a provider.
///
/// # Errors
/// [`GroupError::TooMany`] for a user in too many groups.
pub fn add_member(
    user: &User,
    group: &Group,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Result<Decision<User>, GroupError> {
    let is_provided = user.providers_of_group(group.id).next().is_some();
    if user.groups.contains(&group.id) && !is_provided {
        return Ok(Decision::without_changes(user.clone()));
    }
    // The user keeps the group from now on, even if the provider stops listing it.
    let mut changed = without_dead_groups(user, map).without_providers_of_group(group.id);
    if !is_provided {
        if changed.groups.len() >= MOST_GROUPS_OF_A_USER {
            return Err(GroupError::TooMany);
        }
        changed.groups.push(group.id);
    }
    let require = Change::RequireGroup { tenant: group.tenant.clone(), id: group.id };
    let added = ("", group.name.as_str());
    let changes = replace_user(user, changed.clone(), EventKind::GroupMemberAdded, added, occasion);
    Ok(Decision { answer: changed, changes: std::iter::once(require).chain(changes).collect() })
}

/// Removes a user from a group. Nothing is stored for a user who is no direct member. A provider that gives the group gives it again
/// at the next sign-in.
pub fn remove_member(user: &User, group: &Group, map: &RoleMap, occasion: &Occasion<'_>) -> Decision<User> {
    if !user.groups.contains(&group.id) {
        return Decision::without_changes(user.clone());
    }
    let mut changed = without_dead_groups(user, map).without_providers_of_group(group.id);
    changed.groups.retain(|id| *id != group.id);
    let removed = (group.name.as_str(), "");
    let changes = replace_user(user, changed.clone(), EventKind::GroupMemberRemoved, removed, occasion);
    Decision { answer: changed, changes }
}

/// The user without groups that were removed.
fn without_dead_groups(user: &User, map: &RoleMap) -> User {
    let mut user = user.clone();
    user.groups.retain(|id| map.group(*id).is_some());
    user
}

fn replace_user(
    before: &User,
    after: User,
    kind: EventKind,
    (left, entered): (&str, &str),
    occasion: &Occasion<'_>,
) -> Vec<Change> {
    let mut event = occasion.about_user(kind, &after.id);
    event.changed = vec![FieldChange::new("group", left, entered)];
    let (before, after) = (Box::new(before.clone()), Box::new(after));
    vec![Change::ReplaceUser { before, after }, Change::StoreEvent(event)]
}

fn check(new: &NewGroup, edited: Option<&Group>, map: &RoleMap) -> Result<(), GroupError> {
    check_name("group", &new.name)?;
    check_description(new.description.as_deref())?;
    let own = edited.map(|group| group.id);
    if map.group_called(&new.name).is_some_and(|other| Some(other.id) != own) {
        return Err(GroupError::Taken(new.name.clone()));
    }
    let Some(parent) = new.parent else { return Ok(()) };
    let above = map.upwards(parent);
    let Some(first) = above.first() else { return Err(GroupError::UnknownParent) };
    if above.iter().any(|group| Some(group.id) == own) {
        return Err(GroupError::Cycle(first.name.clone()));
    }
    let levels = above.len() + own.map_or(1, |id| map.height(id));
    if levels > RoleMap::MAXIMUM_DEPTH { Err(GroupError::TooDeep(levels)) } else { Ok(()) }
}

/// Stores the new state of a group on condition that no group or role changed since the map was read. Without a difference
/// nothing is stored.
pub(crate) fn replace(
    before: &Group,
    after: Group,
    kind: EventKind,
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Vec<Change> {
    if *before == after {
        return Vec::new();
    }
    let mut event = occasion.event(kind);
    event.changed = vec![FieldChange::new("group", &before.name, &after.name)];
    let named = |group: &Group| NamedGroup { group: group.clone(), map };
    event.changed.extend(difference(&named(before), &named(&after)));
    vec![advance(map, occasion), Change::ReplaceGroup(after), Change::StoreEvent(event)]
}

/// A group with the names of what it refers to.
pub(crate) struct NamedGroup<'a> {
    pub(crate) group: Group,
    pub(crate) map: &'a RoleMap,
}

impl crate::Describe for NamedGroup<'_> {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let parent = self.group.parent.and_then(|id| self.map.group(id));
        let roles = self.group.roles.iter().filter_map(|id| self.map.role(*id));
        let roles: Vec<&str> = roles.map(|role| role.name.as_str()).collect();
        vec![
            ("parent", parent.map(|parent| parent.name.clone()).unwrap_or_default()),
            ("description", self.group.description.clone().unwrap_or_default()),
            ("roles", roles.join("\n")),
        ]
    }
}

/// Increases the revision of groups and roles. *Conditional*: it is still the revision that was read.
pub(crate) fn advance(map: &RoleMap, occasion: &Occasion<'_>) -> Change {
    Change::AdvanceRoleMap { tenant: occasion.tenant.clone(), revision: map.revision(), at: occasion.now }
}
