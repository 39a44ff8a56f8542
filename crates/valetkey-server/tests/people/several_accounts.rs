//! Several accounts in one browser.

mod sign_out;

use std::{sync::Arc, time::Duration};

use valetkey_server::testing::{Answer, Browser, Form, TestServer};
use valetkey_storage::Storage;

use crate::{
    databases::{announcements_have_passed, on_every_database},
    logout::refresh,
    support::*,
};

on_every_database! { other_accounts_cost_reads_only_where_somebody_asks_for_them }

/// Longer than any test takes.
const FOR_EVER: Duration = Duration::from_secs(86_400);

const SESSION: &str = "__Host-valetkey_session";
const ACCOUNTS: &str = "__Host-valetkey_accounts";

const SILENT: [(&str, &str); 1] = [("prompt", "none")];

async fn server_with(users: &[&str]) -> TestServer {
    let server = server().await;
    for user in users {
        server.add_user(user, PASSWORD).await;
    }
    server
}

/// Signs in beside the accounts of this browser, and lets the application in. Returns the tokens.
async fn add(server: &TestServer, browser: &mut Browser<'_>, username: &str) -> serde_json::Value {
    let page = browser.open("/login?another=1").await;
    browser.submit_and_follow(&sign_in_form(&page, username), "sign-in").await;
    let mut landed = browser.open(&authorize(&[])).await;
    if landed.header("location").is_none() {
        landed = browser.submit_and_follow(&landed.form_with_button("allow"), "allow").await;
    }
    redeem(server, "notes", &landed).await.json()
}

/// A browser in which these users signed in one after the other: the last one is active. Returns their tokens.
async fn signed_in<'a>(server: &'a TestServer, users: &[&str]) -> (Browser<'a>, Vec<serde_json::Value>) {
    let mut browser = server.browser();
    let mut tokens = Vec::new();
    for user in users {
        tokens.push(add(server, &mut browser, user).await);
    }
    (browser, tokens)
}

/// Whose code the application gets.
async fn subject(server: &TestServer, landed: &Answer) -> String {
    claims(&redeem(server, "notes", landed).await.json()["id_token"])["sub"].as_str().unwrap().to_owned()
}

/// Who is signed in for a request without a hint, or the error.
async fn silent(server: &TestServer, browser: &mut Browser<'_>, changes: &[(&str, &str)]) -> String {
    let landed = browser.open(&authorize(&[&SILENT, changes].concat())).await;
    match landed.location_parameter("error") {
        Some(error) => error,
        None => subject(server, &landed).await,
    }
}

/// Presses the button of an account on the chooser, and follows.
async fn press(browser: &mut Browser<'_>, page: &Answer, name: &str) -> Answer {
    let (form, button) = choice(page, name);
    browser.submit_and_follow(&form, &button).await
}

/// The form of the chooser, with the button of an account.
fn choice(page: &Answer, name: &str) -> (Form, String) {
    let form = page.forms().into_iter().find(|form| form.action.ends_with("/accounts")).unwrap();
    let text = page.text();
    let label = text.find(name).unwrap_or_else(|| panic!("no {name} in {}", page.show()));
    let before = &text[..label];
    let id = before.rsplit_once("<button type=\"submit\" id=\"").unwrap().1.split('"').next().unwrap();
    (form, id.to_owned())
}

fn hint(tokens: &serde_json::Value) -> &str {
    tokens["id_token"].as_str().unwrap()
}

async fn refreshes(server: &TestServer, tokens: &serde_json::Value) -> bool {
    refresh(server, tokens).await.status == 200
}

#[tokio::test]
async fn another_account_signs_in_beside_the_first_and_the_chooser_switches() {
    let server = server_with(&["bob"]).await;
    let (mut browser, tokens) = signed_in(&server, &["alice", "bob"]).await;
    assert_eq!(silent(&server, &mut browser, &[]).await, "user-bob");
    assert!(refreshes(&server, &tokens[0]).await, "the first session goes on");
    let page = browser.open(&authorize(&[("prompt", "select_account")])).await;
    assert!(page.text().contains("alice") && page.text().contains("bob"), "{}", page.show());
    let landed = press(&mut browser, &page, "alice").await;
    assert_eq!(subject(&server, &landed).await, "user-alice");
    assert_eq!(
        silent(&server, &mut browser, &[]).await,
        "user-alice",
        "the chosen account is the active one"
    );
    let page = browser.open("/account").await;
    assert!(page.text().contains("alice@example.org"), "{}", page.show());
    let page = browser.open("/accounts").await;
    let page = press(&mut browser, &page, "bob").await;
    assert!(page.text().contains("bob@example.org"), "{}", page.show());
}

