//! H4: guesses of one address end, its flood stands behind others, and guesses lock nobody out of a device that is known.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use crate::support::{
    browser::{Browser, Page},
    http::post_form_with,
    nodes::Nodes,
    program::{run, run_with_input},
    server::{PASSWORD, Server, form},
};

/// Proxies that may say where a browser is.
const PROXIES: (&str, &str) = ("VALETKEY_TRUSTED_PROXIES", "127.0.0.1/32");

/// Signs in for no application, whoever is signed in.
fn sign_in(issuer: &str, browser: &mut Browser, name: &str, password: &str) -> Page {
    let login = browser.open(&format!("{issuer}/login?another=1"));
    browser.press(&login, "sign-in", &[("username", name), ("password", password)])
}

fn is_signed_in(page: &Page) -> bool {
    !page.url.contains("/login")
}

#[test]
fn h4_en3_three_guesses_a_second_do_not_lock_a_user_out_of_a_known_device() {
    let server = Server::start(&[], &[PROXIES]);
    let mut known = Browser::at("198.51.100.7");
    assert!(is_signed_in(&sign_in(&server.issuer, &mut known, "alice", PASSWORD)));
    let is_over = AtomicBool::new(false);
    let done = thread::scope(|scope| {
        scope.spawn(|| {
            for guess in 0.. {
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
                let mut stranger = Browser::at(&format!("203.0.113.{}", guess % 200));
                sign_in(&server.issuer, &mut stranger, "alice", "wrong password");
                thread::sleep(Duration::from_millis(300));
            }
        });
        // The name is paused from here on.
        thread::sleep(Duration::from_secs(4));
        let attempts = (0..5).map(|_| {
            thread::sleep(Duration::from_millis(200));
            is_signed_in(&sign_in(&server.issuer, &mut known, "alice", PASSWORD))
        });
        let done: Vec<bool> = attempts.collect();
        is_over.store(true, Ordering::Relaxed);
        done
    });
    assert_eq!(done, [true; 5]);
    let elsewhere = sign_in(&server.issuer, &mut Browser::at("192.0.2.9"), "alice", PASSWORD);
    assert!(elsewhere.answer.body.contains("Wait"), "{}", elsewhere.answer.body);
}

/// The cookies of a browser but for its session, as a thief or a neighbour may have them.
fn with_cookies_of(browser: &Browser, names: &[&str]) -> Browser {
    let mut other = Browser::at("203.0.113.77");
    for pair in browser.cookies("127.0.0.1").split("; ") {
        let (name, value) = pair.split_once('=').expect("a cookie");
        if names.iter().any(|start| name.starts_with(start)) {
            other.plant("127.0.0.1", name, value);
        }
    }
    other
}

fn add_user(nodes: &Nodes, name: &str) {
    let email = format!("{name}@example.com");
    let add = ["user", "add", "--username", name, "--email", &email, "--password-stdin"];
    let added = run_with_input(&nodes.folder, &add, &format!("{PASSWORD}\n"));
    assert_eq!(added.code, 0, "{}", added.stderr);
}

#[test]
fn h4_a_cookie_of_another_user_is_no_known_device_and_a_copied_one_signs_nobody_in() {
    let nodes = Nodes::start_with(1, "sqlite:valetkey.db", &[PROXIES]);
    for name in ["alice", "mallory"] {
        add_user(&nodes, name);
    }
    let issuer = nodes.issuer();
    let [mut alice, mut mallory] = ["198.51.100.7", "203.0.113.9"].map(Browser::at);
    assert!(is_signed_in(&sign_in(issuer, &mut alice, "alice", PASSWORD)));
    assert!(is_signed_in(&sign_in(issuer, &mut mallory, "mallory", PASSWORD)));
    for _ in 0..5 {
        sign_in(issuer, &mut Browser::at("203.0.113.9"), "alice", "wrong password");
    }
    let refused = sign_in(issuer, &mut with_cookies_of(&mallory, &["valetkey_"]), "alice", PASSWORD);
    assert!(refused.answer.body.contains("Wait"), "{}", refused.answer.body);

    let mut thief = with_cookies_of(&alice, &["valetkey_devices"]);
    let page = thief.open(&format!("{issuer}/"));
    assert!(!page.answer.body.contains("alice@example.com"), "it is no session: {}", page.answer.body);
    let own = alice.open(&format!("{issuer}/"));
    assert!(own.answer.body.contains("alice@example.com"), "{}", own.answer.body);
    let guessed = sign_in(issuer, &mut thief, "alice", "wrong password");
    assert!(!guessed.answer.body.contains("Wait"), "it has guesses of its own: {}", guessed.answer.body);
}

