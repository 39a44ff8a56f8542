//! Logins through the real router, correct ones and attacks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use serde_json::json;
use support::{APP, Browser, Issuer, app, client, login, login_at};
use valetkey_axum::Login;

fn setup() -> (Issuer, axum::Router) {
    let issuer = Issuer::new();
    let app = app(&login(&issuer));
    (issuer, app)
}

/// Returns the callback with another value of one parameter.
fn replaced(callback: &str, name: &str, value: &str) -> String {
    let query = callback.split_once('?').unwrap().1;
    let pairs = url::form_urlencoded::parse(query.as_bytes()).map(|(known, old)| {
        let value = if known == name { value.to_owned() } else { old.into_owned() };
        (known.into_owned(), value)
    });
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("/auth/callback?{query}")
}

#[tokio::test]
async fn a_user_signs_in_and_returns_to_the_same_page() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    assert_eq!(browser.who().await, "nobody");
    let turned_away = browser.get("/private?a=b").await;
    assert_eq!((turned_away.status, turned_away.location()), (303, "/login?return_to=%2Fprivate%3Fa%3Db"));
    let callback = browser.begin(&issuer, turned_away.location()).await;
    let answer = browser.get(&callback).await;
    assert_eq!((answer.status, answer.location()), (303, "https://app.example/private?a=b"));
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(answer.headers["referrer-policy"], "no-referrer");
    assert_eq!(browser.get("/private?a=b").await.body, "alice");
    assert_eq!(browser.who().await, "Alice", "the name comes from userinfo");
    assert_eq!(browser.login_cookies(), 0, "the cookie of the attempt was removed");
}

#[tokio::test]
async fn cookies_are_bound_to_the_host_or_to_the_base_path() {
    let issuer = Issuer::new();
    let mut browser = Browser::new(&app(&login(&issuer)));
    let begun = browser.get("/login").await.cookies();
    assert_eq!(begun.len(), 1);
    assert!(begun[0].starts_with("__Host-valetkey_login_"), "{}", begun[0]);
    assert!(begun[0].ends_with("; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax"), "{}", begun[0]);
    let finished = browser.sign_in(&issuer).await.cookies();
    let session = finished.iter().find(|cookie| cookie.starts_with("__Host-valetkey_session=")).unwrap();
    assert!(session.ends_with("; Path=/; Max-Age=43200; Secure; HttpOnly; SameSite=Lax"), "{session}");
    assert!(session.len() < 1_200, "expected no tokens in the cookie, its length is {}", session.len());

    let mut browser = Browser::new(&app(&login_at(&issuer, "http://127.0.0.1:8081")));
    let begun = browser.get("/login").await.cookies();
    assert!(begun[0].starts_with("valetkey_login_") && !begun[0].contains("Secure"), "{}", begun[0]);
}

#[tokio::test]
async fn st1_a_callback_without_its_login_is_refused() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    let callback = browser.begin(&issuer, "/login").await;
    for wrong in [
        "/auth/callback".to_owned(),
        "/auth/callback?code=c1".to_owned(),
        "/auth/callback?code=c1&state=".to_owned(),
        "/auth/callback?code=c1&state=made-up&iss=https://id.example".to_owned(),
        replaced(&callback, "state", "made-up"),
        format!("{callback}&state=again"),
        format!("{callback}&code=again"),
        format!("{callback}%00"),
    ] {
        let answer = browser.get(&wrong).await;
        assert_eq!(answer.status, 400, "{wrong}");
        assert_eq!(browser.who().await, "nobody", "{wrong}");
    }
}

#[tokio::test]
async fn the_page_of_a_refused_callback_is_simple_and_links_back() {
    let (_, app) = setup();
    let answer = Browser::new(&app).get("/auth/callback?code=c1&state=made-up").await;
    let whole = answer.whole();
    let whole = whole.lines().filter(|line| !line.starts_with("set-cookie")).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(whole, @r#"
    400
    cache-control: no-store
    content-security-policy: default-src 'none'; style-src 'sha256-VKoPxc4eUgaZMmR+JzOq4lKpt7medryVeMk1Fvs+FvA='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
    content-type: text/html; charset=utf-8
    referrer-policy: no-referrer
    vary: accept-language
    x-content-type-options: nosniff
    x-frame-options: DENY

    <!doctype html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>This sign-in has expired</title>
    </head>
    <body>
    <main>
    <h1>This sign-in has expired</h1>
    <p>It took too long, was finished already, or was started in another browser. Please start again.</p>
    <p><a class="way" id="try-again" href="/login">Try again</a></p>
    <p><a id="back" href="/">Back to the application</a></p>
    </main>
    </body>
    </html>
    "#);
}

#[tokio::test]
async fn st1_a_callback_is_valid_once() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    let callback = browser.begin(&issuer, "/login").await;
    let kept = browser.cookies.clone();
    assert_eq!(browser.get(&callback).await.status, 303);
    let again = browser.get(&callback).await;
    assert_eq!(
        (again.status, again.location()),
        (303, "https://app.example/"),
        "F17: signed in, so the callback redirects to the front page"
    );
    // The response is kept for one minute. After that, a copy of the cookie is useless, because the code was already used.
    issuer.advance(61);
    let mut replay = Browser::new(&app);
    replay.cookies = kept;
    assert_eq!(replay.get(&callback).await.status, 400);
    assert_eq!(replay.who().await, "nobody");
    assert_eq!(browser.who().await, "Alice");
}

