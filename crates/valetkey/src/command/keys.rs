//! `valetkey keys`: the signing keys.

mod list;
mod reseal;
mod rotate;

use clap::{Args, Subcommand};

use crate::{failure::Failure, output::Output};

/// List, rotate and seal the signing keys
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct KeysArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
Examples:
  valetkey keys list
  valetkey keys rotate

valetkey keys rotate --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// List the signing keys and what they are doing
    List(list::ListArguments),
    /// Make new keys that sign from now on; the old ones stay published until their last token has expired, unless they leaked
    Rotate(rotate::RotateArguments),
    /// Seal the signing keys with the current encryption key, so that a previous one can be dropped
    Reseal(reseal::ResealArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: KeysArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::List(arguments) => list::run(&arguments, output).await,
        Action::Rotate(arguments) => rotate::run(&arguments, output).await,
        Action::Reseal(arguments) => reseal::run(&arguments, output).await,
    }
}
