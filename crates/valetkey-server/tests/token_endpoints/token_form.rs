//! The form of a token request, from the wrong side.

use serde_json::json;

use crate::support::*;

#[tokio::test]
async fn get_and_others_are_405_in_json() {
    let fixture = fixture().await;
    for (method, path, allow) in [
        ("GET", "/token", "POST, OPTIONS"),
        ("PUT", "/token", "POST, OPTIONS"),
        ("GET", "/revoke", "POST, OPTIONS"),
        ("GET", "/introspect", "POST"),
        ("DELETE", "/userinfo", "GET, POST, OPTIONS"),
        ("POST", "/jwks", "GET, OPTIONS"),
        ("POST", "/.well-known/openid-configuration", "GET, OPTIONS"),
    ] {
        let answer = fixture.server.request(method, path, &[], "").await;
        assert_eq!(error(&answer), (405, "invalid_request".to_owned()), "{method} {path}");
        assert_eq!(answer.header("allow"), Some(allow), "{method} {path}");
    }
}

#[tokio::test]
async fn a_token_in_the_query_is_not_a_token_request() {
    let fixture = fixture().await;
    let code = fixture.code("public").await;
    let target =
        format!("/token?grant_type=authorization_code&client_id=public&code={code}&code_verifier={VERIFIER}");
    let answer = fixture.server.post_form(&target, &[], &[]).await;
    assert_eq!(error(&answer), (401, "invalid_client".to_owned()));
}

#[tokio::test]
async fn another_content_type_is_refused() {
    let fixture = fixture().await;
    let header = basic("app");
    for content_type in ["application/json", "text/plain", "multipart/form-data; boundary=x", ""] {
        for path in ["/token", "/introspect", "/revoke"] {
            let headers = [("authorization", header.as_str()), ("content-type", content_type)];
            let answer =
                fixture.server.request("POST", path, &headers, "grant_type=client_credentials").await;
            assert_eq!(error(&answer), (415, "invalid_request".to_owned()), "{content_type} {path}");
        }
    }
}

#[tokio::test]
async fn repeated_parameters_are_refused() {
    let fixture = fixture().await;
    let header = basic("app");
    let headers = [("authorization", header.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    let body = "grant_type=client_credentials&scope=notes.read&scope=notes.read";
    let answer = fixture.server.request("POST", "/token", &headers, body).await;
    assert_eq!(error(&answer), (400, "invalid_request".to_owned()));
}

#[tokio::test]
async fn an_oversize_body_is_refused() {
    let fixture = fixture().await;
    let header = basic("app");
    let padding = "x".repeat(1 << 20);
    let fields = [("grant_type", "client_credentials"), ("padding", padding.as_str())];
    let answer = fixture.server.post_form("/token", &[("authorization", &header)], &fields).await;
    assert_eq!(answer.status, 413);
}

#[tokio::test]
async fn cp8_client_authentication_errors_on_the_wire() {
    let fixture = fixture().await;
    let right = basic("app");
    let wrong = right.replace("Basic ", "Basic AA");
    let grant = ("grant_type", "client_credentials");
    let secret = [grant, ("client_id", "app"), ("client_secret", SECRET)];
    let nobody = [grant, ("client_id", "nobody")];
    let assertion = [grant, ("client_id", "app"), ("client_assertion", "a.b.c")];
    for (header, fields, expected) in [
        (Some(right.as_str()), &secret[..], (400, "invalid_request")),
        (Some(wrong.as_str()), &[grant][..], (401, "invalid_client")),
        (Some("Bearer abc"), &[grant][..], (401, "invalid_client")),
        (None, &[grant][..], (401, "invalid_client")),
        (None, &nobody[..], (401, "invalid_client")),
        (None, &assertion[..], (401, "invalid_client")),
    ] {
        let headers: Vec<_> = header.iter().map(|header| ("authorization", *header)).collect();
        let answer = fixture.server.post_form("/token", &headers, fields).await;
        assert_eq!(error(&answer), (expected.0, expected.1.to_owned()), "{header:?} {fields:?}");
        let challenged =
            answer.header("www-authenticate").is_some_and(|value| value.starts_with("Basic realm="));
        assert_eq!(challenged, header.is_some() && expected.0 == 401, "{header:?} {fields:?}");
    }
    let twice = [("authorization", right.as_str()), ("authorization", right.as_str())];
    let answer = fixture.server.post_form("/token", &twice, &[grant]).await;
    assert_eq!(error(&answer), (400, "invalid_request".to_owned()));
}

#[tokio::test]
async fn the_whole_error_answer() {
    let fixture = fixture().await;
    let answer = fixture.post("/token", "app", &[("grant_type", "password")]).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(
        answer.json(),
        json!({"error": "unsupported_grant_type", "error_description": "This grant type does not exist here."})
    );
}

#[tokio::test]
async fn client_credentials_end_to_end() {
    let fixture = fixture().await;
    let answer = fixture.post("/token", "app", &[("grant_type", "client_credentials")]).await;
    assert_eq!(answer.status, 200);
    let body = answer.json();
    assert_eq!((&body["scope"], &body["refresh_token"]), (&json!("notes.read"), &json!(null)));
    let claims = fixture.claims(text(&body, "access_token"), &["at+jwt"]);
    assert_eq!((&claims["sub"], &claims["auth_time"]), (&json!("app"), &json!(null)));
    let refused = fixture.post("/token", "public", &[("grant_type", "client_credentials")]).await;
    assert_eq!(error(&refused), (400, "unauthorized_client".to_owned()));
}
