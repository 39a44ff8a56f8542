//! Scopes in the console.

use valetkey_administration::{
    files::Thing,
    permission::{Area, Permission, Permissions},
};
use valetkey_authorization_server::{claim_map::ClaimMap, record::TenantScope};
use valetkey_server::testing::{Browser, TestServer};
use valetkey_storage::directory;

use crate::support::*;

pub(crate) async fn claim_map(server: &TestServer) -> ClaimMap {
    let tenant = server.storage.tenant(&server.server.tenant).await.unwrap().unwrap();
    directory::claim_map(&*server.storage, &tenant).await.unwrap()
}

async fn scope(server: &TestServer, name: &str) -> Option<TenantScope> {
    claim_map(server).await.scope(name).cloned()
}

/// Adds a scope through the form.
pub(crate) async fn add(browser: &mut Browser<'_>, name: &str, claims: &str) {
    let form = browser.open("/admin/new-scope").await.form_with_button("save");
    let form =
        form.with("name", name).with("claims", claims).with("descriptions", "en=See when you were born");
    let added = browser.submit_and_follow(&form, "save").await;
    assert!(says(&added, &format!("The scope {name} is added.")), "{}", added.show());
}

#[tokio::test]
async fn a_scope_is_added_edited_and_removed_with_its_events() {
    let server = server().await;
    let mut browser = server.browser();
    assert!(says(&sign_in(&mut browser, "/admin/scopes", "root").await, "id=\"none\""));
    add(&mut browser, "notes:send", "birthdate\n gender \n").await;
    assert_eq!(scope(&server, "notes:send").await.unwrap().claims, ["birthdate", "gender"]);
    let all = browser.get("/admin/scopes").await;
    assert!(says(&all, "href=\"/admin/scopes/notes%3Asend\"") && says(&all, "birthdate"), "{}", all.show());
    let shown = browser.get("/admin/scopes/notes%3Asend").await;
    assert!(says(&shown, "valetkey scope show &#39;notes:send&#39;"), "{}", shown.show());

    let form = browser.open("/admin/scopes/notes%3Asend/edit").await.form_with_button("save");
    assert_eq!(form.field("claims"), Some("birthdate\ngender"));
    assert_eq!((form.field("writes"), form.field("name")), (Some("guess"), None));
    let same = browser.submit_and_follow(&form, "save").await;
    assert!(says(&same, "Nothing changed"), "{}", same.show());
    let form = form.with("claims", "birthdate").with("writes", "yes");
    let form = form.with("descriptions", "en=Send notes\nde=Notizen senden");
    let saved = browser.submit_and_follow(&form, "save").await;
    assert!(
        says(&saved, "The scope notes:send is saved.") && says(&saved, "de=Notizen senden"),
        "{}",
        saved.show()
    );
    let stored = scope(&server, "notes:send").await.unwrap();
    assert_eq!((stored.writes, stored.descriptions.len()), (Some(true), 2));

    let removed = confirm(&mut browser, "/admin/scopes/notes%3Asend/remove").await;
    assert!(says(&removed, "The scope notes:send is removed."), "{}", removed.show());
    assert_eq!(browser.get("/admin/scopes/notes%3Asend").await.status, 404);
    let kinds = kinds(&server).await;
    for kind in ["scope.added", "scope.edited", "scope.removed"] {
        assert!(kinds.iter().any(|known| known == kind), "{kind}: {kinds:?}");
    }
}

#[tokio::test]
async fn a_wrong_value_of_a_scope_is_said_and_an_edit_over_another_one_shows_the_difference() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser, "company", "birthdate").await;
    let new = browser.open("/admin/new-scope").await.form_with_button("save");
    for (field, value, words) in [
        ("name", "company", "expected a name that no scope has"),
        ("name", "two words", "expected one scope token"),
        ("claims", "roles", "expected a standard claim"),
        ("descriptions", "See it", "lines such as en=Text"),
        ("descriptions", "en=a\nen=b", "one line for each name"),
        ("descriptions", "deutsch!=a", "expected a language tag"),
        ("writes", "perhaps", "one of yes, no, guess"),
    ] {
        let refused = browser.submit(&new.clone().with("name", "other").with(field, value), "save").await;
        assert!(says(&refused, "id=\"failure\"") && says(&refused, words), "{value}: {}", refused.show());
        let again = refused.form_with_button("save");
        assert!(field == "writes" || again.field(field) == Some(value), "it keeps what was typed: {again:?}");
    }
    let first = browser.open("/admin/scopes/company/edit").await.form_with_button("save");
    let remove = browser.open("/admin/scopes/company/remove").await.form_with_button("confirm");
    browser.submit_and_follow(&first.clone().with("claims", "gender"), "save").await;
    let second = browser.submit(&first.with("claims", "locale"), "save").await;
    assert!(
        says(&second, "Somebody else changed this meanwhile") && says(&second, "claims: it was birthdate"),
        "{}",
        second.show()
    );
    let late = browser.submit(&remove, "confirm").await;
    assert!(says(&late, "Somebody else changed this meanwhile"), "{}", late.show());
    assert_eq!(scope(&server, "company").await.unwrap().claims, ["gender"]);
    let again = browser.submit_and_follow(&second.form_with_button("save"), "save").await;
    assert!(says(&again, "The scope company is saved."), "{}", again.show());
    assert_eq!(scope(&server, "company").await.unwrap().claims, ["locale"]);
}