#[tokio::test]
async fn st2_a_login_begun_in_one_browser_cannot_be_finished_in_another() {
    let (issuer, app) = setup();
    let (mut attacker, mut victim) = (Browser::new(&app), Browser::new(&app));
    let callback = attacker.begin(&issuer, "/login").await;
    victim.begin(&issuer, "/login").await;
    assert_eq!(victim.get(&callback).await.status, 400);
    assert_eq!(victim.who().await, "nobody");
    assert_eq!(
        attacker.get(&callback).await.status,
        303,
        "the browser that started the login can still finish it"
    );
}

#[tokio::test]
async fn two_tabs_can_finish_their_logins_in_any_order() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    let first = browser.begin(&issuer, "/login?return_to=/one").await;
    let second = browser.begin(&issuer, "/login?return_to=/two").await;
    assert_eq!(browser.get(&second).await.location(), "https://app.example/two");
    assert_eq!(browser.get(&first).await.location(), "https://app.example/one");
    assert_eq!(browser.who().await, "Alice");
}

#[tokio::test]
async fn at_most_eight_attempts_are_kept_and_the_oldest_are_dropped_first() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    let mut callbacks = Vec::new();
    for _ in 0..10 {
        callbacks.push(browser.begin(&issuer, "/login").await);
        issuer.advance(1);
    }
    assert_eq!(browser.login_cookies(), 8);
    assert_eq!(browser.get(&callbacks[1]).await.status, 400);
    assert_eq!(browser.get(&callbacks[2]).await.status, 303);
}

#[tokio::test]
async fn an_attempt_expires_after_ten_minutes() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    let callback = browser.begin(&issuer, "/login?return_to=/notes").await;
    issuer.advance(601);
    let answer = browser.get(&callback).await;
    assert_eq!(answer.status, 400);
    assert!(answer.body.contains("href=\"/login?return_to=%2Fnotes\""), "{}", answer.body);
}

#[tokio::test]
async fn a_tampered_login_cookie_is_refused() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    let callback = browser.begin(&issuer, "/login").await;
    let (name, value) = browser.cookies.clone().into_iter().next().unwrap();
    for position in [0, 8, 30, value.len() / 2, value.len() - 2] {
        let mut bytes = value.clone().into_bytes();
        bytes[position] = if bytes[position] == b'A' { b'B' } else { b'A' };
        browser.cookies = [(name.clone(), String::from_utf8(bytes).unwrap())].into();
        assert_eq!(browser.get(&callback).await.status, 400, "{position}");
        assert_eq!(browser.who().await, "nobody");
    }
}

#[tokio::test]
async fn st6_a_login_cookie_is_no_session_and_a_session_cookie_is_no_login() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    browser.begin(&issuer, "/login").await;
    let login_cookie = browser.cookie("valetkey_login_").unwrap();
    browser.cookies.insert("__Host-valetkey_session".to_owned(), login_cookie);
    assert_eq!(browser.who().await, "nobody");

    let mut browser = Browser::new(&app);
    browser.sign_in(&issuer).await;
    let session = browser.cookie("valetkey_session").unwrap();
    let callback = browser.begin(&issuer, "/login").await;
    for (name, value) in &mut browser.cookies {
        if name.contains("valetkey_login_") {
            value.clone_from(&session);
        }
    }
    let answer = browser.get(&callback).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "https://app.example/"),
        "redirected to the front page without a login"
    );
    assert!(!answer.cookies().iter().any(|cookie| cookie.contains("valetkey_session")), "no new session");
}

#[tokio::test]
async fn st3_a_callback_with_another_issuer_is_refused() {
    let (issuer, app) = setup();
    for iss in ["https://evil.example", "https://id.example/", ""] {
        let mut browser = Browser::new(&app);
        let callback = browser.begin(&issuer, "/login").await;
        assert_eq!(browser.get(&replaced(&callback, "iss", iss)).await.status, 400, "{iss}");
        assert_eq!(browser.who().await, "nobody");
    }
}

