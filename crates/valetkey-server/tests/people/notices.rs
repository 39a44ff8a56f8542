//! Mails about authenticators and recovery codes.

use std::sync::Arc;

use valetkey_authorization_server::record::SignInSwitches;
use valetkey_server::{
    mail::{MailCatcher, OutgoingMail},
    outbox::deliver_due,
    testing::TestServer,
};
use valetkey_storage::{Storage, memory::MemoryStorage};

use crate::{
    mails::mail_server,
    second_factor::{App, CODES, enrol, first_step, with_code},
    sqlite_file::SqliteFile,
};

const SESSION: &str = "__Host-valetkey_session";

async fn server() -> (TestServer, Arc<MailCatcher>, App, Vec<String>) {
    server_on(Arc::new(MemoryStorage::new())).await
}

async fn server_on(storage: Arc<dyn Storage>) -> (TestServer, Arc<MailCatcher>, App, Vec<String>) {
    let (server, catcher) = mail_server(storage, SignInSwitches::OF_TENANT).await;
    let (app, codes) = enrol(&server, &mut server.browser(), "alice").await;
    (server, catcher, app, codes)
}

/// Sends what is due, and returns the mails about recovery codes so far.
async fn mails(server: &TestServer, catcher: &MailCatcher) -> Vec<OutgoingMail> {
    deliver_due(&server.issuers).await.unwrap();
    let mut mails = catcher.mails();
    mails.retain(|mail| mail.subject.contains("recovery code"));
    mails
}

#[tokio::test]
async fn a_user_is_told_of_a_new_authenticator() {
    let (server, catcher, _, _) = server().await;
    deliver_due(&server.issuers).await.unwrap();
    let mut sent = catcher.mails();
    sent.retain(|mail| mail.subject == "New way to sign in at id.example");
    let [mail] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(mail.to, "alice@example.org");
    assert!(mail.text.contains("Authenticator"), "{}", mail.text);
}

#[tokio::test]
async fn a_user_is_told_of_each_recovery_code_that_was_used_and_of_no_wrong_one() {
    let (server, catcher, _, codes) = server().await;
    assert_eq!(mails(&server, &catcher).await, [], "the first set comes with the authenticator");
    let mut browser = server.browser();
    let mut page = first_step(&mut browser, "/login").await;
    for wrong in ["0000-0000-0000-0000", "0000-0000-0000-0000-0000-0000", ""] {
        let form = with_code(&page, wrong).with("way", "recovery-code");
        page = browser.submit(&form, "verify").await;
    }
    assert_eq!(mails(&server, &catcher).await, []);
    let form = with_code(&page, &codes[0]).with("way", "recovery-code");
    browser.submit_and_follow(&form, "verify").await;
    assert!(browser.cookies().contains_key(SESSION));
    let sent = mails(&server, &catcher).await;
    let [mail] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(
        (mail.to.as_str(), mail.subject.as_str()),
        ("alice@example.org", "A recovery code was used at id.example")
    );
    assert!(mail.text.contains("https://id.example/forgot"), "{}", mail.text);
    assert!(!codes.iter().any(|code| mail.text.contains(code)), "{}", mail.text);
    // The same form again: the code counts no more.
    browser.submit_and_follow(&form, "verify").await;
    assert_eq!(mails(&server, &catcher).await.len(), 1);
}

#[tokio::test]
async fn a_user_is_told_of_a_recovery_code_that_completes_no_sign_in_yet() {
    let (server, catcher, _, codes) = server().await;
    let alice = crate::second_factor::user(&server, "alice").await;
    server.advance(60);
    let leaving = valetkey_accounts::User {
        deletion_at: Some(alice.created_at.plus(valetkey_types::Seconds::days(14))),
        ..alice.clone()
    };
    server.replace_user(&alice, leaving).await;
    let mut browser = server.browser();
    let page = first_step(&mut browser, "/login").await;
    let form = with_code(&page, &codes[0]).with("way", "recovery-code");
    let asked = browser.submit_and_follow(&form, "verify").await;
    assert!(
        asked.text().contains("id=\"keep\"") && !browser.cookies().contains_key(SESSION),
        "{}",
        asked.show()
    );
    assert_eq!(mails(&server, &catcher).await.len(), 1);
}

#[tokio::test]
async fn a_user_is_told_of_new_recovery_codes_in_the_same_commit() {
    let file = SqliteFile::new();
    let (server, catcher, app, codes) = server_on(file.open()).await;
    let mut browser = server.browser();
    let page = first_step(&mut browser, "/login").await;
    browser.submit_and_follow(&with_code(&page, &app.code(&server)), "verify").await;
    let form = browser.get(CODES).await.form_with_button("make");
    let mut other = server.browser();
    other.post_form(CODES, &[("form_state", form.field("form_state").unwrap())]).await;
    assert_eq!(mails(&server, &catcher).await, [], "a form of another browser makes none");
    let made = browser.submit(&form, "make").await;
    assert_eq!(made.cost.commits, 1, "{}", made.show());
    let sent = mails(&server, &catcher).await;
    let [mail] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(
        (mail.to.as_str(), mail.subject.as_str()),
        ("alice@example.org", "New recovery codes at id.example")
    );
    assert!(!codes.iter().any(|code| mail.text.contains(code)), "{}", mail.text);
}
