//! C6: `inspect` says what each token is, and whether it is valid, not valid or not verified, and why.

use serde_json::{Value, json};

use crate::support::{
    folder::Folder,
    issuer::FakeIssuer,
    program::{Ended, run},
};

fn inspect(words: &[&str]) -> (Ended, Value) {
    let ended = run(&Folder::new(), &[&["inspect", "--json"][..], words].concat());
    let report = serde_json::from_str(&ended.stdout).unwrap_or_else(|_| panic!("{}", ended.stderr));
    (ended, report)
}

#[test]
fn c6_an_access_token_without_client_id_is_not_valid() {
    let issuer = FakeIssuer::start();
    let (ended, report) = inspect(&[&issuer.token_without("client_id")]);
    assert_eq!((ended.code, &report["verdict"]), (1, &json!("not_valid")), "{report}");
}

#[test]
fn c6_an_issuer_that_is_down_makes_a_token_not_verified() {
    let issuer = FakeIssuer::start();
    let token = issuer.token(&json!({ "iss": "http://127.0.0.1:9" }));
    let (ended, report) = inspect(&[&token]);
    assert_eq!(
        (ended.code, &report["verdict"], &report["valid"]),
        (1, &json!("not_verified"), &json!(false))
    );
    let words = run(&Folder::new(), &["inspect", &token]).stdout;
    assert!(words.starts_with("not verified: ") && !words.contains("NOT VALID"), "{words}");
}

#[test]
fn c6_opaque_tokens_are_not_called_invalid() {
    for (token, kind) in
        [("A".repeat(120), "an opaque token"), ("secret-token".to_owned(), "if it is a token")]
    {
        let words = run(&Folder::new(), &["inspect", &token]).stdout;
        assert!(words.starts_with("not verified: ") && words.contains(kind), "{words}");
        assert!(words.contains("introspection"), "{words}");
    }
}

#[test]
fn c6_the_audience_is_compared() {
    let issuer = FakeIssuer::start();
    let token = issuer.token(&json!({}));
    let (right, _) = inspect(&["--audience", "https://api.example", &token]);
    let (wrong, report) = inspect(&["--audience", "https://other.example", &token]);
    assert_eq!((right.code, wrong.code, &report["verdict"]), (0, 1, &json!("not_valid")));
}

#[test]
fn c6_tokens_of_keycloak_are_told_apart() {
    let issuer = FakeIssuer::start();
    for (typ, kind) in [("Bearer", "access token"), ("Refresh", "refresh token"), ("ID", "ID token")] {
        let claims = json!({ "typ": typ, "azp": "app", "scope": "openid", "sid": "s" });
        let (_, report) = inspect(&[&issuer.token_of_type("JWT", &claims)]);
        assert!(report["kind"].as_str().is_some_and(|seen| seen.starts_with(kind)), "{typ}: {report}");
    }
}
