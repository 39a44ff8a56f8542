//! Signed authorization requests.

use serde_json::{Map, Value, json};
use valetkey_client::{AuthorizationOptions, Stage};
use valetkey_jose::{AudienceRule, Expectation, TypExpectation, verify};
use valetkey_types::Timestamp;

use crate::fake::{Fake, ISSUER, NOW, answer, bearer, es256, form, keys_of, query};

fn checked(token: &str, keys: &valetkey_jose::KeySet) -> Map<String, Value> {
    let typ = TypExpectation::Exactly(&["oauth-authz-req+jwt"]);
    let expectation = Expectation::new(typ, AudienceRule::OneExactly(ISSUER.into()), Timestamp(NOW))
        .issuer("app")
        .require(&["exp", "iat", "nbf", "jti"]);
    verify::<Map<String, Value>>(token, keys, &expectation).unwrap().claims
}

fn options() -> AuthorizationOptions {
    AuthorizationOptions::default()
        .max_age(std::time::Duration::from_secs(60))
        .login_hint("alice")
        .resource("https://a.example")
        .resource("https://b.example")
}

#[tokio::test]
async fn every_parameter_is_in_the_signed_object() {
    let key = es256();
    let keys = keys_of(&key);
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().request_object_key(key).build().unwrap();
    let request = client.authorization_request(options()).await.unwrap();
    let outside = query(&request.url);
    let mut names: Vec<_> = outside.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["client_id", "request", "response_type", "scope"]);
    let claims = checked(&outside["request"], &keys);
    for (name, value) in [
        ("response_type", json!("code")),
        ("client_id", json!("app")),
        ("redirect_uri", json!("https://app.example/callback")),
        ("state", json!(request.pending.state())),
        ("code_challenge_method", json!("S256")),
        ("max_age", json!(60)),
        ("login_hint", json!("alice")),
        ("resource", json!(["https://a.example", "https://b.example"])),
        ("exp", json!(NOW + 300)),
    ] {
        assert_eq!(claims.get(name), Some(&value), "{name}");
    }
    assert!(claims.contains_key("nonce") && claims.contains_key("code_challenge"));
    assert!(!claims.contains_key("sub"), "a request object must not pass for a client assertion");
}

#[tokio::test]
async fn a_signed_request_can_be_pushed() {
    let key = es256();
    let keys = keys_of(&key);
    let fake = Fake::new(json!({"pushed_authorization_request_endpoint": "https://id.example/par"}), |_| {
        answer(201, &json!({"request_uri": "urn:x", "expires_in": 60}))
    });
    let client = fake.builder().request_object_key(key).pushed_authorization().build().unwrap();
    let request = client.authorization_request(options()).await.unwrap();
    let pushed = form(&fake.requests()[0]);
    assert_eq!(checked(&pushed["request"], &keys)["state"], request.pending.state());
    assert_eq!(pushed.get("state"), None);
    assert_eq!(query(&request.url).len(), 2);
}

#[tokio::test]
async fn an_issuer_that_requires_signatures_gets_only_signed_requests() {
    let fake = Fake::new(json!({"require_signed_request_object": true}), |_| bearer());
    let error = fake.builder().build().unwrap().authorization_request(options()).await.unwrap_err();
    assert_eq!(error.stage(), Stage::Authorization);
    assert!(error.to_string().contains("request_object_key"), "{error}");
}

#[tokio::test]
async fn no_parameter_can_replace_a_claim() {
    let key = es256();
    let keys = keys_of(&key);
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().request_object_key(key).build().unwrap();
    let hostile = AuthorizationOptions::default().parameter("iss", "evil").parameter("aud", "evil");
    let request = client.authorization_request(hostile).await.unwrap();
    let claims = checked(&query(&request.url)["request"], &keys);
    assert_eq!((&claims["iss"], &claims["aud"]), (&json!("app"), &json!(ISSUER)));
}
