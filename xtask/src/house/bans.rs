//! Checks that no banned third-party crate is built.

use super::Violation;
use super::table::BANNED_CRATES;
use super::workspace::Workspace;

/// No crate of ours, tests included, reaches a banned crate on this machine's target.
///
/// Cargo.lock may contain a banned crate as a disabled option. Only built crates count.
pub(crate) fn check(workspace: &Workspace) -> Vec<Violation> {
    let mut violations = Vec::new();
    for one in &workspace.crates {
        for banned in BANNED_CRATES {
            if let Some(way) = workspace.graph.way(&one.name, &[banned], true) {
                violations.push(Violation {
                    place: format!("{}/Cargo.toml", one.folder),
                    problem: format!("the banned crate {banned} is built in: {}", way.join(" -> ")),
                    fix: "switch off the feature that asks for it, or choose another crate".to_owned(),
                });
            }
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::super::testing::{crate_of, graph, workspace_of};
    use super::*;

    #[test]
    fn a_banned_crate_is_found_with_the_way_to_it() {
        let mut workspace = workspace_of(vec![crate_of("valetkey-fetch", &["reqwest"])]);
        workspace.graph = graph(&[("valetkey-fetch", "reqwest", false), ("reqwest", "native-tls", false)]);
        let violations = check(&workspace);
        assert_eq!(violations.len(), 1);
        assert!(violations[0].problem.contains("valetkey-fetch -> reqwest -> native-tls"));
    }

    #[test]
    fn a_banned_crate_in_tests_counts_too() {
        let mut workspace = workspace_of(vec![crate_of("valetkey-fetch", &[])]);
        workspace.graph = graph(&[("valetkey-fetch", "rsa", true)]);
        assert_eq!(check(&workspace).len(), 1);
    }

    #[test]
    fn an_unreachable_banned_crate_is_allowed() {
        let mut workspace = workspace_of(vec![crate_of("valetkey-fetch", &[])]);
        workspace.graph = graph(&[("valetkey-fetch", "rustls", false), ("unused", "ring", false)]);
        assert_eq!(check(&workspace), vec![]);
    }
}
