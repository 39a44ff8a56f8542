//! `valetkey user`.

use serde_json::json;

use crate::support::{
    folder::Folder,
    program::{run, run_with_input},
};

const ALICE: [&str; 6] = ["user", "add", "--username", "alice", "--email", "alice@example.com"];

#[test]
fn a_person_is_added_listed_and_removed() {
    let folder = Folder::new();
    let more = [
        "--name",
        "Alice Liddell",
        "--role",
        "admin",
        "--role",
        "reader",
        "--email-verified",
        "--locale",
        "en-GB",
    ];
    let words = [&ALICE[..], &more, &["--password-stdin", "--json"]].concat();
    let added = run_with_input(&folder, &words, "correct horse battery\n").json();
    assert_eq!(added["username"], "alice");
    assert_eq!(added["roles"], json!(["admin", "reader"]));
    assert_eq!((&added["email_verified"], &added["locale"]), (&json!(true), &json!("en-GB")));
    assert_eq!(added.get("password"), None, "a password that was given is not repeated");

    let listed = run(&folder, &["user", "list", "--json"]).json();
    assert_eq!(listed[0]["sub"], added["sub"]);
    assert_eq!(listed[0]["has_password"], true);
    let shown = run(&folder, &["user", "list"]).stdout;
    assert!(shown.contains("alice@example.com") && !shown.contains("argon2"), "{shown}");

    let by_beginning = run(&folder, &["user", "remove", "alic"]);
    assert!(by_beginning.refusal(1).contains("there is no user"));
    assert_eq!(run(&folder, &["user", "remove", "ALICE@example.com", "--json"]).json()["removed"], "alice");
    assert_eq!(run(&folder, &["user", "list", "--json"]).json(), json!([]));
}

#[test]
fn without_a_terminal_a_password_is_made_and_shown_once() {
    let folder = Folder::new();
    let added = run(&folder, &[&ALICE[..], &["--json"]].concat()).json();
    let password = added["password"].as_str().expect("a password");
    assert_eq!(password.len(), 27);
    let listed = run(&folder, &["user", "list", "--json"]).stdout;
    assert!(!listed.contains(password));
    let words = ["user", "add", "--username", "bob", "--email", "bob@example.com"];
    assert!(run(&folder, &words).stdout.contains("Pass the password on now"));
}

#[test]
fn who_can_not_be_added_is_refused() {
    let folder = Folder::new();
    for (words, input, complaint) in [
        (&["--username", "alice", "--email", "alice"][..], "correct horse", "expected a mail address"),
        (&["--username", "a b", "--email", "a@example.com"], "correct horse", "in a username"),
        (&["--username", "alice", "--email", "a@example.com"], "short", "at least 8 characters"),
        (&["--username", "alice", "--email", "a@example.com"], "password123", "an attacker tries"),
        (&["--username", "alice", "--email", "a@example.com"], "one line\nanother", "expects one line"),
        (
            &["--username", "alice", "--email", "a@example.com", "--role", ""],
            "correct horse",
            "expected roles",
        ),
        (
            &["--username", "alice", "--email", "a@example.com", "--locale", "x\ny"],
            "correct horse",
            "expected a value of locale",
        ),
    ] {
        let words = [&["user", "add", "--password-stdin"][..], words].concat();
        let refused = run_with_input(&folder, &words, input);
        let text = refused.refusal(2);
        assert!(text.contains(complaint), "{words:?}: {text}");
        assert!(!text.contains(input), "the password is not repeated: {text}");
    }
}

#[test]
fn a_password_of_the_command_line_keeps_to_the_rule_of_the_pages() {
    let folder = Folder::new();
    folder.write("valetkey.toml", "[passwords]\nminimum_length = 15\n[branding]\nname = \"Notebook Club\"\n");
    let configured = ["--config", "valetkey.toml"];
    let edit = ["tenant", "edit", "--issuer", "https://sign-in.acme.example"];
    assert_eq!(run(&folder, &[&edit[..], &configured].concat()).code, 0);
    let add = [&ALICE[..], &["--name", "Alice Liddell", "--password-stdin"], &configured].concat();
    let change = [&["user", "password", "alice", "--password-stdin"][..], &configured].concat();
    for words in [&add, &change] {
        for (password, complaint) in [
            ("fourteen chars", "at least 15 characters, got 14"),
            ("short", "at least 15 characters, got 5"),
            ("alice@example.com", "not the name or address"),
            ("liddell-alice-1865", "not the name or address"),
            ("Acme-Example-2026", "not the name or address"),
            ("sign-in.acme.example", "not the name or address"),
            ("notebook-club-2026", "not the name or address"),
        ] {
            let refused = run_with_input(&folder, words, password);
            assert!(refused.refusal(2).contains(complaint), "{words:?} {password}: {}", refused.stderr);
        }
        assert_eq!(run_with_input(&folder, words, "fifteen letters").code, 0, "{words:?}");
    }
    folder.write("valetkey.toml", "[passwords]\nminimum_length = 40\n");
    let made = run(&folder, &["user", "password", "alice", "--json", "--config", "valetkey.toml"]).json();
    assert_eq!(made["password"].as_str().map(str::len), Some(41), "a password that is made keeps to it too");
}

