//! Registration.

use std::sync::Arc;

use valetkey_accounts::User;
use valetkey_server::{
    configuration::{AccountSettings, RegistrationSettings},
    mail::MailCatcher,
    testing::{Answer, Browser, TestServer},
};

use crate::{sqlite_file::SqliteFile, support::*};

fn settings() -> RegistrationSettings {
    RegistrationSettings { enabled: true, ..RegistrationSettings::default() }
}

async fn server_where(registration: RegistrationSettings) -> (TestServer, Arc<MailCatcher>) {
    let accounts = AccountSettings { registration, ..AccountSettings::default() };
    server_with(crate::usual_database::storage().await, accounts).await
}

async fn sign_up(browser: &mut Browser<'_>, address: &str) -> Answer {
    let login = browser.open("/login").await;
    let page = browser.submit_and_follow(&login.form_with_button("sign-up"), "sign-up").await;
    browser.submit_and_follow(&page.form_with_button("send").with("name", address), "send").await
}

async fn finish(browser: &mut Browser<'_>, page: &Answer, name: &str) -> Answer {
    let form = page.form_with_button("save").with("name", name).with("new_password", "a good long password");
    browser.submit(&form, "save").await
}

async fn user(server: &TestServer, name: &str) -> Option<User> {
    server.storage.user_by_sign_in_name(&server.server.tenant, name).await.unwrap()
}

#[tokio::test]
async fn somebody_registers_with_a_code_and_is_signed_in_with_a_verified_address() {
    let (server, catcher) = server_where(settings()).await;
    let mut browser = server.browser();
    let page = sign_up(&mut browser, " Ada@Example.org ").await;
    assert!(user(&server, "ada@example.org").await.is_none(), "no account before the mail was read");
    let mail = &mails(&server, &catcher).await[0];
    assert_eq!(mail.to, "Ada@example.org");
    let form = page.form_with_button("save").with("code", &code(mail)).with("name", "Ada");
    let done = browser.submit(&form.with("new_password", "a good long password"), "save").await;
    assert_eq!(done.location(), "/account");
    assert!(is_signed_in(&mut browser).await);
    let ada = user(&server, "ada@example.org").await.unwrap();
    assert_eq!((ada.email.as_deref(), ada.email_verified), (Some("Ada@example.org"), true));
    assert_eq!(ada.name.as_deref(), Some("Ada"));
}

#[tokio::test]
async fn en6_where_registration_is_off_no_address_makes_an_account() {
    let (server, catcher) = server_where(settings()).await;
    let mut browser = server.browser();
    sign_up(&mut browser, "ada@example.org").await;
    let link = link(&mails(&server, &catcher).await[0]);
    // The same database, registration off.
    let off = TestServer::builder().storage(Arc::clone(&server.storage)).mail(catcher).build().await;
    let mut browser = off.browser();
    assert!(browser.open("/login").await.forms()[0].button("sign-up").is_none());
    let token = link.split_once("token=").unwrap().1;
    for (path, fields) in [
        ("/signup", vec![("name", "ada@example.org")]),
        ("/signup/finish", vec![("token", token), ("name", "Ada"), ("new_password", "a good long password")]),
    ] {
        for answer in [browser.get(path).await, browser.post_form(path, &fields).await] {
            assert_eq!(answer.status, 404, "{path}: {}", answer.show());
        }
    }
    assert!(user(&off, "ada@example.org").await.is_none());
}

#[tokio::test]
async fn m1_an_address_with_an_account_gets_the_same_page_for_the_same_work_and_the_owner_a_mail() {
    let file = SqliteFile::new();
    let accounts = AccountSettings { registration: settings(), ..AccountSettings::default() };
    let (server, catcher) = server_with(file.open(), accounts).await;
    let mut seen = Vec::new();
    for address in ["new@example.org", "alice@example.org", "ALICE@EXAMPLE.ORG"] {
        let mut browser = server.browser();
        let login = browser.open("/login").await;
        let page = browser.submit_and_follow(&login.form_with_button("sign-up"), "sign-up").await;
        let asked = browser.submit(&page.form_with_button("send").with("name", address), "send").await;
        let cost = (asked.cost.reads, asked.cost.commits, asked.cost.rows);
        let page = browser.follow(asked).await;
        mails(&server, &catcher).await;
        let form = page.form_with_button("save").with("code", "00000000");
        let wrong = finish_form(&mut browser, form).await;
        seen.push((cost, page.status, wrong.status, wrong.cost.reads, wrong.cost.commits));
    }
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:?}");
    let mails = catcher.mails();
    assert_eq!(mails.len(), 3);
    assert!(mails[0].subject.contains("Finish your registration"), "{}", mails[0].subject);
    for mail in &mails[1..] {
        assert!(mail.subject.contains("already have an account"), "{}", mail.subject);
        assert_eq!(mail.to, "alice@example.org");
        assert!(!mail.text.contains("token="), "it proves nothing: {}", mail.text);
    }
}

