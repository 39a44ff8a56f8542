//! Attacks with the claims that all classes of tokens have.

use crate::{Attack, assert_refused};

#[test]
fn jo1_tokens_of_another_issuer_or_for_another_client_are_refused() {
    let issuers = [
        r#""https://id.example/""#,
        r#""https://id.example:443""#,
        r#""https://ID.example""#,
        r#""http://id.example""#,
        r#""https://id.example.evil""#,
        r#""https://id.example/other-tenant""#,
        r#""id.example""#,
        r#""""#,
        r#"["https://id.example"]"#,
        r#"{"https://id.example":1}"#,
        "null",
        "1",
        "true",
    ];
    let audiences = [
        r#""other""#,
        r#""App""#,
        r#""app ""#,
        r#""app/""#,
        r#""""#,
        r#"["other"]"#,
        r#"["app other"]"#,
        r#"["app",1]"#,
        r#"["app",["app"]]"#,
        "[]",
        r#"{"app":1}"#,
        "null",
        "1",
    ];
    assert_refused(|verifier, subject| {
        let attack = |name: &'static str, value: &str| {
            let payload = verifier.payload(&[(name, Some(value))]);
            (format!("{name} {value}"), subject.token(&subject.header(verifier, ""), &payload))
        };
        let issuers = issuers.iter().map(|issuer| attack("iss", issuer));
        issuers.chain(audiences.iter().map(|audience| attack("aud", audience))).collect()
    });
}

#[test]
fn a_token_without_a_required_claim_is_refused() {
    assert_refused(|verifier, subject| {
        let header = subject.header(verifier, "");
        let without = |name: &&str| {
            let attack = |value| subject.token(&header, &verifier.payload(&[(*name, value)]));
            [(format!("without {name}"), attack(None)), (format!("{name} null"), attack(Some("null")))]
        };
        verifier.required.iter().flat_map(without).collect()
    });
}

#[test]
fn jo1_times_must_be_numbers_close_to_now() {
    let odd = [r#""1700000000""#, "-1", "-1e400", "1e400", "1e15", "true", "[1700000000]", "{}", r#""""#];
    // The leeway is 30 seconds.
    let wrong = [("exp", "1699999970"), ("exp", "0"), ("iat", "1700000031"), ("nbf", "1700000031")];
    assert_refused(|verifier, subject| {
        let header = subject.header(verifier, "");
        let attack = |name: &str, value: &str| {
            (format!("{name} {value}"), subject.token(&header, &verifier.payload(&[(name, Some(value))])))
        };
        let mut attacks: Vec<Attack> = wrong.iter().map(|(name, value)| attack(name, value)).collect();
        for name in ["exp", "iat", "nbf"] {
            attacks.extend(odd.iter().map(|value| attack(name, value)));
        }
        attacks
    });
}
