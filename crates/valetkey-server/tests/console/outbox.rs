//! The lists of refusals and of mails in the console.

use valetkey_administration::permission::{Area, Permission, Permissions};
use valetkey_authorization_server::{
    Change,
    record::{Delivery, MailPurpose, Message},
};
use valetkey_server::{Environment as _, testing::TestServer};
use valetkey_types::Seconds;

use crate::support::*;

#[tokio::test]
async fn the_refusals_of_the_last_day_are_counted_by_reason_and_by_hour() {
    let server = server().await;
    let mut browser = server.browser();
    assert!(says(&sign_in(&mut browser, "/admin/refusals", "root").await, "id=\"none\""));
    let mut stranger = server.browser();
    let page = stranger.open("/account").await;
    let wrong = page.form_with_button("sign-in").with("username", "alice").with("password", "wrong");
    stranger.submit(&wrong, "sign-in").await;
    valetkey_server::refusals::store(&server.server).await;
    let page = browser.get("/admin/refusals").await;
    assert!(says(&page, "wrong_credentials") && says(&page, "1 request"), "{}", page.show());
    assert_eq!(page.text().matches("1 request").count(), 2, "{}", page.show());
    server.advance(26 * 3_600);
    let later = sign_in(&mut server.browser(), "/admin/refusals", "root").await;
    assert!(says(&later, "id=\"none\""), "{}", later.show());
}

/// Puts a mail into the outbox.
async fn put(server: &TestServer, to: &str, failure: Option<&str>, is_given_up: bool) {
    let now = server.environment.now();
    let mail = Delivery {
        tenant: server.server.tenant.clone(),
        id: server.environment.identifier(),
        issuer: server.server.issuer.clone(),
        message: Message::Mail {
            to: to.to_owned(),
            purpose: MailPurpose::ResetPassword,
            sealed: "a-sealed-link".to_owned(),
        },
        created_at: now,
        due_at: now.plus(Seconds::hours(1)),
        leased_by: None,
        failed_attempts: u32::from(failure.is_some()),
        last_failure: failure.map(str::to_owned),
        given_up_at: is_given_up.then_some(now),
        expires_at: now.plus(Seconds::days(30)),
        revision: 0,
        unknown: Default::default(),
    };
    server.apply(vec![Change::StoreDelivery(mail)]).await;
}

#[tokio::test]
async fn mails_that_wait_or_were_given_up_are_listed_without_their_links() {
    let server = server().await;
    let mut browser = server.browser();
    assert!(says(&sign_in(&mut browser, "/admin/mails", "root").await, "id=\"none\""));
    put(&server, "ada@example.com", Some("expected 250, got 451"), false).await;
    put(&server, "grace@example.com", None, true).await;
    let page = browser.get("/admin/mails").await;
    assert!(says(&page, "ada@example.com") && says(&page, "expected 250, got 451"), "{}", page.show());
    assert!(says(&page, "Next attempt: ") && says(&page, "Given up: "), "{}", page.show());
    assert!(!page.text().contains("a-sealed-link") && !page.text().contains("id=\"next\""));
    for number in 0..50 {
        put(&server, &format!("u{number:02}@example.com"), None, false).await;
    }
    let first = browser.get("/admin/mails").await;
    assert!(says(&first, "u47@example.com") && !first.text().contains("u48@"), "{}", first.show());
    let (_, rest) = first.text().split_once("id=\"next\" href=\"").unwrap();
    let next = browser.get(&rest.split_once('"').unwrap().0.replace("&#38;", "&")).await;
    assert!(says(&next, "u49@example.com") && !next.text().contains("id=\"next\""), "{}", next.show());
    assert_eq!(browser.get("/admin/mails?after=x").await.status, 400);
}

#[tokio::test]
async fn refusals_need_the_permission_to_read_events_and_mails_that_for_users_too() {
    let server = server().await;
    put(&server, "ada@example.com", None, false).await;
    for (name, areas, statuses) in [
        ("events", &[Area::Events][..], [200, 403]),
        ("users", &[Area::Users], [403, 403]),
        ("both", &[Area::Events, Area::Users], [200, 200]),
    ] {
        let permissions = areas.iter().map(|area| Permission::read(*area));
        add_administrator(&server, name, Permissions::from_iter(permissions)).await;
        let mut browser = server.browser();
        sign_in(&mut browser, "/admin", name).await;
        for (path, status) in ["/admin/refusals", "/admin/mails"].into_iter().zip(statuses) {
            let page = browser.get(path).await;
            assert_eq!(page.status, status, "{name} {path}: {}", page.show());
        }
    }
}
