//! Installs programs from Debian's packages, if this program has the right to.

use crate::place::{Place, find_program};
use crate::process::{Step, capture};

/// Installs Debian packages, and updates the list of packages once before.
pub(crate) struct Debian<'a> {
    place: &'a Place,
    may_install: bool,
    updated: bool,
}

/// Returns the path of Chromium: the value of `VALETKEY_CHROMIUM`, or the program in `PATH`.
pub(crate) fn chromium_program() -> Option<String> {
    let named = std::env::var("VALETKEY_CHROMIUM").ok().and_then(|name| find_program(&name));
    let found = named.or_else(|| ["chromium", "chromium-browser"].iter().find_map(|name| find_program(name)));
    found.map(|path| path.to_string_lossy().into_owned())
}

impl<'a> Debian<'a> {
    /// Checks whether packages can be installed: only root can, and only if apt-get exists.
    pub(crate) fn new(place: &'a Place) -> Self {
        let is_root = capture("id", &["-u"], &place.root).is_ok_and(|text| text.trim() == "0");
        Self { place, may_install: is_root && find_program("apt-get").is_some(), updated: false }
    }

    /// Installs a program if it is not in `PATH`.
    pub(crate) fn need(&mut self, program: &str, package: &str) -> Result<(), String> {
        if find_program(program).is_some() {
            return Ok(());
        }
        self.install(package)?;
        find_program(program)
            .map(drop)
            .ok_or_else(|| format!("{package} is installed, but there is no `{program}`"))
    }

    /// Installs Chromium if it is missing.
    pub(crate) fn need_chromium(&mut self) -> Result<(), String> {
        if chromium_program().is_some() { Ok(()) } else { self.need("chromium", "chromium") }
    }

    /// Installs a package, or returns an error with the command for a user.
    pub(crate) fn install(&mut self, package: &str) -> Result<(), String> {
        if !self.may_install {
            return Err(format!("{package} is not installed; on Debian: sudo apt-get install {package}"));
        }
        if !self.updated {
            self.apt_get(&["update", "-q"])?;
            self.updated = true;
        }
        self.apt_get(&["install", "-q", "-y", "--no-install-recommends", package])
    }

    fn apt_get(&self, arguments: &[&str]) -> Result<(), String> {
        let step = Step::new("apt-get", &self.place.root)
            .arguments(arguments.iter().copied())
            .variable("DEBIAN_FRONTEND", "noninteractive")
            .limit_minutes(10);
        let outcome = step.run().map_err(|error| format!("{error:#}"))?;
        if outcome.success { Ok(()) } else { Err(format!("`{}`: {}", step.shown(), outcome.ending)) }
    }
}
