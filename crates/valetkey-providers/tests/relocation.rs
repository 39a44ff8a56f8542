//! Relocates providers to a server on this machine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use support::{client, input, recorded_provider, recording};
use valetkey_providers::{Catalogue, Deviation, IssVerdict, Provider, ResolveError};
use valetkey_types::Secret;

const BASE: &str = "http://127.0.0.1:9100";

fn relocated(name: &str) -> Provider {
    recorded_provider(name).relocated(BASE).unwrap()
}

/// Returns the relocated form of a recorded address.
fn moved(address: &str) -> String {
    address.replacen("https://", &format!("{BASE}/"), 1)
}

#[test]
fn every_relocated_preset_sends_the_same_requests() {
    for preset in Catalogue::built_in().unwrap().iter() {
        let recording = recording(&preset.name);
        let provider = relocated(&preset.name);
        let scope: Option<Vec<&str>> =
            recording.scope.as_ref().map(|scope| scope.iter().map(String::as_str).collect());
        let url = provider.authorization_url(&input(scope.as_deref())).unwrap();
        assert_eq!(url, moved(&recording.authorization.url), "{}", preset.name);

        let (secret, code, verifier) =
            (Secret::new("secret/1"), Secret::new("code-1"), Secret::new("verifier-1"));
        let redirect_uri = "https://app.example/auth/callback";
        let request = provider.code_request(&client(&secret), &code, redirect_uri, &verifier).unwrap();
        assert_eq!(request.url, moved(&recording.token_request.url), "{}", preset.name);
        assert_eq!(String::from_utf8(request.body).unwrap(), recording.token_request.body);
    }
}

#[test]
fn every_address_of_a_preset_is_relocated() {
    for preset in Catalogue::built_in().unwrap().iter() {
        let provider = relocated(&preset.name);
        let preset = provider.preset();
        let mut text = format!("{:?} {:?}", preset.issuer, preset.endpoints);
        for deviation in &preset.deviations {
            if !matches!(deviation, Deviation::SignedClientSecret { .. }) {
                text.push_str(&format!("{deviation:?}"));
            }
        }
        assert!(!text.contains("https://"), "{}: {text}", preset.name);
    }
}

#[test]
fn parameters_deviations_and_identity_issuers_do_not_change() {
    let (there, here) = (recorded_provider("shopify"), relocated("shopify"));
    assert_eq!(here.identity_issuer(), there.identity_issuer());
    assert_eq!(here.preset().deviations, there.preset().deviations);
    assert_eq!(here.variable("shop"), there.variable("shop"));
}

#[test]
fn the_issuer_and_its_other_names_are_relocated() {
    let entra = relocated("entra");
    let tenant = format!("{BASE}/login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0");
    assert_eq!(entra.check_iss_parameter(Some(&tenant)).unwrap(), IssVerdict::Same);
    let github = relocated("github");
    let issuer = format!("{BASE}/github.com/login/oauth");
    assert_eq!(github.check_iss_parameter(Some(&issuer)).unwrap(), IssVerdict::Same);
    assert!(github.check_iss_parameter(Some("https://github.com/login/oauth")).is_err());
}

#[test]
fn a_base_on_another_machine_is_refused() {
    for base in [
        "https://127.0.0.1:9100",
        "http://192.168.0.1:9100",
        "http://deviation.example",
        "http://127.0.0.1:9100/",
        "http://127.0.0.1:9100/below",
        "http://user@127.0.0.1:9100",
        "http://127.0.0.1:9100?x",
        "127.0.0.1:9100",
        "",
    ] {
        let problem = recorded_provider("github").relocated(base).unwrap_err();
        assert!(matches!(&problem, ResolveError::Value { name, .. } if name == "base"), "{base}: {problem}");
    }
}
