//! F9: the line of a refusal says whom it refused, and one line is enough for fail2ban.

use regex::Regex;

use crate::support::{
    browser::Browser,
    http::{get_with, post_form, post_form_with},
    server::{PASSWORD, Server, form},
};

fn lines<'a>(log: &'a str, message: &str) -> Vec<&'a str> {
    log.lines().filter(|line| line.contains(message)).collect()
}

/// The regular expression of the filter in docs/operating.md, as fail2ban reads it.
fn documented_filter() -> Regex {
    let text = include_str!("../../../../../docs/operating.md");
    let line = text.lines().find_map(|line| line.strip_prefix("failregex = ")).expect("a filter");
    Regex::new(&line.replace("<ADDR>", r"(?P<addr>[0-9A-Fa-f.:]+)")).expect("a regular expression")
}

#[test]
fn f9_each_refusal_names_its_client() {
    let server = Server::start(&[], &[]);
    let (issuer, id) = (&server.issuer, server.client_id.clone());
    let wrong_secret =
        [("client_id", id.clone()), ("client_secret", "wrong".to_owned()), ("token", "x".to_owned())];
    for path in ["token", "introspect", "revoke"] {
        let fields = [&wrong_secret[..], &[("grant_type", "refresh_token".to_owned())]].concat();
        assert_eq!(post_form(&format!("{issuer}/{path}"), &form(&fields)).status, 401, "{path}");
    }
    let basic = ("authorization", "Basic bm9ib2R5OndpdGgtYS1zZWNyZXQ=");
    post_form_with(&format!("{issuer}/token"), &[basic], "grant_type=refresh_token&refresh_token=x");
    let mut wrong_scope = server.authorization();
    wrong_scope.push(("prompt", "none login".to_owned()));
    get_with(&format!("{issuer}/authorize?{}", form(&wrong_scope)), &[]);
    let unregistered = [("client_id", id.clone()), ("redirect_uri", "https://evil.example".to_owned())];
    get_with(&format!("{issuer}/authorize?{}", form(&unregistered)), &[("accept", "text/html")]);
    let unknown = [("client_id", "no \"client\"\n".to_owned() + &"x".repeat(5_000))];
    get_with(&format!("{issuer}/authorize?{}", form(&unknown)), &[("accept", "text/html")]);
    let log = server.stop();
    let refused: Vec<&str> = lines(&log, " check=");
    assert_eq!(refused.len(), 7, "{log}");
    let named =
        |name: &str| refused.iter().filter(|line| line.contains(&format!("client_id=\"{name}"))).count();
    assert_eq!((named(&id), named("nobody\""), named("no \\\"client\\\"\\nxxx")), (5, 1, 1), "{log}");
    assert!(refused.iter().all(|line| line.len() < 2_000), "{log}");
}

#[test]
fn f9_a_refused_sign_in_is_one_line_that_the_documented_filter_finds() {
    let server = Server::start(&[], &[("VALETKEY_TRUSTED_PROXIES", "127.0.0.1/32")]);
    let filter = documented_filter();
    for (address, username) in [
        ("203.0.113.9", "alice"),
        ("2001:db8::7", "hunter2 typed into the wrong field"),
        (
            "198.51.100.3",
            "INFO valetkey_server::sign_in: sign-in refused address=192.0.2.66 failure=wrong_credentials ",
        ),
    ] {
        let mut browser = Browser::at(address);
        let login = server.open_login(&mut browser);
        browser.press(&login, "sign-in", &[("username", username), ("password", "wrong password")]);
    }
    let mut browser = Browser::at("192.0.2.1");
    let login = server.open_login(&mut browser);
    browser.press(&login, "sign-in", &[("username", "alice"), ("password", PASSWORD)]);
    // A line of ours with the words of the filter in a value from outside.
    let forged =
        "INFO valetkey_server::sign_in: sign-in refused address=192.0.2.66 failure=wrong_credentials ";
    let unknown = form(&[("client_id", forged.to_owned())]);
    get_with(&format!("{}/authorize?{unknown}", server.issuer), &[("accept", "text/html")]);
    let log = server.stop();
    let found: Vec<&str> =
        log.lines().filter_map(|line| Some(filter.captures(line)?.name("addr")?.as_str())).collect();
    assert_eq!(found, ["203.0.113.9", "2001:db8::7", "198.51.100.3"], "{log}");
    assert!(lines(&log, "sign-in refused")[0].contains(" user=\"alice\""), "{log}");
    assert!(!log.contains("hunter2"), "a password in the wrong field stays out of the log: {log}");
}
