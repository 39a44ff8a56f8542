//! `valetkey client`: applications.

mod access;
mod add;
mod edit;
mod list;
mod remove;
mod secrets;
mod show;
mod state;

use clap::{Args, Subcommand};
use valetkey_authorization_server::registration::ClientRegistrationError;

pub(crate) use add::{client_id, secret_fault};
pub(super) use show::client_called;

use super::branding::branding_failure;
use crate::{failure::Failure, output::Output};

/// Register, show, edit, disable and remove applications
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct ClientArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
Examples:
  valetkey client add --name Notes --redirect-uri https://notes.example/auth/callback
  valetkey client add --name 'Notes API' --api --audience https://api.notes.example
  valetkey client list
  valetkey client edit notes-k3x9mwpd7q2a --name 'Team Notes'
  valetkey client rotate-secret notes-k3x9mwpd7q2a --keep-old 7d
  valetkey client remove notes-k3x9mwpd7q2a

valetkey client add --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// Register an application and print its identifier and secret
    Add(Box<add::AddArguments>),
    /// List the applications
    List(list::ListArguments),
    /// Show an application
    Show(show::ShowArguments),
    /// Edit an application
    Edit(Box<edit::EditArguments>),
    /// Disable an application; its tokens stop counting
    Disable(state::DisableArguments),
    /// Enable an application again
    Enable(state::EnableArguments),
    /// Replace the secret of an application, at once or with a time for both
    RotateSecret(secrets::RotateSecretArguments),
    /// End the old secret of an application before its time
    EndSecret(secrets::EndSecretArguments),
    /// Remove an application; its tokens stop working
    Remove(remove::RemoveArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: ClientArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Add(arguments) => add::run(*arguments, output).await,
        Action::List(arguments) => list::run(&arguments, output).await,
        Action::Show(arguments) => show::run(&arguments, output).await,
        Action::Edit(arguments) => edit::run(*arguments, output).await,
        Action::Disable(arguments) => state::disable(&arguments, output).await,
        Action::Enable(arguments) => state::enable(&arguments, output).await,
        Action::RotateSecret(arguments) => secrets::rotate(&arguments, output).await,
        Action::EndSecret(arguments) => secrets::end(&arguments, output).await,
        Action::Remove(arguments) => remove::run(&arguments, output).await,
    }
}

/// Returns the failure of a registration that is refused. For the look of the pages it names the option.
fn registration_failure(error: ClientRegistrationError) -> Failure {
    match error {
        ClientRegistrationError::Branding(error) => branding_failure(error),
        error => Failure::usage(error),
    }
}
