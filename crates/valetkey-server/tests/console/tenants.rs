//! The tenants in the console.

use valetkey_accounts::User;
use valetkey_administration::{
    files::Thing,
    permission::{Area, Permission, Permissions},
};
use valetkey_authorization_server::{Change, event::EventKind, record::TenantRecord};
use valetkey_server::testing::{Answer, Browser, Form, TestServer};
use valetkey_storage::{DESCRIPTIONS, Listing, record::MAIL_CHALLENGE};
use valetkey_types::TenantId;

use crate::{owned::own_in, support::*};

const PAGE: &str = "/admin/tenants";
const ACME: &str = "/admin/tenants/acme";

async fn acme(server: &TestServer) -> Option<TenantRecord> {
    server.storage.tenant(&TenantId::new("acme")).await.unwrap()
}

/// Adds the tenant acme. Returns the page that follows.
async fn add(browser: &mut Browser<'_>) -> Answer {
    let form = browser.open("/admin/new-tenant").await.form_with_button("save");
    let form = form.with("name", "acme").with("issuer", "https://acme.example");
    browser.submit_and_follow(&form, "save").await
}

#[tokio::test]
async fn a_tenant_is_added_listed_and_set_up_with_a_link_that_is_shown_once() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "root").await;
    assert!(says(&page, "href=\"/admin/tenants/default\"") && says(&page, "id=\"new\""), "{}", page.show());
    let added = add(&mut browser).await;
    assert!(says(&added, "Make a link for its first administrator."), "{}", added.show());
    assert!(says(&added, "<code>valetkey tenant show acme</code>"), "{}", added.show());
    assert_eq!(acme(&server).await.unwrap().issuer.as_str(), "https://acme.example");
    let list = browser.get(PAGE).await;
    assert!(says(&list, "<code>https://acme.example</code>"), "{}", list.show());

    let confirm = browser.open(&format!("{ACME}/set-up-link")).await;
    assert!(says(&confirm, "<code>valetkey tenant set-up-link acme</code>"), "{}", confirm.show());
    let made = browser.submit(&confirm.form_with_button("confirm"), "confirm").await;
    let address = made.location().to_owned();
    let shown = browser.get(&address).await;
    let link = code(&shown, "link");
    assert!(link.starts_with("https://acme.example/admin/set-up?"), "{link}");
    let mut foreign = server.browser();
    sign_in(&mut foreign, "/admin", "root").await;
    assert_eq!(foreign.get(&address).await.location(), ACME);
    let again = browser.get(&format!("{ACME}/link")).await;
    assert_eq!((again.status, again.location()), (303, ACME), "{}", again.show());

    // The link makes an administrator of that tenant.
    server.issuers.reload().await.unwrap();
    let mut first = server.browser().with_header("host", "acme.example");
    let page = first.open(link.strip_prefix("https://acme.example").unwrap()).await;
    let form = page.form_with_button("save").with("username", "ada").with("email", "ada@example.org");
    let form = form.with("name", "Ada").with("new_password", "a good long password");
    first.submit_and_follow(&form, "save").await;
    let page = browser.get(ACME).await;
    assert!(page.status == 200 && !page.text().contains("id=\"set-up-link\""), "{}", page.show());
    assert_eq!(browser.get(&format!("{ACME}/set-up-link")).await.status, 400);
}

#[tokio::test]
async fn a_wrong_name_or_issuer_of_a_new_tenant_is_said_and_stays_in_the_form() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let form = browser.open("/admin/new-tenant").await.form_with_button("save");
    for (name, issuer, words) in [
        ("", "https://acme.example", "tenant: expected"),
        ("Acme", "https://acme.example", "tenant: expected"),
        ("default", "https://acme.example", "expected a name that no tenant has"),
        ("acme", "", "issuer: expected"),
        ("acme", "ftp://acme.example", "issuer: expected"),
        ("acme", "https://acme.example/?a=b", "issuer: expected"),
        ("acme", "https://id.example", "issuer: expected"),
    ] {
        let refused = browser.submit(&form.clone().with("name", name).with("issuer", issuer), "save").await;
        assert!(says(&refused, "id=\"failure\""), "{name} {issuer}: {}", refused.show());
        assert!(refused.text().contains(words), "{name} {issuer}: {}", refused.show());
        let again = refused.form_with_button("save");
        assert_eq!((again.field("name"), again.field("issuer")), (Some(name), Some(issuer)));
    }
    assert!(acme(&server).await.is_none());
    let issuer = form.with("name", "acme").with("issuer", " https://acme.example ");
    let added = browser.submit_and_follow(&issuer, "save").await;
    assert!(says(&added, "The tenant acme is added."), "{}", added.show());
}

