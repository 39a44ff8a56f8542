//! Finds the vector files that are too large to keep in this crate.

use std::io::Write;
use std::path::Path;

use serde_json::Value;

/// The parsed file from `shared/vectors` beside this project or further up, or `None` with a visible line where there is none.
pub(crate) fn vectors(file: &str) -> Option<Value> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let folder = above.map(|folder| folder.join("shared/vectors")).find(|folder| folder.is_dir());
    let Some(folder) = folder else {
        // Past the test runner, which hides what a passing test prints with the macros.
        let line = format!("skipped: vectors not present ({file})\n");
        std::io::stderr().write_all(line.as_bytes()).unwrap();
        return None;
    };
    let text = std::fs::read_to_string(folder.join(file)).expect("the folder is there, so the file must be");
    Some(serde_json::from_str(&text).expect("vectors are JSON"))
}
