//! Valid and invalid ID tokens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

use serde_json::{Value, json};
use valetkey_client::id_token::{DEFAULT_ALGORITHMS, IdTokenExpectation, validate_id_token};
use valetkey_client::{IdToken, Problem};
use valetkey_jose::digest::left_half_hash;
use valetkey_jose::{Algorithm, JwkSet, KeySet, SigningKey, VerifyError};
use valetkey_types::{Seconds, Timestamp};

const NOW: i64 = 1_700_000_000;

struct Case {
    key: SigningKey,
    claims: Value,
    typ: Option<&'static str>,
    now: i64,
    max_age: Option<i64>,
    nonce: Option<&'static str>,
    subject: Option<&'static str>,
}

impl Case {
    fn good() -> Self {
        Self {
            key: SigningKey::generate(Algorithm::ES256).unwrap(),
            claims: json!({
                "iss": "https://id.example", "sub": "alice", "aud": "app", "exp": NOW + 300, "iat": NOW,
                "auth_time": NOW - 100, "nonce": "n1", "azp": "app", "sid": "s1", "roles": ["editor"],
                "at_hash": left_half_hash(Algorithm::ES256, "access"),
            }),
            typ: Some("JWT"),
            now: NOW,
            max_age: None,
            nonce: Some("n1"),
            subject: None,
        }
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.claims[name] = value.into();
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.claims.as_object_mut().unwrap().remove(name);
        self
    }

    fn check(&self) -> Result<IdToken, Problem> {
        let token = self.key.sign_jwt(self.typ, &self.claims).unwrap();
        let keys = KeySet::from_jwk_set(&JwkSet::new(vec![self.key.public_jwk()]));
        let expected = IdTokenExpectation {
            issuer: "https://id.example",
            client_id: "app",
            nonce: self.nonce,
            max_age: self.max_age.map(Seconds),
            access_token: Some("access"),
            subject: self.subject,
            algorithms: &DEFAULT_ALGORITHMS,
            leeway: Seconds(30),
        };
        validate_id_token(&token, &keys, &expected, Timestamp(self.now))
    }
}

#[test]
fn a_valid_token_names_the_user() {
    let token = Case::good().check().unwrap();
    assert_eq!((token.issuer(), token.subject(), token.sid()), ("https://id.example", "alice", Some("s1")));
    assert_eq!(token.auth_time(), Some(Timestamp(NOW - 100)));
    assert_eq!(token.claims().roles().collect::<Vec<_>>(), ["editor"]);
}

#[test]
fn variations_that_the_standard_allows_are_accepted() {
    let mut no_type = Case::good();
    no_type.typ = None;
    for case in [
        no_type,
        Case::good().without("azp"),
        Case::good().without("at_hash"),
        Case::good().without("auth_time"),
        Case::good().with("aud", json!(["app", "other"])),
    ] {
        assert!(case.check().is_ok(), "{}", case.claims);
    }
}

#[test]
fn tokens_of_other_issuers_audiences_and_times_are_refused() {
    let mut late = Case::good();
    late.now = NOW + 331;
    for case in [
        Case::good().with("iss", "https://evil.example"),
        Case::good().with("iss", "https://id.example/"),
        Case::good().with("aud", "other"),
        Case::good().with("aud", json!(["other"])),
        Case::good().with("exp", "9999999999"),
        Case::good().with("iat", NOW + 3_600),
        Case::good().with("nbf", NOW + 3_600),
        late,
        Case::good().without("iss"),
        Case::good().without("sub"),
        Case::good().without("aud"),
        Case::good().without("exp"),
        Case::good().without("iat"),
    ] {
        assert!(matches!(case.check(), Err(Problem::Token(_))), "{}", case.claims);
    }
}

#[test]
fn other_classes_of_tokens_are_refused() {
    for typ in ["at+jwt", "logout+jwt", "dpop+jwt"] {
        let mut case = Case::good();
        case.typ = Some(typ);
        assert!(matches!(case.check(), Err(Problem::Token(VerifyError::Typ { .. }))), "{typ}");
    }
    let logout =
        Case::good().with("events", json!({"http://schemas.openid.net/event/backchannel-logout": {}}));
    assert!(matches!(logout.check(), Err(Problem::Claim { claim: "events", .. })));
}

#[test]
fn an_unexpected_algorithm_is_refused() {
    let mut case = Case::good();
    case.key = SigningKey::generate(Algorithm::ES256).unwrap();
    let token = case.key.sign_jwt(None, &case.claims).unwrap();
    let keys = KeySet::from_jwk_set(&JwkSet::new(vec![case.key.public_jwk()]));
    let expected = IdTokenExpectation {
        issuer: "https://id.example",
        client_id: "app",
        nonce: Some("n1"),
        max_age: None,
        access_token: None,
        subject: None,
        algorithms: &[Algorithm::RS256],
        leeway: Seconds(0),
    };
    let checked = validate_id_token(&token, &keys, &expected, Timestamp(NOW));
    assert!(matches!(checked, Err(Problem::Token(VerifyError::Algorithm { .. }))));
}

#[test]
fn a_token_of_another_login_is_refused() {
    assert_eq!(Case::good().with("nonce", "n2").check(), Err(Problem::Foreign("nonce")));
    assert_eq!(Case::good().with("nonce", 1).check(), Err(Problem::Missing("the claim nonce")));
    assert_eq!(Case::good().without("nonce").check(), Err(Problem::Missing("the claim nonce")));
}

#[test]
fn another_authorized_party_is_refused() {
    assert!(matches!(Case::good().with("azp", "other").check(), Err(Problem::Mismatch { what: "azp", .. })));
    assert!(matches!(
        Case::good().with("azp", json!(["app"])).check(),
        Err(Problem::Mismatch { what: "azp", .. })
    ));
    let two_audiences = Case::good().with("aud", json!(["app", "other"])).without("azp");
    assert_eq!(two_audiences.check(), Err(Problem::Missing("the claim azp beside several audiences")));
}

#[test]
fn a_swapped_access_token_is_refused() {
    let hash = left_half_hash(Algorithm::ES256, "another access token");
    assert!(matches!(
        Case::good().with("at_hash", hash).check(),
        Err(Problem::Mismatch { what: "at_hash", .. })
    ));
    assert!(matches!(
        Case::good().with("at_hash", 1).check(),
        Err(Problem::Mismatch { what: "at_hash", .. })
    ));
}

#[test]
fn a_requested_max_age_is_checked() {
    let case = |max_age| {
        let mut case = Case::good();
        case.max_age = Some(max_age);
        case
    };
    assert!(case(100).check().is_ok());
    assert!(case(70).check().is_ok(), "within the leeway");
    assert_eq!(case(69).check(), Err(Problem::TooLate { expected: 69, seen: 100 }));
    assert_eq!(case(100).without("auth_time").check(), Err(Problem::Missing("the claim auth_time")));
    assert!(case(100).with("auth_time", "1").check().is_err());
}

#[test]
fn after_a_refresh_the_user_must_be_the_same() {
    let mut case = Case::good().without("nonce");
    case.nonce = None;
    case.subject = Some("alice");
    assert!(case.check().is_ok());
    case.subject = Some("bob");
    assert!(matches!(case.check(), Err(Problem::Mismatch { what: "sub", .. })));
}

#[test]
fn an_empty_subject_is_refused() {
    assert!(Case::good().with("sub", "").check().is_err());
}