async fn finish_form(browser: &mut Browser<'_>, form: valetkey_server::testing::Form) -> Answer {
    browser.submit(&form.with("name", "Ada").with("new_password", "a good long password"), "save").await
}

#[tokio::test]
async fn al3_only_one_plain_address_of_an_allowed_domain_gets_a_mail() {
    let domains = vec!["example.org".to_owned()];
    let (server, catcher) = server_where(RegistrationSettings { domains, ..settings() }).await;
    for (address, sentence) in [
        ("ada@example.org, eve@example.com", "not one email address"),
        ("ada@eve.example@example.org", "not one email address"),
        ("\"ada@eve.example\"@example.org", "not one email address"),
        ("ada\u{ff20}example.org", "not one email address"),
        ("\u{430}da@example.org", "not one email address"),
        ("ada@example.org.", "not one email address"),
        ("ada@sub.example.org", "address of this domain cannot"),
        ("ada@evilexample.org", "address of this domain cannot"),
        ("ada@example.org.evil.example", "address of this domain cannot"),
        ("", "Enter your email address"),
    ] {
        let page = sign_up(&mut server.browser(), address).await;
        assert!(page.text().contains(sentence), "{address:?}: {}", page.show());
    }
    assert_eq!(deliveries(&server).await, []);
    sign_up(&mut server.browser(), "ada@EXAMPLE.org").await;
    assert_eq!(mails(&server, &catcher).await.len(), 1);
}

#[tokio::test]
async fn terms_are_accepted_with_their_version() {
    let terms = RegistrationSettings {
        terms_version: Some("2026-11".to_owned()),
        terms_uri: Some("https://example.org/terms".to_owned()),
        ..settings()
    };
    let (server, catcher) = server_where(terms).await;
    let mut browser = server.browser();
    let login = browser.open("/login").await;
    let page = browser.submit_and_follow(&login.form_with_button("sign-up"), "sign-up").await;
    let form = page.form_with_button("send").with("name", "ada@example.org");
    let refused = browser.submit(&form, "send").await;
    assert!(refused.text().contains("only create an account if you accept"), "{}", refused.show());
    browser.submit_and_follow(&form.with("terms", "accepted"), "send").await;
    let page = browser.get(&link(&mails(&server, &catcher).await[0])).await;
    assert_eq!(finish(&mut browser, &page, "Ada").await.location(), "/account");
    let events = events(&server).await;
    let registered = events.iter().find(|event| event.kind.as_str() == "user.registered").unwrap();
    let accepted: Vec<_> =
        registered.changed.iter().map(|field| (field.field.as_str(), field.after.as_str())).collect();
    assert_eq!(accepted, [("terms", "2026-11")]);
}

#[tokio::test]
async fn two_registrations_of_one_address_make_one_account() {
    let (server, catcher) = server_where(settings()).await;
    let (mut first, mut second) = (server.browser(), server.browser());
    sign_up(&mut first, "ada@example.org").await;
    sign_up(&mut second, "ada@example.org").await;
    let mails = mails(&server, &catcher).await;
    let (one, other) = (first.get(&link(&mails[0])).await, second.get(&link(&mails[1])).await);
    assert_eq!(finish(&mut first, &one, "Ada").await.location(), "/account");
    let late = finish(&mut second, &other, "Eve").await;
    assert_eq!(late.status, 409, "{}", late.show());
    assert!(!is_signed_in(&mut second).await);
    assert_eq!(user(&server, "ada@example.org").await.unwrap().name.as_deref(), Some("Ada"));
}

#[tokio::test]
async fn an_address_that_is_no_username_registers_all_the_same() {
    let (server, catcher) = server_where(settings()).await;
    let mut browser = server.browser();
    sign_up(&mut browser, "o'brien@example.org").await;
    let page = browser.get(&link(&mails(&server, &catcher).await[0])).await;
    assert_eq!(finish(&mut browser, &page, "Pat O'Brien").await.location(), "/account");
    let pat = user(&server, "o'brien@example.org").await.unwrap();
    assert!(pat.username.starts_with("user-"), "{}", pat.username);
}

#[tokio::test]
async fn al3_an_address_that_the_operator_reserved_gets_no_mail_and_no_account() {
    let reserved_usernames = vec!["ceo@example.org".to_owned()];
    let (server, catcher) = server_where(RegistrationSettings { reserved_usernames, ..settings() }).await;
    for address in ["ceo@example.org", "CEO@example.org", "c.e.o@example.org", "ce0@example.org"] {
        let page = sign_up(&mut server.browser(), address).await;
        assert!(page.text().contains("Nobody can create an account with this address"), "{}", page.show());
        assert!(page.text().contains("aria-invalid"), "{}", page.show());
    }
    assert_eq!(deliveries(&server).await, []);
    sign_up(&mut server.browser(), "ada@example.org").await;
    assert_eq!(mails(&server, &catcher).await.len(), 1);
}
