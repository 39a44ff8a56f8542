//! EN1: every page that takes a name gives the same responses for all kinds of users and for an unknown name.

use std::sync::Arc;

use valetkey_accounts::{FactorKind, User};
use valetkey_server::{
    mail::MailCatcher,
    testing::{Answer, TestServer},
};
use valetkey_storage::memory::MemoryStorage;
use valetkey_types::Seconds;

use crate::{
    mails::{MAIL_SIGN_IN, mail_server, mails_with_code},
    sign_in::{looks, try_password},
    support::*,
};

type Edit = fn(User) -> User;

/// The kinds of users that an attacker could try to distinguish.
const KINDS: [(&str, Edit); 8] = [
    ("zz-plain", |user| user),
    ("zz-disabled", |user| User { disabled: true, ..user }),
    ("zz-passwordless", |user| User { password_hash: None, ..user }),
    ("zz-unverified", |user| User { email_verified: false, ..user }),
    ("zz-addressless", |user| User { email: None, email_verified: false, ..user }),
    ("zz-two-factors", |user| user.with_factor(FactorKind::Authenticator)),
    ("zz-passkey", |user| user.with_factor(FactorKind::Passkey)),
    ("zz-leaving", |user| User { deletion_at: Some(user.created_at.plus(Seconds::days(100_000))), ..user }),
];

async fn server() -> (TestServer, Arc<MailCatcher>) {
    let (server, catcher) = mail_server(Arc::new(MemoryStorage::new()), MAIL_SIGN_IN).await;
    for (name, edit) in KINDS {
        let user = server.add_user(name, PASSWORD).await;
        server.replace_user(&user, edit(User { email_verified: true, ..user.clone() })).await;
    }
    (server, catcher)
}

/// Returns the parts of a response in which responses could differ, without the values that are sealed for each response.
fn shown(answer: &Answer, name: &str) -> (u16, Vec<String>, String) {
    let (status, headers, _) = looks(answer, name);
    let mut plain = answer.text().replace(name, "NAME");
    for sealed in ["value=\"", "?continue="] {
        let mut parts = plain.split(sealed);
        let first = parts.next().unwrap().to_owned();
        plain = parts.fold(first, |text, part| text + part.split_once('"').unwrap().1);
    }
    (status, headers, plain)
}

#[tokio::test]
async fn en1_a_wrong_password_and_the_pause_after_several_look_alike_for_every_kind_of_user() {
    let (server, _) = server().await;
    let mut of_nobody = Vec::new();
    for _ in 0..7 {
        of_nobody.push(looks(&try_password(&mut server.browser(), "nobody", "a wrong one").await, "nobody"));
    }
    assert!(of_nobody[6].2.contains("Wait"), "the last answers say how long to wait: {}", of_nobody[6].2);
    for (name, _) in KINDS {
        for expected in &of_nobody {
            let seen = looks(&try_password(&mut server.browser(), name, "a wrong one").await, name);
            assert_eq!(seen, *expected, "{name}");
        }
    }
}

#[tokio::test]
async fn en1_asking_for_a_mail_and_typing_a_wrong_code_look_alike_for_every_kind_of_user() {
    let (server, catcher) = server().await;
    for (button, submit) in [("forgot", "save"), ("mail", "confirm")] {
        let mut walks = Vec::new();
        for name in ["nobody"].into_iter().chain(KINDS.map(|(name, _)| name)) {
            let mut browser = server.browser();
            let login = browser.open("/login").await;
            let asked = match button {
                "forgot" => {
                    let page = browser.submit_and_follow(&login.form_with_button(button), button).await;
                    browser.submit(&page.form_with_button("send").with("name", name), "send").await
                }
                _ => browser.submit(&login.form_with_button(button).with("username", name), button).await,
            };
            let mut walk = vec![(
                asked.status,
                asked.headers.keys().map(|name| name.to_string()).collect(),
                String::new(),
            )];
            mails_with_code(&server, &catcher).await;
            let page = browser.follow(asked).await;
            walk.push(shown(&page, name));
            let wrong = page
                .form_with_button(submit)
                .with("code", "1234 5678")
                .with("new_password", "a new long one");
            walk.push(shown(&browser.submit(&wrong, submit).await, name));
            walks.push((name, walk));
        }
        for (name, walk) in &walks[1..] {
            assert_eq!(*walk, walks[0].1, "{button}: {name}");
        }
    }
}
