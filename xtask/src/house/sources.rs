//! Checks the length of Rust files, and finds the tests in them.

use super::Violation;
use super::table::MOST_LINES;
use super::workspace::Workspace;

/// Checks that no Rust file is longer than the limit.
pub(crate) fn check_length(workspace: &Workspace) -> Vec<Violation> {
    let rust = workspace.files.iter().filter(|file| file.path.ends_with(".rs"));
    let long = rust.map(|file| (file, file.text.lines().count())).filter(|(_, lines)| *lines > MOST_LINES);
    long.map(|(file, lines)| Violation {
        place: file.path.clone(),
        problem: format!("{lines} lines, {MOST_LINES} are allowed"),
        fix: "split it into files that do one thing each, and name them after it".to_owned(),
    })
    .collect()
}

/// Returns whether a Rust file has only tests or examples, according to its path.
pub(crate) fn is_test_file(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    file == "tests.rs"
        || file == "testing.rs"
        || parts.any(|folder| ["tests", "testing", "benches", "examples"].contains(&folder))
}

/// Returns the lines outside items marked `#[cfg(test)]`, with their numbers from 1.
///
/// Relies on the format of rustfmt: an item ends with a closing line at the same indentation as its start.
pub(crate) fn without_tests(text: &str) -> Vec<(usize, &str)> {
    let mut kept = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            let indentation = line.len() - line.trim_start().len();
            skip_item(&mut lines, indentation);
        } else {
            kept.push((number + 1, line));
        }
    }
    kept
}

fn skip_item<'a>(lines: &mut impl Iterator<Item = (usize, &'a str)>, indentation: usize) {
    for (_, line) in lines {
        let trimmed = line.trim_start();
        let at_start = line.len() - trimmed.len() == indentation;
        let one_liner = trimmed.ends_with(';') || trimmed.ends_with("{}");
        if at_start && (trimmed.starts_with('}') || (one_liner && !trimmed.starts_with("#["))) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::workspace_with_file;
    use super::*;

    #[test]
    fn the_limit_itself_is_allowed_and_one_more_is_not() {
        let text = "\n".repeat(MOST_LINES);
        assert_eq!(check_length(&workspace_with_file("xtask/src/main.rs", &text)), vec![]);
        let text = "\n".repeat(MOST_LINES + 1);
        let violations = check_length(&workspace_with_file("xtask/src/main.rs", &text));
        assert!(violations[0].problem.contains("401 lines"));
        assert_eq!(check_length(&workspace_with_file("README.md", &text)), vec![]);
    }

    #[test]
    fn only_the_marked_item_is_left_out() {
        let text = "one\n#[cfg(test)]\nmod tests;\ntwo\n#[cfg(test)]\nmod more {\n    x\n}\nthree";
        assert_eq!(without_tests(text), [(1, "one"), (4, "two"), (9, "three")]);
        let inner = "impl A {\n    #[cfg(test)]\n    fn f() {\n        x\n    }\n    fn g() {}\n}";
        assert_eq!(without_tests(inner), [(1, "impl A {"), (6, "    fn g() {}"), (7, "}")]);
    }

    #[test]
    fn test_files_are_known_by_their_path() {
        for path in ["crates/a/src/b/tests.rs", "crates/a/tests/b.rs", "crates/a/examples/b.rs"] {
            assert!(is_test_file(path), "{path}");
        }
        assert!(!is_test_file("crates/a/src/latest.rs"));
        assert!(!is_test_file("crates/tests_of/src/lib.rs"));
    }
}
