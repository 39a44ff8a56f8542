//! Small workspaces for the tests of the rules.

use super::workspace::{Crate, Dependency, Graph, TextFile, Workspace};

/// Returns a crate in `crates/` that uses others.
pub(crate) fn crate_of(name: &str, uses: &[&str]) -> Crate {
    let dependencies =
        uses.iter().map(|used| Dependency { name: (*used).to_owned(), only_for_tests: false }).collect();
    Crate {
        name: name.to_owned(),
        folder: format!("crates/{name}"),
        dependencies,
        inherits_lints: true,
        missing: None,
    }
}

/// Returns a workspace of these crates, without files.
pub(crate) fn workspace_of(crates: Vec<Crate>) -> Workspace {
    Workspace { crates, ..Workspace::default() }
}

/// Returns a workspace of one file, without crates.
pub(crate) fn workspace_with_file(path: &str, text: &str) -> Workspace {
    let files = vec![TextFile { path: path.to_owned(), text: text.to_owned() }];
    Workspace { files, ..Workspace::default() }
}

/// Returns a graph with these edges (from, to, only for tests). Crates whose names start with `valetkey` or `ours` are ours.
pub(crate) fn graph(edges: &[(&str, &str, bool)]) -> Graph {
    let mut graph = Graph::default();
    for (from, to, only_for_tests) in edges {
        for name in [from, to] {
            let node = graph.nodes.entry((*name).to_owned()).or_default();
            node.name = (*name).to_owned();
            node.ours = name.starts_with("valetkey") || name.starts_with("ours");
        }
        if let Some(node) = graph.nodes.get_mut(*from) {
            node.edges.push(((*to).to_owned(), *only_for_tests));
        }
    }
    graph
}
