//! Several providers in one application.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use axum::Router;
use axum::http::Request;
use axum::routing::get;
use serde_json::json;
use support::{APP, Browser, Issuer, client, come_back};
use valetkey_axum::{Login, LoginConfigurationError, Provider, User};

struct Setup {
    ours: Issuer,
    other: Issuer,
    login: Login,
    app: Router,
}

fn setup() -> Setup {
    let (ours, other) = (Issuer::new(), Issuer::named("https://other.example"));
    let login = Login::with_providers(APP)
        .provider("ours", client(&ours))
        .with_provider(Provider::new("other", client(&other)).label("Other & Co"))
        .cookie_secret([7; 32])
        .build()
        .unwrap();
    let app = app(&login);
    Setup { ours, other, login, app }
}

fn app(login: &Login) -> Router {
    let who = |user: Option<User>| async move {
        user.map_or_else(
            || "nobody -".to_owned(),
            |user| format!("{}@{} {}", user.subject(), user.provider(), user.form_token()),
        )
    };
    Router::new().route("/", get(who)).merge(login.routes()).layer(login.sessions())
}

#[tokio::test]
async fn the_login_page_lists_the_ways_to_sign_in() {
    let answer = Browser::new(&setup().app).get("/login?return_to=/notes?a=b").await;
    insta::assert_snapshot!(answer.whole(), @r#"
    200
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
    <title>Sign in</title>
    </head>
    <body>
    <main>
    <h1>Sign in</h1>
    <ul>
    <li><a class="way" id="sign-in-ours" href="/login/ours?return_to=%2Fnotes%3Fa%3Db">Sign in with ours</a></li>
    <li><a class="way" id="sign-in-other" href="/login/other?return_to=%2Fnotes%3Fa%3Db">Sign in with Other &amp; Co</a></li>
    </ul>
    <p><a id="back" href="/">Back to the application</a></p>
    </main>
    </body>
    </html>
    "#);
}

#[tokio::test]
async fn a_user_signs_in_with_each_provider_and_returns_to_its_own_callback() {
    let Setup { ours, other, login, app } = setup();
    for (issuer, name) in [(&ours, "ours"), (&other, "other")] {
        let mut browser = Browser::new(&app);
        let callback = browser.begin(issuer, &format!("/login/{name}?return_to=/notes")).await;
        assert!(callback.starts_with(&format!("/auth/{name}?")), "{callback}");
        let answer = browser.get(&callback).await;
        assert_eq!((answer.status, answer.location()), (303, "https://app.example/notes"));
        assert_eq!(browser.who().await, format!("alice@{name}"));
    }
    let uris: Vec<_> = login.redirect_uris().collect();
    assert_eq!(
        uris,
        [("ours", "https://app.example/auth/ours"), ("other", "https://app.example/auth/other")]
    );
}

#[tokio::test]
async fn return_to_is_escaped_on_the_page_and_leads_to_no_other_site() {
    let app = setup().app;
    for hostile in ["//evil.example", "/%22%3E%3Cscript%3E", "https://evil.example", "/\\evil.example"] {
        let answer = Browser::new(&app).get(&format!("/login?return_to={hostile}")).await;
        assert_eq!(answer.status, 200);
        assert!(!answer.body.contains("evil.example") && !answer.body.contains("<script"), "{}", answer.body);
    }
}

/// ST3: each pending login belongs to one provider.
#[tokio::test]
async fn st3_the_state_of_another_provider_is_refused_and_nothing_is_exchanged() {
    let Setup { ours, other, app, .. } = setup();
    let mut browser = Browser::new(&app);
    let honest = browser.begin(&ours, "/login/ours").await;
    let evil = browser.begin(&other, "/login/other").await;
    // The evil provider uses the state of the honest login, or sends the honest callback to its own callback URL.
    for crossed in [honest.replace("/auth/ours", "/auth/other"), evil.replace("/auth/other", "/auth/ours")] {
        let mut victim = Browser::new(&app);
        victim.cookies = browser.cookies.clone();
        let answer = victim.get(&crossed).await;
        assert_eq!(answer.status, 400, "{crossed}");
        assert!(answer.body.contains("has expired"), "{}", answer.body);
        assert_eq!(victim.who().await, "nobody");
        assert_eq!(victim.cookie("valetkey_session"), None);
    }
    assert_eq!(
        (ours.living_refresh_tokens(), other.living_refresh_tokens()),
        (0, 0),
        "no code was exchanged"
    );
    assert_eq!(browser.get(&honest).await.status, 303, "the honest callback works at its own URL");
}

#[tokio::test]
async fn st3_an_evil_provider_cannot_get_the_code_of_an_honest_provider_exchanged() {
    let Setup { ours, other, app, .. } = setup();
    let mut browser = Browser::new(&app);
    let honest = browser.begin(&ours, "/login/ours").await;
    let honest: std::collections::HashMap<String, String> =
        url::Url::parse(&format!("{APP}{honest}")).unwrap().query_pairs().into_owned().collect();
    let asked = browser.get("/login/other").await;
    let state = Issuer::asked(asked.location())["state"].clone();
    for iss in [ours.name(), other.name()] {
        let answer =
            browser.get(&format!("/auth/other?code={}&state={state}&iss={iss}", honest["code"])).await;
        assert_eq!(answer.status, 400, "{iss}");
        assert_eq!(browser.who().await, "nobody");
    }
}

#[tokio::test]
async fn an_unknown_provider_gets_an_error_page() {
    let Setup { app, .. } = setup();
    for path in
        ["/login/nobody", "/login/default", "/auth/nobody?code=c&state=s", "/auth/callback?code=c&state=s"]
    {
        let mut browser = Browser::new(&app);
        let answer = browser.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("This sign-in option doesn&#39;t exist."), "{}", answer.body);
        assert!(answer.body.contains("href=\"/login\""), "{}", answer.body);
        assert!(browser.cookies.is_empty());
    }
    assert_eq!(Browser::new(&app).post_from_elsewhere("/auth/nobody", "code=c&state=s").await.status, 404);
}

