//! Finds the files with test vectors that are too large for this crate.

use std::io::Write;
use std::path::Path;

use serde_json::Value;

/// Returns the parsed file from the folder `shared/vectors` next to this project or above it. If there is none, prints a line and
/// returns `None`.
pub(crate) fn vectors(file: &str) -> Option<Value> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let folder = above.map(|folder| folder.join("shared/vectors")).find(|folder| folder.is_dir());
    let Some(folder) = folder else {
        // Writes to the terminal directly, because the test runner hides the output of `println!` in passing tests.
        let line = format!("skipped: vectors not present ({file})\n");
        std::io::stderr().write_all(line.as_bytes()).unwrap();
        return None;
    };
    let text = std::fs::read_to_string(folder.join(file)).expect("the folder is there, so the file must be");
    Some(serde_json::from_str(&text).expect("vectors are JSON"))
}
