//! Checks the folder and the lints of each crate.

use super::Violation;
use super::workspace::Workspace;

/// Checks that the folder of a crate is `crates/NAME`, that of an example `examples/NAME` without the `example-` of its name,
/// and that of a tool `NAME` at the top.
pub(crate) fn check_folders(workspace: &Workspace) -> Vec<Violation> {
    let wrong = workspace.crates.iter().filter(|one| {
        let expected = match (one.name.strip_prefix("example-"), one.name.starts_with("valetkey")) {
            (Some(rest), _) => format!("examples/{rest}"),
            (None, true) => format!("crates/{}", one.name),
            (None, false) => one.name.clone(),
        };
        one.folder != expected
    });
    wrong
        .map(|one| Violation {
            place: one.folder.clone(),
            problem: format!("the crate in this folder is called {}", one.name),
            fix: "give the folder the name of the crate: crates/NAME for the product, examples/NAME for the crate \
                   example-NAME, NAME at the top for tools"
                .to_owned(),
        })
        .collect()
}

/// Checks that every Cargo.toml has `lints.workspace = true`.
pub(crate) fn check_lints(workspace: &Workspace) -> Vec<Violation> {
    let wrong = workspace.crates.iter().filter(|one| !one.inherits_lints);
    wrong
        .map(|one| Violation {
            place: format!("{}/Cargo.toml", one.folder),
            problem: "the lints of the workspace are not switched on".to_owned(),
            fix: "add the two lines `[lints]` and `workspace = true`".to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{crate_of, workspace_of};
    use super::*;

    #[test]
    fn folders_with_the_crates_names_pass() {
        let mut tool = crate_of("xtask", &[]);
        tool.folder = "xtask".to_owned();
        let mut example = crate_of("example-github-login", &[]);
        example.folder = "examples/github-login".to_owned();
        let crates = vec![crate_of("valetkey-types", &[]), tool, example];
        assert_eq!(check_folders(&workspace_of(crates)), vec![]);
    }

    #[test]
    fn another_folder_is_found() {
        for folder in ["crates/types", "valetkey-types", "crates/inner/valetkey-types"] {
            let mut one = crate_of("valetkey-types", &[]);
            one.folder = folder.to_owned();
            let violations = check_folders(&workspace_of(vec![one]));
            assert_eq!(violations.len(), 1, "{folder}");
            assert!(violations[0].problem.contains("valetkey-types"));
        }
    }

    #[test]
    fn missing_lints_are_found() {
        let mut one = crate_of("valetkey-types", &[]);
        assert_eq!(check_lints(&workspace_of(vec![crate_of("valetkey-jose", &[])])), vec![]);
        one.inherits_lints = false;
        assert_eq!(check_lints(&workspace_of(vec![one]))[0].place, "crates/valetkey-types/Cargo.toml");
    }
}
