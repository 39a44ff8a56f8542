//! Undo: the notice after a change offers the form that restores what was there.

use valetkey_administration::permission::Permissions;
use valetkey_authorization_server::record::{Client, Role, RoleOwner};
use valetkey_server::testing::{Answer, Browser, Form, TestServer};
use valetkey_storage::directory;
use valetkey_types::ClientId;

use crate::{scopes, support::*};

async fn client(server: &TestServer, id: &str) -> Client {
    let found = server.storage.client(&server.server.tenant, &ClientId::new(id)).await.unwrap();
    (*found.unwrap()).clone()
}

async fn role_called(server: &TestServer, name: &str) -> Role {
    let map = directory::role_map(&*server.storage, &server.server.tenant).await.unwrap();
    map.role_called(name, &RoleOwner::Tenant).cloned().unwrap()
}

/// Signs `root` in and registers an application. Returns its identifier.
async fn notes(browser: &mut Browser<'_>) -> String {
    sign_in(browser, "/admin", "root").await;
    code(&register(browser, "Notes", "web", "https://notes.example/cb").await, "client-id")
}

/// Saves other values of an application. Returns the page that offers to undo it.
async fn rename(browser: &mut Browser<'_>, id: &str, name: &str, uris: &str) -> Answer {
    let form = browser.open(&format!("/admin/applications/{id}")).await.form_with_button("save");
    browser.submit_and_follow(&form.with("name", name).with("redirect_uris", uris), "save").await
}

async fn undo(browser: &mut Browser<'_>, page: &Answer) -> Answer {
    browser.submit_and_follow(&page.form_with_button("undo"), "undo").await
}

fn offers_undo(page: &Answer) -> bool {
    says(page, "id=\"undo\"")
}

#[tokio::test]
async fn an_edit_of_an_application_is_undone_with_an_event_and_can_be_done_again() {
    let server = server().await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let saved = rename(&mut browser, &id, "Board", "https://board.example/cb").await;
    assert!(says(&saved, "Board is saved") || offers_undo(&saved), "{}", saved.show());
    let undone = undo(&mut browser, &saved).await;
    let stored = client(&server, &id).await;
    assert_eq!(
        (&*stored.name, &*stored.redirect_uris),
        ("Notes", &["https://notes.example/cb".to_owned()][..])
    );
    let edits = kinds(&server).await.into_iter().filter(|kind| kind == "client.edited").count();
    assert_eq!(edits, 2, "an undo is a change with its event");
    // The undo has an inverse, too.
    undo(&mut browser, &undone).await;
    assert_eq!(client(&server, &id).await.name, "Board");
}

#[tokio::test]
async fn a_second_undo_and_one_over_a_later_change_store_nothing_and_show_the_difference() {
    let server = server().await;
    let (mut browser, mut other) = (server.browser(), server.browser());
    let id = notes(&mut browser).await;
    sign_in(&mut other, "/admin", "root").await;
    let saved = rename(&mut browser, &id, "Board", "https://notes.example/cb").await;
    rename(&mut other, &id, "Wiki", "https://notes.example/cb").await;
    let refused = browser.submit(&saved.form_with_button("undo"), "undo").await;
    assert!(says(&refused, "Somebody else changed this meanwhile"), "{}", refused.show());
    assert!(says(&refused, "Wiki"), "{}", refused.show());
    assert_eq!(client(&server, &id).await.name, "Wiki");

    let saved = rename(&mut browser, &id, "Chat", "https://notes.example/cb").await;
    undo(&mut browser, &saved).await;
    let twice = browser.submit(&saved.form_with_button("undo"), "undo").await;
    assert!(says(&twice, "Somebody else changed this meanwhile"), "{}", twice.show());
    assert_eq!(client(&server, &id).await.name, "Wiki");
}

#[tokio::test]
async fn a_change_can_be_undone_for_a_minute() {
    let server = server().await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let form = browser.open(&format!("/admin/applications/{id}")).await.form_with_button("save");
    let answer = browser.submit(&form.with("name", "Board"), "save").await;
    let address = answer.location().to_owned();
    let saved = browser.get(&address).await;
    assert!(offers_undo(&saved), "{}", saved.show());
    server.advance(61);
    assert!(!offers_undo(&browser.get(&address).await), "the address offers no undo any more");
    let late = browser.submit(&saved.form_with_button("undo"), "undo").await;
    assert_ne!(late.status, 303, "{}", late.show());
    assert_eq!(client(&server, &id).await.name, "Board", "a page that stayed open undoes nothing");
}

#[tokio::test]
async fn only_the_administrator_in_the_same_session_can_undo() {
    let server = server().await;
    add_administrator(&server, "second", Permissions::all()).await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let form = browser.open(&format!("/admin/applications/{id}")).await.form_with_button("save");
    let answer = browser.submit(&form.with("name", "Board"), "save").await;
    let address = answer.location().to_owned();
    let saved = browser.get(&address).await;
    let undo = saved.form_with_button("undo");

    let mut elsewhere = server.browser();
    sign_in(&mut elsewhere, "/admin", "root").await;
    assert!(!offers_undo(&elsewhere.get(&address).await), "another browser");
    // With a form state of its own, and the revision of the first browser.
    let own = elsewhere.get(&format!("/admin/applications/{id}")).await.form_with_button("save");
    let forged = undo.clone().with("form_state", own.field("form_state").unwrap());
    assert_ne!(elsewhere.submit(&forged, "undo").await.status, 303);

    let out = browser.open("/account").await;
    browser.submit_and_follow(&out.form_with_button("sign-out"), "sign-out").await;
    browser.submit(&undo, "undo").await;
    sign_in(&mut browser, "/admin", "second").await;
    browser.submit(&undo, "undo").await;
    assert_eq!(client(&server, &id).await.name, "Board");
}

