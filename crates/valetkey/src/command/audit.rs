//! `valetkey audit`: the chain over the audit trail.

mod head;
mod verify;

use clap::{Args, Subcommand};

use crate::{failure::Failure, output::Output};

/// Verify that nobody changed, removed or inserted events of the audit trail
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct AuditArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
Examples:
  valetkey audit verify
  valetkey audit head
  valetkey audit verify --head 5f0c…

valetkey audit verify --help lists the options.";

#[derive(Subcommand)]
enum Action {
    /// Verify the chain against the events
    Verify(verify::VerifyArguments),
    /// Print the hash of the newest block, to keep it elsewhere
    Head(head::HeadArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: AuditArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Verify(arguments) => verify::run(&arguments, output).await,
        Action::Head(arguments) => head::run(&arguments, output).await,
    }
}
