//! The page of the events that loads itself again.

use valetkey_server::testing::{Answer, Browser};

use crate::support::*;

/// Returns the address of a link of a page.
fn link(page: &Answer, id: &str) -> String {
    let (_, rest) = page.text().split_once(&format!("id=\"{id}\" href=\"")).unwrap_or_else(|| {
        panic!("no {id}: {}", page.show());
    });
    rest.split_once('"').unwrap().0.replace("&#38;", "&").replace("&amp;", "&")
}

/// Returns the value of the header that loads the page again.
async fn refresh(browser: &mut Browser<'_>, address: &str) -> Option<String> {
    let page = browser.get(address).await;
    assert_eq!(page.status, 200, "{}", page.show());
    page.header("refresh").map(str::to_owned)
}

#[tokio::test]
async fn a_page_that_follows_keeps_its_filters_and_shows_new_events() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let still = browser.get("/admin/events?kind=client").await;
    assert!(still.header("refresh").is_none() && says(&still, "id=\"none\""), "{}", still.show());
    let address = link(&still, "follow");
    assert!(address.contains("kind=client"), "{address}");
    let followed = browser.get(&address).await;
    assert_eq!(followed.header("refresh"), Some("10"), "it loads the same address again");
    assert!(says(&followed, "id=\"followed\"") && !says(&followed, "id=\"follow\""), "{}", followed.show());
    register(&mut browser, "Notes", "web", "https://notes.example/cb").await;
    server.advance(10);
    assert!(says(&browser.get(&address).await, "client.added"));
    // For browsers that ignore the header.
    assert_eq!(link(&followed, "newest"), address.replace("https://id.example", ""));
    // Another filter goes on following.
    let filter = followed.form_with_button("filter").with("kind", "user");
    let filtered = browser.submit(&filter, "filter").await;
    assert_eq!(filtered.header("refresh"), Some("10"), "{}", filtered.show());
    let stopped = browser.get(&link(&followed, "stop")).await;
    assert!(stopped.header("refresh").is_none() && says(&stopped, "client.added"), "{}", stopped.show());
}

#[tokio::test]
async fn a_page_follows_for_an_hour_and_only_the_newest_events() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let address = link(&browser.get("/admin/events").await, "follow");
    server.advance(3_599);
    assert!(refresh(&mut browser, &address).await.is_some());
    server.advance(1);
    assert!(refresh(&mut browser, &address).await.is_none());
    for since in ["", "yes", "-1", "99999999999", "9223372036854775807", "-9223372036854775808"] {
        assert!(refresh(&mut browser, &format!("/admin/events?follow={since}")).await.is_none(), "{since}");
    }
    for number in 0..60 {
        register(&mut browser, &format!("Notes {number}"), "native", "http://127.0.0.1/cb").await;
    }
    let newest = browser.get("/admin/events").await;
    let older = browser.get(&link(&newest, "older")).await;
    let since = link(&newest, "follow").rsplit_once("follow=").unwrap().1.to_owned();
    assert!(!says(&older, "id=\"follow\"") && says(&older, "id=\"newest\""), "{}", older.show());
    assert!(refresh(&mut browser, &format!("{}&follow={since}", link(&newest, "older"))).await.is_none());
}

#[tokio::test]
async fn a_page_that_follows_needs_the_session_and_the_permission_each_time() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let address = link(&browser.get("/admin/events").await, "follow");
    assert!(refresh(&mut browser, &address).await.is_some());
    let before = user_called(&server, "root").await.unwrap();
    let without = valetkey_accounts::User { granted_roles: Vec::new(), ..before.clone() };
    server.replace_user(&before, without).await;
    let refused = browser.get(&address).await;
    assert!(refused.status == 403 && refused.header("refresh").is_none(), "{}", refused.show());
}
