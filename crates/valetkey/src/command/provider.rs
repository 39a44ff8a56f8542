//! `valetkey provider`: what is known about identity providers.

mod check;
mod list;
mod show;

use clap::{Args, Subcommand};

use crate::{failure::Failure, output::Output};

/// List, show and check presets of identity providers
#[derive(Args)]
#[command(
    arg_required_else_help = true,
    after_help = "Examples:\n  valetkey provider list\n  valetkey provider show github\n  valetkey provider check intranet.toml"
)]
pub(crate) struct ProviderArguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// List the providers an application can log in with, and the ones it can't
    List(list::ListArguments),
    /// Show one provider: addresses, scopes, what it does differently, what to set
    Show(show::ShowArguments),
    /// Check a file with presets of your own
    Check(check::CheckArguments),
}

/// Runs the command.
pub(crate) fn run(arguments: ProviderArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::List(arguments) => list::run(&arguments, output),
        Action::Show(arguments) => show::run(&arguments, output),
        Action::Check(arguments) => check::run(&arguments, output),
    }
}
