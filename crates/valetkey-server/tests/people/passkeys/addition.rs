//! Adding the first passkey during a sign-in that requires one.

use valetkey_accounts::Acr;

use super::{
    second_step::{MULTI, RESISTANT, after_password, asks_for_password, land, require},
    *,
};
use crate::second_factor::{App, enrol, id_token, says, with_code};

/// A server whose application requires a passkey, with alice, who has none.
async fn strict_server() -> TestServer {
    let server = server().await;
    require(&server, Acr::PhishingResistant).await;
    server
}

/// The page that asks for a new passkey.
fn asks_for_new_passkey(page: &Answer) -> bool {
    page.status == 200 && page.text().contains("id=\"passkey-creation\"")
}

async fn add(browser: &mut Browser<'_>, page: &Answer, authenticator: &mut SoftwareAuthenticator) -> Answer {
    let answer = respond(browser, page, &authenticator.create(&options(page))).await;
    browser.follow(answer).await
}

#[tokio::test]
async fn en6_an_application_that_requires_a_passkey_leads_to_a_new_one_and_back() {
    let server = strict_server().await;
    let mut authenticator = authenticator();
    let mut browser = server.browser();
    let page = after_password(&mut browser, &authorize(&[])).await;
    assert!(asks_for_new_passkey(&page), "{}", page.show());
    assert!(says(&page, "The notes asks for more than a password"), "{}", page.show());
    assert!(!is_signed_in(&server, &browser), "the session begins with the passkey");
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(options(&page)["authenticatorSelection"]["userVerification"], "required");
    let added = add(&mut browser, &page, &mut authenticator).await;
    assert!(says(&added, "Your passkey was added. Use it now to go on."), "{}", added.show());
    assert!(!is_signed_in(&server, &browser), "a registration proves nothing");
    assert!(alice(&server).await.has_factor(FactorKind::Passkey));
    let landed = land(&mut browser, &added, &mut authenticator).await;
    let claims = id_token(&server, &landed).await;
    assert_eq!((&claims["acr"], &claims["amr"]), (&json!(RESISTANT), &json!(["pwd", "swk", "user", "mfa"])));
    assert_eq!(events(&server).await, [EventKind::PasskeyAdded]);
}

/// A password alone adds no passkey to an account with another second factor, or it would be a way around that factor.
#[tokio::test]
async fn sf3_a_user_with_an_authenticator_proves_it_before_they_add_a_passkey() {
    let server = strict_server().await;
    let mut early = server.browser();
    let before = after_password(&mut early, &authorize(&[])).await;
    assert!(asks_for_new_passkey(&before), "{}", before.show());
    let (app, _) = enrol(&server, &mut server.browser(), "alice").await;
    let refused = add(&mut early, &before, &mut authenticator()).await;
    assert!(!asks_for_new_passkey(&refused) && stored(&server).await.is_empty(), "{}", refused.show());
    assert_eq!(refused.form_with_button("verify").field("way"), Some("authenticator"));

    let mut authenticator = authenticator();
    let mut browser = server.browser();
    let page = after_password(&mut browser, &authorize(&[])).await;
    assert!(!asks_for_new_passkey(&page), "{}", page.show());
    let answer = browser.submit_and_follow(&with_code(&page, &app.code(&server)), "verify").await;
    assert!(asks_for_new_passkey(&answer) && !is_signed_in(&server, &browser), "{}", answer.show());
    let added = add(&mut browser, &answer, &mut authenticator).await;
    let landed = land(&mut browser, &added, &mut authenticator).await;
    let claims = id_token(&server, &landed).await;
    assert_eq!(claims["acr"], RESISTANT);
    assert_eq!(claims["amr"], json!(["pwd", "otp", "swk", "user", "mfa"]));
}

