//! The deletion of an account: 14 days to return, then nothing about the user is left.

use std::sync::Arc;

use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind},
    record::{CounterKey, Event, ProviderSession, TenantRecord},
};
use valetkey_server::{
    Environment as _,
    housekeeping::Housekeeper,
    testing::{Answer, Browser, TestServer},
};
use valetkey_storage::{DESCRIPTIONS, Listing, Storage, conformance::sample, record::EVENT, value::Value};
use valetkey_types::UserId;

use crate::{databases::on_every_database, events::events, support::*};

const DATA: &str = "/account/data";
const PAGE: &str = "/account/data/delete";
const DAY: i64 = 86_400;

async fn server_on(storage: Arc<dyn Storage>) -> TestServer {
    TestServer::builder().storage(storage).build().await
}

async fn alice(server: &TestServer) -> Option<User> {
    server.storage.user(&server.server.tenant, &UserId::new("user-alice")).await.unwrap()
}

/// Signs in and asks for the deletion.
async fn request(browser: &mut Browser<'_>) -> Answer {
    let page = sign_in(browser, PAGE, "alice").await;
    browser.submit(&page.form_with_button("delete"), "delete").await
}

fn asks_whether_to_keep(page: &Answer) -> bool {
    page.text().contains("id=\"keep\"")
}

async fn is_signed_in(browser: &mut Browser<'_>) -> bool {
    browser.get("/account").await.status == 200
}

async fn kinds(server: &TestServer) -> Vec<EventKind> {
    events(server).await.into_iter().map(|event| event.kind).collect()
}

async fn refresh(server: &TestServer, token: &str) -> Answer {
    let client = [("client_id", "notes"), ("client_secret", "secret")];
    let fields = [&client[..], &[("grant_type", "refresh_token"), ("refresh_token", token)]].concat();
    server.post_form("/token", &[], &fields).await
}

/// One step of housekeeping, as a process does it that was just started.
async fn keep_house(server: &TestServer) {
    Housekeeper::new(server.server.clone()).step().await.unwrap();
}

/// The kinds of record whose rows mention the user.
async fn mentioned(storage: &dyn Storage, id: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for description in DESCRIPTIONS {
        let rows = storage.rows(&Listing::all(description, None, 1_000)).await.unwrap();
        let mentions = |value: &Value| matches!(value, Value::Text(text) if text.contains(id));
        if rows.iter().any(|row| row.document.contains(id) || row.values.iter().any(mentions)) {
            found.push(description.name);
        }
    }
    found
}

#[tokio::test]
async fn the_page_says_what_follows_and_a_request_ends_every_session_and_all_access() {
    let server = server().await;
    let told = valetkey_authorization_server::record::Client {
        backchannel_logout_uri: Some("https://notes.example/logout".into()),
        ..client("told")
    };
    server.add_client(told).await;
    let (mut phone, mut browser) = (server.browser(), server.browser());
    let scope = ("scope", "openid offline_access");
    let address = authorize(&[("client_id", "told"), scope, ("prompt", "consent")]);
    let landed = sign_in_and_allow(&mut phone, &address, "alice").await;
    let tokens = redeem(&server, "told", &landed).await.json();
    let page = sign_in(&mut browser, DATA, "alice").await;
    assert!(page.text().contains(&format!("href=\"{PAGE}\"")), "{}", page.show());
    let page = browser.get(PAGE).await;
    for words in ["2 devices", "one application loses access", "15 January 2026"] {
        assert!(page.text().contains(words), "{words}: {}", page.show());
    }
    assert_eq!(alice(&server).await.unwrap().deletion_at, None, "the page alone does nothing");
    let sent = server.transport.sent().len();
    let done = browser.submit(&page.form_with_button("delete"), "delete").await;
    assert!(done.text().contains("15 January 2026"), "{}", done.show());
    let deletion_at = alice(&server).await.unwrap().deletion_at.unwrap();
    assert_eq!(deletion_at, server.environment.now().plus(User::TIME_TO_RETURN));
    assert!(!is_signed_in(&mut browser).await && !is_signed_in(&mut phone).await);
    valetkey_server::outbox::deliver_due(&server.issuers).await.unwrap();
    assert_eq!(server.transport.sent().len(), sent + 1, "the application is told");
    let access = tokens["access_token"].as_str().unwrap();
    let client = [("client_id", "told"), ("client_secret", "secret"), ("token", access)];
    assert_eq!(server.post_form("/introspect", &[], &client).await.json()["active"], false);
    let last = events(&server).await.pop().unwrap();
    assert_eq!(last.kind, EventKind::UserDeletionRequested);
    assert_eq!(last.actor, Actor::User { id: UserId::new("user-alice") });
}

