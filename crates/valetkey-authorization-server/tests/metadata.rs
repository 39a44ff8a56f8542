//! The discovery document says what is there and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests: a broken set-up ends the test"
)]

use std::collections::BTreeSet;

use valetkey_accounts::{Amr, User};
use valetkey_authorization_server::{claim_map::ClaimMap, metadata::*};
use valetkey_jose::Algorithm;
use valetkey_types::{Address, GrantType, Issuer, TenantId, Timestamp, UserId};

fn document(issuer: &str) -> serde_json::Value {
    let claim_map = ClaimMap::default();
    let capabilities = Capabilities {
        grant_types: vec![GrantType::RefreshToken, "urn:example:card".parse().unwrap()],
        signing_algorithms: vec![Algorithm::ES256],
        sign_in_methods: vec![Amr::Password],
        claim_map: &claim_map,
        ui_locales: vec!["en".into()],
    };
    serde_json::to_value(provider_metadata(&Issuer::parse(issuer).unwrap(), &capabilities)).unwrap()
}

#[test]
fn endpoints_lie_below_the_issuer() {
    for (issuer, token) in [
        ("https://id.example", "https://id.example/token"),
        ("https://id.example/tenant", "https://id.example/tenant/token"),
    ] {
        let document = document(issuer);
        assert_eq!(document["issuer"], issuer);
        assert_eq!(document["token_endpoint"], token);
        for (name, value) in document.as_object().unwrap() {
            if name.ends_with("_endpoint") || name == "jwks_uri" {
                assert!(value.as_str().unwrap().starts_with(&format!("{issuer}/")), "{name}");
            }
        }
    }
}

#[test]
fn nothing_is_promised_that_is_refused() {
    let document = document("https://id.example");
    for name in
        ["request_uri_parameter_supported", "request_parameter_supported", "claims_parameter_supported"]
    {
        assert_eq!(document[name], false, "{name}");
    }
    assert_eq!(document["code_challenge_methods_supported"], serde_json::json!(["S256"]));
    assert_eq!(document["response_types_supported"], serde_json::json!(["code"]));
    let methods = document["introspection_endpoint_auth_methods_supported"].as_array().unwrap();
    assert!(!methods.contains(&"none".into()));
    assert_eq!(document["id_token_signing_alg_values_supported"], serde_json::json!(["ES256"]));
    assert_eq!(document["grant_types_supported"], serde_json::json!(["refresh_token", "urn:example:card"]));
}

#[test]
fn what_clients_rely_on_is_said() {
    let document = document("https://id.example");
    for name in [
        "authorization_response_iss_parameter_supported",
        "backchannel_logout_supported",
        "backchannel_logout_session_supported",
    ] {
        assert_eq!(document[name], true, "{name}");
    }
    let claims = document["claims_supported"].as_array().unwrap();
    let distinct: std::collections::HashSet<_> = claims.iter().collect();
    assert_eq!(claims.len(), distinct.len());
    assert!(claims.contains(&"roles".into()) && claims.contains(&"sid".into()));
}

#[test]
fn the_claims_that_are_announced_are_those_that_a_user_can_have() {
    let text = |text: &str| Some(text.to_owned());
    let user = User {
        name: text("n"),
        given_name: text("n"),
        family_name: text("n"),
        middle_name: text("n"),
        nickname: text("n"),
        profile: text("https://a.example"),
        picture: text("https://a.example"),
        website: text("https://a.example"),
        gender: text("g"),
        birthdate: text("1990"),
        zoneinfo: text("UTC"),
        locale: text("en"),
        email: text("a@b.example"),
        phone_number: text("+1"),
        address: Some(Box::new(Address { country: text("AT"), ..Address::default() })),
        ..User::new(TenantId::default(), UserId::new("u"), "u", Timestamp(1))
    };
    let all = STANDARD_SCOPES.join(" ").parse().unwrap();
    let claims = serde_json::to_value(user.claims(&all)).unwrap();
    let announced = document("https://id.example")["claims_supported"].clone();
    let protocol = ["iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "azp", "at_hash", "sid"];
    let announced: BTreeSet<&str> =
        announced.as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
    let expected = claims
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .chain(protocol)
        .chain(["roles", "groups"])
        .collect();
    assert_eq!(announced, expected);
    let nothing = serde_json::to_value(user.claims(&"openid".parse().unwrap())).unwrap();
    assert_eq!(nothing, serde_json::json!({"sub": "u"}), "without the scopes nothing else");
}
