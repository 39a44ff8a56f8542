//! Reads the third-party crates of Cargo.lock.

use anyhow::Context;
use semver::Version;
use toml::{Table, Value};

/// A crate from a registry in Cargo.lock.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Version,
}

/// Returns the crates from a registry. Our crates have no source in Cargo.lock.
pub(crate) fn parse(text: &str) -> anyhow::Result<Vec<Package>> {
    let table: Table = text.parse().context("Cargo.lock")?;
    let all = table.get("package").and_then(Value::as_array).context("expected [[package]] in Cargo.lock")?;
    let foreign = all.iter().filter(|package| package.get("source").is_some());
    let read = |package: &Value| {
        let member = |name| package.get(name).and_then(Value::as_str).context("expected name and version");
        Ok(Package { name: member("name")?.to_owned(), version: Version::parse(member("version")?)? })
    };
    foreign.map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_crates_are_read_and_ours_are_not() {
        let text = "version = 4\n[[package]]\nname = \"bench\"\nversion = \"0.1.0\"\n\n\
            [[package]]\nname = \"toml\"\nversion = \"1.2.1+spec-1.1.0\"\nsource = \"registry+https://x.example\"\n";
        let packages = parse(text).expect("well-formed");
        assert_eq!(packages.len(), 1);
        assert_eq!((packages[0].name.as_str(), packages[0].version.minor), ("toml", 2));
        assert!(parse("version = 4").is_err());
    }
}
