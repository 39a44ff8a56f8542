//! `valetkey plan`.

use std::path::PathBuf;

use clap::Args;

use crate::{
    database::DatabaseArguments,
    failure::Failure,
    files::{as_json, in_words, plan},
    output::Output,
};

/// The exit code of `--detailed-exitcode` when something has to change.
const PENDING: u8 = 2;

/// Show what valetkey apply would change
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct PlanArguments {
    #[command(flatten)]
    source: SourceArguments,
    /// End with exit code 2 if something has to change, 0 if nothing, 1 for an error
    #[arg(long)]
    detailed_exitcode: bool,
    #[command(flatten)]
    database: DatabaseArguments,
}

/// The files, with the options to prune and to take over things.
#[derive(Args)]
pub(super) struct SourceArguments {
    /// A file, or a folder: every *.toml in it
    #[arg(value_name = "FILE|FOLDER")]
    pub(super) path: PathBuf,
    /// Remove what these files own and no longer name
    #[arg(long)]
    pub(super) prune: bool,
    /// Take over things that other files own
    #[arg(long)]
    pub(super) take_over: bool,
}

const EXAMPLES: &str = "\
Nothing is stored. A setting that a file leaves out has its default. A thing that files of the folder own and no longer name \
is listed, and removed with --prune.

Examples:
  valetkey export > infra/everything.toml
  valetkey plan infra
  valetkey plan infra --prune --detailed-exitcode --json
  valetkey apply infra";

/// Runs the command.
pub(crate) async fn run(arguments: &PlanArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.open_existing().await?;
    let SourceArguments { path, prune, take_over } = &arguments.source;
    let planned = plan(path, *prune, *take_over, &records).await?;
    output.result(&as_json(&planned, false), |style| in_words(&planned, style))?;
    match arguments.detailed_exitcode && !planned.plan.steps.is_empty() {
        true => Err(Failure::answered_with(PENDING)),
        false => Ok(()),
    }
}
