//! Logins on another device. The time is paused, so waiting takes no real time and is measured exactly.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tokio::time::Instant;
use valetkey_client::device::check_device_authorization;
use valetkey_client::{ClientBuilder, Problem, Stage};
use valetkey_fetch::{Clock, HttpResponse};
use valetkey_types::{Seconds, Timestamp};

use crate::fake::{Fake, ISSUER, NOW, answer, bearer, form, typed};

fn begun() -> Value {
    json!({
        "device_code": "d1", "user_code": "WDJB-MJHT", "verification_uri": "https://id.example/device",
        "verification_uri_complete": "https://id.example/device?user_code=WDJB-MJHT",
        "expires_in": 60, "interval": 5,
    })
}

fn refused(error: &str) -> HttpResponse {
    answer(400, &json!({ "error": error }))
}

/// Returns an issuer that sends these responses in order and then repeats the last one.
fn issuer(answers: Vec<HttpResponse>) -> Arc<Fake> {
    let asked = AtomicUsize::new(0);
    let endpoint = json!({"device_authorization_endpoint": "https://id.example/device_authorization"});
    Fake::new(endpoint, move |request| {
        if request.url.ends_with("/device_authorization") {
            return answer(200, &begun());
        }
        let position = asked.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1);
        answers[position].clone()
    })
}

/// Returns a client whose clock follows the paused time.
fn builder(fake: &Arc<Fake>) -> ClientBuilder {
    let start = Instant::now();
    let clock: Arc<dyn Clock> =
        Arc::new(move || Timestamp(NOW + i64::try_from(start.elapsed().as_secs()).unwrap()));
    fake.builder().clock(clock).scope("notes").without_id_token()
}

#[tokio::test(start_paused = true)]
async fn requests_follow_the_interval_of_the_issuer() {
    let pending = refused("authorization_pending");
    let fake = issuer(vec![pending.clone(), refused("slow_down"), pending, bearer()]);
    let client = builder(&fake).build().unwrap();
    let authorization = client.device_authorization().await.unwrap();
    assert_eq!(authorization.user_code, "WDJB-MJHT");
    let start = Instant::now();
    let login = client.finish_on_device(&authorization).await.unwrap();
    assert_eq!(login.tokens.access_token.expose(), "a1");
    // Two waits of 5 s, then two waits of 10 s after `slow_down`.
    assert_eq!(start.elapsed().as_secs(), 30);
    let requests = fake.requests();
    assert_eq!(form(&requests[0])["scope"], "notes");
    let question = form(&requests[1]);
    assert_eq!(question["grant_type"], "urn:ietf:params:oauth:grant-type:device_code");
    assert_eq!((question["device_code"].as_str(), question["client_id"].as_str()), ("d1", "app"));
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_and_an_expired_login_are_distinguished() {
    for (error, text) in [("access_denied", "cancelled"), ("expired_token", "could not be finished")] {
        let fake = issuer(vec![refused("authorization_pending"), refused(error)]);
        let client = builder(&fake).build().unwrap();
        let authorization = client.device_authorization().await.unwrap();
        let failure = client.finish_on_device(&authorization).await.unwrap_err();
        assert_eq!((failure.stage(), failure.error_code()), (Stage::DeviceToken, Some(error)));
        assert!(failure.public_text().contains(text), "{}", failure.public_text());
        assert_eq!(fake.requests().len(), 3, "no request is sent after that");
    }
}

#[tokio::test(start_paused = true)]
async fn waiting_stops_when_the_code_expires() {
    let fake = issuer(vec![refused("authorization_pending")]);
    let client = builder(&fake).build().unwrap();
    let authorization = client.device_authorization().await.unwrap();
    let start = Instant::now();
    let error = client.finish_on_device(&authorization).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::GaveUp { what: "the user at the other device", seconds: 60 });
    assert_eq!(start.elapsed().as_secs(), 60);
}

#[tokio::test(start_paused = true)]
async fn after_a_failed_request_the_interval_is_doubled() {
    let fake = issuer(vec![typed(503, "text/html", "<p>busy"), typed(500, "", ""), bearer()]);
    let client = builder(&fake).build().unwrap();
    let authorization = client.device_authorization().await.unwrap();
    let start = Instant::now();
    client.finish_on_device(&authorization).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 5 + 10 + 20);
}

#[tokio::test(start_paused = true)]
async fn a_client_with_openid_gets_an_identified_user_or_an_error() {
    let fake = issuer(vec![bearer()]);
    let client = builder(&fake).scope("openid").build().unwrap();
    let authorization = client.device_authorization().await.unwrap();
    let error = client.finish_on_device(&authorization).await.unwrap_err();
    assert_eq!(error.stage(), Stage::IdToken);
    let signing = issuer(vec![bearer()]);
    let claims = json!({"iss": ISSUER, "aud": "app", "sub": "alice", "iat": NOW, "exp": NOW + 300});
    let id_token = signing.key.sign_jwt(None, &claims).unwrap();
    let with_token = json!({"access_token": "a1", "token_type": "Bearer", "id_token": id_token});
    let fake = issuer(vec![answer(200, &with_token)]);
    let client = builder(&fake).scope("openid").build().unwrap();
    let authorization = client.device_authorization().await.unwrap();
    // The ID token is signed with another issuer's key.
    assert_eq!(client.finish_on_device(&authorization).await.unwrap_err().stage(), Stage::IdToken);
}

#[test]
fn a_response_that_would_mislead_the_user_is_refused() {
    let check = |name: &str, value: Value| {
        let mut body = begun();
        body[name] = value;
        check_device_authorization(&answer(200, &body))
    };
    assert!(check("interval", Value::Null).is_ok_and(|begun| begun.interval == Seconds(5)));
    assert!(check("interval", json!(-1)).is_ok_and(|begun| begun.interval == Seconds(5)));
    assert!(check("verification_uri", json!("http://127.0.0.1:8080/device")).is_ok());
    assert!(check("expires_in", json!("60")).is_ok_and(|begun| begun.expires_in == Seconds(60)));
    // This member is optional: an invalid value is dropped and never shown.
    for odd in [json!("file:///etc/passwd"), json!(7), Value::Null] {
        assert!(
            check("verification_uri_complete", odd)
                .is_ok_and(|begun| begun.verification_uri_complete.is_none())
        );
    }
    for (name, value) in [
        ("verification_uri", json!("http://id.example/device")),
        ("verification_uri", json!("javascript:alert(1)")),
        ("verification_uri", json!("https://id.example/\u{1b}[2J")),
        ("verification_uri", Value::Null),
        ("user_code", json!("")),
        ("user_code", json!("A\u{1b}[31mB")),
        ("user_code", json!("A".repeat(65))),
        ("device_code", json!("")),
        ("expires_in", json!(0)),
        ("expires_in", json!("soon")),
    ] {
        assert!(check(name, value.clone()).is_err(), "{name} {value}");
    }
    assert!(check_device_authorization(&typed(200, "text/html", "<p>")).is_err());
    assert!(!format!("{:?}", check("interval", json!(5)).unwrap()).contains("d1"));
}
