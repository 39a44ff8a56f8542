//! Providers that fail in many ways. Each time the user gets a page with a link back, and no session starts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::json;
use support::{APP, Answer, Browser, Issuer, Kept, app, client, login};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use valetkey_axum::{Client, ClientBuilder, Login, Secret};
use valetkey_fetch::ReqwestTransport;

type Trouble = fn() -> Response;

/// An issuer on a real socket. One of its endpoints misbehaves.
struct Broken {
    issuer: Issuer,
    app: Router,
    led_astray: Arc<AtomicUsize>,
    server: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Drop for Broken {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Responses that a provider may send instead of JSON, at any of its endpoints.
const NO_JSON: [(&str, Trouble); 7] = [
    ("HTML", || axum::response::Html("<h1>hunter2</h1>").into_response()),
    ("an error", || (StatusCode::INTERNAL_SERVER_ERROR, "hunter2").into_response()),
    ("an error of the client", || json_answer(401, json!({"error": "hunter2"}).to_string())),
    ("5 MB", || json_answer(200, format!("{{\"keys\":[],\"sub\":\"{}\"}}", "a".repeat(5 << 20)))),
    ("empty", || json_answer(200, String::new())),
    ("redirect", || (StatusCode::FOUND, [("location", "/elsewhere")]).into_response()),
    ("slow", || ([("slow", "yes")], "hunter2").into_response()),
];

async fn broken(path: &str, answer: Trouble) -> Broken {
    broken_for(path, answer, |client| client).await
}

async fn broken_for(path: &str, answer: Trouble, settings: fn(ClientBuilder) -> ClientBuilder) -> Broken {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let name = format!("http://{}", listener.local_addr().unwrap());
    let issuer = Issuer::named(&name);
    let led_astray = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&led_astray);
    let elsewhere = move || {
        count.fetch_add(1, Ordering::SeqCst);
        std::future::ready(StatusCode::OK)
    };
    let handler = move || async move {
        let response = answer();
        if response.headers().contains_key("slow") {
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
        response
    };
    let router = Router::new()
        .route(path, get(handler).post(handler))
        .route("/elsewhere", post(elsewhere.clone()).get(elsewhere))
        .fallback_service(issuer.router());
    let server = tokio::spawn(axum::serve(listener, router).into_future());
    let transport =
        ReqwestTransport::builder().allow_loopback().timeout(Duration::from_millis(500)).build().unwrap();
    let client = Client::builder(&name, "app")
        .client_secret(Secret::new("s1"))
        .clock(issuer.clock())
        .transport(Arc::new(transport));
    let client = settings(client).build().unwrap();
    let app = app(&Login::builder(client, APP).build().unwrap());
    Broken { issuer, app, led_astray, server }
}

fn json_answer(status: u16, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap();
    (status, [("content-type", "application/json")], body).into_response()
}

/// Asserts that the page links back to the application and to a new attempt with the same destination, and that no session
/// started.
async fn assert_leads_back(browser: &mut Browser, answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert!(answer.body.contains("href=\"/login?return_to=%2Fnotes\""), "{}", answer.body);
    assert!(answer.body.contains("href=\"/\""), "{}", answer.body);
    assert!(!answer.body.contains("hunter2"), "no part of the response is shown: {}", answer.body);
    assert_eq!((browser.cookie("valetkey_session"), browser.login_cookies()), (None, 0));
    assert_eq!(browser.who().await, "nobody");
}

#[tokio::test]
async fn fo1_an_unusable_token_response_starts_no_session() {
    let troubles: [(&str, u16, Trouble); 11] = [
        ("HTML", 400, || axum::response::Html("<h1>hunter2</h1>").into_response()),
        ("HTML error", 503, || (StatusCode::BAD_GATEWAY, axum::response::Html("hunter2")).into_response()),
        ("200 with an error", 400, || {
            json_answer(
                200,
                json!({"error": "bad_verification_code", "error_description": "hunter2"}).to_string(),
            )
        }),
        ("error", 400, || {
            json_answer(400, json!({"error": "invalid_grant", "error_description": "hunter2"}).to_string())
        }),
        ("5 MB", 500, || json_answer(200, format!("{{\"access_token\":\"{}\"}}", "a".repeat(5 << 20)))),
        ("cut off", 400, || json_answer(200, "{\"access_token\":\"hunter2".into())),
        ("empty", 400, || json_answer(200, String::new())),
        ("no ID token", 400, || {
            json_answer(200, json!({"access_token": "hunter2", "token_type": "Bearer"}).to_string())
        }),
        ("redirect", 400, || (StatusCode::FOUND, [("location", "/elsewhere")]).into_response()),
        ("redirect to itself", 400, || {
            (StatusCode::TEMPORARY_REDIRECT, [("location", "/elsewhere")]).into_response()
        }),
        ("slow", 503, || ([("slow", "yes")], "hunter2").into_response()),
    ];
    for (name, status, trouble) in troubles {
        let broken = broken("/token", trouble).await;
        let mut browser = Browser::new(&broken.app);
        let callback = browser.begin(&broken.issuer, "/login?return_to=/notes").await;
        let answer = browser.get(&callback).await;
        assert_leads_back(&mut browser, &answer, status).await;
        assert_eq!(broken.led_astray.load(Ordering::SeqCst), 0, "{name}: redirects are not followed");
    }
}

#[tokio::test]
async fn a_truncated_or_endless_response_starts_no_session() {
    for never_ends in [false, true] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let token_endpoint = format!("http://{}/token", listener.local_addr().unwrap());
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{\"hunter2";
            stream.write_all(head).await.unwrap();
            if never_ends {
                std::future::pending::<()>().await;
            }
        });
        let broken = broken("/never-asked", || StatusCode::OK.into_response()).await;
        broken.issuer.set_document(json!({ "token_endpoint": token_endpoint }));
        let mut browser = Browser::new(&broken.app);
        let callback = browser.begin(&broken.issuer, "/login?return_to=/notes").await;
        let answer = browser.get(&callback).await;
        assert_leads_back(&mut browser, &answer, 503).await;
        server.abort();
    }
}

