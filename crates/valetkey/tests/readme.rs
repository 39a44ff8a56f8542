//! The Rust code of the README is the code of an example or of the crates' own pages, which compile as doc-tests.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

fn rust_blocks(page: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```rust") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(block.join("\n"));
        }
    }
    blocks
}

fn read(path: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    std::fs::read_to_string(format!("{root}/{path}")).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Lines without their indentation, joined: a block may stand inside a function on the other page.
fn flat(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_rust_block_of_the_readme_compiles_elsewhere() {
    let pages = ["crates/valetkey-axum/README.md", "crates/valetkey-resource-server/README.md"].map(read);
    let example = read("crates/valetkey-axum/examples/log_in_with_github.rs");
    let compiled: Vec<String> =
        pages.iter().flat_map(|page| rust_blocks(page)).chain([example]).map(|block| flat(&block)).collect();
    let blocks = rust_blocks(&read("README.md"));
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        assert!(
            compiled.iter().any(|known| known.contains(&flat(&block))),
            "not compiled anywhere:\n{block}"
        );
    }
}
