//! F17: a callback that is sent twice, and a callback without a login.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::task::Poll;

use support::{Browser, Issuer, app, login};

fn setup() -> (Issuer, axum::Router) {
    let issuer = Issuer::new();
    let app = app(&login(&issuer));
    (issuer, app)
}

/// F17: both requests of a double click exchange one code, and both get the session.
#[tokio::test]
async fn f17_a_double_click_is_one_login() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    let callback = browser.begin(&issuer, "/login").await;
    let (mut first, mut second) = (browser.clone(), browser.clone());
    let (one, two) = tokio::join!(first.get(&callback), second.get(&callback));
    assert_eq!((one.status, two.status), (303, 303), "{} {}", one.body, two.body);
    assert_eq!(first.who().await, "Alice");
    assert_eq!(second.who().await, "Alice");
    assert_eq!(one.cookies(), two.cookies(), "one session");
}

/// F17: after a double click the browser drops its first request.
#[tokio::test]
async fn f17_a_dropped_request_does_not_lose_the_login() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    let callback = browser.begin(&issuer, "/login").await;
    let mut first = browser.clone();
    {
        let mut request = std::pin::pin!(first.get(&callback));
        let begun = std::future::poll_fn(|context| Poll::Ready(request.as_mut().poll(context))).await;
        assert!(begun.is_pending(), "the first request is dropped before its answer");
    }
    assert_eq!(browser.get(&callback).await.status, 303);
    assert_eq!(browser.who().await, "Alice");
}

/// The kept response is sent only to the same browser with the same parameters.
#[tokio::test]
async fn f17_the_kept_response_of_a_callback_is_sent_to_no_other_browser() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    let callback = browser.begin(&issuer, "/login").await;
    let kept = browser.cookies.clone();
    assert_eq!(browser.get(&callback).await.status, 303);
    let mut other = Browser::new(&app);
    assert_eq!(other.get(&callback).await.status, 400, "without the cookie of the login");
    other.cookies = kept;
    let changed = callback.replacen("code=", "code=another", 1);
    assert_eq!(other.get(&changed).await.status, 400, "with another code");
    assert_eq!(other.who().await, "nobody");
}

#[tokio::test]
async fn f17_a_callback_without_a_login_redirects_only_signed_in_users_to_the_front_page() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    assert_eq!(browser.get("/auth/callback?code=c&state=x").await.status, 400);
    browser.sign_in(&issuer).await;
    let answer = browser.get("/auth/callback?code=c&state=x").await;
    assert_eq!((answer.status, answer.location()), (303, "https://app.example/"));
    assert_eq!(browser.get("/auth/callback?code=c").await.status, 400, "without a state it is no callback");
}
