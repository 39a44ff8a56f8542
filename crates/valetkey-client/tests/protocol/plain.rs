//! Providers without discovery, without ID tokens and with deviations.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use valetkey_client::{
    AuthorizationOptions, Client, ClientBuilder, Dialect, Problem, Stage, Standard, Tokens,
};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{RawParams, Secret, Timestamp};

use crate::fake::{Fake, answer, bearer, callback, form, query, typed};

/// A provider that sends forms instead of JSON, uses other parameter names, and nests the user's claims.
struct Odd;

impl Dialect for Odd {
    fn authorization_parameters(
        &self,
        parameters: Vec<(String, String)>,
    ) -> Result<Vec<(String, String)>, Problem> {
        let renamed = |name: String| if name == "client_id" { "client_key".to_owned() } else { name };
        Ok(parameters.into_iter().map(|(name, value)| (renamed(name), value)).collect())
    }

    fn denies_without_error(&self) -> bool {
        true
    }

    fn token_request(&self, request: HttpRequest, now: Timestamp) -> Result<HttpRequest, Problem> {
        Ok(request.with_header("x-time", now.seconds().to_string()))
    }

    fn token_response(&self, response: &HttpResponse) -> Result<Map<String, Value>, Problem> {
        if response.media_type() != "application/x-www-form-urlencoded" {
            return Err(Problem::Dialect("expected a form".into()));
        }
        let pairs = url::form_urlencoded::parse(&response.body).into_owned();
        Ok(pairs.map(|(name, value)| (name, Value::from(value))).collect())
    }

    fn userinfo_request(&self, endpoint: Option<&str>, tokens: &Tokens) -> Result<HttpRequest, Problem> {
        Ok(Standard.userinfo_request(endpoint, tokens)?.with_header("user-agent", "valetkey"))
    }

    fn userinfo(&self, response: &HttpResponse) -> Result<Map<String, Value>, Problem> {
        let answer: Value = response.json()?;
        let mut claims = answer["user"].as_object().cloned().unwrap_or_default();
        if let Some(id) = claims.get("id").and_then(Value::as_i64) {
            claims.insert("sub".into(), id.to_string().into());
        }
        Ok(claims)
    }
}

fn endpoints() -> ProviderMetadata {
    ProviderMetadata {
        authorization_endpoint: "https://id.example/authorize".into(),
        token_endpoint: "https://id.example/token".into(),
        userinfo_endpoint: Some("https://id.example/user".into()),
        ..ProviderMetadata::default()
    }
}

fn builder(fake: &Arc<Fake>) -> ClientBuilder {
    fake.builder().metadata(endpoints()).scope("read:user user:email").without_id_token()
}

fn form_answer(body: &str) -> HttpResponse {
    typed(200, "application/x-www-form-urlencoded", body)
}

async fn begin(client: &Client) -> (valetkey_client::AuthorizationRequest, RawParams) {
    let request = client.authorization_request(AuthorizationOptions::default()).await.unwrap();
    let params = callback(&request);
    (request, params)
}

#[tokio::test]
async fn a_login_without_id_token_returns_tokens_and_a_user() {
    let fake = Fake::new(json!({}), |request| match request.url.as_str() {
        "https://id.example/token" => {
            form_answer("access_token=a1&token_type=bearer&scope=read:user&team=t1")
        }
        _ => answer(200, &json!({"user": {"id": 42, "name": "Alice"}})),
    });
    let client = builder(&fake).dialect(Arc::new(Odd)).build().unwrap();
    let (request, params) = begin(&client).await;
    let asked = query(&request.url);
    assert_eq!((asked["client_key"].as_str(), asked.get("nonce")), ("app", None));
    assert_eq!(asked["code_challenge_method"], "S256");
    let login = client.finish_plain(&request.pending, &params).await.unwrap();
    assert!(login.id_token.is_none());
    assert_eq!(login.tokens.other.get("team"), Some(&json!("t1")));
    let user = client.identify(&login).await.unwrap();
    assert_eq!((user.issuer.as_str(), user.subject.as_str()), ("https://id.example", "42"));
    assert_eq!(user.claims.name(), Some("Alice"));
    let requests = fake.requests();
    assert_eq!(requests[0].header("x-time"), Some("1700000000"));
    assert_eq!(requests[1].header("user-agent"), Some("valetkey"));
}

#[tokio::test]
async fn an_error_with_status_200_is_an_error() {
    let form =
        |_: &HttpRequest| form_answer("error=bad_verification_code&error_description=The+code+is+old.");
    let json = |_: &HttpRequest| answer(200, &json!({"error": "bad_verification_code"}));
    let odd = Fake::new(json!({}), form);
    let standard = Fake::new(json!({}), json);
    for (fake, client) in [
        (&odd, builder(&odd).dialect(Arc::new(Odd)).build().unwrap()),
        (&standard, builder(&standard).build().unwrap()),
    ] {
        let (request, params) = begin(&client).await;
        let error = client.finish_plain(&request.pending, &params).await.unwrap_err();
        assert_eq!((error.stage(), error.error_code()), (Stage::CodeExchange, Some("bad_verification_code")));
        assert_eq!(fake.requests().len(), 1);
    }
}

