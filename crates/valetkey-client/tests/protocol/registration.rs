//! Dynamic client registration.

use serde_json::{Value, json};
use valetkey_client::{ClientMetadata, Problem, Stage};
use valetkey_fetch::Method;
use valetkey_types::{Scope, Secret, Timestamp};

use crate::fake::{Fake, answer, bearer, typed};

const REDIRECT: &str = "https://app.example/callback";

fn endpoint() -> Value {
    json!({"registration_endpoint": "https://id.example/register"})
}

fn asked() -> ClientMetadata {
    ClientMetadata {
        redirect_uris: vec![REDIRECT.into()],
        client_name: Some("Notes".into()),
        ..ClientMetadata::default()
    }
}

fn registered() -> Value {
    json!({
        "client_id": "c-1", "client_secret": "s3cret", "client_secret_expires_at": 1_800_000_000,
        "registration_access_token": "t0ken", "registration_client_uri": "https://id.example/register/c-1",
        "redirect_uris": [REDIRECT], "client_name": "Notes",
    })
}

#[tokio::test]
async fn a_registered_client_works_at_once() {
    let fake = Fake::new(endpoint(), |request| match request.url.as_str() {
        "https://id.example/register" => answer(201, &registered()),
        _ => bearer(),
    });
    let initial = Secret::new("i1");
    let (client, registration) = fake.builder().register(&asked(), Some(&initial)).await.unwrap();
    let request = &fake.requests()[0];
    assert_eq!((&request.method, request.header("content-type")), (&Method::POST, Some("application/json")));
    assert_eq!(request.header("authorization"), Some("Bearer i1"));
    let sent: Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(sent, json!({"redirect_uris": [REDIRECT], "client_name": "Notes"}));
    assert_eq!(registration.client_secret_expires_at, Some(Timestamp(1_800_000_000)));
    assert_eq!(registration.metadata.get("client_name"), Some(&json!("Notes")));
    assert!(!registration.metadata.contains_key("client_secret"));
    let shown = format!("{registration:?}");
    assert!(!shown.contains("s3cret") && !shown.contains("t0ken"), "{shown}");
    client.client_credentials(&Scope::default()).await.unwrap();
    // base64 of `c-1:s3cret`
    assert_eq!(fake.requests()[1].header("authorization"), Some("Basic Yy0xOnMzY3JldA=="));
}

#[tokio::test]
async fn an_unusable_registration_is_refused_at_once() {
    let other_redirect = json!({"client_id": "c-1", "redirect_uris": ["https://evil.example/callback"]});
    for response in [
        answer(400, &json!({"error": "invalid_redirect_uri"})),
        answer(201, &other_redirect),
        answer(201, &json!({"client_id": ""})),
        answer(201, &json!({"client_name": "Notes"})),
        typed(200, "text/html", "<p>hello"),
        typed(302, "", ""),
    ] {
        let fake = Fake::new(endpoint(), move |_| response.clone());
        let error = fake.builder().register(&asked(), None).await.unwrap_err();
        assert_eq!(error.stage(), Stage::Registration, "{error}");
    }
    let fake = Fake::new(json!({}), |_| bearer());
    let error = fake.builder().register(&asked(), None).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::NoEndpoint("registration_endpoint"));
}
