//! Applications, signing keys and events in the console.

use std::net::IpAddr;

use valetkey_administration::permission::{Area, Permission, Permissions};
use valetkey_authorization_server::{event::Actor, record::Event};
use valetkey_server::testing::{Answer, TestServer};
use valetkey_storage::{Listing, directory, record::EVENT};
use valetkey_types::ClientId;

use crate::support::*;

async fn client_credentials(server: &TestServer, id: &str, secret: &str) -> Answer {
    let fields =
        [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), ("scope", "")];
    server.post_form("/token", &[], &fields).await
}

#[tokio::test]
async fn a_web_application_is_registered_in_one_page_with_its_secret_and_settings() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let uris = "https://notes.example/oidc/callback/\r\n\r\n  https://notes.example/other ";
    let shown = register(&mut browser, "Notes", "web", uris).await;
    let (id, secret) = (code(&shown, "client-id"), code(&shown, "client-secret"));
    for words in [
        "Notes is registered",
        "Django with mozilla-django-oidc",
        "OIDC_RP_CLIENT_ID = &#34;",
        "oauth2-proxy",
    ] {
        assert!(says(&shown, words), "{words}: {}", shown.show());
    }
    assert!(says(&shown, "sends no code challenge before version 4"), "{}", shown.show());
    assert!(!shown.text().contains(&format!("OIDC_SECRET = {secret}")), "settings name no secret");
    let client = server.storage.client(&server.server.tenant, &ClientId::new(&id)).await.unwrap().unwrap();
    assert_eq!(client.redirect_uris, ["https://notes.example/oidc/callback/", "https://notes.example/other"]);
    assert_eq!(client.post_logout_redirect_uris, ["https://notes.example/"]);
    assert!(client.secret_hash.unwrap().matches(secret.as_bytes()));
    let page = browser.get(&format!("/admin/applications/{id}")).await;
    assert!(says(&page, "valetkey client show") && !page.text().contains(&secret), "{}", page.show());
    assert!(kinds(&server).await.contains(&"client.added".to_owned()));
    assert!(says(&browser.get("/admin/applications").await, &id));
}

#[tokio::test]
async fn each_kind_gets_what_it_needs_and_a_wrong_address_is_said() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let service = register(&mut browser, "Backup", "service", "").await;
    let (id, secret) = (code(&service, "client-id"), code(&service, "client-secret"));
    assert_eq!(client_credentials(&server, &id, &secret).await.status, 200);
    for (name, kind, uri) in
        [("Board", "single-page", "https://board.example/cb"), ("Phone", "native", "com.example.phone:/cb")]
    {
        let shown = register(&mut browser, name, kind, uri).await;
        assert!(
            says(&shown, "It must use PKCE") && !shown.text().contains("client-secret"),
            "{}",
            shown.show()
        );
    }
    for (name, kind, uri, words) in [
        ("Bad", "web", "", "redirect_uris"),
        ("Bad", "web", "https://bad.example/cb#x", "redirect_uris"),
        (" ", "web", "https://bad.example/cb", "name"),
    ] {
        let refused = register(&mut browser, name, kind, uri).await;
        assert!(says(&refused, words) && says(&refused, "id=\"failure\""), "{uri}: {}", refused.show());
    }
    assert_eq!(register(&mut browser, "Bad", "web2", "https://bad.example/cb").await.status, 400);
}

#[tokio::test]
async fn a_secret_is_replaced_shown_once_and_the_old_one_stops() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let shown = register(&mut browser, "Backup", "service", "").await;
    let (id, old) = (code(&shown, "client-id"), code(&shown, "client-secret"));
    let path = format!("/admin/applications/{id}");
    let new = code(&confirm(&mut browser, &format!("{path}/rotate-secret")).await, "client-secret");
    assert_eq!(client_credentials(&server, &id, &old).await.status, 401);
    assert_eq!(client_credentials(&server, &id, &new).await.status, 200);
    confirm(&mut browser, &format!("{path}/disable")).await;
    assert_eq!(client_credentials(&server, &id, &new).await.status, 401);
    confirm(&mut browser, &format!("{path}/enable")).await;
    assert_eq!(client_credentials(&server, &id, &new).await.status, 200);
    let gone = confirm(&mut browser, &format!("{path}/remove")).await;
    assert!(says(&gone, "Backup is removed."), "{}", gone.show());
    assert_eq!(browser.get(&path).await.status, 404);
}

