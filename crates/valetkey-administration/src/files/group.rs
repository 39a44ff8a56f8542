//! Groups in files.

use uuid::Uuid;
use valetkey_authorization_server::{
    Change, Decision,
    event::{FieldChange, Occasion},
    record::{FileOwnership, Group, OwnedKind, Role},
    role_map::RoleMap,
};

use super::{
    DesiredGroup, Thing, Wanted,
    names::changed,
    planner::{Action, Planner},
    role::{difference, roles_called},
};
use crate::{
    NameError,
    group::{self, GroupError, NamedGroup, NewGroup},
    role::{self, Holder, RoleError},
};

/// Adds or edits groups without their roles, each after the group above it.
pub(super) fn put_all<'a>(planner: &mut Planner<'a>, wanted: &'a [Wanted<DesiredGroup>]) {
    let mut waiting: Vec<&'a Wanted<DesiredGroup>> = wanted.iter().collect();
    while !waiting.is_empty() {
        let is_waiting =
            |name: &String| waiting.iter().any(|other| other.value.name.eq_ignore_ascii_case(name));
        let (later, now): (Vec<_>, Vec<_>) =
            waiting.iter().copied().partition(|wanted| wanted.value.parent.as_ref().is_some_and(is_waiting));
        if now.is_empty() {
            for wanted in later {
                let of = (Thing::group(&wanted.value.name), wanted.file.as_str());
                let parent = wanted.value.parent.clone().unwrap_or_default();
                let text = format!(
                    "expected a parent that is not the group itself and not below it, got {parent:?}"
                );
                planner.problem(of, "parent", text);
            }
            return;
        }
        for wanted in now {
            put(planner, wanted);
        }
        waiting = later;
    }
}

/// Removes groups that no file names any more, those below others first.
pub(super) fn remove_all<'a>(planner: &mut Planner<'a>, gone: &[&'a FileOwnership]) {
    let mut waiting: Vec<(&'a FileOwnership, Group)> = Vec::new();
    for owned in gone.iter().filter(|owned| owned.kind == OwnedKind::Group) {
        waiting
            .extend(planner.state.role_map.group_called(&owned.name).cloned().map(|group| (*owned, group)));
    }
    let depth = |group: &Group| planner.state.role_map.upwards(group.id).len();
    waiting.sort_by_key(|(_, group)| std::cmp::Reverse(depth(group)));
    for (owned, group) in waiting {
        let (of, occasion) = ((Thing::from(owned), owned.file.as_str()), planner.occasion(&owned.file));
        match group::remove(&group, &planner.state.role_map, &occasion) {
            Ok(decision) => {
                planner.state.remove_group(group.id);
                planner.step(of, Action::Remove, Vec::new(), decision.changes);
            }
            Err(error) => planner.problem(of, "", error),
        }
    }
}

fn put<'a>(planner: &mut Planner<'a>, wanted: &'a Wanted<DesiredGroup>) {
    let (file, value) = (wanted.file.as_str(), &wanted.value);
    let thing = Thing::group(&value.name);
    let parent = called(planner, (&thing, file), "parent", value.parent.as_deref());
    let occasion = planner.occasion(file);
    let map = &planner.state.role_map;
    let before = map.group_called(&value.name).cloned();
    let new = NewGroup { name: value.name.clone(), parent, description: value.description.clone() };
    let decided = match &before {
        Some(group) => group::edit(group, new, map, &occasion),
        None => group::add((occasion.fresh_id)(), new, map, &occasion),
    };
    let Decision { answer: group, changes } = match decided {
        Ok(decision) => decision,
        Err(error) => return planner.problem((thing, file), field(&error), error),
    };
    planner.state.put_group(group.clone());
    let fields = changed_fields(before.as_ref(), &group, planner);
    let action = if before.is_some() { Action::Edit } else { Action::Add };
    planner.step((thing, file), action, fields, changes);
}

/// Grants and takes away the roles of groups. Roles come between groups and this, because a role can be limited to a group.
pub(super) fn put_roles<'a>(planner: &mut Planner<'a>, wanted: &'a [Wanted<DesiredGroup>]) {
    for Wanted { file, value } in wanted {
        let thing = Thing::group(&value.name);
        let roles = roles_called(planner, (&thing, file), &value.roles);
        // The group is missing if it has a problem.
        let Some(before) = planner.state.role_map.group_called(&value.name).cloned() else { continue };
        let occasion = planner.occasion(file);
        match with_roles(&before, &roles, &planner.state.role_map, &occasion) {
            Ok((group, changes)) => {
                planner.state.put_group(group.clone());
                let fields = changed_fields(Some(&before), &group, planner);
                planner.more((thing, file), Action::Edit, fields, changes);
            }
            Err(error) => planner.problem((thing, file), "roles", error),
        }
    }
}

/// Returns the group with exactly these roles, and the changes.
fn with_roles(
    group: &Group,
    roles: &[Role],
    map: &RoleMap,
    occasion: &Occasion<'_>,
) -> Result<(Group, Vec<Change>), RoleError> {
    let (mut group, mut changes) = (group.clone(), Vec::new());
    let known = |id: Uuid| map.role(id).cloned();
    let (missing, extra) = difference(&group.roles, roles, known);
    for role in &extra {
        let more = role::take_away(role, Holder::Group(&group), map, occasion);
        group = stored(&more).unwrap_or(group);
        changes.extend(more);
    }
    for role in &missing {
        let more = role::grant(role, Holder::Group(&group), map, occasion)?;
        group = stored(&more).unwrap_or(group);
        changes.extend(more);
    }
    Ok((group, changes))
}

fn changed_fields(before: Option<&Group>, after: &Group, planner: &Planner<'_>) -> Vec<FieldChange> {
    let named = |group: &Group| NamedGroup { group: group.clone(), map: &planner.state.role_map };
    changed(before.map(named).as_ref(), &named(after))
}

/// Finds the group that a field names. Adds a problem for an unknown name.
pub(super) fn called(
    planner: &mut Planner<'_>,
    of: (&Thing, &str),
    field: &str,
    name: Option<&str>,
) -> Option<Uuid> {
    let id = planner.state.role_map.group_called(name?).map(|group| group.id);
    if id.is_none() {
        planner.no_such_group((of.0.clone(), of.1), (field, None), name?);
    }
    id
}

/// Returns the group that changes store.
fn stored(changes: &[Change]) -> Option<Group> {
    changes.iter().find_map(|change| match change {
        Change::ReplaceGroup(group) => Some(group.clone()),
        _ => None,
    })
}

fn field(error: &GroupError) -> &'static str {
    match error {
        GroupError::Name(NameError::Description(_)) => "description",
        GroupError::Name(_) | GroupError::Taken(_) => "name",
        GroupError::UnknownParent | GroupError::Cycle(_) | GroupError::TooDeep(_) => "parent",
        _ => "",
    }
}
