//! Checks that pure crates use no runtime, server, database, clock, file or randomness.

use super::Violation;
use super::sources::{is_test_file, without_tests};
use super::table::{IMPURE_CRATES, IMPURE_WORDS, is_pure};
use super::workspace::Workspace;

/// Checks that no pure crate depends on a runtime, a server or a database. Dependencies of tests do not count.
pub(crate) fn check_dependencies(workspace: &Workspace) -> Vec<Violation> {
    let mut violations = Vec::new();
    for one in workspace.crates.iter().filter(|one| is_pure(&one.name)) {
        if let Some(way) = workspace.graph.way(&one.name, IMPURE_CRATES, false) {
            violations.push(Violation {
                place: format!("{}/Cargo.toml", one.folder),
                problem: format!("a pure crate reaches {}", way.join(" -> ")),
                fix: "do this work at the edge and pass the result as an argument".to_owned(),
            });
        }
    }
    violations
}

/// Checks that the sources of pure crates have none of the impure words outside tests and comments.
pub(crate) fn check_sources(workspace: &Workspace) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in &workspace.files {
        let Some((name, inner)) = file.path.strip_prefix("crates/").and_then(|path| path.split_once("/src/"))
        else {
            continue;
        };
        if !is_pure(name) || !inner.ends_with(".rs") || is_test_file(&file.path) {
            continue;
        }
        for (number, line) in without_tests(&file.text) {
            if let Some(word) = impure_word(line) {
                violations.push(Violation {
                    place: format!("{}:{number}", file.path),
                    problem: format!("`{word}` in the pure crate {name}"),
                    fix: "take the time, the bytes or the text as an argument".to_owned(),
                });
            }
        }
    }
    violations
}

fn impure_word(line: &str) -> Option<&'static str> {
    let code = line.split("//").next().unwrap_or_default();
    let plain = IMPURE_WORDS.iter().find(|word| {
        // `std::env!` reads a variable at compile time, so it is not an input of the program.
        code.match_indices(**word).any(|(start, _)| !code[start + word.len()..].starts_with('!'))
    });
    plain.copied().or_else(|| word_in_group(code))
}

/// Finds `use std::{env, fs}` on one line.
fn word_in_group(code: &str) -> Option<&'static str> {
    let group = code.split_once("std::{")?.1;
    let names: Vec<&str> = group.split(['{', '}', ',', ';', ':']).map(str::trim).collect();
    ["std::env", "std::fs"].into_iter().find(|word| names.contains(&word.trim_start_matches("std::")))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{crate_of, graph, workspace_of, workspace_with_file};
    use super::*;

    fn places(path: &str, text: &str) -> Vec<String> {
        check_sources(&workspace_with_file(path, text)).into_iter().map(|violation| violation.place).collect()
    }

    #[test]
    fn a_clock_in_a_pure_crate_is_found_with_its_line() {
        let text = "fn now() -> u64 {\n    SystemTime::now().elapsed()\n}\n";
        assert_eq!(
            places("crates/valetkey-types/src/time.rs", text),
            ["crates/valetkey-types/src/time.rs:2"]
        );
        assert!(places("crates/valetkey-server/src/time.rs", text).is_empty());
    }

    #[test]
    fn every_impure_word_is_found() {
        for word in IMPURE_WORDS {
            let text = format!("fn f() {{ {word}(); }}\n");
            assert_eq!(places("crates/valetkey-jose/src/lib.rs", &text).len(), 1, "{word}");
        }
        assert_eq!(places("crates/valetkey-jose/src/lib.rs", "use std::{env, time::Duration};\n").len(), 1);
        assert_eq!(
            places("crates/valetkey-jose/src/lib.rs", "use std::{collections::BTreeMap, fs};\n").len(),
            1
        );
    }

    #[test]
    fn tests_comments_and_compile_time_variables_are_allowed() {
        let text = "// std::fs is not for us\nconst A: &str = std::env!(\"A\");\n\
                    #[cfg(test)]\nmod tests {\n    fn f() { std::fs::read(\"a\"); }\n}\n";
        assert!(places("crates/valetkey-types/src/lib.rs", text).is_empty());
        assert!(places("crates/valetkey-types/src/scope/tests.rs", "use std::fs;\n").is_empty());
        assert!(places("crates/valetkey-types/tests/scope.rs", "use std::fs;\n").is_empty());
    }

    #[test]
    fn code_after_the_tests_still_counts() {
        let text = "#[cfg(test)]\nmod tests {\n    fn f() {}\n}\n\nfn g() { std::fs::read(\"a\"); }\n";
        assert_eq!(places("crates/valetkey-types/src/lib.rs", text), ["crates/valetkey-types/src/lib.rs:6"]);
    }

    #[test]
    fn a_runtime_behind_another_crate_is_found_but_not_in_tests() {
        let mut workspace = workspace_of(vec![crate_of("valetkey-accounts", &[])]);
        workspace.graph = graph(&[("valetkey-accounts", "pool", false), ("pool", "tokio", false)]);
        assert!(check_dependencies(&workspace)[0].problem.contains("valetkey-accounts -> pool -> tokio"));
        workspace.graph = graph(&[("valetkey-accounts", "tokio", true)]);
        assert_eq!(check_dependencies(&workspace), vec![]);
    }
}
