//! `valetkey mail`: the mails that the server sends.

mod list;
mod test;

use clap::{Args, Subcommand};

use crate::{failure::Failure, output::Output};

/// Try the mail server, and list the mails that wait or failed
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct MailArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
Examples:
  valetkey mail test alice@example.com --config /etc/valetkey.toml
  valetkey mail list

valetkey mail list --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// Send a test mail now, and show what the mail server says
    Test(test::TestArguments),
    /// List the mails that wait, and those that were given up
    List(list::ListArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: MailArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Test(arguments) => test::run(&arguments, output).await,
        Action::List(arguments) => list::run(&arguments, output).await,
    }
}
