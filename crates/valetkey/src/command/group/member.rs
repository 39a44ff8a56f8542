//! `valetkey group add-member` and `remove-member`.

use clap::Args;
use serde_json::json;
use valetkey_accounts::User;
use valetkey_administration::group;
use valetkey_authorization_server::Decision;

use super::NamedGroup;
use crate::{command::user, failure::Failure, output::Output};

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
        let decided = records.decide(|occasion| group::add_member(&user, &group, &map, occasion));
        let Decision { changes, .. } = decided.map_err(Failure::failed)?;
        if !changes.is_empty() {
            user::store(&records, changes, &user).await?;
            changed.push(user);
        }
    }
    let value = json!({ "group": group.name, "added": subs(&changed) });
    output.result(&value, |_| in_words("Added", "to", &changed, &group.name, "is a member already"))
}

pub(super) async fn remove(arguments: &MemberArguments, output: Output) -> Result<(), Failure> {
    let (records, map, group) = arguments.group.load().await?;
    let mut changed = Vec::new();
    for name in &arguments.users {
        let user = user::user_called(&records, name).await?;
        let decided = records.decide(|occasion| group::remove_member(&user, &group, &map, occasion));
        if !decided.changes.is_empty() {
            user::store(&records, decided.changes, &user).await?;
            changed.push(user);
        }
    }
    let value = json!({ "group": group.name, "removed": subs(&changed) });
    output.result(&value, |_| in_words("Removed", "from", &changed, &group.name, "is a direct member"))
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
