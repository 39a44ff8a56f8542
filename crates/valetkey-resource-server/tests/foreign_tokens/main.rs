//! An API behind our layer, with access tokens of a server of another project, node-oidc-provider. Needs Node.js and the
//! packages of `tests/`. `cargo xtask test` installs them and runs these tests with `--ignored`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

#[allow(dead_code, reason = "shared with the tests of the client")]
#[path = "../../../valetkey-client/tests/foreign_provider/provider.rs"]
mod provider;

use axum::Router;
use axum::routing::get;
use provider::ForeignProvider;
use tokio::net::TcpListener;
use valetkey_client::{Client, ClientBuilder, TokenRequest, TokenType};
use valetkey_fetch::HttpRequest;
use valetkey_jose::{Algorithm, SigningKey};
use valetkey_resource_server::{AccessToken, BearerLayer, Dpop};
use valetkey_types::{Scope, Secret};

fn key() -> SigningKey {
    SigningKey::generate(Algorithm::ES256).unwrap()
}

fn builder(provider: &ForeignProvider) -> ClientBuilder {
    Client::builder(&provider.issuer, "confidential")
        .client_secret(Secret::new("a-secret-of-the-confidential-client"))
}

/// Returns a token for the API that the provider knows.
async fn token(client: &Client, provider: &ForeignProvider) -> (Secret, TokenType) {
    let scope: Scope = "notes.read".parse().unwrap();
    let request = TokenRequest::client_credentials().scope(&scope).resource(provider.resource.clone());
    let tokens = client.client_credentials_with(request).await.unwrap();
    (tokens.access_token, tokens.token_type)
}

/// Serves the API on loopback, with the identifier that the provider knows. `guarded` adds settings of the layer.
async fn api(
    provider: &ForeignProvider,
    audience: &str,
    guarded: impl FnOnce(BearerLayer, &str) -> BearerLayer,
) -> HttpRequest {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let layer = BearerLayer::discover(&provider.issuer, audience).unwrap().require_scope("notes.read");
    let notes = |token: AccessToken| async move { format!("notes of {}", token.client_id()) };
    let router = Router::new().route("/notes", get(notes)).layer(guarded(layer, &url));
    tokio::spawn(async move { axum::serve(listener, router).await });
    HttpRequest::get(format!("{url}/notes"))
}

async fn status(client: &Client, request: &HttpRequest, token: &Secret) -> u16 {
    client.call_api(request, token).await.unwrap().status
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_token_is_accepted_only_by_its_own_api() {
    let provider = ForeignProvider::start();
    let client = builder(&provider).build().unwrap();
    let here = api(&provider, &provider.resource, |layer, _| layer).await;
    let elsewhere = api(&provider, "https://other.example", |layer, _| layer).await;
    let strict = api(&provider, &provider.resource, |layer, _| layer.require_bound_tokens()).await;
    let (token, _) = token(&client, &provider).await;
    let answer = client.call_api(&here, &token).await.unwrap();
    assert_eq!((answer.status, &*answer.body), (200, &b"notes of confidential"[..]));
    assert_eq!(status(&client, &elsewhere, &token).await, 401);
    assert_eq!(status(&client, &strict, &token).await, 401, "the token is not bound");
    let for_userinfo = client.client_credentials(&Scope::default()).await.unwrap().access_token;
    assert_eq!(status(&client, &here, &for_userinfo).await, 401, "a token without this audience is refused");
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_token_bound_to_a_key_is_accepted_only_with_proofs() {
    let provider = ForeignProvider::start();
    let with_proofs =
        |layer: BearerLayer, url: &str| layer.with_dpop(Dpop::new(url).unwrap()).require_bound_tokens();
    let request = api(&provider, &provider.resource, with_proofs).await;
    let without_proofs = api(&provider, &provider.resource, |layer, _| layer).await;
    let owner = builder(&provider).dpop(key()).build().unwrap();
    let (token, token_type) = token(&owner, &provider).await;
    assert_eq!(token_type, TokenType::Dpop);
    for _ in 0..2 {
        assert_eq!(status(&owner, &request, &token).await, 200);
    }
    assert_eq!(status(&owner.with_dpop_key(key()), &request, &token).await, 401, "another key");
    let bearer = builder(&provider).build().unwrap();
    for request in [&request, &without_proofs] {
        assert_eq!(status(&bearer, request, &token).await, 401, "no key");
    }
}
