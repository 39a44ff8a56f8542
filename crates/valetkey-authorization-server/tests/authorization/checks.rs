//! Every check of the table, from the wrong side and from the right one.

use valetkey_authorization_server::record::{Client, PkcePolicy};
use valetkey_types::{ErrorCode, GrantType, Seconds};

use crate::support::*;

#[test]
fn each_wrong_parameter_is_refused_with_the_error_of_its_standard() {
    use ErrorCode::*;
    let long = "x".repeat(5000);
    for (changes, error) in [
        (vec![("response_type", "")], InvalidRequest),
        (vec![("response_type", "token")], UnsupportedResponseType),
        (vec![("response_type", "code id_token")], UnsupportedResponseType),
        (vec![("response_mode", "fragment")], InvalidRequest),
        (vec![("scope", "")], InvalidScope),
        (vec![("scope", "openid admin")], InvalidScope),
        (vec![("scope", "openid \"")], InvalidScope),
        (vec![("code_challenge", "")], InvalidRequest),
        (vec![("code_challenge", ""), ("code_challenge_method", "")], InvalidRequest),
        (vec![("code_challenge_method", "plain")], InvalidRequest),
        (vec![("code_challenge_method", "")], InvalidRequest),
        (vec![("code_challenge", "short")], InvalidRequest),
        (vec![("prompt", "none login")], InvalidRequest),
        (vec![("prompt", "create")], InvalidRequest),
        (vec![("max_age", "-1")], InvalidRequest),
        (vec![("max_age", "1.5")], InvalidRequest),
        (vec![("max_age", "+5")], InvalidRequest),
        (vec![("resource", "https://evil.example")], InvalidTarget),
        (vec![("request", "ey")], RequestNotSupported),
        (vec![("request_uri", "urn:x")], RequestUriNotSupported),
        (vec![("registration", "{}")], RegistrationNotSupported),
        (vec![("state", long.as_str())], InvalidRequest),
        (vec![("nonce", long.as_str())], InvalidRequest),
    ] {
        assert_eq!(checked(&changes).expect_err(&format!("{changes:?}")).error, error, "{changes:?}");
    }
}

#[test]
fn a_disabled_client_or_one_without_the_grant_is_refused() {
    let disabled = Client { disabled: true, ..client() };
    let other_grant = Client { grant_types: vec![GrantType::ClientCredentials], ..client() };
    for client in [disabled, other_grant] {
        assert_eq!(checked_by(&[], client).expect_err("refused").error, ErrorCode::UnauthorizedClient);
    }
}

#[test]
fn cp2_pkce_may_be_left_out_by_a_marked_confidential_client_only() {
    let without = [("code_challenge", ""), ("code_challenge_method", "")];
    let marked = Client { pkce: PkcePolicy::OpenidConnectCoreCompatible, ..client() };
    assert_eq!(checked_by(&without, marked.clone()).expect("allowed").code_challenge, None);
    let public = Client { secret_hash: None, ..marked };
    assert!(checked_by(&without, public).is_err(), "a public client always needs PKCE");
}

#[test]
fn what_a_good_request_says_is_understood() {
    let request =
        checked(&[("max_age", "300"), ("resource", "https://api.example"), ("nonce", "n")]).expect("good");
    assert_eq!(request.scope.to_string(), "openid profile");
    assert_eq!(request.max_age, Some(Seconds(300)));
    assert_eq!(request.audiences, ["https://api.example"]);
    assert_eq!(request.nonce.as_deref(), Some("n"));
    let all = checked(&[]).expect("good").audiences;
    assert_eq!(all, client().audiences, "no resource means all of the client's");
}
