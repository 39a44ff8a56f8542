//! cargo-deny, which checks licences, bans and sources.

use crate::place::{Place, cargo};
use crate::process::{Step, works};

/// The version for which `deny.toml` is written.
const VERSION: &str = "0.20.2";

/// Returns the path of cargo-deny: the installed program, or the one in `.setup/`.
pub(crate) fn program(place: &Place) -> String {
    if works("cargo-deny", &["--version"], &place.root) { "cargo-deny".to_owned() } else { own(place) }
}

fn own(place: &Place) -> String {
    place.setup_folder().join("cargo/bin/cargo-deny").to_string_lossy().into_owned()
}

/// Gets cargo-deny, and the sources of all crates in the lock file, so that it can work without a network.
pub(crate) fn set_up(place: &Place) -> Result<(), String> {
    get_program(place)?;
    run(&Step::new(cargo(), &place.root).arguments(["fetch", "--quiet", "--locked"]).limit_minutes(10))
}

/// Builds cargo-deny in a continuous-integration run. On other machines, returns an error with the command for it, because
/// building takes minutes.
fn get_program(place: &Place) -> Result<(), String> {
    if works(&program(place), &["--version"], &place.root) {
        return Ok(());
    }
    if !place.is_ci {
        return Err("cargo-deny is not installed; get it with: cargo install --locked cargo-deny".to_owned());
    }
    let folder = place.setup_folder().join("cargo").to_string_lossy().into_owned();
    let step = Step::new(cargo(), &place.root)
        .arguments(["install", "--quiet", "--locked", "--debug", "cargo-deny", "--version", VERSION])
        .arguments(["--root", &folder])
        .limit_minutes(15);
    run(&step)
}

fn run(step: &Step) -> Result<(), String> {
    let outcome = step.run().map_err(|error| format!("{error:#}"))?;
    if outcome.success { Ok(()) } else { Err(format!("`{}`: {}", step.shown(), outcome.ending)) }
}
