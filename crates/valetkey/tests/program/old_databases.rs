//! Databases that earlier programs wrote, opened by this one.
//!
//! `old/before-people` is a file of SQLite that the program of commit ced12c4a wrote, before there were passkeys, second factors,
//! groups and account pages: Alice with a password and the role `editor`, a session and a consent. The others are from commit
//! 961296f.
//!
//! Those of 961296f are a file of SQLite with its key, and a dump of PostgreSQL 15 with the same records. Two clients, one of them
//! public; three users, of whom Bob has the mail address that the third took as a username; two sessions, two consents, three
//! grants, one of them offline and one revoked; a revoked access token; keys. Whatever expires does so in 2100: it was set
//! afterwards. `facts.json` has what Alice's browser and the application know.

use std::{fs, net::TcpListener};

use serde_json::Value;
use valetkey_test_postgres::Cluster;

use crate::support::{
    account::{code_in, token_in},
    browser::Browser,
    folder::Folder,
    http::{Answer, get_with, post_form},
    old::{folder_with, folder_with_old_database, old},
    program::{Running, command, run},
};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const CALLBACK: &str = "http://127.0.0.1:9/callback";

fn facts(name: &str) -> Value {
    serde_json::from_slice(&fs::read(old(name)).expect("a file")).expect("JSON")
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().expect("a text")
}

/// Alice's browser asks for a code with the session of before.
fn authorize(issuer: &str, port: u16, facts: &Value, scope: &str) -> Answer {
    let (browser, session) = (text(facts, "browser"), text(facts, "session"));
    let cookies = format!("valetkey_browser_{port}={browser}; valetkey_session_{port}={session}");
    let request = format!(
        "{issuer}/authorize?response_type=code&client_id={}&redirect_uri={CALLBACK}&scope={scope}\
         &code_challenge={CHALLENGE}&code_challenge_method=S256",
        text(facts, "client_id")
    );
    get_with(&request, &[("accept", "text/html"), ("cookie", &cookies)])
}

/// Session, consent, client, user and keys of before count.
fn assert_everything_counts(folder: &Folder, database: &str) {
    let key = ["--encryption-key-file", "valetkey.db.key"];
    let listed = |kind: &str| run(folder, &[kind, "list", "--database", database, "--json"]);
    assert_eq!(listed("client").json().as_array().map(Vec::len), Some(2));
    assert_eq!(listed("user").json().as_array().map(Vec::len), Some(3));

    let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let (issuer, listen) = (format!("http://127.0.0.1:{port}"), format!("127.0.0.1:{port}"));
    let words = ["serve", "--issuer", &issuer, "--listen", &listen, "--database", database];
    let server = Running::start(command(folder, &[&words[..], &key].concat()));
    let facts = facts("facts.json");
    let answer = authorize(&issuer, port, &facts, "openid%20profile");
    assert_eq!(answer.status, 303, "neither sign-in nor consent is asked for: {}", answer.body);
    let (id, secret) = (text(&facts, "client_id"), text(&facts, "client_secret"));
    let client = format!("client_id={id}&client_secret={secret}");
    let proof = format!("code={}&redirect_uri={CALLBACK}&code_verifier={VERIFIER}", code_in(&answer));
    let redeemed =
        post_form(&format!("{issuer}/token"), &format!("grant_type=authorization_code&{proof}&{client}"));
    let token = token_in(&redeemed, "access_token");
    let header = format!("Bearer {token}");
    let who = get_with(&format!("{issuer}/userinfo"), &[("authorization", &header)]);
    assert_eq!((who.status, who.json()["name"].as_str()), (200, Some("Alice Liddell")), "{}", who.body);
    let more = authorize(&issuer, port, &facts, "openid%20email");
    let asked = more.header("location").is_some_and(|place| place.contains("/consent"));
    assert!(more.status == 303 && asked, "what nobody allowed is asked for: {:?}", more.header("location"));
    assert_eq!(server.stop().0, Some(0));
}

#[test]
fn a_file_of_before_opens_and_its_sessions_and_consents_count() {
    let folder = folder_with_old_database();
    assert_everything_counts(&folder, "sqlite:valetkey.db");
}