#[tokio::test]
async fn a_posted_callback_redirects_to_the_path_of_its_own_provider() {
    let Setup { other, app, .. } = setup();
    let mut browser = Browser::new(&app);
    let callback = browser.begin(&other, "/login/other").await;
    let bounced = browser.post_from_elsewhere("/auth/other", callback.split_once('?').unwrap().1).await;
    assert!(bounced.location().starts_with("/auth/other?code="), "{}", bounced.location());
    assert_eq!(browser.get(bounced.location()).await.status, 303);
    assert_eq!(browser.who().await, "alice@other");
}

#[tokio::test]
async fn a_provider_that_is_down_does_not_affect_the_other() {
    let Setup { ours, other, app, .. } = setup();
    other.set_down(true);
    let mut browser = Browser::new(&app);
    let answer = browser.get("/login/other?return_to=/notes").await;
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("The sign-in service can&#39;t be reached right now."), "{}", answer.body);
    assert!(answer.body.contains("href=\"/login?return_to=%2Fnotes\""), "{}", answer.body);
    browser.sign_in_as(&ours, "/login/ours", "alice").await;
    assert_eq!(browser.who().await, "alice@ours");
}

#[tokio::test]
async fn logging_out_redirects_to_the_provider_of_the_session() {
    let Setup { other, app, .. } = setup();
    let mut browser = Browser::new(&app);
    browser.sign_in_as(&other, "/login/other", "alice").await;
    let form = format!("form_token={}", browser.form_token().await);
    let answer = browser.post("/logout", &form).await;
    assert!(answer.location().starts_with("https://other.example/logout?"), "{}", answer.location());
    assert_eq!(other.living_refresh_tokens(), 0);
    assert_eq!(browser.who().await, "nobody");
}

