//! `valetkey user list`.

use clap::Args;
use serde_json::{Value, json};
use valetkey_accounts::User;

use crate::{
    database::DatabaseArguments,
    failure::Failure,
    output::{Output, table},
};

#[derive(Args)]
#[command(after_help = "Examples:\n  valetkey user list\n  valetkey user list --json")]
pub(super) struct ListArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

pub(super) async fn run(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let database = arguments.database.open_existing().await?;
    let users = database.storage.users(&database.tenant).await?;
    let values: Vec<Value> = users.iter().map(as_json).collect();
    output.result(&values, |style| {
        if users.is_empty() {
            return "Nobody yet. Add somebody with: valetkey user add".to_owned();
        }
        let rows: Vec<Vec<String>> = users.iter().map(row).collect();
        table(style, &["USERNAME", "NAME", "EMAIL", "ROLES", "STATE", "SUB"], &rows)
    })
}

/// Everything about a person that is no secret.
pub(super) fn as_json(user: &User) -> Value {
    json!({
        "sub": user.id,
        "username": user.username,
        "email": user.email,
        "email_verified": user.email_verified,
        "name": user.name,
        "given_name": user.given_name,
        "family_name": user.family_name,
        "phone_number": user.phone_number,
        "locale": user.locale,
        "roles": user.roles,
        "has_password": user.password_hash.is_some(),
        "disabled": user.disabled,
        "created_at": user.created_at,
    })
}

fn row(user: &User) -> Vec<String> {
    let state = match (user.disabled, user.password_hash.is_some()) {
        (true, _) => "disabled",
        (false, true) => "active",
        (false, false) => "no password",
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let (name, email) = (text(&user.name), text(&user.email));
    vec![user.username.clone(), name, email, user.roles.join(" "), state.to_owned(), user.id.to_string()]
}
