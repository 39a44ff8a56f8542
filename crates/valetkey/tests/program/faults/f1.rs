//! F1: a name that two users share.

use crate::support::{folder::Folder, program::run};

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
