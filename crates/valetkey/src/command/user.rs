//! `valetkey user`: people.

mod add;
mod list;
mod new_password;
mod remove;

use clap::{Args, Subcommand};

use valetkey_accounts::User;

use crate::{database::Records, failure::Failure, output::Output};

/// Add, find and remove people
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
  valetkey user remove alice

valetkey user add --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// Add a person
    Add(Box<add::AddArguments>),
    /// List people, all or those whose name begins with a text
    List(list::ListArguments),
    /// Remove a person with their sessions and everything they allowed
    Remove(remove::RemoveArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: UserArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Add(arguments) => add::run(*arguments, output).await,
        Action::List(arguments) => list::run(&arguments, output).await,
        Action::Remove(arguments) => remove::run(&arguments, output).await,
    }
}

/// The person with this username. A mail address finds somebody at sign-in, but nobody here.
async fn person_called(records: &Records, username: &str) -> Result<User, Failure> {
    let found = records.storage.user_by_sign_in_name(&records.tenant, username).await?;
    let user = found.filter(|user| user.username.eq_ignore_ascii_case(username));
    user.ok_or_else(|| {
        Failure::failed(format!("there is nobody called {username:?}; valetkey user list finds people"))
    })
}
