//! Attributes of users in the console.

use valetkey_administration::{
    files::Thing,
    permission::{Area, Permission, Permissions},
};
use valetkey_authorization_server::record::{Attribute, AttributeAccess, AttributeKind};
use valetkey_server::testing::{Browser, TestServer};

use crate::{scopes::claim_map, support::*};

async fn attribute(server: &TestServer, name: &str) -> Option<Attribute> {
    claim_map(server).await.attribute(name).cloned()
}

/// Adds an attribute with a claim of the same name through the form.
async fn add(browser: &mut Browser<'_>, name: &str) {
    let form = browser.open("/admin/new-attribute").await.form_with_button("save");
    let form = form.with("attribute", name).with("claim", name).with("labels", "en=Department");
    let added = browser.submit_and_follow(&form, "save").await;
    assert!(says(&added, &format!("The attribute {name} is added.")), "{}", added.show());
}

#[tokio::test]
async fn an_attribute_is_added_edited_and_removed_with_its_events() {
    let server = server().await;
    let mut browser = server.browser();
    assert!(says(&sign_in(&mut browser, "/admin/attributes", "root").await, "id=\"none\""));
    crate::scopes::add(&mut browser, "company", "").await;
    let form = browser.open("/admin/new-attribute").await.form_with_button("save");
    assert_eq!(form.field("edited_by"), Some("administrator"));
    let form = form.with("attribute", "shirt").with("type", "one-of").with("choices", "S\n M \nL");
    let form = form.with("claim", "shirt").with("labels", "de=Hemd\nen=Shirt").with("scopes", "company");
    let added = browser.submit_and_follow(&form, "save").await;
    assert!(says(&added, "The attribute shirt is added."), "{}", added.show());
    assert!(says(&added, "href=\"/admin/scopes/company\"") && says(&added, "de=Hemd"), "{}", added.show());
    let stored = attribute(&server, "shirt").await.unwrap();
    assert_eq!(stored.kind, AttributeKind::OneOf(["S", "M", "L"].map(str::to_owned).into()));
    assert_eq!(claim_map(&server).await.scope("company").unwrap().claims, ["shirt"]);
    assert!(says(&browser.get("/admin/attributes").await, "href=\"/admin/attributes/shirt\""));

    let form = browser.open("/admin/attributes/shirt/edit").await.form_with_button("save");
    assert_eq!((form.field("attribute"), form.field("type"), form.field("claim")), (None, None, None));
    let same = browser.submit_and_follow(&form, "save").await;
    assert!(says(&same, "Nothing changed"), "{}", same.show());
    let form = form.with("choices", "S\nM").with("edited_by", "user").with("required", "yes");
    let saved = browser.submit_and_follow(&form, "save").await;
    assert!(says(&saved, "The attribute shirt is saved."), "{}", saved.show());
    let stored = attribute(&server, "shirt").await.unwrap();
    assert_eq!((stored.kind.choices().len(), stored.edited_by), (2, AttributeAccess::User));
    assert!(stored.is_required);

    let removal = browser.get("/admin/attributes/shirt/remove").await;
    assert!(says(&removal, "1 scope opens its claim"), "{}", removal.show());
    let removed = confirm(&mut browser, "/admin/attributes/shirt/remove").await;
    assert!(says(&removed, "The attribute shirt is removed."), "{}", removed.show());
    assert_eq!(browser.get("/admin/attributes/shirt").await.status, 404);
    assert!(claim_map(&server).await.scope("company").unwrap().claims.is_empty());
    let kinds = kinds(&server).await;
    for kind in ["attribute.added", "attribute.edited", "attribute.removed"] {
        assert!(kinds.iter().any(|known| known == kind), "{kind}: {kinds:?}");
    }
}

#[tokio::test]
async fn a_wrong_value_of_an_attribute_is_said_with_its_field_and_the_form_keeps_what_was_typed() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser, "department").await;
    let new = browser.open("/admin/new-attribute").await.form_with_button("save");
    for (field, value, words) in [
        ("attribute", "department", "attribute: expected a name that no attribute has"),
        ("attribute", "Big Name", "attribute: expected a name of 1 to 40 small letters"),
        ("claim", "sub", "claim: expected a claim that the server does not set itself"),
        ("claim", "birthdate", "claim: expected a claim that is no standard claim"),
        ("claim", "department", "claim: expected a claim that no attribute is given in"),
        ("choices", "S\nM", "choices: expected 1 to 100 different choices"),
        ("labels", "Department", "labels: expected lines such as en=Text"),
        ("seen_by", "nobody", "edited_by: expected an attribute that its editors may see"),
        ("scopes", "company", "scopes: expected"),
        ("type", "picture", "type: expected one of text, number"),
        ("edited_by", "everybody", "edited_by: expected one of user, administrator, nobody"),
    ] {
        let form = new.clone().with("attribute", "other").with("claim", "other").with(field, value);
        let refused = browser.submit(&form, "save").await;
        assert!(says(&refused, "id=\"failure\"") && says(&refused, words), "{value}: {}", refused.show());
        let again = refused.form_with_button("save");
        let is_offered = !["type", "edited_by"].contains(&field);
        assert!(!is_offered || again.field(field) == Some(value), "it keeps what was typed: {again:?}");
    }
    assert_eq!(claim_map(&server).await.attributes().len(), 1);
}

