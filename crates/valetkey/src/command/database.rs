//! `valetkey database`: move, copy and restore the records.

mod after_restore;
mod backup;
mod copy;
mod restore;

use clap::{Args, Subcommand};

use crate::{failure::Failure, output::Output};

/// Copy the records to another database, back them up, restore them
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct DatabaseCommandArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
Examples:
  valetkey database copy sqlite:valetkey.db postgres://valetkey@localhost/valetkey
  valetkey database backup valetkey-monday.db
  valetkey database restore valetkey-monday.db --replace";

#[derive(Subcommand)]
enum Action {
    /// Copy every record to an empty database, and compare both row by row
    Copy(copy::CopyArguments),
    /// Write an SQLite database, as it is at this moment, into a new file; servers go on meanwhile
    Backup(backup::BackupArguments),
    /// Put the file of a backup in the place of an SQLite database
    Restore(restore::RestoreArguments),
    /// Refuse sessions, grants and tokens from before, after a restore with other tools
    AfterRestore(after_restore::AfterRestoreArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: DatabaseCommandArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Copy(arguments) => copy::run(&arguments, output).await,
        Action::Backup(arguments) => backup::run(&arguments, output),
        Action::Restore(arguments) => restore::run(&arguments, output).await,
        Action::AfterRestore(arguments) => after_restore::run(&arguments, output).await,
    }
}
