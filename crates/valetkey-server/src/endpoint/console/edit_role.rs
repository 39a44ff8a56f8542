//! The forms that add, edit and remove roles.

use uuid::Uuid;
use valetkey_administration::{
    InvalidField,
    files::Thing,
    permission::{Area, Permission, Permissions},
    role::{NewRole, RoleSettings},
};
use valetkey_authorization_server::{
    record::{Client, Role, RoleOwner},
    role_map::{RoleMap, owner_called},
};
use valetkey_pages::{ConsoleField, ConsoleInput, ConsoleKind};
use valetkey_types::RawParams;

use super::{
    access::Entered,
    edit_group::group_called,
    path,
    record::{Kind, Pages, Stored, Values},
};
use crate::administration::{AdministrationError, Context, Done, roles};

/// Returns the inputs of the settings that an edit may change.
fn inputs(description: &str, permissions: &Permissions, limited_to: &str) -> Vec<ConsoleInput> {
    let boxes = Permission::all().map(|one| (one.to_string(), permissions.contains(one))).collect();
    vec![
        ConsoleInput::text(ConsoleField::Description, description),
        ConsoleInput::permissions(boxes),
        ConsoleInput::text(ConsoleField::LimitedTo, limited_to),
    ]
}

/// Sets the values in the settings of a role.
fn apply(values: &Values<'_>, settings: &mut RoleSettings, map: &RoleMap) -> Result<(), InvalidField> {
    let is_checked = |permission: &Permission| values.is_checked(&format!("permission:{permission}"));
    let words: Vec<String> = Permission::all().filter(is_checked).map(|one| one.to_string()).collect();
    settings.description = values.optional(ConsoleField::Description);
    settings.permissions = Permissions::of_words(&words);
    settings.limited_to_group =
        group_called(ConsoleField::LimitedTo, values.text(ConsoleField::LimitedTo), map)?;
    Ok(())
}

async fn owner(context: &Context<'_>, values: &Values<'_>) -> Result<RoleOwner, AdministrationError> {
    let of = values.text(ConsoleField::Owner);
    if of.is_empty() {
        return Ok(RoleOwner::Tenant);
    }
    let clients: Vec<Client> = context.server.storage.clients(&context.server.tenant).await?;
    let expected = "a client_id, or an audience that a client is registered for";
    let unknown = || InvalidField::new(ConsoleField::Owner.name(), expected, format!("{of:?}"));
    Ok(owner_called(of, &clients).ok_or_else(unknown)?)
}

fn stored(done: Done<Role>) -> Done<Stored> {
    let stored = done.answer.identity().0;
    done.with(stored)
}

fn identifier(id: &str) -> Result<Uuid, AdministrationError> {
    Uuid::try_parse(id).map_err(|_| AdministrationError::NotFound("role"))
}

impl Kind for Role {
    const KIND: ConsoleKind = ConsoleKind::Role;
    const AREA: Area = Area::Roles;
    const PAGES: Pages = Pages {
        list: path::ROLES,
        new: path::NEW_ROLE,
        record: path::ROLE,
        edit: path::EDIT_ROLE,
        remove: path::REMOVE_ROLE,
    };
    const COMMAND: &'static str = "valetkey role";

    async fn load(context: &Context<'_>, id: &str) -> Result<Self, AdministrationError> {
        roles::show(context, identifier(id)?).await
    }

    fn identity(&self) -> (Stored, u64) {
        let stored = Stored { id: self.id.simple().to_string(), name: self.name.clone() };
        (stored, self.revision)
    }

    fn thing(&self) -> Thing {
        Thing::role(&self.name, &self.owner)
    }

    fn new_inputs(_params: &RawParams) -> Vec<ConsoleInput> {
        let mut all = vec![
            ConsoleInput::text(ConsoleField::RoleName, "").required(),
            ConsoleInput::token(ConsoleField::Owner, ""),
        ];
        all.extend(inputs("", &Permissions::default(), ""));
        all
    }

    fn inputs(&self, entered: &Entered) -> Vec<ConsoleInput> {
        let group = self.limited_to_group.and_then(|id| entered.map.group(id));
        let limited_to = group.map(|group| group.name.as_str()).unwrap_or_default();
        let description = self.description.as_deref().unwrap_or_default();
        inputs(description, &Permissions::of_words(&self.permissions), limited_to)
    }

    async fn add(
        context: &Context<'_>,
        entered: &Entered,
        values: &Values<'_>,
    ) -> Result<Done<Stored>, AdministrationError> {
        let owner = owner(context, values).await?;
        let mut new = NewRole::new(values.text(ConsoleField::RoleName), owner);
        apply(values, &mut new.settings, &entered.map)?;
        Ok(stored(roles::add(context, new).await?))
    }

    async fn edit(
        context: &Context<'_>,
        id: &str,
        entered: &Entered,
        values: &Values<'_>,
    ) -> Result<Done<Stored>, AdministrationError> {
        let edited = roles::edit(context, identifier(id)?, |settings| apply(values, settings, &entered.map));
        Ok(stored(edited.await?))
    }

    async fn remove(&self, context: &Context<'_>) -> Result<Done<()>, AdministrationError> {
        roles::remove(context, self.id).await
    }
}
