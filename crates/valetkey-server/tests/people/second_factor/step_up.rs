//! Step-up: a session that is too weak is made stronger (RFC 9470).

use super::*;

const MULTI: &str = "urn:valetkey:acr:multi-factor";

/// A browser that alice signed in with before she had an authenticator.
async fn weak_session(server: &TestServer) -> (Browser<'_>, App) {
    let mut browser = server.browser();
    sign_in_and_redeem(server, &mut browser, &authorize(&[]), "alice").await;
    let (app, _) = enrol(server, &mut server.browser(), "alice").await;
    (browser, app)
}

#[tokio::test]
async fn sf3_acr_values_ask_for_the_second_step_only_and_say_why() {
    let server = server().await;
    let (mut browser, app) = weak_session(&server).await;
    server.advance(3_600);
    let plain = browser.open(&authorize(&[])).await;
    assert_eq!(id_token(&server, &plain).await["acr"], "urn:valetkey:acr:single-factor");
    let silent = browser.open(&authorize(&[("acr_values", MULTI), ("prompt", "none")])).await;
    assert_eq!(error(&silent), "login_required");

    let before = browser.cookies()[SESSION].clone();
    let page = browser.open(&authorize(&[("acr_values", MULTI)])).await;
    assert!(says(&page, "The notes asks for a second step"), "{}", page.show());
    assert!(!asks_for_password(&page), "{}", page.show());
    let landed = browser.submit_and_follow(&with_code(&page, &app.code(&server)), "verify").await;
    let claims = id_token(&server, &landed).await;
    assert_eq!((&claims["acr"], &claims["amr"]), (&MULTI.into(), &serde_json::json!(["pwd", "otp", "mfa"])));
    assert_ne!(browser.cookies()[SESSION], before, "sf1");
    let mut thief = server.browser();
    thief.set_cookie(SESSION, &before);
    assert!(asks_for_password(&thief.open(&authorize(&[])).await), "the weak session is dead");
    let again = browser.open(&authorize(&[("acr_values", MULTI), ("prompt", "none")])).await;
    assert!(again.location_parameter("code").is_some(), "{}", again.show());

    // The second step makes no session longer.
    server.advance(server.server.lifetimes.session.0 - 3_600);
    assert!(asks_for_password(&browser.open(&authorize(&[])).await));
}

#[tokio::test]
async fn sf3_an_old_password_is_not_renewed_by_a_code() {
    let server = server().await;
    let (mut browser, app) = weak_session(&server).await;
    server.advance(600);
    let asked = authorize(&[("acr_values", MULTI), ("max_age", "300")]);
    let page = browser.open(&asked).await;
    assert!(asks_for_password(&page), "{}", page.show());
    let second = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    let landed = browser.submit_and_follow(&with_code(&second, &app.code(&server)), "verify").await;
    assert!(landed.location_parameter("code").is_some(), "{}", landed.show());
    server.advance(200);
    let both = browser.open(&asked).await;
    assert!(both.location_parameter("code").is_some(), "both are fresh: {}", both.show());
}

#[tokio::test]
async fn sf2_a_step_up_belongs_to_the_session_that_it_makes_stronger() {
    let server = server().await;
    let (mut browser, app) = weak_session(&server).await;
    let page = browser.open(&authorize(&[("acr_values", MULTI)])).await;
    let form = with_code(&page, &app.code(&server));
    let account = browser.get("/account").await.form_with_button("sign-out");
    browser.submit(&account, "sign-out").await;
    let answer = browser.submit(&form, "verify").await;
    assert!(asks_for_password(&answer) && !is_signed_in(&browser), "after a sign-out: {}", answer.show());

    server.add_user("bob", PASSWORD).await;
    sign_in(&mut browser, "/login", "bob").await;
    let answer = browser.submit(&form, "verify").await;
    assert!(asks_for_password(&answer), "in the session of bob: {}", answer.show());
    let account = browser.get("/account").await;
    assert!(account.text().contains("bob"), "{}", account.show());
}

#[tokio::test]
async fn unknown_classes_are_a_wish_and_unreachable_ones_are_unmet() {
    // Browsers offer no passkeys at an IP address.
    let server = TestServer::builder().issuer("http://127.0.0.1:8080").build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    let (mut browser, _) = weak_session(&server).await;
    let unknown = browser.open(&authorize(&[("acr_values", "phr level3")])).await;
    assert!(unknown.location_parameter("code").is_some(), "{}", unknown.show());
    let resistant = "urn:valetkey:acr:phishing-resistant";
    let unmet = browser.open(&authorize(&[("acr_values", resistant)])).await;
    assert_eq!(error(&unmet), "unmet_authentication_requirements");
    let discovery = server.get("/.well-known/openid-configuration").await.json();
    let single = "urn:valetkey:acr:single-factor";
    assert_eq!(discovery["acr_values_supported"], serde_json::json!([single, MULTI]));
}

/// Nobody adds a factor with nothing but a session of long ago: an unlocked browser would be enough.
#[tokio::test]
async fn sf3_a_user_without_a_factor_signs_in_again_before_adding_one() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let page = browser.open(&authorize(&[("acr_values", MULTI)])).await;
    assert!(says(&page, "A second step is needed here"), "{}", page.show());
    assert_eq!(page.form_with_button("sign-in").field("username"), Some("alice"));
    let set_up = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    let app = App::of(&set_up);
    let form = set_up.form_with_button("confirm").with("code", &app.code(&server));
    let codes = browser.submit_and_follow(&form, "confirm").await;
    assert_eq!(codes_of(&codes).len(), 10);
    let landed = browser.submit_and_follow(&codes.form_with_button("continue"), "continue").await;
    assert_eq!(id_token(&server, &landed).await["acr"], MULTI);
}
