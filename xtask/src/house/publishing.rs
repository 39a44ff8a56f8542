//! Checks the requirements of a registry for published crates.

use super::Violation;
use super::workspace::{Crate, Workspace};

/// Checks that a published library has complete metadata, uses only those of our crates that are published, and needs no file
/// outside its folder.
pub(crate) fn check(workspace: &Workspace) -> Vec<Violation> {
    let published: Vec<&Crate> = workspace.crates.iter().filter(|one| one.missing.is_some()).collect();
    let mut violations = Vec::new();
    for one in &published {
        violations.extend(check_fields(one));
        violations.extend(check_dependencies(one, workspace));
    }
    violations.extend(check_includes(&published, workspace));
    violations
}

fn check_fields(one: &Crate) -> Option<Violation> {
    let missing = one.missing.as_deref().filter(|missing| !missing.is_empty())?;
    Some(Violation {
        place: format!("{}/Cargo.toml", one.folder),
        problem: format!("expected metadata for a registry, got none for: {}", missing.join(", ")),
        fix: "add what is missing, or `publish.workspace = true` if the crate is not for others".to_owned(),
    })
}

fn check_dependencies(one: &Crate, workspace: &Workspace) -> Vec<Violation> {
    let private =
        |name: &str| workspace.crates.iter().any(|other| other.name == name && other.missing.is_none());
    let wrong = one.dependencies.iter().filter(|used| !used.only_for_tests && private(&used.name));
    wrong
        .map(|used| Violation {
            place: format!("{}/Cargo.toml", one.folder),
            problem: format!("{} is published, but {}, which it uses, is not", one.name, used.name),
            fix: format!("publish {} too, or drop it from the dependencies", used.name),
        })
        .collect()
}

/// Checks that files for `include_str!` and `include_bytes!` are in the package.
fn check_includes(published: &[&Crate], workspace: &Workspace) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in &workspace.files {
        let sources = published.iter().find(|one| file.path.starts_with(&format!("{}/src/", one.folder)));
        let Some(one) = sources else { continue };
        for (number, line) in file.text.lines().enumerate() {
            let Some(included) = included_path(line) else { continue };
            let path = resolve(&file.path, included);
            if !path.starts_with(&format!("{}/", one.folder)) {
                violations.push(Violation {
                    place: format!("{}:{}", file.path, number + 1),
                    problem: format!(
                        "{included} is outside the folder of the crate, so the package lacks it"
                    ),
                    fix: format!("move the file into {}", one.folder),
                });
            }
        }
    }
    violations
}

/// Returns the path in `include_str!("…")` or `include_bytes!("…")`.
fn included_path(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("include_str!(\"").or_else(|| line.split_once("include_bytes!(\""))?;
    rest.split('"').next()
}

/// Resolves a path that is relative to the folder of a file.
fn resolve(file: &str, path: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." => {}
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{crate_of, workspace_of, workspace_with_file};
    use super::*;

    fn published(name: &str, uses: &[&str]) -> Crate {
        Crate { missing: Some(Vec::new()), ..crate_of(name, uses) }
    }

    #[test]
    fn complete_crates_and_private_ones_pass() {
        let crates = vec![
            published("valetkey-types", &["serde"]),
            published("valetkey-jose", &["valetkey-types"]),
            crate_of("valetkey-server", &["valetkey-jose"]),
        ];
        assert_eq!(check(&workspace_of(crates)), vec![]);
    }

    #[test]
    fn missing_metadata_is_named() {
        let mut one = published("valetkey-types", &[]);
        one.missing = Some(vec!["description", "keywords"]);
        let violations = check(&workspace_of(vec![one]));
        assert_eq!(violations.len(), 1);
        assert!(violations[0].problem.ends_with("description, keywords"));
    }

    #[test]
    fn a_published_crate_uses_no_private_one_outside_its_tests() {
        let private = || crate_of("valetkey-pages", &[]);
        let mut one = published("valetkey-axum", &["valetkey-pages"]);
        assert_eq!(check_dependencies(&one, &workspace_of(vec![private()])).len(), 1);
        one.dependencies[0].only_for_tests = true;
        assert_eq!(check_dependencies(&one, &workspace_of(vec![private()])), vec![]);
    }

    #[test]
    fn a_file_of_another_crate_is_not_compiled_into_a_published_one() {
        let source = |text: &str| {
            let mut workspace = workspace_with_file("crates/valetkey-types/src/inner/words.rs", text);
            workspace.crates = vec![published("valetkey-types", &[])];
            check(&workspace)
        };
        assert_eq!(source("include_str!(\"../../README.md\")"), vec![]);
        assert_eq!(source("include_bytes!(\"../words.bin\")"), vec![]);
        assert_eq!(source("include_str!(\"../../../valetkey-jose/README.md\")").len(), 1);
        assert_eq!(source("include_str!(\"../../../../README.md\")").len(), 1);
    }
}
