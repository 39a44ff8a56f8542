//! `/users/{sub}/factors`, `/users/{sub}/passkeys` and `/users/{sub}/linked-accounts`: the removal of a single way to sign in.

use axum::response::Response;
use valetkey_types::UserId;

use super::{call::Call, problem::Problem, users::changed, view::UserView};
use crate::administration::users;

/// The only factor that is removed by its kind.
const AUTHENTICATOR: &str = "authenticator";

/// Removes the authenticator app of a user, and the recovery codes unless the user has a passkey. The user gets a mail.
#[utoipa::path(
    delete, path = "/users/{sub}/factors/{factor}", tag = "users", operation_id = "removeFactor",
    params(
        ("sub" = String, Path, description = "The sub of the user"),
        ("factor" = String, Path, description = "`authenticator`"),
    ),
    responses((status = 200, description = "The user", body = UserView))
)]
pub(super) async fn remove_factor(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    if call.parameter("factor") != AUTHENTICATOR {
        return Err(Problem::not_found("factor"));
    }
    Ok(changed(&context, users::remove_authenticator(&context, &sub(&call)).await?))
}

/// Removes a passkey of a user. The user gets a mail. The answer says which ways to sign in are left.
#[utoipa::path(
    delete, path = "/users/{sub}/passkeys/{passkey}", tag = "users", operation_id = "removePasskey",
    params(
        ("sub" = String, Path, description = "The sub of the user"),
        ("passkey" = String, Path, description = "The credential_id of the passkey"),
    ),
    responses((status = 200, description = "The user", body = UserView))
)]
pub(super) async fn remove_passkey(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    Ok(changed(&context, users::remove_passkey(&context, &sub(&call), call.parameter("passkey")).await?))
}

/// Unlinks an account at a provider from a user, and takes away the groups that it gave. The user gets a mail.
#[utoipa::path(
    delete, path = "/users/{sub}/linked-accounts/{account}", tag = "users", operation_id = "unlinkAccount",
    params(
        ("sub" = String, Path, description = "The sub of the user"),
        ("account" = String, Path, description = "The id of the linked account"),
    ),
    responses((status = 200, description = "The user", body = UserView))
)]
pub(super) async fn unlink(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    Ok(changed(&context, users::unlink(&context, &sub(&call), call.parameter("account")).await?))
}

fn sub(call: &Call) -> UserId {
    UserId::new(call.parameter("sub"))
}
