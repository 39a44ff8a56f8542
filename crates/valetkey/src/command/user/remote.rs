//! Users of a running server.

use serde_json::Value;
use valetkey_accounts::User;
use valetkey_fetch::Method;

use crate::{
    failure::Failure,
    remote::{Api, Request, record},
};

/// Returns the user with this sub, username or email address.
///
/// # Errors
/// That there is no such user, or none that the administrator may see; or what the server says.
pub(in crate::command) async fn user_called(api: &Api, name: &str) -> Result<User, Failure> {
    find(api, name).await?.ok_or_else(|| super::no_user(name))
}

/// Returns the user with this sub, username or email address, if there is one. A sub is never taken for a name.
///
/// # Errors
/// A text that lists the users, when two have this name; or what the server says.
pub(in crate::command) async fn find(api: &Api, name: &str) -> Result<Option<User>, Failure> {
    if let Some(document) = api.find(&["users", name]).await? {
        return Ok(Some(record::user(document)?));
    }
    let (called, _) = api.list(&["users"], &[("name", name)], usize::MAX).await?;
    super::only_one(called.into_iter().map(record::user).collect::<Result<_, _>>()?, name)
}

/// Does something with a user whom nobody changed since they were seen, and returns the answer.
///
/// # Errors
/// The error of the server; after a conflict, the difference.
pub(super) async fn post(api: &Api, user: &User, operation: &str) -> Result<Value, Failure> {
    let path = ["users", user.id.as_str(), operation];
    let change = Request { seen: Some(user.revision), ..Request::default() };
    api.change(Method::POST, &path, change).await
}

/// Does something that ends the sessions of a user, and returns the names of the applications that the server tells.
///
/// # Errors
/// The error of the server; after a conflict, the difference.
pub(super) async fn end(
    api: &Api,
    user: &User,
    method: Method,
    operation: Option<&str>,
) -> Result<Vec<String>, Failure> {
    let mut path = vec!["users", user.id.as_str()];
    path.extend(operation);
    let change = Request { seen: Some(user.revision), ..Request::default() };
    let told = api.told(method.clone(), &path, change).await?;
    api.change(method, &path, change).await?;
    Ok(told)
}
