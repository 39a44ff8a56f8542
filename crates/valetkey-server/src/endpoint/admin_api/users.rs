//! `/users`.

mod input;

use axum::response::Response;
use http::StatusCode;
use serde_json::json;
use utoipa::ToSchema;
use valetkey_accounts::User;
use valetkey_types::UserId;

use super::{
    answer,
    call::Call,
    problem::Problem,
    view::{UserDetailsView, UserView},
};
use crate::{
    administration::{
        API_PATH, Context, Done,
        users::{self, UserFilter},
    },
    respond,
};

use input::{NewPassword, UserValues};

/// A part of the users.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it; answers are made with `answer::list`")]
pub(super) struct UserList {
    items: Vec<UserView>,
    /// The cursor of the next part; `null` on the last. A part may be shorter than asked for.
    next: Option<String>,
}

/// Lists users.
#[utoipa::path(
    get, path = "/users", tag = "users", operation_id = "listUsers",
    params(
        ("search" = Option<String>, Query, description = "A prefix of the username, the email address or the full name"),
        ("name" = Option<String>, Query, description = "The whole username or email address"),
        ("group" = Option<String>, Query, description = "The identifier of a group. Its members and those of the groups below it match"),
        ("direct" = Option<bool>, Query, description = "With `true`, the members of the groups below do not match"),
    ),
    responses((status = 200, description = "A part of the users", body = UserList))
)]
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (context, part) = call.listing(&["search", "name", "group", "direct"])?;
    let group = call
        .filter("group")
        .map(|text| text.parse().map_err(|_| Problem::query("group", "the identifier of a group", &text)));
    let filter = UserFilter {
        search: call.filter("search"),
        name: call.filter("name"),
        group: group.transpose()?,
        is_direct: call.switch("direct")?,
    };
    let list = users::list(&context, &filter, &part).await?;
    Ok(answer::list(list, |user| json!(UserView::from(user))))
}

/// Shows a user.
#[utoipa::path(
    get, path = "/users/{sub}", tag = "users", operation_id = "showUser",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 200, description = "The user", body = UserDetailsView))
)]
pub(super) async fn show(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let details = users::show(&context, &sub(&call)).await?;
    Ok(answer::record(StatusCode::OK, &UserDetailsView::from(&details), details.user.revision))
}

/// Adds a user.
#[utoipa::path(
    post, path = "/users", tag = "users", operation_id = "addUser",
    request_body = UserValues,
    responses((status = 201, description = "The user was added", body = UserView))
)]
pub(super) async fn add(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    let (new, attributes, password) = call.json::<UserValues>()?.into_new()?;
    let done = users::add(&context, new, &attributes, password).await?;
    Ok(answer::changed(&context, done, |user| {
        let location = call.server.issuer.join(&format!("{API_PATH}/users/{}", user.id));
        answer::added(&location, &UserView::from(&user), user.revision)
    }))
}

/// Edits a user.
#[utoipa::path(
    patch, path = "/users/{sub}", tag = "users", operation_id = "editUser",
    params(("sub" = String, Path, description = "The sub of the user")),
    request_body = UserValues,
    responses((status = 200, description = "The edited user", body = UserView))
)]
pub(super) async fn edit(call: Call) -> Result<Response, Problem> {
    let context = call.editing()?;
    let mut values: UserValues = call.json()?;
    let attributes = values.attributes()?;
    let done = users::edit(&context, &sub(&call), |new| values.apply(new), &attributes).await?;
    Ok(changed(&context, done))
}

/// Removes a user with their consents and sessions.
#[utoipa::path(
    delete, path = "/users/{sub}", tag = "users", operation_id = "removeUser",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 204, description = "The user was removed"))
)]
pub(super) async fn remove(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let done = users::remove(&context, &sub(&call)).await?;
    Ok(answer::changed(&context, done, |()| answer::nothing()))
}

/// Disables a user: every session and all access of applications ends.
#[utoipa::path(
    post, path = "/users/{sub}/disable", tag = "users", operation_id = "disableUser",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 200, description = "The user", body = UserView))
)]
pub(super) async fn disable(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    Ok(changed(&context, users::disable(&context, &sub(&call)).await?))
}

/// Enables a user.
#[utoipa::path(
    post, path = "/users/{sub}/enable", tag = "users", operation_id = "enableUser",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 200, description = "The user", body = UserView))
)]
pub(super) async fn enable(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    Ok(changed(&context, users::enable(&context, &sub(&call)).await?))
}

/// Ends every session of a user, and all access of applications.
#[utoipa::path(
    post, path = "/users/{sub}/sign-out", tag = "users", operation_id = "signOutUser",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 200, description = "The user", body = UserView))
)]
pub(super) async fn sign_out(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    Ok(changed(&context, users::sign_out(&context, &sub(&call)).await?))
}

/// Resets the failed sign-ins of a user.
#[utoipa::path(
    post, path = "/users/{sub}/unlock", tag = "users", operation_id = "unlockUser",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 200, description = "The user", body = UserView))
)]
pub(super) async fn unlock(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    Ok(changed(&context, users::unlock(&context, &sub(&call)).await?))
}

/// Sets the password of a user. Every session and all access of applications ends, and the user gets a mail.
#[utoipa::path(
    post, path = "/users/{sub}/password", tag = "users", operation_id = "setPassword",
    params(("sub" = String, Path, description = "The sub of the user")),
    request_body = NewPassword,
    responses((status = 200, description = "The user", body = UserView))
)]
pub(super) async fn set_password(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    let password = call.json::<NewPassword>()?.into_secret();
    Ok(changed(&context, users::set_password(&context, &sub(&call), password).await?))
}

/// Removes the authenticator, the recovery codes and the passkeys of a user who lost them. The user gets a mail.
#[utoipa::path(
    post, path = "/users/{sub}/reset-factors", tag = "users", operation_id = "resetFactors",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 200, description = "The user", body = UserView))
)]
pub(super) async fn reset_factors(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    Ok(changed(&context, users::reset_factors(&context, &sub(&call)).await?))
}

/// Deletes a user in 14 days: every session and all access of applications ends now. The user can sign in and keep the account until then.
#[utoipa::path(
    post, path = "/users/{sub}/delete-later", tag = "users", operation_id = "deleteUserLater",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 200, description = "The user, with `deletion_at`", body = UserView))
)]
pub(super) async fn delete_later(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    Ok(changed(&context, users::delete_later(&context, &sub(&call)).await?))
}

/// Keeps a user who was to be deleted.
#[utoipa::path(
    post, path = "/users/{sub}/keep", tag = "users", operation_id = "keepUser",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 200, description = "The user", body = UserView))
)]
pub(super) async fn keep(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    Ok(changed(&context, users::keep(&context, &sub(&call)).await?))
}

/// Returns everything that the server holds about a user, without secrets: the file that the user downloads on the account page. Needs the
/// permission `events:read` too. An event is stored.
#[utoipa::path(
    get, path = "/users/{sub}/export", tag = "users", operation_id = "exportUser",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 200, description = "The data, by section", body = serde_json::Value))
)]
pub(super) async fn export(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    Ok(respond::json(StatusCode::OK, &users::export(&context, &sub(&call)).await?))
}

fn sub(call: &Call) -> UserId {
    UserId::new(call.parameter("sub"))
}

/// Returns the answer to a change of a user.
pub(super) fn changed(context: &Context<'_>, done: Done<User>) -> Response {
    let stored = |user: User| answer::record(StatusCode::OK, &UserView::from(&user), user.revision);
    answer::changed(context, done, stored)
}
