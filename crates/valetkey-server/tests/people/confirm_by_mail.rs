//! A code by mail that confirms a sign-in. It is no factor.

use std::sync::Arc;

use valetkey_accounts::User;
use valetkey_authorization_server::record::{Client, ConfirmByMail, SignInSwitches};
use valetkey_server::{
    mail::MailCatcher,
    testing::{Answer, Browser, Form, TestServer},
};
use valetkey_storage::{Storage, memory::MemoryStorage};

use crate::{
    databases::on_every_database,
    mails::*,
    second_factor::{enrol, id_token, says, user, with_code},
    support::*,
};

on_every_database! {
    a_second_step_begun_at_one_node_is_finished_at_the_other,
}

const SESSION: &str = "__Host-valetkey_session";

fn confirming(confirm_by_mail: ConfirmByMail) -> SignInSwitches {
    SignInSwitches { confirm_by_mail, ..SignInSwitches::OF_TENANT }
}

async fn server(confirm_by_mail: ConfirmByMail) -> (TestServer, Arc<MailCatcher>) {
    mail_server(Arc::new(MemoryStorage::new()), confirming(confirm_by_mail)).await
}

fn is_signed_in(browser: &Browser<'_>) -> bool {
    browser.cookies().contains_key(SESSION)
}

fn typed(page: &Answer, code: &str) -> Form {
    page.form_with_button("verify").with("code", code)
}

#[tokio::test]
async fn sf3_a_new_device_is_confirmed_by_a_code_that_raises_no_class() {
    let (server, catcher) = server(ConfirmByMail::NewDevice).await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &authorize(&[]), "alice").await;
    assert!(says(&page, "A mail with a code is on its way") && !is_signed_in(&browser), "{}", page.show());
    assert!(!page.text().contains("example.org"), "a thief of the password does not see the address");
    let code = last_code(&server, &catcher).await;
    assert!(catcher.mails()[0].text.contains("somebody knows yours"), "{}", catcher.mails()[0].text);
    let consent = browser.submit_and_follow(&typed(&page, &format!(" {code} ")), "verify").await;
    let landed = browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
    let claims = id_token(&server, &landed).await;
    assert_eq!(claims["amr"], serde_json::json!(["pwd", "urn:valetkey:amr:mail-code"]));
    assert_eq!(claims["acr"], "urn:valetkey:acr:single-factor");
    // Now the browser is known.
    browser.remove_cookie(SESSION);
    sign_in(&mut browser, "/login", "alice").await;
    assert!(is_signed_in(&browser));
    assert_eq!(mails_with_code(&server, &catcher).await.len(), 1);
}

#[tokio::test]
async fn an_application_can_ask_for_it_each_time_and_two_factors_need_none() {
    let (server, catcher) = server(ConfirmByMail::Never).await;
    let always = SignInSwitches { confirm_by_mail: ConfirmByMail::Always, ..SignInSwitches::OF_CLIENT };
    server.add_client(Client { sign_in: always, ..client("bank") }).await;
    let bank = authorize(&[("client_id", "bank")]);
    for number in 1..=2 {
        let mut browser = server.browser();
        sign_in(&mut browser, "/login", "alice").await;
        assert!(is_signed_in(&browser), "other sign-ins are not asked");
        browser.remove_cookie(SESSION);
        let page = sign_in(&mut browser, &bank, "alice").await;
        let code = last_code(&server, &catcher).await;
        browser.submit_and_follow(&typed(&page, &code), "verify").await;
        assert!(is_signed_in(&browser));
        assert_eq!(mails_with_code(&server, &catcher).await.len(), number);
    }
    let (app, _) = enrol(&server, &mut server.browser(), "alice").await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &bank, "alice").await;
    assert!(says(&page, "authenticator app"), "{}", page.show());
    browser.submit_and_follow(&with_code(&page, &app.code(&server)), "verify").await;
    assert!(is_signed_in(&browser));
    assert_eq!(mails_with_code(&server, &catcher).await.len(), 2);
}

