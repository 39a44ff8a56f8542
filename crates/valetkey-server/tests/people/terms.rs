//! Terms that changed since the user accepted them.

use std::sync::Arc;

use valetkey_accounts::User;
use valetkey_authorization_server::event::{Actor, EventKind};
use valetkey_server::{
    configuration::{AccountSettings, RegistrationSettings},
    testing::{Answer, Browser, TestServer},
};
use valetkey_storage::{Storage, memory::MemoryStorage};
use valetkey_types::UserId;

use crate::{events::events, support::*};

/// A server with these terms, whose user alice accepted others, and bob none.
async fn server_with(storage: Arc<dyn Storage>, version: Option<&str>) -> TestServer {
    let registration = RegistrationSettings {
        terms_version: version.map(str::to_owned),
        terms_uri: version.map(|_| "https://notes.example/terms".to_owned()),
        ..RegistrationSettings::default()
    };
    let accounts = AccountSettings { registration, ..AccountSettings::default() };
    TestServer::builder().storage(storage).accounts(accounts).build().await
}

async fn server() -> TestServer {
    let server = server_with(Arc::new(MemoryStorage::new()), Some("2")).await;
    server.add_client(client("notes")).await;
    let alice = server.add_user("alice", PASSWORD).await;
    server.replace_user(&alice, User { accepted_terms: Some("1".to_owned()), ..alice.clone() }).await;
    server.add_user("bob", PASSWORD).await;
    server
}

async fn accepted(server: &TestServer) -> Option<String> {
    let alice = server.storage.user(&server.server.tenant, &UserId::new("user-alice")).await.unwrap();
    alice.unwrap().accepted_terms
}

fn asks_for_terms(page: &Answer) -> bool {
    page.text().contains("id=\"accept\"")
}

async fn answer(browser: &mut Browser<'_>, page: &Answer, button: &str) -> Answer {
    browser.submit_and_follow(&page.form_with_button(button), button).await
}

#[tokio::test]
async fn a_user_is_asked_once_for_each_version_and_the_request_goes_on() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &authorize(&[]), "alice").await;
    assert!(asks_for_terms(&page) && page.text().contains("https://notes.example/terms"), "{}", page.show());
    let page = answer(&mut browser, &page, "accept").await;
    let landed = answer(&mut browser, &page, "allow").await;
    assert_eq!(redeem(&server, "notes", &landed).await.status, 200);
    assert_eq!(accepted(&server).await.as_deref(), Some("2"));
    let stored = events(&server).await;
    let event = stored.iter().find(|event| event.kind == EventKind::TermsAccepted).unwrap();
    assert_eq!((event.changed[0].before.as_str(), event.changed[0].after.as_str()), ("1", "2"));
    assert_eq!(event.actor, Actor::User { id: UserId::new("user-alice") });
    // Asked no more, here and elsewhere.
    let again = browser.get(&authorize(&[("prompt", "none")])).await;
    assert!(again.location_parameter("code").is_some(), "{}", again.show());
    let page = sign_in(&mut server.browser(), &authorize(&[("client_id", "notes")]), "alice").await;
    assert!(!asks_for_terms(&page), "{}", page.show());
    // The next version.
    let next = server_with(Arc::clone(&server.storage), Some("3")).await;
    let mut browser = next.browser();
    assert!(asks_for_terms(&sign_in(&mut browser, &authorize(&[]), "alice").await));
}

#[tokio::test]
async fn without_an_answer_the_application_hears_interaction_required_or_access_denied() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &authorize(&[]), "alice").await;
    let silent = browser.get(&authorize(&[("prompt", "none")])).await;
    assert_eq!(error(&silent), "interaction_required");
    let landed = answer(&mut browser, &page, "decline").await;
    assert_eq!(error(&landed), "access_denied");
    assert_eq!(accepted(&server).await.as_deref(), Some("1"));
    // The account stays open to the user, who may want to take everything along and go.
    assert_eq!(browser.get("/account/data").await.status, 200);
    assert!(asks_for_terms(&browser.open(&authorize(&[])).await), "asked again at the next request");
}

#[tokio::test]
async fn nobody_is_asked_who_accepted_none_or_where_there_are_none() {
    let server = server().await;
    let page = sign_in(&mut server.browser(), &authorize(&[]), "bob").await;
    assert!(!asks_for_terms(&page), "{}", page.show());
    let without = server_with(Arc::clone(&server.storage), None).await;
    let page = sign_in(&mut without.browser(), &authorize(&[]), "alice").await;
    assert!(!asks_for_terms(&page), "{}", page.show());
}

#[tokio::test]
async fn st4_an_answer_counts_in_the_session_and_for_the_version_that_was_asked() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &authorize(&[]), "alice").await;
    let form = page.form_with_button("accept");
    let sealed = form.field("continue").unwrap();
    let fields = |version| [("continue", sealed), ("terms", version), ("decision", "accept")];
    let foreign =
        browser.post_form_with("/consent/terms", &fields("2"), &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(foreign.status, 400);
    assert!(
        asks_for_terms(&browser.post_form("/consent/terms", &fields("1")).await),
        "another version was shown"
    );
    assert!(asks_for_terms(&browser.post_form("/consent/terms", &[("continue", sealed)]).await), "no answer");
    let mut other = server.browser();
    sign_in(&mut other, "/account", "alice").await;
    let stale = other.post_form("/consent/terms", &fields("2")).await;
    assert!(
        stale.location().starts_with("https://id.example/authorize?"),
        "it starts over: {}",
        stale.show()
    );
    // Another session of this browser.
    sign_in(&mut browser, "/login?another=1", "bob").await;
    let answer = browser.post_form("/consent/terms", &fields("2")).await;
    assert!(!asks_for_terms(&answer), "bob is not asked: {}", answer.show());
    sign_in(&mut browser, "/login?another=1", "alice").await;
    assert!(
        asks_for_terms(&browser.post_form("/consent/terms", &fields("2")).await),
        "the page of an earlier session"
    );
    assert_eq!(accepted(&server).await.as_deref(), Some("1"));
}
