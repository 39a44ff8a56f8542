//! Opaque tokens: the guard introspects them at the issuer (RFC 7662) and caches the responses for a fixed time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use serde_json::{Value, json};
use valetkey_resource_server::{
    AccessToken, AccessTokenValidator, ClientCertificate, HttpRequest, HttpResponse, HttpTransport,
    IntrospectionClient, IntrospectionError, Issuer, Possession, Timestamp, TokenError, TokenGuard,
    TransportError, VerifyError,
};

const NOW: i64 = 1_700_000_000;
const API: &str = "https://api.example";

/// An issuer that introspects the tokens in its table and counts the requests.
#[derive(Clone)]
struct Tokens(Arc<Inner>);

struct Inner {
    now: AtomicI64,
    table: Mutex<HashMap<String, Value>>,
    questions: Mutex<Vec<HttpRequest>>,
    down: Mutex<bool>,
    methods: Vec<&'static str>,
}

impl Tokens {
    fn new() -> Self {
        Self::taking(Vec::new())
    }

    fn taking(methods: Vec<&'static str>) -> Self {
        let (table, questions, down) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self(Arc::new(Inner { now: AtomicI64::new(NOW), table, questions, down, methods }))
    }

    fn says(&self, token: &str, change: impl FnOnce(&mut Value)) {
        let mut answer = json!({
            "active": true, "iss": "https://id.example", "aud": [API], "sub": "alice", "client_id": "notes-app",
            "scope": "notes.read", "exp": NOW + 300, "token_type": "Bearer",
        });
        change(&mut answer);
        self.0.table.lock().unwrap().insert(token.to_owned(), answer);
    }

    fn revoke(&self, token: &str) {
        self.0.table.lock().unwrap().remove(token);
    }

    fn advance(&self, seconds: i64) {
        self.0.now.fetch_add(seconds, Ordering::SeqCst);
    }

    fn questions(&self) -> usize {
        self.0.questions.lock().unwrap().len()
    }

    fn guard(&self) -> TokenGuard {
        self.guard_of(IntrospectionClient::new("notes api", "s+1"))
    }

    fn guard_of(&self, client: IntrospectionClient) -> TokenGuard {
        let issuer = Issuer::parse("https://id.example").unwrap();
        self.guard_by(AccessTokenValidator::new(issuer, API), client)
    }

    fn guard_by(&self, validator: AccessTokenValidator, client: IntrospectionClient) -> TokenGuard {
        let clock = self.clone();
        let clock = Arc::new(move || Timestamp(clock.0.now.load(Ordering::SeqCst)));
        TokenGuard::introspecting(validator, client, Arc::new(self.clone()), clock)
    }

    async fn check(&self, change: impl FnOnce(&mut Value)) -> Result<AccessToken, TokenError> {
        self.says("t", change);
        self.guard().validate("t").await
    }
}

#[async_trait]
impl HttpTransport for Tokens {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        tokio::task::yield_now().await;
        let answer = |status: u16, body: Value| {
            let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
            Ok(HttpResponse { status, headers, body: body.to_string().into_bytes() })
        };
        if request.url.contains("/.well-known/") {
            return answer(
                200,
                json!({
                    "issuer": "https://id.example", "jwks_uri": "https://id.example/jwks",
                    "introspection_endpoint": "https://id.example/introspect",
                    "introspection_endpoint_auth_methods_supported": self.0.methods,
                }),
            );
        }
        assert_eq!(request.url, "https://id.example/introspect");
        self.0.questions.lock().unwrap().push(request.clone());
        if *self.0.down.lock().unwrap() {
            return Err(TransportError::Connection { host: "id.example".into(), reason: "refused".into() });
        }
        let form: HashMap<String, String> = url_decoded(&request.body);
        let table = self.0.table.lock().unwrap();
        match table.get(&form["token"]) {
            Some(Value::String(status)) => answer(status.parse().unwrap(), json!({})),
            Some(claims) => answer(200, claims.clone()),
            None => answer(200, json!({ "active": false })),
        }
    }
}

fn url_decoded(body: &[u8]) -> HashMap<String, String> {
    form_urlencoded::parse(body).into_owned().collect()
}