#[tokio::test]
async fn sf1_each_sign_in_has_its_own_identifier_and_the_same_user_keeps_one_session() {
    let server = server_with(&["bob"]).await;
    let (mut browser, tokens) = signed_in(&server, &["alice"]).await;
    let of_alice = browser.cookies()[SESSION].clone();
    add(&server, &mut browser, "bob").await;
    let of_bob = browser.cookies()[SESSION].clone();
    assert_ne!(of_alice, of_bob);
    let again = add(&server, &mut browser, "alice").await;
    assert_ne!(browser.cookies()[SESSION], of_alice, "the identifier changes");
    assert_eq!(
        claims(&again["id_token"])["sid"],
        claims(&tokens[0]["id_token"])["sid"],
        "the session goes on"
    );
    let mut thief = server.browser();
    thief.set_cookie(SESSION, &of_alice);
    assert_eq!(silent(&server, &mut thief, &[]).await, "login_required", "the old identifier is dead");
    thief.set_cookie(SESSION, &of_bob);
    assert_eq!(silent(&server, &mut thief, &[]).await, "user-bob", "as for every session cookie");
    let page = browser.open("/accounts").await;
    assert_eq!(page.text().matches("name=\"account\"").count(), 2, "one row for each user: {}", page.show());
}

#[tokio::test]
async fn hints_pick_the_account_without_a_question_and_leave_the_active_one() {
    let server = server_with(&["bob"]).await;
    let (mut browser, tokens) = signed_in(&server, &["alice", "bob"]).await;
    for changes in [
        [("id_token_hint", hint(&tokens[0]))],
        [("login_hint", "Alice")],
        [("login_hint", " alice@example.org ")],
    ] {
        assert_eq!(silent(&server, &mut browser, &changes).await, "user-alice", "{changes:?}");
        let landed = browser.open(&authorize(&changes)).await;
        assert_eq!(subject(&server, &landed).await, "user-alice", "{changes:?}");
        assert_eq!(silent(&server, &mut browser, &[]).await, "user-bob", "{changes:?}");
    }
    assert_eq!(silent(&server, &mut browser, &[("login_hint", "nobody")]).await, "user-bob", "a hint only");
    let (_, of_carol) = {
        server.add_user("carol", PASSWORD).await;
        signed_in(&server, &["carol"]).await
    };
    let elsewhere = [("id_token_hint", hint(&of_carol[0]))];
    assert_eq!(silent(&server, &mut browser, &elsewhere).await, "login_required");
}

#[tokio::test]
async fn login_hint_is_no_question_who_is_signed_in() {
    let server = server_with(&["bob"]).await;
    server.add_client(client("curious")).await;
    let (mut browser, _) = signed_in(&server, &["alice", "bob"]).await;
    let mut answers = Vec::new();
    for name in ["alice", "nobody"] {
        let changes = [("client_id", "curious"), ("login_hint", name)];
        answers.push(silent(&server, &mut browser, &changes).await);
    }
    assert_eq!(answers, ["consent_required", "consent_required"]);
    let page = browser.open(&authorize(&[("client_id", "curious")])).await;
    browser.submit_and_follow(&page.form_with_button("allow"), "allow").await;
    let of_alice = [("client_id", "curious"), ("login_hint", "alice"), ("prompt", "none")];
    let nobody = [("client_id", "curious"), ("login_hint", "nobody"), ("prompt", "none")];
    let (one, other) = (browser.open(&authorize(&of_alice)).await, browser.open(&authorize(&nobody)).await);
    let got = |answer: &Answer| answer.location_parameter("error");
    assert_eq!(got(&one), got(&other), "alice allowed this application nothing");
}

