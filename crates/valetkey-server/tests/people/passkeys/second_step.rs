//! The passkey as the second step of a sign-in.

use valetkey_accounts::Acr;
use valetkey_authorization_server::record::Client;
use valetkey_types::ClientId;

use super::*;
use crate::{
    second_factor::{enrol, id_token, says, with_code},
    sign_in::try_password,
};

on_every_database! {
    a_passkey_as_a_second_step_costs_four_reads_and_one_commit,
}

pub(super) const RESISTANT: &str = "urn:valetkey:acr:phishing-resistant";
pub(super) const MULTI: &str = "urn:valetkey:acr:multi-factor";

pub(super) async fn require(server: &TestServer, class: Acr) {
    let tenant = &server.server.tenant;
    let stored = server.storage.client(tenant, &ClientId::new("notes")).await.unwrap().unwrap();
    let edited = Client { required_acr: class, ..Client::clone(&stored) };
    server.storage.apply(vec![Change::ReplaceClient(Box::new(edited))]).await.unwrap();
}

/// A server whose application requires two factors, with alice and her passkey.
async fn strict_server() -> (TestServer, SoftwareAuthenticator) {
    let server = server().await;
    let authenticator = registered(&server).await;
    require(&server, Acr::MultiFactor).await;
    (server, authenticator)
}

/// Types the password; returns the page that follows.
pub(super) async fn after_password(browser: &mut Browser<'_>, address: &str) -> Answer {
    let page = browser.open(address).await;
    browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await
}

pub(super) fn asks_for_password(answer: &Answer) -> bool {
    answer.forms().iter().any(|form| form.button("sign-in").is_some())
}

fn is_wrong(answer: &Answer) -> bool {
    says(answer, "That passkey did not work. Try again, or try another way.")
}

/// Answers the page of the second step with a passkey, and allows the application.
pub(super) async fn land(
    browser: &mut Browser<'_>,
    page: &Answer,
    authenticator: &mut SoftwareAuthenticator,
) -> Answer {
    let answer = respond(browser, page, &authenticator.get(&options(page))).await;
    let answer = browser.follow(answer).await;
    crate::second_factor::allow(browser, answer).await
}

#[tokio::test]
async fn sf3_a_passkey_is_the_second_step_after_a_password_and_the_tokens_say_so() {
    let (server, mut authenticator) = strict_server().await;
    for user_is_verified in [true, false] {
        authenticator.verifies_user = user_is_verified;
        let mut browser = server.browser();
        let page = after_password(&mut browser, &authorize(&[])).await;
        assert!(!is_signed_in(&server, &browser), "the session begins with the second factor");
        let asked = options(&page);
        let id = &stored(&server).await[0].credential_id;
        assert_eq!(asked["allowCredentials"], json!([{ "type": "public-key", "id": id }]));
        assert_eq!(asked["userVerification"], "preferred", "the password is the factor of the user");
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
        let landed = land(&mut browser, &page, &mut authenticator).await;
        let claims = id_token(&server, &landed).await;
        assert_eq!(claims["acr"], RESISTANT);
        assert_eq!(claims["amr"], json!(["pwd", "swk", "user", "mfa"]));
    }
    assert!(stored(&server).await[0].last_used_at.is_some());
}

