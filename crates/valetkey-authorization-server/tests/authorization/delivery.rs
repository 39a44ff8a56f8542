//! How a refusal travels, whatever is wrong with the request.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use valetkey_authorization_server::authorization::*;
use valetkey_types::Issuer;

use crate::support::*;

fn target(changes: &[(&str, &str)]) -> ResponseTarget {
    bind(params(changes), client()).expect("the request binds").target().clone()
}

fn refusal_location(changes: &[(&str, &str)]) -> String {
    let bound = bind(params(changes), client()).expect("the request binds");
    let target = bound.target().clone();
    let refusal = check(bound).expect_err("refused");
    AuthorizationResponse::refusal(target, &Issuer::parse("https://id.example").unwrap(), &refusal).location()
}

/// A request object without a signature.
fn request_object(claims: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.", part(r#"{"alg":"none"}"#), part(claims))
}

#[test]
fn a_refusal_of_tokens_in_the_answer_goes_into_the_fragment() {
    for response_type in ["token", "id_token", "id_token token", "code id_token", "code token"] {
        for response_mode in ["", "query"] {
            let changes = [("response_type", response_type), ("response_mode", response_mode)];
            let location = refusal_location(&changes);
            let expected = format!("{CALLBACK}#error=unsupported_response_type&");
            assert!(location.starts_with(&expected), "{location}");
            assert!(location.contains("&state=s&iss="), "{location}");
        }
        let form = [("response_type", response_type), ("response_mode", "form_post")];
        assert_eq!(target(&form).delivery(), Delivery::FormPost);
    }
    for response_type in ["tokens", "none", ""] {
        assert_eq!(
            target(&[("response_type", response_type)]).delivery(),
            Delivery::Query,
            "{response_type}"
        );
    }
}

/// Only refusals: a code would end up in the history of the browser.
#[test]
fn no_request_that_is_served_is_answered_in_the_fragment() {
    for (response_type, response_mode) in [("code", "fragment"), ("code token", ""), ("id_token", "query")] {
        let changes = [("response_type", response_type), ("response_mode", response_mode)];
        assert_eq!(target(&changes).delivery(), Delivery::Fragment);
        assert!(checked(&changes).is_err(), "{changes:?}");
    }
}

#[test]
fn a_request_object_says_where_its_refusal_goes() {
    let object = request_object(
        r#"{"response_mode":"form_post","state":"inside","redirect_uri":"https://evil.example/"}"#,
    );
    let found = target(&[("request", &object), ("state", "")]);
    assert_eq!((found.delivery(), found.redirect_uri()), (Delivery::FormPost, CALLBACK));
    let plain = request_object(r#"{"state":"inside"}"#);
    assert!(refusal_location(&[("request", &plain), ("state", "")]).contains("&state=inside&"));
    assert!(refusal_location(&[("request", &plain)]).contains("&state=s&"), "a parameter wins");
    let beside = [("request", object.as_str()), ("response_mode", "query")];
    assert_eq!(target(&beside).delivery(), Delivery::Query, "a parameter wins");
}

#[test]
fn a_request_object_that_cannot_be_read_gives_no_hints() {
    let huge = request_object(&format!(r#"{{"response_mode":"form_post","x":"{}"}}"#, "x".repeat(9000)));
    for object in
        ["x", "a.b.c", "..", &request_object("[]"), &request_object(r#"{"response_mode":1}"#), &huge]
    {
        assert_eq!(target(&[("request", object)]).delivery(), Delivery::Query);
        assert!(refusal_location(&[("request", object)]).contains("?error=request_not_supported&"));
    }
}
