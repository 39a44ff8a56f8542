//! `valetkey user` over the API.

use super::{Office, PASSWORD};
use crate::support::program::finish;

#[test]
fn users_look_the_same_through_both_doors() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    for words in [
        "user list",
        "user list --json",
        "user list al",
        "user list nobody",
        "user list --limit 1",
        "user list --limit 1 --after ada",
        "user list --json --limit 1",
        "user show alice",
        "user show alice@example.com --json",
        "user show ada",
        "user show nobody",
        "user show nobody --json",
        "user disable nobody",
    ] {
        office.both(words);
    }
}

#[test]
fn users_are_changed_over_the_api() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    let sub = office.here("user show alice --json").json()["sub"].as_str().expect("a sub").to_owned();
    for (words, expected) in [
        ("user disable alice", "Disabled alice. Every session and all access of applications ended."),
        ("user enable alice", "Enabled alice."),
        ("user sign-out alice", "Every session of alice ended, and all access of applications."),
        ("user unlock alice", "Unlocked alice: 0 failed sign-ins no longer count, and no pause."),
    ] {
        let there = office.there(words);
        assert_eq!((there.code, there.stdout.trim_end()), (0, expected), "{}", there.stderr);
        let json = format!("{words} --json");
        assert_eq!(office.there(&json).json()["sub"], sub.as_str());
        office.both(&json);
    }
    let link = office.there("user reset-link alice --json").json();
    assert!(link["uri"].as_str().expect("a link").starts_with(&office.issuer), "{link}");
    let events = office.here("event list --user alice --kind user").stdout;
    assert!(events.contains("ada"), "the events name the administrator: {events}");
    let removed = office.there("user remove alice");
    assert_eq!(removed.stdout, "Removed alice, with sessions and everything they allowed.\n");
    office.both("user show alice");
}

#[test]
fn a_user_without_a_role_is_told_the_missing_permission() {
    let office = Office::start();
    assert_eq!(office.sign_in("alice").json()["username"], serde_json::Value::Null);
    assert!(office.there("whoami").stdout.contains("no role with the permission users:read"));
    let refused = office.there("user list");
    assert!(refused.refusal(1).contains("expected the permission users:read"), "{}", refused.stderr);
    let refused = office.there("user disable ada");
    assert!(refused.refusal(1).contains("expected the permission users:"), "{}", refused.stderr);
    assert!(office.here("user show ada").stdout.contains("disabled        false"));
}

#[test]
fn users_are_added_and_edited_over_the_api() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    let made = office.there("user add --username bob --email bob@example.com --name Bob --json").json();
    assert!(made["password"].as_str().is_some_and(|password| password.len() >= 8), "{made}");
    office.both("user show bob");
    for (words, code, expected) in [
        ("user add --username bob --email other@example.com", 2, "username"),
        ("user add --username x --email no-address", 2, "email"),
        ("user edit bob --email ada@example.com", 2, "email"),
        ("user edit bob --claim birthdate=yesterday", 2, "birthdate"),
        ("user edit bob --remove-role nothing", 2, "--remove-role"),
        ("user edit bob --attribute nothing=x", 2, "nothing"),
    ] {
        let refused = office.there(words);
        assert!(refused.refusal(code).contains(expected), "{words}: {}", refused.stderr);
    }
    let edit = "user edit bob --claim address.locality=Vienna --claim nickname=Bo --add-role reader --email-verified";
    let edited = office.done(edit);
    assert!(edited.contains("Vienna") && edited.contains("reader"), "{edited}");
    assert_eq!(office.both("user show bob").stdout, edited);
    let again = office.there("user edit bob --claim nickname=Bo");
    assert!(again.stderr.contains("Nothing differs"), "{}", again.stderr);
    let removed = office.done("user edit bob --claim nickname= --claim address.locality= --email=");
    assert!(!removed.contains("Vienna"), "{removed}");

    let with = |text: &str| {
        let words = ["user", "password", "bob", "--password-stdin", "--server", &office.issuer];
        finish(office.remote(&words), text)
    };
    let refused = with("short\n");
    assert!(
        refused.refusal(2).contains("password") && !refused.stderr.contains("short"),
        "{}",
        refused.stderr
    );
    let new = with(&format!("{PASSWORD} of bob\n"));
    assert_eq!((new.code, new.stdout.contains(PASSWORD)), (0, false), "{}", new.stderr);
    let invited = office.there("user invite carol@example.com --json").json();
    assert!(invited["uri"].as_str().is_some_and(|uri| uri.starts_with(&office.issuer)), "{invited}");
    let refused = office.there("user invite dora@example.com --role editor");
    assert!(refused.refusal(2).contains("--role: for the database only"), "{}", refused.stderr);
}

#[test]
fn access_is_withdrawn_over_the_api() {
    let office = Office::start();
    assert_eq!(office.sign_in("ada").code, 0);
    let refused = office.both("user withdraw ada notes");
    assert!(refused.refusal(1).contains("valetkey-command-line"), "{}", refused.stderr);
    let done = office.done("user withdraw ada valetkey-command-line");
    assert!(done.contains("no longer has access"), "{done}");
    // The administrator took the access of this very sign-in.
    let refused = office.there("user list");
    assert!(refused.refusal(1).contains("run valetkey sign-in"), "{}", refused.stderr);
}
