//! Checks that the documents about security name only tests that exist.

use std::collections::BTreeSet;

use super::Violation;
use super::workspace::{TextFile, Workspace};

/// The table of all attacks with their tests.
const TABLE: &str = "docs/security-tests.md";

/// The documents that name tests.
const DOCUMENTS: [&str; 3] = [TABLE, "docs/authentication-standards.md", "SECURITY.md"];

/// Checks that all tests named in these documents exist, and that each row of the table has a test or a reason.
///
/// A test is named as `` `file.rs::name` ``, with enough of the path to find the file. `` `ru1_…` `` stands for all tests whose
/// names begin with `ru1_`.
pub(crate) fn check(workspace: &Workspace) -> Vec<Violation> {
    let mut violations = Vec::new();
    for document in workspace.files.iter().filter(|file| DOCUMENTS.contains(&file.path.as_str())) {
        for (number, line) in document.text.lines().enumerate() {
            let problems = code_spans(line).filter_map(|span| problem(span, &workspace.files));
            violations.extend(problems.map(|problem| violation(document, number, problem)));
        }
    }
    if let Some(table) = workspace.files.iter().find(|file| file.path == TABLE) {
        violations.extend(check_rows(table));
    }
    violations
}

/// Checks that each identifier is in one row, with a test or with "Not yet" and the reason.
fn check_rows(table: &TextFile) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut known = BTreeSet::new();
    for (number, line) in table.text.lines().enumerate() {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [id, _, tests] = cells[..] else { continue };
        if !is_identifier(id) {
            continue;
        }
        if !known.insert(id) {
            violations.push(violation(table, number, format!("{id} has two rows")));
        }
        if !tests.contains("::") && !tests.starts_with("Not yet:") {
            violations.push(violation(table, number, format!("{id} has neither a test nor a reason")));
        }
    }
    violations
}

/// Returns whether a text is an identifier like `RU1`.
fn is_identifier(text: &str) -> bool {
    let letters = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    letters.len() < text.len()
        && letters.len() >= 2
        && letters.chars().all(|letter| letter.is_ascii_uppercase())
}

fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

fn problem(span: &str, files: &[TextFile]) -> Option<String> {
    if let Some((path, name)) = span.split_once(".rs::") {
        let path = format!("{path}.rs");
        let here: Vec<&TextFile> = files.iter().filter(|file| is_end_of(&path, &file.path)).collect();
        if here.is_empty() {
            return Some(format!("there is no file {path}"));
        }
        let found = here.iter().any(|file| is_test_in(&file.text, name));
        return (!found).then(|| format!("there is no test {name} in {path}"));
    }
    let start = span.strip_suffix('…')?;
    let (id, rest) = start.split_once('_')?;
    if !rest.is_empty() || !is_identifier(&id.to_uppercase()) {
        return None;
    }
    let found = files.iter().any(|file| tests_in(&file.text).any(|name| name.starts_with(start)));
    (!found).then(|| format!("no test begins with {start}"))
}

/// Returns whether `end` is the path itself or its last folders and file name.
fn is_end_of(end: &str, path: &str) -> bool {
    path.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

fn is_test_in(text: &str, name: &str) -> bool {
    tests_in(text).any(|test| test == name)
}

/// Returns the names of the test functions. Only attributes are between the attribute `test` and the function.
fn tests_in(text: &str) -> impl Iterator<Item = &str> {
    let mut marked = false;
    text.lines().filter_map(move |line| {
        let line = line.trim_start();
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            marked = true;
            return None;
        }
        let name = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
        let name = name.and_then(|rest| rest.split(['(', '<']).next());
        if name.is_some() {
            return name.filter(|_| std::mem::take(&mut marked));
        }
        None
    })
}

fn violation(file: &TextFile, number: usize, problem: String) -> Violation {
    Violation {
        place: format!("{}:{}", file.path, number + 1),
        problem,
        fix: "name a test that exists, or say why there is none yet".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::workspace_with_file;
    use super::*;

    const TESTS: &str = "#[test]\n#[ignore]\nfn ru1_x() {\n}\nfn helper() {}\n    #[tokio::test(start_paused = true)]\n    \
        async fn cp2_y() {}\n";

    fn problems(document: &str, text: &str) -> Vec<String> {
        let mut workspace = workspace_with_file(document, text);
        workspace.files.push(TextFile { path: "crates/a/tests/b/c.rs".to_owned(), text: TESTS.to_owned() });
        check(&workspace).into_iter().map(|violation| violation.problem).collect()
    }

    #[test]
    fn tests_that_exist_may_be_named() {
        let text = "`c.rs::ru1_x`, `b/c.rs::cp2_y`, `crates/a/tests/b/c.rs::ru1_x`, `ru1_…`, `cp2_…`, `other_…`, `x`";
        assert_eq!(problems("SECURITY.md", text), Vec::<String>::new());
    }

    #[test]
    fn tests_that_do_not_exist_are_found() {
        for span in ["c.rs::ru1_z", "c.rs::helper", "a/c.rs::ru1_x", "d.rs::ru1_x", "jo1_…", "rs::ru1_x.rs::"]
        {
            for document in ["SECURITY.md", TABLE] {
                assert_eq!(problems(document, &format!("See `{span}`.")).len(), 1, "{span}");
            }
            assert_eq!(problems("README.md", span), Vec::<String>::new());
        }
    }

    #[test]
    fn each_row_has_a_test_or_a_reason_and_each_identifier_one_row() {
        let good = "| Id | Rule | Tests |\n|---|---|---|\n| RU1 | a | `c.rs::ru1_x` |\n| AL1 | b | Not yet: People. |";
        assert_eq!(problems(TABLE, good), Vec::<String>::new());
        assert_eq!(problems(TABLE, &good.replace("`c.rs::ru1_x`", "later")).len(), 1);
        assert_eq!(problems(TABLE, &good.replace("AL1", "RU1")).len(), 1);
    }
}
