//! `valetkey event`: the audit trail.

mod list;
pub(super) mod since;
mod view;

use clap::{Args, Subcommand};

use crate::{failure::Failure, output::Output};

/// List what happened: sign-ins, consents, revocations, and what administrators did
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct EventArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
Examples:
  valetkey event list
  valetkey event list --user alice --since 7d
  valetkey event list --json > events.jsonl

valetkey event list --help lists the options.";

#[derive(Subcommand)]
enum Action {
    /// List events, the newest first
    List(list::ListArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: EventArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::List(arguments) => list::run(&arguments, output).await,
    }
}
