//! How long a session lasts: unused, and when the browser is closed.

use std::sync::Arc;

use valetkey_authorization_server::Lifetimes;
use valetkey_server::testing::{Answer, Browser, TestServer};
use valetkey_storage::Storage;
use valetkey_types::Seconds;

use crate::{databases::on_every_database, support::*};

on_every_database! { the_time_of_the_last_use_costs_the_database_nothing }

const SESSION: &str = "__Host-valetkey_session";
const SEEN: &str = "__Host-valetkey_seen";
const KEPT: &str = "__Host-valetkey_kept_accounts";

async fn server_with(lifetimes: Lifetimes) -> TestServer {
    let server = TestServer::builder().lifetimes(lifetimes).build().await;
    server.add_client(client("notes")).await;
    for user in ["alice", "bob"] {
        server.add_user(user, PASSWORD).await;
    }
    server
}

fn idle() -> Lifetimes {
    Lifetimes { session_idle: Seconds::hours(1), ..Lifetimes::default() }
}

fn keeping() -> Lifetimes {
    Lifetimes { kept_session: Seconds::days(30), ..Lifetimes::default() }
}

async fn is_signed_in(browser: &mut Browser<'_>) -> bool {
    let answer = browser.get(&authorize(&[("prompt", "none")])).await;
    answer.location_parameter("code").is_some()
}

