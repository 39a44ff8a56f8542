//! Export and deletion of a user's data, the list of breached passwords, and the file of places.

use std::fs;

use serde_json::json;

use crate::support::{
    folder::Folder,
    program::{Running, command, run, run_with_input},
};

const ALICE: [&str; 6] = ["user", "add", "--username", "alice", "--email", "alice@example.com"];
const DAY: i64 = 86_400;

fn deletion_at(folder: &Folder) -> Option<i64> {
    run(folder, &["user", "show", "alice", "--json"]).json()["deletion_at"].as_i64()
}

#[test]
fn lk4_an_export_shows_a_user_and_no_hash() {
    let folder = Folder::new();
    let added = run(&folder, &[&ALICE[..], &["--name", "Alice Liddell", "--json"]].concat()).json();
    let exported = run(&folder, &["user", "export", "alice"]);
    assert_eq!(exported.code, 0, "{}", exported.stderr);
    let value: serde_json::Value = serde_json::from_str(&exported.stdout).expect("JSON");
    assert_eq!(value["account"]["sub"], added["sub"]);
    assert_eq!(
        (&value["account"]["name"], &value["sign_in"]["password_set"]),
        (&json!("Alice Liddell"), &json!(true))
    );
    assert!(!exported.stdout.contains("argon2"));
    assert!(run(&folder, &["user", "export", "nobody"]).refusal(1).contains("there is no user"));
}

#[test]
fn a_user_is_deleted_later_kept_or_deleted_at_once() {
    let folder = Folder::new();
    run(&folder, &ALICE);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock").as_secs();
    let now = i64::try_from(now).expect("seconds");
    let deleted = run(&folder, &["user", "delete", "alice", "--json"]).json();
    let at = deleted["deletion_at"].as_i64().expect("a moment");
    assert!((0..60).contains(&(at - now - 14 * DAY)), "{at}");
    assert_eq!(deletion_at(&folder), Some(at));
    let shown = run(&folder, &["user", "show", "alice"]).stdout;
    assert!(shown.contains("deleted on"), "{shown}");
    assert!(run(&folder, &["user", "list"]).stdout.contains("leaving"));
    assert_eq!(run(&folder, &["user", "delete", "alice"]).code, 0);
    assert_eq!(deletion_at(&folder), Some(at), "a second request moves nothing");
    assert_eq!(run(&folder, &["user", "delete", "alice", "--cancel", "--json"]).json()["kept"], "alice");
    assert_eq!(deletion_at(&folder), None);
    assert!(
        run(&folder, &["user", "delete", "alice", "--cancel"]).refusal(1).contains("is not to be deleted")
    );
    assert_eq!(run(&folder, &["user", "delete", "alice", "--cancel", "--at-once"]).code, 2);
    assert_eq!(run(&folder, &["user", "delete", "alice", "--at-once", "--json"]).json()["removed"], "alice");
    assert_eq!(run(&folder, &["user", "list", "--json"]).json(), json!([]));
}

#[test]
fn a_restored_backup_deletes_nobody_who_returned_since() {
    let folder = Folder::new();
    run(&folder, &ALICE);
    assert_eq!(Running::start(command(&folder, &["serve", "--listen", "127.0.0.1:0"])).stop().0, Some(0));
    let at = run(&folder, &["user", "delete", "alice", "--json"]).json()["deletion_at"]
        .as_i64()
        .expect("a moment");
    assert_eq!(run(&folder, &["database", "backup", "copy.db"]).code, 0);
    run(&folder, &["user", "delete", "alice", "--cancel"]);
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let restored = run(&folder, &["database", "restore", "copy.db", "--replace", "--json"]).json();
    assert_eq!(restored["postponed_deletions"], 1);
    let later = deletion_at(&folder).expect("she is leaving again");
    assert!(later > at, "from the restore on: {later} after {at}");
    let text = run(&folder, &["database", "after-restore"]).stdout;
    assert!(text.contains("they can return for 14 days again"), "{text}");
}

#[test]
fn a_list_is_built_from_stdin_and_refuses_its_passwords() {
    let folder = Folder::new();
    // The SHA-1 of "correct horse".
    let line = "2F9E53523B62ABC141A2B4D6019D23CBA835DBD0:7\n";
    let words = ["passwords", "build-list", "--from", "-", "--to", "breached.list", "--json"];
    let built = run_with_input(&folder, &words, "hello\n");
    assert!(built.refusal(2).contains("in line 1"), "{}", built.stderr);
    let built = run_with_input(&folder, &words, line).json();
    assert_eq!((&built["lines"], &built["entries"]), (&json!(1), &json!(1)));
    fs::write(folder.path().join("valetkey.toml"), "[passwords]\nbreached_list = \"breached.list\"\n")
        .expect("a file");
    let add = |password: &str| {
        run_with_input(
            &folder,
            &[&ALICE[..], &["--password-stdin", "--config", "valetkey.toml"]].concat(),
            password,
        )
    };
    assert!(add("correct horse\n").refusal(2).contains("stolen passwords"));
    assert_eq!(add("correct horse battery\n").code, 0);
    let bytes = fs::read(folder.path().join("breached.list")).expect("the list");
    fs::write(folder.path().join("breached.list"), &bytes[..bytes.len() - 1]).expect("a file");
    let refused = run(&folder, &["serve", "--listen", "127.0.0.1:0", "--config", "valetkey.toml"]);
    let text = refused.refusal(2);
    assert!(text.contains("passwords.breached_list: expected a complete list"), "{text}");
    let missing = run(&folder, &["passwords", "build-list", "--from", "nothing.txt", "--to", "x"]);
    assert!(missing.refusal(2).contains("nothing.txt"), "{}", missing.stderr);
}

#[test]
fn a_file_of_places_that_is_missing_or_broken_stops_the_start() {
    let folder = Folder::new();
    let page = folder.write("page.mmdb", "<!doctype html><title>Sign in to download</title>");
    let page = page.to_str().expect("a path");
    for (file, expected) in [
        ("missing.mmdb", "places_file: expected a file that can be read, got missing.mmdb"),
        (page, "places_file: expected a file in the MaxMind DB format, got"),
    ] {
        folder.write("valetkey.toml", &format!("places_file = \"{file}\"\n"));
        let refused = run(&folder, &["serve", "--listen", "127.0.0.1:0", "--config", "valetkey.toml"]);
        let text = refused.refusal(2);
        assert!(text.contains(expected) && text.contains(file), "{text}");
    }
}
