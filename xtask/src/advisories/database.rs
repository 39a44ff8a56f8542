//! Reads advisories in the format of the RustSec database: Markdown that opens with a block of TOML.

use std::fs;
use std::path::Path;

use anyhow::Context;
use semver::VersionReq;
use toml::Table;

/// The copy of the database.
pub(crate) struct Database {
    /// Every advisory that was not withdrawn.
    pub advisories: Vec<Advisory>,
    /// Date of the copy, as `2026-08-21`.
    pub date: String,
}

/// One advisory about one crate.
#[derive(Debug)]
pub(crate) struct Advisory {
    /// Its identifier, like `RUSTSEC-2023-0071`.
    pub id: String,
    /// The crate.
    pub package: String,
    /// Its heading.
    pub title: String,
    /// `unmaintained`, `unsound` or `notice`; `None` for a vulnerability.
    pub informational: Option<String>,
    /// Versions that are not affected, because they are patched or older than the fault.
    pub safe: Vec<VersionReq>,
}

impl Database {
    /// Reads all advisories. A file in an unknown format is an error, so that no advisory is left out silently.
    pub(crate) fn read(folder: &Path) -> anyhow::Result<Self> {
        let source = folder.join("SOURCE.toml");
        let text =
            fs::read_to_string(&source).with_context(|| format!("could not read {}", source.display()))?;
        let date = text_member(&text.parse::<Table>()?, "date").context("SOURCE.toml")?;
        let mut advisories = Vec::new();
        for package in entries(&folder.join("crates"))? {
            for file in entries(&package)? {
                let text = fs::read_to_string(&file)?;
                let advisory = parse(&text).with_context(|| format!("in {}", file.display()))?;
                advisories.extend(advisory);
            }
        }
        anyhow::ensure!(!advisories.is_empty(), "expected advisories in {}, got none", folder.display());
        Ok(Self { advisories, date })
    }
}

fn entries(folder: &Path) -> anyhow::Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Parses an advisory; `None` if it was withdrawn.
pub(crate) fn parse(text: &str) -> anyhow::Result<Option<Advisory>> {
    let (_, rest) = text.split_once("```toml\n").context("expected a block of TOML")?;
    let (block, prose) = rest.split_once("\n```").context("expected the end of the block of TOML")?;
    let table: Table = block.parse()?;
    let advisory = table.get("advisory").and_then(toml::Value::as_table).context("expected [advisory]")?;
    if advisory.contains_key("withdrawn") {
        return Ok(None);
    }
    let versions = table.get("versions").and_then(toml::Value::as_table).context("expected [versions]")?;
    let title = prose.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or("(no title)");
    let mut safe = Vec::new();
    for name in ["patched", "unaffected"] {
        safe.extend(requirements(versions, name)?);
    }
    Ok(Some(Advisory {
        id: text_member(advisory, "id")?,
        package: text_member(advisory, "package")?,
        title: title.trim().to_owned(),
        informational: advisory.get("informational").and_then(toml::Value::as_str).map(str::to_owned),
        safe,
    }))
}

fn requirements(versions: &Table, name: &str) -> anyhow::Result<Vec<VersionReq>> {
    let Some(list) = versions.get(name) else { return Ok(Vec::new()) };
    let list = list.as_array().with_context(|| format!("expected a list in `{name}`, got {list}"))?;
    let parse = |value: &toml::Value| {
        let text = value.as_str().with_context(|| format!("expected a text in `{name}`, got {value}"))?;
        VersionReq::parse(text).with_context(|| format!("expected a version requirement, got `{text}`"))
    };
    list.iter().map(parse).collect()
}

fn text_member(table: &Table, name: &str) -> anyhow::Result<String> {
    let value = table.get(name).and_then(toml::Value::as_str);
    Ok(value.with_context(|| format!("expected a text `{name}`"))?.to_owned())
}

/// Returns the number of days from 1970-01-01 to a date like `2026-08-21`.
pub(crate) fn days(date: &str) -> anyhow::Result<i64> {
    let parts: Vec<i64> = date.split('-').map(str::parse).collect::<Result<_, _>>().context("in the date")?;
    let [year, month, day] = parts[..] else { anyhow::bail!("expected a date like 2026-08-21, got {date}") };
    // Years begin in March here, so that the leap day is the last day of a year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year / 4 - year / 100 + year / 400;
    Ok(year * 365 + leap_days + (month * 153 + 2) / 5 + day - 719_469)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "```toml\n[advisory]\nid = \"RUSTSEC-2026-0001\"\npackage = \"left\"\ndate = \"2026-01-01\"\n\n\
        [versions]\npatched = [\">= 1.2.3, < 2.0.0\", \"^ 0.3.1\"]\nunaffected = [\"< 0.2\"]\n```\n\n# It leaks\n\nText.\n";

    #[test]
    fn an_advisory_is_read() {
        let advisory = parse(TEXT).expect("well-formed").expect("not withdrawn");
        assert_eq!((advisory.id.as_str(), advisory.package.as_str()), ("RUSTSEC-2026-0001", "left"));
        assert_eq!((advisory.title.as_str(), advisory.safe.len()), ("It leaks", 3));
        assert_eq!(advisory.informational, None);
    }

    #[test]
    fn a_withdrawn_advisory_does_not_count_and_a_broken_one_is_an_error() {
        let withdrawn = TEXT.replace("date = ", "withdrawn = \"2026-02-01\"\ndate = ");
        assert!(parse(&withdrawn).expect("well-formed").is_none());
        for (part, other) in [
            ("```toml", "```yaml"),
            ("[versions]", "[version]"),
            ("id = ", "name = "),
            (">= 1.2.3", "about 1"),
            ("[\"< 0.2\"]", "\"< 0.2\""),
        ] {
            assert!(parse(&TEXT.replace(part, other)).is_err(), "{other}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (date, expected) in
            [("1970-01-01", 0), ("2000-02-29", 11_016), ("2000-03-01", 11_017), ("2026-08-21", 20_686)]
        {
            assert_eq!(days(date).expect("a date"), expected, "{date}");
        }
        assert!(days("yesterday").is_err());
        assert!(days("2026-08").is_err());
    }
}
