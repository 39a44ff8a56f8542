//! `valetkey provider check`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use valetkey_providers::{Catalogue, Preset};

use crate::{
    failure::Failure,
    output::{Output, visible},
};

/// The largest file that is read, in bytes.
const LARGEST_FILE: u64 = 1 << 20;

#[derive(Args)]
#[command(after_help = "\
Examples:
  valetkey provider check intranet.toml

Exit codes: 0 every preset is right, 2 one is not; then stderr says what was expected and what stands there.")]
pub(super) struct CheckArguments {
    /// The file: one preset, or several under [[preset]]
    file: PathBuf,
}

pub(super) fn run(arguments: &CheckArguments, output: Output) -> Result<(), Failure> {
    let own = with_file(Catalogue::default(), &arguments.file)?;
    let names: Vec<&str> = own.iter().map(|preset: &Preset| preset.name.as_str()).collect();
    if names.is_empty() {
        return Err(Failure::usage(format!("{}: expected a preset, got none", shown(&arguments.file))));
    }
    let built_in = Catalogue::built_in()?;
    let replaced: Vec<&str> = names.iter().copied().filter(|name| built_in.get(name).is_ok()).collect();
    let value = json!({ "valid": true, "presets": names, "replaces_built_in": replaced });
    output.result(&value, |style| {
        let line = |name: &&str| {
            let note = if replaced.contains(name) { " (takes the place of the built-in one)" } else { "" };
            format!("{} {name}{note}", style.good("right"))
        };
        names.iter().map(line).collect::<Vec<_>>().join("\n")
    })
}

/// The built-in presets, with those of the file before them.
pub(super) fn catalogue(file: Option<&Path>) -> Result<Catalogue, Failure> {
    let built_in = Catalogue::built_in()?;
    file.map_or(Ok(built_in.clone()), |file| with_file(built_in, file))
}

fn with_file(catalogue: Catalogue, file: &Path) -> Result<Catalogue, Failure> {
    let wrong = |problem: &dyn std::fmt::Display| Failure::usage(format!("{}: {problem}", shown(file)));
    let size = std::fs::metadata(file).map_err(|error| wrong(&error))?.len();
    if size > LARGEST_FILE {
        return Err(wrong(&format!("expected at most {LARGEST_FILE} bytes, got {size}")));
    }
    let text = std::fs::read_to_string(file).map_err(|error| wrong(&error))?;
    catalogue.with_file(&text).map_err(|error| wrong(&error))
}

fn shown(file: &Path) -> String {
    visible(&file.display().to_string())
}
