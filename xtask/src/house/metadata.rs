//! Reads the output of `cargo metadata --format-version 1`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde_json::Value;

use super::workspace::{Crate, Dependency, Graph, Node};

/// Returns our crates and the graph of all crates. Reads our manifests from the disk for their lints.
pub(crate) fn read(text: &str, root: &Path) -> anyhow::Result<(Vec<Crate>, Graph)> {
    let metadata: Value = serde_json::from_str(text).context("expected JSON from cargo metadata")?;
    let members: BTreeSet<&str> =
        list(&metadata, "workspace_members")?.iter().filter_map(Value::as_str).collect();
    let mut crates = Vec::new();
    let mut graph = Graph::default();
    let mut packages = BTreeMap::new();
    for package in list(&metadata, "packages")? {
        let (id, name) = (word(package, "id")?, word(package, "name")?);
        packages.insert(id, package);
        let ours = members.contains(id);
        graph.nodes.insert(id.to_owned(), Node { name: name.to_owned(), ours, edges: Vec::new() });
        if ours {
            crates.push(read_crate(package, root)?);
        }
    }
    for node in list(&metadata["resolve"], "nodes")? {
        let id = word(node, "id")?;
        let mut edges = list(node, "deps")?.iter().map(read_edge).collect::<anyhow::Result<Vec<_>>>()?;
        edges.retain(|(used, _)| match (packages.get(id), packages.get(used.as_str())) {
            (Some(package), Some(used)) => is_switched_on(package, &node["features"], used),
            _ => true,
        });
        if let Some(known) = graph.nodes.get_mut(id) {
            known.edges = edges;
        }
    }
    crates.sort_by(|one, other| one.name.cmp(&other.name));
    Ok((crates, graph))
}

fn read_crate(package: &Value, root: &Path) -> anyhow::Result<Crate> {
    let manifest = Path::new(word(package, "manifest_path")?);
    let text =
        fs::read_to_string(manifest).with_context(|| format!("could not read {}", manifest.display()))?;
    let folder = manifest.parent().unwrap_or(root);
    let dependencies =
        list(package, "dependencies")?.iter().map(read_dependency).collect::<anyhow::Result<_>>()?;
    Ok(Crate {
        name: word(package, "name")?.to_owned(),
        folder: folder.strip_prefix(root).unwrap_or(folder).to_string_lossy().replace('\\', "/"),
        dependencies,
        inherits_lints: inherits_lints(&text)
            .with_context(|| format!("{} is not valid TOML", manifest.display()))?,
        missing: missing(package, folder),
    })
}

/// Returns the missing metadata for a registry; `None` if the crate is not published.
fn missing(package: &Value, folder: &Path) -> Option<Vec<&'static str>> {
    // `publish = false` is an empty list of registries here.
    if package["publish"].as_array().is_some_and(Vec::is_empty) {
        return None;
    }
    let has_text = |name: &str| package[name].as_str().is_some_and(|text| !text.is_empty());
    let texts = ["description", "license", "repository", "readme", "rust_version"];
    let mut missing: Vec<&str> = texts.into_iter().filter(|name| !has_text(name)).collect();
    let lists = ["keywords", "categories"];
    missing.extend(lists.into_iter().filter(|name| package[*name].as_array().is_none_or(Vec::is_empty)));
    if package["metadata"]["docs"]["rs"]["all-features"] != true {
        missing.push("all-features of package.metadata.docs.rs");
    }
    let licences = ["LICENSE-MIT", "LICENSE-APACHE"];
    missing.extend(licences.into_iter().filter(|name| !folder.join(name).is_file()));
    Some(missing)
}

fn read_dependency(dependency: &Value) -> anyhow::Result<Dependency> {
    let only_for_tests = dependency["kind"].as_str() == Some("dev");
    Ok(Dependency { name: word(dependency, "name")?.to_owned(), only_for_tests })
}

fn read_edge(edge: &Value) -> anyhow::Result<(String, bool)> {
    let kinds = list(edge, "dep_kinds")?;
    let only_for_tests = !kinds.is_empty() && kinds.iter().all(|kind| kind["kind"].as_str() == Some("dev"));
    Ok((word(edge, "pkg")?.to_owned(), only_for_tests))
}

/// Returns `true` if a package uses another one with the enabled features.
///
/// The graph of cargo metadata also has optional crates that only a weak feature (`name?/feature`) mentions. They are not built.
fn is_switched_on(package: &Value, features_on: &Value, used: &Value) -> bool {
    let all = package["dependencies"].as_array();
    let mut entries = all.into_iter().flatten().filter(|entry| entry["name"] == used["name"]);
    entries.any(|entry| {
        let optional = entry["optional"].as_bool() == Some(true);
        let name = entry["rename"].as_str().or(entry["name"].as_str()).unwrap_or_default();
        !optional || features_ask_for(package, features_on, name)
    })
}

