//! U15: the command line behaves as one expects.

use std::{
    fs,
    io::Write as _,
    process::{Command, Stdio},
};

use serde_json::{Value, json};

use crate::support::{
    folder::Folder,
    program::{Ended, Running, command, finish, run},
};

const ALICE: [&str; 6] = ["user", "add", "--username", "alice", "--email", "alice@example.com"];

/// Runs a command on a terminal and types this.
fn on_a_terminal(folder: &Folder, words: &[&str], typed: &str) -> Ended {
    let plain = command(folder, words);
    let quoted = |word: &std::ffi::OsStr| format!("'{}'", word.to_str().expect("text"));
    let line: Vec<String> =
        std::iter::once(plain.get_program()).chain(plain.get_args()).map(quoted).collect();
    let mut script = Command::new("script");
    script.args(["-qec", &line.join(" "), "/dev/null"]).current_dir(folder.path());
    script.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = script.spawn().expect("script starts");
    let mut stdin = child.stdin.take().expect("stdin");
    for line in typed.split_inclusive('\n') {
        // Whoever types waits for the question.
        std::thread::sleep(std::time::Duration::from_millis(1500));
        let _ = stdin.write_all(line.as_bytes());
    }
    // The end of input ends a program that still waits for an answer.
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    Ended {
        code: output.status.code().expect("a code"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

#[test]
fn u15_on_a_terminal_a_password_can_be_made_and_the_rule_is_told_first() {
    let folder = Folder::new();
    let ended = on_a_terminal(&folder, &ALICE, "\n");
    assert_eq!(ended.code, 0, "{}", ended.stdout);
    let (rule, question) = (ended.stdout.find("8 characters or more"), ended.stdout.find("Password:"));
    assert!(rule.is_some() && rule < question, "{}", ended.stdout);
    assert!(ended.stdout.contains("Pass the password on now"), "{}", ended.stdout);
}

#[test]
fn u15_a_password_that_is_refused_can_be_typed_again() {
    let folder = Folder::new();
    let ended = on_a_terminal(&folder, &ALICE, "short\ncorrect horse battery\ncorrect horse battery\n");
    assert_eq!(ended.code, 0, "{}", ended.stdout);
    assert!(
        ended.stdout.contains("try again") && !ended.stdout.contains("correct horse"),
        "{}",
        ended.stdout
    );
}

#[test]
fn u15_a_backup_leaves_one_file() {
    let folder = Folder::new();
    assert_eq!(run(&folder, &ALICE).code, 0);
    let files = || -> Vec<String> {
        let names = fs::read_dir(folder.path()).expect("a folder");
        let mut names: Vec<String> =
            names.map(|entry| entry.expect("a file").file_name().into_string().expect("text")).collect();
        names.sort();
        names
    };
    let before = files();
    assert_eq!(run(&folder, &["database", "backup", "copy.db"]).code, 0);
    let mut after = before.clone();
    after.push("copy.db".to_owned());
    after.sort();
    assert_eq!(files(), after);
    assert_eq!(run(&folder, &["database", "restore", "copy.db", "--replace"]).code, 0);
    assert!(!files().iter().any(|name| name.starts_with("copy.db-")), "{:?}", files());
}

#[test]
fn u15_backup_and_restore_advise_the_right_thing() {
    let folder = Folder::new();
    assert_eq!(run(&folder, &ALICE).code, 0);
    folder.write("copy.db", "x");
    let existing = run(&folder, &["database", "backup", "copy.db"]);
    let text = existing.refusal(1);
    assert!(text.contains("copy.db exists already") && text.contains("another file name"), "{text}");
    assert!(!text.contains("--database") && !text.contains("may write there"), "{text}");
    let missing = run(&folder, &["database", "restore", "nowhere.db", "--replace"]);
    let text = missing.refusal(1);
    assert!(text.contains("there is no file nowhere.db") && text.contains("database backup wrote"), "{text}");
    assert!(!text.contains("--database"), "{text}");
}

/// Serves until it has said what it has to say.
fn serve_in(folder: &Folder, words: &[&str]) -> String {
    let mut serve = command(folder, &[&["serve", "--listen", "127.0.0.1:0"][..], words].concat());
    let mut child = serve.spawn().expect("the program starts");
    std::thread::sleep(std::time::Duration::from_secs(8));
    let stopped = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    assert!(stopped.expect("kill runs").success());
    drop(child.stdin.take());
    let output = child.wait_with_output().expect("the program ends");
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn u15_serve_says_what_is_missing_and_the_next_command() {
    let folder = Folder::new();
    let empty = serve_in(&folder, &["--database", "sqlite:new.db"]);
    for expected in [
        "Made the database new.db",
        "No application is registered yet",
        "valetkey client add --name Notes",
        "Nobody can sign in yet",
        "valetkey user add --username alice",
        "--database 'sqlite:new.db'",
        "There is no administrator. Open this link",
    ] {
        assert!(empty.contains(expected), "{expected}: {empty}");
    }
    let database = ["--database", "sqlite:new.db"];
    assert_eq!(run(&folder, &[&ALICE[..], &database].concat()).code, 0);
    let add = ["client", "add", "--name", "Notes", "--redirect-uri", "https://notes.example/auth/callback"];
    assert_eq!(run(&folder, &[&add[..], &database].concat()).code, 0);
    let filled = serve_in(&folder, &database);
    assert!(!filled.contains("yet") && !filled.contains("Made the database"), "{filled}");
}

#[test]
fn u15_json_errors_are_json() {
    let folder = Folder::new();
    for (words, code) in [
        (&["client", "remove", "nobody", "--json"][..], 1),
        (&["client", "add", "--json"], 2),
        (&["clinet", "--json"], 2),
        (&["client", "--json"], 2),
        (&["serve", "--json", "--issuer", "http://id.example"], 2),
        (&["user", "list", "--json", "--config", "nowhere.toml"], 2),
        (&["provider", "show", "nobody", "--json"], 2),
    ] {
        let ended = run(&folder, words);
        let error: Value =
            serde_json::from_str(&ended.stderr).unwrap_or_else(|_| panic!("{words:?}: {}", ended.stderr));
        let text = error["error"].as_str().expect("a text");
        assert!(!text.is_empty() && !text.starts_with("error"), "{text}");
        assert_eq!(
            (&error["exit_code"], ended.code, ended.stdout.as_str()),
            (&json!(code), code, ""),
            "{words:?}"
        );
    }
}

#[test]
fn u15_the_help_of_a_group_has_examples_and_no_global_options() {
    for group in ["client", "user", "keys", "database", "provider"] {
        let help = run(&Folder::new(), &[group, "--help"]).stdout;
        assert!(help.contains("Examples:\n  valetkey ") && help.contains("Commands:\n"), "{help}");
        for option in ["--json", "--log", "Global options"] {
            assert!(!help.contains(option), "{group}: {option}: {help}");
        }
    }
}

#[test]
fn u15_an_unknown_variable_stops() {
    let folder = Folder::new();
    for words in
        [&["user", "list"][..], &["keys", "rotate"], &["health"], &["serve", "--listen", "127.0.0.1:0"]]
    {
        let mut wrong = command(&folder, words);
        wrong.env("VALETKEY_ISUER", "https://id.example");
        let refused = finish(wrong, "");
        assert!(refused.refusal(2).contains("did you mean VALETKEY_ISSUER?"), "{}", refused.stderr);
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    let mut in_kubernetes = command(&folder, &["serve", "--listen", "127.0.0.1:0"]);
    in_kubernetes.env("VALETKEY_SERVICE_HOST", "10.0.0.1").env("VALETKEY_PORT", "tcp://10.0.0.1:80");
    assert_eq!(Running::start(in_kubernetes).stop().0, Some(0));
}

#[test]
fn u15_a_second_application_of_the_same_name_warns() {
    let folder = Folder::new();
    let add = |name: &str, more: &[&str]| {
        let words =
            ["client", "add", "--name", name, "--redirect-uri", "https://notes.example/auth/callback"];
        run(&folder, &[&words[..], more].concat())
    };
    let first = add("Notes", &["--json"]).json();
    assert_eq!(first["warnings"], json!([]));
    let second = add("notes", &[]);
    assert_eq!(second.code, 0);
    let id = first["client_id"].as_str().expect("an id");
    assert!(
        second.stderr.contains("already an application called") && second.stderr.contains(id),
        "{}",
        second.stderr
    );
    assert_eq!(add("Notes ", &["--json"]).json()["warnings"].as_array().map(Vec::len), Some(1));
}
