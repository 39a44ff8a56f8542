//! Access to the console.

use valetkey_administration::permission::{Area, Permission, Permissions};
use valetkey_server::{endpoint::console::path, testing::Answer};

use crate::support::*;

/// Every address, with identifiers that exist or do not; not the set-up, which has a link of its own.
fn addresses() -> Vec<String> {
    let paths = path::ALL.iter().filter(|path| **path != path::SET_UP);
    let filled = paths.flat_map(|path| {
        ["user-alice", "nobody"]
            .map(|id| path.replace("{id}", id).replace("{operation}", "disable").replace("{item}", "none"))
    });
    filled.collect()
}

fn opens(answer: &Answer) -> bool {
    answer.status == 200
}

#[tokio::test]
async fn every_route_leads_a_visitor_to_the_sign_in_and_back() {
    let server = strict_server().await;
    for address in addresses() {
        let answer = server.browser().get(&address).await;
        assert!(answer.location().starts_with("/login?"), "{address}: {}", answer.show());
        let posted = server.browser().post_form(&address, &[("form_state", "x"), ("revision", "x")]).await;
        let is_refused = posted.status == 405 || posted.location().starts_with("/login?");
        assert!(is_refused, "{address}: {}", posted.show());
    }
}

#[tokio::test]
async fn every_route_is_closed_for_a_user_without_permission() {
    let server = strict_server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/account", "alice").await;
    let (before, events) = (user_called(&server, "alice").await, kinds(&server).await);
    for address in addresses() {
        let answer = browser.get(&address).await;
        assert_eq!(answer.status, 403, "{address}: {}", answer.show());
        assert!(answer.text().contains("href=\"/account\""), "{address}: it leads back");
        // A form state of the own account is a good one.
        let account = browser.get("/account").await;
        let state = account.form_with_button("sign-out").field("form_state").unwrap().to_owned();
        let fields = [("form_state", state.as_str()), ("revision", "x"), ("name", "x"), ("kind", "web")];
        let posted = browser.post_form(&address, &fields).await;
        assert!([403, 405].contains(&posted.status), "{address}: {}", posted.show());
    }
    assert_eq!((user_called(&server, "alice").await, kinds(&server).await), (before, events));
}

#[tokio::test]
async fn every_route_asks_an_administrator_for_a_second_factor_and_returns() {
    let server = strict_server().await;
    add_administrator(&server, "root", Permissions::all()).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/account", "root").await;
    for address in addresses() {
        let answer = browser.get(&address).await;
        assert!(answer.location().starts_with("/login?"), "{address}: {}", answer.show());
    }
    // A session of long ago adds no factor: the password comes first.
    let page = browser.open("/admin/users?q=ali").await;
    let second = prove_password(&mut browser, &page, "root").await;
    let (app, users) = add_app(&server, &mut browser, &second).await;
    assert!(opens(&users) && users.text().contains("alice"), "{}", users.show());

    // With a factor the step-up asks for its code alone.
    let mut phone = server.browser();
    let page = phone.open("/account").await;
    let second = prove_password(&mut phone, &page, "root").await;
    let form = second.form_with_button("verify").with("code", &app.code(&server));
    assert!(opens(&phone.submit_and_follow(&form, "verify").await));
    assert!(opens(&phone.get("/admin").await));
}

#[tokio::test]
async fn an_administrator_sees_and_changes_what_their_roles_permit() {
    let server = server().await;
    let only = Permissions::from_iter([Permission::read(Area::Users)]);
    add_administrator(&server, "helper", only).await;
    let mut browser = server.browser();
    let overview = sign_in(&mut browser, "/admin", "helper").await;
    assert!(overview.text().contains("href=\"/admin/users\""), "{}", overview.show());
    for hidden in ["/admin/applications", "/admin/keys", "/admin/events"] {
        assert!(!overview.text().contains(&format!("href=\"{hidden}\"")), "{hidden}");
        assert_eq!(browser.get(hidden).await.status, 403, "{hidden}");
    }
    let alice = browser.get("/admin/users/user-alice").await;
    assert!(opens(&alice) && !alice.text().contains("id=\"action-disable\""), "{}", alice.show());
    for closed in ["/admin/users/user-alice/disable", "/admin/users/user-alice/edit", "/admin/invitation"] {
        assert_eq!(browser.get(closed).await.status, 403, "{closed}");
    }
}

#[tokio::test]
async fn nobody_changes_an_administrator_who_may_do_more() {
    let server = server().await;
    let only = Permissions::from_iter([Permission::read(Area::Users), Permission::write(Area::Users)]);
    add_administrator(&server, "helper", only).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "helper").await;
    let alice = confirm(&mut browser, "/admin/users/user-alice/disable").await;
    assert!(alice.text().contains("alice is disabled"), "{}", alice.show());
    for operation in
        ["disable", "reset-link", "remove-factors", "sign-out", "unlock", "delete-later", "remove"]
    {
        let page = browser.open(&format!("/admin/users/user-root/{operation}")).await;
        let Some(form) = page.forms().into_iter().find(|form| form.button("confirm").is_some()) else {
            assert_eq!(page.status, 403, "{operation}: {}", page.show());
            continue;
        };
        let answer = browser.submit(&form, "confirm").await;
        assert_eq!(answer.status, 403, "{operation}: {}", answer.show());
    }
    assert!(!user_called(&server, "root").await.unwrap().disabled);
}

