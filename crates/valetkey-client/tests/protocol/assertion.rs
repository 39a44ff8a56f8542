//! Clients that authenticate with a signature.

use serde_json::{Map, Value, json};
use valetkey_client::revocation::TokenKind;
use valetkey_client::{Client, Problem, Stage};
use valetkey_jose::{
    Algorithm, AudienceRule, ClientSecretKey, Expectation, KeySet, SigningKey, TypExpectation, verify,
};
use valetkey_types::{ClientAuthenticationMethod, Scope, Secret, Timestamp};

use crate::fake::{Fake, ISSUER, NOW, answer, bearer, es256, form, keys_of};

const SECRET: &str = "a secret of at least thirty-two bytes";

/// Validates an assertion like an issuer that accepts only its own name as audience (RFC 10070).
fn checked(assertion: &str, keys: &KeySet, algorithm: Algorithm) -> Map<String, Value> {
    let typ = TypExpectation::Exactly(&["client-authentication+jwt"]);
    let audience = AudienceRule::OneExactly(ISSUER.into());
    let expectation = Expectation::new(typ, audience, Timestamp(NOW))
        .issuer("app")
        .algorithms(&[algorithm])
        .require(&["exp", "iat", "jti", "sub"]);
    verify::<Map<String, Value>>(assertion, keys, &expectation).unwrap().claims
}

#[tokio::test]
async fn st7_each_request_contains_a_new_assertion_only_for_the_issuer() {
    let key = es256();
    let keys = keys_of(&key);
    let fake = Fake::new(json!({"revocation_endpoint": "https://id.example/revoke"}), |_| bearer());
    let client = fake.builder().private_key_jwt(key).build().unwrap();
    client.client_credentials(&Scope::default()).await.unwrap();
    client.client_credentials(&Scope::default()).await.unwrap();
    client.revoke(&Secret::new("a1"), TokenKind::AccessToken).await.unwrap();
    let mut identifiers = Vec::new();
    for request in fake.requests() {
        assert_eq!(request.header("authorization"), None);
        let form = form(&request);
        assert_eq!(form["client_assertion_type"], "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        assert_eq!((form["client_id"].as_str(), form.get("client_secret")), ("app", None));
        let claims = checked(&form["client_assertion"], &keys, Algorithm::ES256);
        assert_eq!((&claims["sub"], &claims["aud"]), (&json!("app"), &json!(ISSUER)));
        assert_eq!(claims["exp"], NOW + 60);
        identifiers.push(claims["jti"].clone());
    }
    assert_eq!(identifiers.len(), 3);
    assert!(identifiers[0] != identifiers[1] && identifiers[1] != identifiers[2]);
}

#[tokio::test]
async fn a_secret_can_sign_instead_of_being_sent() {
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().client_secret(Secret::new(SECRET)).client_secret_jwt().build().unwrap();
    client.client_credentials(&Scope::default()).await.unwrap();
    let request = &fake.requests()[0];
    assert!(!String::from_utf8_lossy(&request.body).contains("thirty-two"));
    assert_eq!(request.header("authorization"), None);
    let keys = ClientSecretKey::new(SECRET.as_bytes()).unwrap().key_set();
    checked(&form(request)["client_assertion"], &keys, Algorithm::HS256);
}

#[tokio::test]
async fn a_refused_assertion_comes_with_advice() {
    let fake = Fake::new(json!({}), |_| answer(401, &json!({"error": "invalid_client"})));
    let client = fake.builder().private_key_jwt(es256()).build().unwrap();
    let error = client.client_credentials(&Scope::default()).await.unwrap_err();
    assert_eq!((error.stage(), error.error_code()), (Stage::ClientCredentials, Some("invalid_client")));
    assert!(error.advice().unwrap().contains("authentication method"));
}

#[tokio::test]
async fn a_secret_source_gets_the_current_time() {
    let fake = Fake::new(json!({}), |_| bearer());
    let source = |now: Timestamp| match now.seconds() {
        NOW => Ok(Secret::new(format!("minted-at-{}", now.seconds()))),
        _ => Err(Problem::Dialect("the key is gone".into())),
    };
    let client = fake
        .builder()
        .client_secret_source(std::sync::Arc::new(source))
        .authentication_method(ClientAuthenticationMethod::ClientSecretPost)
        .build()
        .unwrap();
    client.client_credentials(&Scope::default()).await.unwrap();
    assert_eq!(form(&fake.requests()[0])["client_secret"], format!("minted-at-{NOW}"));
    fake.advance(1);
    let error = client.client_credentials(&Scope::default()).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::Dialect("the key is gone".into()));
    assert_eq!(fake.requests().len(), 1, "no request is sent without a proof");
}

#[test]
fn contradicting_proofs_are_refused() {
    let builder = || Client::builder(ISSUER, "app");
    let long = || Secret::new(SECRET);
    let method = ClientAuthenticationMethod::ClientSecretBasic;
    for (builder, text) in [
        (builder().client_secret_jwt(), "needs a secret"),
        (builder().client_secret(Secret::new("short")).client_secret_jwt(), "at least 32 bytes"),
        (builder().client_secret(long()).private_key_jwt(es256()), "contradict"),
        (
            builder().client_secret(long()).client_secret_jwt().authentication_method(method),
            "a separate method",
        ),
        (builder().private_key_jwt(es256()).authentication_method(method), "authentication_method"),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.stage(), Stage::Configuration);
        assert!(error.to_string().contains(text), "{error}");
    }
    assert!(builder().private_key_jwt(SigningKey::generate(Algorithm::EdDSA).unwrap()).build().is_ok());
}
