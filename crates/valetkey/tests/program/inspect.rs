//! `valetkey inspect`.

use serde_json::{Value, json};

use crate::support::{
    folder::Folder,
    issuer::FakeIssuer,
    program::{Ended, run, run_with_input},
};

fn inspect(token: &str) -> Ended {
    run(&Folder::new(), &["inspect", token, "--json"])
}

fn report(ended: &Ended) -> Value {
    serde_json::from_str(&ended.stdout).expect("JSON")
}

fn wrong(report: &Value) -> Vec<&str> {
    let checks = report["checks"].as_array().expect("checks").iter();
    checks.filter(|check| check["right"] == false).filter_map(|check| check["check"].as_str()).collect()
}

#[test]
fn a_good_token_is_valid_in_words_and_in_json() {
    let issuer = FakeIssuer::start();
    let token = issuer.token(&json!({}));
    let ended = inspect(&token);
    let found = report(&ended);
    assert_eq!((ended.code, &found["valid"]), (0, &json!(true)), "{found}");
    assert_eq!(found["claims"]["sub"], "alice");
    let words =
        run_with_input(&Folder::new(), &["inspect", "--issuer", &issuer.address, "-"], &format!("{token}\n"));
    assert_eq!(words.code, 0, "{}", words.stdout);
    for expected in ["valid: access token", "as expected", "expires in ", "for https://api.example"] {
        assert!(words.stdout.contains(expected), "{expected}: {}", words.stdout);
    }
}

#[test]
fn an_expired_token_says_since_when() {
    let issuer = FakeIssuer::start();
    let ended = inspect(&issuer.token(&json!({ "iat": 1_700_000_000, "exp": 1_700_000_600 })));
    let found = report(&ended);
    assert_eq!(ended.code, 1);
    assert_eq!(wrong(&found), ["expiry"]);
    assert!(
        ended.stdout.contains("expired") && ended.stdout.contains("ago (2023-11-14T22:23:20Z)"),
        "{found}"
    );
}

#[test]
fn a_tampered_token_does_not_hold() {
    let issuer = FakeIssuer::start();
    let (token, other) = (issuer.token(&json!({})), issuer.token(&json!({ "sub": "mallory" })));
    let (head, signature) = token.rsplit_once('.').expect("a signature");
    let payload = other.split('.').nth(1).expect("a payload");
    let header = head.split('.').next().expect("a header");
    let ended = inspect(&format!("{header}.{payload}.{signature}"));
    assert_eq!(ended.code, 1);
    assert_eq!(wrong(&report(&ended)), ["signature"]);
}

#[test]
fn a_token_of_another_issuer_is_not_valid() {
    let (issuer, other) = (FakeIssuer::start(), FakeIssuer::start());
    let token = issuer.token(&json!({}));
    let ended = run(&Folder::new(), &["inspect", &token, "--issuer", &other.address, "--json"]);
    assert_eq!(ended.code, 1);
    assert_eq!(wrong(&report(&ended)), ["signature", "issuer"]);
}

#[test]
fn without_the_issuers_keys_nothing_is_valid() {
    let issuer = FakeIssuer::start();
    for nowhere in ["http://127.0.0.1:9", "http://id.example", "nonsense", "https://10.0.0.1"] {
        let ended = inspect(&issuer.token(&json!({ "iss": nowhere })));
        let found = report(&ended);
        assert_eq!((ended.code, &found["verdict"]), (1, &json!("not_verified")), "{nowhere}");
        assert_eq!(found["checks"][0]["right"], Value::Null, "{nowhere}");
    }
}

#[test]
fn what_is_no_token_is_called_by_its_name() {
    for (text, name) in [
        ("a.b.c.d.e", "encrypted"),
        ("a.b.c", "not a JSON Web Token"),
        ("hello", "not a JSON Web Token"),
        ("", "nothing"),
    ] {
        let ended = inspect(text);
        assert_eq!(ended.code, 1);
        assert!(ended.stdout.contains(name), "{text}: {}", ended.stdout);
    }
}

#[test]
fn a_claim_can_not_command_the_terminal() {
    let issuer = FakeIssuer::start();
    let token = issuer.token(&json!({ "sub": "\u{1b}[2Jgone\u{202e}" }));
    let words = run(&Folder::new(), &["inspect", &token]);
    assert!(words.stdout.contains("\\u{1b}[2Jgone") && !words.stdout.contains('\u{1b}'), "{}", words.stdout);
}

#[test]
fn a_wrong_issuer_argument_is_a_wrong_command_line() {
    let refused = run(&Folder::new(), &["inspect", "a.b.c", "--issuer", "http://id.example"]);
    assert!(refused.refusal(2).contains("--issuer: expected https"));
}
