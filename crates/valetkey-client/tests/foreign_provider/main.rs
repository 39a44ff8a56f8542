//! Our client with a server of another project, node-oidc-provider. Needs Node.js and the packages of `tests/`.
//! `cargo xtask test` installs them and runs these tests with `--ignored`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod apis;
mod mutual_tls;
mod plain_browser;
mod provider;
mod registered;

use plain_browser::PlainBrowser;
use provider::ForeignProvider;
use valetkey_client::{AuthorizationOptions, Client, ClientBuilder, DeviceAnswer, TokenType};
use valetkey_fetch::HttpRequest;
use valetkey_jose::{Algorithm, SigningKey};
use valetkey_types::{Prompt, RawParams, Secret};

const SECRET: &str = "a-secret-of-the-confidential-client";

fn confidential(provider: &ForeignProvider) -> ClientBuilder {
    Client::builder(&provider.issuer, "confidential")
        .client_secret(Secret::new(SECRET))
        .redirect_uri(&provider.redirect_uri)
        .scope("openid email profile offline_access")
}

fn with_consent() -> AuthorizationOptions {
    AuthorizationOptions::default().prompt(Prompt::Consent)
}

/// Signs `alice` in and returns the parameters of the callback.
async fn walk(browser: &mut PlainBrowser, url: &str, provider: &ForeignProvider) -> RawParams {
    let landed = browser.walk(url, &provider.redirect_uri, &[("login", "alice"), ("password", "any")]).await;
    RawParams::parse(landed.split_once('?').unwrap().1.as_bytes()).unwrap()
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_login_returns_tokens_that_can_be_refreshed_and_end_with_the_session() {
    let provider = ForeignProvider::start();
    let client = confidential(&provider).build().unwrap();
    let mut browser = PlainBrowser::new();
    let request = client.authorization_request(with_consent()).await.unwrap();
    let params = walk(&mut browser, &request.url, &provider).await;
    let login = client.finish(&request.pending, &params).await.unwrap();
    assert_eq!(login.id_token.subject(), "alice");
    let userinfo = client.userinfo(&login.tokens.access_token, "alice").await.unwrap();
    assert_eq!(userinfo.text("email"), Some("alice@example.org"));

    let refresh_token = login.tokens.refresh_token.as_ref().expect("a refresh token");
    let fresh = client.refresh(refresh_token, "alice").await.unwrap();
    assert_ne!(fresh.access_token.expose(), login.tokens.access_token.expose());
    client.userinfo(&fresh.access_token, "alice").await.unwrap();
    let other = client.userinfo(&fresh.access_token, "bob").await;
    assert!(other.is_err(), "userinfo of another user is refused");

    let hint = login.tokens.id_token.as_ref();
    let back = Some("http://127.0.0.1:1/bye");
    let url =
        client.end_session_url(hint, back, None).await.unwrap().expect("the server has a logout endpoint");
    let landed = browser.walk(&url, "http://127.0.0.1:1/bye", &[("logout", "yes")]).await;
    assert!(landed.starts_with("http://127.0.0.1:1/bye"), "{landed}");
    let silent = AuthorizationOptions::default().prompt(Prompt::None);
    let request = client.authorization_request(silent).await.unwrap();
    let params = walk(&mut browser, &request.url, &provider).await;
    let refused = client.finish(&request.pending, &params).await.unwrap_err();
    assert_eq!(refused.error_code().map(ToString::to_string).as_deref(), Some("login_required"));
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_pushed_request_sends_only_a_reference_through_the_browser() {
    let provider = ForeignProvider::start();
    let client = confidential(&provider).pushed_authorization().build().unwrap();
    let request = client.authorization_request(with_consent()).await.unwrap();
    assert!(request.url.contains("request_uri=urn") && !request.url.contains("state="), "{}", request.url);
    let params = walk(&mut PlainBrowser::new(), &request.url, &provider).await;
    let login = client.finish(&request.pending, &params).await.unwrap();
    assert_eq!(login.id_token.subject(), "alice");
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn tokens_are_bound_to_a_key_and_useless_without_it() {
    let provider = ForeignProvider::start();
    let key = SigningKey::generate(Algorithm::ES256).unwrap();
    let client = confidential(&provider).dpop(key).build().unwrap();
    let request = client.authorization_request(with_consent()).await.unwrap();
    let params = walk(&mut PlainBrowser::new(), &request.url, &provider).await;
    let login = client.finish(&request.pending, &params).await.unwrap();
    assert_eq!(login.tokens.token_type, TokenType::Dpop);
    client.userinfo(&login.tokens.access_token, "alice").await.unwrap();
    client.refresh(login.tokens.refresh_token.as_ref().unwrap(), "alice").await.unwrap();

    let thief = confidential(&provider).build().unwrap();
    let stolen = thief.userinfo(&login.tokens.access_token, "alice").await;
    assert!(stolen.is_err(), "without the key the token is useless");
    let other_key = client.with_dpop_key(SigningKey::generate(Algorithm::ES256).unwrap());
    assert!(other_key.userinfo(&login.tokens.access_token, "alice").await.is_err());
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_device_signs_in_through_another_browser() {
    let provider = ForeignProvider::start();
    let client = confidential(&provider).scope("openid").build().unwrap();
    let authorization = client.device_authorization().await.unwrap();
    assert!(matches!(client.ask_device_login(&authorization).await.unwrap(), DeviceAnswer::Pending));
    let url = authorization.verification_uri_complete.clone().unwrap();
    let mut browser = PlainBrowser::new();
    browser.walk(&url, "no-such-address", &[("login", "alice"), ("password", "any")]).await;
    let login = client.finish_on_device(&authorization).await.unwrap();
    assert_eq!(login.id_token.unwrap().subject(), "alice");
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_wrong_secret_a_foreign_state_and_a_used_code_are_refused() {
    let provider = ForeignProvider::start();
    let client = confidential(&provider).build().unwrap();
    let mut browser = PlainBrowser::new();
    let request = client.authorization_request(with_consent()).await.unwrap();
    let params = walk(&mut browser, &request.url, &provider).await;
    let other = client.authorization_request(with_consent()).await.unwrap();
    assert!(client.finish(&other.pending, &params).await.is_err(), "st1: another login's state");
    let impostor = confidential(&provider).client_secret(Secret::new("wrong".repeat(8))).build().unwrap();
    assert!(impostor.finish(&request.pending, &params).await.is_err());
    client.finish(&request.pending, &params).await.unwrap();
    assert!(client.finish(&request.pending, &params).await.is_err(), "a code is valid once");
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_public_client_signs_in_and_revokes() {
    let provider = ForeignProvider::start();
    let client = Client::builder(&provider.issuer, "public")
        .redirect_uri(&provider.redirect_uri)
        .scope("openid email offline_access")
        .build()
        .unwrap();
    let request = client.authorization_request(with_consent()).await.unwrap();
    let params = walk(&mut PlainBrowser::new(), &request.url, &provider).await;
    let login = client.finish(&request.pending, &params).await.unwrap();
    let refresh_token = login.tokens.refresh_token.unwrap();
    client.revoke(&refresh_token, valetkey_client::revocation::TokenKind::RefreshToken).await.unwrap();
    assert!(client.refresh(&refresh_token, "alice").await.is_err());
    let request = HttpRequest::get(format!("{}/me", provider.issuer));
    let answer = client.call_api(&request, &login.tokens.access_token).await.unwrap();
    assert_eq!(answer.status, 401, "the access token was revoked too");
}
