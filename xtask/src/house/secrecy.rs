//! Checks the sources: only one crate opens connections, and no secret is compared in variable time.

use super::Violation;
use super::sources::{is_test_file, without_tests};
use super::workspace::Workspace;

/// The only crate that opens HTTP connections.
const WAY_OUT: &str = "crates/valetkey-fetch/";

/// Words in code that opens a connection.
const CONNECTING: &[&str] = &[
    "reqwest::",
    "TcpStream::connect",
    "UnixStream::connect",
    "TcpSocket",
    "UdpSocket",
    "client::conn::",
    "client::legacy",
];

/// Comparisons of secrets that attackers cannot measure, with the reason.
const HARMLESS: &[(&str, &str)] = &[
    ("crates/valetkey-server/src/configuration/database.rs", "compares two settings of the operator"),
    ("crates/valetkey/src/command/user/new_password.rs", "compares two inputs of one user at a terminal"),
    ("crates/valetkey-client/src/refresher.rs", "compares the application's own token with its stored copy"),
];

/// Checks SS4: only valetkey-fetch opens HTTP connections, because it enforces limits and the rules for private networks.
pub(crate) fn check_way_out(workspace: &Workspace) -> Vec<Violation> {
    let lines = code(workspace).filter(|(path, ..)| !path.starts_with(WAY_OUT));
    let violation = |(path, number, line): (&str, usize, &str)| {
        let word = CONNECTING.iter().find(|word| line.contains(**word))?;
        Some(Violation {
            place: format!("{path}:{number}"),
            problem: format!("`{word}` opens a connection of its own"),
            fix: "send it with a transport of valetkey-fetch".to_owned(),
        })
    };
    lines.filter_map(violation).collect()
}

/// Checks EN4: no secret is compared with `==`, which stops at the first different byte.
pub(crate) fn check_comparisons(workspace: &Workspace) -> Vec<Violation> {
    let lines = code(workspace).filter(|(path, ..)| !HARMLESS.iter().any(|(harmless, _)| harmless == path));
    let compares =
        |line: &str| line.contains(".expose()") && (line.contains(" == ") || line.contains(" != "));
    lines
        .filter(|(.., line)| compares(line))
        .map(|(path, number, _)| Violation {
            place: format!("{path}:{number}"),
            problem: "a secret is compared in variable time".to_owned(),
            fix: "use valetkey_jose::digest::constant_time_eq, or add the file to HARMLESS with the reason"
                .to_owned(),
        })
        .collect()
}

/// Returns the lines of published code and examples, without tests and comments: the path, the number from 1, and the code.
fn code(workspace: &Workspace) -> impl Iterator<Item = (&str, usize, &str)> {
    let ours = |path: &str| {
        (path.starts_with("crates/") || path.starts_with("examples/"))
            && path.contains("/src/")
            && path.ends_with(".rs")
            && !is_test_file(path.trim_start_matches("examples/"))
    };
    workspace.files.iter().filter(move |file| ours(&file.path)).flat_map(|file| {
        without_tests(&file.text)
            .into_iter()
            .map(|(number, line)| (file.path.as_str(), number, line.split("//").next().unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::workspace_with_file;
    use super::*;

    #[test]
    fn ss4_a_second_way_out_is_found() {
        for line in [
            "let client = reqwest::Client::new();",
            "TcpStream::connect(address).await",
            "TcpSocket::new_v4()",
        ] {
            let found = |path: &str| check_way_out(&workspace_with_file(path, line)).len();
            assert_eq!(found("crates/valetkey-server/src/x.rs"), 1, "{line}");
            assert_eq!(found("examples/a/src/main.rs"), 1, "{line}");
            assert_eq!(found("crates/valetkey-fetch/src/x.rs"), 0, "{line}");
            assert_eq!(found("crates/valetkey-server/tests/x.rs"), 0, "{line}");
        }
        let comment = workspace_with_file("crates/valetkey-server/src/x.rs", "// like reqwest::Client");
        assert_eq!(check_way_out(&comment), vec![]);
    }

    #[test]
    fn en4_a_comparison_in_variable_time_is_found() {
        let found = |path: &str, line: &str| check_comparisons(&workspace_with_file(path, line)).len();
        let path = "crates/valetkey-server/src/x.rs";
        assert_eq!(found(path, "if secret.expose() == sent {"), 1);
        assert_eq!(found(path, "let wrong = sent != secret.expose();"), 1);
        assert_eq!(found(path, "if constant_time_eq(secret.expose().as_bytes(), sent) {"), 0);
        assert_eq!(found("crates/valetkey-server/tests/x.rs", "a.expose() == b.expose()"), 0);
        assert_eq!(found(HARMLESS[0].0, "a.expose() == b.expose()"), 0);
    }
}
