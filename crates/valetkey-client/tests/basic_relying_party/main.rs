//! The requirements of the certification of a basic relying party, one test per module, as complete logins with [`Client`].
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod provider;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use provider::{Behaviour, NOW, Provider, rsa_keys};
use serde_json::json;
use valetkey_client::{ClientError, Login, Problem, Stage};
use valetkey_jose::{Algorithm, Jwk, SigningKey, VerifyError};

async fn log_in(behaviour: Behaviour) -> Result<Login, ClientError> {
    let provider = Provider::with(behaviour);
    provider.log_in(&provider.client()).await
}

async fn refused(behaviour: Behaviour) -> Problem {
    let error = log_in(behaviour).await.expect_err("a refusal");
    assert_eq!(error.stage(), Stage::IdToken);
    error.problem().clone()
}

/// Covers a successful login, RS256, client_secret_basic and the claims of the scopes. The provider checks the requests.
#[tokio::test]
async fn a_login_with_rs256_and_basic_returns_the_claims_of_its_scopes() {
    let provider = Provider::with(Behaviour::default());
    let client = provider.client();
    let login = provider.log_in(&client).await.unwrap();
    assert_eq!((login.id_token.issuer(), login.id_token.subject()), ("https://id.example", "alice"));
    let claims = client.userinfo(&login.tokens.access_token, login.id_token.subject()).await.unwrap();
    assert_eq!((claims.name(), claims.email()), (Some("Alice"), Some("alice@example.com")));
}

#[tokio::test]
async fn another_issuer_or_audience_is_refused() {
    let issuer =
        |claims: &mut serde_json::Map<_, _>| drop(claims.insert("iss".into(), json!("https://evil.example")));
    let problem = refused(Behaviour { claims: issuer, ..Behaviour::default() }).await;
    assert!(matches!(problem, Problem::Token(VerifyError::Issuer { .. })), "{problem}");
    let audience =
        |claims: &mut serde_json::Map<_, _>| drop(claims.insert("aud".into(), json!("another-app")));
    let problem = refused(Behaviour { claims: audience, ..Behaviour::default() }).await;
    assert!(matches!(problem, Problem::Token(VerifyError::Audience { .. })), "{problem}");
}

#[tokio::test]
async fn a_token_without_sub_or_iat_is_refused() {
    let without_sub = Behaviour { claims: |claims| drop(claims.remove("sub")), ..Behaviour::default() };
    let without_iat = Behaviour { claims: |claims| drop(claims.remove("iat")), ..Behaviour::default() };
    for (behaviour, claim) in [(without_sub, "sub"), (without_iat, "iat")] {
        let problem = refused(behaviour).await;
        assert!(matches!(problem, Problem::Token(VerifyError::MissingClaim { .. })), "{problem}");
        assert!(problem.to_string().contains(claim), "{problem}");
    }
}

#[tokio::test]
async fn another_nonce_or_none_is_refused() {
    let other = Behaviour {
        claims: |claims| drop(claims.insert("nonce".into(), json!("n2"))),
        ..Behaviour::default()
    };
    assert_eq!(refused(other).await, Problem::Foreign("nonce"));
    let none = Behaviour { claims: |claims| drop(claims.remove("nonce")), ..Behaviour::default() };
    assert_eq!(refused(none).await, Problem::Missing("the claim nonce"));
}

fn without_kids(keys: Vec<Jwk>) -> Vec<Jwk> {
    keys.into_iter().map(|key| Jwk { kid: None, ..key }).collect()
}

fn other_kind() -> Jwk {
    SigningKey::generate(Algorithm::ES256).unwrap().public_jwk()
}

/// Returns a provider with tokens without `kid` that publishes these keys.
fn without_kid(keys: impl Fn(Jwk) -> Vec<Jwk> + Send + Sync + 'static) -> Behaviour {
    Behaviour { header: |header| drop(header.remove("kid")), keys: Box::new(keys), ..Behaviour::default() }
}

/// If only one key fits the algorithm, it is used, whether or not it has a `kid`.
#[tokio::test]
async fn without_kid_the_only_key_of_the_algorithm_is_used() {
    for keys in [
        (|key| vec![key]) as fn(Jwk) -> Vec<Jwk>,
        |key| without_kids(vec![key]),
        |key| without_kids(vec![other_kind(), key]),
    ] {
        log_in(without_kid(keys)).await.unwrap();
    }
    let problem = refused(without_kid(|_| without_kids(vec![rsa_keys()[1].public_jwk()]))).await;
    assert!(matches!(problem, Problem::Token(VerifyError::Signature { .. })), "{problem}");
}

