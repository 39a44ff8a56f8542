//! Requests to the token, userinfo and revocation endpoints, and the validation of their responses.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

use valetkey_client::revocation::{TokenKind, check_revocation, revocation_request};
use valetkey_client::token::{
    authorization_code_request, check_token_response, client_credentials_request, refresh_request,
};
use valetkey_client::userinfo::{check_userinfo, userinfo_request};
use valetkey_client::{ClientAuthentication, Problem};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_types::{ClientId, Seconds, Secret};

const ENDPOINT: &str = "https://id.example/token";

fn answer(status: u16, body: &str) -> HttpResponse {
    let headers = vec![("Content-Type".to_owned(), "application/json; charset=utf-8".to_owned())];
    HttpResponse { status, headers, body: body.as_bytes().to_vec() }
}

fn body(request: &HttpRequest) -> &str {
    std::str::from_utf8(&request.body).unwrap()
}

fn secret(text: &str) -> Secret {
    Secret::new(text)
}

#[test]
fn basic_authentication_form_encodes_identifier_and_secret_first() {
    let client = ClientAuthentication::client_secret_basic(ClientId::new("an app:1"), secret("s+%é"));
    let request = refresh_request(ENDPOINT, &client, &secret("r1"));
    // base64 of `an+app%3A1:s%2B%25%C3%A9`
    assert_eq!(request.header("authorization"), Some("Basic YW4rYXBwJTNBMTpzJTJCJTI1JUMzJUE5"));
    assert_eq!(body(&request), "grant_type=refresh_token&refresh_token=r1");
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
}

#[test]
fn post_authentication_and_public_clients_use_only_the_body() {
    let client = ClientAuthentication::client_secret_post(ClientId::new("app"), secret("s&t"));
    let request = client_credentials_request(ENDPOINT, &client, &"b a".parse().unwrap());
    assert_eq!(request.header("authorization"), None);
    assert_eq!(body(&request), "grant_type=client_credentials&scope=a+b&client_id=app&client_secret=s%26t");
    let public = ClientAuthentication::none(ClientId::new("app"));
    let request =
        authorization_code_request(ENDPOINT, &public, &secret("c1"), "https://app.example/cb", &secret("v1"));
    assert_eq!(
        body(&request),
        "grant_type=authorization_code&code=c1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&code_verifier=v1\
         &client_id=app"
    );
}

