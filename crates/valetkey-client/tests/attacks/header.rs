//! Attacks with the other header parameters.

use valetkey_jose::digest::base64url;
use valetkey_jose::{Algorithm, SigningKey};

use crate::{Attack, Subject, VERIFIERS, assert_refused, subjects};

#[test]
fn header_parameters_that_change_the_rules_are_refused() {
    assert_refused(|verifier, subject| {
        let mut attacks: Vec<Attack> = Vec::new();
        for more in [
            r#","crit":["example"],"example":true"#,
            r#","crit":[]"#,
            r#","crit":["exp"],"exp":1"#,
            r#","crit":null"#,
            r#","crit":["b64"],"b64":false"#,
            r#","b64":false"#,
            r#","b64":true"#,
            r#","zip":"DEF""#,
            r#","enc":"A256GCM""#,
            r#","alg":"none""#,
            r#","\u0061lg":"none""#,
            r#","kid":"other""#,
            r#","x":1,"x":1"#,
            r#","nested":{"x":1,"x":1}"#,
        ] {
            attacks.push((
                more.to_owned(),
                subject.token(&subject.header(verifier, more), &verifier.payload(&[])),
            ));
        }
        attacks
    });
}

#[test]
fn jo1_a_key_in_the_token_is_not_trusted() {
    assert_refused(|verifier, subject| {
        let attacker = SigningKey::generate(Algorithm::ES256).unwrap();
        let claims: serde_json::Value = serde_json::from_str(&verifier.payload(&[])).unwrap();
        let foreign = attacker.sign_jwt(verifier.typ, &claims).unwrap();
        let (_, rest) = foreign.split_once('.').unwrap();
        let under_our_kid = format!(r#"{{"alg":"ES256","kid":"{}"}}"#, subject.key.kid());
        let stolen = format!("{}.{rest}", base64url(under_our_kid.as_bytes()));
        let mut attacks: Vec<Attack> =
            vec![("a foreign key".into(), foreign), ("a foreign signature under our kid".into(), stolen)];
        let typ = verifier.typ.unwrap_or("JWT");
        let theirs = Subject { algorithm: Algorithm::ES256, keys: Default::default(), key: attacker };
        for more in brought_keys(&theirs.key) {
            let kid = subject.key.kid();
            let header = format!(r#"{{"alg":"ES256","kid":"{kid}","typ":"{typ}"{more}}}"#);
            attacks.push((
                format!("a foreign key, header with{more}"),
                theirs.token(&header, &verifier.payload(&[])),
            ));
        }
        attacks
    });
}

/// Keys and links to keys in the header are ignored and never used (RFC 7515 section 4).
#[test]
fn f14_keys_in_the_header_are_ignored_when_the_right_key_signed() {
    let attacker = SigningKey::generate(Algorithm::ES256).unwrap();
    for verifier in VERIFIERS {
        for subject in subjects() {
            for more in brought_keys(&attacker) {
                let token = subject.token(&subject.header(verifier, &more), &verifier.payload(&[]));
                let checked = (verifier.check)(&token, &subject.keys);
                assert!(checked.is_ok(), "{} {} {more}: {checked:?}", verifier.name, subject.algorithm);
            }
        }
    }
}

fn brought_keys(key: &SigningKey) -> [String; 4] {
    [
        format!(r#","jwk":{}"#, serde_json::to_string(&key.public_jwk()).unwrap()),
        r#","jku":"https://attacker.example/keys""#.into(),
        r#","x5u":"https://attacker.example/chain""#.into(),
        r#","x5c":["MIIB"]"#.into(),
    ]
}

#[test]
fn a_key_identifier_is_only_compared() {
    assert_refused(|verifier, subject| {
        let with = |kid: &str| {
            let header = format!(r#"{{"alg":"{}","kid":{kid}}}"#, subject.algorithm);
            subject.token(&header, &verifier.payload(&[]))
        };
        let own = subject.key.kid();
        let texts = [
            "../../../dev/null",
            "' OR '1'='1",
            "*)(uid=*",
            r"\u0000",
            "",
            "| id",
            "{{7*7}}",
            "https://attacker.example/key",
            &"k".repeat(512),
            &"k".repeat(100_000),
            &own.to_uppercase(),
            &format!("{own}\\u0000"),
            &format!("{own} "),
            &own[1..],
        ]
        .map(|text| format!("\"{text}\""));
        let other = ["null", "7", "true", r#"["a"]"#, r#"{"kid":"a"}"#].map(str::to_owned);
        texts.into_iter().chain(other).map(|kid| (format!("kid {kid:.60}"), with(&kid))).collect()
    });
}

#[test]
fn jo3_other_types_are_refused() {
    assert_refused(|verifier, subject| {
        let types = [
            "at+jwt",
            "application/at+jwt",
            "dpop+jwt",
            "client-authentication+jwt",
            "oauth-authz-req+jwt",
            "token-introspection+jwt",
            "entity-statement+jwt",
            "secevent+jwt",
            "JWE",
            "jwt ",
            "",
        ];
        let is_own =
            |typ: &str| verifier.typ.is_some_and(|own| typ.trim_start_matches("application/") == own);
        let types = types.into_iter().chain(["logout+jwt"]).filter(|typ| !is_own(typ));
        let response = (verifier.name != "signed authorization response").then_some("jarm+jwt");
        let attack = |typ: &str| {
            let header =
                format!(r#"{{"alg":"{}","kid":"{}","typ":{typ}}}"#, subject.algorithm, subject.key.kid());
            (format!("typ {typ}"), subject.token(&header, &verifier.payload(&[])))
        };
        let texts = types.chain(response).map(|typ| attack(&format!("{typ:?}")));
        texts.chain(["null", "1", r#"["JWT"]"#].map(attack)).collect()
    });
}
