//! Passwords of the list of breached ones are refused wherever a user chooses one.

use std::{path::PathBuf, sync::Arc};

use valetkey_server::{
    breached_passwords::{BreachedList, build},
    configuration::{AccountSettings, RegistrationSettings},
    mail::{MailCatcher, OutgoingMail, SharedMailTransport},
    testing::{Answer, TestServer},
};

use crate::support::*;

const BREACHED: &str = "a stolen password";
const GOOD: &str = "nobody stole this one";
/// The SHA-1 of the former.
const LINE: &str = "AD97F12E8638DC022040ADBD69778756732CAAB1:17";

/// A file that goes away at the end.
struct ListFile(PathBuf);

impl Drop for ListFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

async fn server_with_list(name: &str) -> (TestServer, Arc<MailCatcher>, ListFile) {
    let file = ListFile(std::env::temp_dir().join(format!("valetkey-list-{}-{name}", std::process::id())));
    build(LINE.as_bytes(), &file.0, 1, |_| {}).unwrap();
    let catcher = Arc::new(MailCatcher::default());
    let registration = RegistrationSettings { enabled: true, ..RegistrationSettings::default() };
    let server = TestServer::builder()
        .mail(Arc::clone(&catcher) as SharedMailTransport)
        .accounts(AccountSettings { registration, ..AccountSettings::default() })
        .breached_list(BreachedList::open(&file.0).unwrap())
        .build()
        .await;
    server.add_user("alice", PASSWORD).await;
    (server, catcher, file)
}

/// Returns the mail with this subject.
async fn mail_about(server: &TestServer, catcher: &MailCatcher, subject: &str) -> OutgoingMail {
    let mails = mails(server, catcher).await;
    mails.into_iter().find(|mail| mail.subject.starts_with(subject)).unwrap()
}

fn is_refused(page: &Answer) -> bool {
    page.status == 200 && page.text().contains("stolen from other services")
}

#[tokio::test]
async fn a_change_a_reset_and_a_registration_refuse_it_and_say_what_to_do() {
    let (server, catcher, _file) = server_with_list("flows").await;
    let mut browser = server.browser();
    let page = browser.open("/account/security/password").await;
    let form = page.form_with_button("sign-in").with("username", "alice").with("password", PASSWORD);
    let page = browser.submit_and_follow(&form, "sign-in").await;
    let change = |page: &Answer, new: &str| {
        page.form_with_button("change-password").with("new_password", new).with("new_password_again", new)
    };
    let refused = browser.submit(&change(&page, BREACHED), "change-password").await;
    assert!(is_refused(&refused), "{}", refused.show());
    assert!(!refused.text().contains(BREACHED), "it is not shown again");
    let changed = browser.submit(&change(&refused, GOOD), "change-password").await;
    assert_eq!(changed.status, 303, "{}", changed.show());

    let mut browser = server.browser();
    forget(&mut browser, "/login", "alice").await;
    let mail = mail_about(&server, &catcher, "Choose a new password").await;
    let page = browser.get(&link(&mail)).await;
    let choose = |page: &Answer, new: &str| page.form_with_button("save").with("new_password", new);
    let refused = browser.submit(&choose(&page, BREACHED), "save").await;
    assert!(is_refused(&refused), "{}", refused.show());
    let chosen = browser.submit_and_follow(&choose(&refused, "another good one"), "save").await;
    assert!(is_signed_in(&mut browser).await, "the link still counted: {}", chosen.show());

    let mut browser = server.browser();
    let login = browser.open("/login").await;
    let page = browser.submit_and_follow(&login.form_with_button("sign-up"), "sign-up").await;
    browser.submit_and_follow(&page.form_with_button("send").with("name", "ada@example.org"), "send").await;
    let mail = mail_about(&server, &catcher, "Finish your registration").await;
    let page = browser.get(&link(&mail)).await;
    let refused = browser.submit(&choose(&page, BREACHED).with("name", "Ada"), "save").await;
    assert!(is_refused(&refused), "{}", refused.show());
    let found = server.storage.user_by_sign_in_name(&server.server.tenant, "ada@example.org").await.unwrap();
    assert!(found.is_none());
    browser.submit_and_follow(&choose(&refused, GOOD).with("name", "Ada"), "save").await;
    assert!(is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn a_user_whose_password_was_stolen_since_still_signs_in() {
    let (server, _, _file) = server_with_list("old").await;
    // Stored before the list was there.
    let other = TestServer::builder().storage(Arc::clone(&server.storage)).build().await;
    other.add_user("bob", BREACHED).await;
    let mut browser = server.browser();
    let page = browser.open("/login").await;
    let form = page.form_with_button("sign-in").with("username", "bob").with("password", BREACHED);
    browser.submit_and_follow(&form, "sign-in").await;
    assert!(is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn a_list_that_can_not_be_read_any_more_lets_no_password_through() {
    let (server, _, file) = server_with_list("cut").await;
    // The open file is cut off, as by a careless copy over it.
    std::fs::OpenOptions::new().write(true).open(&file.0).unwrap().set_len(100).unwrap();
    let refused = server.server.password_pool.hash(valetkey_types::Secret::new(BREACHED)).await;
    assert!(refused.is_err());
}
