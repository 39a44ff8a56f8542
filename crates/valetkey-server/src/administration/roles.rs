//! Roles and their holders.

use std::sync::Arc;

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_administration::{
    InvalidField,
    permission::{Area, Authority, NotPermitted, Permission, Verb},
    role::{self, Holder, NewRole, RoleSettings},
};
use valetkey_authorization_server::{
    Decision,
    event::Actor,
    record::{Client, Group, Role, RoleOwner},
    role_map::{Held, RoleMap},
};
use valetkey_types::{ClientId, UserId};

use super::{
    AdministrationError, Context, Done, List, Part, clients, groups, invalid, list::in_memory, users,
};

/// Returns a part of the roles, those of the tenant first.
pub(crate) async fn list(context: &Context<'_>, part: &Part) -> Result<List<Role>, AdministrationError> {
    context.require(Permission::read(Area::Roles))?;
    let map = context.role_map().await?;
    let place = |role: &Role| {
        let owner = role.owner.to_string();
        (role.owner != RoleOwner::Tenant, owner, role.name.clone(), role.id)
    };
    let roles = map.roles().into_iter().map(|role| (place(role), role));
    in_memory(context.server, "roles", roles.collect(), part)
}

/// Returns a role.
pub(crate) async fn show(context: &Context<'_>, id: Uuid) -> Result<Role, AdministrationError> {
    context.require(Permission::read(Area::Roles))?;
    find(context, id).await.map(|(role, _)| role)
}

/// Adds a role. It gives no more than the administrator holds.
pub(crate) async fn add(context: &Context<'_>, new: NewRole) -> Result<Done<Role>, AdministrationError> {
    context.require(Permission::write(Area::Roles))?;
    let map = context.role_map().await?;
    let id = context.server.environment.identifier();
    let decided = context.decide(|occasion| role::add(id, new, &map, occasion)).map_err(invalid)?;
    context.administrator.covers_role(&decided.answer, &map)?;
    as_stored(context, context.store_new(decided).await?).await
}

/// Edits a role. `change` sets what should differ.
pub(crate) async fn edit(
    context: &Context<'_>,
    id: Uuid,
    change: impl FnOnce(&mut RoleSettings) -> Result<(), InvalidField>,
) -> Result<Done<Role>, AdministrationError> {
    let (role, map) = load(context, id).await?;
    let mut settings = RoleSettings::from(&role);
    change(&mut settings)?;
    let decided = context.decide(|occasion| role::edit(&role, settings, &map, occasion)).map_err(invalid)?;
    context.administrator.covers_role(&decided.answer, &map)?;
    let (before, after) = (Authority::of_role(&role), Authority::of_role(&decided.answer));
    if !after.lacks(&before, &map).is_empty() {
        requires_other(context, &role, &map).await?;
    }
    as_stored(context, context.store_over(decided, role.revision).await?).await
}

/// Removes a role from everyone.
pub(crate) async fn remove(context: &Context<'_>, id: Uuid) -> Result<Done<()>, AdministrationError> {
    let (role, map) = load(context, id).await?;
    requires_other(context, &role, &map).await?;
    let clients = context.server.storage.clients(&context.server.tenant).await?;
    let decided = context.decide(|occasion| role::remove(&role, &clients, &map, occasion));
    context.store_over(decided, role.revision).await
}

/// The identifier of a holder of a role.
#[derive(Clone, Debug)]
pub(crate) enum HolderId {
    /// A user.
    User(UserId),
    /// A group.
    Group(Uuid),
    /// A client.
    Client(ClientId),
}

/// A loaded holder.
enum Loaded {
    User(Box<User>),
    Group(Group),
    Client(Box<Client>),
}

impl Loaded {
    fn holder(&self) -> Holder<'_> {
        match self {
            Self::User(user) => Holder::User(user),
            Self::Group(group) => Holder::Group(group),
            Self::Client(client) => Holder::Client(client),
        }
    }
}

