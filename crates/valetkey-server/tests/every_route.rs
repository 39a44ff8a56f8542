//! What holds for every address, errors included.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use tower::ServiceExt as _;
use valetkey_authorization_server::{branding::Branding, tenant::RESERVED_SEGMENTS};
use valetkey_server::{
    ConfiguredBrand, HttpSettings,
    testing::{Answer, TestServer},
};

const ROUTES: [(&str, &str); 143] = [
    ("GET", "/"),
    ("GET", "/authorize"),
    ("POST", "/authorize"),
    ("GET", "/login"),
    ("POST", "/login"),
    ("GET", "/login/second"),
    ("POST", "/login/second"),
    ("POST", "/login/authenticator"),
    ("GET", "/account/security/authenticator"),
    ("POST", "/account/security/authenticator"),
    ("GET", "/account/security/recovery-codes"),
    ("GET", "/account/security/recovery-codes/new.txt"),
    ("GET", "/login/mail"),
    ("POST", "/login/mail"),
    ("POST", "/login/passkey"),
    ("POST", "/login/add-passkey"),
    ("GET", "/login/passkey-offer"),
    ("POST", "/login/passkey-offer"),
    ("POST", "/login/provider"),
    ("GET", "/account/security/linked"),
    ("POST", "/account/security/linked"),
    ("GET", "/login/provider/github/callback"),
    ("POST", "/login/provider/github/callback"),
    ("POST", "/login/provider/github/backchannel-logout"),
    ("GET", "/logout/provider"),
    ("POST", "/language"),
    ("GET", "/consent"),
    ("POST", "/consent"),
    ("GET", "/accounts"),
    ("GET", "/consent/terms"),
    ("POST", "/consent/terms"),
    ("GET", "/logout"),
    ("POST", "/logout"),
    ("GET", "/forgot"),
    ("POST", "/forgot"),
    ("GET", "/reset"),
    ("POST", "/reset"),
    ("GET", "/verify"),
    ("POST", "/verify"),
    ("GET", "/signup"),
    ("POST", "/signup"),
    ("GET", "/signup/finish"),
    ("POST", "/signup/finish"),
    ("GET", "/invite"),
    ("POST", "/invite"),
    ("GET", "/account/security/email"),
    ("POST", "/account/security/email"),
    ("GET", "/account"),
    ("GET", "/account/profile"),
    ("POST", "/account/profile"),
    ("GET", "/account/security"),
    ("GET", "/account/security/password"),
    ("POST", "/account/security/password"),
    ("GET", "/.well-known/change-password"),
    ("GET", "/account/devices"),
    ("POST", "/account/devices"),
    ("GET", "/account/security/passkeys"),
    ("POST", "/account/security/passkeys"),
    ("GET", "/account/apps"),
    ("POST", "/account/apps"),
    ("GET", "/account/activity"),
    ("POST", "/account/activity"),
    ("GET", "/account/profile/picture"),
    ("POST", "/account/profile/picture"),
    ("GET", "/assets/pictures/00112233445566778899aabbccddeeff.jpg"),
    ("GET", "/account/data"),
    ("POST", "/account/data"),
    ("GET", "/account/data/delete"),
    ("POST", "/account/data/delete"),
    ("GET", "/login/keep"),
    ("POST", "/login/keep"),
    ("POST", "/account/sign-out"),
    ("POST", "/withdraw"),
    ("POST", "/sign-out"),
    ("GET", "/admin"),
    ("GET", "/admin/set-up"),
    ("POST", "/admin/set-up"),
    ("GET", "/admin/users"),
    ("GET", "/admin/users/u1"),
    ("GET", "/admin/users/u1/edit"),
    ("POST", "/admin/users/u1/edit"),
    ("GET", "/admin/users/u1/roles"),
    ("POST", "/admin/users/u1/roles"),
    ("GET", "/admin/users/u1/link"),
    ("GET", "/admin/users/u1/why"),
    ("GET", "/admin/users/u1/sessions/s1"),
    ("POST", "/admin/users/u1/sessions/s1"),
    ("GET", "/admin/users/u1/applications/c1"),
    ("GET", "/admin/users/u1/factors/authenticator"),
    ("GET", "/admin/users/u1/passkeys/p1"),
    ("GET", "/admin/users/u1/linked-accounts/l1"),
    ("GET", "/admin/applications/c1/roles"),
    ("POST", "/admin/applications/c1/roles"),
    ("GET", "/admin/users/u1/disable"),
    ("POST", "/admin/users/u1/disable"),
    ("GET", "/admin/invitation"),
    ("POST", "/admin/invitation"),
    ("GET", "/admin/invitation/link"),
    ("GET", "/admin/applications"),
    ("GET", "/admin/new-application"),
    ("POST", "/admin/new-application"),
    ("GET", "/admin/applications/c1"),
    ("POST", "/admin/applications/c1"),
    ("GET", "/admin/applications/c1/credentials"),
    ("GET", "/admin/applications/c1/remove"),
    ("POST", "/admin/applications/c1/remove"),
    ("GET", "/admin/keys"),
    ("GET", "/admin/keys/rotate"),
    ("POST", "/admin/keys/rotate"),
    ("GET", "/admin/events"),
    ("POST", "/par"),
    ("GET", "/admin/settings"),
    ("GET", "/admin/settings/general"),
    ("POST", "/admin/settings/general"),
    ("GET", "/admin/logos"),
    ("POST", "/admin/logos"),
    ("GET", "/admin/tenants"),
    ("GET", "/admin/new-tenant"),
    ("POST", "/admin/new-tenant"),
    ("GET", "/admin/tenants/acme"),
    ("GET", "/admin/tenants/acme/settings/general"),
    ("POST", "/admin/tenants/acme/settings/general"),
    ("GET", "/admin/tenants/acme/set-up-link"),
    ("POST", "/admin/tenants/acme/set-up-link"),
    ("GET", "/admin/tenants/acme/remove"),
    ("POST", "/admin/tenants/acme/remove"),
    ("POST", "/token"),
    ("GET", "/token"),
    ("POST", "/introspect"),
    ("POST", "/revoke"),
    ("GET", "/userinfo"),
    ("GET", "/jwks"),
    ("GET", "/.well-known/openid-configuration"),
    ("GET", "/.well-known/oauth-authorization-server"),
    ("GET", "/.well-known/webauthn"),
    ("GET", "/admin/api/v1/openapi.json"),
    ("GET", "/admin/api/v1/users"),
    ("POST", "/admin/api/v1/users"),
    ("GET", "/admin/api/v1/nothing"),
    ("GET", "/health"),
    ("GET", "/ready"),
    ("GET", "/no-such-page"),
    ("DELETE", "/login"),
];

