//! Webhooks in the console.

use valetkey_administration::permission::{Area, Permission, Permissions};
use valetkey_authorization_server::{
    Change, WebhookChange,
    event::EventKind,
    record::{Delivery, Webhook},
};
use valetkey_server::{
    Environment as _,
    testing::{Answer, Browser, TestServer},
    webhook::of_tenant,
};
use valetkey_storage::{Listing, directory, record::DELIVERY};
use valetkey_types::TenantId;

use crate::support::*;

const PAGE: &str = "/admin/webhooks/crm";

async fn webhook(server: &TestServer) -> Option<Webhook> {
    of_tenant(&*server.storage, &server.server.tenant).await.unwrap().into_iter().next()
}

async fn messages(server: &TestServer) -> Vec<Delivery> {
    directory::page(&*server.storage, &Listing::all(&DELIVERY, None, 100)).await.unwrap().records
}

/// Adds the webhook `crm`. Returns the page with its secret.
async fn add(browser: &mut Browser<'_>, kinds: &str) -> Answer {
    let form = browser.open("/admin/new-webhook").await.form_with_button("save");
    let form = form.with("name", "crm").with("url", "https://crm.example/hook").with("kinds", kinds);
    browser.submit_and_follow(&form, "save").await
}

/// Sends the form of a button on the page of the webhook.
async fn press(browser: &mut Browser<'_>, button: &str) -> Answer {
    let form = browser.open(PAGE).await.form_with_button(button);
    browser.submit_and_follow(&form, button).await
}

#[tokio::test]
async fn se4_the_console_shows_the_secret_of_a_webhook_once_and_replaces_it() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    assert!(says(&browser.get("/admin/webhooks").await, "There is no webhook yet."));
    let added = add(&mut browser, "user\nsession.started").await;
    assert!(says(&added, "The webhook crm is added"), "{}", added.show());
    let first = code(&added, "secret");
    assert!(first.starts_with("whsec_"), "{first}");
    let stored = webhook(&server).await.unwrap();
    assert_eq!(stored.kinds, ["user", "session.started"]);
    assert!(!stored.includes_personal && !stored.disabled);
    assert!(says(&browser.get("/admin/webhooks").await, "No message waits."));

    let page = browser.open(&format!("{PAGE}/rotate-secret")).await;
    assert!(says(&page, "<option value=\"1d\" selected>"), "{}", page.show());
    let form = page.form_with_button("confirm");
    for wrong in ["", "30d"] {
        assert_eq!(browser.submit(&form.clone().with("keep_old", wrong), "confirm").await.status, 400);
    }
    let rotated = browser.submit_and_follow(&form.clone().with("keep_old", "1h"), "confirm").await;
    let second = code(&rotated, "secret");
    assert!(says(&rotated, "The new secret of crm") && second != first, "{}", rotated.show());
    assert!(says(&browser.get(PAGE).await, "The old secret signs messages too until"));
    let twice = browser.submit(&form.with("keep_old", "1d"), "confirm").await;
    // A secret is no field, so the page has no difference to show.
    assert!(says(&twice, "Somebody else changed this meanwhile"), "{}", twice.show());
    let leaked = twice.form_with_button("confirm").with("keep_old", "0s");
    let third = code(&browser.submit_and_follow(&leaked, "confirm").await, "secret");
    assert!(webhook(&server).await.unwrap().previous_secret.is_none() && third != second);
    for path in ["/admin/webhooks", PAGE, "/admin/webhooks/crm/edit", "/admin/events"] {
        assert!(!browser.get(path).await.text().contains("whsec_"), "{path}");
    }
    let without = browser.get("/admin/webhooks/crm/secret").await;
    assert_eq!((without.status, without.location()), (303, PAGE), "{}", without.show());
}

#[tokio::test]
async fn se4_the_address_of_a_secret_opens_for_no_other_administrator_and_no_other_browser() {
    let server = server().await;
    add_administrator(&server, "other", Permissions::all()).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let form = browser.open("/admin/new-webhook").await.form_with_button("save");
    let form = form.with("name", "crm").with("url", "https://crm.example/hook");
    let address = browser.submit(&form, "save").await.location().to_owned();
    assert!(browser.get(&address).await.text().contains("whsec_"));
    for username in ["other", "root"] {
        let mut foreign = server.browser();
        sign_in(&mut foreign, "/admin", username).await;
        let answer = foreign.get(&address).await;
        assert!(!answer.text().contains("whsec_") && answer.location() == PAGE, "{}", answer.show());
    }
    server.advance(301);
    assert!(!browser.get(&address).await.text().contains("whsec_"));
}