#[tokio::test]
async fn a_user_who_signs_in_is_asked_and_gets_no_session_and_no_code_before_they_keep_the_account() {
    let server = server().await;
    let mut browser = server.browser();
    request(&mut browser).await;
    server.advance(13 * DAY);
    let page = sign_in(&mut browser, &authorize(&[]), "alice").await;
    assert!(asks_whether_to_keep(&page) && page.text().contains("15 January 2026"), "{}", page.show());
    assert!(!is_signed_in(&mut browser).await);
    let again = browser.open(&authorize(&[])).await;
    assert!(again.text().contains("id=\"sign-in\""), "{}", again.show());
    assert_eq!(
        browser.get(&authorize(&[("prompt", "none")])).await.location_parameter("error").unwrap(),
        "login_required"
    );
    // Reloaded, and kept.
    let kept = browser.submit_and_follow(&page.form_with_button("keep"), "keep").await;
    let landed = browser.submit_and_follow(&kept.form_with_button("allow"), "allow").await;
    assert_eq!(redeem(&server, "notes", &landed).await.status, 200);
    assert!(is_signed_in(&mut browser).await);
    assert_eq!(alice(&server).await.unwrap().deletion_at, None);
    assert!(kinds(&server).await.contains(&EventKind::UserDeletionCancelled));
    // The form once more, as the back button shows it.
    let twice = browser.submit_and_follow(&page.form_with_button("delete"), "delete").await;
    assert!(twice.text().contains("id=\"sign-in\""), "{}", twice.show());
    server.advance(30 * DAY);
    keep_house(&server).await;
    assert!(alice(&server).await.is_some());
}