/// A page that names passkeys tells whose they are, so nobody sees one before the first factor.
#[tokio::test]
async fn en1_no_page_names_passkeys_before_the_first_factor() {
    let (server, mut authenticator) = strict_server().await;
    let id = stored(&server).await[0].credential_id.clone();
    let mut browser = server.browser();
    let names = |page: &Answer| page.text().contains(&id);
    let first = after_password(&mut browser, &authorize(&[])).await;
    assert!(names(&first), "{}", first.show());
    let half = first.form_with_button("restart");
    land(&mut browser, &first, &mut authenticator).await;
    for asked in [
        &[("acr_values", RESISTANT), ("prompt", "login")][..],
        &[("acr_values", RESISTANT), ("max_age", "0")],
    ] {
        server.advance(1);
        let page = browser.open(&authorize(asked)).await;
        assert!(asks_for_password(&page) && !names(&page), "{asked:?}: {}", page.show());
    }
    let out = browser.get("/account").await.form_with_button("sign-out");
    browser.submit(&out, "sign-out").await;
    let page = browser.open(&authorize(&[("login_hint", "alice"), ("acr_values", RESISTANT)])).await;
    assert!(asks_for_password(&page) && !names(&page), "{}", page.show());
    let form = page.form_with_button("sign-in");
    for way in ["passkey", "authenticator"] {
        let fields = [("continue", form.field("continue").unwrap()), ("way", way), ("action", "use-passkey")];
        let page = browser.post_form("/login/second", &fields).await;
        assert!(asks_for_password(&page) && !names(&page), "{}", page.show());
    }
    server.advance(601);
    let late = browser.submit(&half.with("action", "use-passkey"), "restart").await;
    assert!(!names(&late), "{}", late.show());
}

#[tokio::test]
async fn wa2_only_a_passkey_of_the_user_at_our_origin_for_this_page_is_a_second_step() {
    let (server, mut of_alice) = strict_server().await;
    server.add_user("bob", PASSWORD).await;
    let mut of_bob = authenticator();
    let mut bob = server.browser();
    sign_in(&mut bob, "/login", "bob").await;
    let list = bob.get(PASSKEYS).await;
    respond(&mut bob, &list, &of_bob.create(&options(&list))).await;

    let mut browser = server.browser();
    let login = browser.open(&authorize(&[])).await;
    let of_login = of_alice.get(&options(&login));
    let page = after_password(&mut browser, &authorize(&[])).await;
    let asked = options(&page);
    let mut answers = vec![respond(&mut browser, &page, &of_bob.get(&asked)).await];
    of_alice.origin = "https://evil.example".to_owned();
    answers.push(respond(&mut browser, &page, &of_alice.get(&asked)).await);
    of_alice.origin = "https://id.example".to_owned();
    answers.push(respond(&mut browser, &page, &of_login).await);
    for odd in ["", "{}", "null"] {
        let page = after_password(&mut browser, &authorize(&[])).await;
        answers.push(respond(&mut browser, &page, odd).await);
    }
    // The challenge of the sign-in page, sealed for another purpose.
    let page = after_password(&mut browser, &authorize(&[])).await;
    let form = form_of(&page).with("challenge", sealed(&form_of(&login))).with("response", &of_login);
    answers.push(send(&mut browser, &form).await);
    // The challenge of another attempt of the same user in the same browser.
    let other = after_password(&mut browser, &authorize(&[])).await;
    let form = form_of(&page).with("challenge", sealed(&form_of(&other)));
    let form = form.with("response", &of_alice.get(&options(&other)));
    answers.push(send(&mut browser, &form).await);
    for answer in &answers {
        assert!(is_wrong(answer) && !is_signed_in(&server, &browser), "{}", answer.show());
    }
    // The response of the second step is none to the sign-in page.
    let form = form_of(&login).with("response", &of_alice.get(&asked));
    let answer = send(&mut browser, &form).await;
    assert!(is_refused(&answer) && !is_signed_in(&server, &browser), "{}", answer.show());
    let form = form_of(&login).with("continue", sealed(&form_of(&page)));
    let answer = send(&mut browser, &form.with("response", &of_alice.get(&options(&page)))).await;
    assert!(!is_signed_in(&server, &browser), "{}", answer.show());
    let landed = land(&mut browser, &other, &mut of_alice).await;
    assert!(landed.location_parameter("code").is_some(), "{}", landed.show());
}