fn assert_security_headers(answer: &Answer, what: &str) {
    for (name, expected) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), Some(expected), "{what}: {name}");
    }
    let policy = answer.header("content-security-policy").unwrap_or_default();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{what}");
    assert!(!policy.contains("unsafe"), "{what}: {policy}");
    assert!(answer.header("x-request-id").is_some_and(|id| id.len() == 9), "{what}");
    assert!(answer.header("cache-control").is_some(), "{what}");
}

/// Without its link, which the program prints, nobody reaches the set-up; there is no other one.
#[tokio::test]
async fn al6_an_empty_server_has_no_set_up_that_a_stranger_reaches() {
    let server = TestServer::new().await;
    let tenant = server.server.tenant.clone();
    let own_page = [("origin", "https://id.example"), ("sec-fetch-site", "same-origin")];
    let typed = "a good long password";
    let fields = [
        ("username", "admin"),
        ("name", "admin"),
        ("email", "admin@example.org"),
        ("password", typed),
        ("new_password", typed),
        ("terms", "on"),
        ("action", "sign-up"),
        ("redirect_uris", "https://evil.example/"),
    ];
    let guessed = [
        "/setup",
        "/set-up",
        "/install",
        "/initial-setup",
        "/register",
        "/admin/setup",
        "/admin/install",
        "/api/users",
    ];
    for path in ROUTES.iter().map(|(_, path)| *path).chain(guessed) {
        let answers = [server.get(path).await, server.post_form(path, &own_page, &fields).await];
        let is_signed_in = |answer: &Answer| answer.show().contains("valetkey_session");
        assert!(!answers.iter().any(is_signed_in), "{path}");
    }
    for path in guessed {
        assert_eq!(server.get(path).await.status, 404, "{path}");
    }
    assert_eq!(server.storage.find_users(&tenant, "", None, 10).await.unwrap(), []);
    assert_eq!(server.storage.clients(&tenant).await.unwrap(), []);
}

