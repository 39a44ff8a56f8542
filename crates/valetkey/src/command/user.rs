//! `valetkey user`: users.

mod add;
mod edit;
mod list;
mod new_password;
mod password;
mod remove;
mod show;
mod state;

use clap::{Args, Subcommand};

use valetkey_accounts::User;
use valetkey_authorization_server::Change;

use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::Output,
};

/// Add, find, edit, disable and remove users
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct UserArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
Examples:
  valetkey user add --username alice --email alice@example.com --name 'Alice Liddell'
  valetkey user list ali
  valetkey user password alice
  valetkey user sign-out alice
  valetkey user remove alice

valetkey user add --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// Add a user
    Add(Box<add::AddArguments>),
    /// List users, all or those whose name starts with a text
    List(list::ListArguments),
    /// Show a user
    Show(show::ShowArguments),
    /// Edit a user
    Edit(Box<edit::EditArguments>),
    /// Set a new password; ends every session
    Password(password::PasswordArguments),
    /// Disable a user; ends every session and all access
    Disable(state::DisableArguments),
    /// Enable a user again
    Enable(state::EnableArguments),
    /// End every session of a user, and all access of applications
    SignOut(state::SignOutArguments),
    /// Reset the failed sign-ins of a user
    Unlock(state::UnlockArguments),
    /// Remove a user with their sessions and everything they allowed
    Remove(remove::RemoveArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: UserArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Add(arguments) => add::run(*arguments, output).await,
        Action::List(arguments) => list::run(&arguments, output).await,
        Action::Show(arguments) => show::run(&arguments, output).await,
        Action::Edit(arguments) => edit::run(*arguments, output).await,
        Action::Password(arguments) => password::run(&arguments, output).await,
        Action::Disable(arguments) => state::disable(&arguments, output).await,
        Action::Enable(arguments) => state::enable(&arguments, output).await,
        Action::SignOut(arguments) => state::sign_out(&arguments, output).await,
        Action::Unlock(arguments) => state::unlock(&arguments, output).await,
        Action::Remove(arguments) => remove::run(&arguments, output).await,
    }
}

/// A user, by username.
#[derive(Args)]
struct NamedUser {
    /// The username
    #[arg(value_name = "USERNAME")]
    username: String,
    #[command(flatten)]
    database: DatabaseArguments,
}

impl NamedUser {
    /// Opens the records and loads the user.
    ///
    /// # Errors
    /// What the database says, or that there is no such user.
    async fn load(&self) -> Result<(Records, User), Failure> {
        let records = self.database.open_existing().await?;
        let user = user_called(&records, &self.username).await?;
        Ok((records, user))
    }
}

/// Stores the changes of an operation on a user, unless somebody else changed the user meanwhile.
async fn store(records: &Records, changes: Vec<Change>, seen: &User) -> Result<(), Failure> {
    records.store(changes, seen, records.storage.user(&records.tenant, &seen.id)).await
}

/// Returns the user with this username. An email address finds nobody here.
async fn user_called(records: &Records, username: &str) -> Result<User, Failure> {
    let found = records.storage.user_by_sign_in_name(&records.tenant, username).await?;
    let user = found.filter(|user| user.username.eq_ignore_ascii_case(username));
    user.ok_or_else(|| {
        Failure::failed(format!("there is no user {username:?}; valetkey user list finds users"))
    })
}