#[test]
fn a_token_response_is_read_with_its_optional_members() {
    let tokens = check_token_response(&answer(
        200,
        r#"{"access_token":"a","token_type":"bearer","expires_in":300,"refresh_token":"r","id_token":"i",
            "scope":"openid x","other":1}"#,
    ))
    .unwrap();
    assert_eq!((tokens.access_token.expose(), tokens.expires_in), ("a", Some(Seconds(300))));
    assert_eq!(tokens.refresh_token.as_ref().map(Secret::expose), Some("r"));
    assert!(tokens.scope.as_ref().unwrap().contains("x"));
    assert!(!format!("{tokens:?}").contains("\"a\""));
    let tokens = check_token_response(&answer(200, r#"{"access_token":"a","token_type":"Bearer"}"#)).unwrap();
    assert!(tokens.refresh_token.is_none() && tokens.id_token.is_none() && tokens.expires_in.is_none());
}

#[test]
fn invalid_token_responses_are_refused() {
    let refused = |error: &str| Problem::Refused { error: error.into(), description: None };
    let check = |response: &HttpResponse| check_token_response(response).unwrap_err();
    assert_eq!(check(&answer(400, r#"{"error":"invalid_grant"}"#)), refused("invalid_grant"));
    assert_eq!(check(&answer(401, r#"{"error":"invalid_client"}"#)), refused("invalid_client"));
    assert_eq!(check(&answer(502, "<html>")), Problem::Status { expected: 200, seen: 502 });
    assert_eq!(check(&answer(302, "")), Problem::Status { expected: 200, seen: 302 });
    assert!(matches!(
        check(&answer(200, r#"{"access_token":"a","token_type":"DPoP"}"#)),
        Problem::Mismatch { what: "token_type", .. }
    ));
    let empty = answer(200, r#"{"access_token":"","token_type":"Bearer"}"#);
    assert!(
        check(&empty)
            .to_string()
            .contains("\"access_token\" of the response to be a text, got an empty text")
    );
    for broken in
        ["", "{}", "[]", r#"{"access_token":1,"token_type":"Bearer"}"#, "access_token=a&token_type=bearer"]
    {
        assert!(matches!(check(&answer(200, broken)), Problem::Body(_)), "{broken}");
    }
    let mut page = answer(200, r#"{"access_token":"a","token_type":"Bearer"}"#);
    page.headers[0].1 = "text/html".to_owned();
    assert!(matches!(check(&page), Problem::Body(_)));
}

#[test]
fn f15_invalid_optional_members_of_a_token_response_are_ignored() {
    let check = |members: &str| {
        let body = format!(r#"{{"access_token":"a","token_type":"Bearer",{members}}}"#);
        check_token_response(&answer(200, &body)).unwrap()
    };
    for (members, expected) in [
        (r#""expires_in":"3600""#, Some(Seconds(3600))),
        (r#""expires_in":3600.5"#, Some(Seconds(3600))),
        (r#""expires_in":"soon""#, None),
        (r#""expires_in":null"#, None),
        (r#""expires_in":[1]"#, None),
        (r#""expires_in":-1"#, None),
    ] {
        assert_eq!(check(members).expires_in, expected, "{members}");
    }
    let tokens = check(r#""refresh_token":7,"id_token":null"#);
    assert!(tokens.refresh_token.is_none() && tokens.id_token.is_none());
    // An unreadable scope grants nothing. If it counted as missing, everything requested would be granted.
    for members in [r#""scope":["a"]"#, r#""scope":"a\"b""#, r#""scope":7"#] {
        assert!(check(members).scope.unwrap().is_empty(), "{members}");
    }
    assert!(check(r#""scope":null"#).scope.is_none());
}

#[test]
fn f15_a_missing_required_member_is_named_and_its_value_never_shown() {
    for (body, named) in [
        (
            r#"{"access_token":["tok3n"],"token_type":"Bearer"}"#,
            "\"access_token\" of the response to be a text, got a list",
        ),
        (r#"{"token_type":"Bearer"}"#, "\"access_token\" of the response to be a text, got nothing"),
        (r#"{"access_token":"tok3n"}"#, "\"token_type\" of the response to be a text, got nothing"),
        (r#"["tok3n"]"#, "expected a JSON object, got a list"),
    ] {
        let error = check_token_response(&answer(200, body)).unwrap_err().to_string();
        assert!(error.contains(named) && !error.contains("tok3n"), "{error}");
    }
}

#[test]
fn f16_a_temporary_error_of_the_token_endpoint_is_no_refusal() {
    let check = |status: u16, body: &str| check_token_response(&answer(status, body)).unwrap_err();
    for (status, body) in
        [(429, r#"{"error":"rate_limited"}"#), (503, r#"{"error":"maintenance"}"#), (500, "")]
    {
        assert_eq!(check(status, body), Problem::Status { expected: 200, seen: status });
    }
    // An error code of the standard is a refusal with every status.
    assert!(matches!(check(500, r#"{"error":"invalid_grant"}"#), Problem::Refused { .. }));
}

#[test]
fn no_error_contains_a_token() {
    let error = check_token_response(&answer(200, r#"{"access_token":["tok3n"],"token_type":"Bearer"}"#))
        .unwrap_err();
    assert!(!error.to_string().contains("tok3n") && !format!("{error:?}").contains("tok3n"));
}

#[test]
fn userinfo_about_another_user_is_refused() {
    let request = userinfo_request("https://id.example/userinfo", &secret("a1"));
    assert_eq!(request.header("authorization"), Some("Bearer a1"));
    let claims =
        check_userinfo(&answer(200, r#"{"sub":"alice","name":"Alice","email_verified":"true"}"#), "alice");
    let claims = claims.unwrap();
    assert_eq!(claims.name(), Some("Alice"));
    assert!(!claims.email_verified(), "a string is not a boolean");
    let check = |response: &HttpResponse| check_userinfo(response, "alice").unwrap_err();
    assert!(matches!(check(&answer(200, r#"{"sub":"bob"}"#)), Problem::Mismatch { what: "sub", .. }));
    assert_eq!(check(&answer(200, r#"{"name":"Alice"}"#)), Problem::Missing("the claim sub"));
    assert_eq!(check(&answer(401, "")), Problem::Status { expected: 200, seen: 401 });
}

#[test]
fn a_failed_revocation_is_an_error() {
    let client = ClientAuthentication::none(ClientId::new("app"));
    let request =
        revocation_request("https://id.example/revoke", &client, &secret("r1"), TokenKind::RefreshToken);
    assert_eq!(body(&request), "token=r1&token_type_hint=refresh_token&client_id=app");
    assert_eq!(check_revocation(&answer(200, "")), Ok(()));
    for status in [204, 302, 400, 503] {
        assert_eq!(
            check_revocation(&answer(status, "")),
            Err(Problem::Status { expected: 200, seen: status })
        );
    }
}