#[tokio::test]
async fn u6_a_callback_without_code_and_error_is_a_cancellation_only_for_some_providers() {
    let fake = Fake::new(json!({}), |_| bearer());
    for (builder, is_no) in [(builder(&fake).dialect(Arc::new(Odd)), true), (builder(&fake), false)] {
        let client = builder.build().unwrap();
        let (request, _) = begin(&client).await;
        let state = query(&request.url)["state"].clone();
        let answer = |query: String| RawParams::parse(query.as_bytes()).unwrap();
        let no = client.finish_plain(&request.pending, &answer(format!("state={state}"))).await.unwrap_err();
        assert_eq!(no.is_cancelled(), is_no, "{no}");
        let foreign = client.finish_plain(&request.pending, &answer("state=x".into())).await.unwrap_err();
        assert_eq!(foreign.problem(), &Problem::Foreign("state"));
    }
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn a_response_that_a_dialect_cannot_read_is_an_error() {
    let fake = Fake::new(json!({}), |_| bearer());
    let client = builder(&fake).dialect(Arc::new(Odd)).build().unwrap();
    let (request, params) = begin(&client).await;
    let error = client.finish_plain(&request.pending, &params).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::Dialect("expected a form".into()));
    let failing = Fake::new(json!({}), |_| typed(502, "text/html", "<p>"));
    let client = builder(&failing).dialect(Arc::new(Odd)).build().unwrap();
    let (request, params) = begin(&client).await;
    let error = client.finish_plain(&request.pending, &params).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::Status { expected: 200, seen: 502 });
    assert!(error.is_temporary());
}

#[tokio::test]
async fn a_user_without_identifier_is_refused() {
    for user in [json!({"user": {"name": "Alice"}}), json!({"user": {"sub": ""}}), json!({})] {
        let fake = Fake::new(json!({}), move |request| match request.url.as_str() {
            "https://id.example/token" => form_answer("access_token=a1&token_type=bearer"),
            _ => answer(200, &user),
        });
        let client = builder(&fake).dialect(Arc::new(Odd)).build().unwrap();
        let (request, params) = begin(&client).await;
        let login = client.finish_plain(&request.pending, &params).await.unwrap();
        let error = client.identify(&login).await.unwrap_err();
        assert_eq!(error.problem(), &Problem::Missing("the claim sub"));
    }
}

#[tokio::test]
async fn finish_plain_does_not_skip_an_expected_id_token() {
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().scope("openid").without_id_token().build().unwrap();
    let (request, params) = begin(&client).await;
    let error = client.finish_plain(&request.pending, &params).await.unwrap_err();
    assert_eq!(error.stage(), Stage::IdToken);
    let (request, params) = begin(&client).await;
    assert_eq!(client.finish(&request.pending, &params).await.unwrap_err().stage(), Stage::IdToken);
    let unasked = fake.builder().scope("notes").build().unwrap();
    let error = unasked.authorization_request(AuthorizationOptions::default()).await.unwrap_err();
    assert!(error.to_string().contains("`openid`"), "{error}");
}

#[tokio::test]
async fn an_unexpected_id_token_is_ignored() {
    let fake = Fake::new(json!({}), |_| {
        answer(
            200,
            &json!({"access_token": "a1", "token_type": "Bearer", "id_token": "forged.forged.forged"}),
        )
    });
    let client = builder(&fake).build().unwrap();
    let (request, params) = begin(&client).await;
    assert!(client.finish_plain(&request.pending, &params).await.unwrap().id_token.is_none());
}

#[tokio::test]
async fn pkce_is_omitted_only_with_the_danger_setting() {
    let fake = Fake::new(json!({}), |_| bearer());
    let client = builder(&fake).danger_without_pkce().build().unwrap();
    let (request, params) = begin(&client).await;
    assert!(!request.url.contains("code_challenge"));
    client.finish_plain(&request.pending, &params).await.unwrap();
    assert_eq!(form(&fake.requests()[0]).get("code_verifier"), None);
}

#[tokio::test]
async fn an_unknown_iss_is_refused_without_the_danger_setting() {
    let fake = Fake::new(json!({}), |_| bearer());
    let with_iss = |request: &valetkey_client::AuthorizationRequest| {
        let state = request.pending.state();
        RawParams::parse(format!("code=c1&state={state}&iss=https%3A%2F%2Fnew.example").as_bytes()).unwrap()
    };
    let strict = builder(&fake).build().unwrap();
    let (request, _) = begin(&strict).await;
    let error = strict.finish_plain(&request.pending, &with_iss(&request)).await.unwrap_err();
    assert!(matches!(error.problem(), Problem::Mismatch { what: "iss", .. }), "{error}");
    assert!(fake.requests().is_empty(), "the code is not sent to any server");
    let lenient = builder(&fake).danger_accept_unknown_iss().build().unwrap();
    let (request, _) = begin(&lenient).await;
    lenient.finish_plain(&request.pending, &with_iss(&request)).await.unwrap();
}

#[test]
fn configured_endpoints_are_checked_like_discovered_ones() {
    let build = |metadata| Client::builder("https://id.example", "app").metadata(metadata).build();
    assert!(build(endpoints()).is_ok());
    assert!(
        build(ProviderMetadata { token_endpoint: "http://id.example/token".into(), ..endpoints() }).is_err()
    );
    assert!(build(ProviderMetadata { issuer: "https://evil.example".into(), ..endpoints() }).is_err());
    let debug = format!("{:?}", Secret::new("x"));
    assert_eq!(debug, "Secret(hidden)");
}
