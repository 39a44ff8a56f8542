//! Groups and their members.

use std::sync::Arc;

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_administration::{
    InvalidField,
    group::{self, NewGroup},
    permission::{Area, Authority, NotPermitted, Permission, Verb},
};
use valetkey_authorization_server::{Decision, event::Actor, record::Group, role_map::RoleMap};
use valetkey_types::UserId;

use super::{AdministrationError, Context, Done, List, Part, invalid, list::in_memory, users};

/// Returns a part of the groups, by name.
pub(crate) async fn list(
    context: &Context<'_>,
    part: &Part,
) -> Result<(List<Group>, Arc<RoleMap>), AdministrationError> {
    context.require(Permission::read(Area::Groups))?;
    let map = context.role_map().await?;
    let groups = map.groups().into_iter().map(|group| ((group.name.clone(), group.id), group));
    let list = in_memory(context.server, "groups", groups.collect(), part)?;
    Ok((list, map))
}

/// Returns a group, with the groups and roles of the tenant.
pub(crate) async fn show(
    context: &Context<'_>,
    id: Uuid,
) -> Result<(Group, Arc<RoleMap>), AdministrationError> {
    context.require(Permission::read(Area::Groups))?;
    let map = context.role_map().await?;
    let group = map.group(id).cloned().ok_or(AdministrationError::NotFound("group"))?;
    Ok((group, map))
}

/// Adds a group.
pub(crate) async fn add(context: &Context<'_>, new: NewGroup) -> Result<Done<Group>, AdministrationError> {
    context.require(Permission::write(Area::Groups))?;
    let map = context.role_map().await?;
    covers_parent(context, new.parent, &map)?;
    let id = context.server.environment.identifier();
    let decided = context.decide(|occasion| group::add(id, new, &map, occasion)).map_err(invalid)?;
    as_stored(context, context.store_new(decided).await?).await
}

/// Edits a group. `change` sets what should differ.
pub(crate) async fn edit(
    context: &Context<'_>,
    id: Uuid,
    change: impl FnOnce(&mut NewGroup) -> Result<(), InvalidField>,
) -> Result<Done<Group>, AdministrationError> {
    let (group, map) = load(context, id).await?;
    let mut new = NewGroup::from(&group);
    change(&mut new)?;
    if new.parent != group.parent {
        if let Some(parent) = group.parent.and_then(|id| map.group(id)) {
            keeps_access(context, parent, &map).await?;
        }
        covers_parent(context, new.parent, &map)?;
        for parent in [group.parent, new.parent].into_iter().flatten() {
            keeps_reach(context, parent, &map)?;
        }
    }
    let decided = context.decide(|occasion| group::edit(&group, new, &map, occasion)).map_err(invalid)?;
    as_stored(context, context.store_over(decided, group.revision).await?).await
}

/// Removes a group.
pub(crate) async fn remove(context: &Context<'_>, id: Uuid) -> Result<Done<()>, AdministrationError> {
    let (group, map) = load(context, id).await?;
    keeps_access(context, &group, &map).await?;
    keeps_reach(context, group.id, &map)?;
    let decided = context.decide(|occasion| group::remove(&group, &map, occasion)).map_err(invalid)?;
    context.store_over(decided, group.revision).await
}

/// Makes a user a member of a group.
pub(crate) async fn add_member(
    context: &Context<'_>,
    id: Uuid,
    user: &UserId,
) -> Result<Done<User>, AdministrationError> {
    let (group, user, map) = load_member(context, id, user).await?;
    let decided = context.decide(|occasion| group::add_member(&user, &group, &map, occasion));
    let decided = decided.map_err(invalid)?;
    users::store(context, decided, &user).await
}

/// Removes a user from a group.
pub(crate) async fn remove_member(
    context: &Context<'_>,
    id: Uuid,
    user: &UserId,
) -> Result<Done<User>, AdministrationError> {
    let (group, user, map) = load_member(context, id, user).await?;
    if context.administrator.is_not(&user).is_err() {
        keeps_access(context, &group, &map).await?;
    }
    let decided = context.decide(|occasion| group::remove_member(&user, &group, &map, occasion));
    users::store(context, decided, &user).await
}

