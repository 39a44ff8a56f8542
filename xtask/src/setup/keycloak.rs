//! Keycloak, from Maven Central.

use std::fs;
use std::path::PathBuf;

use super::debian::Debian;
use crate::place::Place;
use crate::process::{Step, capture};

/// The version that the tests use.
const VERSION: &str = "26.7.3";
/// The oldest version of Java that it supports.
const OLDEST_JAVA: u32 = 17;
/// The Maven plugin that downloads and unpacks it.
const PLUGIN: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:unpack";

/// Returns the folder of Keycloak.
pub(crate) fn folder(place: &Place) -> PathBuf {
    place.setup_folder().join(format!("keycloak/keycloak-{VERSION}"))
}

/// Downloads and unpacks Keycloak, unless it is there already.
pub(crate) fn set_up(place: &Place, debian: &mut Debian) -> Result<(), String> {
    debian.need("java", "default-jre-headless")?;
    let version = capture("java", &["--version"], &place.root).map_err(|error| format!("{error:#}"))?;
    if major(&version).is_none_or(|major| major < OLDEST_JAVA) {
        let line = version.lines().next().unwrap_or_default();
        return Err(format!("expected Java {OLDEST_JAVA} or newer, got {line}"));
    }
    let stamp = folder(place).join(".valetkey-stamp");
    if stamp.is_file() {
        return Ok(());
    }
    debian.need("mvn", "maven")?;
    unpack(place)?;
    fs::write(&stamp, "").map_err(|error| format!("could not write {}: {error}", stamp.display()))
}

/// Downloads and unpacks Keycloak with Maven, which checks the checksums.
fn unpack(place: &Place) -> Result<(), String> {
    let parent = place.setup_folder().join("keycloak");
    // An earlier attempt may have stopped before its end.
    if parent.exists() {
        fs::remove_dir_all(&parent)
            .map_err(|error| format!("could not remove {}: {error}", parent.display()))?;
    }
    fs::create_dir_all(&parent).map_err(|error| format!("could not make {}: {error}", parent.display()))?;
    let step = Step::new("mvn", &parent)
        .arguments(["--batch-mode", "--quiet", "--strict-checksums", PLUGIN])
        .arguments([format!("-Dartifact=org.keycloak:keycloak-quarkus-dist:{VERSION}:zip")])
        .arguments([format!("-DoutputDirectory={}", parent.display())])
        .limit_minutes(10);
    let outcome = step.run().map_err(|error| format!("{error:#}"))?;
    if outcome.success { Ok(()) } else { Err(format!("`{}`: {}", step.shown(), outcome.ending)) }
}

/// Returns the major version in `openjdk 17.0.15 2025-04-15`.
fn major(version: &str) -> Option<u32> {
    version.split_whitespace().nth(1)?.split(['.', '-', '+']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_number_of_java_is_read() {
        assert_eq!(major("openjdk 17.0.15 2025-04-15\nOpenJDK Runtime"), Some(17));
        assert_eq!(major("openjdk 25 2025-09-16"), Some(25));
        assert_eq!(major("java 26-ea 2026-03-17"), Some(26));
        assert_eq!(major("openjdk"), None);
    }
}
