//! The way to a provider and back.

use std::sync::Arc;

use valetkey_authorization_server::record::{FirstSignIn, IdentityProvider};
use valetkey_server::testing::TestServer;
use valetkey_storage::{Storage, memory::MemoryStorage};

use crate::{
    databases::{announcements_have_passed, on_every_database},
    people::{PASSWORD, authorize, claims, redeem, sign_in_form},
    support::*,
};

#[tokio::test]
async fn a_sign_in_with_a_provider_ends_at_the_application_with_one_factor() {
    let world = World::new(&["github"]).await;
    let mut browser = world.server.browser();
    let page = browser.open(&authorize(&[])).await;
    assert!(page.text().contains("Sign in with GitHub"), "{}", page.show());
    let policy = page.header("content-security-policy").unwrap();
    assert!(!policy.contains("form-action"), "the form leads to the provider: {policy}");
    let left = world.press(&mut browser, &page, 1).await;
    assert_eq!(left.status, 303);
    assert!(left.location().starts_with(world.simulator.base_url()), "{}", left.show());
    for parameter in ["state", "code_challenge"] {
        assert!(left.location_parameter(parameter).is_some_and(|value| value.len() >= 43), "{parameter}");
    }
    let redirect_uri = left.location_parameter("redirect_uri").unwrap();
    assert_eq!(redirect_uri, format!("{ISSUER}/login/provider/github/callback"));

    let callback = world.at_provider(&left, "ada").await;
    let consent = browser.open(&callback).await;
    let landed = browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
    let tokens = redeem(&world.server, "notes", &landed).await.json();
    let claims = claims(&tokens["id_token"]);
    assert_eq!(claims["amr"], serde_json::json!(["urn:valetkey:amr:provider"]));
    assert_eq!(claims["acr"], "urn:valetkey:acr:single-factor");
    assert_eq!(world.usernames().await, ["ada"]);
    let [link] = world.links().await.try_into().unwrap();
    assert_eq!((link.subject.as_str(), link.label.as_deref()), ("583231", Some("ada")));
    assert!(link.issuer.ends_with(" urn:valetkey:github"), "{}", link.issuer);

    // The next time it is the same user, and nobody is added.
    let mut other = world.server.browser();
    world.server.advance(60);
    let back = world.sign_in(&mut other, "ada").await;
    assert!(back.header("set-cookie").is_some());
    assert_eq!(world.usernames().await, ["ada"]);
    let [used] = world.links().await.try_into().unwrap();
    assert_eq!(used.user_id, link.user_id);
    assert!(used.last_used_at > link.last_used_at);
    assert_eq!(world.simulator.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn another_account_of_the_provider_is_another_user() {
    let world = World::new(&["github"]).await;
    world.sign_in(&mut world.server.browser(), "ada").await;
    world.sign_in(&mut world.server.browser(), "grace").await;
    assert_eq!(world.usernames().await, ["ada", "grace"]);
}

#[tokio::test]
async fn an_openid_provider_signs_in_by_its_id_token() {
    let world = World::new(&["slack", "google"]).await;
    for (number, preset) in [(1, "google"), (2, "slack")] {
        let mut browser = world.server.browser();
        let page = browser.open(&authorize(&[])).await;
        let left = world.press(&mut browser, &page, number).await;
        assert!(left.location_parameter("nonce").is_some(), "{}", left.show());
        let callback = world.at_provider(&left, "ada").await;
        assert!(callback.starts_with(&format!("/login/provider/{preset}/callback?")), "{callback}");
        let answer = browser.get(&callback).await;
        assert_eq!(answer.status, 303, "{preset}: {}", answer.show());
    }
    let issuers: Vec<String> = world.links().await.into_iter().map(|link| link.issuer).collect();
    assert!(issuers.iter().any(|issuer| issuer.ends_with("accounts.google.com")), "{issuers:?}");
    assert_eq!(world.simulator.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn a_fresh_sign_in_is_asked_for_at_an_openid_provider_too() {
    let world = World::new(&["google"]).await;
    let mut browser = world.server.browser();
    world.sign_in(&mut browser, "ada").await;
    let page = browser.open(&authorize(&[("prompt", "login")])).await;
    let left = world.press(&mut browser, &page, 1).await;
    assert_eq!(left.location_parameter("prompt").as_deref(), Some("login"));
    let callback = world.at_provider(&left, "ada").await;
    browser.open(&callback).await.form_with_button("allow");
}

#[tokio::test]
async fn a_sign_in_without_an_application_ends_at_the_account() {
    let world = World::new(&["github"]).await;
    let mut browser = world.server.browser();
    let page = browser.open("/login").await;
    let left = world.press(&mut browser, &page, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    let account = browser.open(&callback).await;
    assert!(account.text().contains("Ada Example"), "{}", account.show());
}

#[tokio::test]
async fn a_long_request_waits_for_the_provider() {
    let world = World::new(&["github"]).await;
    let mut browser = world.server.browser();
    let page = browser.open(&authorize(&[("login_hint", &"h".repeat(3_000))])).await;
    let left = world.press(&mut browser, &page, 1).await;
    let cookie: usize = browser.cookies().iter().map(|(name, value)| name.len() + value.len()).sum();
    assert!(cookie < 4_096, "cookies of {cookie} bytes");
    let callback = world.at_provider(&left, "ada").await;
    let consent = browser.open(&callback).await;
    consent.form_with_button("allow");
}

#[tokio::test]
async fn two_tabs_sign_in_at_the_same_time() {
    let world = World::new(&["github"]).await;
    let mut browser = world.server.browser();
    let (first, second) = (world.leave(&mut browser).await, world.leave(&mut browser).await);
    let second = world.at_provider(&second, "ada").await;
    let first = world.at_provider(&first, "ada").await;
    for callback in [second, first] {
        let answer = browser.open(&callback).await;
        answer.form_with_button("allow");
    }
    assert_eq!(world.links().await.len(), 1);
    // A browser that never comes back keeps few cookies.
    let mut browser = world.server.browser();
    for _ in 0..8 {
        world.leave(&mut browser).await;
    }
    let waiting = browser.cookies().keys().filter(|name| name.contains("valetkey_provider")).count();
    assert!(waiting <= 4, "{waiting} sign-ins wait");
}

on_every_database! {
    a_sign_in_starts_at_one_node_and_ends_at_the_other,
    a_sign_in_page_without_providers_and_with_them_costs_the_same,
}

async fn a_sign_in_starts_at_one_node_and_ends_at_the_other(storage: Arc<dyn Storage>) {
    let builder = || TestServer::builder().storage(storage.clone());
    let first = World::with(&["github"], builder(), |provider| provider).await;
    let second = builder().issuer(ISSUER).outgoing(first.transport.clone()).build().await;
    let mut browser = first.server.browser();
    let left = first.leave(&mut browser).await;
    let callback = first.at_provider(&left, "ada").await;
    let mut elsewhere = second.browser();
    for (name, value) in browser.cookies() {
        elsewhere.set_cookie(name, value);
    }
    let consent = elsewhere.open(&callback).await;
    consent.form_with_button("allow");
    assert_eq!(first.usernames().await, ["ada"]);
}

async fn a_sign_in_page_without_providers_and_with_them_costs_the_same(storage: Arc<dyn Storage>) {
    let empty: Arc<dyn Storage> = Arc::new(MemoryStorage::new());
    let mut costs = Vec::new();
    for (storage, presets) in [(empty, &[][..]), (storage, &["github", "google"][..])] {
        let builder = TestServer::builder().storage(storage.clone()).clients_known_for(LONG);
        let world = World::with(presets, builder, |provider| provider).await;
        announcements_have_passed(&*storage).await;
        world.server.browser().open(&authorize(&[])).await;
        let answer = world.server.browser().open(&authorize(&[])).await;
        answer.form_with_button("sign-in");
        costs.push((answer.cost.reads, answer.cost.commits));
    }
    assert_eq!(costs, [(0, 0), (0, 0)], "providers are known like clients");
}

#[tokio::test]
async fn an_edit_counts_at_once_for_a_sign_in_on_its_way_and_a_password_still_works() {
    let world = World::new(&["github"]).await;
    world.server.add_user("alice", PASSWORD).await;
    let mut browser = world.server.browser();
    let left = world.leave(&mut browser).await;
    let callback = world.at_provider(&left, "ada").await;
    world.edit(|provider| provider.first_sign_in = FirstSignIn::Refuse).await;
    let page = browser.open(&callback).await;
    assert!(notice(&page).contains("No account here is linked"), "{}", notice(&page));
    let consent = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    consent.form_with_button("allow");
    world.edit(|provider: &mut IdentityProvider| provider.client_id = "client-2".to_owned()).await;
    let left = world.leave(&mut world.server.browser()).await;
    assert_eq!(left.location_parameter("client_id").as_deref(), Some("client-2"));
}
