//! `valetkey user list`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_accounts::User;
use valetkey_authorization_server::registration::{NewUser, TextClaim};

use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::{Output, table, visible},
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
    let database = arguments.database.open_existing().await?;
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
