//! The sign-in pages: languages, the application's own design, a cancelled sign-in, and an application below a path.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use axum::Router;
use axum::http::{Request, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use support::{APP, Browser, Issuer, app, client, login};
use valetkey_axum::{Login, PageKind, User};

/// Returns the callback URL of a login that the issuer refused with this error.
async fn refused(browser: &mut Browser, error: &str) -> String {
    let answer = browser.get("/login?return_to=/private").await;
    let url = url::Url::parse(answer.location()).unwrap();
    let state = url.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    format!("/auth/callback?error={error}&state={state}&iss=https%3A%2F%2Fid.example")
}

#[tokio::test]
async fn u6_a_cancelled_sign_in_is_a_normal_outcome() {
    let issuer = Issuer::new();
    let mut browser = Browser::new(&app(&login(&issuer)));
    let callback = refused(&mut browser, "access_denied").await;
    let answer = browser.get(&callback).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("<h1>Sign-in cancelled</h1>"), "{}", answer.body);
    assert!(answer.body.contains("href=\"/login?return_to=%2Fprivate\""), "{}", answer.body);
    let callback = refused(&mut browser, "invalid_request").await;
    let answer = browser.get(&callback).await;
    assert_eq!(answer.status, 400);
    assert!(answer.body.contains("We couldn&#39;t sign you in"), "{}", answer.body);
}

#[tokio::test]
async fn u6_pages_are_in_the_users_language() {
    let issuer = Issuer::new();
    let mut browser = Browser::new(&app(&login(&issuer)));
    for (languages, tag, heading) in [
        ("de-CH,de;q=0.9,en;q=0.5", "de", "Diese Anmeldung ist abgelaufen"),
        ("sv", "en", "This sign-in has expired"),
        ("pt-PT", "pt-BR", "Este login expirou"),
        ("ar-EG", "ar", "انتهت صلاحية تسجيل الدخول هذا"),
    ] {
        let direction = if tag == "ar" { "rtl" } else { "ltr" };
        let request = Request::get("/auth/callback?code=c&state=x").header("accept-language", languages);
        let answer = browser.send(request, "").await;
        assert!(
            answer.body.contains(&format!("<html lang=\"{tag}\" dir=\"{direction}\">"))
                && answer.body.contains(heading),
            "{}",
            answer.body
        );
        assert_eq!(answer.headers["vary"], "accept-language");
    }
}

#[tokio::test]
async fn u6_an_application_shows_pages_in_its_own_design() {
    let issuer = Issuer::new();
    let login = Login::builder(client(&issuer), APP)
        .pages(|page| {
            let (heading, language) = (page.heading(), page.language());
            let links: Vec<String> =
                page.links().into_iter().map(|link| format!("{}={}", link.id, link.href)).collect();
            let text = format!("ours {language} {heading} {}", links.join(" "));
            (page.kind() != PageKind::Failed).then(|| (page.status(), text).into_response())
        })
        .build()
        .unwrap();
    let only_editors = get(async |_: User| "in").layer(login.require_role("editor"));
    let app = Router::new().route("/editors", only_editors).merge(app(&login));
    let mut browser = Browser::new(&app);
    let callback = refused(&mut browser, "access_denied").await;
    let answer = browser.get(&callback).await;
    assert_eq!(answer.body, "ours en Sign-in cancelled try-again=/login?return_to=%2Fprivate back=/");
    assert!(
        answer.cookies().iter().any(|cookie| cookie.contains("valetkey_login")),
        "the login cookie is removed all the same"
    );
    browser.sign_in(&issuer).await;
    let answer = browser.get("/editors").await;
    assert_eq!((answer.status, answer.body.as_str()), (403, "ours en Insufficient permissions back=/"));
    let callback = refused(&mut browser, "server_error").await;
    let answer = browser.get(&callback).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE.as_u16());
    assert!(answer.body.contains("<!doctype html>"), "None keeps the built-in page");
}

#[tokio::test]
async fn f18_with_a_base_path_all_links_and_cookies_stay_below_it() {
    let issuer = Issuer::new();
    let login = Login::builder(client(&issuer), "https://app.example/notes").build().unwrap();
    assert_eq!(login.redirect_uri(), "https://app.example/notes/auth/callback");
    let inner = app(&login);
    // The first is nested in a router, the second is behind a proxy that removes the path.
    for (app, cut) in [(Router::new().nest("/notes", inner.clone()), ""), (inner, "/notes")] {
        let own = |path: &str| path.strip_prefix(cut).filter(|_| !cut.is_empty()).unwrap_or(path).to_owned();
        let mut browser = Browser::new(&app);
        let answer = browser.get(&own("/notes/guarded/page")).await;
        assert!(answer.location().starts_with("/notes/login?return_to="), "{}", answer.location());
        let answer = browser.get(&own(answer.location())).await;
        for cookie in answer.cookies() {
            assert!(
                cookie.starts_with("__Secure-valetkey_login") && cookie.contains("; Path=/notes;"),
                "{cookie}"
            );
        }
        let callback = support::come_back(&issuer, answer.location(), "alice");
        assert!(callback.starts_with("/notes/auth/callback?"), "{callback}");
        let answer = browser.get(&own(&callback)).await;
        assert_eq!((answer.status, answer.location()), (303, "https://app.example/notes/guarded/page"));
        let cookie = answer.cookies().into_iter().find(|cookie| cookie.contains("valetkey_session")).unwrap();
        assert!(
            cookie.starts_with("__Secure-valetkey_session=") && cookie.contains("; Path=/notes;"),
            "{cookie}"
        );
        assert_eq!(browser.get(&own("/notes/guarded/page")).await.body, "inside");
        let answer = browser.get(&own("/notes/auth/other?state=x")).await;
        assert!(
            answer.body.contains("href=\"/notes/login\"") && answer.body.contains("href=\"/notes/\""),
            "{}",
            answer.body
        );
    }
}