#[tokio::test]
async fn a_dangerous_operation_needs_a_fresh_proof_and_goes_on_after_it() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let open = browser.get("/admin/users/user-alice/remove").await;
    assert!(opens(&open), "{}", open.show());
    server.advance(6 * 60);
    let late = browser.submit(&open.form_with_button("confirm"), "confirm").await;
    assert!(late.location().starts_with("/login?"), "{}", late.show());
    assert!(user_called(&server, "alice").await.is_some());
    for dangerous in [
        "/admin/users/user-alice/remove",
        "/admin/users/user-alice/reset-link",
        "/admin/users/user-alice/remove-factors",
        "/admin/users/user-alice/delete-later",
        "/admin/users/user-alice/factors/authenticator",
        "/admin/users/user-alice/passkeys/none",
        "/admin/users/user-alice/linked-accounts/none",
        "/admin/applications/notes/roles",
        "/admin/users/user-alice/edit",
        "/admin/keys/rotate",
        "/admin/applications/notes/rotate-secret",
        "/admin/applications/notes/remove",
    ] {
        assert!(browser.get(dangerous).await.location().starts_with("/login?"), "{dangerous}");
    }
    assert!(opens(&browser.get("/admin/users/user-alice/disable").await));
    let page = browser.follow(late).await;
    assert!(page.text().contains("id=\"login-reason\""), "it says why: {}", page.show());
    let again = prove_password(&mut browser, &page, "root").await;
    let users = browser.submit_and_follow(&again.form_with_button("confirm"), "confirm").await;
    assert!(users.text().contains("alice is removed"), "{}", users.show());
    assert!(user_called(&server, "alice").await.is_none());
}

#[tokio::test]
async fn a_dangerous_form_needs_a_fresh_proof_when_it_is_sent() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let registered = register(&mut browser, "Notes", "web", "https://notes.example/cb").await;
    let application = format!("/admin/applications/{}", code(&registered, "client-id"));
    let (rotate, remove) = (format!("{application}/rotate-secret"), format!("{application}/remove"));
    let mut forms = Vec::new();
    for (address, button) in [
        ("/admin/users/user-alice/remove", "confirm"),
        ("/admin/users/user-alice/reset-link", "confirm"),
        ("/admin/users/user-alice/remove-factors", "confirm"),
        ("/admin/users/user-alice/edit", "save"),
        ("/admin/users/user-alice/roles", "grant-1"),
        ("/admin/keys/rotate", "confirm"),
        (rotate.as_str(), "confirm"),
        (remove.as_str(), "confirm"),
    ] {
        forms.push((browser.open(address).await.form_with_button(button), button));
    }
    let keys = server.storage.signing_keys(&server.server.tenant).await.unwrap().len();
    let events = kinds(&server).await;
    server.advance(6 * 60);
    for (form, button) in forms {
        let late = browser.submit(&form, button).await;
        assert!(late.location().starts_with("/login?"), "{}: {}", form.action, late.show());
    }
    assert_eq!(kinds(&server).await, events);
    assert_eq!(server.storage.signing_keys(&server.server.tenant).await.unwrap().len(), keys);
}

#[tokio::test]
async fn a_form_of_another_session_changes_nothing() {
    let server = server().await;
    let (mut first, mut second) = (server.browser(), server.browser());
    sign_in(&mut first, "/admin", "root").await;
    sign_in(&mut second, "/admin", "root").await;
    let form = first.get("/admin/users/user-alice/disable").await.form_with_button("confirm");
    let foreign = second.submit(&form, "confirm").await;
    assert!(foreign.status >= 400 || foreign.location().contains("/disable"), "{}", foreign.show());
    assert!(!user_called(&server, "alice").await.unwrap().disabled);
    let fields: Vec<(&str, &str)> =
        form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let elsewhere = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    assert_eq!(first.post_form_with(&form.action, &fields, &elsewhere).await.status, 400);
    assert!(!user_called(&server, "alice").await.unwrap().disabled);
}

#[tokio::test]
async fn a_role_that_is_taken_away_closes_the_console_at_once() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    assert!(opens(&browser.get("/admin").await));
    let root = user_called(&server, "root").await.unwrap();
    let plain = valetkey_accounts::User { granted_roles: Vec::new(), ..root.clone() };
    server.replace_user(&root, plain).await;
    assert_eq!(browser.get("/admin").await.status, 403);
}

#[tokio::test]
async fn the_account_page_of_an_administrator_leads_to_the_console_and_back() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, "/account", "root").await;
    assert!(page.text().contains("id=\"console\" href=\"/admin\""), "{}", page.show());
    let console = browser.open("/admin").await;
    assert!(opens(&console) && console.text().contains("href=\"/account\""), "{}", console.show());
    let mut other = server.browser();
    sign_in(&mut other, "/account", "alice").await;
    let of_alice = other.get("/account").await;
    assert!(!of_alice.text().contains("/admin"), "{}", of_alice.show());
    // A role without permissions opens nothing.
    add_administrator(&server, "bob", Permissions::default()).await;
    let of_bob = sign_in(&mut server.browser(), "/account", "bob").await;
    assert!(!of_bob.text().contains("/admin"), "{}", of_bob.show());
}
