//! Keys that are refreshed automatically, with a scripted issuer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::sync::Arc;

use support::{Answer, Script, StandingClock, down, json, status};
use valetkey_fetch::{HttpResponse, KeySetError, RemoteKeySet};
use valetkey_jose::{Algorithm, JwkSet, SigningKey};

const URI: &str = "https://id.example/jwks";

fn key() -> SigningKey {
    SigningKey::generate(Algorithm::ES256).unwrap()
}

fn keys_answer(keys: &[&SigningKey], headers: &[(&str, &str)]) -> Answer {
    let set = JwkSet::new(keys.iter().map(|key| key.public_jwk()).collect());
    json(&serde_json::to_string(&set).unwrap(), headers)
}

fn remote(script: &Arc<Script>, clock: &Arc<StandingClock>) -> RemoteKeySet {
    let (script, clock) = (Arc::clone(script), Arc::clone(clock));
    RemoteKeySet::new(URI, script).with_clock(clock)
}

#[tokio::test]
async fn fresh_keys_are_not_fetched_again() {
    let key = key();
    let script = Script::new([keys_answer(&[&key], &[("cache-control", "max-age=300")])]);
    let clock = StandingClock::new();
    let remote = remote(&script, &clock);
    for _ in 0..3 {
        let keys = remote.keys_for(Some(key.kid())).await.unwrap();
        assert_eq!(keys.kids().collect::<Vec<_>>(), [key.kid()]);
        clock.advance(99);
    }
    assert_eq!(*script.urls.lock().unwrap(), [URI]);
}

#[tokio::test]
async fn keys_past_their_max_age_are_fetched_again() {
    let (old, new) = (key(), key());
    let script =
        Script::new([keys_answer(&[&old], &[("cache-control", "max-age=300")]), keys_answer(&[&new], &[])]);
    let clock = StandingClock::new();
    let remote = remote(&script, &clock);
    remote.keys_for(Some(old.kid())).await.unwrap();
    clock.advance(300);
    let keys = remote.keys_for(Some(old.kid())).await.unwrap();
    assert_eq!(keys.kids().collect::<Vec<_>>(), [new.kid()], "a withdrawn key is no longer used");
}

#[tokio::test]
async fn dos3_an_unknown_kid_fetches_at_once_but_not_more_often_than_the_floor() {
    let (old, new) = (key(), key());
    let script = Script::new([keys_answer(&[&old], &[]), keys_answer(&[&old, &new], &[])]);
    let clock = StandingClock::new();
    let remote = remote(&script, &clock);
    remote.keys_for(Some(old.kid())).await.unwrap();
    clock.advance(11);
    let keys = remote.keys_for(Some(new.kid())).await.unwrap();
    assert!(keys.kids().any(|kid| kid == new.kid()));
    script.push(keys_answer(&[&old, &new], &[]));
    for made_up in ["a", "b", "c"] {
        clock.advance(3);
        remote.keys_for(Some(made_up)).await.unwrap();
    }
    assert_eq!(script.sent(), 3, "invented kids cause at most two fetches in a row");
    script.push(keys_answer(&[&old, &new], &[]));
    for _ in 0..100 {
        remote.keys_for(Some("made up")).await.unwrap();
    }
    clock.advance(1);
    remote.keys_for(Some("made up")).await.unwrap();
    remote.keys_for(Some("made up")).await.unwrap();
    assert_eq!(script.sent(), 4, "then one fetch per ten seconds");
}

#[tokio::test]
async fn a_rotation_right_after_a_fetch_is_noticed() {
    let (old, new) = (key(), key());
    let script = Script::new([keys_answer(&[&old], &[]), keys_answer(&[&old, &new], &[])]);
    let remote = remote(&script, &StandingClock::new());
    remote.keys_for(Some(old.kid())).await.unwrap();
    let keys = remote.keys_for(Some(new.kid())).await.unwrap();
    assert!(keys.kids().any(|kid| kid == new.kid()), "the new key is found at the same time");
}

