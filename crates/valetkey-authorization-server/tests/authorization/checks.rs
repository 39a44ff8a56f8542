//! Every check of the table, from the wrong side and from the right one.

use std::collections::HashSet;

use valetkey_authorization_server::{
    Check,
    authorization::{CHECKS, Endpoint, check_parameters},
    record::{Client, PkcePolicy},
};
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
        (vec![("scope", "openid roles")], InvalidScope),
        (vec![("scope", "groups")], InvalidScope),
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
    let all = checked(&[]).expect("good");
    assert_eq!(all.audiences, client().audiences, "no resource means all of the client's");
}

#[test]
fn f4_unknown_scope_is_passed_over_and_refused_scope_is_named() {
    let request = checked(&[("scope", "openid groups https://api.example/all")]).expect("passed over");
    assert_eq!(request.scope.to_string(), "openid");
    for (text, named) in [("openid roles phone", "phone roles"), ("groups other", "groups other")] {
        let refusal = match checked(&[("scope", text)]) {
            Err(refusal) => refusal,
            Ok(request) => panic!("{text:?}: {}", request.scope),
        };
        assert_eq!(
            (refusal.error, refusal.reason.check),
            (ErrorCode::InvalidScope, Check::Scope),
            "{text:?}"
        );
        assert!(refusal.description.ends_with(named), "{text:?}: {}", refusal.description);
    }
}

/// RFC 6749 appendix A.8: `error_description` has few characters, and this one is not longer than a line.
#[test]
fn f4_a_description_stays_short_whatever_is_asked_for() {
    let many = (0..100).map(|n| format!("a-rather-long-scope-token-{n}")).collect::<Vec<_>>().join(" ");
    for text in [&many[..], &"x".repeat(4000), "!#[]^`{|}~"] {
        let refusal = checked(&[("scope", text)]).expect_err("unknown");
        let allowed = |c: char| matches!(c, '\x20'..='\x21' | '\x23'..='\x5b' | '\x5d'..='\x7e');
        assert!(refusal.description.chars().all(allowed) && refusal.description.len() < 300, "{refusal}");
    }
}

#[test]
fn c8_a_request_without_scope_asks_for_what_the_client_is_registered_for() {
    let request = checked(&[("scope", "")]).expect("the default");
    assert_eq!(
        request.scope.to_string(),
        "email notes.read profile",
        "openid and offline_access by name only"
    );
    let bare = Client { scope: "openid offline_access".parse().unwrap(), ..client() };
    let refusal = checked_by(&[("scope", "")], bare).expect_err("nothing is left");
    assert_eq!(refusal.error, ErrorCode::InvalidScope);
}

#[test]
fn c8_the_slash_at_the_root_of_a_resource_makes_no_difference() {
    let request = checked(&[("resource", "https://api.example/")]).expect("the same resource");
    assert_eq!(request.audiences, ["https://api.example"], "as it is registered");
    for other in ["https://api.example/v1", "https://api.example//", "https://API.example/"] {
        let refusal = checked(&[("resource", other)]).expect_err(other);
        assert_eq!((refusal.error, refusal.reason.check), (ErrorCode::InvalidTarget, Check::Resource));
    }
}

/// One wrong value per row, and the endpoints that refuse it by this row.
#[test]
fn every_row_refuses_at_its_endpoints_and_nowhere_else() {
    let long = "x".repeat(5000);
    let wrong = |check: Check| match check {
        Check::Request | Check::RequestUri | Check::Registration => (check.as_str(), "x"),
        Check::State | Check::Nonce => (check.as_str(), long.as_str()),
        Check::ResponseType => ("response_type", "token"),
        Check::ResponseMode => ("response_mode", "fragment"),
        Check::Scope => ("scope", "roles"),
        Check::Resource => ("resource", "https://evil.example"),
        Check::CodeChallenge => ("code_challenge", "short"),
        Check::Prompt => ("prompt", "create"),
        Check::MaxAge => ("max_age", "-1"),
        other => panic!("no wrong value for {other}"),
    };
    let grants = Endpoint::ALL.map(|endpoint| endpoint.grant_type().parse().unwrap()).to_vec();
    let client = Client { grant_types: grants, ..client() };
    for row in CHECKS.iter().filter(|row| row.check != Check::Client) {
        for endpoint in Endpoint::ALL {
            let answer = check_parameters(endpoint, &client, &params(&[wrong(row.check)]));
            let refused_by = answer.err().map(|refusal| refusal.reason.check);
            let expected = row.endpoints.contains(&endpoint).then_some(row.check);
            assert_eq!(refused_by, expected, "{} at {endpoint:?}", row.check);
        }
    }
    let checks: HashSet<_> = CHECKS.iter().map(|row| row.check).collect();
    assert_eq!(checks.len(), CHECKS.len(), "a check has one row");
}

#[test]
fn each_endpoint_needs_the_grant_that_it_leads_to() {
    for endpoint in Endpoint::ALL {
        for registered in Endpoint::ALL {
            let grant_types = vec![registered.grant_type().parse().unwrap()];
            let client = Client { grant_types, ..client() };
            let answer = check_parameters(endpoint, &client, &params(&[]));
            let fits = endpoint.grant_type() == registered.grant_type();
            assert_eq!(answer.is_ok(), fits, "{registered:?} at {endpoint:?}");
        }
    }
}

#[test]
fn a_pushed_request_never_has_a_request_uri() {
    let answer = check_parameters(Endpoint::Pushed, &client(), &params(&[("request_uri", "urn:x")]));
    assert_eq!(answer.expect_err("refused").error, ErrorCode::InvalidRequest);
}
