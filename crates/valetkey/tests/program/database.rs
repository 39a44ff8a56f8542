//! `valetkey database`, and the other commands on PostgreSQL.

use std::fs;

use serde_json::{Value, json};
use valetkey_test_postgres::Cluster;

use crate::support::{
    folder::Folder,
    program::{Running, command, run, run_with_input},
};

/// That of `serve --listen 127.0.0.1:0`.
const ISSUER: &str = "http://127.0.0.1:0";

/// Two people, two applications and keys; what the lists say.
fn fill(folder: &Folder, database: &str) -> [Value; 3] {
    let run = |words: &[&str]| run(folder, &[words, &["--database", database, "--json"]].concat()).json();
    for name in ["Notes", "Photos"] {
        run(&["client", "add", "--name", name, "--redirect-uri", "https://notes.example/callback"]);
    }
    for name in ["alice", "bob"] {
        run(&["user", "add", "--username", name, "--email", &format!("{name}@example.com")]);
    }
    let issuer = ["tenant", "edit", "--issuer", ISSUER, "--encryption-key-file", "valetkey.key"];
    run(&issuer);
    lists(folder, database)
}

fn lists(folder: &Folder, database: &str) -> [Value; 3] {
    [["client", "list"], ["user", "list"], ["keys", "list"]]
        .map(|words| run(folder, &[&words[..], &["--database", database, "--json"]].concat()).json())
}

#[test]
fn records_move_to_postgresql_and_back_and_are_the_same() {
    let (folder, postgres) = (Folder::new(), valetkey_test_postgres::empty_database().url);
    let before = fill(&folder, "sqlite:here.db");
    let copied = run(&folder, &["database", "copy", "sqlite:here.db", &postgres, "--json"]).json();
    assert_eq!((&copied["verified"], &copied["copied"]["client"]), (&json!(true), &json!(2)));
    assert_eq!((&copied["copied"]["user"], &copied["copied"]["session"]), (&json!(2), &json!(0)));
    assert_eq!(lists(&folder, &postgres), before);

    let again = run(&folder, &["database", "copy", "sqlite:here.db", &postgres]);
    assert!(again.refusal(1).contains("is not empty: it has clients"), "{}", again.stderr);
    assert_eq!(lists(&folder, &postgres), before);

    let back = run(&folder, &["database", "copy", &postgres, "sqlite:there.db"]);
    assert_eq!(back.code, 0, "{}", back.stderr);
    assert!(back.stdout.contains("and the same"), "{}", back.stdout);
    assert_eq!(lists(&folder, "sqlite:there.db"), before);

    let missing = run(&folder, &["database", "copy", "sqlite:nowhere.db", "sqlite:new.db"]);
    assert!(missing.refusal(1).contains("there is no database nowhere.db"), "{}", missing.stderr);
    assert!(!folder.path().join("nowhere.db").exists());
}

#[test]
fn a_copy_that_is_not_the_same_is_noticed() {
    let (folder, cluster) = (Folder::new(), Cluster::start());
    let database = cluster.empty_database();
    fill(&folder, "sqlite:here.db");
    assert_eq!(run(&folder, &["client", "list", "--database", &database.url]).code, 0, "makes the schema");
    // One letter in the record of one person.
    cluster.query(
        &database.name,
        "CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN NEW.document := replace(NEW.document, ''bob@example'', ''rob@example''); RETURN NEW; END';
         CREATE TRIGGER change BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION change()",
    );
    let copied = run(&folder, &["database", "copy", "sqlite:here.db", &database.url]);
    assert_eq!(copied.code, 1);
    assert!(copied.stderr.contains("the users differ") && copied.stdout.is_empty(), "{}", copied.stderr);
}

#[test]
fn a_live_file_is_backed_up_and_restored() {
    let folder = Folder::new();
    let before = fill(&folder, "sqlite:valetkey.db");
    fs::rename(folder.path().join("valetkey.key"), folder.path().join("valetkey.db.key")).expect("the key");
    let server = Running::start(command(&folder, &["serve", "--listen", "127.0.0.1:0"]));
    let backup = run(&folder, &["database", "backup", "copy.db", "--json"]).json();
    assert_eq!(backup, json!({ "backup": "copy.db" }));
    let again = run(&folder, &["database", "backup", "copy.db"]);
    assert!(again.refusal(1).contains("exists already"), "{}", again.stderr);

    assert_eq!(run(&folder, &["user", "add", "--username", "carol", "--email", "c@example.com"]).code, 0);
    let unasked = run(&folder, &["database", "restore", "copy.db"]);
    assert!(unasked.refusal(1).contains("--replace"), "{}", unasked.stderr);
    let running = run(&folder, &["database", "restore", "copy.db", "--replace"]);
    assert!(running.refusal(1).contains("is locked by another process"), "{}", running.stderr);
    assert_eq!(server.stop().0, Some(0));
    assert_ne!(lists(&folder, "sqlite:valetkey.db")[1], before[1]);
    assert_eq!(run(&folder, &["database", "restore", "copy.db", "--replace"]).code, 0);
    assert_eq!(lists(&folder, "sqlite:valetkey.db"), before);
    // It still serves.
    assert_eq!(Running::start(command(&folder, &["serve", "--listen", "127.0.0.1:0"])).stop().0, Some(0));
}

#[test]
fn the_password_of_the_database_is_shown_nowhere() {
    let folder = Folder::new();
    let url = valetkey_test_postgres::empty_database().url;
    let with_password =
        url.replace("postgres:///", "postgres://valetkey:hunter2@/").replace("&user=valetkey", "");
    let listed = run(&folder, &["client", "list", "--database", &with_password, "--log", "trace"]);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    assert!(!listed.stderr.contains("hunter2") && !listed.stdout.contains("hunter2"), "{}", listed.stderr);
    let words = ["serve", "--listen", "127.0.0.1:0", "--log", "trace", "--database", &with_password];
    let (code, log) = Running::start(command(&folder, &words)).stop();
    assert!(code == Some(0) && !log.contains("hunter2"), "{log}");
    for wrong in [
        "postgres://valetkey:hunter2@127.0.0.1:1/x",
        "postgres://u:hunter2@h/x?sslmode=x",
        "pg://u:hunter2@h",
    ] {
        let refused = run_with_input(&folder, &["client", "list", "--database", wrong], "");
        assert!(refused.code != 0 && !refused.stderr.contains("hunter2"), "{}", refused.stderr);
    }
    let backup = run(&folder, &["database", "backup", "x.db", "--database", &with_password]);
    assert!(backup.refusal(2).contains("pg_dump") && !backup.stderr.contains("hunter2"), "{}", backup.stderr);
}
