//! The mails about the deletion of an account.

use valetkey_server::testing::Browser;

use crate::support::*;

async fn sign_in(browser: &mut Browser<'_>, address: &str) -> valetkey_server::testing::Answer {
    let page = browser.open(address).await;
    let form = page.form_with_button("sign-in").with("username", "alice").with("password", PASSWORD);
    browser.submit_and_follow(&form, "sign-in").await
}

#[tokio::test]
async fn a_user_is_told_when_the_deletion_is_asked_for_and_when_the_account_is_kept() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, "/account/data/delete").await;
    let done = browser.submit(&page.form_with_button("delete"), "delete").await;
    assert!(done.text().contains("We sent you a mail"), "{}", done.show());
    let sent = mails(&server, &catcher).await;
    assert_eq!((sent.len(), sent[0].to.as_str()), (1, "alice@example.org"));
    assert!(sent[0].subject.contains("will be deleted"), "{}", sent[0].subject);
    assert!(sent[0].text.contains("2026-01-15 00:00 UTC"), "{}", sent[0].text);
    let page = sign_in(&mut browser, "/account").await;
    browser.submit_and_follow(&page.form_with_button("keep"), "keep").await;
    assert!(is_signed_in(&mut browser).await);
    let sent = mails(&server, &catcher).await;
    assert_eq!(sent.len(), 2);
    assert!(sent[1].subject.contains("is kept"), "{}", sent[1].subject);
}

#[tokio::test]
async fn a_user_who_forgot_the_password_meanwhile_can_return_with_a_link() {
    let (server, catcher) = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, "/account/data/delete").await;
    browser.submit(&page.form_with_button("delete"), "delete").await;
    mails(&server, &catcher).await;
    forget(&mut browser, "/login", "alice").await;
    let mail = mails(&server, &catcher).await.pop().unwrap();
    let page = browser.get(&link(&mail)).await;
    let form = page.form_with_button("save").with("new_password", "another horse battery");
    let asked = browser.submit_and_follow(&form, "save").await;
    assert!(!is_signed_in(&mut browser).await);
    browser.submit_and_follow(&asked.form_with_button("keep"), "keep").await;
    assert!(is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn a_link_from_before_the_request_is_worth_nothing_after_it() {
    let (server, catcher) = server().await;
    forget(&mut server.browser(), "/login", "alice").await;
    let mail = mails(&server, &catcher).await.pop().unwrap();
    let mut browser = server.browser();
    let page = sign_in(&mut browser, "/account/data/delete").await;
    browser.submit(&page.form_with_button("delete"), "delete").await;
    assert_eq!(browser.get(&link(&mail)).await.status, 410);
    // After the day nobody gets a mail.
    server.advance(15 * 86_400);
    let before = mails(&server, &catcher).await.len();
    forget(&mut server.browser(), "/login", "alice").await;
    assert_eq!(mails(&server, &catcher).await.len(), before);
}
