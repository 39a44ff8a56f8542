//! Introspection, signed userinfo, refreshes with a smaller scope, and front-channel logout.

use serde_json::{Value, json};
use valetkey_client::revocation::TokenKind;
use valetkey_client::{ClientError, FrontChannelLogout, Introspection, Problem, Stage, TokenRequest};
use valetkey_fetch::HttpResponse;
use valetkey_types::{RawParams, Secret, Timestamp};

use crate::fake::{Fake, ISSUER, NOW, answer, bearer, es256, form, typed};

async fn introspect(response: HttpResponse) -> Result<Introspection, ClientError> {
    let fake = Fake::new(json!({"introspection_endpoint": "https://id.example/introspect"}), move |_| {
        response.clone()
    });
    let client = fake.builder().client_secret(Secret::new("s1")).build().unwrap();
    let result = client.introspect(&Secret::new("t1"), TokenKind::AccessToken).await;
    let form = form(&fake.requests()[0]);
    assert_eq!((form["token"].as_str(), form["token_type_hint"].as_str()), ("t1", "access_token"));
    result
}

#[tokio::test]
async fn an_active_token_has_its_values() {
    let body =
        json!({"active": true, "sub": "alice", "client_id": "other", "scope": "read write", "exp": NOW + 1});
    let Introspection::Active(token) = introspect(answer(200, &body)).await.unwrap() else {
        panic!("the token is active")
    };
    assert_eq!((token.subject(), token.client_id()), (Some("alice"), Some("other")));
    assert!(token.scope().contains("write") && token.expires() == Some(Timestamp(NOW + 1)));
}

#[tokio::test]
async fn a_token_that_is_not_clearly_active_is_refused() {
    for body in [
        json!({"active": false, "sub": "alice"}),
        json!({"active": true, "exp": NOW}),
        json!({"active": true, "exp": NOW - 1, "sub": "alice"}),
    ] {
        assert_eq!(introspect(answer(200, &body)).await.unwrap(), Introspection::Inactive, "{body}");
    }
    for response in [
        answer(200, &json!({})),
        answer(200, &json!({"active": "true"})),
        answer(200, &json!({"active": 1})),
        answer(200, &json!({"active": true, "iss": "https://evil.example"})),
        answer(401, &json!({"error": "invalid_client"})),
        typed(200, "text/html", "<p>"),
        typed(204, "", ""),
    ] {
        assert_eq!(introspect(response).await.unwrap_err().stage(), Stage::Introspection);
    }
}

fn user() -> Value {
    json!({"iss": ISSUER, "aud": "app", "sub": "alice", "email": "alice@example.com"})
}

async fn signed_userinfo(media_type: &str, claims: Option<Value>) -> Result<Option<String>, ClientError> {
    let signer = es256();
    let body: std::sync::Arc<std::sync::OnceLock<String>> = std::sync::Arc::default();
    let (answered, media_type) = (body.clone(), media_type.to_owned());
    let fake = Fake::new(json!({}), move |request| {
        assert_eq!(request.header("accept"), Some("application/jwt"));
        typed(200, &media_type, answered.get().unwrap())
    });
    let token = match claims {
        Some(claims) => fake.key.sign_jwt(None, &claims).unwrap(),
        None => signer.sign_jwt(None, &user()).unwrap(),
    };
    body.set(token).unwrap();
    let client = fake.builder().signed_userinfo().build().unwrap();
    let claims = client.userinfo(&Secret::new("a1"), "alice").await?;
    Ok(claims.email().map(str::to_owned))
}

#[tokio::test]
async fn only_signed_userinfo_is_accepted() {
    let jwt = "application/jwt";
    assert_eq!(signed_userinfo(jwt, Some(user())).await.unwrap().as_deref(), Some("alice@example.com"));
    let changed = |name: &str, value: Value| {
        let mut claims = user();
        claims[name] = value;
        Some(claims)
    };
    for (media_type, claims) in [
        (jwt, None),
        ("application/json", Some(user())),
        ("text/html", Some(user())),
        (jwt, changed("iss", json!("https://evil.example"))),
        (jwt, changed("aud", json!("other"))),
        (jwt, changed("aud", Value::Null)),
        (jwt, changed("sub", json!("bob"))),
        (jwt, changed("exp", json!(NOW - 60))),
        (jwt, changed("nonce", json!("n1"))),
        (jwt, changed("at_hash", json!("h"))),
        (jwt, changed("events", json!({}))),
    ] {
        let error = signed_userinfo(media_type, claims.clone()).await.expect_err(&format!("{claims:?}"));
        assert_eq!(error.stage(), Stage::Userinfo);
    }
}

#[tokio::test]
async fn an_unsigned_response_instead_of_a_signed_one_is_refused() {
    let fake = Fake::new(json!({}), |_| answer(200, &json!({"sub": "alice"})));
    let client = fake.builder().signed_userinfo().build().unwrap();
    let error = client.userinfo(&Secret::new("a1"), "alice").await.unwrap_err();
    assert!(matches!(error.problem(), Problem::Mismatch { what: "content type", .. }), "{error}");
}

#[tokio::test]
async fn a_refresh_can_request_a_smaller_scope() {
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().build().unwrap();
    let refresh_token = Secret::new("r1");
    let request = TokenRequest::refresh(&refresh_token).scope("read").resource("https://api.example");
    client.refresh_with(request, "alice").await.unwrap();
    let form = form(&fake.requests()[0]);
    assert_eq!((form["scope"].as_str(), form["resource"].as_str()), ("read", "https://api.example"));
}

#[test]
fn a_front_channel_logout_names_its_session_or_none() {
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().build().unwrap();
    let check = |query: &str, session_required| {
        client.front_channel_logout(&RawParams::parse(query.as_bytes()).unwrap(), session_required)
    };
    let (iss, evil) = ("iss=https%3A%2F%2Fid.example", "iss=https%3A%2F%2Fevil.example");
    let session = FrontChannelLogout::Session { issuer: "https://id.example".into(), sid: "s1".into() };
    assert_eq!(check(&format!("{iss}&sid=s1"), true).unwrap(), session);
    assert_eq!(check("", false).unwrap(), FrontChannelLogout::ThisBrowser);
    for (query, session_required) in [
        ("".to_owned(), true),
        (format!("{evil}&sid=s1"), false),
        (format!("{iss}%2F&sid=s1"), false),
        (iss.to_owned(), false),
        ("sid=s1".to_owned(), false),
    ] {
        let error = check(&query, session_required).unwrap_err();
        assert_eq!(error.stage(), Stage::FrontChannelLogout, "{query}");
    }
}