/// A session of long ago adds no factor: an unlocked browser would be enough.
#[tokio::test]
async fn sf3_a_session_from_before_needs_a_fresh_password_to_add_a_passkey() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let silent = browser.open(&authorize(&[("acr_values", RESISTANT), ("prompt", "none")])).await;
    assert_eq!(error(&silent), "login_required");
    let page = browser.open(&authorize(&[("acr_values", RESISTANT)])).await;
    assert!(asks_for_password(&page) && !asks_for_new_passkey(&page), "{}", page.show());
    let page = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    assert!(asks_for_new_passkey(&page), "{}", page.show());
    server.advance(601);
    let late = add(&mut browser, &page, &mut authenticator()).await;
    assert!(asks_for_password(&late) && stored(&server).await.is_empty(), "{}", late.show());
}

#[tokio::test]
async fn wa1_a_new_passkey_counts_once_for_its_page_in_its_browser() {
    let server = strict_server().await;
    let mut browser = server.browser();
    let (first, second) = (
        after_password(&mut browser, &authorize(&[])).await,
        after_password(&mut browser, &authorize(&[])).await,
    );
    let refused = |page: &Answer| says(page, "could not be checked") && asks_for_new_passkey(page);
    let mut elsewhere = SoftwareAuthenticator::new("https://evil.example");
    let mut unverified = authenticator();
    unverified.verifies_user = false;
    for authenticator in [&mut elsewhere, &mut unverified] {
        let answer = add(&mut browser, &first, authenticator).await;
        assert!(refused(&answer), "{}", answer.show());
    }
    let answer = respond(&mut browser, &first, &authenticator().create(&options(&second))).await;
    assert!(refused(&answer), "the challenge of another page: {}", answer.show());
    let copied = form_of(&first).with("registration", sealed(&form_of(&second)));
    let answer =
        send(&mut browser, &copied.with("response", &authenticator().create(&options(&second)))).await;
    assert!(refused(&answer), "the registration of another attempt: {}", answer.show());
    let response = authenticator().create(&options(&first));
    let mut other = server.browser();
    other.open("/login").await;
    let answer = respond(&mut other, &first, &response).await;
    assert!(answer.status == 303 && stored(&server).await.is_empty(), "another browser: {}", answer.show());

    let added = respond(&mut browser, &first, &response).await;
    assert_eq!(added.status, 303, "{}", added.show());
    let again = respond(&mut browser, &first, &response).await;
    assert_eq!(form_of(&again).field("way"), Some("passkey"), "the user has one now: {}", again.show());
    assert_eq!(stored(&server).await.len(), 1);
}

#[tokio::test]
async fn a_user_who_adds_no_passkey_goes_back_with_a_refusal() {
    let server = strict_server().await;
    let mut browser = server.browser();
    let page = after_password(&mut browser, &authorize(&[])).await;
    let cancelled = browser.submit_and_follow(&page.form_with_button("cancel"), "cancel").await;
    assert_eq!(error(&cancelled), "access_denied");
    assert_eq!(alice(&server).await.factors, [], "nothing half made stays");
}

#[tokio::test]
async fn where_two_factors_are_enough_a_user_chooses_between_a_passkey_and_an_app() {
    let server = server().await;
    let mut browser = server.browser();
    let page = after_password(&mut browser, &authorize(&[("acr_values", MULTI)])).await;
    let passkey = browser.submit(&page.form_with_button("use-passkey"), "use-passkey").await;
    assert!(asks_for_new_passkey(&passkey), "{}", passkey.show());
    let app = browser.submit(&passkey.form_with_button("use-authenticator"), "use-authenticator").await;
    assert!(says(&app, "Add an authenticator app"), "{}", app.show());
    let app = App::of(&app);
    assert!(!app.code(&server).is_empty());
    let mut authenticator = authenticator();
    let added = add(&mut browser, &passkey, &mut authenticator).await;
    let landed = land(&mut browser, &added, &mut authenticator).await;
    assert_eq!(id_token(&server, &landed).await["acr"], RESISTANT);
}