#[tokio::test]
async fn a_user_who_does_not_keep_the_account_goes_back_to_the_application_with_an_error() {
    let server = server().await;
    let mut browser = server.browser();
    request(&mut browser).await;
    let page = sign_in(&mut browser, &authorize(&[]), "alice").await;
    let landed = browser.submit_and_follow(&page.form_with_button("delete"), "delete").await;
    assert_eq!(error(&landed), "access_denied");
    // The same form again, as the back button shows it to the next user of the browser.
    let again = browser.submit_and_follow(&page.form_with_button("keep"), "keep").await;
    assert!(again.text().contains("id=\"sign-in\""), "st4: {}", again.show());
    assert!(!is_signed_in(&mut browser).await);
    let page = sign_in(&mut browser, "/account", "alice").await;
    let out = browser.submit(&page.form_with_button("delete"), "delete").await;
    assert_eq!(out.location(), "/");
    assert!(alice(&server).await.unwrap().deletion_at.is_some());
    assert!(!is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn st4_the_question_of_another_browser_or_site_keeps_nothing() {
    let server = server().await;
    request(&mut server.browser()).await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, "/account", "alice").await;
    let form = page.form_with_button("keep");
    let sealed = form.field("continue").unwrap();
    let fields = [("continue", sealed), ("action", "keep")];
    let mut other = server.browser();
    other.get("/login").await;
    let stale = other.post_form("/login/keep", &fields).await;
    assert_eq!(stale.location(), "https://id.example/account", "it starts over");
    let foreign = browser.post_form_with("/login/keep", &fields, &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(foreign.status, 400);
    assert_eq!(browser.post_form("/login/keep", &[("continue", sealed)]).await.status, 400);
    // Somebody who proved nothing.
    let mut stranger = server.browser();
    let login = stranger.open("/account").await;
    let unproved = login.form_with_button("sign-in");
    let fields = [("continue", unproved.field("continue").unwrap()), ("action", "keep")];
    stranger.post_form("/login/keep", &fields).await;
    assert!(alice(&server).await.unwrap().deletion_at.is_some());
    // The proof is too old by now.
    server.advance(11 * 60);
    let late = browser.submit_and_follow(&form, "keep").await;
    assert!(late.text().contains("id=\"sign-in\""), "{}", late.show());
    assert!(alice(&server).await.unwrap().deletion_at.is_some());
}

#[tokio::test]
async fn sf3_a_request_needs_a_fresh_proof_and_a_form_of_this_session() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let (mut browser, mut bob) = (server.browser(), server.browser());
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let form = page.form_with_button("delete");
    let of_bob = sign_in(&mut bob, PAGE, "bob").await.form_with_button("delete");
    assert_eq!(browser.submit(&of_bob, "delete").await.status, 400);
    let fields = [("form_state", form.field("form_state").unwrap())];
    let foreign = browser.post_form_with(PAGE, &fields, &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(foreign.status, 400, "st4");
    assert_eq!(browser.post_form(PAGE, &[]).await.status, 400);
    server.advance(301);
    assert!(browser.submit(&form, "delete").await.location().starts_with("/login?"));
    assert!(browser.get(PAGE).await.location().starts_with("/login?"), "the page needs it too");
    assert_eq!(alice(&server).await.unwrap().deletion_at, None);
    assert!(!kinds(&server).await.contains(&EventKind::UserDeletionRequested));
}

#[tokio::test]
async fn a_tenant_that_switched_it_off_has_no_such_page() {
    let server = server().await;
    let tenant: TenantRecord = server.storage.tenant(&server.server.tenant).await.unwrap().unwrap();
    server.apply(vec![Change::ReplaceTenant(TenantRecord { self_deletion: false, ..tenant })]).await;
    let server = server_on(Arc::clone(&server.storage)).await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, DATA, "alice").await;
    assert!(page.text().contains("export-json") && !page.text().contains(PAGE), "{}", page.show());
    let form = page.form_with_button("export-json");
    assert_eq!(browser.get(PAGE).await.status, 404);
    let fields = [("form_state", form.field("form_state").unwrap())];
    assert_eq!(browser.post_form(PAGE, &fields).await.status, 404);
    assert_eq!(alice(&server).await.unwrap().deletion_at, None);
}

#[tokio::test]
async fn en1_after_the_day_a_sign_in_is_refused_like_a_wrong_password_before_housekeeping_comes() {
    let server = server().await;
    let mut browser = server.browser();
    request(&mut browser).await;
    let waiting = sign_in(&mut browser, "/account", "alice").await;
    server.advance(14 * DAY - 60);
    assert!(asks_whether_to_keep(&sign_in(&mut server.browser(), "/account", "alice").await));
    server.advance(60);
    let gone = sign_in(&mut server.browser(), "/account", "alice").await;
    let nobody = sign_in(&mut server.browser(), "/account", "nobody").await;
    assert!(!asks_whether_to_keep(&gone));
    let said = |page: &Answer| page.text().split("role=\"alert\"").nth(1).map(|rest| rest[..80].to_owned());
    assert!(said(&gone).is_some());
    assert_eq!(said(&gone), said(&nobody));
    let late = browser.submit_and_follow(&waiting.form_with_button("keep"), "keep").await;
    assert!(!is_signed_in(&mut browser).await, "{}", late.show());
}

async fn an_account_is_kept_and_its_session_begins_in_one_commit(storage: Arc<dyn Storage>) {
    let server = server_on(Arc::clone(&storage)).await;
    server.add_user("alice", PASSWORD).await;
    request(&mut server.browser()).await;
    let key = CounterKey::of_account(&UserId::new("user-alice"));
    let failures = async || {
        let [failures, _] = storage.sign_in_failures(&server.server.tenant, [&key, &key]).await.unwrap();
        failures.count
    };
    let mut browser = server.browser();
    for _ in 0..3 {
        let page = browser.open("/account").await;
        let wrong = sign_in_form(&page, "alice").with("password", "not the password");
        browser.submit(&wrong, "sign-in").await;
    }
    assert_eq!(failures().await, 3);
    let page = sign_in(&mut browser, "/account", "alice").await;
    assert_eq!(failures().await, 3, "half a sign-in resets nothing");
    let kept = browser.submit(&page.form_with_button("keep"), "keep").await;
    assert_eq!(kept.cost.commits, 1, "{}", kept.show());
    assert!(is_signed_in(&mut browser).await && alice(&server).await.unwrap().deletion_at.is_none());
    assert_eq!(failures().await, 0);
}

async fn everything_about_a_user_goes_after_the_day(storage: Arc<dyn Storage>) {
    let server = server_on(Arc::clone(&storage)).await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    server.add_user("bob", PASSWORD).await;
    let mut browser = server.browser();
    sign_in_and_redeem(
        &server,
        &mut browser,
        &authorize(&[("scope", "openid offline_access"), ("prompt", "consent")]),
        "alice",
    )
    .await;
    let mut factors = sample::second_factors("user-alice");
    factors.revision = 0;
    server
        .apply(vec![
            Change::PutSecondFactors(Box::new(factors)),
            Change::AddPasskey(sample::passkey("credential", "user-alice")),
            Change::AddLinkedAccount(sample::linked_account("42", "user-alice")),
            Change::StoreProviderSession(ProviderSession {
                expires_at: server.environment.now().plus(valetkey_types::Seconds::days(100)),
                ..sample::provider_session(42, "user-alice")
            }),
        ])
        .await;
    let page = browser.get(PAGE).await;
    browser.submit(&page.form_with_button("delete"), "delete").await;
    server.advance(14 * DAY - 1);
    keep_house(&server).await;
    assert!(alice(&server).await.is_some(), "a second too early");
    // Another process, later.
    let restarted = server_on(Arc::clone(&storage)).await;
    restarted.advance(14 * DAY + 1);
    keep_house(&restarted).await;
    assert_eq!(alice(&restarted).await, None);
    assert_eq!(mentioned(&*storage, "user-alice").await, ["event"]);
    assert!(mentioned(&*storage, "user-bob").await.contains(&"user"), "nobody else is touched");
    let about: Vec<Event> = events(&restarted).await;
    let about: Vec<_> =
        about.into_iter().filter(|event| event.subject == Some(UserId::new("user-alice"))).collect();
    assert!(about.len() >= 3 && about.iter().all(|event| !event.is_personal()), "{about:?}");
    assert_eq!(about.iter().filter(|event| event.kind == EventKind::UserRemoved).count(), 1);
    assert_eq!(mentioned(&*storage, "alice@example.org").await, Vec::<&str>::new());
    // The name is free again, and belongs to somebody else.
    let next = restarted.add_user("alice", PASSWORD).await;
    assert_eq!(next.deletion_at, None);
}

async fn two_nodes_remove_a_user_once(storage: Arc<dyn Storage>) {
    let (first, second) = (server_on(Arc::clone(&storage)).await, server_on(Arc::clone(&storage)).await);
    first.add_user("alice", PASSWORD).await;
    request(&mut first.browser()).await;
    first.advance(15 * DAY);
    second.advance(15 * DAY);
    let (mut one, mut other) =
        (Housekeeper::new(first.server.clone()), Housekeeper::new(second.server.clone()));
    let (done, also) = tokio::join!(one.step(), other.step());
    assert!(done.is_ok() && also.is_ok(), "{done:?} {also:?}");
    assert_eq!(alice(&first).await, None);
    let rows = storage.rows(&Listing::all(&EVENT, None, 1_000)).await.unwrap();
    let removed = rows.iter().filter(|row| row.document.contains("user.removed")).count();
    assert_eq!(removed, 1);
}

async fn a_user_who_returns_at_the_last_moment_stays(storage: Arc<dyn Storage>) {
    let server = server_on(Arc::clone(&storage)).await;
    server.add_user("alice", PASSWORD).await;
    let mut browser = server.browser();
    request(&mut browser).await;
    // What housekeeping read before the user returned.
    let seen = alice(&server).await.unwrap();
    let page = sign_in(&mut browser, "/account", "alice").await;
    browser.submit_and_follow(&page.form_with_button("keep"), "keep").await;
    let inner = &server.server;
    let occasion = valetkey_authorization_server::event::Occasion {
        tenant: &inner.tenant,
        actor: &Actor::Server,
        now: inner.environment.now(),
        network_address: None,
        reference: None,
        events_kept_for: inner.lifetimes.event,
        fresh_id: &|| inner.environment.identifier(),
    };
    let due = seen.deletion_at.unwrap();
    let changes = valetkey_administration::deletion::complete(&seen, None, due, &occasion);
    assert!(changes.len() > 3);
    assert!(matches!(storage.apply(changes).await, Err(valetkey_storage::ApplyError::Conflict { .. })));
    assert!(is_signed_in(&mut browser).await);
    assert_eq!(
        valetkey_administration::deletion::complete(
            &seen,
            None,
            due.minus(valetkey_types::Seconds(1)),
            &occasion
        )
        .len(),
        0
    );
}

on_every_database!(
    an_account_is_kept_and_its_session_begins_in_one_commit,
    everything_about_a_user_goes_after_the_day,
    two_nodes_remove_a_user_once,
    a_user_who_returns_at_the_last_moment_stays,
);

#[tokio::test]
async fn refresh_tokens_of_a_user_who_is_leaving_are_refused_and_stay_so_after_they_return() {
    let server = server().await;
    let mut browser = server.browser();
    let address = authorize(&[("scope", "openid offline_access"), ("prompt", "consent")]);
    let landed = sign_in_and_allow(&mut browser, &address, "alice").await;
    let tokens = redeem(&server, "notes", &landed).await.json();
    let token = tokens["refresh_token"].as_str().unwrap();
    let consent = browser.open(&authorize(&[])).await;
    let unredeemed = browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
    let page = browser.get(PAGE).await;
    browser.submit(&page.form_with_button("delete"), "delete").await;
    assert_eq!(refresh(&server, token).await.json()["error"], "invalid_grant");
    assert_eq!(redeem(&server, "notes", &unredeemed).await.json()["error"], "invalid_grant");
    let page = sign_in(&mut browser, "/account", "alice").await;
    browser.submit_and_follow(&page.form_with_button("keep"), "keep").await;
    assert!(is_signed_in(&mut browser).await);
    assert_eq!(refresh(&server, token).await.json()["error"], "invalid_grant");
}