#[tokio::test]
async fn an_edit_over_another_one_shows_the_difference() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let shown = register(&mut browser, "Notes", "web", "https://notes.example/cb").await;
    let path = format!("/admin/applications/{}", code(&shown, "client-id"));
    let page = browser.get(&path).await;
    let form = |uris: &str| page.form_with_button("save").with("redirect_uris", uris);
    let saved = browser.submit_and_follow(&form("https://notes.example/first"), "save").await;
    assert!(says(&saved, "Notes is saved."), "{}", saved.show());
    let refused = browser.submit(&form("https://notes.example/second"), "save").await;
    assert!(says(&refused, "Somebody else changed this meanwhile"), "{}", refused.show());
    assert!(says(&refused, "https://notes.example/first") && says(&refused, "https://notes.example/second"));
    // A wrong value before it does not hide the difference.
    let wrong = browser.submit(&form("https://notes.example/cb#x"), "save").await;
    assert!(
        says(&wrong, "id=\"failure\"") && !wrong.text().contains("Somebody else changed this meanwhile"),
        "{}",
        wrong.show()
    );
    let corrected = wrong.form_with_button("save").with("redirect_uris", "https://notes.example/third");
    let refused = browser.submit(&corrected, "save").await;
    assert!(says(&refused, "Somebody else changed this meanwhile"), "{}", refused.show());
}

#[tokio::test]
async fn keys_are_rotated_by_the_administrator() {
    let server = server().await;
    let mut browser = server.browser().at(IpAddr::from([192, 0, 2, 7]));
    let keys = sign_in(&mut browser, "/admin/keys", "root").await;
    assert!(says(&keys, "Signing") && says(&keys, "id=\"rotate\""), "{}", keys.show());
    let before = server.storage.signing_keys(&server.server.tenant).await.unwrap().len();
    let page = browser.get("/admin/keys/rotate").await;
    let done = browser.submit_and_follow(&page.form_with_button("confirm"), "confirm").await;
    assert!(says(&done, "New signing keys are in use."), "{}", done.show());
    let (new, old) = (done.text().matches(">planned<").count(), done.text().matches(">Retiring<").count());
    // The moments of a key that retires are known; two moments of each other key are planned.
    assert_eq!((new, old, done.text().matches("class=\"time-line\"").count()), (2, 1, 2), "{}", done.show());
    let after = server.storage.signing_keys(&server.server.tenant).await.unwrap().len();
    assert_eq!(after, before + 1);
    let listing = Listing::of_tenant(&EVENT, &server.server.tenant, 1_000);
    let events = directory::page::<Event>(&*server.storage, &listing).await.unwrap().records;
    let rotated: Vec<&Event> =
        events.iter().filter(|event| matches!(event.actor, Actor::User { .. })).collect();
    let of_keys = rotated.iter().filter(|event| event.kind.as_str().starts_with("signing_key."));
    let addresses: Vec<_> = of_keys.map(|event| event.network_address.as_deref()).collect();
    assert!(!addresses.is_empty() && addresses.iter().all(|one| *one == Some("192.0.2.7")), "{addresses:?}");
    let twice = browser.submit(&page.form_with_button("confirm"), "confirm").await;
    assert!(says(&twice, "Somebody else changed this meanwhile"), "{}", twice.show());
    assert_eq!(server.storage.signing_keys(&server.server.tenant).await.unwrap().len(), after);
}

