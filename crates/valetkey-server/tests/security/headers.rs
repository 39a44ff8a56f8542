//! Headers that a stranger sends (HD), and answers that a browser could misread (XS5, LK5).

use valetkey_server::testing::Answer;

use crate::{support::*, walk::*};

/// Everything a proxy may say about a request, said by nobody in particular.
const CLAIMED: [(&str, &str); 16] = [
    ("host", "evil.example"),
    ("x-forwarded-host", "evil.example"),
    ("x-forwarded-proto", "http"),
    ("x-forwarded-port", "1"),
    ("x-forwarded-prefix", "/evil"),
    ("x-forwarded-for", "evil.example"),
    ("x-forwarded-for", "127.0.0.1"),
    ("x-real-ip", "127.0.0.1"),
    ("forwarded", "for=127.0.0.1;host=evil.example;proto=http"),
    ("x-original-url", "/evil"),
    ("x-rewrite-url", "/evil"),
    ("x-http-method-override", "POST"),
    ("x-forwarded-user", "alice"),
    ("x-remote-user", "alice"),
    ("x-client-cert", "evil"),
    ("x-ssl-client-verify", "SUCCESS"),
];

fn assert_untouched(answer: &Answer, claimed: (&str, &str)) {
    assert!(!answer.show().contains("evil"), "{claimed:?} came back:\n{}", answer.show());
    if let Some(location) = answer.header("location") {
        let ours = location.starts_with('/') && !location.starts_with("//");
        let known = ["https://id.example/", CALLBACK].iter().any(|start| location.starts_with(start));
        assert!(ours || known, "{claimed:?} led to {location}");
    }
    for cookie in answer.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap().to_lowercase();
        assert!(cookie.contains("secure") && !cookie.contains("domain="), "{claimed:?}: {cookie}");
    }
}

/// HD1 and HD3: the issuer is the configured one, and nobody is believed a word about address, scheme or user.
#[tokio::test]
async fn hd3_addresses_come_from_the_configuration_and_never_from_a_header() {
    let server = server_of_two().await;
    let document = server.get("/.well-known/openid-configuration").await.body;
    for claimed in CLAIMED {
        let answer = server.request("GET", "/.well-known/openid-configuration", &[claimed], "").await;
        assert_eq!(answer.body, document, "{claimed:?}");
        let mut browser = server.browser().with_header(claimed.0, claimed.1);
        for path in ["/", "/account", "/login", "/consent", "/logout", "/no-such-page"] {
            assert_untouched(&browser.get(path).await, claimed);
        }
        let page = browser.get(&authorize(&[])).await;
        assert_untouched(&page, claimed);
        let page = browser.follow(page).await;
        assert_untouched(&page, claimed);
        assert!(page.form_with_button("sign-in").action.starts_with('/'), "{claimed:?}");
        let signed_in = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
        assert_untouched(&signed_in, claimed);
        let consent = browser.follow(signed_in).await;
        assert_untouched(&consent, claimed);
        if consent.header("location").is_none() {
            let landed = browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
            assert_untouched(&landed, claimed);
            assert_eq!(landed.location_parameter("iss").as_deref(), Some("https://id.example"));
        }
    }
}

#[tokio::test]
async fn hd1_no_header_signs_anybody_in() {
    let server = server_of_two().await;
    for claimed in CLAIMED {
        let mut browser = server.browser().with_header(claimed.0, claimed.1);
        assert!(!is_signed_in(&mut browser).await, "{claimed:?}");
        for path in ["/token", "/introspect", "/revoke"] {
            let fields = [("grant_type", "client_credentials"), ("client_id", "notes"), ("token", "x")];
            let answer = server.post_form(path, &[claimed], &fields).await;
            assert_eq!(answer.status, 401, "{claimed:?} at {path}: {}", answer.show());
        }
    }
}

const MARKUP: &str = "<script>alert(1)</script>";

#[tokio::test]
async fn xs5_errors_for_programs_are_json_and_never_a_page() {
    let server = server_of_two().await;
    let names = [
        "grant_type",
        "client_id",
        "code",
        "refresh_token",
        "scope",
        "token",
        "token_type_hint",
        "redirect_uri",
    ];
    let mut answers = Vec::new();
    for path in ["/token", "/introspect", "/revoke", "/userinfo"] {
        for name in names {
            let fields = [("grant_type", "authorization_code"), ("client_id", "notes")];
            let fields: Vec<_> = fields.into_iter().filter(|(known, _)| *known != name).collect();
            answers.push(server.post_form(path, &[], &[&fields[..], &[(name, MARKUP)]].concat()).await);
        }
        let bearer = format!("Bearer {MARKUP}");
        for header in [("authorization", bearer.as_str()), ("authorization", MARKUP), ("origin", MARKUP)] {
            answers.push(server.post_form(path, &[header], &[("grant_type", MARKUP)]).await);
        }
        answers.push(server.get(&format!("{path}?error=%3Cscript%3E")).await);
    }
    answers.push(server.get("/%3Cscript%3Ealert(1)%3C/script%3E").await);
    for answer in answers {
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{}", answer.show());
        let kind = answer.header("content-type");
        assert!(answer.body.is_empty() || kind == Some("application/json"), "{}", answer.show());
        assert!(!answer.show().contains("<script>"), "{}", answer.show());
    }
}

#[tokio::test]
async fn lk5_there_are_no_routes_for_debugging() {
    let server = server_of_two().await;
    for path in [
        "/debug",
        "/debug/pprof",
        "/debug/vars",
        "/metrics",
        "/actuator",
        "/actuator/env",
        "/actuator/heapdump",
        "/env",
        "/config",
        "/status",
        "/info",
        "/dump",
        "/trace",
        "/console",
        "/api",
        "/internal",
        "/.env",
        "/.git/config",
        "/server-status",
        "/graphql",
        "/swagger",
        "/openapi.json",
        "/test",
        "/register",
        "/users",
        "/clients",
        "/keys",
        "/sessions",
        "/database",
    ] {
        for method in ["GET", "POST"] {
            assert_eq!(server.request(method, path, &[], "").await.status, 404, "{method} {path}");
        }
    }
}
