//! F4: a scope token that nobody knows was refused, and the refusal named no token.

use crate::support::deployment::{Deployment, text};

#[test]
fn f4_unknown_scope_is_passed_over_and_the_answer_says_what_was_granted() {
    let server = Deployment::start();
    let client = server.add_client(&["--redirect-uri", &server.landing()]);
    let tokens = server.tokens(&client, &[("scope", "openid groups")]);
    assert_eq!(text(&tokens, "scope"), "openid");
    let refresh = format!("grant_type=refresh_token&refresh_token={}", text(&tokens, "refresh_token"));
    let refreshed = server.token(&client, &format!("{refresh}&scope=openid+groups"));
    assert_eq!((refreshed.status, text(&refreshed.json(), "scope")), (200, "openid"), "{}", refreshed.body);

    let worker = server.add_client(&["--grant", "client_credentials", "--scope", "notes.read"]);
    let answer = server.token(&worker, "grant_type=client_credentials&scope=notes.read+groups");
    assert_eq!((answer.status, text(&answer.json(), "scope")), (200, "notes.read"), "{}", answer.body);
}

#[test]
fn f4_what_was_refused_is_named() {
    let server = Deployment::start();
    let client = server.add_client(&["--redirect-uri", &server.landing()]);
    for (scope, named) in [("openid roles", "%3A+roles"), ("groups", "%3A+groups")] {
        let answer = server.ask(&server.request(&client, &[("scope", scope)]), "");
        let location = answer.header("location").expect("a redirect");
        assert!(location.contains("error=invalid_scope") && location.contains(named), "{location}");
    }
    let worker = server.add_client(&["--grant", "client_credentials", "--scope", "notes.read"]);
    let answer = server.token(&worker, "grant_type=client_credentials&scope=openid").json();
    assert_eq!(text(&answer, "error"), "invalid_scope");
    assert!(text(&answer, "error_description").ends_with(": openid"), "{answer}");
}
