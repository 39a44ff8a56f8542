//! Access tokens for one API (RFC 8707), and token introspection (RFC 7662).

use valetkey_client::revocation::TokenKind;
use valetkey_client::{Introspection, Stage, TokenRequest};
use valetkey_jose::decode_unverified;
use valetkey_types::{Scope, Secret};

use crate::plain_browser::PlainBrowser;
use crate::provider::ForeignProvider;
use crate::{confidential, walk, with_consent};

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_login_for_an_api_returns_a_token_only_for_that_api() {
    let provider = ForeignProvider::start();
    let client = confidential(&provider).scope("openid offline_access notes.read").build().unwrap();
    let options = with_consent().resource(provider.resource.clone());
    let request = client.authorization_request(options).await.unwrap();
    let params = walk(&mut PlainBrowser::new(), &request.url, &provider).await;
    let login = client.finish(&request.pending, &params).await.unwrap();
    let claims = decode_unverified(login.tokens.access_token.expose()).unwrap().claims;
    assert_eq!((&claims["aud"], &claims["scope"]), (&provider.resource.clone().into(), &"notes.read".into()));

    let refresh_token = login.tokens.refresh_token.unwrap();
    let for_the_api = TokenRequest::refresh(&refresh_token).resource(provider.resource.as_str());
    let fresh = client.refresh_with(for_the_api, "alice").await.unwrap();
    let claims = decode_unverified(fresh.access_token.expose()).unwrap().claims;
    assert_eq!(claims["aud"], provider.resource.as_str());
    let refresh_token = fresh.refresh_token.unwrap_or(refresh_token);
    let elsewhere = TokenRequest::refresh(&refresh_token).resource("https://other.example");
    let refused = client.refresh_with(elsewhere, "alice").await.unwrap_err();
    assert_eq!(refused.error_code(), Some("invalid_target"));
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_client_gets_a_token_for_the_requested_api() {
    let provider = ForeignProvider::start();
    let client = confidential(&provider).build().unwrap();
    let scope: Scope = "notes.read".parse().unwrap();
    let asked =
        |resource: &str| TokenRequest::client_credentials().scope(&scope).resource(resource.to_owned());
    let tokens = client.client_credentials_with(asked(&provider.resource)).await.unwrap();
    let claims = decode_unverified(tokens.access_token.expose()).unwrap().claims;
    assert_eq!(claims["aud"], provider.resource.as_str());
    let refused = client.client_credentials_with(asked("https://other.example")).await.unwrap_err();
    assert_eq!((refused.stage(), refused.error_code()), (Stage::ClientCredentials, Some("invalid_target")));
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_token_is_active_until_it_is_revoked() {
    let provider = ForeignProvider::start();
    let client = confidential(&provider).build().unwrap();
    let request = client.authorization_request(with_consent()).await.unwrap();
    let params = walk(&mut PlainBrowser::new(), &request.url, &provider).await;
    let token = client.finish(&request.pending, &params).await.unwrap().tokens.access_token;
    let Introspection::Active(active) = client.introspect(&token, TokenKind::AccessToken).await.unwrap()
    else {
        panic!("the token is active");
    };
    assert_eq!((active.subject(), active.client_id()), (Some("alice"), Some("confidential")));
    assert!(active.scope().contains("email") && active.expires().is_some());
    let unknown = client.introspect(&Secret::new("nonsense"), TokenKind::AccessToken).await.unwrap();
    assert_eq!(unknown, Introspection::Inactive);
    client.revoke(&token, TokenKind::AccessToken).await.unwrap();
    let revoked = client.introspect(&token, TokenKind::AccessToken).await.unwrap();
    assert_eq!(revoked, Introspection::Inactive);
    let impostor = confidential(&provider).client_secret(Secret::new("wrong".repeat(8))).build().unwrap();
    let refused = impostor.introspect(&token, TokenKind::AccessToken).await.unwrap_err();
    assert_eq!(refused.error_code(), Some("invalid_client"));
}
