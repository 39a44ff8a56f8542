//! Checks the dependencies between our crates.

use super::Violation;
use super::table::{TABLE, row};
use super::workspace::{Crate, Workspace};

/// Checks that all our crates are in the table and use only the crates in their rows.
pub(crate) fn check(workspace: &Workspace) -> Vec<Violation> {
    workspace.crates.iter().flat_map(|one| check_crate(one, workspace)).collect()
}

fn check_crate(one: &Crate, workspace: &Workspace) -> Vec<Violation> {
    let place = format!("{}/Cargo.toml", one.folder);
    let Some(row) = row(&one.name) else {
        return vec![Violation {
            place,
            problem: format!("the crate {} is not in the table of crates", one.name),
            fix: "add a row for it to xtask/src/house/table.rs, and say in docs/decisions why it is needed"
                .to_owned(),
        }];
    };
    let ours = |name: &str| {
        TABLE.iter().any(|row| row.name == name) || workspace.crates.iter().any(|other| other.name == name)
    };
    let mut violations = Vec::new();
    for used in one.dependencies.iter().filter(|used| ours(&used.name)) {
        let name = used.name.as_str();
        // The tests of a crate may depend on the crate itself, to enable a feature.
        let for_tests = used.only_for_tests && (name == one.name || row.tests_use.contains(&name));
        let allowed = row.uses.contains(&name) || for_tests;
        if !allowed {
            let whose = if used.only_for_tests { "the tests of " } else { "" };
            violations.push(Violation {
                place: place.clone(),
                problem: format!("{whose}{} may not use {name}; allowed are: {}", one.name, shown(row.uses)),
                fix: format!("move the shared code into a crate that both may use, or remove {name}"),
            });
        }
    }
    violations
}

fn shown(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{crate_of, workspace_of};
    use super::*;

    #[test]
    fn allowed_arrows_and_foreign_crates_pass() {
        let crates = vec![
            crate_of("valetkey-types", &["serde"]),
            crate_of("valetkey-jose", &["valetkey-types", "aws-lc-rs"]),
        ];
        assert_eq!(check(&workspace_of(crates)), vec![]);
    }

    #[test]
    fn an_arrow_outwards_is_found_with_both_names() {
        let violations = check(&workspace_of(vec![crate_of("valetkey-types", &["valetkey-server"])]));
        assert_eq!(violations.len(), 1);
        assert!(violations[0].problem.contains("valetkey-types may not use valetkey-server"));
        assert_eq!(violations[0].place, "crates/valetkey-types/Cargo.toml");
    }

    #[test]
    fn tests_may_use_more_but_only_where_the_table_says_so() {
        let with_test_use = |name: &str, used: &str| {
            let mut one = crate_of(name, &[used]);
            one.dependencies[0].only_for_tests = true;
            check(&workspace_of(vec![one]))
        };
        assert_eq!(with_test_use("valetkey-server", "valetkey-storage-sqlite"), vec![]);
        assert_eq!(with_test_use("valetkey-server", "valetkey-server"), vec![]);
        assert_eq!(with_test_use("valetkey-types", "valetkey-storage-sqlite").len(), 1);
        let for_real = workspace_of(vec![crate_of("valetkey-server", &["valetkey-storage-sqlite"])]);
        assert_eq!(check(&for_real).len(), 1);
    }

    #[test]
    fn an_unknown_crate_of_ours_is_found_from_both_ends() {
        let crates = vec![crate_of("valetkey-types", &["valetkey-extras"]), crate_of("valetkey-extras", &[])];
        let violations = check(&workspace_of(crates));
        assert_eq!(violations.len(), 2);
        assert!(violations.iter().any(|violation| violation.problem.contains("not in the table")));
    }
}
