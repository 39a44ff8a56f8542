//! Roles in the console.

use uuid::Uuid;
use valetkey_administration::{
    permission::{Area, Permission, Permissions},
    role::RoleSettings,
};
use valetkey_authorization_server::record::{Role, RoleOwner};
use valetkey_server::testing::{Form, TestServer};
use valetkey_storage::directory;

use crate::support::*;

async fn role_called(server: &TestServer, name: &str) -> Option<Role> {
    let map = directory::role_map(&*server.storage, &server.server.tenant).await.unwrap();
    map.role_called(name, &RoleOwner::Tenant).cloned()
}

fn page(id: Uuid) -> String {
    format!("/admin/roles/{}", id.simple())
}

fn checking(form: Form, permissions: &[&str]) -> Form {
    permissions.iter().fold(form, |form, word| form.with(&format!("permission:{word}"), "yes"))
}

#[tokio::test]
async fn a_role_is_added_with_permissions_edited_and_removed() {
    let server = server().await;
    add_group(&server, "customers", None, &[]).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let form = browser.open("/admin/new-role").await.form_with_button("save");
    assert!(form.fields.iter().all(|(field, _)| !field.starts_with("permission:")), "{form:?}");
    let form = checking(form.with("name", "help desk").with("limited_to", "customers"), &["users:write"]);
    let added = browser.submit_and_follow(&form, "save").await;
    for words in
        ["The role help desk is added.", "Add, change and remove users", "Only for the members of customers"]
    {
        assert!(says(&added, words), "{words}: {}", added.show());
    }
    let role = role_called(&server, "help desk").await.unwrap();
    assert_eq!(role.permissions, ["users:read", "users:write"]);
    let form = browser.open(&format!("{}/edit", page(role.id))).await.form_with_button("save");
    assert_eq!(form.field("permission:users:write"), Some("yes"));
    let mut form = form.with("limited_to", "").with("description", "Reads");
    form.fields.retain(|(field, _)| field != "permission:users:write");
    let saved = browser.submit_and_follow(&form, "save").await;
    assert!(says(&saved, "The role help desk is saved."), "{}", saved.show());
    let role = role_called(&server, "help desk").await.unwrap();
    assert_eq!((role.permissions, role.limited_to_group), (vec!["users:read".to_owned()], None));
    let all = browser.get("/admin/roles").await;
    assert!(says(&all, ">help desk<") && says(&all, "For administrators"), "{}", all.show());
    let removed = confirm(&mut browser, &format!("{}/remove", page(role.id))).await;
    assert!(says(&removed, "The role help desk is removed."), "{}", removed.show());
    assert_eq!(browser.get(&page(role.id)).await.status, 404);
}

#[tokio::test]
async fn the_page_of_a_role_shows_who_has_it() {
    let server = server().await;
    let editor = add_role(&server, "editor", RoleSettings::default()).await;
    let staff = add_group(&server, "staff", None, &[editor]).await;
    join(&server, "alice", &[staff]).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let shown = browser.get(&page(editor)).await;
    assert!(says(&shown, ">staff<") && says(&shown, ">alice<"), "{}", shown.show());
    let only = Permissions::from_iter([Permission::read(Area::Roles)]);
    add_administrator(&server, "reader", only).await;
    let mut reader = server.browser();
    let shown = sign_in(&mut reader, &page(editor), "reader").await;
    assert!(says(&shown, "Who has it"), "{}", shown.show());
    for hidden in [">staff<", ">alice<", "id=\"action-edit\"", "id=\"action-remove\""] {
        assert!(!shown.text().contains(hidden), "{hidden}: {}", shown.show());
    }
}

#[tokio::test]
async fn a_wrong_value_of_a_role_is_said_and_keeps_what_was_typed() {
    let server = server().await;
    add_group(&server, "customers", None, &[]).await;
    add_role(&server, "editor", RoleSettings::default()).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let new = browser.open("/admin/new-role").await.form_with_button("save").with("name", "new");
    for (form, words) in [
        (new.clone().with("name", "editor"), "expected a name that no role"),
        (new.clone().with("owner", "nobody"), "a client_id, or an audience"),
        (new.clone().with("limited_to", "nobody"), "the name of a group, or nothing"),
        (
            checking(new.clone().with("limited_to", "customers"), &["keys:read"]),
            "only for a role within a group",
        ),
    ] {
        let refused = browser.submit(&form, "save").await;
        assert!(says(&refused, "id=\"failure\"") && says(&refused, words), "{words}: {}", refused.show());
    }
    let refused = browser.submit(&checking(new.with("limited_to", "nobody"), &["users:read"]), "save").await;
    let again = refused.form_with_button("save");
    assert_eq!((again.field("name"), again.field("permission:users:read")), (Some("new"), Some("yes")));
}

#[tokio::test]
async fn an_edit_of_a_role_over_another_one_shows_the_difference() {
    let server = server().await;
    let editor = add_role(&server, "editor", RoleSettings::default()).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let first = browser.open(&format!("{}/edit", page(editor))).await.form_with_button("save");
    browser.submit_and_follow(&first.clone().with("description", "Edits"), "save").await;
    let second = browser.submit(&checking(first, &["users:read"]), "save").await;
    assert!(
        says(&second, "Somebody else changed this meanwhile") && says(&second, "Edits"),
        "{}",
        second.show()
    );
    assert!(role_called(&server, "editor").await.unwrap().permissions.is_empty());
}

#[tokio::test]
async fn nobody_makes_a_role_that_gives_more_than_they_hold_or_takes_their_own_away() {
    let server = server().await;
    let some = [Area::Roles, Area::Users].map(Permission::write).map(|one| one.to_string());
    add_administrator(&server, "helper", Permissions::of_words(&some)).await;
    let own = role_called(&server, "helper-role").await.unwrap();
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "helper").await;
    let new = browser.open("/admin/new-role").await.form_with_button("save").with("name", "more");
    let refused = browser.submit(&checking(new, &["keys:write"]), "save").await;
    assert!(says(&refused, "no more permissions than the administrator holds"), "{}", refused.show());
    assert_eq!(role_called(&server, "more").await, None);
    let root = page(role_called(&server, "root-role").await.unwrap().id);
    assert!(!browser.get(&root).await.text().contains("id=\"action-edit\""));
    let edit = browser.open(&format!("{}/edit", page(own.id))).await.form_with_button("save");
    let other = Form { action: format!("{root}/edit"), ..edit.clone() };
    let refused = browser.submit(&other, "save").await;
    assert_ne!(refused.status, 303, "{}", refused.show());
    let mut less = edit;
    less.fields.retain(|(field, _)| !field.starts_with("permission:"));
    let refused = browser.submit(&less, "save").await;
    assert!(says(&refused, "a change that keeps the access of the administrator"), "{}", refused.show());
    let page_of_removal = browser.open(&format!("{}/remove", page(own.id))).await;
    let refused = browser.submit(&page_of_removal.form_with_button("confirm"), "confirm").await;
    assert_eq!(refused.status, 403, "{}", refused.show());
    assert_eq!(role_called(&server, "helper-role").await.unwrap().permissions, own.permissions);
}
