//! A run in progress and the file for its result.

use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
    path::{Path, PathBuf},
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context as _, Result, ensure};

use super::print;
use crate::{
    machine::{Machine, Ticks},
    outcome::Run,
    progress::say,
    report,
};

/// The build profile of releases and of all published figures.
const MEASURED: &str = "dist";

/// A run in progress.
pub(super) struct Recording {
    /// The result so far.
    pub(super) run: Run,
    begun: Instant,
    ticks: Ticks,
    file: Option<PathBuf>,
}

impl Recording {
    /// Starts a run. Writes the result to this file, if there is one.
    ///
    /// # Errors
    /// If the file can't be written. So a wrong path fails before the measurement, not after it.
    pub(super) fn begin(file: Option<&Path>) -> Result<Self> {
        if let Some(file) = file {
            prepare(file)?;
        }
        let machine = Machine::here();
        if machine.profile != MEASURED {
            let profile = &machine.profile;
            say(&format!(
                "built with the profile {profile}; the figures of docs/performance.md are of {MEASURED}"
            ));
        }
        let run = Run {
            machine,
            began_at: SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs(),
            seconds: 0.0,
            stolen_percent: 0.0,
            floors: None,
            ceiling: None,
            outcomes: Vec::new(),
            others: BTreeMap::new(),
        };
        Ok(Self { run, begun: Instant::now(), ticks: Ticks::now(), file: file.map(Path::to_owned) })
    }

    /// Starts a run with a new file in this folder.
    ///
    /// # Errors
    /// If it can't be written.
    pub(super) fn begin_in(folder: &Path) -> Result<Self> {
        let mut recording = Self::begin(None)?;
        let file = folder.join(format!("{}.json", recording.run.began_at));
        prepare(&file)?;
        recording.file = Some(file);
        Ok(recording)
    }

    /// Ends the run: writes the result and prints the tables.
    ///
    /// # Errors
    /// If one of the two fails; the other is still done.
    pub(super) fn end(mut self) -> Result<()> {
        self.run.seconds = self.begun.elapsed().as_secs_f64();
        self.run.stolen_percent = Ticks::now().stolen_percent_since(self.ticks);
        let written = self.file.as_deref().map_or(Ok(()), |file| write(&self.run, file));
        print(&report::markdown(&[self.run]))?;
        written
    }
}

fn write(run: &Run, file: &Path) -> Result<()> {
    fs::write(file, serde_json::to_vec_pretty(run)?).with_context(|| file.display().to_string())?;
    say(&format!("written to {}", file.display()));
    Ok(())
}

/// Creates the file's folder and checks that the file can be written. Keeps its old content until there is a result.
fn prepare(file: &Path) -> Result<()> {
    try_out(file).with_context(|| format!("--json {}", file.display()))
}

fn try_out(file: &Path) -> Result<()> {
    let is_folder = file.is_dir() || file.to_string_lossy().ends_with(std::path::MAIN_SEPARATOR);
    ensure!(!is_folder, "expected the name of a file, got a folder");
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let is_new = !file.exists();
    OpenOptions::new().create(true).append(true).open(file)?;
    if is_new {
        fs::remove_file(file)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::{command::place::Scratch, server::fresh_folder};

    #[test]
    fn a_wrong_result_file_fails_before_the_measurement() {
        let scratch = Scratch(fresh_folder(&std::env::temp_dir(), "recording").unwrap());
        let file = scratch.0.join("new folder/result.json");
        assert!(Recording::begin(Some(&file)).is_ok());
        assert!(file.parent().unwrap().is_dir() && !file.exists(), "no empty result is left behind");
        fs::write(&file, "an older result").unwrap();
        assert!(Recording::begin(Some(&file)).is_ok());
        assert_eq!(fs::read_to_string(&file).unwrap(), "an older result");
        for wrong in [scratch.0.clone(), scratch.0.join("folder/"), file.join("below a file")] {
            let error = Recording::begin(Some(&wrong)).err().unwrap();
            assert!(format!("{error:#}").starts_with(&format!("--json {}", wrong.display())), "{error:#}");
        }
    }
}
