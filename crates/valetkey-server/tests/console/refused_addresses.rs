//! Refused redirect URIs in the console.

use valetkey_administration::permission::{Area, Permission, Permissions};
use valetkey_server::testing::{Answer, TestServer};
use valetkey_types::{ClientId, encode_form};

use crate::support::*;

const KNOWN: &str = "https://notes.example/callback";

/// Asks for a sign-in that returns to this address.
async fn ask(server: &TestServer, id: &str, redirect_uri: &str) -> Answer {
    let query = encode_form([
        ("client_id", id),
        ("response_type", "code"),
        ("scope", "openid"),
        ("redirect_uri", redirect_uri),
    ]);
    server.browser().get(&format!("/authorize?{query}")).await
}

async fn redirect_uris(server: &TestServer, id: &str) -> Vec<String> {
    let client = server.storage.client(&server.server.tenant, &ClientId::new(id)).await.unwrap();
    client.unwrap().redirect_uris.clone()
}

#[tokio::test]
async fn a_refused_address_is_compared_with_the_nearest_and_allowed_exactly() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let id = code(&register(&mut browser, "Notes", "web", KNOWN).await, "client-id");
    let path = format!("/admin/applications/{id}");
    assert!(!browser.get(&path).await.text().contains("id=\"refused-addresses\""));
    let slash = format!("{KNOWN}/");
    for _ in 0..2 {
        assert_eq!(ask(&server, &id, &slash).await.status, 400);
    }
    let page = browser.get(&path).await;
    assert!(says(&page, "A redirect URI of this application was refused"), "{}", page.show());

    let page = browser.get(&format!("{path}/refused-addresses")).await;
    for words in [
        "https://notes.example/callback<mark dir=\"ltr\">/</mark>",
        "The refused address ends with a slash, the registered one does not.",
        "2 times",
        "addresses of an attacker",
    ] {
        assert!(says(&page, words), "{words}: {}", page.show());
    }
    let form = page.form_with_button("allow-1");
    let done = browser.submit_and_follow(&form, "allow-1").await;
    assert!(says(&done, "is a redirect URI of the application now."), "{}", done.show());
    assert_eq!(redirect_uris(&server, &id).await, [KNOWN, &slash]);
    assert!(kinds(&server).await.contains(&"client.edited".to_owned()));
    let answer = ask(&server, &id, &slash).await;
    assert!(answer.location().starts_with(&format!("{slash}?error=")), "{}", answer.show());
    let page = browser.get(&format!("{path}/refused-addresses")).await;
    assert!(says(&page, "id=\"none\""), "{}", page.show());
    // A second press over the older state stores nothing, and says what changed.
    let twice = browser.submit(&form, "allow-1").await;
    assert!(says(&twice, "Somebody else changed this meanwhile"), "{}", twice.show());
    assert_eq!(redirect_uris(&server, &id).await.len(), 2);
}

#[tokio::test]
async fn an_address_that_no_rule_accepts_has_no_button_and_is_refused() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let id = code(&register(&mut browser, "Notes", "web", KNOWN).await, "client-id");
    let bad = [
        "http://notes.example/callback",
        "https://*.example/callback",
        "javascript:alert(1)",
        "https://notes.example/\u{202e}x",
    ];
    for address in bad {
        assert_eq!(ask(&server, &id, address).await.status, 400, "{address}");
    }
    let path = format!("/admin/applications/{id}/refused-addresses");
    let page = browser.get(&path).await;
    assert!(says(&page, "It can&#39;t be registered: "), "{}", page.show());
    assert!(says(&page, "\\u{202e}"), "marks that reorder text are visible: {}", page.show());
    assert!(!page.text().contains("id=\"allow-"), "{}", page.show());

    assert_eq!(ask(&server, &id, "https://notes.example/other").await.status, 400);
    let page = browser.get(&path).await;
    let form = page.form_with_button("allow-1");
    for address in bad.into_iter().chain(["https://notes.example/#x"]) {
        let refused = browser.submit(&form.clone().with("redirect_uri", address), "allow-1").await;
        assert!(says(&refused, "id=\"failure\""), "{address}: {}", refused.show());
    }
    assert_eq!(browser.submit(&form.with("redirect_uri", ""), "allow-1").await.status, 400);
    assert_eq!(redirect_uris(&server, &id).await, [KNOWN]);
}

#[tokio::test]
async fn only_registered_applications_have_refused_addresses_and_few_each() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let id = code(&register(&mut browser, "Notes", "web", KNOWN).await, "client-id");
    assert_eq!(ask(&server, "nobody", "https://evil.example/").await.status, 400);
    for number in 0..8 {
        ask(&server, &id, &format!("https://evil.example/{number}")).await;
    }
    let path = format!("/admin/applications/{id}/refused-addresses");
    let page = browser.get(&path).await;
    assert_eq!(page.text().matches("id=\"allow-").count(), 5, "{}", page.show());
    assert!(page.text().contains("/7</mark>") && !page.text().contains("/2</mark>"), "{}", page.show());
    assert_eq!(browser.get("/admin/applications/nobody/refused-addresses").await.status, 404);
}

#[tokio::test]
async fn allowing_needs_the_permission_and_a_fresh_proof() {
    let server = server().await;
    let reads = Permissions::from_iter([Permission::read(Area::Clients)]);
    add_administrator(&server, "reader", reads).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let id = code(&register(&mut browser, "Notes", "web", KNOWN).await, "client-id");
    ask(&server, &id, "https://notes.example/other").await;
    let path = format!("/admin/applications/{id}/refused-addresses");
    let page = browser.get(&path).await;
    let form = page.form_with_button("allow-1");

    let mut reader = server.browser();
    let seen = sign_in(&mut reader, &path, "reader").await;
    assert!(says(&seen, "/other</mark>") && !seen.text().contains("id=\"allow-"), "{}", seen.show());
    let state = seen.form_with_button("sign-out").field("form_state").unwrap().to_owned();
    let posted = reader.submit(&form.clone().with("form_state", &state), "allow-1").await;
    assert_eq!(posted.status, 403, "{}", posted.show());

    server.advance(301);
    for old in [browser.get(&path).await, browser.submit(&form, "allow-1").await] {
        assert!(old.location().starts_with("/login?"), "{}", old.show());
    }
    assert_eq!(redirect_uris(&server, &id).await, [KNOWN]);
}

#[tokio::test]
async fn an_address_is_not_allowed_over_a_change_of_somebody_else() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let id = code(&register(&mut browser, "Notes", "web", KNOWN).await, "client-id");
    ask(&server, &id, "https://notes.example/other").await;
    let path = format!("/admin/applications/{id}");
    let page = browser.get(&format!("{path}/refused-addresses")).await;
    let edit = browser
        .get(&path)
        .await
        .form_with_button("save")
        .with("name", "Notebook")
        .with("redirect_uris", KNOWN);
    browser.submit_and_follow(&edit, "save").await;
    let refused = browser.submit(&page.form_with_button("allow-1"), "allow-1").await;
    assert!(
        says(&refused, "Somebody else changed this meanwhile") && says(&refused, "Notebook"),
        "{}",
        refused.show()
    );
    assert_eq!(redirect_uris(&server, &id).await, [KNOWN]);
    let again = browser.submit_and_follow(&refused.form_with_button("allow-1"), "allow-1").await;
    assert!(says(&again, "is a redirect URI of the application now."), "{}", again.show());
}
