//! `valetkey user list`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_accounts::User;
use valetkey_authorization_server::registration::{NewUser, TextClaim};

use super::remote;
use crate::{
    database::{DatabaseArguments, Records},
    door::Door,
    failure::Failure,
    output::{Output, table, visible},
    remote::{Api, record},
};

/// The number of users on a screen.
const SCREEN: usize = 50;

/// Maximum number of users per page when all are read.
const PAGE: usize = 1_000;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ListArguments {
    /// Only users whose username, email address or full name begins with this. The case of a to z does not matter
    #[arg(value_name = "TEXT", default_value = "", hide_default_value = true)]
    text: String,
    /// Show at most this many users [default: 50, with --json all]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Continue after this user, the last one of the page before
    #[arg(long, value_name = "USERNAME")]
    after: Option<String>,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
First come those whose username begins with the text, then those whose email address does, then those whose \
full name does; without a text, all users by username.

Examples:
  valetkey user list
  valetkey user list 'ann m'
  valetkey user list ann --limit 10 --after anna
  valetkey user list --json";

pub(super) async fn run(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let database = match arguments.database.door().await? {
        Door::Database(records) => records,
        Door::Server(api) => return over_the_api(&api, arguments, output).await,
    };
    let after = match &arguments.after {
        Some(username) => Some(super::user_called(&database, username).await?),
        None => None,
    };
    let limit = arguments.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
    if output.is_json() {
        return print_json(&database, &arguments.text, after, limit.unwrap_or(usize::MAX), output).await;
    }
    let limit = limit.unwrap_or(SCREEN);
    // One more, to see whether there are more.
    let find = database.storage.find_users(&database.tenant, &arguments.text, after.as_ref(), limit + 1);
    let mut users = find.await?;
    let has_more = users.len() > limit;
    users.truncate(limit);
    print(&users, has_more, arguments, output)
}

/// Lists the users of a running server.
async fn over_the_api(api: &Api, arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let after = match &arguments.after {
        Some(name) => Some(remote::user_called(api, name).await?),
        None => None,
    };
    let limit = arguments.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
    if output.is_json() {
        return print_json_of(api, &arguments.text, after, limit.unwrap_or(usize::MAX), output).await;
    }
    let limit = limit.unwrap_or(SCREEN);
    // The cursors of the API are sealed, so the users before have to be read too.
    let read = if after.is_some() { usize::MAX } else { limit };
    let (found, mut has_more) = api.list(&["users"], &[("search", &arguments.text)], read).await?;
    let mut users = found.into_iter().map(record::user).collect::<Result<Vec<User>, Failure>>()?;
    if let Some(after) = after {
        let place = users.iter().position(|user| user.id == after.id).map_or(users.len(), |place| place + 1);
        users.drain(..place);
        has_more = users.len() > limit;
        users.truncate(limit);
    }
    print(&users, has_more, arguments, output)
}

fn print(users: &[User], has_more: bool, arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    output.result(&(), |style| {
        if users.is_empty() {
            return nobody(arguments);
        }
        let rows: Vec<Vec<String>> = users.iter().map(row).collect();
        table(style, &["USERNAME", "NAME", "EMAIL", "ROLES", "STATE", "SUB"], &rows)
    })?;
    match users.last() {
        Some(last) if has_more => {
            let last = visible(&last.username);
            output.note(&format!("\nThere are more. To see the next ones, add: --after {last}"))
        }
        _ => Ok(()),
    }
}

fn nobody(arguments: &ListArguments) -> String {
    match (&arguments.after, arguments.text.as_str()) {
        (Some(_), _) => "Nobody comes after that.".to_owned(),
        (None, "") => "Nobody yet. Add somebody with: valetkey user add".to_owned(),
        (None, text) => format!("Nobody whose username, mail address or full name begins with {text:?}."),
    }
}

/// [`print_json`] for the users of a running server.
async fn print_json_of(
    api: &Api,
    text: &str,
    after: Option<User>,
    mut limit: usize,
    output: Output,
) -> Result<(), Failure> {
    let (mut separator, mut cursor) = ("[", None);
    let mut is_behind = after.is_none();
    loop {
        let (part, next) = api.part(&["users"], &[("search", text)], cursor.as_deref()).await?;
        for document in part {
            let user = record::user(document)?;
            if is_behind && limit > 0 {
                output.part(&format!("{separator}{}", as_json(&user)))?;
                (separator, limit) = (",", limit - 1);
            }
            is_behind |= after.as_ref().is_some_and(|after| after.id == user.id);
        }
        cursor = next;
        if cursor.is_none() || limit == 0 {
            return output.part(if separator == "[" { "[]\n" } else { "]\n" });
        }
    }
}

/// One line of JSON, printed as it is read: a million users need not be in memory.
async fn print_json(
    database: &Records,
    text: &str,
    mut after: Option<User>,
    mut limit: usize,
    output: Output,
) -> Result<(), Failure> {
    let mut separator = "[";
    loop {
        let size = limit.min(PAGE);
        let users = database.storage.find_users(&database.tenant, text, after.as_ref(), size).await?;
        for user in &users {
            output.part(&format!("{separator}{}", as_json(user)))?;
            separator = ",";
        }
        limit -= users.len();
        if users.len() < size || limit == 0 {
            return output.part(if separator == "[" { "[]\n" } else { "]\n" });
        }
        after = users.into_iter().next_back();
    }
}

/// Returns everything about a user that is no secret.
pub(super) fn as_json(user: &User) -> Value {
    let mut value = json!({
        "sub": user.id,
        "username": user.username,
        "email": user.email,
        "email_verified": user.email_verified,
        "address": user.address,
        "roles": user.roles,
        "has_password": user.password_hash.is_some(),
        "second_factors": user.factors.iter().map(|kind| kind.name()).collect::<Vec<_>>(),
        "disabled": user.disabled,
        "deletion_at": user.deletion_at,
        "created_at": user.created_at,
    });
    let claims = NewUser::from(user);
    // The parts of the address stand in an object of their own.
    for claim in TextClaim::ALL.iter().filter(|claim| !claim.as_str().contains('.')) {
        value[claim.as_str()] = json!(claim.of(&claims));
    }
    value
}

fn row(user: &User) -> Vec<String> {
    let state = match (user.disabled, user.password_hash.is_some()) {
        (true, _) => "disabled",
        _ if user.deletion_at.is_some() => "leaving",
        (false, true) => "active",
        (false, false) => "no password",
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let (name, email) = (text(&user.name), text(&user.email));
    vec![user.username.clone(), name, email, user.roles.join(" "), state.to_owned(), user.id.to_string()]
}
