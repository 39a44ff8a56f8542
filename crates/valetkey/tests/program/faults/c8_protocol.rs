//! C8, the part of the protocol: a request without `scope`, and the slash of a resource.

use crate::support::deployment::{Deployment, text};

#[test]
fn c8_a_request_without_scope_gets_what_the_client_is_registered_for() {
    let server = Deployment::start();
    let words = ["--redirect-uri", &server.landing(), "--scope", "openid offline_access email notes.read"];
    let client = server.add_client(&words);
    let tokens = server.tokens(&client, &[("scope", "")]);
    assert_eq!(text(&tokens, "scope"), "email notes.read", "openid and offline_access by name only");
    assert!(tokens["id_token"].is_null());
}

#[test]
fn c8_the_slash_at_the_root_of_a_resource_makes_no_difference() {
    let server = Deployment::start();
    let api = "https://api.example";
    let client = server.add_client(&["--redirect-uri", &server.landing(), "--audience", api]);
    let tokens = server.tokens(&client, &[("resource", "https://api.example/")]);
    let access_token = valetkey_jose::decode_unverified(text(&tokens, "access_token")).expect("a JWT");
    assert_eq!(access_token.claims["aud"], serde_json::json!([api]), "spelled as the API is registered");
    let refresh = format!("grant_type=refresh_token&refresh_token={}", text(&tokens, "refresh_token"));
    let elsewhere = server.token(&client, &format!("{refresh}&resource=https://api.example/v1"));
    assert_eq!(text(&elsewhere.json(), "error"), "invalid_target");
    let refreshed = server.token(&client, &format!("{refresh}&resource=https://api.example/"));
    assert_eq!(refreshed.status, 200, "{}", refreshed.body);
}
