//! `valetkey export`.

use std::{fs::OpenOptions, io::Write as _, path::PathBuf};

use clap::Args;
use serde_json::json;

use crate::{database::DatabaseArguments, failure::Failure, files::export, output::Output};

/// Write clients, scopes, roles, groups, attributes, providers and settings as a file
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExportArguments {
    /// The file to write; it must not exist [default: standard output]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
The file makes an empty server the same with valetkey apply. Secrets of clients are in it as SHA-256; those of providers \
as names of environment variables. Users and their memberships, signing keys and sessions are not in it: valetkey database \
backup keeps those.

Examples:
  valetkey export
  valetkey export infra/everything.toml
  valetkey export --tenant acme > acme.toml";

/// Runs the command.
pub(crate) async fn run(arguments: &ExportArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.open_existing().await?;
    let text = export(&records).await?;
    let Some(path) = &arguments.file else {
        return match output.is_json() {
            true => output.result(&json!({ "toml": text }), |_| String::new()),
            false => output.part(&text),
        };
    };
    let shown = path.display();
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| {
        Failure::failed(format!(
            "expected a file that does not exist yet and can be written, got {shown}: {error}"
        ))
    })?;
    file.write_all(text.as_bytes())?;
    output.result(&json!({ "file": path }), |_| format!("Wrote {shown}."))
}