#[tokio::test]
async fn keys_that_cannot_be_loaded_start_no_session() {
    let none: (&str, Trouble) = ("no key", || json_answer(200, json!({"keys": []}).to_string()));
    let statuses = [500, 503, 500, 500, 500, 500, 503, 500];
    for ((name, trouble), status) in NO_JSON.into_iter().chain([none]).zip(statuses) {
        let broken = broken("/jwks", trouble).await;
        let mut browser = Browser::new(&broken.app);
        let callback = browser.begin(&broken.issuer, "/login?return_to=/notes").await;
        let answer = browser.get(&callback).await;
        assert_eq!(answer.status, status, "{name}");
        assert_leads_back(&mut browser, &answer, status).await;
        assert_eq!(broken.led_astray.load(Ordering::SeqCst), 0, "{name}: redirects are not followed");
    }
}

#[tokio::test]
async fn without_an_id_token_userinfo_identifies_the_user_or_no_session_starts() {
    let plain: fn(ClientBuilder) -> ClientBuilder = |client| client.scope("profile").without_id_token();
    let good = broken_for("/never-asked", || StatusCode::OK.into_response(), plain).await;
    good.issuer.set_token_answer(json!({ "id_token": null }));
    assert_eq!(Browser::new(&good.app).sign_in(&good.issuer).await.status, 303);
    let nobody: (&str, Trouble) = ("nobody", || json_answer(200, json!({"name": "hunter2"}).to_string()));
    let statuses = [400, 503, 400, 500, 400, 400, 503, 400];
    for ((name, trouble), status) in NO_JSON.into_iter().chain([nobody]).zip(statuses) {
        let broken = broken_for("/userinfo", trouble, plain).await;
        broken.issuer.set_token_answer(json!({ "id_token": null }));
        let mut browser = Browser::new(&broken.app);
        let callback = browser.begin(&broken.issuer, "/login?return_to=/notes").await;
        let answer = browser.get(&callback).await;
        assert_eq!(answer.status, status, "{name}");
        assert_leads_back(&mut browser, &answer, status).await;
        assert_eq!(broken.led_astray.load(Ordering::SeqCst), 0, "{name}: redirects are not followed");
    }
}

#[tokio::test]
async fn with_an_id_token_a_login_works_without_userinfo() {
    for (name, trouble) in NO_JSON {
        let broken = broken("/userinfo", trouble).await;
        let mut browser = Browser::new(&broken.app);
        assert_eq!(browser.sign_in(&broken.issuer).await.status, 303, "{name}");
        assert_eq!(browser.who().await, "alice", "{name}: the subject, because there is no name");
    }
    let other: Trouble = || json_answer(200, json!({"sub": "mallory", "name": "hunter2"}).to_string());
    let broken = broken("/userinfo", other).await;
    let mut browser = Browser::new(&broken.app);
    let callback = browser.begin(&broken.issuer, "/login?return_to=/notes").await;
    let answer = browser.get(&callback).await;
    assert_leads_back(&mut browser, &answer, 400).await;
}

