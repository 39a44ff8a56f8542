//! Groups in the console.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_administration::{
    permission::{Area, Permission, Permissions},
    role::RoleSettings,
};
use valetkey_authorization_server::record::Group;
use valetkey_server::testing::TestServer;
use valetkey_storage::directory;

use crate::support::*;

async fn group_called(server: &TestServer, name: &str) -> Option<Group> {
    let map = directory::role_map(&*server.storage, &server.server.tenant).await.unwrap();
    map.group_called(name).cloned()
}

fn page(id: Uuid) -> String {
    format!("/admin/groups/{}", id.simple())
}

#[tokio::test]
async fn a_group_is_added_moved_and_removed_with_its_events() {
    let server = server().await;
    let mut browser = server.browser();
    assert!(says(&sign_in(&mut browser, "/admin/groups", "root").await, "There is no group yet."));
    for (name, parent) in [("staff", ""), ("support", "STAFF")] {
        let form = browser.open("/admin/new-group").await.form_with_button("save");
        let form = form.with("name", name).with("parent", parent).with("description", "Everybody");
        let added = browser.submit_and_follow(&form, "save").await;
        assert!(says(&added, &format!("The group {name} is added.")), "{}", added.show());
    }
    let all = browser.get("/admin/groups").await;
    assert!(says(&all, "Below staff") && says(&all, "Everybody"), "{}", all.show());
    let (staff, support) =
        (group_called(&server, "staff").await.unwrap(), group_called(&server, "support").await.unwrap());
    assert_eq!(support.parent, Some(staff.id));
    let shown = browser.get(&page(staff.id)).await;
    assert!(says(&shown, ">support<") && !shown.text().contains("id=\"action-remove\""), "{}", shown.show());

    let form = browser.open(&format!("{}/edit", page(support.id))).await.form_with_button("save");
    assert_eq!(form.field("parent"), Some("staff"));
    let saved = browser.submit_and_follow(&form.with("parent", "").with("name", "help"), "save").await;
    assert!(says(&saved, "The group help is saved."), "{}", saved.show());
    assert_eq!(group_called(&server, "help").await.unwrap().parent, None);
    let removed = confirm(&mut browser, &format!("{}/remove", page(staff.id))).await;
    assert!(says(&removed, "The group staff is removed."), "{}", removed.show());
    assert_eq!(browser.get(&page(staff.id)).await.status, 404);
    let kinds = kinds(&server).await;
    for kind in ["group.added", "group.edited", "group.removed"] {
        assert!(kinds.iter().any(|known| known == kind), "{kind}: {kinds:?}");
    }
}

#[tokio::test]
async fn a_wrong_value_of_a_group_is_said_and_an_edit_over_another_one_shows_the_difference() {
    let server = server().await;
    let (staff, support) =
        (add_group(&server, "staff", None, &[]).await, add_group(&server, "support", None, &[]).await);
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let new = browser.open("/admin/new-group").await.form_with_button("save");
    for (name, parent, words) in [
        ("staff", "", "expected a name that no group has"),
        (" ", "", "expected a name of a group"),
        ("guests", "nobody", "the name of a group, or nothing"),
    ] {
        let refused = browser.submit(&new.clone().with("name", name).with("parent", parent), "save").await;
        assert!(says(&refused, "id=\"failure\"") && says(&refused, words), "{name}: {}", refused.show());
    }
    let first = browser.open(&format!("{}/edit", page(support))).await.form_with_button("save");
    let cycle = browser.submit(&first.clone().with("parent", "support"), "save").await;
    assert!(says(&cycle, "not the group itself and not below it"), "{}", cycle.show());
    browser.submit_and_follow(&first.clone().with("parent", "staff"), "save").await;
    let second = browser.submit(&first.with("name", "help"), "save").await;
    assert!(
        says(&second, "Somebody else changed this meanwhile") && says(&second, "parent: it was"),
        "{}",
        second.show()
    );
    assert_eq!(group_called(&server, "support").await.unwrap().parent, Some(staff));
    let again = browser.submit_and_follow(&second.form_with_button("save"), "save").await;
    assert!(says(&again, "The group help is saved."), "{}", again.show());
}

#[tokio::test]
async fn members_are_added_and_removed_and_those_of_groups_below_are_told_apart() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let staff = add_group(&server, "staff", None, &[]).await;
    let support = add_group(&server, "support", Some(staff), &[]).await;
    join(&server, "bob", &[support]).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let path = format!("{}/members", page(staff));
    let add = browser.open(&path).await.form_with_button("add");
    let unknown = browser.submit(&add.clone().with("username", "nobody"), "add").await;
    assert!(says(&unknown, "You can see no user"), "{}", unknown.show());
    let added = browser.submit_and_follow(&add.clone().with("username", "Alice"), "add").await;
    assert!(
        says(&added, "alice is a member now.") && says(&added, "Through a group below"),
        "{}",
        added.show()
    );
    assert_eq!(added.text().matches("id=\"remove-").count(), 1, "{}", added.show());
    assert_eq!(user_called(&server, "alice").await.unwrap().groups, [staff]);
    let twice = browser.submit_and_follow(&add.with("username", "alice"), "add").await;
    assert!(says(&twice, "Nothing changed"), "{}", twice.show());
    let form = added.forms().into_iter().find(|form| form.field("user") == Some("user-alice")).unwrap();
    let button = form.buttons[0].id.clone();
    let removed = browser.submit_and_follow(&form, &button).await;
    assert!(says(&removed, "alice is not a member any more."), "{}", removed.show());
    assert!(user_called(&server, "alice").await.unwrap().groups.is_empty());
}

