//! The stored counters of failed sign-ins: they tell nothing about names (M1), and guesses of others do not lock a user out at a
//! device that is known (H4).

use std::sync::Arc;

use valetkey_accounts::{FailureLimit, User};
use valetkey_authorization_server::{
    Change,
    record::{Counter, CounterKey},
};
use valetkey_server::testing::{Answer, Browser, TestServer};
use valetkey_storage::{Listing, Storage, directory, record::COUNTER};
use valetkey_types::UserId;

use crate::{
    databases::on_every_database,
    sign_in::{looks, try_password},
    support::*,
};

on_every_database! {
    m1_a_known_name_reads_stores_and_answers_what_an_unknown_one_does,
    m1_counters_outlive_the_process_and_count_at_every_node,
    h4_a_right_password_costs_what_it_did_and_resets_counters_with_its_session,
    h4_guesses_from_elsewhere_lock_nobody_out_of_a_known_device,
}

const DEVICES: &str = "__Host-valetkey_devices";
const WRONG: &str = "wrong password";

async fn started(storage: Arc<dyn Storage>) -> TestServer {
    TestServer::builder().storage(storage).build().await
}

async fn populated(storage: Arc<dyn Storage>) -> TestServer {
    let server = started(storage).await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    server.add_user("bob", PASSWORD).await;
    server
}

/// Signs alice in and returns the value of the cookie of known devices.
async fn known_device(browser: &mut Browser<'_>, username: &str) -> String {
    assert_eq!(try_password(browser, username, PASSWORD).await.status, 303);
    browser.cookies().get(DEVICES).cloned().expect("a cookie of known devices")
}

/// A browser with nothing but this cookie of known devices.
fn with_device<'a>(server: &'a TestServer, value: &str) -> Browser<'a> {
    let mut browser = server.browser();
    browser.set_cookie(DEVICES, value);
    browser
}

async fn counters(server: &TestServer) -> Vec<Counter> {
    let listing = Listing::of_tenant(&COUNTER, &server.server.tenant, 100);
    directory::page(&*server.storage, &listing).await.unwrap().records
}

/// Guesses so often from devices that nobody knows, and waits for every pause.
async fn guess(server: &TestServer, username: &str, times: u32) {
    for _ in 0..times {
        server.advance(FailureLimit::LONGEST_PAUSE.0);
        try_password(&mut server.browser(), username, WRONG).await;
    }
    server.advance(FailureLimit::LONGEST_PAUSE.0);
}

/// Reads, writes, commits and rows.
fn cost(answer: &Answer) -> (u64, u64, u64, u64) {
    (answer.cost.reads, answer.cost.writes, answer.cost.commits, answer.cost.rows)
}

async fn m1_a_known_name_reads_stores_and_answers_what_an_unknown_one_does(storage: Arc<dyn Storage>) {
    let server = populated(storage).await;
    // The client is remembered from here on.
    server.browser().open(&authorize(&[])).await;
    for attempt in 0..9 {
        let alice = try_password(&mut server.browser(), "alice", WRONG).await;
        let nobody = try_password(&mut server.browser(), "nobody", WRONG).await;
        assert_eq!(looks(&alice, "alice"), looks(&nobody, "nobody"), "attempt {attempt}");
        assert_eq!(cost(&alice), cost(&nobody), "attempt {attempt}");
        let (reads, commits) = (alice.cost.reads, alice.cost.commits);
        assert_eq!((reads, commits), (2, u64::from(attempt < 5)), "attempt {attempt}");
    }
    let stored = counters(&server).await;
    let mut kinds: Vec<_> = stored.iter().map(|counter| (counter.key.kind.as_ref(), counter.count)).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, [("account", 5), ("account", 5), ("name", 5), ("name", 5)]);
}

async fn m1_counters_outlive_the_process_and_count_at_every_node(storage: Arc<dyn Storage>) {
    let server = populated(storage.clone()).await;
    for name in ["alice", "nobody"] {
        for _ in 0..FailureLimit::NAME.without_pause {
            try_password(&mut server.browser(), name, WRONG).await;
        }
    }
    let other = started(storage).await;
    let alice = try_password(&mut other.browser(), "alice", PASSWORD).await;
    let nobody = try_password(&mut other.browser(), "nobody", PASSWORD).await;
    assert!(alice.text().contains("Wait 2 seconds"), "{}", alice.show());
    assert_eq!(looks(&alice, "alice"), looks(&nobody, "nobody"));
}