#[tokio::test]
async fn an_unusable_discovery_document_starts_no_login() {
    let troubles: [(&str, u16, Trouble); 5] = [
        ("another issuer", 500, || {
            json_answer(
                200,
                json!({
                    "issuer": "https://evil.example", "authorization_endpoint": "https://evil.example/authorize",
                    "token_endpoint": "https://evil.example/token", "jwks_uri": "https://evil.example/jwks",
                })
                .to_string(),
            )
        }),
        ("HTML", 500, || axum::response::Html("<h1>hunter2</h1>").into_response()),
        ("5 MB", 500, || json_answer(200, format!("\"{}\"", "a".repeat(5 << 20)))),
        ("slow", 503, || ([("slow", "yes")], "hunter2").into_response()),
        ("redirect", 500, || (StatusCode::FOUND, [("location", "/elsewhere")]).into_response()),
    ];
    for (name, status, trouble) in troubles {
        let broken = broken("/.well-known/openid-configuration", trouble).await;
        let mut browser = Browser::new(&broken.app);
        let answer = browser.get("/login?return_to=/notes").await;
        assert_eq!((answer.status, answer.location()), (status, ""), "{name}");
        assert_leads_back(&mut browser, &answer, status).await;
        assert_eq!(broken.led_astray.load(Ordering::SeqCst), 0, "{name}");
    }
}

#[tokio::test]
async fn an_application_starts_while_its_provider_is_down() {
    let issuer = Issuer::new();
    issuer.set_down(true);
    let mut browser = Browser::new(&app(&login(&issuer)));
    assert_eq!(browser.who().await, "nobody", "the application works");
    let answer = browser.get("/login?return_to=/notes").await;
    assert!(answer.body.contains("The sign-in service can&#39;t be reached right now."), "{}", answer.body);
    assert_leads_back(&mut browser, &answer, 503).await;
    issuer.set_down(false);
    issuer.advance(2);
    browser.sign_in(&issuer).await;
    assert_eq!(browser.who().await, "Alice");
}

#[tokio::test]
async fn fo1_a_provider_that_goes_down_during_a_login_starts_no_session() {
    let issuer = Issuer::new();
    let mut browser = Browser::new(&app(&login(&issuer)));
    let callback = browser.begin(&issuer, "/login?return_to=/notes").await;
    issuer.set_down(true);
    let answer = browser.get(&callback).await;
    assert_leads_back(&mut browser, &answer, 503).await;
}

#[tokio::test]
async fn a_key_rotation_during_a_login_does_not_stop_it() {
    let issuer = Issuer::new();
    let app = app(&login(&issuer));
    Browser::new(&app).sign_in(&issuer).await;
    let mut browser = Browser::new(&app);
    let callback = browser.begin(&issuer, "/login").await;
    issuer.rotate_key();
    issuer.advance(60);
    assert_eq!(browser.get(&callback).await.status, 303);
    assert_eq!(browser.who().await, "Alice");
}

#[tokio::test]
async fn clocks_may_differ_only_a_little() {
    for (ahead, status) in [(0, 303), (25, 303), (600, 400)] {
        let issuer = Issuer::new();
        let at = issuer.now() + ahead;
        issuer.set_claims(json!({"iat": at, "nbf": at, "exp": at + 300}));
        let mut browser = Browser::new(&app(&login(&issuer)));
        assert_eq!(browser.sign_in(&issuer).await.status, status, "{ahead}");
    }
    for (behind, status) in [(25, 303), (600, 400)] {
        let issuer = Issuer::new();
        issuer.set_claims(json!({"exp": issuer.now() - behind}));
        let mut browser = Browser::new(&app(&login(&issuer)));
        assert_eq!(browser.sign_in(&issuer).await.status, status, "{behind}");
    }
}

#[tokio::test]
async fn a_new_cookie_secret_still_opens_cookies_of_the_previous_one() {
    for kept in Kept::every_way() {
        let issuer = Issuer::new();
        let with = |secret: [u8; 32], previous: &[[u8; 32]]| {
            let builder = kept.builder(Login::builder(client(&issuer), APP)).cookie_secret(secret);
            let builder =
                previous.iter().fold(builder, |builder, secret| builder.previous_cookie_secret(*secret));
            app(&builder.build().unwrap())
        };
        let mut before = Browser::new(&with([1; 32], &[]));
        before.sign_in(&issuer).await;
        let callback = before.begin(&issuer, "/login").await;
        let moved = |app: &Router| {
            let mut browser = Browser::new(app);
            browser.cookies = before.cookies.clone();
            browser
        };
        let mut strange = moved(&with([2; 32], &[[3; 32]]));
        assert_eq!(strange.who().await, "nobody");
        assert_eq!(strange.get(&callback).await.status, 400);
        let mut rotated = moved(&with([2; 32], &[[3; 32], [1; 32]]));
        assert_eq!(rotated.who().await, "Alice", "the session continues");
        assert_eq!(rotated.get(&callback).await.status, 303, "the pending login continues too");
        // Cookies that are sealed now do not need the old secret.
        let mut later = Browser::new(&with([2; 32], &[]));
        later.cookies = rotated.cookies;
        assert_eq!(later.who().await, "Alice");
    }
}
