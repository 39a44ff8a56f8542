use serde_json::json;
use valetkey_jose::{JwkSet, SigningKey, decode_unverified};

use super::*;

const NOW: Timestamp = Timestamp(1_800_000_000);
const ISSUER: &str = "https://id.example";

fn key() -> SigningKey {
    SigningKey::generate(Algorithm::ES256).expect("a key")
}

fn claims() -> Value {
    json!({
        "iss": ISSUER, "aud": ["https://api.example"], "sub": "1", "iat": 1_799_999_990, "exp": 1_800_000_180,
        "client_id": "app", "jti": "1",
    })
}

fn report(token: &str, key: &SigningKey, expected: Option<&str>) -> Value {
    report_for(token, key, expected, None)
}

fn report_for(token: &str, key: &SigningKey, issuer: Option<&str>, audience: Option<&str>) -> Value {
    let keys = Arc::new(KeySet::from_jwk_set(&JwkSet { keys: vec![key.public_jwk()], skipped: Vec::new() }));
    let issuer = issuer.map(|issuer| Issuer::parse(issuer).expect("an issuer"));
    let expected = Expected { issuer, audience: audience.map(str::to_owned) };
    let decoded = decode_unverified(token).expect("a token");
    let report = judge(token, decoded, &expected, Ok(keys), NOW);
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
    assert_eq!(
        text(&report, "audience"),
        (true, "for https://api.example (as the token says; --audience would compare)")
    );
    assert_eq!(text(&report, "expiry"), (true, "expires in 3 minutes (2027-01-15T08:03:00Z)"));
    assert!(text(&report, "signature").1.starts_with("made by the issuer's ES256 key "));
}

#[test]
fn each_thing_that_is_wrong_has_its_sentence() {
    let key = key();
    for (claim, value, check, sentence) in [
        ("exp", json!(1_799_999_820), "expiry", "expired 3 minutes ago (2027-01-15T07:57:00Z)"),
        ("exp", Value::Null, "expiry", "no expiry (exp)"),
        (
            "iss",
            json!("https://other.example"),
            "issuer",
            "expected https://id.example, got https://other.example",
        ),
        ("aud", Value::Null, "audience", "expected text or a list of texts, got null"),
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
fn c6_without_keys_a_token_is_not_verified() {
    let token = key().sign_jwt(None, &claims()).expect("a token");
    let decoded = decode_unverified(&token).expect("a token");
    let report = judge(&token, decoded, &Expected::default(), Err("no answer".to_owned()), NOW);
    assert!(!report.is_valid());
    let report = serde_json::to_value(&report).expect("JSON");
    assert_eq!((&report["verdict"], &report["checks"][0]["right"]), (&json!("not_verified"), &Value::Null));
}

#[test]
fn c6_an_access_token_has_the_claims_of_rfc_9068() {
    let key = key();
    for claim in ["client_id", "jti", "sub", "iat"] {
        let mut claims = claims();
        claims.as_object_mut().expect("claims").remove(claim);
        let token = key.sign_jwt(Some("at+jwt"), &claims).expect("a token");
        let report = report(&token, &key, Some(ISSUER));
        assert_eq!((&report["valid"], &report["verdict"]), (&json!(false), &json!("not_valid")), "{claim}");
        assert_eq!(text(&report, "claims").1, format!("expected {claim} (RFC 9068 section 2.2), got none"));
    }
}

#[test]
fn c6_the_audience_is_compared() {
    let key = key();
    let token = key.sign_jwt(Some("at+jwt"), &claims()).expect("a token");
    let right = report_for(&token, &key, Some(ISSUER), Some("https://api.example"));
    assert_eq!((&right["valid"], text(&right, "audience").0), (&json!(true), true));
    let wrong = report_for(&token, &key, Some(ISSUER), Some("https://other.example"));
    assert_eq!(wrong["valid"], false);
    assert_eq!(text(&wrong, "audience"), (false, "expected https://other.example, got https://api.example"));
}

#[test]
fn c6_tokens_of_keycloak_are_told_apart() {
    let key = key();
    let base =
        json!({"iss": ISSUER, "aud": "account", "sub": "1", "iat": 1, "exp": 2, "azp": "app", "sid": "s"});
    for (more, kind) in [
        (json!({"typ": "Bearer", "scope": "openid email", "acr": "1"}), Kind::OtherAccessToken),
        (json!({"typ": "Refresh", "scope": "openid email"}), Kind::RefreshToken),
        (json!({"typ": "Offline", "nonce": "n"}), Kind::RefreshToken),
        (json!({"typ": "ID", "nonce": "n", "at_hash": "x"}), Kind::IdToken),
        (json!({"typ": "Logout", "events": {}}), Kind::LogoutToken),
        (json!({"scp": "read"}), Kind::OtherAccessToken),
        (json!({"nonce": "n", "scope": "openid"}), Kind::IdToken),
        (json!({}), Kind::IdToken),
    ] {
        let mut claims = base.clone();
        claims.as_object_mut().expect("claims").extend(more.as_object().expect("claims").clone());
        let token = key.sign_jwt(Some("JWT"), &claims).expect("a token");
        assert_eq!(super::kind(&decode_unverified(&token).expect("a token")), kind, "{more}");
    }
}
