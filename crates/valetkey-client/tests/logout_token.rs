//! Valid and invalid logout tokens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

use serde_json::{Value, json};
use valetkey_client::logout_token::{
    BACKCHANNEL_LOGOUT_EVENT, LogoutTokenExpectation, validate_logout_token,
};
use valetkey_client::{LogoutToken, Problem};
use valetkey_jose::{Algorithm, JwkSet, KeySet, SigningKey};
use valetkey_types::{Seconds, Timestamp};

const NOW: i64 = 1_700_000_000;

fn good() -> Value {
    json!({
        "iss": "https://id.example", "aud": "app", "iat": NOW, "exp": NOW + 120, "jti": "j1", "sub": "alice",
        "sid": "s1", "events": {BACKCHANNEL_LOGOUT_EVENT: {}},
    })
}

fn check(typ: Option<&str>, claims: &Value, now: i64) -> Result<LogoutToken, Problem> {
    let key = SigningKey::generate(Algorithm::ES256).unwrap();
    let keys = KeySet::from_jwk_set(&JwkSet::new(vec![key.public_jwk()]));
    let expected = LogoutTokenExpectation {
        issuer: "https://id.example",
        client_id: "app",
        algorithms: &[Algorithm::ES256],
        leeway: Seconds(30),
    };
    validate_logout_token(&key.sign_jwt(typ, claims).unwrap(), &keys, &expected, Timestamp(now))
}

fn changed(name: &str, value: Value) -> Value {
    let mut claims = good();
    claims[name] = value;
    claims
}

fn without(names: &[&str]) -> Value {
    let mut claims = good();
    claims.as_object_mut().unwrap().retain(|name, _| !names.contains(&name.as_str()));
    claims
}

#[test]
fn a_valid_token_names_the_session_to_end() {
    for typ in [Some("logout+jwt"), Some("JWT"), None] {
        let token = check(typ, &good(), NOW).unwrap();
        assert_eq!((token.subject(), token.sid(), token.jti()), (Some("alice"), Some("s1"), "j1"));
    }
    assert_eq!(check(None, &without(&["sub"]), NOW).unwrap().subject(), None);
    assert_eq!(check(None, &without(&["sid"]), NOW).unwrap().sid(), None);
}

#[test]
fn invalid_logout_tokens_are_refused() {
    let event = json!({BACKCHANNEL_LOGOUT_EVENT: "yes"});
    for claims in [
        changed("iss", json!("https://evil.example")),
        changed("aud", json!("other")),
        changed("nonce", json!("n1")),
        changed("nonce", json!(null)),
        changed("events", json!({})),
        changed("events", json!({"http://schemas.openid.net/event/other": {}})),
        changed("events", json!([BACKCHANNEL_LOGOUT_EVENT])),
        changed("events", event),
        changed("exp", json!(NOW - 31)),
        changed("iat", json!(NOW - 601)),
        changed("iat", json!(NOW + 3_600)),
        without(&["events"]),
        without(&["iat"]),
        without(&["jti"]),
        without(&["iss"]),
        without(&["aud"]),
        without(&["sub", "sid"]),
    ] {
        assert!(check(Some("logout+jwt"), &claims, NOW).is_err(), "{claims}");
    }
    assert!(check(Some("at+jwt"), &good(), NOW).is_err());
}
