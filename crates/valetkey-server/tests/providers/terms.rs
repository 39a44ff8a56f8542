//! The terms, for users who come from a provider.

use std::sync::Arc;

use valetkey_accounts::User;
use valetkey_authorization_server::record::{Event, EventKind};
use valetkey_server::{
    configuration::{AccountSettings, RegistrationSettings},
    testing::{Answer, TestServer, TestServerBuilder},
};
use valetkey_storage::{Listing, Storage, directory, memory::MemoryStorage, record::EVENT};
use valetkey_types::{Seconds, TenantId};

use crate::{
    people::{PASSWORD, authorize, redeem, sign_in_form},
    support::*,
};

fn builder(version: Option<&str>) -> TestServerBuilder {
    let registration = RegistrationSettings {
        terms_version: version.map(str::to_owned),
        terms_uri: version.map(|_| "https://notes.example/terms".to_owned()),
        ..RegistrationSettings::default()
    };
    TestServer::builder().accounts(AccountSettings { registration, ..AccountSettings::default() })
}

fn asks_for_terms(page: &Answer) -> bool {
    page.text().contains("id=\"accept\"")
}

async fn ada(world: &World) -> User {
    let users = world.server.storage.find_users(&TenantId::default(), "", None, 10).await.unwrap();
    users.into_iter().find(|user| user.username == "ada").unwrap()
}

async fn accepted(world: &World) -> Option<String> {
    ada(world).await.accepted_terms
}

#[tokio::test]
async fn a_user_from_a_provider_accepts_the_terms_at_the_first_sign_in() {
    let world = World::with(&["github"], builder(Some("2")), |provider| provider).await;
    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    let page = browser.follow(back).await;
    assert!(asks_for_terms(&page) && !page.text().contains("changed"), "{}", page.show());
    assert!(page.text().contains("https://notes.example/terms"), "{}", page.show());
    let silent = browser.get(&authorize(&[("prompt", "none")])).await;
    assert_eq!(silent.location_parameter("error").as_deref(), Some("interaction_required"));
    let refused = browser.submit_and_follow(&page.form_with_button("decline"), "decline").await;
    assert_eq!(refused.location_parameter("error").as_deref(), Some("access_denied"));
    assert_eq!(accepted(&world).await.as_deref(), Some(""), "asked again at the next sign-in");

    let mut other = world.server.browser();
    let back = world.sign_in(&mut other, "ada").await;
    let page = other.follow(back).await;
    assert!(asks_for_terms(&page), "{}", page.show());
    let consent = other.submit_and_follow(&page.form_with_button("accept"), "accept").await;
    let landed = other.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
    assert_eq!(redeem(&world.server, "notes", &landed).await.status, 200);
    assert_eq!(accepted(&world).await.as_deref(), Some("2"));
    let listing = Listing::all(&EVENT, None, 100);
    let events = directory::page::<Event>(&*world.server.storage, &listing).await.unwrap().records;
    let accepted: Vec<_> = events
        .iter()
        .filter(|event| event.kind == EventKind::TermsAccepted)
        .map(|event| &event.changed)
        .collect();
    assert_eq!(accepted.len(), 1);
    assert_eq!((accepted[0][0].before.as_str(), accepted[0][0].after.as_str()), ("", "2"));
    let mut third = world.server.browser();
    let back = world.sign_in(&mut third, "ada").await;
    let page = third.follow(back).await;
    assert!(!asks_for_terms(&page), "{}", page.show());
}

#[tokio::test]
async fn a_user_from_a_provider_is_asked_as_soon_as_there_are_terms_and_a_user_of_the_operator_never() {
    let storage: Arc<dyn Storage> = Arc::new(MemoryStorage::new());
    let world = World::with(&["github"], builder(None).storage(storage.clone()), |provider| provider).await;
    world.server.add_user("bob", PASSWORD).await;
    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    let page = browser.follow(back).await;
    assert!(!asks_for_terms(&page) && page.text().contains("id=\"allow\""), "{}", page.show());

    let with_terms = builder(Some("1")).issuer(ISSUER).storage(storage).build().await;
    let mut later = with_terms.browser();
    for (name, value) in browser.cookies() {
        later.set_cookie(name, value);
    }
    let page = later.open(&authorize(&[])).await;
    assert!(asks_for_terms(&page), "{}", page.show());
    let mut bob = with_terms.browser();
    let page = bob.open(&authorize(&[])).await;
    let page = bob.submit_and_follow(&sign_in_form(&page, "bob"), "sign-in").await;
    assert!(!asks_for_terms(&page), "{}", page.show());
}

#[tokio::test]
async fn a_user_whom_a_provider_added_before_terms_were_recorded_is_asked_at_the_next_sign_in() {
    let world = World::with(&["github"], builder(Some("2")), |provider| provider).await;
    world.sign_in(&mut world.server.browser(), "ada").await;
    let before = ada(&world).await;
    world.server.replace_user(&before, User { accepted_terms: None, ..before.clone() }).await;
    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    let page = browser.follow(back).await;
    assert!(asks_for_terms(&page) && !page.text().contains("changed"), "{}", page.show());
    let consent = browser.submit_and_follow(&page.form_with_button("accept"), "accept").await;
    let landed = browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
    assert_eq!(redeem(&world.server, "notes", &landed).await.status, 200);
    assert_eq!(accepted(&world).await.as_deref(), Some("2"));
}

#[tokio::test]
async fn a_user_of_the_operator_who_linked_an_account_later_is_never_asked() {
    let world = World::with(&["github"], builder(Some("2")), |provider| provider).await;
    world.sign_in(&mut world.server.browser(), "ada").await;
    // An administrator added this user a second before the account was linked.
    let before = ada(&world).await;
    let created_at = before.created_at.minus(Seconds(1));
    world.server.replace_user(&before, User { accepted_terms: None, created_at, ..before.clone() }).await;
    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    let page = browser.follow(back).await;
    assert!(!asks_for_terms(&page) && page.text().contains("id=\"allow\""), "{}", page.show());
    assert_eq!(accepted(&world).await, None);
}