async fn h4_a_right_password_costs_what_it_did_and_resets_counters_with_its_session(
    storage: Arc<dyn Storage>,
) {
    let server = populated(storage).await;
    server.browser().open(&authorize(&[])).await;
    let first = try_password(&mut server.browser(), "alice", PASSWORD).await;
    // The user, the counters, and what the application's request needs.
    assert_eq!((first.status, first.cost.reads, first.cost.commits), (303, 3, 1), "{}", first.show());
    for _ in 0..3 {
        try_password(&mut server.browser(), "alice", WRONG).await;
    }
    assert_eq!(counters(&server).await.len(), 2);
    let after_failures = try_password(&mut server.browser(), "alice", PASSWORD).await;
    let cost = (after_failures.status, after_failures.cost.reads, after_failures.cost.commits);
    assert_eq!(cost, (303, 3, 1), "one commit for the session and the counters");
    assert_eq!(counters(&server).await, []);
}

async fn h4_guesses_from_elsewhere_lock_nobody_out_of_a_known_device(storage: Arc<dyn Storage>) {
    let server = populated(storage).await;
    let device = known_device(&mut server.browser(), "alice").await;
    let wrong = looks(&try_password(&mut server.browser(), "nobody", WRONG).await, "nobody");
    guess(&server, "alice", FailureLimit::ACCOUNT.most).await;
    let elsewhere = try_password(&mut server.browser(), "alice", PASSWORD).await;
    assert_eq!(looks(&elsewhere, "alice"), wrong, "the right password looks like a wrong one");
    let by_address = try_password(&mut server.browser(), "alice@example.org", PASSWORD).await;
    assert_eq!(looks(&by_address, "alice@example.org"), wrong, "en2: under each name of the account");

    let known = try_password(&mut with_device(&server, &device), "alice", PASSWORD).await;
    assert_eq!(known.status, 303, "{}", known.show());
    // The sign-in at the known device has reset the account; the pause of the name goes on.
    server.advance(FailureLimit::LONGEST_PAUSE.0);
    assert_eq!(try_password(&mut server.browser(), "alice", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn h4_a_pause_at_a_known_device_comes_from_its_own_failures_only() {
    let server = server().await;
    let device = known_device(&mut server.browser(), "alice").await;
    for _ in 0..FailureLimit::DEVICE.without_pause {
        let answer = try_password(&mut with_device(&server, &device), "alice", WRONG).await;
        assert!(!answer.text().contains("Wait"), "{}", answer.show());
    }
    let paused = try_password(&mut with_device(&server, &device), "alice", PASSWORD).await;
    assert!(paused.text().contains("Wait 2 seconds"), "a stolen cookie buys ten guesses: {}", paused.show());
    let elsewhere = try_password(&mut server.browser(), "alice", PASSWORD).await;
    assert_eq!(elsewhere.status, 303, "failures at a known device count there only");
}

#[tokio::test]
async fn h4_at_a_known_device_100_failures_stop_the_password_too() {
    let server = server().await;
    let device = known_device(&mut server.browser(), "alice").await;
    for _ in 0..FailureLimit::DEVICE.most {
        server.advance(FailureLimit::LONGEST_PAUSE.0);
        try_password(&mut with_device(&server, &device), "alice", WRONG).await;
    }
    server.advance(FailureLimit::LONGEST_PAUSE.0);
    assert_eq!(try_password(&mut with_device(&server, &device), "alice", PASSWORD).await.status, 200);
    assert_eq!(
        try_password(&mut server.browser(), "alice", PASSWORD).await.status,
        303,
        "elsewhere it counts"
    );
}

/// Each of these cookies makes nobody's device known: the pause of the name holds.
#[tokio::test]
async fn h4_a_forged_or_foreign_device_is_no_known_device() {
    let server = server().await;
    let of_bob = {
        server.add_user("bob", PASSWORD).await;
        known_device(&mut server.browser(), "bob").await
    };
    let of_alice = known_device(&mut server.browser(), "alice").await;
    let other = TestServer::builder().encryption_key([8; 32]).build().await;
    other.add_client(client("notes")).await;
    other.add_user("alice", PASSWORD).await;
    let of_another_server = known_device(&mut other.browser(), "alice").await;
    for _ in 0..FailureLimit::NAME.without_pause {
        try_password(&mut server.browser(), "alice", WRONG).await;
    }
    let changed = format!("{}{}", &of_alice[..of_alice.len() - 2], "AA");
    for cookie in [of_bob.as_str(), &of_another_server, &changed, &of_alice[1..], "", "e30"] {
        let answer = try_password(&mut with_device(&server, cookie), "alice", PASSWORD).await;
        assert!(answer.text().contains("Wait"), "{cookie}: {}", answer.show());
    }
    let known = try_password(&mut with_device(&server, &of_alice), "alice", PASSWORD).await;
    assert_eq!(known.status, 303, "the real one is known, in whatever browser it is");
}

#[tokio::test]
async fn h4_a_device_is_forgotten_with_the_password_and_after_a_year() {
    let server = server().await;
    let device = known_device(&mut server.browser(), "alice").await;
    let pause = async |name: &str| {
        for _ in 0..FailureLimit::NAME.without_pause {
            try_password(&mut server.browser(), name, WRONG).await;
        }
    };
    pause("alice").await;
    let year = 365 * 24 * 3_600;
    server.advance(year - 2 * FailureLimit::LONGEST_PAUSE.0);
    pause("alice").await;
    assert_eq!(try_password(&mut with_device(&server, &device), "alice", PASSWORD).await.status, 303);
    server.advance(2 * FailureLimit::LONGEST_PAUSE.0);
    pause("alice").await;
    let answer = try_password(&mut with_device(&server, &device), "alice", PASSWORD).await;
    assert!(answer.text().contains("Wait"), "a year after the sign-in: {}", answer.show());

    server.advance(year);
    let device = known_device(&mut server.browser(), "alice").await;
    let alice = server.storage.user_by_sign_in_name(&server.server.tenant, "alice").await.unwrap().unwrap();
    let bob = server.add_user("bob", PASSWORD).await;
    // The same password, set again.
    let changed = User { password_hash: bob.password_hash, ..alice.clone() };
    server.replace_user(&alice, changed).await;
    pause("alice").await;
    let answer = try_password(&mut with_device(&server, &device), "alice", PASSWORD).await;
    assert!(answer.text().contains("Wait"), "after a new password: {}", answer.show());
}

#[tokio::test]
async fn h4_a_browser_knows_a_few_users_and_forgets_who_came_first() {
    let server = server().await;
    let mut browser = server.browser();
    let first = known_device(&mut browser, "alice").await;
    let mut last = first.clone();
    for number in 0..5 {
        let name = format!("user{number}");
        server.add_user(&name, PASSWORD).await;
        server.advance(1);
        let page = browser.get("/login?another=1").await;
        browser.submit(&sign_in_form(&page, &name), "sign-in").await;
        last = browser.cookies()[DEVICES].clone();
    }
    assert!(last.len() < 2_048, "{}", last.len());
    for name in ["alice", "user0", "user4"] {
        for _ in 0..FailureLimit::NAME.without_pause {
            try_password(&mut server.browser(), name, WRONG).await;
        }
        let answer = try_password(&mut with_device(&server, &last), name, PASSWORD).await;
        assert_eq!(answer.status == 303, name != "alice", "{name}: {}", answer.show());
    }
    assert_eq!(try_password(&mut with_device(&server, &first), "alice", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn h4_an_administrator_unlocks_the_account_the_name_and_the_device() {
    let server = server().await;
    let device = known_device(&mut server.browser(), "alice").await;
    guess(&server, "alice", FailureLimit::ACCOUNT.most).await;
    for _ in 0..FailureLimit::DEVICE.without_pause {
        try_password(&mut with_device(&server, &device), "alice", WRONG).await;
    }
    let alice = server.storage.user_by_sign_in_name(&server.server.tenant, "alice").await.unwrap().unwrap();
    let now = valetkey_server::Environment::now(&*server.environment);
    let unlocked = User { failures_reset_at: Some(now), ..alice.clone() };
    server.replace_user(&alice, unlocked).await;
    assert_eq!(try_password(&mut with_device(&server, &device), "alice", PASSWORD).await.status, 303);
    assert_eq!(try_password(&mut server.browser(), "alice", PASSWORD).await.status, 303);
    server.advance(1);
    try_password(&mut server.browser(), "alice", WRONG).await;
    let account = CounterKey::of_account(&UserId::new("user-alice"));
    let [failures, _] =
        server.storage.sign_in_failures(&server.server.tenant, [&account, &account]).await.unwrap();
    assert_eq!(failures.count, 1, "it begins anew");
}

#[tokio::test]
async fn dos3_names_that_nobody_has_share_a_bounded_number_of_counters() {
    let server = server().await;
    for number in 0..200 {
        try_password(&mut server.browser(), &format!("name {number}"), WRONG).await;
    }
    let stored = counters(&server).await;
    assert!(stored.iter().all(|counter| counter.key.number < CounterKey::MOST), "{stored:?}");
    let whole = format!("{stored:?}");
    assert!(!whole.contains("name 1"), "what was typed is not stored: {whole}");
    server.advance(31 * 24 * 3_600);
    let now = valetkey_server::Environment::now(&*server.environment);
    server.apply(vec![Change::RemoveExpired { before: now, at_most: 1_000 }]).await;
    assert_eq!(counters(&server).await, [], "housekeeping removes them");
}
