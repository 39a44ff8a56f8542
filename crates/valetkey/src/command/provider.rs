//! `valetkey provider`: what is known about identity providers.

mod check;
mod imitate;
mod list;
mod show;

use clap::{Args, Subcommand};

use crate::{failure::Failure, output::Output};

/// List, show, check and imitate the presets of identity providers
#[derive(Args)]
#[command(
    arg_required_else_help = true,
    help_template = super::GROUP_HELP,
    after_help = "valetkey identity-provider puts a provider on the sign-in page of this server.\n\nExamples:\n  valetkey provider list\n  valetkey provider show github\n  valetkey provider check intranet.toml\n  valetkey provider imitate github"
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
    /// Play providers on this machine, to develop and test a login without them
    Imitate(imitate::ImitateArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: ProviderArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::List(arguments) => list::run(&arguments, output),
        Action::Show(arguments) => show::run(&arguments, output),
        Action::Check(arguments) => check::run(&arguments, output),
        Action::Imitate(arguments) => imitate::run(arguments, output).await,
    }
}