#[tokio::test]
async fn c2_an_active_token_is_accepted_and_the_api_authenticates_itself() {
    let tokens = Tokens::new();
    let token = tokens.check(|_| {}).await.unwrap();
    assert_eq!((token.subject(), token.client_id(), token.is_user()), ("alice", "notes-app", true));
    assert!(token.scope().contains("notes.read") && token.expires_at() == Timestamp(NOW + 300));
    let question = tokens.0.questions.lock().unwrap()[0].clone();
    // base64 of `notes+api:s%2B1`
    assert_eq!(question.header("authorization"), Some("Basic bm90ZXMrYXBpOnMlMkIx"));
    assert_eq!(question.body, b"token=t&token_type_hint=access_token");
    let post = Tokens::taking(vec!["client_secret_post"]);
    post.check(|_| {}).await.unwrap();
    let question = post.0.questions.lock().unwrap()[0].clone();
    assert_eq!(question.header("authorization"), None);
    assert_eq!(url_decoded(&question.body)["client_secret"], "s+1");
}

#[tokio::test]
async fn c2_a_token_without_a_user_is_for_the_client() {
    for sub in [Value::Null, "notes-app".into()] {
        let token = Tokens::new().check(|answer| answer["sub"] = sub).await.unwrap();
        assert_eq!((token.subject(), token.is_user()), ("notes-app", false));
    }
}

#[tokio::test]
async fn c2_responses_that_do_not_match_this_api_are_refused() {
    type Change = fn(&mut Value);
    let changes: [(&str, Change); 13] = [
        ("inactive", |answer| answer["active"] = false.into()),
        ("another audience", |answer| answer["aud"] = "https://other.example".into()),
        ("no audience", |answer| answer["aud"] = Value::Null),
        ("a misshapen audience", |answer| answer["aud"] = 7.into()),
        ("another issuer", |answer| answer["iss"] = "https://evil.example".into()),
        ("over", |answer| answer["exp"] = NOW.into()),
        ("a misshapen end", |answer| answer["exp"] = "never".into()),
        ("no client", |answer| answer["client_id"] = Value::Null),
        ("a misshapen scope", |answer| answer["scope"] = json!(["a"])),
        ("a refresh token of Hydra", |answer| answer["token_use"] = "refresh_token".into()),
        ("a refresh token of Keycloak", |answer| answer["typ"] = "Refresh".into()),
        ("an ID token of Keycloak", |answer| answer["typ"] = "ID".into()),
        ("bound to something unknown", |answer| answer["cnf"] = json!({ "x": "y" })),
    ];
    for (name, change) in changes {
        let checked = Tokens::new().check(change).await;
        assert!(checked.is_err(), "{name}");
    }
}

#[tokio::test]
async fn c2_a_missing_audience_is_accepted_only_with_the_danger_setting() {
    let tokens = Tokens::new();
    tokens.says("t", |answer| answer["aud"] = Value::Null);
    tokens.says("other", |answer| answer["aud"] = "https://other.example".into());
    let issuer = Issuer::parse("https://id.example").unwrap();
    let validator = AccessTokenValidator::new(issuer, API).danger_accept_missing_audience();
    let guard = tokens.guard_by(validator, IntrospectionClient::new("api", "s"));
    assert!(guard.validate("t").await.is_ok());
    assert!(guard.validate("other").await.is_err(), "an audience is still checked if it is present");
}

#[tokio::test]
async fn c2_a_revoked_token_is_accepted_at_most_for_the_configured_time() {
    let tokens = Tokens::new();
    let guard = tokens.guard_of(IntrospectionClient::new("api", "s").remember_for(Duration::from_secs(5)));
    tokens.says("t", |_| {});
    assert!(guard.validate("t").await.is_ok());
    tokens.revoke("t");
    tokens.advance(4);
    assert!(guard.validate("t").await.is_ok() && tokens.questions() == 1);
    tokens.advance(1);
    assert_eq!(guard.validate("t").await.unwrap_err(), TokenError::Inactive);
    let guard = tokens.guard_of(IntrospectionClient::new("api", "s").remember_for(Duration::ZERO));
    tokens.says("t", |_| {});
    assert!(guard.validate("t").await.is_ok());
    tokens.revoke("t");
    assert!(guard.validate("t").await.is_err(), "with zero each request is introspected");
}

#[tokio::test]
async fn c2_no_response_is_used_longer_than_the_configured_time_while_the_issuer_is_down() {
    let tokens = Tokens::new();
    let guard = tokens.guard();
    tokens.says("t", |_| {});
    guard.validate("t").await.unwrap();
    *tokens.0.down.lock().unwrap() = true;
    tokens.advance(9);
    assert!(guard.validate("t").await.is_ok());
    tokens.advance(1);
    let error = guard.validate("t").await.unwrap_err();
    assert!(matches!(error, TokenError::IntrospectionUnavailable(_)), "{error}");
}