#[tokio::test]
async fn xs2_every_answer_carries_the_security_headers() {
    let server = TestServer::new().await;
    for accept in ["text/html", "application/json"] {
        for (method, path) in ROUTES {
            let answer = server.request(method, path, &[("accept", accept)], "").await;
            assert_security_headers(&answer, &format!("{method} {path} as {accept}"));
            assert_eq!(answer.header("strict-transport-security"), Some("max-age=31536000"), "{path}");
        }
    }
    for asset in valetkey_pages::assets() {
        let answer = server.get(asset.path).await;
        assert_eq!(answer.status, 200);
        assert_security_headers(&answer, asset.path);
        assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert_eq!(answer.header("content-type"), Some(asset.content_type));
        assert_eq!(answer.body, asset.bytes);
    }
}

/// A tenant on a path must not cover an address of another tenant.
#[test]
fn no_tenant_lies_on_an_address_of_ours() {
    let assets = valetkey_pages::assets().iter().map(|asset| asset.path);
    for path in ROUTES.iter().map(|(_, path)| *path).chain(assets) {
        let segment = path.split('/').nth(1).unwrap();
        let is_ours = !segment.is_empty() && segment != "no-such-page";
        assert!(!is_ours || RESERVED_SEGMENTS.contains(&segment), "{path}");
    }
}

#[tokio::test]
async fn plain_http_gets_no_transport_security() {
    let server = TestServer::builder().issuer("http://127.0.0.1:8080").build().await;
    assert_eq!(server.get("/health").await.header("strict-transport-security"), None);
}

#[tokio::test]
async fn nothing_there_is_a_page_for_people_and_json_for_programs() {
    let server = TestServer::new().await;
    let page = server.request("GET", "/no-such-page", &[("accept", "text/html")], "").await;
    assert_eq!((page.status, page.header("content-type")), (404, Some("text/html; charset=utf-8")));
    let reference = page.header("x-request-id").unwrap();
    assert!(page.text().contains(reference), "the page shows what finds the line in the log");

    let json = server.get("/no-such-page").await;
    assert_eq!((json.status, json.header("content-type")), (404, Some("application/json")));
    assert_eq!(json.json()["error"], "invalid_request");
}

#[tokio::test]
async fn a_wrong_method_is_405_and_names_the_right_ones() {
    let server = TestServer::new().await;
    let answer = server.request("DELETE", "/login", &[("accept", "text/html")], "").await;
    assert_eq!((answer.status, answer.header("allow")), (405, Some("GET,HEAD,POST")));
    assert!(answer.text().contains("<html"));
    assert_eq!(server.get("/sign-out").await.status, 405, "no change of state by GET");
    assert_eq!(server.get("/account/sign-out").await.status, 405);
    assert_eq!(server.get("/withdraw").await.status, 405);
}

#[tokio::test]
async fn a_page_speaks_the_reader_s_language() {
    let server = TestServer::new().await;
    let headers = [("accept", "text/html"), ("accept-language", "de")];
    let answer = server.request("GET", "/no-such-page", &headers, "").await;
    assert_eq!(answer.header("content-language"), Some("de"));
    assert!(answer.text().contains("lang=\"de\""));
}

