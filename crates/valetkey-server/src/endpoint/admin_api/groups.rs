//! `/groups`.

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_administration::{InvalidField, group::NewGroup};
use valetkey_authorization_server::record::Group;
use valetkey_types::UserId;

use super::{answer, body::Edit, call::Call, problem::Problem, view::GroupView};
use crate::administration::{API_PATH, Context, Done, groups};

/// The values of a group. An edit changes only the members that it has; `null` removes a value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupValues {
    /// The name, as applications see it. A new group needs one.
    name: Option<String>,
    /// The identifier of the group above it.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    parent: Edit<Uuid>,
    /// A sentence for administrators.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    description: Edit<String>,
}

impl GroupValues {
    fn apply(self, new: &mut NewGroup) {
        if let Some(name) = self.name {
            new.name = name;
        }
        self.parent.apply(&mut new.parent);
        self.description.apply(&mut new.description);
    }
}

/// A part of the groups.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it; answers are made with `answer::list`")]
pub(super) struct GroupList {
    items: Vec<GroupView>,
    /// The cursor of the next part; `null` on the last.
    next: Option<String>,
}

/// Lists groups, by name.
#[utoipa::path(
    get, path = "/groups", tag = "groups", operation_id = "listGroups",
    responses((status = 200, description = "A part of the groups", body = GroupList))
)]
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (context, part) = call.listing(&[])?;
    let (list, map) = groups::list(&context, &part).await?;
    Ok(answer::list(list, |group| json!(GroupView::new(group, &map))))
}

/// Shows a group.
#[utoipa::path(
    get, path = "/groups/{id}", tag = "groups", operation_id = "showGroup",
    params(("id" = Uuid, Path, description = "The identifier of the group")),
    responses((status = 200, description = "The group", body = GroupView))
)]
pub(super) async fn show(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let (group, map) = groups::show(&context, call.id("id", "group")?).await?;
    Ok(answer::record(StatusCode::OK, &GroupView::new(&group, &map), group.revision))
}

/// Adds a group.
#[utoipa::path(
    post, path = "/groups", tag = "groups", operation_id = "addGroup",
    request_body = GroupValues,
    responses((status = 201, description = "The group was added", body = GroupView))
)]
pub(super) async fn add(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    let values: GroupValues = call.json()?;
    if values.name.is_none() {
        return Err(InvalidField::new("name", "a name", "none").into());
    }
    let mut new = NewGroup { name: String::new(), parent: None, description: None };
    values.apply(&mut new);
    let done = groups::add(&context, new).await?;
    let map = call.server.role_map().await?;
    Ok(answer::changed(&context, done, |group| {
        let location = call.server.issuer.join(&format!("{API_PATH}/groups/{}", group.id));
        answer::added(&location, &GroupView::new(&group, &map), group.revision)
    }))
}

/// Edits a group.
#[utoipa::path(
    patch, path = "/groups/{id}", tag = "groups", operation_id = "editGroup",
    params(("id" = Uuid, Path, description = "The identifier of the group")),
    request_body = GroupValues,
    responses((status = 200, description = "The edited group", body = GroupView))
)]
pub(super) async fn edit(call: Call) -> Result<Response, Problem> {
    let context = call.editing()?;
    let values: GroupValues = call.json()?;
    let change = |new: &mut NewGroup| {
        values.apply(new);
        Ok(())
    };
    let done: Done<Group> = groups::edit(&context, call.id("id", "group")?, change).await?;
    let map = call.server.role_map().await?;
    Ok(answer::changed(&context, done, |group| {
        answer::record(StatusCode::OK, &GroupView::new(&group, &map), group.revision)
    }))
}

/// Removes a group. Its members lose the roles of the group.
#[utoipa::path(
    delete, path = "/groups/{id}", tag = "groups", operation_id = "removeGroup",
    params(("id" = Uuid, Path, description = "The identifier of the group")),
    responses((status = 204, description = "The group was removed"))
)]
pub(super) async fn remove(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let done = groups::remove(&context, call.id("id", "group")?).await?;
    Ok(without_content(&context, done))
}

/// Makes a user a member of a group.
#[utoipa::path(
    put, path = "/groups/{id}/members/{sub}", tag = "groups", operation_id = "addMember",
    params(
        ("id" = Uuid, Path, description = "The identifier of the group"),
        ("sub" = String, Path, description = "The sub of the user"),
    ),
    responses((status = 204, description = "The user is a member"))
)]
pub(super) async fn add_member(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let user = UserId::new(call.parameter("sub"));
    let done = groups::add_member(&context, call.id("id", "group")?, &user).await?;
    Ok(without_content(&context, done))
}

/// Removes a user from a group.
#[utoipa::path(
    delete, path = "/groups/{id}/members/{sub}", tag = "groups", operation_id = "removeMember",
    params(
        ("id" = Uuid, Path, description = "The identifier of the group"),
        ("sub" = String, Path, description = "The sub of the user"),
    ),
    responses((status = 204, description = "The user is no direct member"))
)]
pub(super) async fn remove_member(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let user = UserId::new(call.parameter("sub"));
    let done = groups::remove_member(&context, call.id("id", "group")?, &user).await?;
    Ok(without_content(&context, done))
}

/// Returns the answer to a change that has no record to show.
pub(super) fn without_content<T>(context: &Context<'_>, done: Done<T>) -> Response {
    answer::changed(context, done, |_| answer::nothing())
}