/// Grants a role.
pub(crate) async fn grant(
    context: &Context<'_>,
    id: Uuid,
    holder: &HolderId,
) -> Result<Done<()>, AdministrationError> {
    let (role, map) = load(context, id).await?;
    let holder = load_holder(context, holder, &map).await?;
    let changes = context.decide(|occasion| role::grant(&role, holder.holder(), &map, occasion));
    let decided = Decision { answer: (), changes: changes.map_err(invalid)? };
    context.store_over(decided, role.revision).await
}

/// Takes a role away that was granted directly.
pub(crate) async fn take_away(
    context: &Context<'_>,
    id: Uuid,
    holder: &HolderId,
) -> Result<Done<()>, AdministrationError> {
    let (role, map) = load(context, id).await?;
    let loaded = load_holder(context, holder, &map).await?;
    let is_own = match (&loaded, &context.administrator.actor) {
        (Loaded::User(user), Actor::User { id }) => user.id == *id,
        (Loaded::Client(client), Actor::Client { id }) => client.id == *id,
        _ => false,
    };
    if let Loaded::Group(group) = &loaded {
        groups::keeps_access(context, group, &map).await?;
    }
    if is_own && !Authority::of_role(&role).is_empty() {
        return Err(NotPermitted::Oneself.into());
    }
    let changes = context.decide(|occasion| role::take_away(&role, loaded.holder(), &map, occasion));
    context.store_over(Decision { answer: (), changes }, role.revision).await
}

async fn load_holder(
    context: &Context<'_>,
    holder: &HolderId,
    map: &RoleMap,
) -> Result<Loaded, AdministrationError> {
    let administrator = context.administrator;
    match holder {
        HolderId::User(id) => {
            let (user, _) = users::load(context, Verb::Read, id).await?;
            administrator.covers_user(&user, map)?;
            Ok(Loaded::User(Box::new(user)))
        }
        HolderId::Group(id) => {
            let group = map.group(*id).cloned().ok_or(AdministrationError::NotFound("group"))?;
            administrator.covers_group(&group, map)?;
            Ok(Loaded::Group(group))
        }
        HolderId::Client(id) => {
            let found = clients::find(context, id).await?;
            let client = found.ok_or(AdministrationError::NotFound("client"))?;
            administrator.covers_client(&client, map, &context.api())?;
            Ok(Loaded::Client(Box::new(client)))
        }
    }
}

/// Loads a role that the administrator may change: it gives no more than the administrator holds.
async fn load(context: &Context<'_>, id: Uuid) -> Result<(Role, Arc<RoleMap>), AdministrationError> {
    context.require(Permission::write(Area::Roles))?;
    let (role, map) = find(context, id).await?;
    context.administrator.covers_role(&role, &map)?;
    Ok((role, map))
}

async fn find(context: &Context<'_>, id: Uuid) -> Result<(Role, Arc<RoleMap>), AdministrationError> {
    let map = context.role_map().await?;
    let role = map.role(id).cloned().ok_or(AdministrationError::NotFound("role"))?;
    Ok((role, map))
}

/// Requires that the administrator loses no permissions with a role.
async fn requires_other(
    context: &Context<'_>,
    role: &Role,
    map: &RoleMap,
) -> Result<(), AdministrationError> {
    let loses = !Authority::of_role(role).is_empty() && has(context, role, map).await?;
    if loses { Err(NotPermitted::Oneself.into()) } else { Ok(()) }
}

/// Returns whether the administrator has a role.
async fn has(context: &Context<'_>, role: &Role, map: &RoleMap) -> Result<bool, AdministrationError> {
    let server = context.server;
    Ok(match &context.administrator.actor {
        Actor::User { id } => {
            let user = server.storage.user(&server.tenant, id).await?;
            user.is_some_and(|user| Held::of_user(&user, map).granted().any(|held| held.id == role.id))
        }
        Actor::Client { id } => {
            let client = clients::find(context, id).await?;
            client.is_some_and(|client| client.roles.iter().any(|held| held.id == role.id))
        }
        _ => false,
    })
}

/// Replaces the role of an answer by the stored one, which has the new revision.
async fn as_stored(context: &Context<'_>, done: Done<Role>) -> Result<Done<Role>, AdministrationError> {
    if !done.is_stored {
        return Ok(done);
    }
    let (role, _) = find(context, done.answer.id).await?;
    Ok(done.with(role))
}
