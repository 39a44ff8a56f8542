//! The events that a user sees, and "that wasn't me".

use valetkey_authorization_server::Change;
use valetkey_authorization_server::event::{Actor, EventKind, Occasion};
use valetkey_server::testing::{Answer, TestServer};
use valetkey_types::{Seconds, UserId};

use crate::support::*;

const PAGE: &str = "/account/activity";

/// The sentences of a page, in its order.
fn sentences(page: &Answer) -> Vec<String> {
    let list =
        page.text().split("<ul class=\"rows\">").nth(1).unwrap().split("</ul>").next().unwrap().to_owned();
    let items = list.split("<li>").skip(1);
    items.map(|item| item.split("<p>").nth(1).unwrap().split("</p>").next().unwrap().to_owned()).collect()
}

/// Stores an event about a user by somebody else.
async fn store(server: &TestServer, kind: EventKind, subject: &str) {
    let inner = &server.server;
    let occasion = Occasion {
        tenant: &inner.tenant,
        actor: &Actor::CommandLine { account: Some("root".to_owned()) },
        now: inner.environment.now(),
        network_address: None,
        reference: None,
        events_kept_for: Seconds::days(365),
        fresh_id: &|| inner.environment.identifier(),
    };
    let event = occasion.about_user(kind, &UserId::new(subject));
    server.apply(vec![Change::StoreEvent(event)]).await;
}

#[tokio::test]
async fn the_page_shows_the_own_events_newest_first_in_plain_sentences() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    server.advance(60);
    sign_in(&mut server.browser(), "/login", "bob").await;
    withdraw(&mut browser).await;
    server.advance(60);
    store(&server, EventKind::UserEdited, "user-alice").await;
    server.advance(60);
    store(&server, EventKind::UserClaimsPreviewed, "user-alice").await;
    server.advance(60);
    store(&server, EventKind::from("user.cloned".to_owned()), "user-alice").await;
    let page = browser.get(PAGE).await;
    assert_eq!(
        sentences(&page),
        [
            "Something else happened: <code>user.cloned</code>",
            "An administrator looked at the data that an application gets about you: an application",
            "An administrator changed your profile.",
            "You withdrew access to your account: The notes",
            "You allowed access to your account: The notes",
            "You signed in.",
        ],
        "{}",
        page.show()
    );
    assert!(!page.text().contains("root"), "who administers is not for users");
}

#[tokio::test]
async fn older_events_are_on_further_pages_each_once() {
    let server = server().await;
    for _ in 0..44 {
        store(&server, EventKind::UserUnlocked, "user-alice").await;
        store(&server, EventKind::UserUnlocked, "user-bob").await;
        server.advance(1);
    }
    let mut browser = server.browser();
    let mut page = sign_in(&mut browser, PAGE, "alice").await;
    let mut counts = Vec::new();
    loop {
        counts.push(sentences(&page).len());
        let older = page
            .text()
            .split("id=\"older\" href=\"")
            .nth(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned());
        let Some(older) = older else { break };
        page = browser.get(&older).await;
        assert!(page.text().contains("id=\"newest\""), "{}", page.show());
    }
    assert_eq!(counts, [20, 20, 5], "44 and the sign-in");
    for cursor in ["x", "", "%00", "0"] {
        let answer = browser.get(&format!("{PAGE}?before={cursor}")).await;
        assert!(matches!(answer.status, 200 | 400), "{cursor}: {}", answer.show());
    }
    let none = browser.get(&format!("{PAGE}?before={}", "0".repeat(32))).await;
    assert!(none.text().contains("Nothing yet"), "{}", none.show());
}

#[tokio::test]
async fn that_was_not_me_signs_everybody_else_out_and_leads_to_a_new_password() {
    let server = server().await;
    let (mut thief, mut browser) = (server.browser(), server.browser());
    sign_in(&mut thief, "/login", "alice").await;
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let form = page.form_with_button("not-me");
    assert_eq!(thief.submit(&form, "not-me").await.status, 400, "sealed for another browser");
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let foreign = browser.post_form_with(PAGE, &fields, &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(foreign.status, 400, "st4");
    assert_eq!(thief.get("/account").await.status, 200);

    let answer = browser.submit(&form, "not-me").await;
    assert!(answer.location().starts_with("/account/security/password?done="), "{}", answer.show());
    let page = browser.follow(answer).await;
    assert!(page.text().contains("Every other device is signed out"), "{}", page.show());
    page.form_with_button("change-password");
    assert!(thief.get("/account").await.location().starts_with("/login?"));
    assert_eq!(sentences(&browser.get(PAGE).await)[0], "A device was signed out.");
}
