//! A login by code on another device, with a simulated GitHub.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use example_test_support::Visitor;
use support::Terminal;
use valetkey_provider_simulator::{ProviderSimulator, Running};

async fn open() -> (Running, Terminal) {
    let github = ProviderSimulator::of(&["github"]).unwrap().start().await.unwrap();
    let settings = [("PROVIDER", "github"), ("IMITATED_AT", github.base_url()), ("CLIENT_ID", "terminal")];
    let terminal = Terminal::new(&settings);
    (github, terminal)
}

/// Returns the last word of a line, without its full stop.
fn word_after<'a>(line: &'a str, before: &str) -> &'a str {
    line.split_once(before).unwrap().1.split([' ', '.']).next().unwrap()
}

#[tokio::test]
async fn a_code_on_another_device_logs_in() {
    let (github, terminal) = open().await;
    let (running, address) = terminal.start(&["login", "--device"]).line_with("Open ").await;
    assert!(running.stdout.contains('█'), "a QR code:\n{}", running.stdout);
    let address = address.strip_prefix("Open ").unwrap().to_owned();
    let (running, line) = running.line_with("The code is").await;
    let code = word_after(&line, "The code is ").to_owned();
    let mut grace = Visitor::new();
    let page = grace.open(&address).await;
    let wrong = grace.press(&page, "allow", &[("user_code", "XXXX-XXXX"), ("person", "grace")]).await;
    assert_eq!(wrong.status(), 400, "{}", wrong.text());
    let done = grace.press(&page, "allow", &[("user_code", &code), ("person", "grace")]).await;
    assert_eq!(done.status(), 200, "{}", done.text());
    let ended = running.end().await;
    assert!(ended.success && ended.stdout.contains("Logged in as Grace"), "{}{}", ended.stdout, ended.stderr);
    let who = terminal.run(&["whoami"]).await;
    assert!(who.success && who.stdout.contains("Grace"), "{}{}", who.stdout, who.stderr);
    let out = terminal.run(&["logout"]).await;
    assert!(out.success && out.stdout.contains("can't revoke tokens"), "{}{}", out.stdout, out.stderr);
    assert!(!terminal.run(&["whoami"]).await.success);
    assert_eq!(github.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn a_refusal_on_the_other_device_ends_the_wait() {
    let (_github, terminal) = open().await;
    let (running, address) = terminal.start(&["login", "--device"]).line_with("Open ").await;
    let (running, line) = running.line_with("The code is").await;
    let code = word_after(&line, "The code is ").to_owned();
    let mut ada = Visitor::new();
    let page = ada.open(address.strip_prefix("Open ").unwrap()).await;
    ada.press(&page, "deny", &[("user_code", &code)]).await;
    let ended = running.end().await;
    assert!(!ended.success && ended.stderr.contains("access_denied"), "{}{}", ended.stdout, ended.stderr);
    assert!(!terminal.run(&["whoami"]).await.success);
}
