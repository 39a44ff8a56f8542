//! M1: the counters of failed sign-ins tell whether somebody exists.

use std::{thread, time::Duration};

use crate::support::{
    browser::Browser,
    http::{get_with, post_form_with},
    nodes::Nodes,
    program::{Running, command, run_with_input},
    server::form,
    site::Site,
};

#[test]
fn m1_en1_a_pause_of_a_username_does_not_tell_its_email_address() {
    let site = Site::start("");
    let attempt = |name: &str| {
        let mut browser = Browser::default();
        let login = browser.open(&format!("{}/login", site.issuer));
        browser.press(&login, "sign-in", &[("username", name), ("password", "wrong password")]).answer.body
    };
    for _ in 0..5 {
        attempt("alice");
        attempt("nobody");
    }
    for name in ["alice", "nobody"] {
        let body = attempt(name);
        assert!(body.contains("Wait"), "{name}: {body}");
    }
    for address in ["a@example.com", "nobody@example.com"] {
        let body = attempt(address);
        assert!(body.contains("role=\"alert\"") && !body.contains("Wait"), "{address}: {body}");
    }
}

/// Fails to sign in at a node; returns the page that comes.
fn attempt(nodes: &Nodes, node: usize, name: &str) -> String {
    let page = get_with(&format!("{}/login", nodes.addresses[node]), &[("accept", "text/html")]);
    let cookies: Vec<_> =
        page.headers("set-cookie").iter().filter_map(|cookie| cookie.split(';').next()).collect();
    let (_, rest) = page.body.split_once("name=\"continue\" value=\"").expect("a form value");
    let sealed = rest.split('"').next().expect("a value").to_owned();
    let headers = [("accept", "text/html"), ("cookie", &cookies.join("; ")), ("origin", nodes.issuer())];
    let fields =
        [("continue", sealed), ("username", name.to_owned()), ("password", "wrong password".to_owned())];
    post_form_with(&format!("{}/login", nodes.addresses[node]), &headers, &form(&fields)).body
}

/// Guesses at alice and at nobody seven times each and waits for their pauses; then each has a pause of 8 seconds.
fn guess_until_a_long_pause(nodes: &Nodes) {
    for guess in 1..=7 {
        for name in ["alice", "nobody"] {
            let body = attempt(nodes, 0, name);
            assert!(!body.contains("Wait"), "guess {guess} at {name}: {body}");
        }
        thread::sleep(Duration::from_secs(match guess {
            5 => 2,
            6 => 4,
            _ => 0,
        }));
    }
}

fn assert_both_wait(nodes: &Nodes, node: usize) {
    let [alice, nobody] = ["alice", "nobody"].map(|name| attempt(nodes, node, name));
    assert!(alice.contains("Wait"), "{alice}");
    assert!(nobody.contains("Wait"), "{nobody}");
}

fn add_alice(nodes: &Nodes) {
    let add = ["user", "add", "--username", "alice", "--email", "a@example.com", "--password-stdin"];
    let add = [&add[..], &["--database", &nodes.database]].concat();
    assert_eq!(run_with_input(&nodes.folder, &add, "correct horse battery\n").code, 0);
}

#[test]
fn m1_en1_a_name_that_nobody_has_is_paused_after_a_restart_like_any_other() {
    let mut nodes = Nodes::start(1, "sqlite:valetkey.db");
    add_alice(&nodes);
    guess_until_a_long_pause(&nodes);
    assert_eq!(nodes.running.remove(0).stop().0, Some(0));
    let listen = nodes.issuer().trim_start_matches("http://").to_owned();
    let words = ["serve", "--issuer", nodes.issuer(), "--listen", &listen, "--database", &nodes.database];
    let _server = Running::start(command(&nodes.folder, &words));
    assert_both_wait(&nodes, 0);
}

#[test]
fn m1_en1_a_name_that_nobody_has_is_paused_at_every_node_like_any_other() {
    let nodes = Nodes::start(2, &valetkey_test_postgres::empty_database().url);
    add_alice(&nodes);
    guess_until_a_long_pause(&nodes);
    assert_both_wait(&nodes, 1);
}
