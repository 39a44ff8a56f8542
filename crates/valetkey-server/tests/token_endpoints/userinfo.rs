//! Userinfo on the wire.

use serde_json::json;
use valetkey_authorization_server::token::AccessTokenClaims;
use valetkey_jose::Algorithm;

use crate::support::*;

#[tokio::test]
async fn get_post_header_and_post_body_give_the_same() {
    let fixture = fixture().await;
    let tokens = fixture.tokens("app").await;
    let token = text(&tokens, "access_token");
    let header = format!("Bearer {token}");
    let expected = json!({
        "sub": "user-ada", "preferred_username": "ada", "updated_at": 1_767_225_600,
        "email": "ada@example.org", "email_verified": false
    });
    let bearer = [("authorization", header.as_str())];
    for answer in [
        fixture.server.request("GET", "/userinfo", &bearer, "").await,
        fixture.server.request("POST", "/userinfo", &bearer, "").await,
        fixture.server.post_form("/userinfo", &bearer, &[]).await,
        fixture.server.post_form("/userinfo", &[], &[("access_token", token)]).await,
    ] {
        assert_eq!((answer.status, answer.json()), (200, expected.clone()));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn two_tokens_at_once_are_refused() {
    let fixture = fixture().await;
    let tokens = fixture.tokens("app").await;
    let token = text(&tokens, "access_token");
    let header = format!("Bearer {token}");
    let answer = fixture
        .server
        .post_form("/userinfo", &[("authorization", &header)], &[("access_token", token)])
        .await;
    assert_eq!(error(&answer), (400, "invalid_request".to_owned()));
    assert!(answer.header("www-authenticate").unwrap().contains("error=\"invalid_request\""));
}

#[tokio::test]
async fn without_a_token_the_challenge_is_bare() {
    let fixture = fixture().await;
    let tokens = fixture.tokens("app").await;
    let in_query = format!("/userinfo?access_token={}", text(&tokens, "access_token"));
    for target in ["/userinfo", in_query.as_str()] {
        let answer = fixture.server.get(target).await;
        assert_eq!((answer.status, answer.text()), (401, ""));
        assert_eq!(answer.header("www-authenticate"), Some("Bearer realm=\"valetkey\""));
    }
}

#[tokio::test]
async fn invalid_tokens_and_insufficient_scope_are_told_apart() {
    let fixture = fixture().await;
    let answer = fixture.userinfo("garbage").await;
    assert_eq!(error(&answer), (401, "invalid_token".to_owned()));
    assert_eq!(
        answer.header("www-authenticate"),
        Some(
            "Bearer realm=\"valetkey\", error=\"invalid_token\", \
             error_description=\"The access token is malformed, expired or revoked.\""
        )
    );
    let own = fixture.post("/token", "app", &[("grant_type", "client_credentials")]).await.json();
    let answer = fixture.userinfo(text(&own, "access_token")).await;
    assert_eq!(error(&answer), (403, "insufficient_scope".to_owned()));
    assert!(answer.header("www-authenticate").unwrap().ends_with(", scope=\"openid\""));

    let code = fixture.code_with("app", |code| code.scope = "profile notes.read".parse().unwrap()).await;
    let plain = fixture.redeem("app", &code).await.json();
    assert_eq!(fixture.userinfo(text(&plain, "access_token")).await.status, 403);
}

/// A token with our claims under another class, and one with a changed byte.
#[tokio::test]
async fn jo3_the_class_and_the_signature_count() {
    let fixture = fixture().await;
    let tokens = fixture.tokens("app").await;
    let token = text(&tokens, "access_token");
    let claims: AccessTokenClaims = serde_json::from_value(fixture.claims(token, &["at+jwt"])).unwrap();
    let keys = &fixture.server.server.keys;
    let again = keys.sign_jwt(Algorithm::ES256, Some("at+jwt"), &claims).unwrap();
    assert_eq!(fixture.userinfo(&again).await.status, 200);
    for typ in [None, Some("JWT"), Some("logout+jwt")] {
        let other = keys.sign_jwt(Algorithm::ES256, typ, &claims).unwrap();
        assert_eq!(fixture.userinfo(&other).await.status, 401, "{typ:?}");
    }
    let mut foreign = claims.clone();
    foreign.iss = "https://other.example".into();
    let foreign = keys.sign_jwt(Algorithm::ES256, Some("at+jwt"), &foreign).unwrap();
    assert_eq!(fixture.userinfo(&foreign).await.status, 401);
    let middle = token.len() / 2;
    let flipped = if &token[middle..=middle] == "A" { "B" } else { "A" };
    let changed = format!("{}{flipped}{}", &token[..middle], &token[middle + 1..]);
    assert_eq!(fixture.userinfo(&changed).await.status, 401);
}