/// Signs in on the page of the server, with the box ticked or not.
async fn sign_in_and_keep(browser: &mut Browser<'_>, username: &str, keep: bool) -> Answer {
    let page = browser.open("/login?another=1").await;
    let mut form = sign_in_form(&page, username);
    form.fields.retain(|(name, _)| name != "keep");
    if keep {
        form = form.with("keep", "yes");
    }
    browser.submit_and_follow(&form, "sign-in").await
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends_and_one_in_use_goes_on() {
    let server = server_with(idle()).await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    for _ in 0..5 {
        server.advance(59 * 60);
        let answer = browser.get(&authorize(&[("prompt", "none")])).await;
        assert!(answer.location_parameter("code").is_some(), "{}", answer.show());
    }
    server.advance(3_600);
    assert!(!is_signed_in(&mut browser).await);
    let page = browser.open("/account").await;
    page.form_with_button("sign-in");
    let devices = Lifetimes::default().session;
    let mut used = server.browser();
    sign_in_and_redeem(&server, &mut used, &authorize(&[]), "alice").await;
    for _ in 0..devices.0 / 1_800 - 1 {
        server.advance(1_800);
        assert!(is_signed_in(&mut used).await);
    }
    server.advance(1_800);
    assert!(!is_signed_in(&mut used).await, "in use, it ends with its lifetime");
}

async fn the_time_of_the_last_use_costs_the_database_nothing(storage: Arc<dyn Storage>) {
    let server = TestServer::builder().storage(storage).lifetimes(idle()).build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    browser.get(&authorize(&[("prompt", "none")])).await;
    for _ in 0..3 {
        server.advance(1_800);
        let before = browser.cookies()[SEEN].clone();
        let answer = browser.get("/account").await;
        assert_eq!((answer.status, answer.cost.reads, answer.cost.commits), (200, 1, 0));
        assert_ne!(browser.cookies()[SEEN], before, "the browser has the time");
    }
}

#[tokio::test]
async fn without_the_time_of_the_last_use_the_sign_in_counts() {
    let server = server_with(idle()).await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let mut other = server.browser();
    server.advance(1_800);
    sign_in_and_redeem(&server, &mut other, &authorize(&[]), "alice").await;
    let of_other = other.cookies()[SEEN].clone();
    server.advance(1_800);
    for planted in [None, Some("nonsense"), Some(of_other.as_str())] {
        let mut thief = server.browser();
        thief.set_cookie(SESSION, &browser.cookies()[SESSION]);
        if let Some(planted) = planted {
            thief.set_cookie(SEEN, planted);
        }
        assert!(!is_signed_in(&mut thief).await, "{planted:?}");
    }
    assert!(is_signed_in(&mut other).await);
}

#[tokio::test]
async fn an_account_beside_the_active_one_ends_when_nobody_uses_it() {
    let server = server_with(idle()).await;
    let mut browser = server.browser();
    for user in ["alice", "bob"] {
        sign_in_and_keep(&mut browser, user, false).await;
    }
    server.advance(3_000);
    browser.open("/account").await;
    server.advance(600);
    let page = browser.open("/accounts").await;
    assert_eq!(page.text().matches("Signed out").count(), 1, "{}", page.show());
}

#[tokio::test]
async fn without_a_limit_nothing_is_said_about_the_last_use() {
    let server = server_with(Lifetimes::default()).await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    server.advance(11 * 3_600);
    assert!(is_signed_in(&mut browser).await);
    assert!(!browser.cookies().contains_key(SEEN));
}

#[tokio::test]
async fn a_user_stays_signed_in_when_the_browser_is_closed_only_if_they_want() {
    let server = server_with(keeping()).await;
    let (mut kept, mut not) = (server.browser(), server.browser());
    sign_in_and_keep(&mut kept, "alice", true).await;
    sign_in_and_keep(&mut not, "alice", false).await;
    for browser in [&mut kept, &mut not] {
        browser.restart();
    }
    assert!(kept.open("/account").await.text().contains("alice@example.org"));
    not.open("/account").await.form_with_button("sign-in");
    server.advance(29 * 86_400);
    assert!(kept.open("/account").await.text().contains("alice@example.org"));
    server.advance(86_400);
    kept.open("/account").await.form_with_button("sign-in");
}

#[tokio::test]
async fn sf4_a_kept_session_that_signs_out_leaves_no_cookie() {
    let lifetimes = Lifetimes { session_idle: Seconds::days(7), ..keeping() };
    let server = server_with(lifetimes).await;
    let mut browser = server.browser();
    for user in ["alice", "bob"] {
        sign_in_and_keep(&mut browser, user, true).await;
    }
    assert!([SESSION, SEEN, KEPT].iter().all(|name| browser.cookies().contains_key(*name)));
    let page = browser.open("/logout").await;
    browser.submit_and_follow(&page.form_with_button("sign-out-all"), "sign-out-all").await;
    assert!([SESSION, SEEN, KEPT].iter().all(|name| !browser.cookies().contains_key(*name)));
    // The remaining cookies name the browser, and the users with their own pauses. They sign no user in.
    let left: Vec<&str> = browser.cookies().keys().map(String::as_str).collect();
    assert_eq!(left, ["__Host-valetkey_browser", "__Host-valetkey_devices"]);
    assert!(!is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn each_account_of_a_browser_stays_or_ends_as_its_user_chose() {
    let server = server_with(keeping()).await;
    server.add_user("carol", PASSWORD).await;
    let mut browser = server.browser();
    for (user, keep) in [("alice", true), ("bob", false), ("carol", true)] {
        sign_in_and_keep(&mut browser, user, keep).await;
    }
    browser.restart();
    let page = browser.open("/accounts").await;
    let has = |name: &str| page.text().contains(name);
    assert!(has("alice") && has("carol") && !has("bob"), "{}", page.show());
}

#[tokio::test]
async fn where_nobody_may_stay_signed_in_the_answer_does_not_count() {
    let server = server_with(Lifetimes::default()).await;
    let mut browser = server.browser();
    let page = browser.open("/login").await;
    assert!(!page.text().contains("id=\"keep\""), "{}", page.show());
    sign_in_and_keep(&mut browser, "alice", true).await;
    browser.restart();
    assert!(browser.cookies().is_empty() || !browser.cookies().contains_key(SESSION));
    let server = server_with(keeping()).await;
    let mut browser = server.browser();
    sign_in_and_keep(&mut browser, "alice", false).await;
    let page = browser.open(&authorize(&[("prompt", "login")])).await;
    assert!(!page.text().contains("id=\"keep\""), "a confirmation: {}", page.show());
    let form = sign_in_form(&page, "alice").with("keep", "yes");
    browser.submit_and_follow(&form, "sign-in").await;
    browser.restart();
    assert!(!browser.cookies().contains_key(SESSION), "as it was chosen at the sign-in");
}
