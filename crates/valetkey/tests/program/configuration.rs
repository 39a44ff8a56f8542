//! How `serve` answers to a configuration that can't be.

use crate::support::{
    folder::Folder,
    program::{Ended, command, finish, run},
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
    assert!(
        flag.refusal(2).contains("--issuer") && flag.stderr.contains("expected https"),
        "{}",
        flag.stderr
    );
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
    let mut list = command(&folder, &["user", "list", "--json", "--config", "valetkey.toml"]);
    list.env("VALETKEY_DATABASE", "sqlite:from-environment.db");
    assert!(finish(list, "").refusal(1).contains("from-environment.db"));
    let wrong = run(&folder, &["user", "list", "--database", "postgres://somewhere"]);
    assert!(wrong.refusal(2).contains("--database") && wrong.stderr.contains("sqlite:"), "{}", wrong.stderr);
}
