//! The offer of a passkey after a sign-in with a password.

use super::{second_step::asks_for_password, *};

/// Signs in with a password in a browser that can make passkeys by itself, as the script of the page tells.
async fn sign_in_offered(browser: &mut Browser<'_>, address: &str) -> Answer {
    let page = browser.open(address).await;
    let form = sign_in_form(&page, "alice").with("passkey_offer", "conditional-create");
    browser.submit(&form, "sign-in").await
}

fn offers(answer: &Answer) -> bool {
    answer.location().starts_with("/login/passkey-offer?")
}

async fn offer(browser: &mut Browser<'_>, address: &str) -> Answer {
    let answer = sign_in_offered(browser, address).await;
    assert!(offers(&answer), "{}", answer.show());
    let page = browser.get(answer.location()).await;
    assert!(page.text().contains("Sign in without a password next time?"), "{}", page.show());
    page
}

#[tokio::test]
async fn one_offer_follows_a_password_and_leads_on_to_the_application() {
    let server = server().await;
    let mut authenticator = authenticator();
    let mut browser = server.browser();
    let page = offer(&mut browser, &authorize(&[])).await;
    assert!(is_signed_in(&server, &browser), "the sign-in is complete");
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    let response = authenticator.create(&options(&page));
    let answer = respond(&mut browser, &page, &response).await;
    let landed = browser.follow(answer).await;
    assert!(landed.form_with_button("allow").field("continue").is_some(), "{}", landed.show());
    assert_eq!(stored(&server).await.len(), 1);
    assert_eq!(events(&server).await, [EventKind::PasskeyAdded]);
    let again = respond(&mut browser, &page, &response).await;
    assert!(again.status == 303 && stored(&server).await.len() == 1, "sent twice: {}", again.show());
    let mut browser = server.browser();
    let answer = sign_in_offered(&mut browser, "/login").await;
    assert_eq!(answer.location(), "/account", "a user with a passkey is offered none");
    let mut browser = server.browser();
    assert_eq!(sign_in_with(&mut browser, "/login", &mut authenticator).await.location(), "/account");
}

#[tokio::test]
async fn not_now_is_remembered_for_good_and_leads_on() {
    let server = server().await;
    let mut browser = server.browser();
    let page = offer(&mut browser, &authorize(&[])).await;
    let form = page.form_with_button("not-now");
    let answer = browser.submit_and_follow(&form, "not-now").await;
    assert!(answer.form_with_button("allow").field("continue").is_some(), "{}", answer.show());
    assert_eq!(events(&server).await, [EventKind::PasskeyOfferDeclined]);
    browser.submit(&form, "not-now").await;
    assert_eq!(events(&server).await.len(), 1, "a second press stores nothing");
    server.advance(400 * 86_400);
    let mut browser = server.browser();
    assert_eq!(sign_in_offered(&mut browser, "/login").await.location(), "/account");
    assert_eq!(stored(&server).await, []);
}

#[tokio::test]
async fn where_the_browser_makes_no_passkeys_nothing_is_seen() {
    let server = server().await;
    for said in ["", "yes", "conditionalCreate"] {
        let mut browser = server.browser();
        let page = browser.open("/login").await;
        assert_eq!(page.form_with_button("sign-in").field("passkey_offer"), Some(""));
        let form = sign_in_form(&page, "alice").with("passkey_offer", said);
        assert_eq!(browser.submit(&form, "sign-in").await.location(), "/account", "{said}");
    }
    let elsewhere = TestServer::builder().issuer("http://127.0.0.1:8080").build().await;
    elsewhere.add_user("alice", PASSWORD).await;
    let mut browser = elsewhere.browser();
    let page = browser.open("/login").await;
    assert_eq!(page.form_with_button("sign-in").field("passkey_offer"), None);
    let form = sign_in_form(&page, "alice").with("passkey_offer", "conditional-create");
    let answer = browser.submit(&form, "sign-in").await;
    assert_eq!(answer.location(), "/account", "browsers offer no passkeys at this address");
}

/// Whatever is wrong with the answer, no passkey is added, and nobody is kept from the application.
#[tokio::test]
async fn wa1_an_offer_counts_in_its_session_a_short_time_and_never_blocks_the_way() {
    let server = server().await;
    let mut browser = server.browser();
    let page = offer(&mut browser, &authorize(&[])).await;
    let other = offer(&mut server.browser(), &authorize(&[])).await;
    let leads_on = |answer: &Answer| answer.status == 303 && answer.location().starts_with("/consent?");
    let mut elsewhere = SoftwareAuthenticator::new("https://evil.example");
    let mut unverified = authenticator();
    unverified.verifies_user = false;
    let wrong = [
        String::new(),
        "{}".to_owned(),
        elsewhere.create(&options(&page)),
        unverified.create(&options(&page)),
        authenticator().create(&options(&other)),
    ];
    for response in &wrong {
        let answer = respond(&mut browser, &page, response).await;
        assert!(leads_on(&answer), "{}", answer.show());
    }
    let copied = form_of(&page).with("registration", sealed(&form_of(&other)));
    let answer = send(&mut browser, &copied.with("response", &wrong[4])).await;
    assert!(leads_on(&answer), "the registration of another session: {}", answer.show());
    assert_eq!(stored(&server).await, []);

    let response = authenticator().create(&options(&page));
    let mut thief = server.browser();
    thief.open("/login").await;
    respond(&mut thief, &page, &response).await;
    assert_eq!(stored(&server).await, [], "another browser");
    server.advance(301);
    let late = respond(&mut browser, &page, &response).await;
    assert!(leads_on(&late) && stored(&server).await.is_empty(), "{}", late.show());
    let late = browser.submit(&page.form_with_button("not-now"), "not-now").await;
    assert!(leads_on(&late) && events(&server).await.is_empty(), "{}", late.show());
    let out = browser.get("/account").await.form_with_button("sign-out");
    browser.submit(&out, "sign-out").await;
    let answer = browser.submit_and_follow(&page.form_with_button("not-now"), "not-now").await;
    assert!(asks_for_password(&answer) && events(&server).await.is_empty(), "{}", answer.show());
}

#[tokio::test]
async fn a_user_with_a_second_factor_or_something_to_prove_is_offered_none() {
    let server = server().await;
    let mut browser = server.browser();
    assert_eq!(
        sign_in_offered(&mut browser, PASSKEYS).await.location(),
        PASSKEYS,
        "a page that was asked for"
    );
    let again = sign_in_offered(&mut browser, &authorize(&[("prompt", "login")])).await;
    assert!(!offers(&again), "somebody who proves again who they are: {}", again.show());
    server.advance(301);
    let page = browser.open(PASSKEYS).await;
    let form = sign_in_form(&page, "alice").with("passkey_offer", "conditional-create");
    assert_eq!(browser.submit(&form, "sign-in").await.location(), PASSKEYS, "a confirmation");
    crate::second_factor::enrol(&server, &mut server.browser(), "alice").await;
    let mut browser = server.browser();
    let answer = sign_in_offered(&mut browser, "/login").await;
    assert!(answer.location().starts_with("/login/second?"), "{}", answer.show());
}
