//! `valetkey group add-member` and `remove-member`.

use clap::Args;
use serde_json::json;
use valetkey_accounts::User;
use valetkey_administration::group;
use valetkey_authorization_server::{Change, record::Group};
use valetkey_fetch::Method;

use super::NamedGroup;
use crate::{
    command::user,
    database::Records,
    failure::Failure,
    output::Output,
    remote::{Api, Request},
};

#[derive(Args)]
#[command(
    after_help = "The next refresh, userinfo and introspection show it.\n\nExamples:\n  valetkey group add-member engineering alice bob@example.com\n  valetkey group remove-member engineering alice"
)]
pub(super) struct MemberArguments {
    #[command(flatten)]
    group: NamedGroup,
    /// The users, by username, email address or sub
    #[arg(value_name = "USER", required = true)]
    users: Vec<String>,
}

pub(super) async fn add(arguments: &MemberArguments, output: Output) -> Result<(), Failure> {
    let (records, map, group) = arguments.group.load().await?;
    let mut changed = Vec::new();
    for name in &arguments.users {
        let user = user::user_called(&records, name).await?;
        let is_new = match records.api() {
            Some(api) => send(api, Method::PUT, &group, &user).await?,
            None => {
                let decided = records.decide(|occasion| group::add_member(&user, &group, &map, occasion));
                store(&records, decided.map_err(Failure::failed)?.changes, &user).await?
            }
        };
        changed.extend(is_new.then_some(user));
    }
    let value = json!({ "group": group.name, "added": subs(&changed) });
    output.result(&value, |_| in_words("Added", "to", &changed, &group.name, "is a member already"))
}

pub(super) async fn remove(arguments: &MemberArguments, output: Output) -> Result<(), Failure> {
    let (records, map, group) = arguments.group.load().await?;
    let mut changed = Vec::new();
    for name in &arguments.users {
        let user = user::user_called(&records, name).await?;
        let was_one = match records.api() {
            Some(api) => send(api, Method::DELETE, &group, &user).await?,
            None => {
                let decided = records.decide(|occasion| group::remove_member(&user, &group, &map, occasion));
                store(&records, decided.changes, &user).await?
            }
        };
        changed.extend(was_one.then_some(user));
    }
    let value = json!({ "group": group.name, "removed": subs(&changed) });
    output.result(&value, |_| in_words("Removed", "from", &changed, &group.name, "is a direct member"))
}

/// Stores changes, if there are any. Returns whether there are.
async fn store(records: &Records, changes: Vec<Change>, user: &User) -> Result<bool, Failure> {
    if changes.is_empty() {
        return Ok(false);
    }
    user::store(records, changes, user).await?;
    Ok(true)
}

/// Changes a membership on a running server. Returns whether anything differed.
async fn send(api: &Api, method: Method, group: &Group, user: &User) -> Result<bool, Failure> {
    let path = ["groups", &group.id.to_string(), "members", user.id.as_str()];
    let differs = api.would_change(method.clone(), &path, Request::default()).await?;
    if differs {
        api.change(method, &path, Request::default()).await?;
    }
    Ok(differs)
}

fn subs(users: &[User]) -> Vec<&str> {
    users.iter().map(|user| user.id.as_str()).collect()
}

fn in_words(done: &str, preposition: &str, users: &[User], group: &str, otherwise: &str) -> String {
    let names: Vec<&str> = users.iter().map(|user| user.username.as_str()).collect();
    match (names.is_empty(), done) {
        (true, "Added") => format!("Nothing was stored: each of them {otherwise}."),
        (true, _) => format!("Nothing was stored: none of them {otherwise}."),
        (false, _) => format!("{done} {} {preposition} {group}.", names.join(", ")),
    }
}
