//! Checks that the copies of the design tokens are identical. They are necessary because a published library needs its own copy.

use super::Violation;
use super::workspace::Workspace;

/// The original file, which is edited.
const ORIGINAL: &str = "crates/valetkey-pages/assets/style/tokens.css";

/// The copies of the original.
const COPIES: [&str; 3] = [
    "crates/valetkey-axum/src/tokens.css",
    "crates/valetkey/assets/tokens.css",
    "crates/valetkey-provider-simulator/templates/tokens.css",
];

/// Checks that all copies have the same content as the original.
pub(crate) fn check(workspace: &Workspace) -> Vec<Violation> {
    let read = |path: &str| workspace.files.iter().find(|file| file.path == path).map(|file| &file.text);
    let original = read(ORIGINAL);
    let differs = |copy: &&str| original.is_none() || read(copy) != original;
    COPIES.into_iter().filter(differs).map(violation).collect()
}

fn violation(copy: &str) -> Violation {
    Violation {
        place: copy.to_owned(),
        problem: format!("the design tokens are not those of {ORIGINAL}"),
        fix: format!("edit {ORIGINAL} and copy it: cp {ORIGINAL} {copy}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::workspace::TextFile;
    use super::*;

    fn with(text_of_the_last: &str) -> Workspace {
        let file = |path: &str, text: &str| TextFile { path: path.to_owned(), text: text.to_owned() };
        let mut files: Vec<TextFile> = COPIES.iter().map(|copy| file(copy, ":root{}")).collect();
        files.push(file(ORIGINAL, ":root{}"));
        files[2].text = text_of_the_last.to_owned();
        Workspace { files, ..Workspace::default() }
    }

    #[test]
    fn u9_a_copy_that_differs_or_is_missing_is_found() {
        assert_eq!(check(&with(":root{}")), vec![]);
        let violations = check(&with(":root{--radius:0}"));
        assert_eq!(violations.len(), 1);
        assert_eq!(violations[0].place, COPIES[2]);
        assert_eq!(check(&Workspace::default()).len(), 3);
    }
}