fn features_ask_for(package: &Value, features_on: &Value, name: &str) -> bool {
    let on = features_on.as_array().into_iter().flatten().filter_map(Value::as_str);
    let asks = on.filter_map(|feature| package["features"][feature].as_array()).flatten();
    asks.filter_map(Value::as_str).any(|ask| {
        ask.strip_prefix("dep:") == Some(name) || ask.split_once('/').is_some_and(|(used, _)| used == name)
    })
}

/// Returns whether a Cargo.toml has `lints.workspace = true`.
fn inherits_lints(manifest: &str) -> anyhow::Result<bool> {
    let manifest: toml::Table = manifest.parse()?;
    let inherited = manifest.get("lints").and_then(|lints| lints.get("workspace"));
    Ok(inherited.and_then(toml::Value::as_bool) == Some(true))
}

fn list<'a>(value: &'a Value, name: &str) -> anyhow::Result<&'a Vec<Value>> {
    value[name].as_array().with_context(|| format!("cargo metadata has no list `{name}`"))
}

fn word<'a>(value: &'a Value, name: &str) -> anyhow::Result<&'a str> {
    value[name].as_str().with_context(|| format!("cargo metadata has no text `{name}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inherited_lints_are_seen_in_both_spellings() {
        assert!(inherits_lints("lints.workspace = true").expect("TOML"));
        assert!(inherits_lints("[lints]\nworkspace = true").expect("TOML"));
        assert!(!inherits_lints("[lints]\nworkspace = false").expect("TOML"));
        assert!(!inherits_lints("[lints.rust]\nunsafe_code = \"forbid\"").expect("TOML"));
        assert!(!inherits_lints("[package]\nname = \"a\"").expect("TOML"));
    }

    #[test]
    fn an_edge_is_for_tests_only_if_every_kind_of_it_is() {
        let edge = |kinds: &str| {
            let text = format!(r#"{{"pkg": "other", "dep_kinds": [{kinds}]}}"#);
            read_edge(&serde_json::from_str(&text).expect("JSON")).expect("an edge").1
        };
        assert!(edge(r#"{"kind": "dev"}"#));
        assert!(!edge(r#"{"kind": "dev"}, {"kind": null}"#));
        assert!(!edge(r#"{"kind": "build"}"#));
    }

    #[test]
    fn an_optional_crate_counts_only_if_a_feature_asks_for_it() {
        let package: Value = serde_json::from_str(
            r#"{"dependencies": [{"name": "ring", "optional": true}, {"name": "std-part", "optional": false}],
                "features": {"weak": ["ring?/std"], "strong": ["ring/std"], "ring": ["dep:ring"]}}"#,
        )
        .expect("JSON");
        let on = |features: &[&str], used: &str| {
            is_switched_on(&package, &Value::from(features), &serde_json::json!({ "name": used }))
        };
        assert!(!on(&[], "ring"));
        assert!(!on(&["weak"], "ring"));
        assert!(on(&["strong"], "ring"));
        assert!(on(&["ring"], "ring"));
        assert!(on(&[], "std-part"));
    }

    #[test]
    fn what_a_registry_would_miss_is_named() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let complete = serde_json::json!({
            "publish": null, "description": "x", "license": "MIT", "repository": "https://x.example", "readme": "README.md",
            "rust_version": "1.95", "keywords": ["oauth"], "categories": ["authentication"],
            "metadata": { "docs": { "rs": { "all-features": true } } },
        });
        assert_eq!(missing(&complete, folder), Some(vec![]));
        let mut private = complete.clone();
        private["publish"] = serde_json::json!([]);
        assert_eq!(missing(&private, folder), None);
        let mut poor = complete.clone();
        poor["readme"] = Value::Null;
        poor["keywords"] = serde_json::json!([]);
        assert_eq!(missing(&poor, folder), Some(vec!["readme", "keywords"]));
        let no_files = missing(&complete, Path::new("nowhere"));
        assert_eq!(no_files, Some(vec!["LICENSE-MIT", "LICENSE-APACHE"]));
    }

    #[test]
    fn metadata_without_a_graph_is_refused() {
        let text = r#"{"workspace_members": [], "packages": [], "resolve": null}"#;
        assert!(read(text, Path::new(".")).is_err());
    }
}