#[tokio::test]
async fn a_webhook_is_edited_and_removed_with_its_events_and_never_over_another_change() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser, "").await;
    let form = browser.open(&format!("{PAGE}/edit")).await.form_with_button("save");
    assert_eq!(form.field("url"), Some("https://crm.example/hook"));
    let same = browser.submit_and_follow(&form, "save").await;
    assert!(says(&same, "Nothing changed, so nothing was stored."), "{}", same.show());
    for (field, value, words) in [
        ("url", "http://crm.example", "an https address"),
        ("kinds", "users", "a kind of event such as user.added"),
    ] {
        let refused = browser.submit(&form.clone().with(field, value), "save").await;
        assert!(says(&refused, "id=\"failure\"") && says(&refused, words), "{}", refused.show());
        assert!(says(&refused, value), "{}", refused.show());
    }
    let removal = browser.open(&format!("{PAGE}/remove")).await.form_with_button("confirm");
    let changed = form.clone().with("personal", "yes").with("disabled", "yes");
    let saved = browser.submit_and_follow(&changed, "save").await;
    assert!(says(&saved, "The webhook crm is saved.") && says(&saved, ">Disabled<"), "{}", saved.show());
    let stored = webhook(&server).await.unwrap();
    assert!(stored.includes_personal && stored.disabled);

    let late = browser.submit(&form.with("url", "https://evil.example/"), "save").await;
    assert!(says(&late, "disabled: it was false, now it is true"), "{}", late.show());
    let late = browser.submit(&removal, "confirm").await;
    assert!(says(&late, "disabled: it was false, now it is true"), "{}", late.show());
    assert_eq!(webhook(&server).await.unwrap().url, "https://crm.example/hook");
    let removed = browser.submit_and_follow(&late.form_with_button("confirm"), "confirm").await;
    assert!(says(&removed, "The webhook crm is removed."), "{}", removed.show());
    assert!(webhook(&server).await.is_none());
    assert_eq!(browser.get(PAGE).await.status, 404);
    let kinds = kinds(&server).await;
    for kind in ["webhook.added", "webhook.edited", "webhook.removed"] {
        assert_eq!(kinds.iter().filter(|known| *known == kind).count(), 1, "{kind}: {kinds:?}");
    }
}

#[tokio::test]
async fn a_wrong_value_of_a_new_webhook_is_said_and_nothing_is_stored() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let form = browser.open("/admin/new-webhook").await.form_with_button("save");
    for (name, url, words) in [
        ("CRM", "https://crm.example/", "lower-case letters, digits and hyphens"),
        ("crm", "ftp://crm.example/", "an https address"),
        ("crm", "", "an https address"),
    ] {
        let refused = browser.submit(&form.clone().with("name", name).with("url", url), "save").await;
        assert!(says(&refused, "id=\"failure\"") && says(&refused, words), "{name}: {}", refused.show());
        assert!(webhook(&server).await.is_none());
    }
    add(&mut browser, "").await;
    let twice = add(&mut browser, "").await;
    assert!(says(&twice, "a name that no webhook has"), "{}", twice.show());
}

#[tokio::test]
async fn a_test_event_is_sent_at_once_and_a_failure_is_shown() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser, "group").await;
    let before = kinds(&server).await;
    let arrived = press(&mut browser, "test").await;
    assert!(says(&arrived, "The test event arrived at crm."), "{}", arrived.show());
    let sent = server.transport.sent();
    let body: serde_json::Value = serde_json::from_slice(&sent.last().unwrap().body).unwrap();
    assert_eq!((sent.len(), body["type"].as_str()), (1, Some("webhook.test")));
    assert_eq!(sent[0].url, "https://crm.example/hook");
    server.transport.then(Ok(302));
    let failed = press(&mut browser, "test").await;
    assert!(says(&failed, "expected status 200 to 299, got 302"), "{}", failed.show());
    assert!(failed.text().contains("id=\"failure\" role=\"alert\""), "{}", failed.show());
    // A test is no event: it leaves no message and nothing in the trail.
    assert!(messages(&server).await.is_empty());
    assert_eq!(kinds(&server).await, before);
}