#[tokio::test]
async fn a_choice_counts_more_than_a_login_hint_and_a_hinted_user_more_than_a_choice() {
    let server = server_with(&["bob", "carol"]).await;
    let (mut browser, tokens) = signed_in(&server, &["carol", "alice", "bob"]).await;
    let address = authorize(&[("prompt", "select_account"), ("login_hint", "alice")]);
    let page = browser.open(&address).await;
    let landed = press(&mut browser, &page, "carol").await;
    assert_eq!(subject(&server, &landed).await, "user-carol");
    let page = browser.open(&address).await;
    let page = browser.submit_and_follow(&page.form_with_button("another-account"), "another-account").await;
    let landed = browser.submit_and_follow(&sign_in_form(&page, "bob"), "sign-in").await;
    assert_eq!(subject(&server, &landed).await, "user-bob", "who signed in for the request");
    let strict = authorize(&[("prompt", "select_account"), ("id_token_hint", hint(&tokens[1]))]);
    let page = browser.open(&strict).await;
    let again = press(&mut browser, &page, "carol").await;
    again.form_with_button("another-account");
}

#[tokio::test]
async fn cp6_a_consent_page_counts_for_the_account_it_was_shown_for() {
    let server = server_with(&["bob"]).await;
    let mut browser = server.browser();
    for user in ["alice", "bob"] {
        let page = browser.open("/login?another=1").await;
        browser.submit_and_follow(&sign_in_form(&page, user), "sign-in").await;
    }
    let of_bob = browser.open(&authorize(&[])).await;
    let accounts = browser.open("/accounts").await;
    press(&mut browser, &accounts, "alice").await;
    let page = browser.submit_and_follow(&of_bob.form_with_button("allow"), "allow").await;
    assert!(
        page.text().contains("id=\"allow\"") && page.text().contains("alice"),
        "asked anew: {}",
        page.show()
    );
    let landed = browser.submit_and_follow(&page.form_with_button("allow"), "allow").await;
    assert_eq!(subject(&server, &landed).await, "user-alice");
}

#[tokio::test]
async fn a_copied_or_planted_cookie_of_other_accounts_is_worth_nothing_in_another_browser() {
    let server = server_with(&["bob"]).await;
    let (browser, _) = signed_in(&server, &["alice", "bob"]).await;
    let copied = browser.cookies()[ACCOUNTS].clone();
    let mut thief = server.browser();
    thief.open("/login").await;
    thief.set_cookie(ACCOUNTS, &copied);
    assert_eq!(silent(&server, &mut thief, &[]).await, "login_required", "sealed for its browser");
    let page = thief.open("/accounts").await;
    page.form_with_button("sign-in");
    assert!(!page.text().contains("alice"), "{}", page.show());
    for planted in ["", "nonsense", &copied[1..], &browser.cookies()[SESSION]] {
        thief.set_cookie(ACCOUNTS, planted);
        assert_eq!(silent(&server, &mut thief, &[]).await, "login_required", "{planted:?}");
    }
    let mut victim = server.browser();
    add(&server, &mut victim, "bob").await;
    victim.set_cookie(ACCOUNTS, &copied);
    let page = victim.open("/accounts").await;
    assert!(!page.text().contains("alice"), "sf1: nobody gets an account planted: {}", page.show());
}

#[tokio::test]
async fn m9_a_planted_cookie_hides_no_account() {
    let server = server_with(&["bob"]).await;
    let (browser, _) = signed_in(&server, &["alice", "bob"]).await;
    let (other, _) = signed_in(&server, &["bob", "alice"]).await;
    let mut cookies = format!("{ACCOUNTS}={}; {ACCOUNTS}=nonsense", other.cookies()[ACCOUNTS]);
    for (name, value) in browser.cookies() {
        cookies.push_str(&format!("; {name}={value}"));
    }
    let headers = [("cookie", cookies.as_str()), ("accept", "text/html")];
    let page = server.request("GET", "/accounts", &headers, "").await;
    assert!(page.text().contains("alice"), "{}", page.show());
}

