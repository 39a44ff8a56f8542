//! Attacks through the other header parameters.

use valetkey_jose::{Algorithm, SigningKey};

use crate::{Attack, assert_refused};

#[test]
fn parameters_that_change_the_rules_are_refused() {
    let attacker = SigningKey::generate(Algorithm::ES256).unwrap();
    let own_key = serde_json::to_string(&attacker.public_jwk()).unwrap();
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
            r#","jku":"https://attacker.example/keys""#,
            r#","x5u":"https://attacker.example/chain""#,
            r#","x5c":["MIIB"]"#,
            &format!(r#","jwk":{own_key}"#),
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
fn jo1_a_key_that_the_token_brings_is_not_believed() {
    assert_refused(|verifier, subject| {
        let attacker = SigningKey::generate(Algorithm::ES256).unwrap();
        let claims: serde_json::Value = serde_json::from_str(&verifier.payload(&[])).unwrap();
        let foreign = attacker.sign_jwt(verifier.typ, &claims).unwrap();
        let (_, rest) = foreign.split_once('.').unwrap();
        let under_our_kid = format!(r#"{{"alg":"ES256","kid":"{}"}}"#, subject.key.kid());
        let stolen = format!("{}.{rest}", valetkey_jose::digest::base64url(under_our_kid.as_bytes()));
        vec![("a foreign key".into(), foreign), ("a foreign signature under our kid".into(), stolen)]
    });
}

#[test]
fn a_key_identifier_is_compared_and_nothing_else() {
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
