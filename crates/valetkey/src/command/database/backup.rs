//! `valetkey database backup`.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use valetkey_server::configuration::Database;
use valetkey_storage_sqlite::Progress;

use crate::{
    database::{self, PlaceArguments},
    failure::Failure,
    output::Output,
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct BackupArguments {
    /// The file to write; there must be none yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    database: PlaceArguments,
}

const EXAMPLES: &str = "\
Keep the encryption key file with it: without that file the signing keys in it can't be opened. A PostgreSQL \
database is backed up with PostgreSQL's own tools.

Example:
  valetkey database backup /var/backups/valetkey-monday.db --database sqlite:/var/lib/valetkey/valetkey.db";

pub(super) fn run(arguments: &BackupArguments, output: Output) -> Result<(), Failure> {
    let configured = arguments.database.configuration()?.database;
    database::require_existing(&configured)?;
    let path = sqlite_path(&configured, "pg_dump")?;
    let target = arguments.file.display();
    if arguments.file.exists() {
        return Err(Failure::failed(format!(
            "{target} exists already, and a backup replaces nothing; give another file name, or remove that file first"
        )));
    }
    valetkey_storage_sqlite::backup(path, &arguments.file, remarks(output))?;
    let shown = arguments.file.display().to_string();
    output.result(&json!({ "backup": shown }), |_| format!("Wrote {shown}, and read it again."))
}

/// The file of the database; a PostgreSQL database has its own tool for this.
pub(super) fn sqlite_path<'a>(database: &'a Database, tool: &str) -> Result<&'a PathBuf, Failure> {
    match database {
        Database::Sqlite(path) => Ok(path),
        Database::Postgres(_) => Err(Failure::usage(format!(
            "{database} is a PostgreSQL database: use {tool}, which is made for it"
        ))),
    }
}

/// Tells every tenth part of the way.
pub(super) fn remarks(output: Output) -> impl FnMut(Progress) {
    let mut told = 0;
    move |Progress { done, total }| {
        let tenths = done * 10 / total.max(1);
        if tenths > told {
            told = tenths;
            // The copy matters more than who reads about it.
            let _ = output.note(&format!("{} %", tenths * 10));
        }
    }
}
