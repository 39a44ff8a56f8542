//! Roles in files.

use uuid::Uuid;
use valetkey_authorization_server::{
    Decision,
    record::{FileOwnership, Role, RoleOwner},
};
use valetkey_types::same_resource;

use super::{
    Desired, DesiredRole, RoleName, Thing, Wanted, group,
    names::{NamedRole, changed},
    planner::{Action, Planner},
};
use crate::role::{self, NewRole, RoleError, RoleSettings};

/// Adds or edits a role.
pub(super) fn put<'a>(planner: &mut Planner<'a>, wanted: &'a Wanted<DesiredRole>, desired: &Desired) {
    let (file, value) = (wanted.file.as_str(), &wanted.value);
    let RoleName { name, owner } = &value.name;
    let of = (Thing::role(name, owner), file);
    if let Err((field, text)) = check_owner(owner, planner, desired) {
        return planner.problem(of, field, text);
    }
    let limit = value.limited_to_group.as_deref();
    let settings = RoleSettings {
        description: value.description.clone(),
        permissions: value.permissions.clone(),
        limited_to_group: group::called(planner, (&of.0, file), "limited_to_group", limit),
    };
    let occasion = planner.occasion(file);
    let map = &planner.state.role_map;
    let before = map.role_called(name, owner).cloned();
    let decided = match &before {
        // Permissions of a newer version stay, in their order.
        Some(role) if RoleSettings::from(role) == settings => Ok(Decision::without_changes(role.clone())),
        Some(role) => role::edit(role, settings, map, &occasion),
        None => {
            let new = NewRole { settings, ..NewRole::new(name.clone(), owner.clone()) };
            role::add((occasion.fresh_id)(), new, map, &occasion)
        }
    };
    match decided {
        Ok(decision) => {
            let action = if before.is_some() { Action::Edit } else { Action::Add };
            let named = |role| NamedRole { role, map: &planner.state.role_map };
            let changed = changed(before.as_ref().map(named).as_ref(), &named(&decision.answer));
            planner.state.put_role(decision.answer);
            planner.step(of, action, changed, decision.changes);
        }
        Err(error) => planner.problem(of, field(&error), error),
    }
}

/// Refuses a role that is limited to a group which this plan removes.
pub(super) fn check_limits(planner: &mut Planner<'_>, roles: &[Wanted<DesiredRole>]) {
    for Wanted { file, value } in roles {
        let thing = value.name.thing();
        if !planner.is_wrong(&thing) {
            group::called(planner, (&thing, file), "limited_to_group", value.limited_to_group.as_deref());
        }
    }
}

/// Removes a role that no file names any more.
pub(super) fn remove<'a>(planner: &mut Planner<'a>, owned: &'a FileOwnership) {
    let occasion = planner.occasion(&owned.file);
    let thing = Thing::from(owned);
    let Some(role) = planner.state.role_of(&thing).cloned() else { return };
    let decision = role::remove(&role, &planner.state.clients, &planner.state.role_map, &occasion);
    planner.state.remove_role(role.id);
    planner.step((thing, owned.file.as_str()), Action::Remove, Vec::new(), decision.changes);
}

/// Returns the roles of these names. Adds a problem for an unknown name.
pub(super) fn roles_called(planner: &mut Planner<'_>, of: (&Thing, &str), names: &[RoleName]) -> Vec<Role> {
    let mut found: Vec<Role> = Vec::new();
    for (item, wanted) in names.iter().enumerate() {
        let RoleName { name, owner } = wanted;
        match planner.state.role_map.role_called(name, owner).cloned() {
            Some(role) if found.iter().any(|known| known.id == role.id) => {}
            Some(role) => found.push(role),
            None if planner.is_wrong(&wanted.thing()) => {}
            None => {
                let text =
                    format!("expected a role of {owner} of these files or of the server, got {name:?}");
                planner.problem_of_item((of.0.clone(), of.1), ("roles", item), text);
            }
        }
    }
    found
}

/// Returns the roles to grant and those to take away.
pub(super) fn difference(
    held: &[Uuid],
    wanted: &[Role],
    known: impl Fn(Uuid) -> Option<Role>,
) -> (Vec<Role>, Vec<Role>) {
    let missing = wanted.iter().filter(|role| !held.contains(&role.id)).cloned().collect();
    let is_extra = |id: &&Uuid| !wanted.iter().any(|role| role.id == **id);
    let extra = held.iter().filter(is_extra).filter_map(|id| known(*id)).collect();
    (missing, extra)
}

/// Refuses a role of an unknown client or audience: it must be in the files or on the server.
fn check_owner(
    owner: &RoleOwner,
    planner: &Planner<'_>,
    desired: &Desired,
) -> Result<(), (&'static str, String)> {
    let stored = planner.state.clients.iter();
    let stored = stored.filter(|client| !desired.clients.iter().any(|wanted| wanted.value.id == client.id));
    let stored = stored.map(|client| (&client.id, client.grant_types.is_empty(), &client.audiences));
    let wanted = desired.clients.iter().map(|wanted| &wanted.value);
    let wanted = wanted.map(|new| (&new.id, new.settings.grant_types.is_empty(), &new.settings.audiences));
    let mut clients = stored.chain(wanted);
    match owner {
        RoleOwner::Tenant => Ok(()),
        RoleOwner::Client(id) => match clients.find(|(known, ..)| *known == id) {
            Some((_, false, _)) => Ok(()),
            Some((_, true, _)) => Err((
                "client",
                format!("expected a client that gets tokens, got the API {id}; name its audience instead"),
            )),
            None => Err(("client", format!("expected a client of these files or of the server, got {id:?}"))),
        },
        RoleOwner::Audience(audience) => {
            let is_known =
                clients.any(|(.., audiences)| audiences.iter().any(|known| same_resource(known, audience)));
            let text = || format!("expected an audience that a client is registered for, got {audience:?}");
            if is_known { Ok(()) } else { Err(("audience", text())) }
        }
    }
}

fn field(error: &RoleError) -> &'static str {
    match error {
        RoleError::Name(crate::NameError::Description(_)) => "description",
        RoleError::Name(_) | RoleError::Taken { .. } | RoleError::Ambiguous { .. } => "name",
        RoleError::NotOfTenant(_) | RoleError::NotWithinGroup(_) => "permissions",
        _ => "",
    }
}