#[tokio::test]
async fn c2_a_cached_token_still_expires() {
    let tokens = Tokens::new();
    let guard = tokens.guard_of(IntrospectionClient::new("api", "s").remember_for(Duration::from_secs(600)));
    tokens.says("t", |_| {});
    guard.validate("t").await.unwrap();
    tokens.advance(300);
    let error = guard.validate("t").await.unwrap_err();
    assert!(matches!(error, TokenError::Refused(VerifyError::Expired { .. })), "{error}");
}

/// PN4: the cache contains the response for the whole token. Every rule is checked again for each request.
#[tokio::test]
async fn pn4_a_cached_response_is_no_decision() {
    let tokens = Tokens::new();
    let certificate = ClientCertificate::from_der(*b"der");
    tokens.says("bound", |answer| answer["cnf"] = json!({ "x5t#S256": certificate.thumbprint() }));
    let guard = tokens.guard();
    let mine = Possession { certificate: Some(&certificate), ..Possession::default() };
    assert!(guard.validate_with("bound", mine).await.is_ok());
    assert!(guard.validate("bound").await.is_err(), "another caller with the same token is refused");
    let other = ClientCertificate::from_der(*b"other");
    let theirs = Possession { certificate: Some(&other), ..Possession::default() };
    assert!(guard.validate_with("bound", theirs).await.is_err());
    tokens.says("free", |_| {});
    assert!(guard.validate("free").await.is_ok());
    assert!(guard.clone().require_bound_tokens().validate("free").await.is_err());
    assert_eq!(tokens.questions(), 2, "all these checks use cached responses");
}

#[tokio::test]
async fn pn4_a_cached_response_is_for_the_whole_token() {
    let tokens = Tokens::new();
    let guard = tokens.guard();
    tokens.says("token", |_| {});
    guard.validate("token").await.unwrap();
    for other in ["Token", "token=", "toke", "token.", "xtoken"] {
        assert_eq!(guard.validate(other).await.unwrap_err(), TokenError::Inactive, "{other}");
    }
    assert!(guard.validate(&"x".repeat(70_000)).await.is_err());
}

#[tokio::test]
async fn c2_many_requests_with_one_token_cause_one_introspection() {
    let tokens = Tokens::new();
    tokens.says("t", |_| {});
    let guard = tokens.guard();
    let requests: Vec<_> = (0..20)
        .map(|_| {
            let guard = guard.clone();
            tokio::spawn(async move { guard.validate("t").await.is_ok() })
        })
        .collect();
    for request in requests {
        assert!(request.await.unwrap());
    }
    assert_eq!(tokens.questions(), 1);
}

#[tokio::test]
async fn c2_invented_tokens_displace_no_real_token_in_the_cache() {
    let tokens = Tokens::new();
    let guard = tokens.guard_of(IntrospectionClient::new("api", "s").remember_at_most(4));
    tokens.says("t", |_| {});
    guard.validate("t").await.unwrap();
    for made_up in 0..50 {
        assert!(guard.validate(&format!("made up {made_up}")).await.is_err());
    }
    assert_eq!(tokens.questions(), 51);
    assert!(guard.validate("t").await.is_ok() && tokens.questions() == 51);
    // Real tokens are limited too: the oldest is removed.
    for real in 0..4 {
        tokens.advance(1);
        tokens.says(&real.to_string(), |_| {});
        guard.validate(&real.to_string()).await.unwrap();
    }
    guard.validate("t").await.unwrap();
    assert_eq!(tokens.questions(), 51 + 4 + 1);
}

#[tokio::test]
async fn c2_an_issuer_that_refuses_this_api_is_an_error_with_advice() {
    let tokens = Tokens::new();
    tokens.0.table.lock().unwrap().insert("t".into(), "401".into());
    let error = tokens.guard().validate("t").await.unwrap_err();
    assert_eq!(error, TokenError::IntrospectionUnavailable(IntrospectionError::Status { status: 401 }));
    assert!(error.to_string().contains("client_id and secret"), "{error}");
    let error = tokens.check(|answer| answer["active"] = "true".into()).await.unwrap_err();
    assert!(error.to_string().contains("\"active\""), "{error}");
}
