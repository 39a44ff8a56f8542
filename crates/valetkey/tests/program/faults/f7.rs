//! F7: a script may send headers that our endpoints do not read.

use crate::support::{http::send, server::Server};

#[test]
fn f7_a_preflight_allows_the_headers_that_it_asks_for() {
    let server = Server::start(&[], &[]);
    let asked = "authorization,content-type,traceparent,x-datadog-trace-id";
    for path in ["token", "revoke", "userinfo", "jwks", ".well-known/openid-configuration"] {
        let url = format!("{}/{path}", server.issuer);
        let headers = [
            ("origin", "https://spa.example"),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", asked),
        ];
        let answer = send("OPTIONS", &url, &headers, "");
        assert_eq!(answer.header("access-control-allow-headers"), Some(asked), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "{path}");
        assert_eq!(answer.header("access-control-allow-credentials"), None, "{path}");
    }
    for closed in ["login", "introspect", "authorize"] {
        let headers = [("origin", "https://spa.example"), ("access-control-request-headers", asked)];
        let answer = send("OPTIONS", &format!("{}/{closed}", server.issuer), &headers, "");
        assert_eq!(answer.header("access-control-allow-headers"), None, "{closed}");
    }
}
