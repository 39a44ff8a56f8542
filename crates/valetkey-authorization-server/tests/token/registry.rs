//! The registry of grants.

use valetkey_authorization_server::{
    metadata::{SwitchedOn, provider_metadata},
    token::*,
};
use valetkey_types::ErrorCode;

use crate::support::*;

#[test]
fn every_grant_is_announced_and_has_its_test_file() {
    let announced = provider_metadata(&issuer(), &SwitchedOn::default()).grant_types_supported;
    let names: Vec<_> = GRANTS.iter().map(|grant| grant.grant_type().as_str()).collect();
    assert_eq!(announced, names);
    for name in names {
        let file = format!("{}/tests/token/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        assert!(std::path::Path::new(&file).is_file(), "no test file for the grant {name}");
    }
}

#[test]
fn an_unknown_or_missing_grant_type_is_refused() {
    for name in [
        "password",
        "implicit",
        "Authorization_Code",
        "authorization_code ",
        "urn:ietf:params:oauth:grant-type:device_code",
    ] {
        let decision = ask(client(), &params(&[("grant_type", name)]), Facts::Nothing);
        assert_eq!(refused_without_changes(decision), ErrorCode::UnsupportedGrantType, "{name}");
    }
    assert_eq!(
        refused_without_changes(ask(client(), &params(&[]), Facts::Nothing)),
        ErrorCode::InvalidRequest
    );
}

#[test]
fn a_missing_code_or_token_is_named_as_such() {
    for name in ["authorization_code", "refresh_token"] {
        let decision = ask(client(), &params(&[("grant_type", name)]), Facts::Nothing);
        assert_eq!(refused_without_changes(decision), ErrorCode::InvalidRequest, "{name}");
    }
}