#[test]
fn a_postgresql_database_of_before_opens_and_its_sessions_and_consents_count() {
    let (folder, cluster) = (folder_with_old_database(), Cluster::start());
    let database = cluster.empty_database();
    cluster.query(&database.name, &fs::read_to_string(old("postgres.sql")).expect("a dump"));
    assert_everything_counts(&folder, &database.url);
    // What both hold is the same.
    let copied = run(&folder, &["database", "copy", &database.url, "sqlite:copy.db", "--json"]).json();
    assert_eq!((&copied["verified"], &copied["copied"]["user_name"]), (&true.into(), &5.into()));
}

/// F1: two users shared a name. The first start says who; the username wins, as it did.
#[test]
fn f1_names_that_two_users_share_from_before_are_reported() {
    let folder = folder_with_old_database();
    let words = ["serve", "--listen", "127.0.0.1:0", "--database", "sqlite:valetkey.db"];
    let (_, log) = Running::start(command(&folder, &words)).stop();
    let line = log.lines().find(|line| line.contains("WARN") && line.contains("bob@example.com"));
    assert!(line.is_some(), "expected a warning that names bob@example.com in {log}");
    let (_, log) = Running::start(command(&folder, &words)).stop();
    assert!(!log.contains("bob@example.com"), "once: {log}");
}

/// A user of before signs in with the password of before. Nothing new is asked: no second factor, no terms, no consent again.
#[test]
fn a_database_from_before_the_account_pages_opens_and_nothing_is_asked_twice() {
    let folder = folder_with("before-people");
    let facts = facts("before-people.json");
    // The database belongs to this issuer. The port is outside the range from which systems choose free ports.
    let (issuer, port) = ("http://127.0.0.1:18473", 18_473);
    let words =
        ["serve", "--issuer", issuer, "--listen", "127.0.0.1:18473", "--database", "sqlite:valetkey.db"];
    let server = Running::start(command(&folder, &words));
    let with_session = authorize(issuer, port, &facts, "openid%20profile");
    assert!(!code_in(&with_session).is_empty(), "{}", with_session.body);

    // The loopback port of a redirect URI may vary (RFC 8252 section 7.3): this one answers, with 404.
    let (id, secret) = (text(&facts, "client_id"), text(&facts, "client_secret"));
    let callback = format!("{issuer}/callback");
    let request = format!(
        "{issuer}/authorize?response_type=code&client_id={id}&redirect_uri={callback}&scope=openid%20profile%20roles\
         &code_challenge={CHALLENGE}&code_challenge_method=S256"
    );
    let mut browser = Browser::default();
    let login = browser.open(&request);
    let typed = [("username", text(&facts, "username")), ("password", text(&facts, "password"))];
    let landed = browser.press(&login, "sign-in", &typed);
    let (place, query) = landed.url.split_once('?').unwrap_or_default();
    assert_eq!(place, callback, "{} {}", landed.url, landed.answer.body);
    let code = query.split('&').find_map(|pair| pair.strip_prefix("code=")).expect("a code");
    let form = format!(
        "grant_type=authorization_code&code={code}&redirect_uri={callback}&code_verifier={VERIFIER}\
         &client_id={id}&client_secret={secret}"
    );
    let redeemed = post_form(&format!("{issuer}/token"), &form);
    let header = format!("Bearer {}", token_in(&redeemed, "access_token"));
    let who = get_with(&format!("{issuer}/userinfo"), &[("authorization", &header)]).json();
    assert_eq!(
        (who["name"].as_str(), &who["roles"]),
        (Some("Alice Liddell"), &serde_json::json!(["editor"]))
    );
    let refresh = format!(
        "grant_type=refresh_token&refresh_token={}&client_id={id}&client_secret={secret}",
        text(&facts, "refresh_token")
    );
    let refreshed = post_form(&format!("{issuer}/token"), &refresh);
    assert!(!token_in(&refreshed, "access_token").is_empty(), "{}", refreshed.body);
    let account = browser.open(&format!("{issuer}/account"));
    assert_eq!((account.answer.status, account.url), (200, format!("{issuer}/account")));
    assert_eq!(server.stop().0, Some(0));
}