#[tokio::test]
async fn sf3_a_session_of_another_application_does_not_make_a_new_device_a_known_one() {
    let (server, catcher) = server(ConfirmByMail::Never).await;
    server.add_client(Client { sign_in: confirming(ConfirmByMail::NewDevice), ..client("bank") }).await;
    let (bank, silent) = ([("client_id", "bank")], [("client_id", "bank"), ("prompt", "none")]);
    // A thief with the password signs in where nobody asks for more.
    let mut thief = server.browser();
    sign_in(&mut thief, "/login", "alice").await;
    assert!(is_signed_in(&thief));
    assert_eq!(error(&thief.get(&authorize(&silent)).await), "login_required");
    let page = thief.open(&authorize(&bank)).await;
    assert!(says(&page, "We send a mail with a code"), "{}", page.show());
    // Nor is the browser known to the bank after that sign-in.
    thief.remove_cookie(SESSION);
    let page = sign_in(&mut thief, &authorize(&bank), "alice").await;
    assert!(says(&page, "A mail with a code is on its way") && !is_signed_in(&thief), "{}", page.show());

    // The user confirms the session once. From then on the browser is known.
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let page = browser.open(&authorize(&bank)).await;
    let page = browser.submit_and_follow(&page.form_with_button("send"), "send").await;
    let code = last_code(&server, &catcher).await;
    let consent = browser.submit_and_follow(&typed(&page, &code), "verify").await;
    let landed = browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
    assert_eq!(redeem(&server, "bank", &landed).await.status, 200);
    let mails = mails_with_code(&server, &catcher).await.len();
    browser.remove_cookie(SESSION);
    sign_in(&mut browser, "/login", "alice").await;
    let landed = browser.get(&authorize(&silent)).await;
    assert!(landed.location_parameter("code").is_some(), "{}", landed.show());
    assert_eq!(mails_with_code(&server, &catcher).await.len(), mails);
}

#[tokio::test]
async fn en2_a_code_counts_once_and_wrong_ones_are_limited() {
    let (server, catcher) = server(ConfirmByMail::Always).await;
    let mut browser = server.browser();
    let mut page = sign_in(&mut browser, "/login", "alice").await;
    let code = last_code(&server, &catcher).await;
    for half in ["1234", "  "] {
        page = browser.submit(&typed(&page, half), "verify").await;
        assert_eq!((page.status, page.cost.commits), (200, 0), "{half:?}");
    }
    for _ in 0..5 {
        page = browser.submit(&typed(&page, other_code(&code)), "verify").await;
    }
    assert!(says(&page, "was used before") && !page.text().contains("id=\"code\""), "{}", page.show());
    // Another mail, after the pause of five wrong codes.
    let again = browser.submit_and_follow(&page.form_with_button("send"), "send").await;
    let code = last_code(&server, &catcher).await;
    let waiting = browser.submit(&typed(&again, &code), "verify").await;
    assert!(says(&waiting, "not even the right one") && !is_signed_in(&browser), "{}", waiting.show());
    server.advance(10);
    let form = typed(&waiting, &code);
    browser.submit_and_follow(&form, "verify").await;
    assert!(is_signed_in(&browser));
    // The page of the back button, after signing out.
    let account = browser.get("/account").await.form_with_button("sign-out");
    browser.submit(&account, "sign-out").await;
    browser.remove_cookie(SESSION);
    let replayed = browser.submit(&form, "verify").await;
    assert!(!is_signed_in(&browser), "en5: {}", replayed.show());
}

