//! Sessions without a store: what a browser can do with its cookie alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use axum::Router;
use axum::routing::get;
use serde_json::{Value, json};
use support::{APP, Browser, Issuer, app, client, login};
use valetkey_axum::{Login, LoginBuilder, Provider, User};

const COOKIE: &str = "__Host-valetkey_session";

/// Returns a browser with the same cookies that uses another process, or the same process after a restart.
fn moved(browser: &Browser, app: &Router) -> Browser {
    let mut moved = Browser::new(app);
    moved.cookies = browser.cookies.clone();
    moved
}

#[tokio::test]
async fn a_session_survives_a_restart_but_its_tokens_do_not() {
    let issuer = Issuer::new();
    let mut browser = Browser::new(&app(&login(&issuer)));
    browser.sign_in(&issuer).await;
    assert_ne!(browser.get("/token").await.body, "sign in again");
    let mut later = moved(&browser, &app(&login(&issuer)));
    assert_eq!(later.who().await, "Alice");
    assert_eq!(later.get("/guarded/page").await.body, "inside");
    assert_eq!(
        later.form_token().await,
        browser.form_token().await,
        "forms from before the restart are still valid"
    );
    assert_eq!(later.get("/token").await.body, "sign in again");
    issuer.advance(12 * 3_600);
    assert_eq!(later.who().await, "nobody", "a restart does not extend a session");
}

#[tokio::test]
async fn after_a_restart_users_log_out_at_the_issuer_without_an_id_token_hint() {
    let issuer = Issuer::new();
    let mut browser = Browser::new(&app(&login(&issuer)));
    browser.sign_in(&issuer).await;
    let app = app(&login(&issuer));
    let mut later = moved(&browser, &app);
    let form = format!("form_token={}", later.form_token().await);
    let answer = later.post("/logout", &form).await;
    let expected = "https://id.example/logout?client_id=app&post_logout_redirect_uri=https%3A%2F%2Fapp.example%2F&state=";
    assert!(answer.status == 303 && answer.location().starts_with(expected), "{}", answer.location());
    assert!(answer.location().len() > expected.len() + 20, "expected a fresh state: {}", answer.location());
    assert!(later.cookies.is_empty());
    assert_eq!(moved(&browser, &app).who().await, "nobody", "a copy of the cookie is worthless");
}

#[tokio::test]
async fn another_cookie_secret_or_another_way_to_keep_sessions_opens_no_cookie() {
    let issuer = Issuer::new();
    let mut browser = Browser::new(&app(&login(&issuer)));
    browser.sign_in(&issuer).await;
    let builder = || Login::builder(client(&issuer), APP).danger_keep_sessions_over_restarts();
    let strange = builder().cookie_secret([8; 32]).build().unwrap();
    assert_eq!(moved(&browser, &app(&strange)).who().await, "nobody");
    let fresh = builder().build().unwrap();
    assert_eq!(moved(&browser, &app(&fresh)).who().await, "nobody");
    let rotated = builder().cookie_secret([8; 32]).previous_cookie_secret([7; 32]).build().unwrap();
    assert_eq!(moved(&browser, &app(&rotated)).who().await, "Alice");
    for kept in support::Kept::every_way().into_iter().skip(1) {
        let app = app(&kept.login(&issuer));
        assert_eq!(moved(&browser, &app).who().await, "nobody");
        let mut in_store = Browser::new(&app);
        in_store.sign_in(&issuer).await;
        assert_eq!(moved(&in_store, &self::app(&login(&issuer))).who().await, "nobody");
    }
}

#[tokio::test]
async fn an_ended_session_stays_ended_when_the_same_user_signs_in_within_the_same_second() {
    let issuer = Issuer::new();
    let app = app(&login(&issuer));
    let mut browser = Browser::new(&app);
    let mut before = Vec::new();
    for _ in 0..3 {
        browser.sign_in(&issuer).await;
        assert_eq!(browser.who().await, "Alice");
        before.push(moved(&browser, &app));
        browser.post("/end-all", "").await;
        for old in &mut before {
            assert_eq!(old.who().await, "nobody");
        }
    }
    browser.sign_in(&issuer).await;
    assert_eq!(browser.who().await, "Alice");
}

fn claims_app(builder: LoginBuilder) -> Router {
    let login = builder.cookie_secret([7; 32]).build().unwrap();
    let claims = |user: User| async move { axum::Json(user.claims().clone()) };
    let roles = |user: User| async move { user.roles().collect::<Vec<_>>().join(" ") };
    let app = Router::new().route("/claims", get(claims)).route("/roles", get(roles));
    app.merge(login.routes()).layer(login.sessions())
}

