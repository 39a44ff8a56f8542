//! Attributes and scopes on pages: what users see, edit, and never see.

use valetkey_accounts::AttributeValue;
use valetkey_authorization_server::record::{AttributeAccess, AttributeKind, Client, Event, EventKind};
use valetkey_server::testing::{Browser, TestServer};

use crate::{
    account_profile::{PAGE, form, save, user},
    claim_map::Definitions,
    events::events,
    support::*,
};

const SCOPE: &str = "openid company hr";

use AttributeAccess::{Administrator, User as Own};

/// Alice sees her department, edits her shirt and her skills, and does not see her rating. The scope `company` opens department and
/// shirt, `hr` opens the rating.
async fn company() -> TestServer {
    let server = TestServer::new().await;
    server
        .add_client(Client { scope: "openid profile company hr".parse().unwrap(), ..client("notes") })
        .await;
    server.add_user("alice", PASSWORD).await;
    let definitions = Definitions(&server);
    let sizes = AttributeKind::OneOf(["S", "M"].map(str::to_owned).to_vec());
    definitions
        .add_attribute("department", AttributeKind::Text, (Own, Administrator), |settings| {
            let labels = [("en", "Department"), ("de", "Abteilung")];
            settings.labels = labels.map(|(tag, label)| (tag.to_owned(), label.to_owned())).into();
        })
        .await;
    definitions.add_attribute("shirt", sizes, (Own, Own), |settings| settings.is_required = true).await;
    definitions.add_attribute("skills", AttributeKind::Texts, (Own, Own), |_| ()).await;
    definitions.add_attribute("rating", AttributeKind::Text, (Administrator, Administrator), |_| ()).await;
    let words = [("en", "See where you work"), ("de", "Sehen, wo Sie arbeiten")];
    definitions.add_scope("company", &["department", "shirt"], &words, None).await;
    definitions.add_scope("hr", &["rating"], &[("en", "Send your record")], Some(true)).await;
    let values = [("department", "Engines & Co"), ("shirt", "M"), ("rating", "hidden-7")];
    definitions.set("alice", &values).await;
    server
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::Text(value.to_owned())
}

#[tokio::test]
async fn a_user_edits_what_is_theirs_and_sees_what_is_not() {
    let server = company().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "alice").await;
    assert!(page.text().contains("<dt><bdi>Department</bdi></dt>"), "{}", page.show());
    assert!(page.text().contains("Engines &#38; Co"), "{}", page.show());
    assert!(!page.text().contains("name=\"attribute.department\""), "shown, not edited: {}", page.show());
    let filled = form(&page).with("attribute.shirt", "S").with("attribute.skills", " Chess\r\n\r\nGo ");
    let saved = save(&mut browser, &filled).await;
    assert!(saved.text().contains("Your profile is saved"), "{}", saved.show());
    let stored = user(&server).await.attributes;
    assert_eq!(stored["shirt"], text("S"));
    assert_eq!(stored["skills"], AttributeValue::Texts(vec!["Chess".to_owned(), "Go".to_owned()]));
    assert_eq!(stored["department"], text("Engines & Co"), "the others stay");
    assert_eq!(stored["rating"], text("hidden-7"));
    let mut edits = events(&server).await;
    edits.retain(|event| event.kind == EventKind::UserEdited);
    let [event] = edits.as_slice() else { panic!("{edits:?}") };
    let fields: Vec<_> = event.changed.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["attribute.shirt", "attribute.skills"]);
    let page = browser.get(PAGE).await;
    assert!(page.text().contains("Chess\nGo</textarea>"), "{}", page.show());
    let emptied = form(&page).with("attribute.shirt", "S").with("attribute.skills", "");
    save(&mut browser, &emptied).await;
    assert_eq!(user(&server).await.attributes.get("skills"), None, "emptied");
    let german = server.request("GET", PAGE, &browser_headers(&browser, "de"), "").await;
    assert!(german.text().contains("<dt><bdi>Abteilung</bdi></dt>"), "{}", german.show());
}

/// The cookies of a browser, with another language.
fn browser_headers<'a>(browser: &Browser<'_>, language: &'a str) -> Vec<(&'static str, &'a str)> {
    let cookies: Vec<String> =
        browser.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect();
    let cookies: &'static str = Box::leak(cookies.join("; ").into_boxed_str());
    vec![("cookie", cookies), ("accept-language", language)]
}

#[tokio::test]
async fn a_value_in_a_wrong_form_is_marked_and_nothing_is_saved() {
    let server = company().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let long = "x".repeat(501);
    for (field, value) in
        [("attribute.shirt", "XXL"), ("attribute.shirt", ""), ("attribute.skills", long.as_str())]
    {
        let filled = form(&page).with("nickname", "Al").with("attribute.shirt", "M").with(field, value);
        let answer = browser.submit(&filled, "save").await;
        assert_eq!(answer.status, 200, "{field}: {}", answer.show());
        assert!(answer.text().contains("<title>Error: "), "u16: {field}");
        assert_eq!(answer.text().matches("aria-invalid=\"true\"").count(), 1, "{field}: {}", answer.show());
        assert_eq!(form(&answer).field("nickname"), Some("Al"), "what was typed stays");
    }
    let after = user(&server).await;
    assert_eq!((after.nickname, &after.attributes["shirt"]), (None, &text("M")));
}

