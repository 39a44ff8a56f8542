//! Replaces the committed copy of the advisories by the newest advisories.

use std::fs;
use std::path::Path;

use anyhow::Context;

use super::database::Database;
use crate::place::Place;
use crate::process::{Step, capture};

/// The official address of the advisories.
const ADDRESS: &str = "https://github.com/rustsec/advisory-db";

/// The parts of the database that are copied.
const PARTS: &[&str] = &["crates", "LICENSES", "LICENSE.txt"];

/// Clones the database and replaces the copy in `target`, if the new database can be read without an error.
pub(crate) fn run(place: &Place, target: &Path, from: Option<&str>) -> anyhow::Result<()> {
    let clone = place.setup_folder().join("advisory-db");
    let shown = clone.to_string_lossy().into_owned();
    remove(&clone)?;
    fs::create_dir_all(place.setup_folder())?;
    let address = from.unwrap_or(ADDRESS);
    let step = Step::new("git", &place.root)
        .arguments(["clone", "--quiet", "--depth", "1", address, &shown])
        .variable("GIT_TERMINAL_PROMPT", "0")
        .limit_minutes(5);
    let outcome = step.run()?;
    anyhow::ensure!(outcome.success, "`{}`: {}", step.shown(), outcome.ending);
    let head = |format: &str| {
        Ok::<_, anyhow::Error>(capture("git", &["log", "-1", format], &clone)?.trim().to_owned())
    };
    write_source(&clone, &head("--format=%H")?, &head("--format=%cs")?)?;
    let database = Database::read(&clone).context("the fetched advisories")?;
    for part in PARTS {
        remove(&target.join(part))?;
        copy(&clone.join(part), &target.join(part))?;
    }
    copy(&clone.join("SOURCE.toml"), &target.join("SOURCE.toml"))?;
    println!("copied {} advisories of {}", database.advisories.len(), database.date);
    Ok(())
}

/// Writes the source of the copy. Names the official address even if the copy comes from a mirror.
fn write_source(folder: &Path, commit: &str, date: &str) -> anyhow::Result<()> {
    let text = format!(
        "# The RustSec advisory database, as this copy was taken. `cargo xtask advisories` replaces the copy and this file.\n\
         address = \"{ADDRESS}\"\ncommit = \"{commit}\"\ndate = \"{date}\"\n\
         licence = \"CC0-1.0; advisories that name CC-BY-4.0 in their `license` field are under that licence \
         (LICENSE.txt, LICENSES/)\"\n"
    );
    fs::write(folder.join("SOURCE.toml"), text).context("could not write SOURCE.toml")
}

fn remove(path: &Path) -> anyhow::Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("could not remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let problem = || format!("could not copy {} to {}", from.display(), to.display());
    if !from.is_dir() {
        fs::copy(from, to).with_context(problem)?;
        return Ok(());
    }
    fs::create_dir_all(to).with_context(problem)?;
    for entry in fs::read_dir(from).with_context(problem)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
