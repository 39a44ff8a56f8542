//! How `serve` answers to a configuration that can't be.

use crate::support::{
    folder::Folder,
    program::{Ended, Running, command, finish, run},
};

fn with_file(text: &str) -> Ended {
    let folder = Folder::new();
    folder.write("valetkey.toml", text);
    run(&folder, &["serve", "--config", "valetkey.toml"])
}

#[test]
fn an_unknown_key_is_shown_in_its_place() {
    let refused = with_file("issuer = \"https://id.example\"\n\n[lifetimes]\nacess_token = \"5m\"\n");
    let text = refused.refusal(2);
    for expected in [
        "unknown configuration key lifetimes.acess_token",
        "valetkey.toml:4:1",
        "acess_token = \"5m\"",
        "did you mean lifetimes.access_token?",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

#[test]
fn plain_http_stays_on_this_machine() {
    let file = with_file("issuer = \"http://id.example\"\n");
    assert!(
        file.refusal(2).contains("valetkey.toml:1:10") && file.stderr.contains("expected https"),
        "{}",
        file.stderr
    );
    let folder = Folder::new();
    let flag = run(&folder, &["serve", "--issuer", "http://id.example"]);
    assert!(flag.refusal(2).starts_with("error: --issuer: expected https"), "{}", flag.stderr);
    let everywhere = run(&folder, &["serve", "--issuer", "http://localhost:8080", "--listen", "0.0.0.0:0"]);
    assert!(everywhere.refusal(2).contains("--listen"), "{}", everywhere.stderr);
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing was made");
}

#[test]
fn a_wrong_variable_is_named() {
    let folder = Folder::new();
    let mut serve = command(&folder, &["serve"]);
    serve.env("VALETKEY_LIFETIMES_ACCESS_TOKEN", "soon");
    let refused = finish(serve, "");
    assert!(refused.refusal(2).contains("VALETKEY_LIFETIMES_ACCESS_TOKEN"), "{}", refused.stderr);
}

#[test]
fn the_log_can_be_json_and_a_wrong_filter_is_refused() {
    let folder = Folder::new();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--log", "info", "--log-format", "json"];
    let (_, log) = Running::start(command(&folder, &serve)).stop();
    assert!(log.contains("a signing key was made"), "{log}");
    for line in log.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
    }
    let refused = run(&folder, &["user", "list", "--log", "valetkey=loud"]);
    assert!(refused.refusal(2).contains("--log: expected a level"), "{}", refused.stderr);
}

#[test]
fn the_manual_names_every_key() {
    let manual = include_str!("../../README.md");
    let file = manual.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("the file");
    let folder = Folder::new();
    folder.write("valetkey.toml", file);
    let list = run(&folder, &["user", "list", "--config", "valetkey.toml"]);
    assert!(list.refusal(1).contains("there is no database"), "{}", list.stderr);
    let known = include_str!("../../src/configuration_file/known_keys.rs");
    let names = known.split("name: \"").skip(1).filter_map(|rest| rest.split('"').next());
    for name in names {
        let last = name.rsplit('.').next().expect("a name");
        assert!(file.contains(&format!("\n{last} = ")) || file.contains(&format!("\n# {last} = ")), "{name}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let refused = run(&Folder::new(), &["serve", "--config", "nowhere.toml"]);
    assert!(refused.refusal(2).contains("nowhere.toml"), "{}", refused.stderr);
}

#[test]
fn administering_commands_read_the_same_file_and_variables() {
    let folder = Folder::new();
    folder.write("valetkey.toml", "database = \"sqlite:from-file.db\"\n");
    let add =
        ["user", "add", "--username", "alice", "--email", "alice@example.com", "--config", "valetkey.toml"];
    assert_eq!(run(&folder, &add).code, 0);
    assert!(folder.path().join("from-file.db").exists());
    let mut list = command(&folder, &["user", "list", "--config", "valetkey.toml"]);
    list.env("VALETKEY_DATABASE", "sqlite:from-environment.db");
    assert!(finish(list, "").refusal(1).contains("from-environment.db"));
    let wrong = run(&folder, &["user", "list", "--database", "mysql://somewhere"]);
    assert!(wrong.refusal(2).contains("--database") && wrong.stderr.contains("sqlite:"), "{}", wrong.stderr);
}