#[tokio::test]
async fn al4_a_forged_form_edits_no_attribute_of_an_administrator() {
    let server = company().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let fields = "nickname attribute.department attribute.rating attribute.salary attribute.shirt department";
    let mut filled = form(&page).with("fields", fields).with("nickname", "Al");
    for (name, value) in [
        ("attribute.department", "Board"),
        ("attribute.rating", "10"),
        ("attribute.salary", "1000000"),
        ("department", "Board"),
        ("attribute.shirt", "S"),
    ] {
        filled = filled.with(name, value);
    }
    save(&mut browser, &filled).await;
    let after = user(&server).await;
    assert_eq!(after.nickname.as_deref(), Some("Al"), "the form itself is good");
    let values = ["department", "rating", "shirt"].map(|name| after.attributes[name].clone());
    assert_eq!(values, [text("Engines & Co"), text("hidden-7"), text("S")]);
    assert_eq!(after.attributes.len(), 3, "{:?}", after.attributes);
}

#[tokio::test]
async fn u5_consent_and_apps_show_real_values_in_the_operators_words() {
    let server = company().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &authorize(&[("scope", SCOPE)]), "alice").await;
    for part in ["See where you work", "Department: Engines &#38; Co", "shirt: M", "Send your record"] {
        assert!(page.text().contains(part), "{part}: {}", page.show());
    }
    let writing = page
        .text()
        .find("It can also change")
        .unwrap_or_else(|| page.text().find("Send your record").unwrap_or_else(|| panic!("{}", page.show())));
    assert!(page.text().find("See where you work").unwrap() < writing, "{}", page.show());
    let landed = browser.submit_and_follow(&page.form_with_button("allow"), "allow").await;
    let tokens = redeem(&server, "notes", &landed).await.json();
    assert_eq!(claims(&tokens["id_token"])["rating"], "hidden-7", "applications get it");

    let apps = browser.get("/account/apps").await;
    for part in ["See where you work", "<dt><bdi>Department</bdi></dt>", "Engines &#38; Co"] {
        assert!(apps.text().contains(part), "{part}: {}", apps.show());
    }
}

#[tokio::test]
async fn an_attribute_that_is_hidden_from_the_user_is_on_no_page() {
    let server = company().await;
    let mut browser = server.browser();
    let consent = sign_in(&mut browser, &authorize(&[("scope", SCOPE)]), "alice").await;
    let mut pages = vec![consent.text().to_owned()];
    let landed = browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
    assert_eq!(redeem(&server, "notes", &landed).await.status, 200);
    // An administrator edits it: the activity page does not tell.
    Definitions(&server).set("alice", &[("rating", "hidden-8")]).await;
    let (before, mut after) = (user(&server).await, user(&server).await);
    after.attributes.insert("rating".to_owned(), text("hidden-9"));
    let changed = valetkey_administration::attribute::value_differences(&before, &after);
    assert_eq!(changed.len(), 1);
    for path in [PAGE, "/account", "/account/apps", "/account/activity", "/account/security"] {
        pages.push(browser.get(path).await.text().to_owned());
    }
    for form in ["export-json", "export-html"] {
        let data = browser.get("/account/data").await;
        pages.push(browser.submit(&data.form_with_button(form), form).await.text().to_owned());
    }
    for page in pages {
        assert!(!page.contains("hidden-") && !page.contains("rating"), "{page}");
    }
}

#[tokio::test]
async fn an_edit_of_a_hidden_attribute_is_not_in_the_users_activity() {
    let server = company().await;
    let mut browser = server.browser();
    sign_in(&mut browser, PAGE, "alice").await;
    let seen = user(&server).await;
    let forget = |name: &str| {
        let occasion = valetkey_authorization_server::event::Occasion {
            tenant: &server.server.tenant,
            actor: &valetkey_authorization_server::event::Actor::CommandLine { account: None },
            now: valetkey_server::Environment::now(&*server.environment),
            network_address: None,
            reference: None,
            events_kept_for: valetkey_types::Seconds::days(1),
            fresh_id: &|| valetkey_server::Environment::identifier(&*server.environment),
        };
        valetkey_administration::attribute::forget_value(&seen, name, &occasion)
    };
    server.apply(forget("rating")).await;
    let is_rating = |event: &Event| event.changed.iter().any(|change| change.field == "attribute.rating");
    assert!(events(&server).await.iter().any(is_rating), "the event is stored");
    let activity = browser.get("/account/activity").await;
    assert!(!activity.text().contains("changed your profile"), "{}", activity.show());
    for form in ["export-json", "export-html"] {
        let data = browser.get("/account/data").await;
        let file = browser.submit(&data.form_with_button(form), form).await;
        assert!(file.status == 200 && file.text().contains("Engines"), "{}", file.show());
        assert!(!file.text().contains("attribute.rating"), "{}", file.show());
    }
}

#[tokio::test]
async fn without_definitions_pages_are_as_before() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "alice").await;
    assert!(!page.text().contains("attribute."), "{}", page.show());
    save(&mut browser, &form(&page).with("fields", "attribute.department").with("attribute.department", "x"))
        .await;
    assert!(user(&server).await.attributes.is_empty());
}