#[test]
fn h4_the_command_line_shows_failed_sign_ins_and_unlocks() {
    let nodes = Nodes::start(1, "sqlite:valetkey.db");
    add_user(&nodes, "alice");
    let failed =
        || run(&nodes.folder, &["user", "show", "alice", "--json"]).json()["failed_sign_ins"].clone();
    assert_eq!(failed(), 0);
    for _ in 0..6 {
        sign_in(nodes.issuer(), &mut Browser::default(), "alice", "wrong password");
    }
    assert_eq!(failed(), 5, "the sixth came in the pause");
    let refused = sign_in(nodes.issuer(), &mut Browser::default(), "alice", PASSWORD);
    assert!(refused.answer.body.contains("Wait"), "{}", refused.answer.body);
    let unlocked = run(&nodes.folder, &["user", "unlock", "alice", "--json"]).json();
    assert_eq!(unlocked["had_failed_sign_ins"], true);
    assert_eq!(failed(), 0);
    assert!(is_signed_in(&sign_in(nodes.issuer(), &mut Browser::default(), "alice", PASSWORD)));
}

#[test]
fn h4_guesses_over_many_names_from_one_address_end_and_other_addresses_go_on() {
    let server = Server::start(&[], &[PROXIES]);
    let mut attacker = Browser::at("203.0.113.9");
    // A slow machine gives the address some more guesses meanwhile. In a second, it has none.
    let deadline = Instant::now() + Duration::from_secs(120);
    let has_ended = (0..).take_while(|_: &u32| Instant::now() < deadline).any(|guess| {
        let login = server.open_login(&mut attacker);
        let (name, password) = (format!("name{guess}"), "wrong password");
        let page = attacker.press(&login, "sign-in", &[("username", &name), ("password", password)]);
        ["Wait 2 seconds", "Wait 3 seconds"].iter().any(|wait| page.answer.body.contains(wait))
    });
    assert!(has_ended, "guesses for two minutes");
    let login = server.open_login(&mut attacker);
    let refused = attacker.press(&login, "sign-in", &[("username", "alice"), ("password", PASSWORD)]);
    assert!(refused.url.contains("/login"), "even the right password: {}", refused.url);
    let mut alice = Browser::at("198.51.100.7");
    let login = server.open_login(&mut alice);
    let landed = alice.press(&login, "sign-in", &[("username", "alice"), ("password", PASSWORD)]);
    assert!(landed.url.contains("/consent"), "{}", landed.url);
    assert!(server.stop().contains("failure=too_many_from_address"));
}

#[test]
fn h4_one_form_value_is_good_for_few_tries() {
    let server = Server::start(&[], &[]);
    let mut browser = Browser::default();
    let login = server.open_login(&mut browser);
    let (_, rest) = login.answer.body.split_once("name=\"continue\" value=\"").expect("a form value");
    let sealed = rest.split('"').next().expect("a value").to_owned();
    let cookies = browser.cookies("127.0.0.1");
    let headers = [("cookie", cookies.as_str()), ("origin", server.issuer.as_str())];
    for guess in 0..8 {
        let name = format!("name{guess}");
        let fields =
            [("continue", sealed.clone()), ("username", name), ("password", "wrong password".to_owned())];
        post_form_with(&format!("{}/login", server.issuer), &headers, &form(&fields));
    }
    let log = server.stop();
    assert_eq!(log.matches("failure=wrong_credentials").count(), 5, "{log}");
    assert_eq!(log.matches("failure=form_used_too_often").count(), 3, "{log}");
}
