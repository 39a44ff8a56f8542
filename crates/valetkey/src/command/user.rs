//! `valetkey user`: people.

mod add;
mod list;
mod new_password;
mod remove;

use clap::{Args, Subcommand};

use crate::{failure::Failure, output::Output};

/// Add, list and remove people
#[derive(Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct UserArguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Add a person
    Add(Box<add::AddArguments>),
    /// List the people
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
