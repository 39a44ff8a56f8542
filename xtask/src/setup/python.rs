//! A virtual environment with the third-party clients from PyPI.

use std::fs;

use super::debian::Debian;
use crate::place::Place;
use crate::process::{Step, works};

/// Returns the Python of the virtual environment.
pub(crate) fn program(place: &Place) -> String {
    place.setup_folder().join("python/bin/python").to_string_lossy().into_owned()
}

/// Creates the environment, unless it is there already with exactly these requirements.
pub(crate) fn set_up(place: &Place, debian: &mut Debian) -> Result<(), String> {
    let wanted = fs::read_to_string(place.root.join("tests/foreign/python/requirements.txt"))
        .map_err(|error| format!("could not read tests/foreign/python/requirements.txt: {error}"))?;
    let stamp = place.setup_folder().join("python/requirements.stamp");
    let program = program(place);
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted)
        && works(&program, &["-c", "import pytest"], &place.root)
    {
        return Ok(());
    }
    debian.need("python3", "python3")?;
    if !works("python3", &["-c", "import ensurepip, venv"], &place.root) {
        debian.install("python3-venv")?;
    }
    let folder = place.setup_folder().join("python").to_string_lossy().into_owned();
    run(place, "python3", &["-m", "venv", "--clear", &folder])?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "-r"];
    let arguments: Vec<&str> = install.into_iter().chain(["tests/foreign/python/requirements.txt"]).collect();
    run(place, &program, &arguments)?;
    fs::write(&stamp, wanted).map_err(|error| format!("could not write {}: {error}", stamp.display()))
}

fn run(place: &Place, program: &str, arguments: &[&str]) -> Result<(), String> {
    let step = Step::new(program, &place.root).arguments(arguments.iter().copied()).limit_minutes(10);
    let outcome = step.run().map_err(|error| format!("{error:#}"))?;
    if outcome.success { Ok(()) } else { Err(format!("`{}`: {}", step.shown(), outcome.ending)) }
}
