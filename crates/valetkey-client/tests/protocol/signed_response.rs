//! Signed authorization responses.

use std::sync::Arc;

use serde_json::{Value, json};
use valetkey_client::{
    AuthorizationOptions, AuthorizationRequest, Client, ClientError, PlainLogin, Problem, Stage,
};
use valetkey_types::{RawParams, ResponseMode, encode_form};

use crate::fake::{Fake, ISSUER, NOW, bearer, callback, es256, form, query};

async fn begun(options: AuthorizationOptions) -> (Arc<Fake>, Client, AuthorizationRequest) {
    let fake = Fake::new(json!({}), |_| bearer());
    let builder = fake.builder().scope("notes").without_id_token().signed_authorization_response();
    let client = builder.build().unwrap();
    let request = client.authorization_request(options).await.unwrap();
    (fake, client, request)
}

fn claims(request: &AuthorizationRequest) -> Value {
    json!({"iss": ISSUER, "aud": "app", "exp": NOW + 300, "code": "c1", "state": request.pending.state()})
}

fn response(token: &str) -> RawParams {
    RawParams::parse(encode_form([("response", token)]).as_bytes()).unwrap()
}

async fn finish(change: impl FnOnce(&mut Value)) -> Result<PlainLogin, ClientError> {
    let (fake, client, request) = begun(AuthorizationOptions::default()).await;
    let mut claims = claims(&request);
    change(&mut claims);
    let token = fake.key.sign_jwt(None, &claims).unwrap();
    let result = client.finish_plain(&request.pending, &response(&token)).await;
    assert_eq!(
        fake.requests().len(),
        usize::from(result.is_ok()),
        "the code is sent only after a successful validation"
    );
    if result.is_ok() {
        assert_eq!(form(&fake.requests()[0])["code"], "c1");
    }
    result
}

#[tokio::test]
async fn the_response_mode_requests_a_signed_response() {
    for (options, mode) in [
        (AuthorizationOptions::default(), "query.jwt"),
        (AuthorizationOptions::default().response_mode(ResponseMode::Query), "query.jwt"),
        (AuthorizationOptions::default().response_mode(ResponseMode::FormPost), "form_post.jwt"),
    ] {
        let (_, _, request) = begun(options).await;
        assert_eq!(query(&request.url)["response_mode"], mode);
    }
}

#[tokio::test]
async fn a_signed_response_finishes_the_login() {
    finish(|_| {}).await.unwrap();
    finish(|claims| claims["more"] = json!(["what", "ever"])).await.unwrap();
}

#[tokio::test]
async fn invalid_signed_responses_are_refused() {
    type Change = fn(&mut Value);
    let changes: [(&str, Change); 14] = [
        ("another issuer", |claims| claims["iss"] = "https://evil.example".into()),
        ("another client", |claims| claims["aud"] = "other".into()),
        ("several audiences", |claims| claims["aud"] = json!(["app", "other"])),
        ("expired", |claims| claims["exp"] = (NOW - 31).into()),
        ("valid for too long", |claims| claims["exp"] = (NOW + 631).into()),
        ("no end", |claims| drop(claims.as_object_mut().unwrap().remove("exp"))),
        ("another state", |claims| claims["state"] = "other".into()),
        ("no state", |claims| drop(claims.as_object_mut().unwrap().remove("state"))),
        ("no code", |claims| drop(claims.as_object_mut().unwrap().remove("code"))),
        ("a code that is not a string", |claims| claims["code"] = json!(["c1"])),
        ("an error of the issuer", |claims| claims["error"] = "access_denied".into()),
        ("an ID token", |claims| claims["sub"] = "alice".into()),
        ("an ID token with nonce", |claims| claims["nonce"] = "n1".into()),
        ("a logout token", |claims| claims["events"] = json!({})),
    ];
    for (name, change) in changes {
        let error = finish(change).await.expect_err(name);
        assert_eq!(error.stage(), Stage::Callback, "{name}");
    }
}

#[tokio::test]
async fn an_unsigned_response_is_refused() {
    let (fake, client, request) = begun(AuthorizationOptions::default()).await;
    let error = client.finish_plain(&request.pending, &callback(&request)).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::Missing("a signed response in the parameter response"));
    // A valid code beside a token with a foreign signature.
    let forged = es256().sign_jwt(None, &claims(&request)).unwrap();
    let pairs = [("response", forged.as_str()), ("code", "c1"), ("state", request.pending.state())];
    let params = RawParams::parse(encode_form(pairs).as_bytes()).unwrap();
    let error = client.finish_plain(&request.pending, &params).await.unwrap_err();
    assert!(matches!(error.problem(), Problem::Token(_)), "{error}");
    assert!(fake.requests().is_empty());
}
