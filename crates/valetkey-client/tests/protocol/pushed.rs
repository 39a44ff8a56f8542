//! Pushed authorization requests, resources, and parameters of specific issuers.

use serde_json::json;
use valetkey_client::{AuthorizationOptions, ClientError, Problem, Stage};
use valetkey_fetch::HttpResponse;
use valetkey_types::{ResponseMode, Secret};

use crate::fake::{Fake, answer, bearer, callback, form, query, typed};

const ENDPOINT: &str = "https://id.example/par";

fn accepted() -> HttpResponse {
    answer(201, &json!({"request_uri": "urn:ietf:params:oauth:request_uri:6esc", "expires_in": 60}))
}

fn options() -> AuthorizationOptions {
    AuthorizationOptions::default()
        .login_hint("alice")
        .resource("https://api.example")
        .parameter("hd", "x.org")
}

#[tokio::test]
async fn a_pushed_request_sends_only_a_reference_to_the_browser() {
    let fake = Fake::new(json!({"pushed_authorization_request_endpoint": ENDPOINT}), |_| accepted());
    let client = fake.builder().client_secret(Secret::new("s1")).pushed_authorization().build().unwrap();
    let request = client.authorization_request(options()).await.unwrap();
    let expected = "https://id.example/authorize?client_id=app\
                    &request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc";
    assert_eq!(request.url, expected);
    let pushed = &fake.requests()[0];
    assert_eq!((pushed.url.as_str(), pushed.header("authorization")), (ENDPOINT, Some("Basic YXBwOnMx")));
    let pushed = form(pushed);
    for (name, value) in [
        ("response_type", "code"),
        ("redirect_uri", "https://app.example/callback"),
        ("scope", "openid"),
        ("state", request.pending.state()),
        ("code_challenge_method", "S256"),
        ("login_hint", "alice"),
        ("resource", "https://api.example"),
        ("hd", "x.org"),
    ] {
        assert_eq!(pushed.get(name).map(String::as_str), Some(value), "{name}");
    }
}

#[tokio::test]
async fn a_public_client_sends_its_identifier_once() {
    let fake = Fake::new(json!({"pushed_authorization_request_endpoint": ENDPOINT}), |_| accepted());
    let client = fake.builder().pushed_authorization().build().unwrap();
    client.authorization_request(AuthorizationOptions::default()).await.unwrap();
    let body = fake.requests()[0].body.clone();
    assert_eq!(String::from_utf8(body).unwrap().matches("client_id=app").count(), 1);
}

#[tokio::test]
async fn requests_are_pushed_if_the_issuer_requires_it() {
    let document = json!({
        "pushed_authorization_request_endpoint": ENDPOINT, "require_pushed_authorization_requests": true
    });
    let fake = Fake::new(document, |_| accepted());
    let client = fake.builder().build().unwrap();
    let request = client.authorization_request(AuthorizationOptions::default()).await.unwrap();
    assert!(query(&request.url).contains_key("request_uri"));
    let silent = Fake::new(json!({"pushed_authorization_request_endpoint": ENDPOINT}), |_| accepted());
    let request = silent.builder().build().unwrap().authorization_request(options()).await.unwrap();
    assert!(query(&request.url).contains_key("state") && silent.requests().is_empty());
}

async fn failing(response: impl Fn() -> HttpResponse + Send + Sync + 'static) -> ClientError {
    let fake = Fake::new(json!({"pushed_authorization_request_endpoint": ENDPOINT}), move |_| response());
    let client = fake.builder().pushed_authorization().build().unwrap();
    let error = client.authorization_request(AuthorizationOptions::default()).await.unwrap_err();
    assert_eq!(error.stage(), Stage::PushedAuthorization);
    error
}

#[tokio::test]
async fn invalid_pushed_authorization_responses_are_refused() {
    let refused = failing(|| answer(400, &json!({"error": "invalid_request"}))).await;
    assert_eq!(refused.error_code(), Some("invalid_request"));
    let page = failing(|| typed(200, "text/html", "<p>hello")).await;
    assert!(matches!(page.problem(), Problem::Body(_)), "{page}");
    let redirect = failing(|| typed(302, "", "")).await;
    assert_eq!(redirect.problem(), &Problem::Status { expected: 201, seen: 302 });
    let empty = failing(|| answer(201, &json!({"request_uri": "", "expires_in": 60}))).await;
    assert!(empty.problem().to_string().contains("\"request_uri\" of the response to be a text"), "{empty}");
    let over = failing(|| answer(201, &json!({"request_uri": "urn:x", "expires_in": 0}))).await;
    assert!(matches!(over.problem(), Problem::Claim { claim: "expires_in", .. }), "{over}");
}

#[tokio::test]
async fn an_issuer_without_the_endpoint_is_an_error() {
    let fake = Fake::new(json!({}), |_| accepted());
    let client = fake.builder().pushed_authorization().build().unwrap();
    let error = client.authorization_request(options()).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::NoEndpoint("pushed_authorization_request_endpoint"));
}

#[tokio::test]
async fn the_resources_of_a_login_are_repeated_at_the_token_endpoint() {
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().scope("notes").without_id_token().build().unwrap();
    let options = AuthorizationOptions::default().resource("https://a.example").resource("https://b.example");
    let request = client.authorization_request(options).await.unwrap();
    assert!(request.url.contains("resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example"));
    client.finish_plain(&request.pending, &callback(&request)).await.unwrap();
    let body = String::from_utf8(fake.requests()[0].body.clone()).unwrap();
    assert!(body.contains("resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example"), "{body}");
}

#[tokio::test]
async fn no_option_can_replace_a_security_parameter() {
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().build().unwrap();
    for name in [
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
        "redirect_uri",
        "client_id",
        "scope",
        "response_type",
        "response_mode",
        "request",
        "request_uri",
        "dpop_jkt",
    ] {
        let options = AuthorizationOptions::default().parameter(name, "evil");
        let error = client.authorization_request(options).await.unwrap_err();
        assert!(error.to_string().contains(&format!("{name:?} is set by the library")), "{error}");
    }
    let twice = AuthorizationOptions::default().login_hint("alice").parameter("login_hint", "bob");
    assert!(client.authorization_request(twice).await.is_err());
    let mode = AuthorizationOptions::default().response_mode(ResponseMode::FormPost);
    let url = client.authorization_request(mode).await.unwrap().url;
    assert_eq!(query(&url)["response_mode"], "form_post");
}