#[tokio::test]
async fn an_undo_needs_the_permission_of_its_operation() {
    let server = server().await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let saved = rename(&mut browser, &id, "Board", "https://notes.example/cb").await;
    let before = user_called(&server, "root").await.unwrap();
    let without = valetkey_accounts::User { granted_roles: Vec::new(), ..before.clone() };
    server.replace_user(&before, without).await;
    assert_eq!(browser.submit(&saved.form_with_button("undo"), "undo").await.status, 403);
    assert_eq!(client(&server, &id).await.name, "Board");
}

#[tokio::test]
async fn states_memberships_and_grants_are_undone() {
    let server = server().await;
    let group = add_group(&server, "staff", None, &[]).await;
    add_role(&server, "editor", valetkey_administration::role::RoleSettings::default()).await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let disabled = confirm(&mut browser, &format!("/admin/applications/{id}/disable")).await;
    assert!(client(&server, &id).await.disabled);
    undo(&mut browser, &disabled).await;
    assert!(!client(&server, &id).await.disabled);

    let members = format!("/admin/groups/{}/members", group.simple());
    let form = browser.open(&members).await.form_with_button("add");
    let added = browser.submit_and_follow(&form.with("username", "alice"), "add").await;
    let removed = undo(&mut browser, &added).await;
    assert!(user_called(&server, "alice").await.unwrap().groups.is_empty(), "{}", removed.show());
    undo(&mut browser, &removed).await;
    assert_eq!(user_called(&server, "alice").await.unwrap().groups, [group]);

    let role = role_called(&server, "editor").await.id;
    let group_roles = format!("/admin/groups/{}/roles", group.simple());
    for path in ["/admin/users/user-alice/roles", &*group_roles] {
        let page = browser.open(path).await;
        let simple = role.simple().to_string();
        let of_role = |form: &Form| form.field("role") == Some(&*simple);
        let form = page.forms().into_iter().find(of_role).unwrap();
        let granted = browser.submit_and_follow(&form, &form.buttons[0].id.clone()).await;
        assert!(says(&granted, "is granted"), "{}", granted.show());
        let taken = undo(&mut browser, &granted).await;
        assert!(says(&taken, "is taken away"), "{}", taken.show());
    }
    assert!(user_called(&server, "alice").await.unwrap().granted_roles.is_empty());
}

#[tokio::test]
async fn edits_of_users_groups_roles_and_scopes_are_undone() {
    let server = server().await;
    let group = add_group(&server, "staff", None, &[]).await;
    let settings = valetkey_administration::role::RoleSettings {
        permissions: Permissions::all(),
        ..valetkey_administration::role::RoleSettings::default()
    };
    let role = add_role(&server, "editor", settings).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    scopes::add(&mut browser, "notes:send", "birthdate").await;
    let before = (user_called(&server, "alice").await.unwrap(), role_called(&server, "editor").await);
    for (path, field, value) in [
        ("/admin/users/user-alice/edit".to_owned(), "name", "Somebody"),
        (format!("/admin/groups/{}/edit", group.simple()), "name", "others"),
        (format!("/admin/roles/{}/edit", role.simple()), "description", "Writes"),
        ("/admin/scopes/notes%3Asend/edit".to_owned(), "claims", "gender"),
    ] {
        let form = browser.open(&path).await.form_with_button("save");
        let earlier = form.field(field).unwrap_or_default().to_owned();
        let saved = browser.submit_and_follow(&form.with(field, value), "save").await;
        assert!(says(&saved, value), "{path}: {}", saved.show());
        undo(&mut browser, &saved).await;
        let now = browser.open(&path).await.form_with_button("save");
        assert_eq!(now.field(field), Some(&*earlier), "{path}");
    }
    let after = (user_called(&server, "alice").await.unwrap(), role_called(&server, "editor").await);
    assert_eq!(
        (after.0.name, after.0.email, after.0.email_verified),
        (before.0.name, before.0.email, before.0.email_verified)
    );
    assert_eq!((after.1.permissions, after.1.description), (before.1.permissions, before.1.description));
}

#[tokio::test]
async fn nothing_is_offered_where_something_ended_or_nothing_changed() {
    let server = server().await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let disabled = confirm(&mut browser, "/admin/users/user-alice/disable").await;
    assert!(says(&disabled, "id=\"notice\"") && !offers_undo(&disabled), "{}", disabled.show());
    let enabled = confirm(&mut browser, "/admin/users/user-alice/enable").await;
    assert!(offers_undo(&enabled), "{}", enabled.show());
    undo(&mut browser, &enabled).await;
    assert!(user_called(&server, "alice").await.unwrap().disabled);
    let same = rename(&mut browser, &id, "Notes", "https://notes.example/cb").await;
    assert!(says(&same, "Nothing changed") && !offers_undo(&same), "{}", same.show());
    let removed = confirm(&mut browser, &format!("/admin/applications/{id}/remove")).await;
    assert!(says(&removed, "id=\"notice\"") && !offers_undo(&removed), "{}", removed.show());
    // Too many values for an address.
    let long = register(&mut browser, "Long", "web", "https://notes.example/cb").await;
    let uris: Vec<String> =
        (0..90).map(|i| format!("https://notes.example/a-longer-path/{i}/callback")).collect();
    let id = code(&long, "client-id");
    let saved = rename(&mut browser, &id, "Long", &uris.join("\n")).await;
    assert!(says(&saved, "id=\"notice\"") && !offers_undo(&saved), "{}", saved.show());
}