#[tokio::test]
async fn sf2_a_code_is_for_its_user_its_browser_and_its_purpose() {
    let switches = SignInSwitches { mail_sign_in: true, ..confirming(ConfirmByMail::Always) };
    let (server, catcher) = mail_server(Arc::new(MemoryStorage::new()), switches).await;
    let bob = server.add_user("bob", PASSWORD).await;
    server.replace_user(&bob, User { email_verified: true, ..bob.clone() }).await;
    let mut browser = server.browser();
    let of_bob = sign_in(&mut browser, "/login", "bob").await;
    let bobs = last_code(&server, &catcher).await;
    let of_alice = sign_in(&mut browser, "/login", "alice").await;
    // The mail of bob, in the form of alice.
    let mail = of_bob.form_with_button("verify").field("mail").unwrap().to_owned();
    let mixed = browser.submit(&typed(&of_alice, &bobs).with("mail", &mail), "verify").await;
    assert!(!is_signed_in(&browser), "{}", mixed.show());
    // The code of the second step begins no sign-in.
    let page = browser.open("/login").await;
    let sealed = page.form_with_button("mail").field("continue").unwrap().to_owned();
    let alices = last_code(&server, &catcher).await;
    let mail = of_alice.form_with_button("verify").field("mail").unwrap().to_owned();
    let fields = [("continue", sealed.as_str()), ("mail", mail.as_str()), ("code", alices.as_str())];
    let wrong_page = browser.post_form("/login/mail", &fields).await;
    assert!(!is_signed_in(&browser), "{}", wrong_page.show());
    // Nor does it count in another browser.
    let mut thief = server.browser();
    let page = sign_in(&mut thief, "/login", "alice").await;
    let stolen = thief.submit(&typed(&page, &alices).with("mail", &mail), "verify").await;
    assert!(!is_signed_in(&thief), "{}", stolen.show());
}

#[tokio::test]
async fn h4_mails_of_the_second_step_are_limited_too() {
    let (server, catcher) = server(ConfirmByMail::Always).await;
    for _ in 0..5 {
        sign_in(&mut server.browser(), "/login", "alice").await;
    }
    let mut browser = server.browser();
    let page = sign_in(&mut browser, "/login", "alice").await;
    assert!(says(&page, "We send a mail with a code") && !is_signed_in(&browser), "{}", page.show());
    let refused = browser.submit(&page.form_with_button("send"), "send").await;
    assert!(says(&refused, "Too many mails were asked for"), "{}", refused.show());
    assert_eq!(mails_with_code(&server, &catcher).await.len(), 5);
}

#[tokio::test]
async fn sf2_who_can_neither_read_a_mail_nor_prove_two_factors_is_not_let_in() {
    let (server, _) = server(ConfirmByMail::NewDevice).await;
    let alice = user(&server, "alice").await;
    server.replace_user(&alice, User { email_verified: false, ..alice.clone() }).await;
    let mut browser = server.browser();
    let page = browser.open("/login").await;
    let refused = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
    assert_eq!((refused.status, is_signed_in(&browser)), (403, false), "{}", refused.show());
    // Without a mail server nobody gets a code.
    let server = TestServer::builder().sign_in(confirming(ConfirmByMail::Always)).build().await;
    let bob = server.add_user("bob", PASSWORD).await;
    server.replace_user(&bob, User { email_verified: true, ..bob.clone() }).await;
    let mut browser = server.browser();
    let page = browser.open("/login").await;
    let refused = browser.submit(&sign_in_form(&page, "bob"), "sign-in").await;
    assert_eq!((refused.status, is_signed_in(&browser)), (403, false), "{}", refused.show());
}

async fn a_second_step_begun_at_one_node_is_finished_at_the_other(storage: Arc<dyn Storage>) {
    let switches = confirming(ConfirmByMail::Always);
    let (one, catcher) = mail_server(storage.clone(), switches).await;
    let other = node(storage, switches, &catcher).await;
    let mut first = one.browser();
    let page = sign_in(&mut first, "/login", "alice").await;
    let code = last_code(&other, &catcher).await;
    let mut second = other.browser();
    for (name, value) in first.cookies() {
        second.set_cookie(name, value);
    }
    second.submit_and_follow(&typed(&page, &code), "verify").await;
    assert!(is_signed_in(&second));
}
