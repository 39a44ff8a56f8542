//! Checks the crates of Cargo.lock against the RustSec advisories. With the committed copy this works without a network.

mod database;
mod decision;
mod lock_file;
mod refresh;

use std::fs;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context;

use crate::place::Place;
use database::Database;

/// Age in days at which the check asks for a newer copy.
const OLD_AFTER_DAYS: i64 = 60;

/// Fetches the newest advisories if the network allows it, then checks. Returns `false` if something was found.
///
/// `from` is the address or path of a git repository to take instead of the official one.
pub(crate) fn refresh_and_check(place: &Place, from: Option<&str>) -> anyhow::Result<bool> {
    match refresh::run(place, &folder(place), from) {
        Ok(()) => {}
        Err(error) if from.is_none() => {
            println!("the newest advisories could not be fetched, so the committed copy counts: {error:#}");
        }
        Err(error) => return Err(error),
    }
    Ok(check(place)? == 0)
}

/// Checks Cargo.lock against the committed copy, prints the findings and returns their number.
pub(crate) fn check(place: &Place) -> anyhow::Result<usize> {
    let database = Database::read(&folder(place))?;
    let read = |name: &str| {
        fs::read_to_string(place.root.join(name)).with_context(|| format!("could not read {name}"))
    };
    let packages = lock_file::parse(&read("Cargo.lock")?)?;
    let ignored = decision::parse_ignored(&read("deny.toml")?)?;
    let findings = decision::decide(&database.advisories, &packages, &ignored);
    for finding in &findings {
        println!("{finding}");
    }
    let (advisories, crates, date) = (database.advisories.len(), packages.len(), &database.date);
    println!("{advisories} advisories of {date}, {crates} crates in Cargo.lock: {} findings", findings.len());
    let age = database::days(date)?.abs_diff(today()?);
    if age > OLD_AFTER_DAYS.unsigned_abs() {
        println!("The advisories are {age} days old. Get newer ones: cargo xtask advisories");
    }
    Ok(findings.len())
}

fn folder(place: &Place) -> PathBuf {
    place.root.join("xtask/advisory-db")
}

fn today() -> anyhow::Result<i64> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is before 1970")?.as_secs();
    Ok(i64::try_from(seconds / 86_400)?)
}
