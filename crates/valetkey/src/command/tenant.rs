//! `valetkey tenant`: the issuer that a database belongs to.

mod edit;

use clap::{Args, Subcommand};

use crate::{failure::Failure, output::Output};

/// Change the issuer
#[derive(Args)]
#[command(
    arg_required_else_help = true,
    help_template = super::GROUP_HELP,
    after_help = "Examples:\n  valetkey tenant edit --issuer https://id.example.com"
)]
pub(crate) struct TenantArguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Change the issuer: ends all sessions and grants, and makes new signing keys
    Edit(edit::EditArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: TenantArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Edit(arguments) => edit::run(&arguments, output).await,
    }
}
