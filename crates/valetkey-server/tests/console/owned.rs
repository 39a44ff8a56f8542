//! Records that a configuration file owns are only shown.

use valetkey_administration::{
    files::Thing,
    group::{self, NewGroup},
    role::{self, NewRole},
};
use valetkey_authorization_server::{
    Change, FileOwnershipChange,
    record::{FileOwnership, RoleOwner},
};
use valetkey_server::{Environment as _, testing::TestServer};
use valetkey_storage::directory;
use valetkey_types::{ClientId, TenantId, Unknown};

use crate::support::*;

/// Makes a file the owner of a thing.
pub(crate) async fn own(server: &TestServer, thing: &Thing) {
    own_in(server, &server.server.tenant, thing).await;
}

/// Makes a file the owner of a thing of a tenant.
pub(crate) async fn own_in(server: &TestServer, tenant: &TenantId, thing: &Thing) {
    let owned = FileOwnership {
        tenant: tenant.clone(),
        kind: thing.kind(),
        name: thing.key().to_owned(),
        file: "infra/apps.toml".to_owned(),
        owned_since: server.environment.now(),
        revision: 0,
        unknown: Unknown::default(),
    };
    server.apply(vec![Change::FileOwnership(FileOwnershipChange::Put(owned))]).await;
}

#[tokio::test]
async fn an_application_of_a_file_names_the_file_and_has_no_form_and_no_action() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let registered = register(&mut browser, "Notes", "web", "https://notes.example/cb").await;
    let id = code(&registered, "client-id");
    let path = format!("/admin/applications/{id}");
    let operations = ["rotate-secret", "disable", "remove"].map(|word| format!("{path}/{word}"));
    let mut forms = vec![(browser.get(&path).await.form_with_button("save").with("name", "Other"), "save")];
    for operation in &operations {
        forms.push((browser.get(operation).await.form_with_button("confirm"), "confirm"));
    }

    own(&server, &Thing::client(&ClientId::new(&id))).await;
    let events = kinds(&server).await;

    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.show());
    assert!(page.text().contains("comes from the file infra/apps.toml"), "{}", page.show());
    for dead in ["id=\"save\"", "id=\"action-"] {
        assert!(!page.text().contains(dead), "{dead}: {}", page.show());
    }
    for operation in &operations {
        let closed = browser.get(operation).await;
        assert_eq!(closed.status, 409, "{operation}: {}", closed.show());
        assert!(closed.text().contains("infra/apps.toml"), "{}", closed.show());
        assert!(!closed.text().contains("id=\"confirm\""), "{}", closed.show());
    }
    for (form, button) in forms {
        let refused = browser.submit(&form, button).await;
        assert_eq!(refused.status, 409, "{}: {}", form.action, refused.show());
        assert!(refused.text().contains("infra/apps.toml"), "{}", refused.show());
    }
    let client = server.storage.client(&server.server.tenant, &ClientId::new(&id)).await.unwrap().unwrap();
    assert_eq!((client.name.as_str(), client.disabled), ("Notes", false));
    assert_eq!(kinds(&server).await, events);
}

#[tokio::test]
async fn a_group_and_a_role_of_a_file_have_no_actions_but_members() {
    let server = server().await;
    let (group_id, role_id) = (server.environment.identifier(), server.environment.identifier());
    let map = directory::role_map(&*server.storage, &server.server.tenant).await.unwrap();
    let new = NewGroup { name: "crew".to_owned(), ..NewGroup::default() };
    let added = decide(&server, |occasion| group::add(group_id, new, &map, occasion)).unwrap();
    server.apply(added.changes).await;
    let map = directory::role_map(&*server.storage, &server.server.tenant).await.unwrap();
    let new = NewRole::new("editor", RoleOwner::Tenant);
    let added = decide(&server, |occasion| role::add(role_id, new, &map, occasion)).unwrap();
    server.apply(added.changes).await;
    let group = format!("/admin/groups/{}", group_id.simple());
    let role = format!("/admin/roles/{}", role_id.simple());
    let pages = [
        format!("{group}/edit"),
        format!("{group}/remove"),
        format!("{group}/roles"),
        format!("{role}/edit"),
        format!("{role}/remove"),
    ];

    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    for page in &pages {
        assert_eq!(browser.get(page).await.status, 200, "{page}: no file owns it");
        let link = page.rsplit('/').next().unwrap();
        let shown = browser.get(page.rsplit_once('/').unwrap().0).await;
        assert!(shown.text().contains(&format!("id=\"action-{link}\"")), "{page}: {}", shown.show());
    }
    let edit = browser.get(&pages[0]).await.form_with_button("save").with("name", "others");
    let remove = browser.get(&pages[4]).await.form_with_button("confirm");

    own(&server, &Thing::group("crew")).await;
    own(&server, &Thing::role("editor", &RoleOwner::Tenant)).await;
    for page in &pages {
        let closed = browser.get(page).await;
        assert!(
            closed.status == 409 && closed.text().contains("infra/apps.toml"),
            "{page}: {}",
            closed.show()
        );
        let link = page.rsplit('/').next().unwrap();
        let shown = browser.get(page.rsplit_once('/').unwrap().0).await;
        assert!(shown.text().contains("comes from the file infra/apps.toml"), "{page}: {}", shown.show());
        assert!(!shown.text().contains(&format!("id=\"action-{link}\"")), "{page}: {}", shown.show());
    }
    for (form, button) in [(edit, "save"), (remove, "confirm")] {
        let refused = browser.submit(&form, button).await;
        assert_eq!(refused.status, 409, "{}: {}", form.action, refused.show());
    }
    let members = browser.get(&format!("{group}/members")).await;
    assert!(members.status == 200 && browser.get(&group).await.text().contains("id=\"action-members\""));
}
