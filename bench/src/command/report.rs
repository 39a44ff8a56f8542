//! `bench report`.

use anyhow::{Context as _, Result};

use super::print;
use crate::{arguments::ReportArguments, outcome::Run, report};

/// Reads results and prints their tables.
pub(super) fn run(arguments: &ReportArguments) -> Result<()> {
    let read = |path: &std::path::PathBuf| -> Result<Run> {
        let context = || path.display().to_string();
        serde_json::from_slice(&std::fs::read(path).with_context(context)?).with_context(context)
    };
    let runs: Vec<Run> = arguments.files.iter().map(read).collect::<Result<_>>()?;
    print(&report::markdown(&runs))
}
