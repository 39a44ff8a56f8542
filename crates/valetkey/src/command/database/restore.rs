//! `valetkey database restore`.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::backup::{remarks, sqlite_path};
use crate::{database::DatabaseArguments, failure::Failure, output::Output};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RestoreArguments {
    /// The file that `valetkey database backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace the database that is there; everything in it is lost
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
Stop the server first. The encryption key file beside the database must be the one from the time of the backup.

Example:
  valetkey database restore /var/backups/valetkey-monday.db --database sqlite:/var/lib/valetkey/valetkey.db --replace";

pub(super) fn run(arguments: &RestoreArguments, output: Output) -> Result<(), Failure> {
    let configured = arguments.database.configuration()?.database;
    let path = sqlite_path(&configured, "pg_restore")?;
    if !arguments.file.exists() {
        return Err(Failure::failed(format!(
            "there is no file {}; give the file that valetkey database backup wrote",
            arguments.file.display()
        )));
    }
    if path.exists() && !arguments.replace {
        return Err(Failure::failed(format!(
            "there is a database {} already; with --replace everything in it is lost",
            path.display()
        )));
    }
    valetkey_storage_sqlite::restore(&arguments.file, path, arguments.replace, remarks(output))?;
    let shown = configured.to_string();
    output.result(&json!({ "restored": shown }), |_| format!("Restored {shown}."))
}