#[test]
fn a_name_or_address_that_is_taken_is_refused_whatever_the_case() {
    let folder = Folder::new();
    assert_eq!(run(&folder, &ALICE).code, 0);
    for (username, email) in [("ALICE", "other@example.com"), ("other", "Alice@Example.com")] {
        let refused = run(&folder, &["user", "add", "--username", username, "--email", email]);
        assert!(refused.refusal(1).contains("is taken"), "{}", refused.stderr);
    }
}

#[test]
fn people_are_found_by_how_a_name_begins_page_by_page() {
    let folder = Folder::new();
    for (username, name) in
        [("bob", "Ann Miller"), ("anna", "Anna Berg"), ("ann_x", "Percy Percent"), ("carl", "Carl")]
    {
        let email = format!("{username}@example.com");
        let words = ["user", "add", "--username", username, "--email", &email, "--name", name];
        assert_eq!(run(&folder, &words).code, 0);
    }
    let names = |words: &[&str]| -> Vec<String> {
        let listed = run(&folder, &[&["user", "list", "--json"], words].concat()).json();
        let people = listed.as_array().expect("a list").iter();
        people.map(|person| person["username"].as_str().expect("a username").to_owned()).collect()
    };
    assert_eq!(names(&[]), ["ann_x", "anna", "bob", "carl"]);
    assert_eq!(names(&["ANN"]), ["ann_x", "anna", "bob"]);
    assert_eq!(names(&["ann_"]), ["ann_x"], "no pattern");
    assert_eq!(names(&["ann", "--limit", "2"]), ["ann_x", "anna"]);
    assert_eq!(names(&["ann", "--limit", "2", "--after", "anna"]), ["bob"]);
    assert_eq!(names(&["miller"]), [""; 0]);

    let page = run(&folder, &["user", "list", "ann", "--limit", "2"]);
    assert_eq!(page.stdout.lines().count(), 3, "a heading and two people: {}", page.stdout);
    assert!(
        page.stderr.contains("There are more. To see the next ones, add: --after anna"),
        "{}",
        page.stderr
    );
    let last = run(&folder, &["user", "list", "ann", "--limit", "2", "--after", "anna"]);
    assert!(last.stdout.contains("Ann Miller") && last.stderr.is_empty(), "{} {}", last.stdout, last.stderr);
    let nobody = run(&folder, &["user", "list", "zed"]);
    assert!(
        nobody.stdout.contains("Nobody whose username, mail address or full name begins with"),
        "{}",
        nobody.stdout
    );
    let unknown = run(&folder, &["user", "list", "--after", "zed"]);
    assert!(unknown.refusal(1).contains("there is no user"), "{}", unknown.stderr);
    assert_eq!(run(&folder, &["user", "list", "--limit", "0"]).code, 2);
}

#[test]
fn every_standard_claim_is_set_shown_and_removed() {
    let folder = Folder::new();
    let claims = [
        ("middle_name", "Pleasance"),
        ("nickname", "Al"),
        ("profile", "https://people.example/alice"),
        ("picture", "https://people.example/alice.png"),
        ("website", "http://alice.example"),
        ("gender", "female"),
        ("birthdate", "0000-02-29"),
        ("zoneinfo", "America/Argentina/Buenos_Aires"),
        ("address.street_address", "Folly Bridge 1\nOxford"),
        ("address.country", "GB"),
    ];
    let pairs: Vec<String> = claims.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let options = pairs.iter().flat_map(|pair| ["--claim", pair.as_str()]);
    let words: Vec<&str> = ALICE.into_iter().chain(options).chain(["--json"]).collect();
    run(&folder, &words).json();
    let shown = run(&folder, &["user", "show", "alice", "--json"]).json();
    for (name, value) in claims {
        assert_eq!(shown.pointer(&format!("/{}", name.replace('.', "/"))), Some(&json!(value)), "{name}");
    }
    let in_words = run(&folder, &["user", "show", "alice"]).stdout;
    assert!(in_words.contains("0000-02-29") && in_words.contains("Folly Bridge 1  Oxford"), "{in_words}");

    let edit = ["user", "edit", "alice", "--claim", "nickname=", "--claim", "address.country=", "--json"];
    let edited = run(&folder, &edit).json();
    assert_eq!((&edited["nickname"], &edited["address"]["country"]), (&json!(null), &json!(null)));
    assert_eq!(edited["middle_name"], "Pleasance");
    let edit = ["user", "edit", "alice", "--claim", "address.street_address=", "--json"];
    assert_eq!(run(&folder, &edit).json()["address"], json!(null), "an empty address is none");
}

#[test]
fn sc3_a_claim_that_is_no_standard_claim_or_has_a_wrong_form_is_refused() {
    let folder = Folder::new();
    run(&folder, &ALICE);
    for (pair, complaint) in [
        ("sub=root", "expected one of name, "),
        ("email_verified=true", "expected one of name, "),
        ("nickname", "expected NAME=VALUE"),
        ("birthdate=17.5.1990", "expected a value of birthdate: a day as YYYY-MM-DD"),
        ("website=javascript:alert(1)", "expected a value of website: an http or https address"),
    ] {
        let refused = run(&folder, &["user", "edit", "alice", "--claim", pair]);
        assert!(refused.refusal(2).contains(complaint), "{}", refused.stderr);
    }
    let twice = run(&folder, &["user", "edit", "alice", "--name", "A", "--claim", "name=B"]);
    assert!(twice.refusal(2).contains("expected one value of name"), "{}", twice.stderr);
    assert_eq!(run(&folder, &["user", "show", "alice", "--json"]).json()["name"], json!(null));
}
