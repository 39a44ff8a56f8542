//! `valetkey webhook`.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    thread,
};

use crate::support::{folder::Folder, program::run};

/// Answers one request with this status line, and returns its head and body.
fn receiver(status: &'static str) -> (String, thread::JoinHandle<(String, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
    let answering = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut reader = BufReader::new(stream.try_clone().expect("a copy"));
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(reader.read_line(&mut head).expect("a line") > 0, "{head}");
        }
        let length = head
            .to_lowercase()
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.split("\r\n").next().and_then(|number| number.parse::<usize>().ok()));
        let mut body = vec![0; length.expect("a length")];
        reader.read_exact(&mut body).expect("a body");
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        stream.write_all(answer.as_bytes()).expect("an answer");
        (head, String::from_utf8(body).expect("a text"))
    });
    (url, answering)
}

/// A database with an issuer.
fn with_issuer() -> Folder {
    let folder = Folder::new();
    let recorded = run(&folder, &["tenant", "edit", "--issuer", "http://127.0.0.1:8080"]);
    assert_eq!(recorded.code, 0, "{}", recorded.stderr);
    folder
}

#[test]
fn a_webhook_is_added_tested_edited_replayed_and_removed() {
    let folder = with_issuer();
    let (url, answering) = receiver("204 No Content");
    let added = run(&folder, &["webhook", "add", "crm", "--url", &url, "--kind", "user", "--json"]).json();
    let secret = added["secret"].as_str().expect("a secret").to_owned();
    assert!(secret.starts_with("whsec_"), "{secret}");
    let tested = run(&folder, &["webhook", "test", "crm", "--json"]).json();
    assert_eq!(tested["arrived"], true);
    let (head, body) = answering.join().expect("a request");
    let head = head.to_lowercase();
    for name in
        ["webhook-id: ", "webhook-timestamp: ", "webhook-signature: v1,", "content-type: application/json"]
    {
        assert!(head.contains(name), "{name}: {head}");
    }
    assert!(body.contains("\"type\":\"webhook.test\""), "{body}");

    let twice = run(&folder, &["webhook", "add", "crm", "--url", &url]);
    assert!(twice.refusal(1).contains("there is a webhook crm already"), "{}", twice.stderr);
    let rotated = run(&folder, &["webhook", "edit", "crm", "--rotate-secret", "--json"]).json();
    assert_ne!(rotated["secret"].as_str(), Some(secret.as_str()));
    assert!(rotated["old_secret_until"].is_number(), "{rotated}");
    let shown = run(&folder, &["webhook", "show", "crm", "--json"]).json();
    assert!(shown.get("secret").is_none(), "a secret is shown once: {shown}");

    assert_eq!(run(&folder, &["user", "add", "--username", "alice", "--email", "a@example.com"]).code, 0);
    let replayed = run(&folder, &["webhook", "replay", "crm", "--since", "1h", "--json"]).json();
    assert_eq!(replayed["messages"], 1, "of its kinds: {replayed}");
    let listed = run(&folder, &["webhook", "list"]);
    assert!(listed.stdout.contains("crm") && listed.stdout.contains(&url), "{}", listed.stdout);
    let events = run(&folder, &["event", "list", "--kind", "webhook", "--json"]).stdout;
    for kind in ["webhook.added", "webhook.edited", "webhook.replayed"] {
        assert!(events.contains(kind), "{kind}: {events}");
    }
    assert!(!events.contains("whsec_"), "{events}");
    assert_eq!(run(&folder, &["webhook", "remove", "crm"]).code, 0);
    assert!(run(&folder, &["webhook", "show", "crm"]).refusal(1).contains("there is no webhook"));
}

#[test]
fn ss2_a_webhook_follows_no_redirect_and_reaches_no_private_address() {
    let folder = with_issuer();
    let (url, answering) = receiver("302 Found");
    assert_eq!(run(&folder, &["webhook", "add", "moved", "--url", &url]).code, 0);
    let moved = run(&folder, &["webhook", "test", "moved"]);
    assert!(moved.refusal(1).contains("expected status 200 to 299, got 302"), "{}", moved.stderr);
    answering.join().expect("a request");
    assert_eq!(run(&folder, &["webhook", "add", "inside", "--url", "https://10.1.2.3/hook"]).code, 0);
    let inside = run(&folder, &["webhook", "test", "inside"]);
    assert!(inside.refusal(1).contains("not on the public internet"), "{}", inside.stderr);
    for (words, expected) in [
        (&["--url", "http://hooks.example/"][..], "url: expected an https address"),
        (&["--url", "https://hooks.example/", "--kind", "usr"], "kinds: expected a kind of event"),
    ] {
        let refused = run(&folder, &[&["webhook", "add", "wrong"], words].concat());
        assert!(refused.refusal(2).contains(expected), "{}", refused.stderr);
    }
    assert!(run(&folder, &["webhook", "edit", "moved"]).refusal(2).contains("expected something to edit"));
    assert!(run(&folder, &["webhook", "replay", "moved"]).refusal(2).contains("expected one of --since"));
}

#[test]
fn a_new_encryption_key_seals_webhooks_too() {
    let folder = with_issuer();
    let (url, answering) = receiver("200 OK");
    assert_eq!(run(&folder, &["webhook", "add", "crm", "--url", &url]).code, 0);
    let (key, old) = (folder.path().join("valetkey.db.key"), folder.path().join("old.key"));
    std::fs::rename(key, &old).expect("a rename");
    folder.write("valetkey.toml", "previous_encryption_key_files = [\"old.key\"]\n");
    let resealed = run(&folder, &["keys", "reseal", "--config", "valetkey.toml", "--json"]).json();
    assert_eq!(resealed["webhooks"], 1, "{resealed}");
    std::fs::remove_file(old).expect("a removal");
    assert_eq!(run(&folder, &["webhook", "test", "crm", "--json"]).json()["arrived"], true);
    answering.join().expect("a request");
}
