//! Which commands take `--server`.

use super::Office;
use crate::{
    help::COMMANDS,
    support::{
        folder::Folder,
        program::{command, finish, run},
    },
};

#[test]
fn every_command_takes_a_server_or_says_what_to_do_instead() {
    let folder = Folder::new();
    for words in COMMANDS {
        let name = words.join(" ");
        let is_group = COMMANDS.iter().any(|other| other.len() > words.len() && other.starts_with(words));
        if is_group {
            continue;
        }
        let help = run(&folder, &[*words, &["--help"]].concat()).stdout;
        let with_server = run(&folder, &[*words, &["--server", "http://127.0.0.1:1"]].concat());
        let refuses = with_server.stderr.contains("run it on the server's machine, without --server")
            || with_server.stderr.contains("run it without --server");
        assert_eq!(refuses, !help.contains("--server <URL>"), "{name}: {}", with_server.stderr);
        if refuses {
            assert!(with_server.refusal(2).contains(&format!("valetkey {name} ")), "{}", with_server.stderr);
        }
    }
    assert!(!folder.path().join("valetkey.db").exists(), "no command made a database");
}

#[test]
fn a_command_for_the_database_alone_refuses_the_variable_too() {
    let office = Office::start_without_client();
    for words in ["user export alice", "keys reseal", "tenant remove acme", "mail list"] {
        let refused = office.there(words);
        let name = words.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let expected = format!(
            "valetkey {name} works on the database only: run it on the server's machine, without VALETKEY_SERVER"
        );
        assert!(refused.refusal(2).contains(&expected), "{}", refused.stderr);
    }
    let refused = office.there("user delete alice --json");
    assert_eq!(refused.code, 2);
    let error: serde_json::Value = serde_json::from_str(&refused.stderr).expect("JSON");
    assert!(error["error"].as_str().is_some_and(|text| text.contains("user delete")), "{error}");
}

#[test]
fn an_option_that_names_a_database_wins_over_the_variable() {
    let office = Office::start_without_client();
    let mut refused = office.remote(&["user", "list", "--database", "sqlite:other.db"]);
    refused.env("VALETKEY_SERVER", &office.issuer);
    let refused = finish(refused, "");
    assert!(refused.refusal(1).contains("there is no database other.db"), "{}", refused.stderr);
    let both = office.remote(&["user", "list", "--database", "sqlite:other.db", "--server", &office.issuer]);
    assert!(finish(both, "").refusal(2).contains("cannot be used with"));
    // `serve` runs the server itself, whatever the variable names.
    let mut serve = command(&office.folder, &["serve", "--issuer", "not an issuer"]);
    serve.env("VALETKEY_SERVER", &office.issuer);
    assert!(!finish(serve, "").stderr.contains("VALETKEY_SERVER"));
}