#[tokio::test]
async fn an_event_and_the_given_up_messages_are_sent_again() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser, "group").await;
    let event = events_of(&server, &EventKind::WebhookAdded).await.remove(0).id;
    let form = browser.open(PAGE).await.form_with_button("replay");
    for wrong in ["", "x", "00000000-0000-7000-8000-000000000000"] {
        let refused = browser.submit(&form.clone().with("event", wrong), "replay").await;
        assert!(says(&refused, "the identifier of an event"), "{wrong}: {}", refused.show());
        assert_eq!(refused.form_with_button("replay").field("event"), Some(wrong));
    }
    // Copied text has blanks around it.
    let form = form.with("event", &format!(" {event} "));
    let sent = browser.submit_and_follow(&form, "replay").await;
    assert!(says(&sent, "The messages to crm are sent again.") && says(&sent, "1 message waits."));
    assert!(sent.text().contains(&event.to_string()) && !sent.text().contains("id=\"retry\""));

    let waiting = messages(&server).await.remove(0);
    let given_up = waiting.given_up("no answer within 10 seconds".to_owned(), server.environment.now());
    server.apply(vec![Change::ReplaceDelivery(given_up)]).await;
    let shown = browser.get(PAGE).await;
    assert!(
        says(&shown, "1 was given up.") && says(&shown, "no answer within 10 seconds"),
        "{}",
        shown.show()
    );
    assert!(says(&browser.get("/admin/webhooks").await, "1 was given up."));
    let retry = shown.form_with_button("retry");
    let again = browser.submit_and_follow(&retry, "retry").await;
    assert!(says(&again, "The messages to crm are sent again."), "{}", again.show());
    assert!(messages(&server).await[0].given_up_at.is_none());
    let twice = browser.submit_and_follow(&retry, "retry").await;
    assert!(says(&twice, "Nothing changed"), "{}", twice.show());
}

#[tokio::test]
async fn readers_change_no_webhook_and_changes_need_a_fresh_proof() {
    let server = server().await;
    let only = Permissions::from_iter([Permission::read(Area::Events)]);
    add_administrator(&server, "reader", only).await;
    add_administrator(&server, "helper", Permissions::from_iter([Permission::write(Area::Users)])).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser, "").await;
    let (before, sent) = (webhook(&server).await, server.transport.sent().len());

    let mut reader = server.browser();
    let seen = sign_in(&mut reader, PAGE, "reader").await;
    for hidden in ["id=\"action-", "id=\"test\"", "id=\"replay\""] {
        assert!(!seen.text().contains(hidden), "{hidden}: {}", seen.show());
    }
    let state = seen.form_with_button("sign-out").field("form_state").unwrap().to_owned();
    let state = state.as_str();
    let fields =
        [("form_state", state), ("action", "test"), ("url", "https://evil.example"), ("revision", "x")];
    let changes = ["edit", "rotate-secret", "remove"].map(|word| format!("{PAGE}/{word}"));
    for path in changes.iter().map(String::as_str).chain(["/admin/new-webhook", PAGE]) {
        assert_eq!(reader.post_form(path, &fields).await.status, 403, "{path}");
    }
    let mut helper = server.browser();
    sign_in(&mut helper, "/admin", "helper").await;
    for path in changes.iter().map(String::as_str).chain(["/admin/webhooks", "/admin/new-webhook", PAGE]) {
        assert_eq!(helper.get(path).await.status, 403, "{path}");
    }

    let mut forms = Vec::new();
    for (path, button) in changes.iter().zip(["save", "confirm", "confirm"]) {
        forms.push((browser.open(path).await.form_with_button(button), button));
    }
    forms.push((browser.open("/admin/new-webhook").await.form_with_button("save"), "save"));
    server.advance(301);
    for (form, button) in forms {
        let form = form.with("url", "https://evil.example").with("name", "evil");
        let late = browser.submit(&form, button).await;
        assert!(late.location().starts_with("/login?"), "{}: {}", form.action, late.show());
    }
    assert_eq!(webhook(&server).await, before);
    assert_eq!(server.transport.sent().len(), sent);
}

#[tokio::test]
async fn sc4_a_webhook_of_another_tenant_is_not_there() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser, "").await;
    let own = webhook(&server).await.unwrap();
    let foreign = Webhook {
        tenant: TenantId::new("acme"),
        name: "theirs".to_owned(),
        id: uuid::Uuid::from_u128(7),
        url: "https://acme.example/hook".to_owned(),
        revision: 0,
        ..own
    };
    server.apply(vec![Change::Webhook(WebhookChange::Add(Box::new(foreign)))]).await;
    assert!(!browser.get("/admin/webhooks").await.text().contains("theirs"));
    let form = browser.open(PAGE).await.form_with_button("test");
    for path in ["", "/edit", "/rotate-secret", "/remove"] {
        let path = format!("/admin/webhooks/theirs{path}");
        assert_eq!(browser.get(&path).await.status, 404, "{path}");
    }
    let other = valetkey_server::testing::Form { action: "/admin/webhooks/theirs".to_owned(), ..form };
    assert_eq!(browser.submit(&other, "test").await.status, 404);
    assert!(server.transport.sent().is_empty());
}