#[tokio::test]
async fn an_account_that_was_ended_elsewhere_is_shown_as_signed_out_and_signs_in_again() {
    let server = server_with(&["bob"]).await;
    let (mut browser, tokens) = signed_in(&server, &["alice", "bob"]).await;
    let mut elsewhere = server.browser();
    add(&server, &mut elsewhere, "alice").await;
    let devices = elsewhere.open("/account/devices").await;
    elsewhere.submit_and_follow(&devices.form_with_button("end-2"), "end-2").await;
    assert!(!refreshes(&server, &tokens[0]).await, "the other device ended it");
    assert_eq!(silent(&server, &mut browser, &[("login_hint", "alice")]).await, "user-bob");
    let page = browser.open(&authorize(&[("prompt", "select_account")])).await;
    assert!(page.text().contains("Signed out"), "{}", page.show());
    let (form, button) = choice(&page, "alice");
    let answer = browser.submit(&form, &button).await;
    assert_eq!(answer.status, 303, "as for every form: {}", answer.show());
    let page = browser.follow(answer).await;
    let form = page.form_with_button("sign-in");
    assert_eq!(form.field("username"), Some("alice"), "the chosen account");
    let landed = browser.submit_and_follow(&form.with("password", PASSWORD), "sign-in").await;
    assert_eq!(subject(&server, &landed).await, "user-alice");
    let page = browser.open("/accounts").await;
    assert!(!page.text().contains("Signed out"), "{}", page.show());
}

#[tokio::test]
async fn a_seventh_account_ends_the_one_that_was_active_longest_ago() {
    let users = ["bob", "carol", "dave", "erin", "frank", "grace"];
    let server = server_with(&users).await;
    let (mut browser, tokens) = signed_in(&server, &[&["alice"], &users[..]].concat()).await;
    let alive: Vec<bool> = {
        let mut alive = Vec::new();
        for tokens in &tokens {
            alive.push(refreshes(&server, tokens).await);
        }
        alive
    };
    assert_eq!(alive, [false, true, true, true, true, true, true]);
    let page = browser.open("/accounts").await;
    assert_eq!(page.text().matches("name=\"account\"").count(), 6);
}

#[tokio::test]
async fn sf2_the_chooser_settles_nothing_for_an_account_that_is_not_in_this_browser() {
    let server = server_with(&["bob", "carol"]).await;
    let (mut browser, _) = signed_in(&server, &["alice", "bob"]).await;
    let (_, of_carol) = signed_in(&server, &["carol"]).await;
    let sid = claims(&of_carol[0]["id_token"])["sid"].as_str().unwrap().to_owned();
    let page = browser.open(&authorize(&[("prompt", "select_account")])).await;
    let sealed = page.form_with_button("another-account").field("continue").unwrap().to_owned();
    for account in [sid.as_str(), "1", "user-carol"] {
        let fields = [("continue", sealed.as_str()), ("account", account)];
        let answer = browser.post_form("/accounts", &fields).await;
        assert!(answer.location().starts_with("/accounts?"), "asked again: {}", answer.show());
    }
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    let fields = [("continue", sealed.as_str()), ("decision", "sign-out-all")];
    let answer = browser.post_form_with("/accounts", &fields, &foreign).await;
    assert_eq!(answer.status, 400, "{}", answer.show());
    assert_eq!(silent(&server, &mut browser, &[]).await, "user-bob");
}

async fn other_accounts_cost_reads_only_where_somebody_asks_for_them(storage: Arc<dyn Storage>) {
    let server = TestServer::builder().storage(storage.clone()).clients_known_for(FOR_EVER).build().await;
    server.add_client(client("notes")).await;
    for user in ["alice", "bob", "carol"] {
        server.add_user(user, PASSWORD).await;
    }
    announcements_have_passed(&*storage).await;
    let (mut browser, tokens) = signed_in(&server, &["carol", "alice", "bob"]).await;
    browser.get(&authorize(&SILENT)).await;
    let mut cost = async |changes: &[(&str, &str)]| {
        let answer = browser.get(&authorize(&[&SILENT, changes].concat())).await;
        assert!(answer.location_parameter("code").is_some(), "{}", answer.show());
        (answer.cost.reads, answer.cost.commits)
    };
    assert_eq!(cost(&[]).await, (1, 0), "the active account");
    assert_eq!(cost(&[("login_hint", "bob")]).await, (1, 0), "the hint is the active account");
    assert_eq!(cost(&[("id_token_hint", hint(&tokens[0]))]).await, (2, 0), "the hinted account alone");
    assert_eq!(cost(&[("login_hint", "carol")]).await, (3, 0), "the names of the others");
    let mut planted = server.browser();
    planted.open("/login").await;
    planted.set_cookie(ACCOUNTS, &browser.cookies()[ACCOUNTS]);
    let answer = planted.get(&authorize(&SILENT)).await;
    assert_eq!(
        (answer.cost.reads, answer.cost.commits),
        (0, 0),
        "a cookie of another browser is not looked up"
    );
}