/// With several keys, the standard requires a `kid` (OpenID Connect Core section 10.1), and a client may decide what it does
/// without one. This client tries each key of the algorithm.
#[tokio::test]
async fn without_kid_and_with_several_keys_one_of_them_must_fit() {
    log_in(without_kid(|key| without_kids(vec![rsa_keys()[1].public_jwk(), other_kind(), key])))
        .await
        .unwrap();
    log_in(without_kid(|key| vec![rsa_keys()[1].public_jwk(), other_kind(), key])).await.unwrap();
    let problem =
        refused(without_kid(|_| without_kids(vec![rsa_keys()[1].public_jwk(), other_kind()]))).await;
    assert!(matches!(problem, Problem::Token(VerifyError::Signature { .. })), "{problem}");
    let problem = refused(without_kid(|_| without_kids(vec![other_kind()]))).await;
    assert!(matches!(problem, Problem::Token(VerifyError::UnknownKey { .. })), "{problem}");
}

#[tokio::test]
async fn without_kid_a_key_that_replaced_another_is_found() {
    let rotated = Arc::new(AtomicBool::new(false));
    let published = Arc::clone(&rotated);
    let keys = move |key| match published.load(Ordering::SeqCst) {
        true => without_kids(vec![key]),
        false => without_kids(vec![rsa_keys()[1].public_jwk()]),
    };
    let provider = Provider::with(without_kid(keys));
    let client = provider.client();
    let before = provider.log_in(&client).await.unwrap_err();
    assert!(matches!(before.problem(), Problem::Token(VerifyError::Signature { .. })), "{before}");
    let again = provider.log_in(&client).await;
    assert!(again.is_err(), "the second fetch returned the same keys");
    rotated.store(true, Ordering::SeqCst);
    assert!(provider.log_in(&client).await.is_err(), "keys are not fetched without a limit");
    provider.advance(10);
    provider.log_in(&client).await.unwrap();
}

#[tokio::test]
async fn a_wrong_or_missing_signature_is_refused() {
    let touched = Behaviour { signature: |signature| signature[0] ^= 1, ..Behaviour::default() };
    let problem = refused(touched).await;
    assert!(matches!(problem, Problem::Token(VerifyError::Signature { .. })), "{problem}");
    let unsigned = |header: &mut serde_json::Map<_, _>| drop(header.insert("alg".into(), json!("none")));
    let empty = Behaviour { header: unsigned, signature: Vec::clear, ..Behaviour::default() };
    let signed = Behaviour { header: unsigned, ..Behaviour::default() };
    for behaviour in [empty, signed] {
        let problem = refused(behaviour).await;
        assert!(matches!(problem, Problem::Token(_)), "{problem}");
    }
}

#[tokio::test]
async fn userinfo_about_another_user_or_without_sub_is_refused() {
    let about_bob = Behaviour { userinfo: || json!({ "sub": "bob", "name": "Bob" }), ..Behaviour::default() };
    let without_sub = Behaviour { userinfo: || json!({ "name": "Alice" }), ..Behaviour::default() };
    for (behaviour, expected) in [
        (about_bob, Problem::Mismatch { what: "sub", expected: "alice".into(), seen: "bob".into() }),
        (without_sub, Problem::Missing("the claim sub")),
    ] {
        let provider = Provider::with(behaviour);
        let client = provider.client();
        let login = provider.log_in(&client).await.unwrap();
        let error = client.userinfo(&login.tokens.access_token, login.id_token.subject()).await.unwrap_err();
        assert_eq!((error.stage(), error.problem()), (Stage::Userinfo, &expected));
    }
}

#[tokio::test]
async fn an_expired_token_is_refused() {
    let over = Behaviour {
        claims: |claims| drop(claims.insert("exp".into(), json!(NOW - 30))),
        ..Behaviour::default()
    };
    let problem = refused(over).await;
    assert!(matches!(problem, Problem::Token(VerifyError::Expired { .. })), "{problem}");
}
