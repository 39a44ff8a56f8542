//! Finds details of a single machine in project files.

use super::Violation;
use super::workspace::Workspace;

/// Folders that exist on one machine only. Each is composed of two strings, so that this file passes the check.
const MACHINE_FOLDERS: &[(&str, &str)] =
    &[("/", "root/"), ("/", "home/"), ("/", "work/"), ("/", "Users/"), ("C:", "\\Users\\")];

/// Checks that no file contains an absolute path to a user's folder.
pub(crate) fn check_paths(workspace: &Workspace) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in &workspace.files {
        for (number, line) in file.text.lines().enumerate() {
            let found = MACHINE_FOLDERS
                .iter()
                .map(|(start, rest)| format!("{start}{rest}"))
                .find(|folder| names_folder(line, folder));
            if let Some(folder) = found {
                violations.push(Violation {
                    place: format!("{}:{}", file.path, number + 1),
                    problem: format!("a path of one machine, starting with {folder}"),
                    fix: "use a path relative to the top of the project, or an argument".to_owned(),
                });
            }
        }
    }
    violations
}

/// Returns `true` if the folder is the start of a path, not in the middle of an address.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || "-_.~}>)*".contains(letter))
    })
}

/// Checks that no lock file of npm names the host from which packages were downloaded.
pub(crate) fn check_lock_hosts(workspace: &Workspace) -> Vec<Violation> {
    let locks = workspace.files.iter().filter(|file| file.path.ends_with("package-lock.json"));
    locks
        .filter(|file| file.text.contains("\"resolved\""))
        .map(|file| Violation {
            place: file.path.clone(),
            problem: "it names download addresses".to_owned(),
            fix: "generate it again with `omit-lockfile-registry-resolved=true` in .npmrc".to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::workspace_with_file;
    use super::*;

    fn found(text: &str) -> usize {
        check_paths(&workspace_with_file("README.md", text)).len()
    }

    #[test]
    fn paths_of_one_machine_are_found() {
        let user = ["", "home", "someone", "x"].join("/");
        assert_eq!(found(&format!("see {user}")), 1);
        assert_eq!(found(&format!("\"{user}\"")), 1);
        assert_eq!(found(&format!("file://{user}")), 1);
        assert_eq!(found(&format!("{user}\n{user}")), 2);
    }

    #[test]
    fn addresses_and_other_folders_are_allowed() {
        let user = ["", "home", "someone"].join("/");
        assert_eq!(found(&format!("https://notes.example{user}")), 0);
        assert_eq!(found(&format!("$HOME{user} and ~{user}")), 0);
        assert_eq!(found("/usr/bin/chromium and /etc/valetkey"), 0);
    }

    #[test]
    fn a_lock_file_with_hosts_is_found() {
        let with =
            workspace_with_file("tests/package-lock.json", "{\"resolved\": \"https://a.example/b.tgz\"}");
        assert_eq!(check_lock_hosts(&with).len(), 1);
        let without = workspace_with_file("tests/package-lock.json", "{\"integrity\": \"sha512-x\"}");
        assert_eq!(check_lock_hosts(&without), vec![]);
    }
}
