//! Verification and change of the address.

use valetkey_accounts::User;
use valetkey_server::testing::{Answer, Browser, TestServer};

use crate::support::*;

const PAGE: &str = "/account/security/email";

async fn sign_in(browser: &mut Browser<'_>) {
    let page = browser.open("/login").await;
    let form = page.form_with_button("sign-in").with("username", "alice").with("password", PASSWORD);
    browser.submit_and_follow(&form, "sign-in").await;
    assert!(is_signed_in(browser).await);
}

async fn alice(server: &TestServer) -> User {
    server.storage.user_by_sign_in_name(&server.server.tenant, "alice").await.unwrap().unwrap()
}

async fn change_to(browser: &mut Browser<'_>, address: &str) -> Answer {
    let page = browser.get(PAGE).await;
    browser.submit_and_follow(&page.form_with_button("change").with("name", address), "change").await
}

#[tokio::test]
async fn an_address_is_verified_by_a_press_of_a_button_and_by_nothing_less() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser).await;
    let page = browser.get(PAGE).await;
    browser.submit_and_follow(&page.form_with_button("verify"), "verify").await;
    let link = link(&mails(&server, &catcher).await[0]);
    let page = server.browser().get(&link).await;
    assert!(page.text().contains("Is alice@example.org your address?"), "{}", page.show());
    assert!(!alice(&server).await.email_verified, "opening the link changes nothing");
    let mut other = server.browser();
    let page = other.get(&link).await;
    let done = other.submit_and_follow(&page.form_with_button("confirm"), "confirm").await;
    assert!(done.text().contains("is confirmed"), "{}", done.show());
    assert!(alice(&server).await.email_verified);
    assert!(!is_signed_in(&mut other).await, "the link signs nobody in");
    assert_eq!(other.submit(&page.form_with_button("confirm"), "confirm").await.status, 410);
    let again = browser.get(PAGE).await;
    assert!(again.forms().iter().all(|form| form.button("verify").is_none()), "{}", again.show());
}

#[tokio::test]
async fn al4_an_address_changes_when_the_new_one_is_proved_and_both_are_told() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser).await;
    let page = change_to(&mut browser, "new@example.org").await;
    assert_eq!(alice(&server).await.email.as_deref(), Some("alice@example.org"), "nothing changes yet");
    let sent = mails(&server, &catcher).await;
    assert_eq!(sent[0].to, "new@example.org");
    let form = page.form_with_button("confirm").with("code", &code(&sent[0]));
    let done = browser.submit_and_follow(&form, "confirm").await;
    assert!(done.text().contains("was changed"), "{}", done.show());
    let changed = alice(&server).await;
    assert_eq!((changed.email.as_deref(), changed.email_verified), (Some("new@example.org"), true));
    let sent = mails(&server, &catcher).await;
    assert_eq!((sent.len(), sent[1].to.as_str()), (2, "alice@example.org"), "the old address is told");
    assert!(sent[1].subject.contains("email address"), "{}", sent[1].subject);
}

#[tokio::test]
async fn an_address_of_somebody_else_gets_the_same_page_and_its_owner_a_mail() {
    let (server, catcher) = server().await;
    server.add_user("bob", PASSWORD).await;
    let mut browser = server.browser();
    sign_in(&mut browser).await;
    let free = change_to(&mut browser, "free@example.org").await;
    let taken = change_to(&mut browser, "bob@example.org").await;
    assert_eq!(free.status, taken.status);
    let texts = [&free, &taken].map(|page| page.text().contains("A mail is on its way"));
    assert_eq!(texts, [true, true]);
    let sent = mails(&server, &catcher).await;
    assert_eq!(sent.len(), 2);
    // Both were stored in the same second, so a database may return them in any order.
    let told = sent.iter().find(|mail| mail.to == "bob@example.org").unwrap();
    assert!(!told.text.contains("token="), "{}", told.text);
    let form = taken.form_with_button("confirm").with("code", "12345678");
    assert!(browser.submit(&form, "confirm").await.text().contains("not the code"), "as for a wrong code");
}

#[tokio::test]
async fn an_address_that_was_taken_meanwhile_changes_nothing() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser).await;
    change_to(&mut browser, "bob@example.org").await;
    let link = link(&mails(&server, &catcher).await[0]);
    server.add_user("bob", PASSWORD).await;
    let page = browser.get(&link).await;
    assert_eq!(browser.submit(&page.form_with_button("confirm"), "confirm").await.status, 409);
    assert_eq!(alice(&server).await.email.as_deref(), Some("alice@example.org"));
}

#[tokio::test]
async fn a_change_needs_a_fresh_proof_and_one_plain_address() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser).await;
    for (address, sentence) in [
        ("new@example.org,eve@example.com", "not one email address"),
        ("ALICE@example.org", "your address already"),
    ] {
        let page = change_to(&mut browser, address).await;
        assert!(page.text().contains(sentence), "{address}: {}", page.show());
    }
    server.advance(301);
    let page = browser.get(PAGE).await;
    let form = page.form_with_button("change").with("name", "new@example.org");
    let answer = browser.submit_and_follow(&form, "change").await;
    assert!(answer.forms().iter().any(|form| form.button("sign-in").is_some()), "{}", answer.show());
    assert_eq!(mails(&server, &catcher).await, []);
}