#[tokio::test]
async fn each_provider_ends_its_own_sessions_and_no_others() {
    let Setup { ours, other, app, .. } = setup();
    let (mut at_ours, mut at_other) = (Browser::new(&app), Browser::new(&app));
    at_ours.sign_in_as(&ours, "/login/ours", "alice").await;
    at_other.sign_in_as(&other, "/login/other", "alice").await;
    let token = |issuer: &Issuer| {
        let claims = json!({
            "iss": issuer.name(), "aud": "app", "iat": issuer.now(), "exp": issuer.now() + 120, "jti": "j1",
            "sub": "alice", "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        });
        format!("logout_token={}", issuer.sign(Some("logout+jwt"), &claims))
    };
    let post = async |path: &str, form: &str| Browser::new(&app).send(Request::post(path), form).await.status;
    assert_eq!(post("/backchannel-logout/ours", &token(&other)).await, 400, "another issuer's token");
    assert_eq!(post("/backchannel-logout/nobody", &token(&other)).await, 404);
    assert_eq!((at_ours.who().await, at_other.who().await), ("alice@ours".into(), "alice@other".into()));
    assert_eq!(post("/backchannel-logout/other", &token(&other)).await, 200);
    assert_eq!((at_ours.who().await, at_other.who().await), ("alice@ours".into(), "nobody".into()));
}

#[tokio::test]
async fn a_session_of_a_removed_provider_has_ended() {
    let Setup { ours, other, app, .. } = setup();
    let mut browser = Browser::new(&app);
    browser.sign_in_as(&other, "/login/other", "alice").await;
    let only_ours =
        Login::with_providers(APP).provider("ours", client(&ours)).cookie_secret([7; 32]).build().unwrap();
    let mut later = Browser::new(&self::app(&only_ours));
    later.cookies = browser.cookies;
    assert_eq!(later.who().await, "nobody");
}

#[tokio::test]
async fn with_one_provider_there_is_no_choice_page() {
    let issuer = Issuer::new();
    let login = Login::with_providers(APP).provider("ours", client(&issuer)).build().unwrap();
    let mut browser = Browser::new(&app(&login));
    let answer = browser.get("/login").await;
    assert_eq!(answer.status, 303);
    let callback = come_back(&issuer, answer.location(), "alice");
    assert!(callback.starts_with("/auth/ours?"), "{callback}");
    assert_eq!(browser.get(&callback).await.status, 303);
    assert_eq!(browser.who().await, "alice@ours");
}

#[tokio::test]
async fn a_second_provider_does_not_change_the_callback_of_the_first() {
    let (ours, other) = (Issuer::new(), Issuer::named("https://other.example"));
    let login = Login::builder(client(&ours), APP).provider("other", client(&other)).build().unwrap();
    assert_eq!(login.redirect_uri(), "https://app.example/auth/callback");
    let app = app(&login);
    let mut browser = Browser::new(&app);
    assert!(browser.get("/login").await.body.contains("href=\"/login/default\""));
    browser.sign_in_as(&ours, "/login/default", "alice").await;
    assert_eq!(browser.who().await, "alice@default");
    browser.sign_in_as(&other, "/login/other", "alice").await;
    assert_eq!(browser.who().await, "alice@other");
}

#[tokio::test]
async fn a_login_that_another_site_started_must_be_confirmed() {
    let Setup { app, .. } = setup();
    let visit = |user: Option<&'static str>, site: &'static str| {
        let request = Request::get("/login/ours?return_to=/notes").header("sec-fetch-site", site);
        let request = request.header("sec-fetch-dest", "document");
        match user {
            Some(user) => request.header("sec-fetch-user", user),
            None => request,
        }
    };
    let mut browser = Browser::new(&app);
    let answer = browser.send(visit(None, "cross-site"), "").await;
    assert_eq!((answer.status, browser.login_cookies()), (200, 0), "no login has started");
    assert!(answer.body.contains("Another site sent you here to sign in."), "{}", answer.body);
    assert!(answer.body.contains("href=\"/login/ours?return_to=%2Fnotes\""), "{}", answer.body);
    for (user, site) in
        [(Some("?1"), "cross-site"), (None, "same-origin"), (None, "same-site"), (None, "none")]
    {
        let answer = Browser::new(&app).send(visit(user, site), "").await;
        assert_eq!(answer.status, 303, "{user:?} {site}");
    }
}

#[test]
fn invalid_settings_are_refused_with_the_reason() {
    let issuer = Issuer::new();
    let refused = |builder: valetkey_axum::LoginBuilder| builder.build().err().unwrap();
    let none = refused(Login::with_providers(APP));
    assert_eq!(none, LoginConfigurationError::NoProvider);
    for name in ["callback", "default", "a/b", "", "GitHub", "a b"] {
        let error = refused(Login::with_providers(APP).provider(name, client(&issuer)));
        assert_eq!(error, LoginConfigurationError::ProviderName(name.to_owned()));
    }
    let twice = Login::with_providers(APP).provider("a", client(&issuer)).provider("a", client(&issuer));
    assert_eq!(refused(twice), LoginConfigurationError::ProviderTwice("a".to_owned()));
    let elsewhere = client(&issuer).with_redirect_uri("https://app.example/auth/callback").unwrap();
    let error = refused(Login::with_providers(APP).provider("a", elsewhere)).to_string();
    assert!(
        error.contains("expected the client's redirect_uri to be \"https://app.example/auth/a\""),
        "{error}"
    );
}
