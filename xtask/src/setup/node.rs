//! The npm packages for the tests with third-party software and for the browser tests.

use std::fs;

use super::debian::Debian;
use crate::place::Place;
use crate::process::{Step, capture};

/// The oldest version of Node.js that the packages support.
const OLDEST_NODE: u32 = 20;

/// Installs the packages of `tests/package-lock.json`, unless they are there already.
pub(crate) fn set_up(place: &Place, debian: &mut Debian) -> Result<(), String> {
    debian.need("node", "nodejs")?;
    let version = capture("node", &["--version"], &place.root).map_err(|error| format!("{error:#}"))?;
    if major(&version).is_none_or(|major| major < OLDEST_NODE) {
        return Err(format!("Node.js {OLDEST_NODE} or newer is needed, this is {}", version.trim()));
    }
    let folder = place.root.join("tests");
    let wanted = fs::read_to_string(folder.join("package-lock.json"))
        .map_err(|error| format!("could not read tests/package-lock.json: {error}"))?;
    let stamp = folder.join("node_modules/.valetkey-stamp");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    debian.need("npm", "npm")?;
    let step = Step::new("npm", &folder)
        .arguments(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .variable("npm_config_update_notifier", "false")
        .limit_minutes(10);
    let outcome = step.run().map_err(|error| format!("{error:#}"))?;
    if !outcome.success {
        return Err(format!("`{}` in tests/: {}", step.shown(), outcome.ending));
    }
    fs::write(&stamp, wanted).map_err(|error| format!("could not write {}: {error}", stamp.display()))
}

/// Returns the major version in `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_number_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20.20.2"), None);
        assert_eq!(major("vNext"), None);
    }
}
