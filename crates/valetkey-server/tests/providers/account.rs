//! Linked accounts on the account page.

use std::sync::Arc;

use valetkey_authorization_server::record::{FirstSignIn, IdentityProvider};
use valetkey_server::{
    mail::{MailCatcher, SharedMailTransport},
    outbox::deliver_due,
    testing::{Answer, Browser, TestServer},
};

use crate::{
    people::{PASSWORD, sign_in_form},
    support::*,
};

const PAGE: &str = "/account/security/linked";

async fn signed_in<'w>(world: &'w World, username: &str) -> Browser<'w> {
    let mut browser = world.server.browser();
    let page = browser.open(PAGE).await;
    browser.submit_and_follow(&sign_in_form(&page, username), "sign-in").await;
    browser
}

/// Presses a link button of the page.
async fn link(browser: &mut Browser<'_>, number: usize) -> Answer {
    let page = browser.open(PAGE).await;
    let button = format!("link-{number}");
    browser.submit(&page.form_with_button(&button), &button).await
}

async fn world() -> World {
    let world = World::ruled(FirstSignIn::Refuse, &[]).await;
    world.server.add_user("alice", PASSWORD).await;
    world.server.add_user("bob", PASSWORD).await;
    world
}

#[tokio::test]
async fn a_user_links_an_account_signs_in_with_it_and_unlinks_it() {
    let world = world().await;
    let mut browser = signed_in(&world, "alice").await;
    let security = browser.open("/account/security").await;
    assert!(security.text().contains(PAGE), "{}", security.show());
    let page = browser.open(PAGE).await;
    assert!(!page.header("content-security-policy").unwrap().contains("form-action"), "{}", page.show());
    let left = link(&mut browser, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    let page = browser.open(&callback).await;
    assert!(
        page.text().contains("id=\"notice\"") && page.text().contains("<bdi>GitHub</bdi> · <bdi>ada</bdi>"),
        "{}",
        page.show()
    );
    let [linked] = world.links().await.try_into().unwrap();
    assert_eq!(linked.user_id.as_str(), "user-alice");

    let mut other = world.server.browser();
    let back = world.sign_in(&mut other, "ada").await;
    other.follow(back).await.form_with_button("allow");
    let events = browser.open("/account").await;
    assert_eq!(events.status, 200);

    let page = browser.open(PAGE).await;
    let form = page.form_with_button("unlink-1");
    let gone = browser.submit_and_follow(&form, "unlink-1").await;
    assert!(gone.text().contains("no longer linked"), "{}", gone.show());
    assert_eq!(world.links().await, []);
    let twice = browser.submit_and_follow(&form, "unlink-1").await;
    assert!(!twice.text().contains("id=\"notice\""), "a second press changes nothing: {}", twice.show());
    let back = world.sign_in(&mut world.server.browser(), "ada").await;
    assert!(back.location().starts_with("/login"), "{}", back.show());
}

/// Sends what is due, and returns receiver and subject of the mails about links so far.
async fn mails(world: &World, catcher: &MailCatcher) -> Vec<(String, String)> {
    deliver_due(&world.server.issuers).await.unwrap();
    let about = catcher.mails().into_iter().filter(|mail| mail.subject.contains("linked"));
    about
        .map(|mail| {
            assert!(mail.text.contains("GitHub"), "{}", mail.text);
            (mail.to, mail.subject)
        })
        .collect()
}

#[tokio::test]
async fn a_user_is_told_by_mail_when_an_account_is_linked_and_unlinked() {
    let catcher = Arc::new(MailCatcher::default());
    let builder = TestServer::builder().mail(Arc::clone(&catcher) as SharedMailTransport);
    let edit = |provider| IdentityProvider { first_sign_in: FirstSignIn::Link, ..provider };
    let world = World::with(&["github"], builder, edit).await;
    world.server.add_user("alice", PASSWORD).await;
    let linked = ("alice@example.org".to_owned(), "An account was linked at localhost:8000".to_owned());
    let unlinked = ("alice@example.org".to_owned(), "An account was unlinked at localhost:8000".to_owned());
    let mut browser = signed_in(&world, "alice").await;
    let left = link(&mut browser, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    assert_eq!(mails(&world, &catcher).await, []);
    browser.open(&callback).await;
    assert_eq!(mails(&world, &catcher).await, std::slice::from_ref(&linked));
    // The answer of the provider again, and a link that is there already: nothing is told twice.
    browser.open(&callback).await;
    let left = link(&mut browser, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    browser.open(&callback).await;
    assert_eq!(mails(&world, &catcher).await.len(), 1);
    let form = browser.open(PAGE).await.form_with_button("unlink-1");
    for _ in 0..2 {
        browser.submit_and_follow(&form, "unlink-1").await;
        assert_eq!(mails(&world, &catcher).await, [linked.clone(), unlinked.clone()]);
    }
    // Linked after a sign-in with the password.
    let mut other = world.server.browser();
    let back = world.sign_in(&mut other, "ada").await;
    let page = other.follow(back).await;
    other.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    assert_eq!(world.links().await.len(), 1);
    assert_eq!(mails(&world, &catcher).await, [linked.clone(), unlinked, linked]);
}

#[tokio::test]
async fn al1_linking_and_unlinking_need_a_fresh_proof() {
    let world = world().await;
    let mut browser = signed_in(&world, "alice").await;
    world.server.advance(6 * 60);
    let asked = link(&mut browser, 1).await;
    assert!(asked.location().starts_with("/login?"), "{}", asked.show());
    let page = browser.follow(asked).await;
    browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    let left = link(&mut browser, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    browser.open(&callback).await;
    assert_eq!(world.links().await.len(), 1);

    let page = browser.open(PAGE).await;
    world.server.advance(6 * 60);
    let asked = browser.submit(&page.form_with_button("unlink-1"), "unlink-1").await;
    assert!(asked.location().starts_with("/login?"), "{}", asked.show());
    assert_eq!(world.links().await.len(), 1);
}

#[tokio::test]
async fn al1_an_account_is_not_linked_in_another_session_nor_to_a_second_user() {
    let world = world().await;
    let mut browser = signed_in(&world, "alice").await;
    let left = link(&mut browser, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    // Somebody else signs in with this browser before it is back.
    let page = browser.open("/login?another=1").await;
    browser.submit_and_follow(&sign_in_form(&page, "bob"), "sign-in").await;
    let refused = browser.open(&callback).await;
    assert!((400..500).contains(&refused.status), "{}", refused.show());
    assert_eq!(world.links().await, []);

    let mut browser = signed_in(&world, "alice").await;
    let left = link(&mut browser, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    browser.open(&callback).await;
    let mut bob = signed_in(&world, "bob").await;
    let left = link(&mut bob, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    let page = bob.open(&callback).await;
    assert!(page.text().contains("linked to another account here"), "{}", page.show());
    assert!(!page.text().contains("alice"), "{}", page.show());
    let [linked] = world.links().await.try_into().unwrap();
    assert_eq!(linked.user_id.as_str(), "user-alice");
}

#[tokio::test]
async fn the_last_way_to_sign_in_stays() {
    let world = World::with(&["github", "slack"], TestServer::builder(), |provider| provider).await;
    let mut browser = world.server.browser();
    let page = browser.open("/login").await;
    let left = world.press(&mut browser, &page, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    browser.open(&callback).await;
    let page = browser.open(PAGE).await;
    assert!(page.forms().iter().all(|form| form.button("unlink-1").is_none()), "{}", page.show());
    assert!(page.text().contains("only way to sign in"), "{}", page.show());

    // With a second account each of the two may go, but not both.
    let left = link(&mut browser, 2).await;
    let callback = world.at_provider(&left, "grace").await;
    let page = browser.open(&callback).await;
    let (first, second) = (page.form_with_button("unlink-1"), page.form_with_button("unlink-2"));
    browser.submit_and_follow(&first, "unlink-1").await;
    assert_eq!(world.links().await.len(), 1);
    browser.submit_and_follow(&second, "unlink-2").await;
    assert_eq!(world.links().await.len(), 1, "the last one stays");

    // One whose provider is disabled is no way to sign in.
    // Both were linked in the same second, so either may be the one that stayed.
    let page = browser.open(PAGE).await;
    let (number, other) =
        if page.text().contains("<bdi>GitHub</bdi> · <bdi>ada</bdi>") { (2, "grace") } else { (1, "ada") };
    let left = link(&mut browser, number).await;
    let callback = world.at_provider(&left, other).await;
    let page = browser.open(&callback).await;
    assert!(page.forms().iter().any(|form| form.button("unlink-1").is_some()), "{}", page.show());
    world.edit(|provider: &mut IdentityProvider| provider.disabled = true).await;
    world.server.server.identity_providers.reload().await.unwrap();
    let page = browser.open(PAGE).await;
    let left_buttons = page.forms().iter().flat_map(|form| form.buttons.clone()).collect::<Vec<_>>();
    let unlinks = left_buttons.iter().filter(|button| button.id.starts_with("unlink-")).count();
    assert_eq!(unlinks, 1, "only the one of the disabled provider: {}", page.show());
}

#[tokio::test]
async fn a_no_and_a_dead_provider_are_said_on_the_page() {
    let world = world().await;
    let mut browser = signed_in(&world, "alice").await;
    let left = link(&mut browser, 1).await;
    let iss = world.simulator.provider("github").unwrap().preset().issuer.clone().unwrap_or_default();
    let query =
        valetkey_types::encode_form([("error", "access_denied"), ("state", &state(&left)), ("iss", &iss)]);
    let page = browser.open(&format!("/login/provider/github/callback?{query}")).await;
    assert!(
        page.text().contains("id=\"linked-failure\"") && page.text().contains("cancelled"),
        "{}",
        page.show()
    );
    let left = link(&mut browser, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    world.wire(Wire::Dead);
    let page = browser.open(&callback).await;
    assert!(page.text().contains("does not answer right now"), "{}", page.show());
    assert_eq!(world.links().await, []);
}

#[tokio::test]
async fn st4_only_the_page_of_this_session_links_and_unlinks() {
    let world = world().await;
    let mut browser = signed_in(&world, "alice").await;
    let page = browser.open(PAGE).await;
    let form = page.form_with_button("link-1");
    let fields = [("form_state", form.field("form_state").unwrap()), ("provider", "github")];
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    let refused = browser.post_form_with(PAGE, &fields, &foreign).await;
    assert_eq!((refused.status, refused.header("location")), (400, None));
    let refused = browser.post_form(PAGE, &fields[1..]).await;
    assert_eq!(refused.status, 400);
    let mut bob = signed_in(&world, "bob").await;
    let refused = bob.post_form(PAGE, &fields).await;
    assert!(
        refused.header("location").is_none_or(|location| !location.contains("127.0.0.1")),
        "{}",
        refused.show()
    );
    let mut stranger = world.server.browser();
    let page = stranger.open(PAGE).await;
    page.form_with_button("sign-in");
}