#[tokio::test]
async fn an_id_token_of_another_login_is_refused() {
    let (issuer, app) = setup();
    for claims in [
        json!({"nonce": "foreign"}),
        json!({"nonce": null}),
        json!({"aud": "other"}),
        json!({"iss": "https://evil.example"}),
        json!({"exp": 1}),
        json!({"sub": "mallory", "name": null}),
    ] {
        issuer.set_claims(claims.clone());
        let mut browser = Browser::new(&app);
        // `mallory` fails because the userinfo response is about `alice`.
        assert_eq!(browser.sign_in(&issuer).await.status, 400, "{claims}");
        assert_eq!(browser.who().await, "nobody", "{claims}");
    }
}

#[tokio::test]
async fn a_user_who_cancels_gets_a_page_that_says_so_and_links_back() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    let begun = browser.get("/login?return_to=/notes").await;
    let callback = format!("/auth/callback?{}", issuer.deny(begun.location()));
    let answer = browser.get(&callback).await;
    assert_eq!(answer.status, 200, "a normal outcome");
    assert!(answer.body.contains("You cancelled the sign-in."), "{}", answer.body);
    assert!(answer.body.contains("href=\"/login?return_to=%2Fnotes\""), "{}", answer.body);
    assert!(!answer.body.contains("script"), "no text of the issuer is shown");
    assert_eq!(browser.login_cookies(), 0);
}

#[tokio::test]
async fn a_posted_callback_redirects_to_get_so_that_the_cookies_are_sent() {
    let (issuer, app) = setup();
    let mut browser = Browser::new(&app);
    let callback = browser.begin(&issuer, "/login").await;
    let form = callback.split_once('?').unwrap().1;
    let bounced = browser.post_from_elsewhere("/auth/callback", form).await;
    assert_eq!(bounced.status, 303);
    assert!(bounced.location().starts_with("/auth/callback?code="), "{}", bounced.location());
    assert_eq!(browser.get(bounced.location()).await.status, 303);
    assert_eq!(browser.who().await, "Alice");
    let twice = browser.post_from_elsewhere("/auth/callback", "state=a&state=b").await;
    assert_eq!(twice.status, 400);
    let large = browser.post_from_elsewhere("/auth/callback", &"a".repeat(65 * 1024)).await;
    assert_eq!(large.status, 413);
}

#[tokio::test]
async fn or1_no_return_to_leads_to_another_site() {
    let (issuer, app) = setup();
    for hostile in [
        "//evil.example",
        "/\\evil.example",
        "/%09/evil.example",
        "/%20/evil.example",
        "%5C%5Cevil.example",
        "https:evil.example",
        "https://evil.example",
        "/%0d%0aLocation:%20https://evil.example",
        "https://app.example@evil.example",
        "https://app.example.evil.example",
        "javascript:alert(1)",
        "/%5cevil.example",
    ] {
        let mut browser = Browser::new(&app);
        let callback = browser.begin(&issuer, &format!("/login?return_to={hostile}")).await;
        assert_eq!(browser.get(&callback).await.location(), "https://app.example/", "{hostile}");
    }
}

#[tokio::test]
async fn only_a_page_visit_starts_a_login() {
    let (_, app) = setup();
    for destination in ["image", "iframe", "script", "empty"] {
        let mut browser = Browser::new(&app);
        let request = axum::http::Request::get("/login").header("sec-fetch-dest", destination);
        assert_eq!(browser.send(request, "").await.status, 400, "{destination}");
        assert_eq!(browser.login_cookies(), 0);
    }
}

#[tokio::test]
async fn an_issuer_that_is_down_gets_an_error_page_and_a_later_retry_works() {
    let (issuer, app) = setup();
    issuer.set_down(true);
    let mut browser = Browser::new(&app);
    let answer = browser.get("/login?return_to=/notes").await;
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("The sign-in service can&#39;t be reached right now."), "{}", answer.body);
    issuer.set_down(false);
    issuer.advance(1);
    assert_eq!(browser.sign_in(&issuer).await.status, 303);
}

#[tokio::test]
async fn a_login_survives_a_restart_of_the_application() {
    let issuer = Issuer::new();
    let mut browser = Browser::new(&app(&login(&issuer)));
    let callback = browser.begin(&issuer, "/login").await;
    let mut restarted = Browser::new(&app(&login(&issuer)));
    restarted.cookies = browser.cookies;
    assert_eq!(restarted.get(&callback).await.status, 303);
}

#[test]
fn invalid_settings_are_refused() {
    let issuer = Issuer::new();
    for base_url in [
        "http://app.example",
        "app.example",
        "https://app.example/a//b",
        "https://app.example/a;b",
        "https://u@app.example",
        "https://app.example?x",
    ] {
        assert!(Login::builder(client(&issuer), base_url).build().is_err(), "{base_url}");
    }
    let elsewhere = client(&issuer).with_redirect_uri("https://app.example/cb").unwrap();
    let error = Login::builder(elsewhere, APP).build().err().unwrap().to_string();
    assert!(
        error.contains("expected the client's redirect_uri to be \"https://app.example/auth/callback\""),
        "{error}"
    );
}