#[tokio::test]
async fn dos1_an_oversize_body_is_413_announced_or_not() {
    let http = HttpSettings { request_body_limit: 2000, ..HttpSettings::default() };
    let server = TestServer::builder().http(http).build().await;
    let form = ("content-type", "application/x-www-form-urlencoded");
    let long = format!("username={}", "a".repeat(2000));
    for path in ["/token", "/login", "/authorize", "/revoke", "/no-such-page"] {
        let announced = [form, ("content-length", "2009")];
        let answer = server.request("POST", path, &announced, long.clone()).await;
        assert_eq!(answer.status, 413, "{path}");
        assert_security_headers(&answer, path);
    }
    let answer = server.request("POST", "/token", &[form], long.clone()).await;
    assert_eq!(answer.status, 413, "not announced");
    let answer = server.request("POST", "/token", &[form, ("content-length", "9")], "username=").await;
    assert_ne!(answer.status, 413);
}

#[tokio::test]
async fn a_request_id_is_ours_not_the_caller_s() {
    let server = TestServer::new().await;
    let forged = [("accept", "text/html"), ("x-request-id", "forged\"><script>")];
    let answer = server.request("GET", "/no-such-page", &forged, "").await;
    assert!(!answer.show().contains("forged"));
}

/// A body that begins and never ends.
struct Endless;

impl HttpBody for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
}

#[tokio::test]
async fn a_request_that_never_ends_is_given_up() {
    let http = HttpSettings { request_timeout: Duration::from_millis(20), ..HttpSettings::default() };
    let server = TestServer::builder().http(http).build().await;
    let request = http::Request::post("/token").header("content-type", "application/x-www-form-urlencoded");
    let request = request.body(Body::new(Endless)).unwrap();
    let response = server.router().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 503);
    assert_eq!(response.headers()["retry-after"], "5");
    assert_eq!(response.headers()["x-frame-options"], "DENY");
}

#[tokio::test]
async fn an_issuer_with_a_path_keeps_everything_below_it() {
    let accent = Some("#7a1f5c".parse().unwrap());
    let branding = Branding { accent, ..Branding::default() };
    let brand = ConfiguredBrand { branding, logos: Vec::new() };
    let server = TestServer::builder().issuer("https://id.example/tenant").brand(brand).build().await;
    for path in ["/tenant/jwks", "/tenant/.well-known/openid-configuration", "/tenant/health", "/health"] {
        assert_eq!(server.get(path).await.status, 200, "{path}");
    }
    let inserted = server.get("/.well-known/oauth-authorization-server/tenant").await;
    assert_eq!(inserted.status, 200);
    assert_eq!(inserted.json()["issuer"], "https://id.example/tenant");
    for path in ["/jwks", "/login", "/token", "/tenantx/jwks"] {
        assert_eq!(server.get(path).await.status, 404, "{path}");
    }
    for asset in valetkey_pages::assets() {
        assert_eq!(server.get(&format!("/tenant{}", asset.path)).await.status, 200, "f3");
        assert_eq!(server.get(asset.path).await.status, 404, "f3: nothing of ours lies beside the issuer");
    }
    let headers = [("accept", "text/html")];
    for path in ["/tenant", "/tenant/", "/tenant/login", "/tenant/no-such-page", "/no-such-page"] {
        let page = server.request("GET", path, &headers, "").await;
        let linked = page.text().matches("=\"/tenant/assets/").count();
        assert!(linked >= 3 && !page.text().contains("=\"/assets/"), "f3: {path}: {}", page.show());
    }
    for (method, path, to) in [
        ("POST", "/tenant/authorize", "/tenant/authorize?"),
        ("POST", "/tenant/logout", "/tenant/logout?"),
        ("POST", "/tenant/account/sign-out", "/tenant/logout"),
        ("POST", "/tenant/sign-out", "/tenant/logout"),
        ("POST", "/tenant/withdraw", "/tenant/account/apps"),
        ("GET", "/tenant/account", "/tenant/login?"),
    ] {
        let form = ("content-type", "application/x-www-form-urlencoded");
        let answer = server.request(method, path, &[form], "").await;
        assert!(answer.location().starts_with(to), "f3: {path}: {}", answer.show());
    }
}
