//! F1: a name that two users share.

use serde_json::Value;

use crate::support::{
    folder::Folder,
    old::folder_with_old_database,
    program::{Ended, run},
};

/// Whoever took somebody's address as a username signed in where the other one was meant.
#[test]
fn f1_a_mail_address_of_one_user_is_no_username_of_another() {
    let folder = Folder::new();
    let add = |username: &str, email: &str| {
        run(&folder, &["user", "add", "--username", username, "--email", email, "--json"])
    };
    assert_eq!(add("alice", "alice@example.com").code, 0);
    for (username, email) in [
        ("alice@example.com", "mallory@example.com"),
        ("ALICE@Example.com", "mallory@example.com"),
        ("mallory", "alice@example.com"),
        ("Alice", "mallory@example.com"),
    ] {
        let refused = add(username, email);
        assert!(refused.refusal(1).contains("is taken"), "{username} {email}: {}", refused.stderr);
    }
    // The own address may be the username, and a name is free for who comes first.
    assert_eq!(add("bob@example.com", "bob@example.com").code, 0);
    assert!(add("carol", "bob@example.com").refusal(1).contains("is taken"));
    let listed = run(&folder, &["user", "list", "--json"]).json();
    assert_eq!(listed.as_array().map(Vec::len), Some(2), "{listed}");
}

/// A folder with a database of before, in which Bob has the address that somebody else took as a username; runs commands in it.
struct Old(Folder);

impl Old {
    fn new() -> Self {
        let old = Self(folder_with_old_database());
        // The first command brings the database up to date, and warns about the name.
        assert_eq!(old.user(&["list"]).code, 0);
        old
    }

    fn user(&self, words: &[&str]) -> Ended {
        run(&self.0, &[&["user"], words, &["--json"]].concat())
    }

    fn users(&self) -> Vec<Value> {
        self.user(&["list"]).json().as_array().expect("a list").clone()
    }

    /// Bob, and the one with his address as a username.
    fn sharing(&self) -> [String; 2] {
        let users = self.users();
        let sub = |field: &str| {
            let found = users.iter().find(|user| {
                let name = user[field].as_str().unwrap_or_default();
                name.eq_ignore_ascii_case("bob@example.com")
            });
            found.expect("a user")["sub"].as_str().expect("a text").to_owned()
        };
        [sub("email"), sub("username")]
    }
}

/// Both could not even be disabled until one of them was renamed, and the one with the address could not be renamed.
#[test]
fn f1_users_who_share_a_name_from_before_can_be_edited_and_disabled() {
    let old = Old::new();
    for sub in old.sharing() {
        let edited = old.user(&["edit", &sub, "--name", "Same Name"]);
        assert_eq!((edited.code, &edited.json()["name"]), (0, &"Same Name".into()), "{}", edited.stderr);
        assert_eq!(old.user(&["disable", &sub]).code, 0);
        assert_eq!(old.user(&["enable", &sub]).code, 0);
        assert_eq!(old.user(&["password", &sub]).code, 0);
    }
    let [bob, _] = old.sharing();
    let renamed = old.user(&["edit", &bob, "--username", "robert"]);
    assert_eq!(renamed.code, 0, "the name that is not shared: {}", renamed.stderr);
}

#[test]
fn f1_an_ambiguous_name_is_refused_with_the_subs() {
    let old = Old::new();
    for words in [&["show"][..], &["disable"], &["remove"], &["edit", "--name", "X"]] {
        let (verb, rest) = words.split_first().expect("a verb");
        let refused = old.user(&[&[*verb, "Bob@example.com"], rest].concat());
        let text = refused.refusal(1);
        for sub in old.sharing() {
            assert!(text.contains(&sub), "{verb}: {text}");
        }
    }
    assert!(old.users().iter().all(|user| user["disabled"] == false && user["name"] != "X"));
    // Any other name of theirs says who is meant, and so does an address that only one user has.
    let [bob, _] = old.sharing();
    assert_eq!(old.user(&["show", "bob"]).json()["sub"], bob.as_str());
    assert_eq!(old.user(&["show", "ALICE@example.com"]).json()["username"], "alice");
}

/// When the one with the username gives it up, it is Bob's: nobody else takes it, and Bob can give it up.
#[test]
fn f1_a_name_that_one_user_gives_up_stays_with_the_other() {
    let add =
        |old: &Old, username: &str| old.user(&["add", "--username", username, "--email", "m@example.com"]);
    for verb in ["edit", "remove"] {
        let old = Old::new();
        let [bob, other] = old.sharing();
        let words =
            if verb == "edit" { &["edit", &other, "--username", "other"][..] } else { &["remove", &other] };
        let given_up = old.user(words);
        assert_eq!(given_up.code, 0, "{verb}: {}", given_up.stderr);
        assert_eq!(
            old.user(&["show", "bob@example.com"]).json()["sub"],
            bob.as_str(),
            "{verb}: one user is left"
        );
        let refused = add(&old, "bob@example.com");
        assert!(refused.refusal(1).contains("is taken"), "{verb}: {}", refused.stderr);
        assert_eq!(old.user(&["edit", &bob, "--email", "bob@new.example"]).code, 0, "{verb}");
        assert_eq!(add(&old, "bob@example.com").code, 0, "{verb}: free now");
    }
    // The one with the address gives it up: the name stays with the other.
    let old = Old::new();
    let [bob, _] = old.sharing();
    assert_eq!(old.user(&["edit", &bob, "--email", "bob@new.example"]).code, 0);
    assert!(add(&old, "bob@example.com").refusal(1).contains("is taken"));
}

#[test]
fn f1_an_edit_to_a_name_of_somebody_else_says_whose_it_is() {
    let old = Old::new();
    let alice = old.user(&["show", "alice"]).json()["sub"].as_str().expect("a text").to_owned();
    let refused = old.user(&["edit", "bob", "--username", "Alice"]);
    let text = refused.refusal(1);
    assert!(text.contains("\\\"Alice\\\"") && text.contains(&alice), "{text}");
}
