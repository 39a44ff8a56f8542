//! Decides which advisories apply, and whether deny.toml may ignore them.

use std::fmt;

use anyhow::Context;
use toml::{Table, Value};

use super::database::Advisory;
use super::lock_file::Package;

/// A problem to fix.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// An advisory applies to a crate in Cargo.lock.
    Affected {
        /// Crate and version.
        package: String,
        /// Identifier, kind and title of the advisory.
        advisory: String,
        /// Versions that are not affected.
        safe: String,
    },
    /// An entry of deny.toml is not needed by any crate.
    NeedlessIgnore(String),
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Affected { package, advisory, safe } => {
                write!(formatter, "{package}: {advisory}. Expected a version like: {safe}")
            }
            Self::NeedlessIgnore(id) => {
                write!(
                    formatter,
                    "deny.toml ignores {id}, but no crate in Cargo.lock needs it: remove the entry"
                )
            }
        }
    }
}

/// Reads the identifiers in `[advisories] ignore` of deny.toml. Each needs a reason.
pub(crate) fn parse_ignored(text: &str) -> anyhow::Result<Vec<String>> {
    let table: Table = text.parse().context("deny.toml")?;
    let list = table.get("advisories").and_then(|advisories| advisories.get("ignore")?.as_array());
    let entry = |value: &Value| {
        let member = |name: &str| value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        anyhow::ensure!(member("reason").is_some(), "expected id and reason in deny.toml, got {value}");
        Ok(member("id").with_context(|| format!("expected an id in deny.toml, got {value}"))?.to_owned())
    };
    list.into_iter().flatten().map(entry).collect()
}

/// Returns the advisories that apply and are not ignored, and the entries of deny.toml that are not needed.
///
/// A pre-release version counts as affected unless a requirement names exactly this version, as in Cargo.
pub(crate) fn decide(advisories: &[Advisory], packages: &[Package], ignored: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut needed: Vec<&str> = Vec::new();
    for advisory in advisories {
        let applies = |package: &&Package| {
            package.name == advisory.package
                && !advisory.safe.iter().any(|safe| safe.matches(&package.version))
        };
        for package in packages.iter().filter(applies) {
            if ignored.contains(&advisory.id) {
                needed.push(&advisory.id);
                continue;
            }
            let kind = advisory.informational.as_deref().unwrap_or("vulnerability");
            let safe: Vec<String> = advisory.safe.iter().map(ToString::to_string).collect();
            findings.push(Finding::Affected {
                package: format!("{} {}", package.name, package.version),
                advisory: format!("{} ({kind}): {}", advisory.id, advisory.title),
                safe: if safe.is_empty() { "there is none".to_owned() } else { safe.join(" or ") },
            });
        }
    }
    let needless = ignored.iter().filter(|id| !needed.contains(&id.as_str()));
    findings.extend(needless.map(|id| Finding::NeedlessIgnore(id.clone())));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use semver::{Version, VersionReq};

    fn advisory(safe: &[&str]) -> Advisory {
        Advisory {
            id: "RUSTSEC-2026-0001".to_owned(),
            package: "left".to_owned(),
            title: "It leaks".to_owned(),
            informational: None,
            safe: safe.iter().map(|text| VersionReq::parse(text).expect("a requirement")).collect(),
        }
    }

    fn found(safe: &[&str], version: &str, ignored: &[&str]) -> Vec<Finding> {
        let version = Version::parse(version).expect("a version");
        let packages =
            ["left", "right"].map(|name| Package { name: name.to_owned(), version: version.clone() });
        let ignored: Vec<String> = ignored.iter().map(|id| (*id).to_owned()).collect();
        decide(&[advisory(safe)], &packages, &ignored)
    }

    #[test]
    fn a_version_is_affected_unless_it_is_patched_or_older_than_the_fault() {
        let safe = [">= 1.2.3, < 2.0.0", ">= 2.0.5", "< 1.0.0"];
        for version in ["1.0.0", "1.2.2", "2.0.0", "2.0.4", "2.0.5-rc.1", "3.0.0-alpha.1"] {
            assert_eq!(found(&safe, version, &[]).len(), 1, "{version}");
        }
        for version in ["0.9.9", "1.2.3", "1.9.0", "2.0.5", "3.0.0", "2.0.5+build"] {
            assert_eq!(found(&safe, version, &[]), vec![], "{version}");
        }
        let shown = found(&[], "1.0.0", &[])[0].to_string();
        assert!(shown.contains("left 1.0.0: RUSTSEC-2026-0001 (vulnerability): It leaks"), "{shown}");
    }

    #[test]
    fn an_ignored_advisory_is_left_out_and_a_needless_entry_is_found() {
        assert_eq!(found(&[], "1.0.0", &["RUSTSEC-2026-0001"]), vec![]);
        let needless = Finding::NeedlessIgnore("RUSTSEC-2026-0001".to_owned());
        assert_eq!(found(&[">= 1.0.0"], "1.0.0", &["RUSTSEC-2026-0001"]), vec![needless]);
    }

    #[test]
    fn an_ignored_advisory_needs_a_reason() {
        let with = "[advisories]\nignore = [{ id = \"RUSTSEC-2026-0001\", reason = \"not built\" }]";
        assert_eq!(parse_ignored(with).expect("well-formed"), ["RUSTSEC-2026-0001"]);
        assert!(parse_ignored(&with.replace("not built", "")).is_err());
        assert!(parse_ignored("[advisories]\nignore = [\"RUSTSEC-2026-0001\"]").is_err());
        assert_eq!(parse_ignored("[bans]").expect("well-formed"), Vec::<String>::new());
    }
}
