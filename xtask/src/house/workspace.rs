//! The input of the rules: our crates, the graph of all crates, the texts of all files.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::Path;

use anyhow::Context;

use super::metadata;
use crate::place::cargo;
use crate::process::capture;

/// The input of the rules.
#[derive(Debug, Default)]
pub(crate) struct Workspace {
    /// Our crates.
    pub crates: Vec<Crate>,
    /// All crates that are built on this machine.
    pub graph: Graph,
    /// All text files of the project.
    pub files: Vec<TextFile>,
}

/// One of our crates.
#[derive(Debug, Default)]
pub(crate) struct Crate {
    /// The name in its Cargo.toml.
    pub name: String,
    /// Its folder, relative to the top of the project, like `crates/valetkey-types`.
    pub folder: String,
    /// Its dependencies in Cargo.toml.
    pub dependencies: Vec<Dependency>,
    /// Whether its Cargo.toml has `lints.workspace = true`.
    pub inherits_lints: bool,
    /// Its missing metadata for a registry; `None` if it is not published.
    pub missing: Option<Vec<&'static str>>,
}

/// A dependency of one of our crates.
#[derive(Debug)]
pub(crate) struct Dependency {
    /// The name of the crate.
    pub name: String,
    /// Whether only tests use it.
    pub only_for_tests: bool,
}

/// A text file of the project.
#[derive(Debug)]
pub(crate) struct TextFile {
    /// The path relative to the top of the project, with `/` between the folders.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// The dependency graph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    /// The crates by cargo's package id.
    pub nodes: BTreeMap<String, Node>,
}

/// One crate in the graph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    /// Name of the crate.
    pub name: String,
    /// Whether it is one of our crates.
    pub ours: bool,
    /// The ids of the crates that it uses, and whether only its tests use them.
    pub edges: Vec<(String, bool)>,
}

impl Graph {
    /// Returns the names on the shortest path from a crate to a forbidden crate.
    ///
    /// Edges for tests are followed only from the first crate, and only if `with_tests` is set.
    pub(crate) fn way(&self, from: &str, forbidden: &[&str], with_tests: bool) -> Option<Vec<String>> {
        let start = self.nodes.iter().find(|(_, node)| node.ours && node.name == from)?.0;
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut waiting = VecDeque::from([start.as_str()]);
        while let Some(id) = waiting.pop_front() {
            let Some(node) = self.nodes.get(id) else { continue };
            if id != start && forbidden.contains(&node.name.as_str()) {
                return Some(self.names_back(id, &came_from));
            }
            for (next, only_for_tests) in &node.edges {
                let allowed = !only_for_tests || (with_tests && id == start);
                if allowed && next != start && !came_from.contains_key(next.as_str()) {
                    came_from.insert(next, id);
                    waiting.push_back(next);
                }
            }
        }
        None
    }

    fn names_back(&self, last: &str, came_from: &BTreeMap<&str, &str>) -> Vec<String> {
        let ids = std::iter::successors(Some(last), |id| came_from.get(id).copied());
        let mut names: Vec<String> =
            ids.filter_map(|id| self.nodes.get(id)).map(|node| node.name.clone()).collect();
        names.reverse();
        names
    }
}

/// Reads the facts of the workspace in a folder.
pub(crate) fn read(root: &Path) -> anyhow::Result<Workspace> {
    let triple = host_triple(root)?;
    let asked = ["metadata", "--format-version", "1", "--locked", "--filter-platform", &triple];
    let offline: Vec<&str> = asked.iter().copied().chain(["--offline"]).collect();
    let text = capture(&cargo(), &offline, root).or_else(|_| capture(&cargo(), &asked, root))?;
    let (crates, graph) = metadata::read(&text, root)?;
    let mut files = Vec::new();
    collect_files(root, root, &mut files)?;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(Workspace { crates, graph, files })
}

fn host_triple(root: &Path) -> anyhow::Result<String> {
    let text = capture("rustc", &["-vV"], root)?;
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(line.context("`rustc -vV` printed no line `host:`")?.to_owned())
}

/// Folders without project files.
const FOREIGN_FOLDERS: &[&str] =
    &["target", ".git", ".setup", "node_modules", "__pycache__", ".pytest_cache", ".venv", "advisory-db"];

fn collect_files(root: &Path, folder: &Path, files: &mut Vec<TextFile>) -> anyhow::Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() {
            let name = entry.file_name();
            if !FOREIGN_FOLDERS.iter().any(|foreign| name == *foreign) {
                collect_files(root, &path, files)?;
            }
        } else if kind.is_file()
            // In a worktree, `.git` is a file.
            && entry.file_name() != ".git"
            && let Ok(text) = String::from_utf8(fs::read(&path)?)
        {
            let path = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push(TextFile { path, text });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::graph;

    #[test]
    fn the_shortest_way_is_found() {
        let graph = graph(&[("ours", "middle", false), ("middle", "inner", false), ("inner", "ring", false)]);
        let way = graph.way("ours", &["ring"], false);
        assert_eq!(way, Some(["ours", "middle", "inner", "ring"].map(str::to_owned).to_vec()));
        assert_eq!(graph.way("ours", &["rsa"], true), None);
    }

    #[test]
    fn edges_of_tests_count_only_when_asked_for_and_only_at_the_start() {
        let graph = graph(&[("ours", "helper", true), ("helper", "ring", false), ("helper", "rsa", true)]);
        assert_eq!(graph.way("ours", &["ring"], false), None);
        assert!(graph.way("ours", &["ring"], true).is_some());
        assert_eq!(graph.way("ours", &["rsa"], true), None);
    }

    #[test]
    fn a_circle_ends() {
        let graph = graph(&[("ours", "middle", false), ("middle", "ours", false)]);
        assert_eq!(graph.way("ours", &["ring"], true), None);
    }
}