#[tokio::test]
async fn the_pages_of_a_scope_name_the_applications_that_may_ask_for_it() {
    let server = server().await;
    let only = [Area::Scopes].map(Permission::write).into_iter().chain([Permission::read(Area::Scopes)]);
    add_administrator(&server, "clerk", Permissions::from_iter(only)).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    register(&mut browser, "Notes", "web", "https://notes.example/cb").await;
    // Each application may ask for the scopes of the standards.
    add(&mut browser, "email", "").await;
    for path in ["/admin/scopes/email", "/admin/scopes/email/edit"] {
        let page = browser.get(path).await;
        assert!(says(&page, "href=\"/admin/applications/") && says(&page, "Notes"), "{}", page.show());
    }
    let removal = browser.get("/admin/scopes/email/remove").await;
    assert!(says(&removal, "1 application may ask for it."), "{}", removal.show());

    let mut clerk = server.browser();
    let page = sign_in(&mut clerk, "/admin/scopes/email", "clerk").await;
    assert!(says(&page, "1 application, which your roles"), "{}", page.show());
    assert!(!page.text().contains("Notes") && !page.text().contains("href=\"/admin/applications"));
}

#[tokio::test]
async fn changes_of_scopes_need_a_fresh_proof_and_the_permission() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser, "company", "birthdate").await;
    add_administrator(&server, "reader", Permissions::from_iter([Permission::read(Area::Scopes)])).await;
    add_administrator(&server, "other", Permissions::from_iter([Permission::read(Area::Users)])).await;
    let pages = ["/admin/new-scope", "/admin/scopes/company/edit", "/admin/scopes/company/remove"];
    for (name, may_read) in [("reader", true), ("other", false)] {
        let mut reader = server.browser();
        let seen = sign_in(&mut reader, "/admin", name).await;
        assert_eq!(seen.text().contains("href=\"/admin/scopes\""), may_read, "{}", seen.show());
        let state = seen.form_with_button("sign-out").field("form_state").unwrap().to_owned();
        for read in ["/admin/scopes", "/admin/scopes/company"] {
            let page = reader.get(read).await;
            assert_eq!(page.status, if may_read { 200 } else { 403 }, "{read}: {}", page.show());
            assert!(!page.text().contains("id=\"action-") && !page.text().contains("id=\"new\""));
        }
        for path in pages {
            assert_eq!(reader.get(path).await.status, 403, "{name} {path}");
            let fields = [("form_state", state.as_str()), ("name", "x"), ("revision", "x")];
            assert_eq!(reader.post_form(path, &fields).await.status, 403, "{name} {path}");
        }
    }
    let form = browser.open(pages[1]).await.form_with_button("save");
    server.advance(301);
    for path in pages {
        assert!(browser.get(path).await.location().starts_with("/login?"), "{path}");
    }
    let old = browser.submit(&form.with("claims", ""), "save").await;
    assert!(old.location().starts_with("/login?"), "{}", old.show());
    assert_eq!(scope(&server, "company").await.unwrap().claims, ["birthdate"]);
}

#[tokio::test]
async fn a_scope_of_a_file_is_only_shown() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser, "company", "birthdate").await;
    let edit = browser.open("/admin/scopes/company/edit").await.form_with_button("save");
    let remove = browser.open("/admin/scopes/company/remove").await.form_with_button("confirm");
    crate::owned::own(&server, &Thing::scope("company")).await;
    let shown = browser.get("/admin/scopes/company").await;
    assert!(says(&shown, "comes from the file infra/apps.toml"), "{}", shown.show());
    assert!(!shown.text().contains("id=\"action-"), "{}", shown.show());
    for path in ["/admin/scopes/company/edit", "/admin/scopes/company/remove"] {
        assert_eq!(browser.get(path).await.status, 409, "{path}");
    }
    for (form, button) in [(edit.with("claims", ""), "save"), (remove, "confirm")] {
        let refused = browser.submit(&form, button).await;
        assert_eq!(refused.status, 409, "{}", refused.show());
        assert!(refused.text().contains("infra/apps.toml"), "{}", refused.show());
    }
    assert_eq!(scope(&server, "company").await.unwrap().claims, ["birthdate"]);
}

#[tokio::test]
async fn a_long_list_of_scopes_has_a_next_page() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    for number in 0..51 {
        add(&mut browser, &format!("s{number:02}"), "").await;
    }
    let first = browser.get("/admin/scopes").await;
    assert!(says(&first, ">s49<") && !first.text().contains(">s50<"), "{}", first.show());
    let (_, rest) = first.text().split_once("id=\"next\" href=\"").unwrap();
    let next = browser.get(&rest.split_once('"').unwrap().0.replace("&#38;", "&")).await;
    assert!(says(&next, ">s50<") && !next.text().contains("id=\"next\""), "{}", next.show());
}
