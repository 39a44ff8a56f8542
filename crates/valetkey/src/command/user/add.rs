//! `valetkey user add`.

use clap::Args;
use serde_json::json;
use valetkey_accounts::{Attributes, PasswordHash, User};
use valetkey_administration::user;
use valetkey_authorization_server::{Decision, registration::NewUser};
use valetkey_fetch::Method;
use valetkey_server::{Configuration, Environment as _, SystemEnvironment};
use valetkey_types::UserId;

use super::{
    attributes::AttributeArguments,
    claims::ClaimArguments,
    new_password::{self, NewPassword, Rule},
};
use crate::{
    administration::decide,
    database::DatabaseArguments,
    failure::Failure,
    output::{Output, Style, pairs},
    remote::{Api, Request, record},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct AddArguments {
    /// The name typed at sign-in
    #[arg(long)]
    username: String,
    /// Email address; works at sign-in too
    #[arg(long)]
    email: String,
    /// Mark the email address as verified
    #[arg(long)]
    email_verified: bool,
    #[command(flatten)]
    claims: ClaimArguments,
    #[command(flatten)]
    attributes: AttributeArguments,
    /// Role that applications see. Repeatable
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
    if let Some(api) = arguments.database.api().await? {
        return over_the_api(&arguments, &api, output).await;
    }
    let username = arguments.username.clone();
    // Judged before a password is asked for, and before the database is made.
    let configuration = arguments.database.place().configuration()?;
    let judged = arguments.decide(&configuration, Attributes::new(), None)?.answer;
    let database = arguments.database.open().await?;
    let map = database.claim_map().await?;
    let attributes = arguments.attributes.over(&Attributes::new(), &map)?;
    map.require_of_new_user(&attributes).map_err(|error| Failure::usage(format!("--attribute: {error}")))?;
    let of_user = [Some(username.as_str()), judged.email.as_deref(), judged.name.as_deref()];
    let rule = Rule::of(&database, of_user).await?;
    let password = new_password::obtain(arguments.password_stdin, &rule, output)?;
    let Decision { answer: user, changes } =
        arguments.decide(&configuration, attributes, Some(password.hash(&configuration).await?))?;
    let taken = || format!("the username {username:?} or the mail address {:?} is taken", arguments.email);
    database.apply(changes, taken).await?;
    print(&user, &password, output)
}

fn print(user: &User, password: &NewPassword, output: Output) -> Result<(), Failure> {
    let mut value = super::list::as_json(user);
    if password.generated {
        value["password"] = json!(password.password.expose());
    }
    output.result(&value, |style| in_words(user, password, style))
}

/// Adds a user to a running server.
async fn over_the_api(arguments: &AddArguments, api: &Api, output: Output) -> Result<(), Failure> {
    let mut body = record::user_values(&arguments.values()?);
    body["attributes"] = arguments.attributes.as_body();
    if arguments.email_verified {
        body["email_verified"] = json!(true);
    }
    let password = new_password::obtain(arguments.password_stdin, &Rule::of_server(), output)?;
    body["password"] = json!(password.password.expose());
    let user = record::user(api.change(Method::POST, &["users"], Request::to(&body)).await?)?;
    print(&user, &password, output)
}

impl AddArguments {
    /// Decides what to store.
    fn decide(
        &self,
        configuration: &Configuration,
        attributes: Attributes,
        password_hash: Option<PasswordHash>,
    ) -> Result<Decision<User>, Failure> {
        let new = NewUser { attributes, password_hash, ..self.values()? };
        let id = UserId::new(SystemEnvironment.identifier().simple().to_string());
        let added = decide(configuration, &self.database.tenant()?, |occasion| user::add(id, new, occasion));
        added.map_err(Failure::usage)
    }

    /// Returns what the arguments name, without attributes and password.
    fn values(&self) -> Result<NewUser, Failure> {
        let mut new = NewUser {
            username: self.username.clone(),
            email: Some(self.email.clone()),
            email_verified: self.email_verified,
            roles: self.roles.clone(),
            ..NewUser::default()
        };
        self.claims.apply(&mut new)?;
        Ok(new)
    }
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
