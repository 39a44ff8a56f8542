//! `/roles`.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_administration::{
    InvalidField,
    permission::Permissions,
    role::{NewRole, RoleSettings},
};
use valetkey_authorization_server::{
    record::{Client, RoleOwner},
    role_map::owner_called,
};
use valetkey_types::{ClientId, UserId};

use super::{answer, body::Edit, call::Call, groups::without_content, problem::Problem, view::RoleView};
use crate::administration::{
    API_PATH,
    roles::{self, HolderId},
};

/// The values of a role. An edit changes only the members that it has; `null` removes a value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleValues {
    /// The name in tokens. Required in a new role; refused in an edit.
    name: Option<String>,
    /// The client_id or audience that owns a new role; without it, the tenant owns the role.
    of: Option<String>,
    /// A sentence for administrators.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    description: Edit<String>,
    /// The permissions of its holders as administrators, such as `users:read`. An edit replaces all.
    permissions: Option<Vec<String>>,
    /// The identifier of a group that `users:read` and `users:write` are limited to.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    within_group: Edit<Uuid>,
}

impl RoleValues {
    fn apply(self, settings: &mut RoleSettings) -> Result<(), InvalidField> {
        if self.name.is_some() || self.of.is_some() {
            let field = if self.name.is_some() { "name" } else { "of" };
            return Err(InvalidField::new(
                field,
                "a new role: the name and the owner never change",
                "an edit",
            ));
        }
        self.description.apply(&mut settings.description);
        if let Some(words) = self.permissions {
            settings.permissions = Permissions::parse(&words)?;
        }
        self.within_group.apply(&mut settings.limited_to_group);
        Ok(())
    }
}

/// A part of the roles.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it; answers are made with `answer::list`")]
pub(super) struct RoleList {
    items: Vec<RoleView>,
    /// The cursor of the next part; `null` on the last.
    next: Option<String>,
}

/// Lists roles, those of the tenant first.
#[utoipa::path(
    get, path = "/roles", tag = "roles", operation_id = "listRoles",
    responses((status = 200, description = "A part of the roles", body = RoleList))
)]
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (context, part) = call.listing(&[])?;
    let list = roles::list(&context, &part).await?;
    Ok(answer::list(list, |role| json!(RoleView::from(role))))
}

/// Shows a role.
#[utoipa::path(
    get, path = "/roles/{id}", tag = "roles", operation_id = "showRole",
    params(("id" = Uuid, Path, description = "The identifier of the role")),
    responses((status = 200, description = "The role", body = RoleView))
)]
pub(super) async fn show(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let role = roles::show(&context, call.id("id", "role")?).await?;
    Ok(answer::record(StatusCode::OK, &RoleView::from(&role), role.revision))
}

/// Adds a role.
#[utoipa::path(
    post, path = "/roles", tag = "roles", operation_id = "addRole",
    request_body = RoleValues,
    responses((status = 201, description = "The role was added", body = RoleView))
)]
pub(super) async fn add(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    let mut values: RoleValues = call.json()?;
    let Some(name) = values.name.take() else {
        return Err(InvalidField::new("name", "a name", "none").into());
    };
    let owner = match values.of.take() {
        None => RoleOwner::Tenant,
        Some(of) => {
            let clients: Vec<Client> = call.server.storage.clients(&call.server.tenant).await?;
            let expected = "a client_id, or an audience that a client is registered for";
            let refused = || InvalidField::new("of", expected, format!("{of:?}"));
            owner_called(&of, &clients).ok_or_else(refused)?
        }
    };
    let mut new = NewRole::new(name, owner);
    values.apply(&mut new.settings)?;
    let done = roles::add(&context, new).await?;
    Ok(answer::changed(&context, done, |role| {
        let location = call.server.issuer.join(&format!("{API_PATH}/roles/{}", role.id));
        answer::added(&location, &RoleView::from(&role), role.revision)
    }))
}

/// Edits the description or the permissions of a role.
#[utoipa::path(
    patch, path = "/roles/{id}", tag = "roles", operation_id = "editRole",
    params(("id" = Uuid, Path, description = "The identifier of the role")),
    request_body = RoleValues,
    responses((status = 200, description = "The edited role", body = RoleView))
)]
pub(super) async fn edit(call: Call) -> Result<Response, Problem> {
    let context = call.editing()?;
    let values: RoleValues = call.json()?;
    let done = roles::edit(&context, call.id("id", "role")?, |settings| values.apply(settings)).await?;
    Ok(answer::changed(&context, done, |role| {
        answer::record(StatusCode::OK, &RoleView::from(&role), role.revision)
    }))
}

