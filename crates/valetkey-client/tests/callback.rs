//! Valid and invalid parameters of the callback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

use valetkey_client::Problem;
use valetkey_client::callback::{CallbackExpectation, check_callback};
use valetkey_types::RawParams;

const ISSUER: &str = "https://id.example";

fn check(query: &str, iss_required: bool) -> Result<String, Problem> {
    let expected = CallbackExpectation { state: "right-state", issuer: ISSUER, iss_required };
    let params = RawParams::parse(query.as_bytes()).unwrap();
    check_callback(&params, &expected).map(|code| code.expose().to_owned())
}

#[test]
fn the_code_of_a_valid_callback_is_returned() {
    assert_eq!(check("code=c1&state=right-state&iss=https%3A%2F%2Fid.example", true).unwrap(), "c1");
    assert_eq!(check("code=c1&state=right-state", false).unwrap(), "c1");
    assert_eq!(check("code=c1&state=right-state&session_state=x", false).unwrap(), "c1");
}

#[test]
fn a_wrong_state_is_refused_before_anything_else_is_checked() {
    for state in ["wrong-state", "right-stat", "right-state2", "RIGHT-STATE"] {
        assert_eq!(check(&format!("code=c1&state={state}"), false), Err(Problem::Foreign("state")));
        assert_eq!(
            check(&format!("error=access_denied&state={state}"), false),
            Err(Problem::Foreign("state"))
        );
    }
    for query in ["code=c1", "code=c1&state=", "error=access_denied"] {
        assert_eq!(check(query, false), Err(Problem::Missing("the state")));
    }
}

#[test]
fn another_issuer_is_refused_even_if_the_parameter_is_optional() {
    for promised in [true, false] {
        for iss in ["https://evil.example", "https://id.example/", "https://ID.example"] {
            let query = format!("code=c1&state=right-state&iss={iss}");
            let expected = Problem::Mismatch { what: "iss", expected: ISSUER.into(), seen: iss.into() };
            assert_eq!(check(&query, promised), Err(expected));
        }
    }
    assert_eq!(check("code=c1&state=right-state", true), Err(Problem::Missing("the iss parameter")));
    assert_eq!(
        check("error=access_denied&state=right-state", true),
        Err(Problem::Missing("the iss parameter"))
    );
}

#[test]
fn an_error_of_the_issuer_is_returned_with_safe_text() {
    let query = "error=access_denied&error_description=line%0Abreak%1b%5B0m&state=right-state&code=c1";
    let expected =
        Problem::Refused { error: "access_denied".into(), description: Some("linebreak[0m".into()) };
    assert_eq!(check(query, false), Err(expected));
}

#[test]
fn a_callback_without_code_and_error_is_refused() {
    assert_eq!(check("state=right-state", false), Err(Problem::Missing("the code")));
}
