//! Checks that the README shows the program that is compiled here, and that it is as short as the README says.
#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

const README: &str = include_str!("../../../README.md");
const PROGRAM: &str = include_str!("../examples/log_in_with_github.rs");
const MOST_LINES: usize = 19;

#[test]
fn log_in_with_github_is_as_short_as_the_readme_says() {
    let section =
        README.split("\n## ").find(|section| section.starts_with("Log in to your application")).unwrap();
    let (says, block) = section.split_once("```rust\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let (_, program) = PROGRAM.split_once("\n\n").unwrap();
    assert_eq!(block, program, "the README shows the compiled program");
    let lines = block.lines().filter(|line| !line.trim().is_empty()).count();
    assert!(lines <= MOST_LINES, "{lines} lines");
    assert!(says.contains(&format!("{lines} lines")), "the README counts {lines} lines otherwise:\n{says}");
}