/// Removes a role from everyone.
#[utoipa::path(
    delete, path = "/roles/{id}", tag = "roles", operation_id = "removeRole",
    params(("id" = Uuid, Path, description = "The identifier of the role")),
    responses((status = 204, description = "The role was removed"))
)]
pub(super) async fn remove(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let done = roles::remove(&context, call.id("id", "role")?).await?;
    Ok(without_content(&context, done))
}

/// Grants a role to a user.
#[utoipa::path(
    put, path = "/roles/{id}/users/{sub}", tag = "roles", operation_id = "grantRoleToUser",
    params(
        ("id" = Uuid, Path, description = "The identifier of the role"),
        ("sub" = String, Path, description = "The sub of the user"),
    ),
    responses((status = 204, description = "The user has the role"))
)]
pub(super) async fn grant_to_user(call: Call) -> Result<Response, Problem> {
    let holder = HolderId::User(UserId::new(call.parameter("sub")));
    grant(&call, holder).await
}

/// Takes a role away from a user who has it directly.
#[utoipa::path(
    delete, path = "/roles/{id}/users/{sub}", tag = "roles", operation_id = "takeRoleFromUser",
    params(
        ("id" = Uuid, Path, description = "The identifier of the role"),
        ("sub" = String, Path, description = "The sub of the user"),
    ),
    responses((status = 204, description = "The user does not have the role directly"))
)]
pub(super) async fn take_from_user(call: Call) -> Result<Response, Problem> {
    let holder = HolderId::User(UserId::new(call.parameter("sub")));
    take_away(&call, holder).await
}

/// Grants a role to the members of a group.
#[utoipa::path(
    put, path = "/roles/{id}/groups/{group}", tag = "roles", operation_id = "grantRoleToGroup",
    params(
        ("id" = Uuid, Path, description = "The identifier of the role"),
        ("group" = Uuid, Path, description = "The identifier of the group"),
    ),
    responses((status = 204, description = "The group has the role"))
)]
pub(super) async fn grant_to_group(call: Call) -> Result<Response, Problem> {
    let holder = HolderId::Group(call.id("group", "group")?);
    grant(&call, holder).await
}

/// Takes a role away from a group.
#[utoipa::path(
    delete, path = "/roles/{id}/groups/{group}", tag = "roles", operation_id = "takeRoleFromGroup",
    params(
        ("id" = Uuid, Path, description = "The identifier of the role"),
        ("group" = Uuid, Path, description = "The identifier of the group"),
    ),
    responses((status = 204, description = "The group does not have the role"))
)]
pub(super) async fn take_from_group(call: Call) -> Result<Response, Problem> {
    let holder = HolderId::Group(call.id("group", "group")?);
    take_away(&call, holder).await
}

/// Grants a role to a client that acts for itself.
#[utoipa::path(
    put, path = "/roles/{id}/clients/{client_id}", tag = "roles", operation_id = "grantRoleToClient",
    params(
        ("id" = Uuid, Path, description = "The identifier of the role"),
        ("client_id" = String, Path, description = "The client_id"),
    ),
    responses((status = 204, description = "The client has the role"))
)]
pub(super) async fn grant_to_client(call: Call) -> Result<Response, Problem> {
    let holder = HolderId::Client(ClientId::new(call.parameter("client_id")));
    grant(&call, holder).await
}

/// Takes a role away from a client.
#[utoipa::path(
    delete, path = "/roles/{id}/clients/{client_id}", tag = "roles", operation_id = "takeRoleFromClient",
    params(
        ("id" = Uuid, Path, description = "The identifier of the role"),
        ("client_id" = String, Path, description = "The client_id"),
    ),
    responses((status = 204, description = "The client does not have the role"))
)]
pub(super) async fn take_from_client(call: Call) -> Result<Response, Problem> {
    let holder = HolderId::Client(ClientId::new(call.parameter("client_id")));
    take_away(&call, holder).await
}

async fn grant(call: &Call, holder: HolderId) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let done = roles::grant(&context, call.id("id", "role")?, &holder).await?;
    Ok(without_content(&context, done))
}

async fn take_away(call: &Call, holder: HolderId) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let done = roles::take_away(&context, call.id("id", "role")?, &holder).await?;
    Ok(without_content(&context, done))
}