#[tokio::test]
async fn an_edit_or_removal_of_an_attribute_over_another_edit_shows_the_difference() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser, "department").await;
    let first = browser.open("/admin/attributes/department/edit").await.form_with_button("save");
    let remove = browser.open("/admin/attributes/department/remove").await.form_with_button("confirm");
    browser.submit_and_follow(&first.clone().with("labels", "en=Team"), "save").await;
    let second = browser.submit(&first.with("labels", "en=Unit"), "save").await;
    assert!(
        says(&second, "Somebody else changed this meanwhile") && says(&second, "labels: it was"),
        "{}",
        second.show()
    );
    let late = browser.submit(&remove, "confirm").await;
    assert!(says(&late, "Somebody else changed this meanwhile"), "{}", late.show());
    assert_eq!(attribute(&server, "department").await.unwrap().labels["en"], "Team");
    let again = browser.submit_and_follow(&second.form_with_button("save"), "save").await;
    assert!(says(&again, "The attribute department is saved."), "{}", again.show());
    assert_eq!(attribute(&server, "department").await.unwrap().labels["en"], "Unit");
}

#[tokio::test]
async fn changes_of_attributes_need_a_fresh_proof_and_the_permission() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser, "department").await;
    let pages =
        ["/admin/new-attribute", "/admin/attributes/department/edit", "/admin/attributes/department/remove"];
    for (name, area, may_read) in [("reader", Area::Attributes, true), ("other", Area::Users, false)] {
        add_administrator(&server, name, Permissions::from_iter([Permission::read(area)])).await;
        let mut reader = server.browser();
        let seen = sign_in(&mut reader, "/admin", name).await;
        assert_eq!(seen.text().contains("href=\"/admin/attributes\""), may_read, "{}", seen.show());
        let state = seen.form_with_button("sign-out").field("form_state").unwrap().to_owned();
        for read in ["/admin/attributes", "/admin/attributes/department"] {
            let page = reader.get(read).await;
            assert_eq!(page.status, if may_read { 200 } else { 403 }, "{read}: {}", page.show());
            assert!(!page.text().contains("id=\"action-") && !page.text().contains("id=\"new\""));
        }
        for path in pages {
            assert_eq!(reader.get(path).await.status, 403, "{name} {path}");
            let fields = [("form_state", state.as_str()), ("attribute", "x"), ("revision", "x")];
            assert_eq!(reader.post_form(path, &fields).await.status, 403, "{name} {path}");
        }
    }
    let form = browser.open(pages[1]).await.form_with_button("save");
    server.advance(301);
    for path in pages {
        assert!(browser.get(path).await.location().starts_with("/login?"), "{path}");
    }
    let old = browser.submit(&form.with("labels", ""), "save").await;
    assert!(old.location().starts_with("/login?"), "{}", old.show());
    assert_eq!(attribute(&server, "department").await.unwrap().labels["en"], "Department");
}

#[tokio::test]
async fn a_claim_is_added_to_a_scope_only_with_the_permission_to_write_scopes() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    crate::scopes::add(&mut browser, "company", "").await;
    let only =
        Permissions::from_iter([Permission::read(Area::Attributes), Permission::write(Area::Attributes)]);
    add_administrator(&server, "clerk", only).await;
    let mut clerk = server.browser();
    sign_in(&mut clerk, "/admin", "clerk").await;
    let form = clerk.open("/admin/new-attribute").await.form_with_button("save");
    let form = form.with("attribute", "department").with("claim", "department");
    let refused = clerk.submit(&form.clone().with("scopes", "company"), "save").await;
    assert!(!refused.text().contains("is added") && says(&refused, "scopes:write"), "{}", refused.show());
    assert!(attribute(&server, "department").await.is_none());
    let added = clerk.submit_and_follow(&form, "save").await;
    assert!(says(&added, "The attribute department is added."), "{}", added.show());
}

#[tokio::test]
async fn an_attribute_of_a_file_is_only_shown() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    add(&mut browser, "department").await;
    let edit = browser.open("/admin/attributes/department/edit").await.form_with_button("save");
    let remove = browser.open("/admin/attributes/department/remove").await.form_with_button("confirm");
    crate::owned::own(&server, &Thing::attribute("department")).await;
    let shown = browser.get("/admin/attributes/department").await;
    assert!(says(&shown, "comes from the file infra/apps.toml"), "{}", shown.show());
    assert!(!shown.text().contains("id=\"action-"), "{}", shown.show());
    for path in ["/admin/attributes/department/edit", "/admin/attributes/department/remove"] {
        assert_eq!(browser.get(path).await.status, 409, "{path}");
    }
    for (form, button) in [(edit.with("labels", ""), "save"), (remove, "confirm")] {
        let refused = browser.submit(&form, button).await;
        assert_eq!(refused.status, 409, "{}", refused.show());
        assert!(refused.text().contains("infra/apps.toml"), "{}", refused.show());
    }
    assert_eq!(attribute(&server, "department").await.unwrap().labels["en"], "Department");
}
