//! `valetkey keys`: the signing keys.

mod list;
mod rotate;

use clap::{Args, Subcommand};

use crate::{failure::Failure, output::Output};

/// List and rotate the signing keys
#[derive(Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct KeysArguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// List the signing keys and what they are doing
    List(list::ListArguments),
    /// Make new keys that sign from now on; the old ones stay published until their last token has expired
    Rotate(rotate::RotateArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: KeysArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::List(arguments) => list::run(&arguments, output).await,
        Action::Rotate(arguments) => rotate::run(&arguments, output).await,
    }
}
