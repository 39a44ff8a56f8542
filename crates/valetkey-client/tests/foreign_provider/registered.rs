//! A client that registers itself, authenticates with signatures, signs its requests and requires signed responses.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use valetkey_client::{
    AuthorizationOptions, AuthorizationRequest, Client, ClientBuilder, ClientMetadata, Registration, Stage,
};
use valetkey_jose::{Algorithm, JwkSet, SigningKey};
use valetkey_types::{Prompt, RawParams, Secret};

use crate::plain_browser::PlainBrowser;
use crate::provider::ForeignProvider;
use crate::{walk, with_consent};

const INITIAL_ACCESS_TOKEN: &str = "an-initial-access-token";

fn key() -> Arc<SigningKey> {
    Arc::new(SigningKey::generate(Algorithm::ES256).unwrap())
}

fn builder(provider: &ForeignProvider, client_id: &str) -> ClientBuilder {
    Client::builder(&provider.issuer, client_id).redirect_uri(&provider.redirect_uri).scope("openid email")
}

fn members(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn metadata(provider: &ForeignProvider, key: &SigningKey) -> ClientMetadata {
    ClientMetadata {
        redirect_uris: vec![provider.redirect_uri.clone()],
        token_endpoint_auth_method: Some("private_key_jwt".into()),
        jwks: Some(JwkSet::new(vec![key.public_jwk()])),
        other: members(json!({
            "token_endpoint_auth_signing_alg": "ES256",
            "request_object_signing_alg": "ES256",
            "require_signed_request_object": true,
            "authorization_signed_response_alg": "RS256",
        })),
        ..ClientMetadata::default()
    }
}

async fn register(provider: &ForeignProvider, key: &Arc<SigningKey>) -> (Client, Registration) {
    let token = Secret::new(INITIAL_ACCESS_TOKEN);
    let builder = builder(provider, "unregistered")
        .private_key_jwt(Arc::clone(key))
        .request_object_key(Arc::clone(key))
        .signed_authorization_response();
    builder.register(&metadata(provider, key), Some(&token)).await.unwrap()
}

async fn begun(client: &Client, provider: &ForeignProvider) -> (AuthorizationRequest, RawParams) {
    let request = client.authorization_request(with_consent()).await.unwrap();
    let params = walk(&mut PlainBrowser::new(), &request.url, provider).await;
    (request, params)
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_registered_client_signs_request_and_proof_and_gets_a_signed_response() {
    let provider = ForeignProvider::start();
    let (client, registration) = register(&provider, &key()).await;
    assert!(registration.client_secret.is_none(), "a client with a key gets no secret");
    let (request, params) = begun(&client, &provider).await;
    assert!(request.url.contains("request=ey") && !request.url.contains("state="), "{}", request.url);
    assert!(params.get("code").is_none() && params.get("response").is_some());
    let login = client.finish(&request.pending, &params).await.unwrap();
    assert_eq!(login.id_token.subject(), "alice");
    let userinfo = client.userinfo(&login.tokens.access_token, "alice").await.unwrap();
    assert_eq!(userinfo.text("email"), Some("alice@example.org"));
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn signatures_of_another_key_are_refused() {
    let provider = ForeignProvider::start();
    let right = key();
    let (client, registration) = register(&provider, &right).await;
    let impostor = |proof: Arc<SigningKey>, request: Arc<SigningKey>| {
        builder(&provider, registration.client_id.as_str())
            .private_key_jwt(proof)
            .request_object_key(request)
            .signed_authorization_response()
            .pushed_authorization()
            .build()
            .unwrap()
    };
    let (request, params) = begun(&client, &provider).await;
    let stolen = impostor(key(), Arc::clone(&right)).finish(&request.pending, &params).await.unwrap_err();
    assert_eq!((stolen.stage(), stolen.error_code()), (Stage::CodeExchange, Some("invalid_client")));
    let forged = impostor(right, key()).authorization_request(with_consent()).await.unwrap_err();
    let expected = (Stage::PushedAuthorization, Some("invalid_request_object"));
    assert_eq!((forged.stage(), forged.error_code()), expected);
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_changed_or_replaced_signed_response_is_refused() {
    let provider = ForeignProvider::start();
    let (client, _) = register(&provider, &key()).await;
    let (request, params) = begun(&client, &provider).await;
    let response = params.get("response").unwrap();
    let (signed, signature) = response.rsplit_once('.').unwrap();
    let replaced = if signature.starts_with('A') { 'B' } else { 'A' };
    let touched = format!("response={signed}.{replaced}{}", &signature[1..]);
    let plain = format!("code=c1&state={}", request.pending.state());
    let (other_request, other_params) = begun(&client, &provider).await;
    for query in [touched, plain, format!("response={}", other_params.get("response").unwrap())] {
        let params = RawParams::parse(query.as_bytes()).unwrap();
        let error = client.finish(&request.pending, &params).await.unwrap_err();
        assert_eq!(error.stage(), Stage::Callback, "{error}");
    }
    client.finish(&other_request.pending, &other_params).await.unwrap();
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_signed_refusal_contains_the_reason() {
    let provider = ForeignProvider::start();
    let (client, _) = register(&provider, &key()).await;
    let silent =
        AuthorizationOptions::default().prompt(Prompt::None).max_age(std::time::Duration::from_secs(60));
    let request = client.authorization_request(silent).await.unwrap();
    let params = walk(&mut PlainBrowser::new(), &request.url, &provider).await;
    assert!(params.get("error").is_none() && params.get("response").is_some());
    let refused = client.finish(&request.pending, &params).await.unwrap_err();
    assert_eq!((refused.stage(), refused.error_code()), (Stage::Callback, Some("login_required")));
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn registration_without_the_right_token_is_refused() {
    let provider = ForeignProvider::start();
    let key = key();
    for token in [None, Some(Secret::new("another-token"))] {
        let builder = builder(&provider, "unregistered").private_key_jwt(Arc::clone(&key));
        let error = builder.register(&metadata(&provider, &key), token.as_ref()).await.unwrap_err();
        assert_eq!(error.stage(), Stage::Registration);
        assert!(matches!(error.error_code(), Some("invalid_token" | "invalid_request")), "{error}");
    }
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_registered_secret_signs_and_is_never_sent() {
    let provider = ForeignProvider::start();
    let metadata = ClientMetadata {
        redirect_uris: vec![provider.redirect_uri.clone()],
        token_endpoint_auth_method: Some("client_secret_jwt".into()),
        ..ClientMetadata::default()
    };
    let token = Secret::new(INITIAL_ACCESS_TOKEN);
    // Before the registration there is no secret to sign with.
    let (_, registration) =
        builder(&provider, "unregistered").register(&metadata, Some(&token)).await.unwrap();
    let secret = registration.client_secret.unwrap();
    let builder = || builder(&provider, registration.client_id.as_str());
    let client = builder().client_secret(secret.clone()).client_secret_jwt().build().unwrap();
    let (request, params) = begun(&client, &provider).await;
    let bare = builder().client_secret(secret).build().unwrap();
    let refused = bare.finish(&request.pending, &params).await.unwrap_err();
    assert_eq!(
        refused.error_code(),
        Some("invalid_client"),
        "the client is registered for signatures, so the secret itself is refused"
    );
    client.finish(&request.pending, &params).await.unwrap();
}