#[tokio::test]
async fn the_settings_of_another_tenant_are_edited_and_never_over_another_change() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser).await;
    let path = format!("{ACME}/settings/general");
    let page = browser.open(&path).await;
    assert!(says(&page, "<code>valetkey tenant edit acme --name NAME"), "{}", page.show());
    let late = page.form_with_button("save").with("name", "Late");
    let saved =
        browser.submit_and_follow(&page.form_with_button("save").with("name", "Acme Ltd"), "save").await;
    assert!(says(&saved, "The settings of Acme Ltd are saved."), "{}", saved.show());
    let refused = browser.submit(&late, "save").await;
    assert!(says(&refused, "name: it was empty, now it is"), "{}", refused.show());
    let stored = acme(&server).await.unwrap();
    assert_eq!(stored.name.as_deref(), Some("Acme Ltd"));
    let own = server.storage.tenant(&server.server.tenant).await.unwrap().unwrap();
    assert!(own.name.is_none());
    for path in [format!("{ACME}/settings/colours"), "/admin/tenants/none".to_owned()] {
        assert_eq!(browser.get(&path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn sc4_an_administrator_of_another_tenant_sees_no_tenants() {
    let server = server().await;
    let mut root = server.browser();
    sign_in(&mut root, "/admin", "root").await;
    add(&mut root).await;
    let link = code(&confirm(&mut root, &format!("{ACME}/set-up-link")).await, "link");
    server.issuers.reload().await.unwrap();
    let mut browser = server.browser().with_header("host", "acme.example");
    let page = browser.open(link.strip_prefix("https://acme.example").unwrap()).await;
    let form = page.form_with_button("save").with("username", "ada").with("email", "ada@example.org");
    let form = form.with("name", "Ada").with("new_password", "a good long password");
    let page = browser.submit_and_follow(&form, "save").await;
    assert!(says(&page, "href=\"/admin/settings\""), "{}", page.show());
    assert!(!page.text().contains("href=\"/admin/tenants\""), "{}", page.show());
    for path in [
        PAGE,
        "/admin/new-tenant",
        ACME,
        "/admin/tenants/default",
        "/admin/tenants/default/settings/general",
        "/admin/tenants/default/set-up-link",
        "/admin/tenants/default/remove",
    ] {
        let closed = browser.get(path).await;
        assert_eq!(closed.status, 403, "{path}: {}", closed.show());
    }
    let own = browser.get("/admin/settings").await;
    assert!(says(&own, "<code>valetkey tenant show acme</code>"), "{}", own.show());
    let form = browser.open("/admin/settings/general").await.form_with_button("save").with("name", "Acme");
    let elsewhere = ["/admin/tenants/default/settings/general", "/admin/new-tenant"];
    for path in elsewhere {
        let other = Form { action: path.to_owned(), ..form.clone() };
        let refused = browser.submit(&other.with("issuer", "https://evil.example"), "save").await;
        assert_eq!(refused.status, 403, "{path}: {}", refused.show());
    }
    browser.submit_and_follow(&form, "save").await;
    assert_eq!(acme(&server).await.unwrap().name.as_deref(), Some("Acme"));
    let own = server.storage.tenant(&server.server.tenant).await.unwrap().unwrap();
    assert!(own.name.is_none());
}

#[tokio::test]
async fn readers_add_no_tenant_make_no_link_and_operators_edit_the_own_tenant_with_its_permission_only() {
    let server = server().await;
    add_administrator(&server, "reader", Permissions::from_iter([Permission::read(Area::Tenants)])).await;
    add_administrator(&server, "operator", Permissions::from_iter([Permission::write(Area::Tenants)])).await;
    let mut root = server.browser();
    sign_in(&mut root, "/admin", "root").await;
    add(&mut root).await;
    let before = acme(&server).await;
    let new = root.open("/admin/new-tenant").await.form_with_button("save").with("name", "late");
    let edit = root.open(&format!("{ACME}/settings/general")).await.form_with_button("save");
    let link = root.open(&format!("{ACME}/set-up-link")).await.form_with_button("confirm");
    let removal = root.open(&format!("{ACME}/remove")).await.form_with_button("confirm");

    let mut reader = server.browser();
    let page = sign_in(&mut reader, ACME, "reader").await;
    for hidden in ["id=\"edit-", "id=\"set-up-link\"", "id=\"remove\"", "id=\"logos\""] {
        assert!(!page.text().contains(hidden), "{hidden}: {}", page.show());
    }
    assert!(!reader.get(PAGE).await.text().contains("id=\"new\""));
    let state = page.form_with_button("sign-out").field("form_state").unwrap().to_owned();
    let all = [(&new, "save"), (&edit, "save"), (&link, "confirm"), (&removal, "confirm")];
    for (form, button) in all {
        assert_eq!(reader.get(&form.action).await.status, 403, "{}", form.action);
        let refused = reader.submit(&form.clone().with("form_state", &state), button).await;
        assert_eq!(refused.status, 403, "{}: {}", form.action, refused.show());
    }

    let mut operator = server.browser();
    let own = sign_in(&mut operator, "/admin/tenants/default", "operator").await;
    assert!(own.status == 200 && !own.text().contains("id=\"edit-"), "{}", own.show());
    let form = operator.open("/admin/tenants/default/settings/general").await;
    assert_eq!(form.status, 403, "{}", form.show());

    server.advance(301);
    for (form, button) in all {
        let late = root
            .submit(&form.clone().with("name", "late").with("issuer", "https://late.example"), button)
            .await;
        assert!(late.location().starts_with("/login?"), "{}", late.show());
    }
    assert_eq!(acme(&server).await, before);
    let acme = TenantId::new("acme");
    assert!(server.storage.rows(&Listing::of_tenant(&MAIL_CHALLENGE, &acme, 10)).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_removal_of_a_tenant_says_what_it_ends_and_removes_every_record() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser).await;
    confirm(&mut browser, &format!("{ACME}/set-up-link")).await;
    let user = user_called(&server, "alice").await.unwrap();
    server.apply(vec![Change::AddUser(Box::new(User { tenant: TenantId::new("acme"), ..user }))]).await;
    let page = browser.open(&format!("{ACME}/remove")).await;
    assert!(says(&page, "It removes 1 user.") && says(&page, "It ends 0 sessions."), "{}", page.show());
    assert!(says(&page, "<code>valetkey tenant remove acme</code>"), "{}", page.show());
    let form = browser.open(&format!("{ACME}/settings/general")).await.form_with_button("save");
    browser.submit_and_follow(&form.with("name", "Acme Ltd"), "save").await;
    let late = browser.submit(&page.form_with_button("confirm"), "confirm").await;
    assert!(says(&late, "name: it was empty, now it is") && acme(&server).await.is_some(), "{}", late.show());

    let removed = browser.submit_and_follow(&late.form_with_button("confirm"), "confirm").await;
    assert!(says(&removed, "The tenant acme is removed."), "{}", removed.show());
    assert!(acme(&server).await.is_none() && !removed.text().contains("href=\"/admin/tenants/acme\""));
    let id = TenantId::new("acme");
    for description in DESCRIPTIONS {
        let left = server.storage.rows(&Listing::of_tenant(description, &id, 1)).await.unwrap();
        assert!(left.is_empty(), "{}", description.name);
    }
    assert_eq!(events_of(&server, &EventKind::TenantRemoved).await.len(), 1);
    assert!(user_called(&server, "alice").await.is_some());
    assert_eq!(browser.get(ACME).await.status, 404);
    // Its name is free again.
    assert!(says(&add(&mut browser).await, "The tenant acme is added."));
}

#[tokio::test]
async fn the_default_tenant_and_one_of_a_file_stay() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser).await;
    assert_eq!(browser.get("/admin/tenants/default/remove").await.status, 404);
    assert!(!browser.get("/admin/tenants/default").await.text().contains("id=\"remove\""));
    let form = browser.open(&format!("{ACME}/remove")).await.form_with_button("confirm");
    let other = Form { action: "/admin/tenants/default/remove".to_owned(), ..form.clone() };
    assert_ne!(browser.submit(&other, "confirm").await.status, 303);

    own_in(&server, &TenantId::new("acme"), &Thing::tenant()).await;
    for refused in [
        browser.get(&format!("{ACME}/remove")).await,
        browser.submit(&form, "confirm").await,
        browser.get(&format!("{ACME}/settings/general")).await,
    ] {
        assert_eq!(refused.status, 409, "{}", refused.show());
        assert!(refused.text().contains("infra/apps.toml"), "{}", refused.show());
    }
    assert!(acme(&server).await.is_some());
}
