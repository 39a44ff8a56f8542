//! Token exchange, and assertions for tokens.

use serde_json::json;
use valetkey_client::{ExchangedType, Problem, Stage, TokenExchange};
use valetkey_types::{Scope, Secret};

use crate::fake::{Fake, answer, bearer, form};

const ACCESS: &str = "urn:ietf:params:oauth:token-type:access_token";
const JWT: &str = "urn:ietf:params:oauth:token-type:jwt";

fn exchange() -> TokenExchange {
    TokenExchange::new(Secret::new("s1"), ExchangedType::IdToken)
        .actor(Secret::new("actor"), ExchangedType::Jwt)
        .audience("notes")
        .resource("https://api.example")
        .scope("read".parse::<Scope>().unwrap())
}

fn issuing(issued: Option<&'static str>) -> std::sync::Arc<Fake> {
    Fake::new(json!({}), move |_| {
        let mut body = json!({"access_token": "a2", "token_type": "Bearer", "expires_in": 60});
        if let Some(issued) = issued {
            body["issued_token_type"] = issued.into();
        }
        answer(200, &body)
    })
}

#[tokio::test]
async fn the_request_contains_the_given_and_the_requested_token_types() {
    let fake = issuing(Some(ACCESS));
    let client = fake.builder().client_secret(Secret::new("s")).build().unwrap();
    let tokens = client.exchange_token(&exchange()).await.unwrap();
    assert_eq!(tokens.access_token.expose(), "a2");
    let form = form(&fake.requests()[0]);
    for (name, value) in [
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("subject_token", "s1"),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
        ("actor_token", "actor"),
        ("actor_token_type", JWT),
        ("requested_token_type", ACCESS),
        ("audience", "notes"),
        ("resource", "https://api.example"),
        ("scope", "read"),
    ] {
        assert_eq!(form.get(name).map(String::as_str), Some(value), "{name}");
    }
}

#[tokio::test]
async fn a_token_of_another_type_than_requested_is_refused() {
    const REFRESH: &str = "urn:ietf:params:oauth:token-type:refresh_token";
    for (requested, issued, good) in [
        (ExchangedType::AccessToken, Some(ACCESS), true),
        (ExchangedType::AccessToken, Some(JWT), true),
        (ExchangedType::AccessToken, Some(REFRESH), false),
        (ExchangedType::AccessToken, None, false),
        (ExchangedType::RefreshToken, Some(ACCESS), false),
        (ExchangedType::Jwt, Some(ACCESS), false),
    ] {
        let client = issuing(issued).builder().build().unwrap();
        let checked = client.exchange_token(&exchange().requested_type(requested)).await;
        assert_eq!(checked.is_ok(), good, "{requested:?} {issued:?}");
        if let Err(error) = checked {
            assert_eq!(error.stage(), Stage::TokenExchange);
        }
    }
}

#[tokio::test]
async fn an_unknown_target_is_explained() {
    let fake = Fake::new(json!({}), |_| answer(400, &json!({"error": "invalid_target"})));
    let error = fake.builder().build().unwrap().exchange_token(&exchange()).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::Refused { error: "invalid_target".into(), description: None });
    assert!(error.advice().unwrap().contains("RFC 8707"));
}

#[tokio::test]
async fn an_assertion_is_sent_unchanged() {
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().build().unwrap();
    let assertion = Secret::new("h.p.s");
    client.jwt_bearer(&assertion, "read").await.unwrap();
    let form = form(&fake.requests()[0]);
    assert_eq!(form["grant_type"], "urn:ietf:params:oauth:grant-type:jwt-bearer");
    assert_eq!((form["assertion"].as_str(), form["scope"].as_str()), ("h.p.s", "read"));
    let refusing = Fake::new(json!({}), |_| answer(400, &json!({"error": "invalid_grant"})));
    let client = refusing.builder().build().unwrap();
    let error = client.jwt_bearer(&assertion, &Scope::default()).await.unwrap_err();
    assert_eq!(error.stage(), Stage::AssertionGrant);
    assert!(!error.advice().unwrap().contains("refresh token"), "{error}");
}
