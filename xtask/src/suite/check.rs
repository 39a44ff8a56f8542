//! The quick checks for daily work: format, house, clippy and unit tests of the crates that differ from `main`.

use std::collections::BTreeSet;
use std::path::Path;

use super::counts::{self, Counts};
use super::summary;
use super::{heading, steps, timed};
use crate::house;
use crate::place::Place;
use crate::process::capture;

/// The branch that changes are compared with.
const BASE: &str = "main";

/// The crates to check.
#[derive(Debug, PartialEq, Eq)]
enum Scope {
    /// All crates, for this reason.
    All(&'static str),
    /// The crates with changed files.
    Some(BTreeSet<String>),
}

/// Runs the checks. Returns `false` if one failed.
pub(crate) fn run(place: &Place, all: bool) -> anyhow::Result<bool> {
    let scope = if all { Scope::All("--all was given") } else { scope(&place.root) };
    println!("{}", in_words(&scope));
    let mut lines = Vec::new();
    heading("format", "");
    lines.push(timed("format", || steps::run(&steps::format(place)?, None)));
    heading("house", "");
    lines.push(timed("house", || {
        let (passed, failed) = house::check(place)?;
        Ok(Counts { passed, failed, skipped: 0 })
    }));
    let packages = packages(&scope);
    if let Some(packages) = &packages {
        heading("clippy", "");
        lines.push(timed("clippy", || steps::run(&steps::clippy_of(place, packages), None)));
        heading("unit tests", "");
        let tests = steps::unit_tests_of(place, packages);
        lines.push(timed("unit tests", || steps::run(&tests, Some(counts::cargo_test))));
    }
    heading("summary", "");
    print!("{}", summary::table(&lines));
    let total = summary::total(&lines);
    println!("{total}");
    Ok(total.failed == 0)
}

fn in_words(scope: &Scope) -> String {
    match scope {
        Scope::All(reason) => format!("checking every crate: {reason}"),
        Scope::Some(crates) if crates.is_empty() => format!("no crate differs from {BASE}"),
        Scope::Some(crates) => {
            let names: Vec<&str> = crates.iter().map(String::as_str).collect();
            format!("checking what differs from {BASE}: {}", names.join(", "))
        }
    }
}

/// Returns the options of cargo that choose the crates; `None` if there is nothing to build.
fn packages(scope: &Scope) -> Option<Vec<String>> {
    match scope {
        Scope::All(_) => Some(vec!["--workspace".to_owned()]),
        Scope::Some(crates) if crates.is_empty() => None,
        Scope::Some(crates) => Some(crates.iter().flat_map(|name| ["-p".to_owned(), name.clone()]).collect()),
    }
}

/// Finds the files that differ from the commit where this branch started, committed or not.
fn scope(root: &Path) -> Scope {
    let git = |arguments: &[&str]| capture("git", arguments, root);
    let Ok(base) = git(&["merge-base", "HEAD", BASE]) else {
        return Scope::All("git knows no branch main to compare with");
    };
    let changed = git(&["diff", "--name-only", base.trim()]);
    let new = git(&["ls-files", "--others", "--exclude-standard"]);
    match (changed, new) {
        (Ok(changed), Ok(new)) => of_files(changed.lines().chain(new.lines())),
        _ => Scope::All("git does not say what changed"),
    }
}

fn of_files<'a>(files: impl Iterator<Item = &'a str>) -> Scope {
    let mut crates = BTreeSet::new();
    for file in files {
        let parts: Vec<&str> = file.split('/').collect();
        match parts.as_slice() {
            ["Cargo.toml" | "Cargo.lock" | "clippy.toml", ..] | [".cargo", ..] => {
                return Scope::All("a file that concerns every crate differs");
            }
            ["crates", name, _, ..] => crates.insert((*name).to_owned()),
            ["examples", name, _, ..] => crates.insert(format!("example-{name}")),
            [name @ ("bench" | "xtask"), _, ..] => crates.insert((*name).to_owned()),
            _ => false,
        };
    }
    Scope::Some(crates)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crates(files: &[&str]) -> Vec<String> {
        match of_files(files.iter().copied()) {
            Scope::Some(crates) => crates.into_iter().collect(),
            Scope::All(reason) => vec![reason.to_owned()],
        }
    }

    #[test]
    fn a_changed_file_belongs_to_its_crate() {
        assert_eq!(
            crates(&[
                "crates/valetkey-jose/src/lib.rs",
                "bench/src/main.rs",
                "examples/command-line/Cargo.toml"
            ]),
            ["bench", "example-command-line", "valetkey-jose"]
        );
        assert_eq!(crates(&["README.md", "docs/operating.md"]), [""; 0]);
    }

    #[test]
    fn some_files_concern_every_crate() {
        for file in ["Cargo.lock", "Cargo.toml", "clippy.toml", ".cargo/config.toml"] {
            assert_eq!(crates(&["README.md", file]), ["a file that concerns every crate differs"]);
        }
    }

    #[test]
    fn nothing_is_built_when_nothing_changed() {
        assert_eq!(packages(&Scope::Some(BTreeSet::new())), None);
        assert_eq!(packages(&Scope::All("x")), Some(vec!["--workspace".to_owned()]));
    }
}