#[tokio::test]
async fn a_role_of_a_group_is_granted_and_taken_away() {
    let server = server().await;
    let editor = add_role(&server, "editor", RoleSettings::default()).await;
    let staff = add_group(&server, "staff", None, &[]).await;
    add_group(&server, "support", Some(staff), &[]).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let path = format!("{}/roles", page(staff));
    let of_editor = |page: &valetkey_server::testing::Answer| {
        let id = editor.simple().to_string();
        page.forms().into_iter().find(|form| form.field("role") == Some(&id)).unwrap()
    };
    for (words, roles) in [("is granted.", vec![editor]), ("is taken away.", vec![])] {
        let form = of_editor(&browser.open(&path).await);
        let button = form.buttons[0].id.clone();
        let done = browser.submit_and_follow(&form, &button).await;
        assert!(says(&done, &format!("The role editor {words}")), "{}", done.show());
        assert_eq!(group_called(&server, "staff").await.unwrap().roles, roles);
        let below = browser.get(&page(group_called(&server, "support").await.unwrap().id)).await;
        assert_eq!(below.text().contains("from the group staff"), !roles.is_empty(), "{}", below.show());
    }
}

#[tokio::test]
async fn changes_of_groups_need_a_fresh_proof_and_the_permission() {
    let server = server().await;
    let staff = add_group(&server, "staff", None, &[]).await;
    let reads = [Area::Groups, Area::Users].map(Permission::read);
    add_administrator(&server, "reader", Permissions::from_iter(reads)).await;
    let pages = ["edit", "members", "roles", "remove"].map(|word| format!("{}/{word}", page(staff)));
    let mut reader = server.browser();
    let seen = sign_in(&mut reader, &page(staff), "reader").await;
    assert!(
        says(&seen, "id=\"action-members\"") && !seen.text().contains("id=\"action-edit\""),
        "{}",
        seen.show()
    );
    assert!(says(&reader.get(&pages[1]).await, "It has no members"));
    let state = seen.form_with_button("sign-out").field("form_state").unwrap().to_owned();
    let fields =
        [("form_state", state.as_str()), ("action", "add"), ("username", "reader"), ("revision", "x")];
    for path in pages.iter().map(String::as_str).chain(["/admin/new-group"]) {
        assert_eq!(reader.post_form(path, &fields).await.status, 403, "{path}");
    }
    let mut browser = server.browser();
    let form = sign_in(&mut browser, &pages[1], "root").await.form_with_button("add");
    server.advance(301);
    for path in pages.iter().map(String::as_str).chain(["/admin/new-group"]) {
        assert!(browser.get(path).await.location().starts_with("/login?"), "{path}");
    }
    let old = browser.submit(&form.with("username", "alice"), "add").await;
    assert!(old.location().starts_with("/login?"), "{}", old.show());
    assert!(user_called(&server, "alice").await.unwrap().groups.is_empty());
}

#[tokio::test]
async fn nobody_gives_more_by_a_group_than_they_hold() {
    let server = server().await;
    let all = RoleSettings { permissions: Permissions::all(), ..RoleSettings::default() };
    let powerful = add_role(&server, "powerful", all).await;
    let chiefs = add_group(&server, "chiefs", None, &[powerful]).await;
    let staff = add_group(&server, "staff", None, &[]).await;
    let some = [Area::Groups, Area::Users, Area::Roles].map(Permission::write);
    let helper =
        add_administrator(&server, "helper", Permissions::of_words(&some.map(|one| one.to_string()))).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "helper").await;
    let shown = browser.get(&page(chiefs)).await;
    for action in ["edit", "roles", "remove"] {
        assert!(!shown.text().contains(&format!("id=\"action-{action}\"")), "{action}: {}", shown.show());
    }
    assert!(!browser.get(&format!("{}/members", page(chiefs))).await.text().contains("id=\"add\""));
    // The form of another group does not help.
    let add = browser.get(&format!("{}/members", page(staff))).await.form_with_button("add");
    let other = valetkey_server::testing::Form { action: format!("{}/members", page(chiefs)), ..add };
    let refused = browser.submit(&other.with("username", "helper"), "add").await;
    assert!(says(&refused, "no more permissions than the administrator holds"), "{}", refused.show());
    let edit = browser.get(&format!("{}/edit", page(staff))).await.form_with_button("save");
    let refused = browser.submit(&edit.with("parent", "chiefs"), "save").await;
    assert!(says(&refused, "no more permissions than the administrator holds"), "{}", refused.show());
    let roles = browser.get(&format!("{}/roles", page(staff))).await;
    let id = powerful.simple().to_string();
    assert!(roles.forms().iter().all(|form| form.field("role") != Some(&id)), "{}", roles.show());
    let state = roles.form_with_button("sign-out").field("form_state").unwrap().to_owned();
    let fields = [("form_state", state.as_str()), ("role", &id), ("action", "grant")];
    assert_eq!(browser.post_form(&format!("{}/roles", page(staff)), &fields).await.status, 403);
    let now: User = user_called(&server, "helper").await.unwrap();
    assert_eq!(
        (now.groups, group_called(&server, "staff").await.unwrap().roles),
        (helper.groups, Vec::new())
    );
}

#[tokio::test]
async fn a_command_quotes_a_name_that_a_shell_would_interpret() {
    let server = server().await;
    let odd = add_group(&server, "a'b $(x)", None, &[]).await;
    let mut browser = server.browser();
    let shown = sign_in(&mut browser, &page(odd), "root").await;
    assert!(says(&shown, "valetkey group show &#39;a&#39;\\&#39;&#39;b $(x)&#39;"), "{}", shown.show());
}
