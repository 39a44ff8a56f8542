//! Checks that no banned third-party crate is built.

use super::Violation;
use super::table::{BAN_EXCEPTIONS, BANNED_CRATES};
use super::workspace::{Graph, Node, Workspace};

/// Checks that none of our crates, including tests, depends on a banned crate on this machine's target.
///
/// Cargo.lock may contain a banned crate as a disabled option. Only built crates count.
pub(crate) fn check(workspace: &Workspace) -> Vec<Violation> {
    let mut violations = Vec::new();
    let graph = without_exceptions(&workspace.graph);
    for one in &workspace.crates {
        for banned in BANNED_CRATES {
            if let Some(way) = graph.way(&one.name, &[banned], true) {
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

/// Returns the graph without the uses that [`BAN_EXCEPTIONS`] allows.
fn without_exceptions(graph: &Graph) -> Graph {
    let mut graph = graph.clone();
    for (banned, user) in BAN_EXCEPTIONS {
        let allowed = |id: &String, node: &Node| (node.name == *banned).then(|| id.clone());
        let allowed: Vec<String> = graph.nodes.iter().filter_map(|(id, node)| allowed(id, node)).collect();
        for node in graph.nodes.values_mut().filter(|node| node.name == *user) {
            node.edges.retain(|(used, _)| !allowed.contains(used));
        }
    }
    graph
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
    fn an_exception_holds_for_one_user_of_a_banned_crate() {
        let mut workspace = workspace_of(vec![crate_of("valetkey-webauthn", &["crypto-glue"])]);
        let allowed = [("valetkey-webauthn", "crypto-glue", false), ("crypto-glue", "rsa", false)];
        workspace.graph = graph(&allowed);
        assert_eq!(check(&workspace), vec![]);
        workspace.graph = graph(&[allowed[0], allowed[1], ("valetkey-webauthn", "rsa", false)]);
        assert_eq!(check(&workspace).len(), 1);
    }

    #[test]
    fn an_unreachable_banned_crate_is_allowed() {
        let mut workspace = workspace_of(vec![crate_of("valetkey-fetch", &[])]);
        workspace.graph = graph(&[("valetkey-fetch", "rustls", false), ("unused", "ring", false)]);
        assert_eq!(check(&workspace), vec![]);
    }
}
