//! Scripts of other origins: open where tokens count, closed where cookies or secrets do.

use crate::support::*;

const ORIGIN: [(&str, &str); 1] = [("origin", "https://spa.example")];

#[tokio::test]
async fn co1_programs_endpoints_are_open_without_credentials() {
    let fixture = fixture().await;
    for path in ["/token", "/revoke", "/userinfo", "/jwks", "/.well-known/openid-configuration"] {
        let preflight = fixture.server.request("OPTIONS", path, &ORIGIN, "").await;
        assert_eq!(preflight.status, 204, "{path}");
        assert_eq!(preflight.header("access-control-allow-headers"), Some("authorization, content-type"));
        for method in ["GET", "POST", "OPTIONS"] {
            let answer = fixture.server.request(method, path, &ORIGIN, "").await;
            assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "{method} {path}");
            assert_eq!(answer.header("access-control-allow-credentials"), None, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn f7_only_header_names_are_repeated() {
    let fixture = fixture().await;
    for (asked, allowed) in [
        ("traceparent", "traceparent"),
        ("authorization, X-Trace", "authorization, X-Trace"),
        ("", "authorization, content-type"),
        ("a b", "authorization, content-type"),
        ("a,,b", "authorization, content-type"),
        ("<script>", "authorization, content-type"),
        (&"x".repeat(3_000), "authorization, content-type"),
    ] {
        let headers = [ORIGIN[0], ("access-control-request-headers", asked)];
        let answer = fixture.server.request("OPTIONS", "/token", &headers, "").await;
        assert_eq!(answer.header("access-control-allow-headers"), Some(allowed), "{asked}");
        assert_eq!(answer.header("vary"), Some("access-control-request-headers"));
    }
}

#[tokio::test]
async fn co1_everything_else_is_closed() {
    let fixture = fixture().await;
    for path in ["/introspect", "/authorize", "/login", "/consent", "/logout", "/", "/account"] {
        for method in ["GET", "POST", "OPTIONS"] {
            let answer = fixture.server.request(method, path, &ORIGIN, "").await;
            assert_eq!(answer.header("access-control-allow-origin"), None, "{method} {path}");
        }
    }
}