/// Loads a group that the administrator may change: it gives its members no more than the administrator holds.
async fn load(context: &Context<'_>, id: Uuid) -> Result<(Group, Arc<RoleMap>), AdministrationError> {
    context.require(Permission::write(Area::Groups))?;
    let map = context.role_map().await?;
    let group = map.group(id).cloned().ok_or(AdministrationError::NotFound("group"))?;
    context.administrator.covers_group(&group, &map)?;
    Ok((group, map))
}

/// Loads a group and a user whose membership the administrator may change. If a role is limited to the group, the membership puts the user
/// into the reach of other administrators, so it needs the permission to write the user.
async fn load_member(
    context: &Context<'_>,
    id: Uuid,
    user: &UserId,
) -> Result<(Group, User, Arc<RoleMap>), AdministrationError> {
    let (group, map) = load(context, id).await?;
    let (user, _) = users::load(context, Verb::Read, user).await?;
    context.administrator.covers_user(&user, &map)?;
    let permission = Permission::write(Area::Users);
    if limits_a_role(id, &map) && !context.administrator.may_with(permission, &user, &map) {
        return Err(NotPermitted::Missing(permission).into());
    }
    Ok((group, user, map))
}

/// Requires that the administrator holds no permission through a group that they leave or that is removed.
pub(super) async fn keeps_access(
    context: &Context<'_>,
    group: &Group,
    map: &RoleMap,
) -> Result<(), AdministrationError> {
    let Actor::User { id } = &context.administrator.actor else { return Ok(()) };
    let user = context.server.storage.user(&context.server.tenant, id).await?;
    let is_member =
        |user: User| user.groups.iter().any(|id| map.upwards(*id).iter().any(|above| above.id == group.id));
    let loses = !Authority::of_group(group.id, map).is_empty() && user.is_some_and(is_member);
    if loses { Err(NotPermitted::Oneself.into()) } else { Ok(()) }
}

/// Requires that the new parent gives no more than the administrator holds.
fn covers_parent(
    context: &Context<'_>,
    parent: Option<Uuid>,
    map: &RoleMap,
) -> Result<(), AdministrationError> {
    match parent.and_then(|id| map.group(id)) {
        Some(parent) => Ok(context.administrator.covers_group(parent, map)?),
        None => Ok(()),
    }
}

/// Requires the permission to write users if the permissions of a role are limited to the group or to one above it: the change moves all
/// members of the group into or out of the reach of other administrators.
fn keeps_reach(context: &Context<'_>, group: Uuid, map: &RoleMap) -> Result<(), AdministrationError> {
    if limits_a_role(group, map) { context.require(Permission::write(Area::Users)) } else { Ok(()) }
}

/// Returns whether the permissions of a role are limited to the group or to one above it.
fn limits_a_role(group: Uuid, map: &RoleMap) -> bool {
    let path = map.upwards(group);
    map.roles().iter().any(|role| path.iter().any(|above| role.limited_to_group == Some(above.id)))
}

/// Replaces the group of an answer by the stored one, which has the new revision.
async fn as_stored(context: &Context<'_>, done: Done<Group>) -> Result<Done<Group>, AdministrationError> {
    if !done.is_stored {
        return Ok(done);
    }
    let map = context.role_map().await?;
    let group = map.group(done.answer.id).cloned().ok_or(AdministrationError::NotFound("group"))?;
    Ok(done.with(group))
}

impl Context<'_> {
    /// Stores a decision on a record of this revision. The changes have the condition that the groups and roles did not change.
    pub(super) async fn store_over<T>(
        &self,
        decision: Decision<T>,
        revision: u64,
    ) -> Result<Done<T>, AdministrationError> {
        self.expects(&decision.changes, revision)?;
        self.store_new(decision).await
    }
}
