use serde_json::json;
use valetkey_jose::{JwkSet, SigningKey, decode_unverified};

use super::*;

const NOW: Timestamp = Timestamp(1_800_000_000);
const ISSUER: &str = "https://id.example";

fn key() -> SigningKey {
    SigningKey::generate(Algorithm::ES256).expect("a key")
}

fn claims() -> Value {
    json!({"iss": ISSUER, "aud": ["https://api.example"], "sub": "1", "iat": 1_799_999_990, "exp": 1_800_000_180})
}

fn report(token: &str, key: &SigningKey, expected: Option<&str>) -> Value {
    let keys = Arc::new(KeySet::from_jwk_set(&JwkSet { keys: vec![key.public_jwk()], skipped: Vec::new() }));
    let expected = expected.map(|issuer| Issuer::parse(issuer).expect("an issuer"));
    let decoded = decode_unverified(token).expect("a token");
    let report = judge(token, decoded, expected.as_ref(), Ok(keys), NOW);
    serde_json::to_value(&report).expect("JSON")
}

fn text<'a>(report: &'a Value, check: &str) -> (bool, &'a str) {
    let checks = report["checks"].as_array().expect("checks");
    let found = checks.iter().find(|one| one["check"] == check).expect("the check");
    (found["right"].as_bool().expect("an outcome"), found["text"].as_str().expect("a text"))
}

#[test]
fn a_good_token_is_valid_and_each_check_says_why() {
    let key = key();
    let token = key.sign_jwt(Some("at+jwt"), &claims()).expect("a token");
    let report = report(&token, &key, Some(ISSUER));
    assert_eq!(report["valid"], true);
    assert_eq!(report["kind"], "access token (typ at+jwt, RFC 9068)");
    assert_eq!(text(&report, "issuer"), (true, "https://id.example, as expected"));
    assert_eq!(text(&report, "audience"), (true, "for https://api.example"));
    assert_eq!(text(&report, "expiry"), (true, "expires in 3 minutes (2027-01-15T08:03:00Z)"));
    assert!(text(&report, "signature").1.starts_with("made by the issuer's ES256 key "));
}

#[test]
fn each_thing_that_is_wrong_has_its_sentence() {
    let key = key();
    for (claim, value, check, sentence) in [
        ("exp", json!(1_799_999_820), "expiry", "expired 3 minutes ago (2027-01-15T07:57:00Z)"),
        ("exp", Value::Null, "expiry", "the token has no end (exp)"),
        (
            "iss",
            json!("https://other.example"),
            "issuer",
            "expected https://id.example, the token says https://other.example",
        ),
        ("aud", Value::Null, "audience", "expected text or a list of texts, the token says null"),
        (
            "nbf",
            json!(1_800_000_060),
            "begin",
            "not valid yet: valid from in 1 minute (2027-01-15T08:01:00Z)",
        ),
    ] {
        let mut claims = claims();
        claims[claim] = value;
        let token = key.sign_jwt(None, &claims).expect("a token");
        let report = report(&token, &key, Some(ISSUER));
        assert_eq!(report["valid"], false, "{claim}");
        assert_eq!(text(&report, check), (false, sentence));
        assert!(text(&report, "signature").0, "{claim}");
    }
}

#[test]
fn a_signature_of_another_key_does_not_hold() {
    let token = key().sign_jwt(None, &claims()).expect("a token");
    let report = report(&token, &key(), None);
    assert_eq!(report["valid"], false);
    assert!(text(&report, "signature").1.starts_with("does not hold: "));
}

#[test]
fn a_claim_of_a_wrong_form_is_not_valid_either() {
    let key = key();
    let mut claims = claims();
    claims["sub"] = json!(7);
    let token = key.sign_jwt(None, &claims).expect("a token");
    let report = report(&token, &key, None);
    assert_eq!(report["valid"], false);
    assert!(text(&report, "form").1.contains("sub"));
}

#[test]
fn without_keys_nothing_is_valid() {
    let token = key().sign_jwt(None, &claims()).expect("a token");
    let decoded = decode_unverified(&token).expect("a token");
    let report = judge(&token, decoded, None, Err("no answer".to_owned()), NOW);
    assert!(!report.is_valid());
}
