//! `bench against`: compares this build with another one, in turns.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use clap::ValueEnum as _;

use super::{place::Scratch, print};
use crate::{
    arguments::AgainstArguments,
    outcome::Run,
    progress::say,
    report::comparison::{Readings, markdown},
    server::fresh_folder,
    workload::Kind,
};

/// Measures both programs in turns and prints how they differ.
pub(super) fn run(arguments: &AgainstArguments) -> Result<()> {
    let this = std::env::current_exe()?;
    ensure!(
        arguments.other.is_file(),
        "expected the `bench` of another build, got {}",
        arguments.other.display()
    );
    let beside = this.parent().context("the folder of this program")?;
    let scratch = Scratch(fresh_folder(beside, "against")?);
    let mut readings: BTreeMap<String, Readings> = BTreeMap::new();
    for turn in 1..=arguments.turns {
        for letter in &arguments.workloads {
            // The first program changes each turn, so that a slower machine affects both alike.
            let mut programs = [(&arguments.other, &[][..], false), (&this, &arguments.own[..], true)];
            if turn % 2 == 0 {
                programs.reverse();
            }
            for (program, more, is_this) in programs {
                let which = if is_this { "this build" } else { "the other build" };
                say(&format!("turn {turn} of {}: {letter}, {which}", arguments.turns));
                let result = measure(program, letter, arguments, more, &scratch.0)?;
                readings.entry(letter.clone()).or_default().take(&result, is_this);
            }
        }
    }
    print(&markdown(&readings))
}

/// Runs one program once, for one workload.
fn measure(
    program: &Path,
    letter: &str,
    arguments: &AgainstArguments,
    more: &[String],
    scratch: &Path,
) -> Result<Run> {
    let file: PathBuf = scratch.join("result.json");
    let mut command = Command::new(program);
    command.arg(letter).arg("--json").arg(&file).args(["--seconds", &arguments.seconds.to_string()]);
    if let Some(server) = arguments.server.to_possible_value() {
        command.args(["--server", server.get_name()]);
    }
    if Kind::value_variants().iter().any(|kind| kind.letter() == letter) {
        command.args(["--rounds", &arguments.rounds.to_string(), "--open", "70"]);
    }
    command.args(more).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let output = command.output().with_context(|| program.display().to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{} {letter}: {}\n{said}", program.display(), output.status);
    serde_json::from_slice(&fs::read(&file)?).with_context(|| file.display().to_string())
}