#[tokio::test]
async fn wa4_a_second_step_counts_once_in_its_browser_and_its_time() {
    let (server, mut authenticator) = strict_server().await;
    let mut browser = server.browser();
    let page = after_password(&mut browser, &authorize(&[])).await;
    let response = authenticator.get(&options(&page));
    let mut other = server.browser();
    other.open("/login").await;
    let copied = respond(&mut other, &page, &response).await;
    assert_eq!(copied.status, 303, "{}", copied.show());
    assert!(!is_signed_in(&server, &other), "a form of another browser");
    let cookies = browser.cookies().clone();
    let answer = respond(&mut browser, &page, &response).await;
    assert_eq!(answer.status, 303, "{}", answer.show());
    let mut thief = server.browser();
    for (name, value) in &cookies {
        thief.set_cookie(name, value);
    }
    let again = respond(&mut thief, &page, &response).await;
    assert!(asks_for_password(&again) && !is_signed_in(&server, &thief), "{}", again.show());
    // Back in the history, with another touch: an attempt takes one second step.
    let again = respond(&mut thief, &page, &authenticator.get(&options(&page))).await;
    assert!(asks_for_password(&again) && !is_signed_in(&server, &thief), "{}", again.show());

    let mut browser = server.browser();
    let page = after_password(&mut browser, &authorize(&[])).await;
    let response = authenticator.get(&options(&page));
    server.advance(301);
    let late = respond(&mut browser, &page, &response).await;
    assert!(is_wrong(&late) && !is_signed_in(&server, &browser), "{}", late.show());
    server.advance(300);
    let late = respond(&mut browser, &late, &authenticator.get(&options(&late))).await;
    assert!(asks_for_password(&late) && !is_signed_in(&server, &browser), "{}", late.show());
}

#[tokio::test]
async fn wa4_a_code_and_a_passkey_do_not_both_complete_one_attempt() {
    let (server, mut authenticator) = strict_server().await;
    let (app, _) = enrol(&server, &mut server.browser(), "alice").await;
    let mut browser = server.browser();
    let code = after_password(&mut browser, "/login").await;
    let passkey = browser.submit(&code.form_with_button("use-passkey"), "use-passkey").await;
    let (mut first, mut second) = (copy(&server, &browser), copy(&server, &browser));
    let done = first.submit(&with_code(&code, &app.code(&server)), "verify").await;
    assert!(done.status == 303 && is_signed_in(&server, &first), "{}", done.show());
    let again = respond(&mut second, &passkey, &authenticator.get(&options(&passkey))).await;
    assert!(asks_for_password(&again) && !is_signed_in(&server, &second), "{}", again.show());
}

fn copy<'s>(server: &'s TestServer, browser: &Browser<'_>) -> Browser<'s> {
    let mut copy = server.browser();
    for (name, value) in browser.cookies() {
        copy.set_cookie(name, value);
    }
    copy
}

#[tokio::test]
async fn the_page_offers_the_other_ways_and_remembers_the_last_one() {
    let (server, mut authenticator) = strict_server().await;
    let (app, _) = enrol(&server, &mut server.browser(), "alice").await;
    let mut browser = server.browser();
    let page = after_password(&mut browser, "/login").await;
    assert!(page.form_with_button("verify").field("way") == Some("authenticator"), "the app was used last");
    let page = browser.submit(&page.form_with_button("use-passkey"), "use-passkey").await;
    let answer = respond(&mut browser, &page, &authenticator.get(&options(&page))).await;
    assert!(answer.location() == "/account" && is_signed_in(&server, &browser), "{}", answer.show());
    let mut browser = server.browser();
    let page = after_password(&mut browser, "/login").await;
    assert_eq!(form_of(&page).field("way"), Some("passkey"), "now the passkey was used last");
    let page = browser.submit(&page.form_with_button("use-authenticator"), "use-authenticator").await;
    browser.submit(&with_code(&page, &app.code(&server)), "verify").await;
    assert!(is_signed_in(&server, &browser));
}