fn provider(issuer: &Issuer) -> LoginBuilder {
    let provider = Provider::new("ours", client(issuer)).roles_claim("/realm_access/roles");
    Login::with_providers(APP).with_provider(provider)
}

async fn claims(browser: &mut Browser) -> Value {
    serde_json::from_str(&browser.get("/claims").await.body).unwrap()
}

#[tokio::test]
async fn the_cookie_keeps_the_documented_claims_over_a_restart() {
    let issuer = Issuer::new();
    issuer.set_claims(json!({
        "name": "Alice", "preferred_username": "alice", "email": "a@x.example", "email_verified": true, "picture": "p",
        "locale": "de", "zoneinfo": "Europe/Berlin", "realm_access": {"roles": ["reader"], "other": ["x"]},
    }));
    let kept = json!({
        "sub": "alice", "name": "Alice", "preferred_username": "alice", "email": "a@x.example", "email_verified": true, "picture": "p",
        "locale": "de", "realm_access": {"roles": ["reader"]},
    });
    let builder = || provider(&issuer).keep_claims(["locale"]);
    let mut browser = Browser::new(&claims_app(builder()));
    browser.sign_in(&issuer).await;
    assert_eq!(claims(&mut browser).await, kept);
    let mut later = moved(&browser, &claims_app(builder()));
    assert_eq!(claims(&mut later).await, kept);
    assert_eq!(later.get("/roles").await.body, "reader");
}

#[tokio::test]
async fn a_session_that_is_too_large_for_a_cookie_loses_its_largest_claims_completely() {
    let issuer = Issuer::new();
    let roles: Vec<String> = (0..300).map(|number| format!("role-number-{number}")).collect();
    let picture = format!("https://x.example/{}", "p".repeat(1_000));
    let mut whole = json!({"sub": "alice", "name": "Alice", "picture": picture, "email": "a@x.example"});
    issuer.set_claims(json!({"name": "Alice", "picture": picture, "email": "a@x.example", "realm_access": {"roles": roles}}));
    let app = claims_app(provider(&issuer));
    let mut browser = Browser::new(&app);
    let answer = browser.sign_in(&issuer).await;
    assert_eq!(answer.status, 303);
    let cookies = answer.cookies();
    let cookie = cookies.iter().find(|cookie| cookie.starts_with(COOKIE)).unwrap();
    assert!(cookie.len() < 3_892, "{}", cookie.len());
    assert_eq!(claims(&mut browser).await, whole, "the roles are dropped completely");
    assert_eq!(browser.get("/roles").await.body, "");

    whole["picture"] = format!("https://x.example/{}", "p".repeat(6_000)).into();
    issuer.set_claims(whole);
    browser.sign_in(&issuer).await;
    assert_eq!(claims(&mut browser).await, json!({"sub": "alice", "name": "Alice", "email": "a@x.example"}));
}

#[tokio::test]
async fn a_session_that_fits_into_no_cookie_does_not_start() {
    for length in [4_000, 70_000] {
        let issuer = Issuer::new();
        issuer.set_token_answer(json!({"scope": format!("openid {}", "s".repeat(length))}));
        let mut browser = Browser::new(&app(&login(&issuer)));
        let answer = browser.sign_in(&issuer).await;
        assert_eq!(answer.status, 503, "{length}");
        assert!(answer.body.contains("The session could not be stored."), "{}", answer.body);
        assert_eq!(browser.cookie("valetkey_session"), None);
        assert_eq!(browser.who().await, "nobody");
    }
}

/// A restart forgets which sessions have ended, so it ends all sessions unless the application sets
/// `danger_keep_sessions_over_restarts`.
#[tokio::test]
async fn l_a_session_from_before_a_restart_has_ended_unless_sessions_are_kept_over_restarts() {
    let issuer = Issuer::new();
    let started = || app(&Login::builder(client(&issuer), APP).cookie_secret([7; 32]).build().unwrap());
    let mut browser = Browser::new(&started());
    browser.sign_in(&issuer).await;
    let stolen = browser.clone();
    assert_eq!(browser.who().await, "Alice");
    let form = format!("form_token={}", browser.form_token().await);
    browser.post("/logout", &form).await;
    issuer.advance(2);
    let after = started();
    assert_eq!(moved(&stolen, &after).who().await, "nobody", "signed out before the restart");
    let mut later = moved(&browser, &after);
    later.sign_in(&issuer).await;
    assert_eq!(later.who().await, "Alice", "a new session in the second of the start counts");
    assert_eq!(moved(&stolen, &after).who().await, "nobody");
}