#[tokio::test]
async fn events_are_filtered_by_user_client_and_kind() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let shown = register(&mut browser, "Notes", "web", "https://notes.example/cb").await;
    let id = code(&shown, "client-id");
    confirm(&mut browser, "/admin/users/user-alice/disable").await;
    let all = browser.get("/admin/events").await;
    assert!(
        says(&all, "<code>client.added</code>") && says(&all, "<code>user.disabled</code>"),
        "{}",
        all.show()
    );
    let of_user = browser.get("/admin/events?user=alice").await;
    assert!(
        says(&of_user, "<code>user.disabled</code>") && !of_user.text().contains("<code>client.added</code>")
    );
    let of_client = browser.get(&format!("/admin/events?client={id}")).await;
    assert!(
        says(&of_client, "<code>client.added</code>") && !of_client.text().contains("<code>user.disabled")
    );
    let of_kind = browser.get("/admin/events?kind=user").await;
    assert!(
        says(&of_kind, "<code>user.disabled</code>") && !of_kind.text().contains("<code>client.added</code>")
    );
    assert!(says(&browser.get("/admin/events?kind=use").await, "No such events"));
    let quoted = browser.get("/admin/events?user=a%27b%24(x)").await;
    assert!(says(&quoted, "--user &#39;a&#39;\\&#39;&#39;b$(x)&#39;"), "{}", quoted.show());
    assert_eq!(browser.get("/admin/events?before=x").await.status, 400);
}

#[tokio::test]
async fn events_name_only_users_and_clients_that_the_administrator_may_read() {
    let server = server().await;
    let only = Permissions::from_iter([Permission::read(Area::Events)]);
    add_administrator(&server, "auditor", only).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let id = code(&register(&mut browser, "Notes", "web", "https://notes.example/cb").await, "client-id");
    confirm(&mut browser, "/admin/users/user-alice/disable").await;
    let all = browser.get("/admin/events").await;
    assert!(says(&all, "<bdi>alice</bdi>") && says(&all, "<bdi>Notes</bdi>"), "{}", all.show());

    let mut auditor = server.browser();
    let seen = sign_in(&mut auditor, "/admin/events", "auditor").await;
    assert!(
        says(&seen, "<bdi>user-alice</bdi>") && says(&seen, &format!("<bdi>{id}</bdi>")),
        "{}",
        seen.show()
    );
    for hidden in ["<bdi>alice</bdi>", "<bdi>Notes</bdi>"] {
        assert!(!seen.text().contains(hidden), "{hidden}: {}", seen.show());
    }
    assert!(says(&auditor.get("/admin/events?user=alice").await, "No such events"));
    let of_user = auditor.get("/admin/events?user=user-alice").await;
    assert!(says(&of_user, "<code>user.disabled</code>"), "{}", of_user.show());
}

#[tokio::test]
async fn an_old_secret_is_kept_for_a_while_and_ended_by_the_administrator() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let shown = register(&mut browser, "Backup", "service", "").await;
    let (id, first) = (code(&shown, "client-id"), code(&shown, "client-secret"));
    let path = format!("/admin/applications/{id}");
    assert_eq!(browser.get(&format!("{path}/end-secret")).await.status, 404, "there is no old secret");
    let page = browser.open(&format!("{path}/rotate-secret")).await;
    let kept = |seconds: &str| page.form_with_button("confirm").with("keep_old_for", seconds);
    for wrong in ["a week", "-1", "7776001"] {
        assert_eq!(browser.submit(&kept(wrong), "confirm").await.status, 400, "{wrong}");
    }
    let shown = browser.submit_and_follow(&kept("604800"), "confirm").await;
    let second = code(&shown, "client-secret");
    assert_eq!(client_credentials(&server, &id, &first).await.status, 200);
    assert_eq!(client_credentials(&server, &id, &second).await.status, 200);

    let page = browser.get(&path).await;
    assert!(says(&page, "id=\"old-secret\"") && says(&page, "id=\"action-end-secret\""), "{}", page.show());
    let page = browser.open(&format!("{path}/rotate-secret")).await;
    let says_both = says(&page, "The old secret and the present one stop working at once.");
    assert!(says_both && !says(&page, "keep-old-for"), "{}", page.show());
    let page = browser.open(&format!("{path}/end-secret")).await;
    assert!(says(&page, &format!("valetkey client end-secret {id} 1")), "{}", page.show());
    let ended = browser.submit_and_follow(&page.form_with_button("confirm"), "confirm").await;
    assert!(says(&ended, "The old secret of Backup stopped working."), "{}", ended.show());
    assert_eq!(client_credentials(&server, &id, &first).await.status, 401);
    assert_eq!(client_credentials(&server, &id, &second).await.status, 200);
    assert_eq!(browser.submit(&page.form_with_button("confirm"), "confirm").await.status, 404);
}
