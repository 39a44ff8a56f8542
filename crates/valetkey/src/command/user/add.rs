//! `valetkey user add`.

use clap::Args;
use serde_json::json;
use valetkey_accounts::{PasswordParameters, User, hash_password};
use valetkey_authorization_server::{
    Change,
    registration::{NewUser, new_user},
};
use valetkey_jose::digest::random_bytes;
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_types::{TenantId, UserId};

use super::new_password::{self, NewPassword};
use crate::{
    database::DatabaseArguments,
    failure::Failure,
    output::{Output, Style, pairs},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct AddArguments {
    /// The name typed at sign-in
    #[arg(long)]
    username: String,
    /// The mail address; works at sign-in too
    #[arg(long)]
    email: String,
    /// You know that the address is theirs
    #[arg(long)]
    email_verified: bool,
    /// Full name
    #[arg(long)]
    name: Option<String>,
    /// Given name
    #[arg(long)]
    given_name: Option<String>,
    /// Family name
    #[arg(long)]
    family_name: Option<String>,
    /// Phone number, such as +441632960961
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// Preferred language, such as en-GB
    #[arg(long)]
    locale: Option<String>,
    /// What the person may do, in the applications' words. Repeatable
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    /// Read the password from stdin, one line
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
On a terminal the password is asked for twice; press Enter alone to have one made. Elsewhere, without \
--password-stdin, one is made and printed. Passwords are never taken from the command line: other users could \
see them.

Examples:
  valetkey user add --username alice --email alice@example.com --name 'Alice Liddell' --role admin
  valetkey user add --username bob --email bob@example.com --password-stdin < password.txt";

pub(super) async fn run(arguments: AddArguments, output: Output) -> Result<(), Failure> {
    let username = arguments.username.clone();
    let mut user = arguments.person(TenantId::default())?;
    let database = arguments.database.open().await?;
    let password = new_password::obtain(arguments.password_stdin, &username, output)?;
    let (text, salt) = (password.password.clone(), random_bytes::<16>());
    let hash = tokio::task::spawn_blocking(move || {
        hash_password(text.expose(), &salt, PasswordParameters::RECOMMENDED)
    });
    user.password_hash = Some(hash.await??);
    let taken = || format!("the username {username:?} or the mail address {:?} is taken", arguments.email);
    database.apply(vec![Change::AddUser(Box::new(user.clone()))], taken).await?;
    let mut value = super::list::as_json(&user);
    if password.generated {
        value["password"] = json!(password.password.expose());
    }
    output.result(&value, |style| in_words(&user, &password, style))
}

impl AddArguments {
    /// The record, still without a password.
    fn person(&self, tenant: TenantId) -> Result<User, Failure> {
        let new = NewUser {
            username: self.username.clone(),
            email: Some(self.email.clone()),
            email_verified: self.email_verified,
            name: self.name.clone(),
            roles: self.roles.clone(),
            password_hash: None,
        };
        let id = UserId::new(SystemEnvironment.identifier().simple().to_string());
        let mut user = new_user(tenant, id, new, SystemEnvironment.now()).map_err(Failure::usage)?;
        user.given_name = line("--given-name", self.given_name.as_deref())?;
        user.family_name = line("--family-name", self.family_name.as_deref())?;
        user.phone_number = line("--phone", self.phone.as_deref())?;
        user.locale = line("--locale", self.locale.as_deref())?;
        Ok(user)
    }
}

/// A short text without control characters.
fn line(flag: &str, text: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let fits = (1..=200).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    let refusal = || {
        Failure::usage(format!(
            "{flag}: expected 1 to 200 characters without control characters, got {text:?}"
        ))
    };
    if fits { Ok(Some(text.to_owned())) } else { Err(refusal()) }
}

fn in_words(user: &User, password: &NewPassword, style: Style) -> String {
    let mut lines = vec![("username", user.username.clone()), ("sub", user.id.to_string())];
    lines.extend(user.email.iter().map(|email| ("email", email.clone())));
    lines.extend((!user.roles.is_empty()).then(|| ("roles", user.roles.join(", "))));
    let mut remark = "";
    if password.generated {
        lines.push(("password", password.password.expose().to_owned()));
        remark = "\n\nPass the password on now: it is not shown again.";
    }
    format!("{}\n\n{}{remark}", style.strong(&format!("Added {}.", user.display_name())), pairs(lines))
}