#[tokio::test]
async fn f15_a_key_set_without_usable_keys_says_why_each_key_was_skipped() {
    let mut odd = serde_json::to_value(key().public_jwk()).unwrap();
    odd["kid"] = "k1".into();
    odd["key_ops"] = "verify".into();
    let body = serde_json::json!({ "keys": [odd, { "kty": "oct", "kid": "k2" }] }).to_string();
    let error = remote(&Script::new([json(&body, &[])]), &StandingClock::new()).keys_for(None).await;
    let error = error.err().unwrap().to_string();
    assert!(
        error.contains("\"k1\"") && error.contains("\"k2\"") && error.contains("expected a sequence"),
        "{error}"
    );
}

#[tokio::test]
async fn keys_that_did_not_match_are_replaced_but_not_more_often_than_the_floor() {
    let (old, new) = (key(), key());
    let script = Script::new([keys_answer(&[&old], &[]), keys_answer(&[&new], &[])]);
    let clock = StandingClock::new();
    let remote = remote(&script, &clock);
    let outdated = remote.keys_for(None).await.unwrap();
    for _ in 0..3 {
        let keys = remote.keys_after(&outdated).await.unwrap();
        assert_eq!(keys.kids().collect::<Vec<_>>(), [new.kid()]);
    }
    assert_eq!(script.sent(), 2);
    script.push(keys_answer(&[&new], &[]));
    let mut newest = remote.keys_for(None).await.unwrap();
    for _ in 0..3 {
        newest = remote.keys_after(&newest).await.unwrap();
    }
    assert_eq!(script.sent(), 3, "at most two fetches in a row");
    clock.advance(1);
    remote.keys_after(&newest).await.unwrap();
    assert_eq!(script.sent(), 3);
}

#[tokio::test]
async fn many_callers_share_one_fetch() {
    let key = Arc::new(key());
    let script = Script::new([keys_answer(&[&key], &[])]);
    let remote = remote(&script, &StandingClock::new());
    let callers: Vec<_> = (0..20)
        .map(|_| {
            let (remote, key) = (remote.clone(), Arc::clone(&key));
            tokio::spawn(async move { remote.keys_for(Some(key.kid())).await.is_ok() })
        })
        .collect();
    for caller in callers {
        assert!(caller.await.unwrap());
    }
    assert_eq!(script.sent(), 1);
}

#[tokio::test]
async fn old_keys_are_used_for_at_most_a_day_while_the_issuer_is_down() {
    let key = key();
    let script = Script::new([keys_answer(&[&key], &[]), down(), status(500), down()]);
    let clock = StandingClock::new();
    let remote = remote(&script, &clock);
    remote.keys_for(Some(key.kid())).await.unwrap();
    clock.advance(3_600);
    assert!(remote.keys_for(Some(key.kid())).await.is_ok());
    clock.advance(22 * 3_600);
    assert!(remote.keys_for(Some(key.kid())).await.is_ok());
    clock.advance(3_600);
    let error = remote.keys_for(Some(key.kid())).await.err().unwrap();
    assert!(matches!(error, KeySetError::Transport { .. }), "{error}");
}

#[tokio::test]
async fn a_failed_first_fetch_is_retried_after_a_second() {
    let key = key();
    let script = Script::new([down(), keys_answer(&[&key], &[])]);
    let clock = StandingClock::new();
    let remote = remote(&script, &clock);
    assert!(remote.keys_for(None).await.is_err());
    assert!(remote.keys_for(None).await.is_err());
    assert_eq!(script.sent(), 1);
    clock.advance(1);
    assert!(remote.keys_for(None).await.is_ok());
}

#[tokio::test]
async fn responses_that_are_no_key_set_are_refused_with_the_reason() {
    let html = HttpResponse {
        status: 200,
        headers: vec![("Content-Type".to_owned(), "text/html".to_owned())],
        body: br#"{"keys":[]}"#.to_vec(),
    };
    let cases: [(Answer, &str); 4] = [
        (status(404), "expected status 200 for the keys at https://id.example/jwks, got 404"),
        (
            Ok(html),
            "the keys at https://id.example/jwks can't be read: expected a JSON response, got content type \
             \"text/html\" (status 200)",
        ),
        (json("{}", &[]), "the keys at https://id.example/jwks are not a JSON Web Key Set"),
        (
            json(r#"{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}"#, &[]),
            "the key set at https://id.example/jwks has no key for signatures",
        ),
    ];
    for (answer, expected) in cases {
        let remote = remote(&Script::new([answer]), &StandingClock::new());
        let error = remote.keys_for(None).await.err().unwrap().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}
