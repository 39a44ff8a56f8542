//! Valid and invalid claims.

use valetkey_jose::{Algorithm, AudienceRule, TypExpectation, VerifyError, verify};

use crate::forge::{AUDIENCE, ISSUER, NOW, check, check_by, expectation, kind, payload, subject_of};

/// Verifies an honest token in which one claim is replaced or removed.
fn with_claim(name: &str, value: Option<&str>) -> Result<String, VerifyError> {
    let subject = subject_of(Algorithm::ES256);
    check(&subject.token(&subject.header(""), &payload(&[(name, value)])), &subject.keys)
}

fn assert_refused(name: &str, value: Option<&str>, expected: &str) {
    let error = with_claim(name, value).expect_err(&format!("{name} {value:?} was accepted"));
    assert_eq!(kind(&error), expected, "{name} {value:?}: {error}");
}

fn assert_accepted(name: &str, value: Option<&str>) {
    let answer = with_claim(name, value);
    assert!(answer.is_ok(), "{name} {value:?}: {answer:?}");
}

#[test]
fn times_must_be_numbers_between_1970_and_9999() {
    for name in ["exp", "nbf", "iat"] {
        for value in
            [r#""1800000300""#, "-1", "1e300", "9223372036854775808", "253402300800", "true", "[]", "null"]
        {
            assert_refused(name, Some(value), "ClaimValue");
        }
        assert_refused(name, Some("1e400"), "Json");
    }
    assert_accepted("exp", Some("1800000300.5"));
    assert_accepted("exp", Some("1.8000003e9"));
}

#[test]
fn a_token_expires_exactly_at_exp() {
    let at = |time: i64| time.to_string();
    assert_accepted("exp", Some(&at(NOW - 29)));
    assert_refused("exp", Some(&at(NOW - 30)), "Expired");
    assert_refused("exp", Some("0"), "Expired");
    let subject = subject_of(Algorithm::ES256);
    for leeway in [0, -60] {
        let strict = expectation().leeway_seconds(leeway);
        for (exp, accepted) in [(NOW + 1, true), (NOW, false)] {
            let token = subject.token(&subject.header(""), &payload(&[("exp", Some(&at(exp)))]));
            assert_eq!(
                check_by(&token, &subject.keys, &strict).is_ok(),
                accepted,
                "exp {exp}, leeway {leeway}"
            );
        }
    }
}

#[test]
fn tokens_from_the_future_are_refused() {
    for name in ["nbf", "iat"] {
        assert_accepted(name, Some(&(NOW + 30).to_string()));
        assert_refused(name, Some(&(NOW + 31).to_string()), "FromTheFuture");
        assert_refused(name, Some("253402300799"), "FromTheFuture");
    }
}

#[test]
fn expired_tokens_are_accepted_only_if_the_caller_allows_it() {
    let subject = subject_of(Algorithm::ES256);
    let token = subject.token(&subject.header(""), &payload(&[("exp", Some("1000"))]));
    assert!(check(&token, &subject.keys).is_err());
    assert!(check_by(&token, &subject.keys, &expectation().check_expiry(false)).is_ok());
}

#[test]
fn required_claims_must_be_present() {
    for name in ["exp", "iat", "sub", "iss", "aud"] {
        assert_refused(name, None, "MissingClaim");
    }
    assert_accepted("nbf", None);
    assert_accepted("jti", None);
    let subject = subject_of(Algorithm::ES256);
    let token = subject.token(&subject.header(""), &payload(&[]));
    let error = check_by(&token, &subject.keys, &expectation().require(&["auth_time"])).unwrap_err();
    assert_eq!(error, VerifyError::MissingClaim { name: "auth_time".into() });
}

#[test]
fn the_issuer_is_compared_byte_for_byte() {
    for other in [
        "https://issuer.example/",
        "https://issuer.example/tenant-b",
        "https://ISSUER.example",
        "http://issuer.example",
        "https://issuer.example:443",
        "https://issuer.example.evil",
        "",
    ] {
        assert_refused("iss", Some(&format!("{other:?}")), "Issuer");
    }
    assert_refused("iss", Some(&format!("[{ISSUER:?}]")), "ClaimValue");
    assert_refused("iss", Some("1"), "ClaimValue");
    assert_refused("sub", Some("1"), "ClaimValue");
    assert_refused("jti", Some("1"), "ClaimValue");
}

#[test]
fn each_audience_rule_accepts_only_its_audiences() {
    let one = AudienceRule::Contains(AUDIENCE.into());
    let any = AudienceRule::AnyOf(vec!["https://other.example".into(), AUDIENCE.into()]);
    let alone = AudienceRule::OneExactly(AUDIENCE.into());
    let single = format!("{AUDIENCE:?}");
    let array = format!("[{AUDIENCE:?}]");
    let foreign_member = format!("[{AUDIENCE:?},\"https://foreign.example\"]");
    let cases: [(&str, [bool; 3]); 8] = [
        (&single, [true, true, true]),
        (&array, [true, true, true]),
        (&foreign_member, [true, true, false]),
        (r#""https://other.example""#, [false, true, false]),
        (r#""https://foreign.example""#, [false, false, false]),
        (r#""https://api.example/""#, [false, false, false]),
        ("[]", [false, false, false]),
        (r#""""#, [false, false, false]),
    ];
    let subject = subject_of(Algorithm::ES256);
    for (value, expected) in cases {
        let token = subject.token(&subject.header(""), &payload(&[("aud", Some(value))]));
        for (rule, accepted) in [&one, &any, &alone].into_iter().zip(expected) {
            let mut expectation = valetkey_jose::Expectation::new(
                TypExpectation::Any,
                rule.clone(),
                valetkey_types::Timestamp(NOW),
            );
            expectation = expectation.issuer(ISSUER);
            let answer = check_by(&token, &subject.keys, &expectation);
            assert_eq!(answer.is_ok(), accepted, "{rule:?} {value}: {answer:?}");
        }
    }
    for value in ["1", "{}", "null", "[1]", "[null]", "[[]]"] {
        assert_refused("aud", Some(value), "ClaimValue");
    }
}

#[test]
fn typ_is_compared_without_case_and_prefix() {
    let subject = subject_of(Algorithm::ES256);
    let check_typ = |typ: &str, rule: TypExpectation| {
        let header = format!(r#"{{"alg":"ES256","kid":"{}"{typ}}}"#, subject.kid());
        let expectation = valetkey_jose::Expectation::new(
            rule,
            AudienceRule::Contains(AUDIENCE.into()),
            valetkey_types::Timestamp(NOW),
        );
        check_by(&subject.token(&header, &payload(&[])), &subject.keys, &expectation).is_ok()
    };
    let access_token = || TypExpectation::Exactly(&["at+jwt"]);
    let id_token = || TypExpectation::AbsentOr(&["JWT"]);
    for typ in ["at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt"] {
        let member = format!(r#","typ":"{typ}""#);
        assert!(check_typ(&member, access_token()), "{typ}");
        assert!(!check_typ(&member, id_token()), "{typ} was accepted for an ID token");
        assert!(check_typ(&member, TypExpectation::Any), "{typ}");
    }
    assert!(check_typ("", id_token()));
    assert!(!check_typ(r#","typ":"application/x/y""#, TypExpectation::Exactly(&["x/y"])));
    assert!(check_typ(r#","typ":"jwt""#, id_token()));
    assert!(!check_typ("", access_token()), "an ID token was accepted as an access token");
    assert!(!check_typ(r#","typ":"jwt""#, access_token()), "an ID token was accepted as an access token");
}

#[test]
fn claims_are_returned_as_the_callers_type() {
    #[derive(Debug, serde::Deserialize)]
    struct Claims {
        sub: String,
        scope: Option<String>,
    }
    let subject = subject_of(Algorithm::ES256);
    let token = subject.token(&subject.header(""), &payload(&[("jti", Some(r#""t-1","scope":"read""#))]));
    let verified = verify::<Claims>(&token, &subject.keys, &expectation()).unwrap();
    assert_eq!((verified.claims.sub.as_str(), verified.claims.scope.as_deref()), ("alice", Some("read")));
    assert_eq!(verified.standard.aud, [AUDIENCE]);
    assert_eq!(verified.standard.exp.unwrap().seconds(), NOW + 300);
    assert_eq!(verified.standard.jti.as_deref(), Some("t-1"));
    assert_eq!(verified.header.kid.as_deref(), Some(subject.kid()));

    let wrong = subject.token(&subject.header(""), &payload(&[("jti", Some(r#""t-1","scope":7"#))]));
    let error = verify::<Claims>(&wrong, &subject.keys, &expectation()).unwrap_err();
    assert_eq!(kind(&error), "Claims");
}

#[test]
fn errors_contain_the_expected_and_the_received_value() {
    let error = with_claim("aud", Some(r#"["https://foreign.example"]"#)).unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"expected aud with "https://api.example", got ["https://foreign.example"]"#
    );
    let error = with_claim("exp", Some("1799990000")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a token that lives at 1800000000 (leeway 30 s), got exp 1799990000"
    );
    let error = with_claim("iss", Some(r#""https://issuer.example/""#)).unwrap_err();
    assert_eq!(error.to_string(), r#"expected iss "https://issuer.example", got "https://issuer.example/""#);
}