#[tokio::test]
async fn sf3_only_a_passkey_is_asked_for_where_nothing_may_be_phished() {
    let (server, mut authenticator) = strict_server().await;
    let (app, _) = enrol(&server, &mut server.browser(), "alice").await;
    require(&server, Acr::PhishingResistant).await;
    let mut browser = server.browser();
    let page = after_password(&mut browser, &authorize(&[])).await;
    assert_eq!(form_of(&page).field("way"), Some("passkey"));
    let code = app.code(&server);
    let sealed = page.form_with_button("restart").field("continue").unwrap().to_owned();
    let fields = [("continue", sealed.as_str()), ("way", "authenticator"), ("code", code.as_str())];
    let answer = browser.post_form("/login/second", &fields).await;
    assert!(!is_signed_in(&server, &browser), "a code is not enough: {}", answer.show());
    let landed = land(&mut browser, &page, &mut authenticator).await;
    assert_eq!(id_token(&server, &landed).await["acr"], RESISTANT);
}

#[tokio::test]
async fn sf3_a_weak_session_is_made_stronger_by_a_passkey_and_a_touch_renews_no_password() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let mut authenticator = registered(&server).await;
    server.advance(600);
    let page = browser.open(&authorize(&[("acr_values", RESISTANT)])).await;
    assert!(says(&page, "The notes asks for a second step"), "{}", page.show());
    authenticator.verifies_user = false;
    let landed = land(&mut browser, &page, &mut authenticator).await;
    assert_eq!(id_token(&server, &landed).await["acr"], RESISTANT);
    let page = browser.open(&authorize(&[("max_age", "300")])).await;
    assert!(asks_for_password(&page), "the touch is fresh, the password is not: {}", page.show());
    assert!(browser.open(&authorize(&[("max_age", "900")])).await.location_parameter("code").is_some());
}

#[tokio::test]
async fn en2_a_whole_sign_in_resets_the_counters_and_a_password_alone_does_not() {
    let (server, mut authenticator) = strict_server().await;
    for _ in 0..4 {
        try_password(&mut server.browser(), "alice", "wrong password").await;
    }
    let mut browser = server.browser();
    let page = after_password(&mut browser, &authorize(&[])).await;
    land(&mut browser, &page, &mut authenticator).await;
    for _ in 0..4 {
        try_password(&mut server.browser(), "alice", "wrong password").await;
    }
    let answer = try_password(&mut server.browser(), "alice", PASSWORD).await;
    assert_eq!(answer.status, 303, "{}", answer.show());
}

#[tokio::test]
async fn wa3_a_copied_passkey_is_no_second_step() {
    let server = server().await;
    let mut authenticator = authenticator();
    authenticator.sign_count = Some(10);
    register(&mut server.browser(), &mut authenticator).await;
    require(&server, Acr::MultiFactor).await;
    authenticator.sign_count = Some(4);
    let mut browser = server.browser();
    let page = after_password(&mut browser, &authorize(&[])).await;
    let answer = respond(&mut browser, &page, &authenticator.get(&options(&page))).await;
    assert!(is_wrong(&answer) && !is_signed_in(&server, &browser), "{}", answer.show());
    assert_eq!(events(&server).await, [EventKind::PasskeyAdded, EventKind::PasskeyCloneSuspected]);
}

async fn a_passkey_as_a_second_step_costs_four_reads_and_one_commit(storage: Arc<dyn Storage>) {
    let server = with_storage(storage).await;
    let mut authenticator = registered(&server).await;
    enrol(&server, &mut server.browser(), "alice").await;
    let mut browser = server.browser();
    let page = after_password(&mut browser, "/login").await;
    let page = browser.submit(&page.form_with_button("use-passkey"), "use-passkey").await;
    assert_eq!((page.cost.reads, page.cost.commits), (2, 0), "user and passkeys");
    let done = respond(&mut browser, &page, &authenticator.get(&options(&page))).await;
    assert!(is_signed_in(&server, &browser), "{}", done.show());
    assert_eq!((done.cost.reads, done.cost.commits), (4, 1), "user, factors, passkey and counters");
}
