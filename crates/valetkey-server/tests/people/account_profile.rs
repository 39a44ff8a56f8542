//! The profile that a user edits.

use valetkey_accounts::User;
use valetkey_server::testing::{Answer, Browser, Form, TestServer};
use valetkey_types::Address;

use crate::{events::events, support::*};

pub(crate) const PAGE: &str = "/account/profile";

pub(crate) async fn user(server: &TestServer) -> User {
    server.storage.user_by_sign_in_name(&server.server.tenant, "alice").await.unwrap().unwrap()
}

/// The form with its values, except those of a text area.
pub(crate) fn form(page: &Answer) -> Form {
    page.form_with_button("save")
}

pub(crate) async fn save(browser: &mut Browser<'_>, form: &Form) -> Answer {
    browser.submit_and_follow(form, "save").await
}

#[tokio::test]
async fn a_user_edits_the_profile_and_an_event_names_what_changed() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let before = events(&server).await.len();
    let filled = form(&page)
        .with("name", "  Alice Liddell ")
        .with("birthdate", "1852-05-04")
        .with("address.street_address", "Deanery\r\nChrist Church")
        .with("phone_number", "+441865276150");
    let page = save(&mut browser, &filled).await;
    assert!(page.text().contains("Your profile is saved"), "{}", page.show());
    let saved = user(&server).await;
    assert_eq!(saved.name.as_deref(), Some("Alice Liddell"), "without the blanks around it");
    assert_eq!(saved.birthdate.as_deref(), Some("1852-05-04"));
    assert_eq!(saved.address.unwrap().street_address.as_deref(), Some("Deanery\nChrist Church"));
    assert!(!saved.phone_number_verified, "al4");
    let stored = events(&server).await.split_off(before);
    assert_eq!(stored.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(), ["user.edited"]);
    let activity = browser.get("/account/activity").await;
    assert!(activity.text().contains("You changed your profile."), "{}", activity.show());
    assert!(activity.text().contains("Full name"), "{}", activity.show());

    // Saved again without a difference, and emptied.
    let page = browser.get(PAGE).await;
    let unchanged = form(&page).with("address.street_address", "Deanery\r\nChrist Church");
    save(&mut browser, &unchanged).await;
    assert_eq!(events(&server).await.len(), before + 1, "nothing changed");
    save(&mut browser, &unchanged.with("name", " ").with("birthdate", "")).await;
    let emptied = user(&server).await;
    assert_eq!((emptied.name, emptied.birthdate), (None, None));
    assert_eq!(emptied.email.as_deref(), Some("alice@example.org"));
}

#[tokio::test]
async fn values_in_a_wrong_form_are_marked_and_nothing_is_saved() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let long = "x".repeat(201);
    for (claim, value) in [
        ("birthdate", "4 May 1852"),
        ("website", "javascript:alert(1)"),
        ("zoneinfo", "../etc/passwd"),
        ("locale", "english please"),
        ("name", long.as_str()),
        ("nickname", "with a\u{7}bell"),
    ] {
        let filled = form(&page).with("given_name", "Alice").with(claim, value);
        let answer = browser.submit(&filled, "save").await;
        assert_eq!(answer.status, 200, "{claim}: {}", answer.show());
        assert!(answer.text().contains("<title>Error: "), "u16: {claim}");
        assert_eq!(answer.text().matches("aria-invalid=\"true\"").count(), 1, "{claim}: {}", answer.show());
        assert_eq!(form(&answer).field("given_name"), Some("Alice"), "what was typed stays");
    }
    assert_eq!(user(&server).await.given_name, None);
}

/// Decision 0015: an edit counts only over the revision that was read.
#[tokio::test]
async fn a_form_from_before_another_edit_overwrites_nothing() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let (first, second) = (form(&page).with("name", "First"), form(&page).with("nickname", "Second"));
    save(&mut browser, &first).await;
    let answer = browser.submit(&second, "save").await;
    assert!(answer.text().contains("Your account was changed meanwhile"), "{}", answer.show());
    assert_eq!(form(&answer).field("name"), Some("First"), "the present values");
    assert_eq!(user(&server).await.nickname, None);
}

#[tokio::test]
async fn al4_a_user_edits_no_name_to_sign_in_no_role_and_nothing_verified() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let before = user(&server).await;
    let all = "username email email_verified phone_number_verified roles picture disabled name";
    let mut filled = form(&page).with("fields", all).with("name", "Alice");
    for (name, value) in [
        ("username", "root"),
        ("email", "root@example.org"),
        ("email_verified", "true"),
        ("phone_number_verified", "true"),
        ("roles", "admin"),
        ("picture", "https://evil.example/"),
        ("disabled", "false"),
    ] {
        filled = filled.with(name, value);
    }
    save(&mut browser, &filled).await;
    let after = user(&server).await;
    let name = Some("Alice".to_owned());
    let expected = User { name, updated_at: after.updated_at, revision: after.revision, ..before };
    assert_eq!(after, expected);
}

/// A form of an older version has fewer fields: what it does not have stays.
#[tokio::test]
async fn a_form_changes_only_the_fields_that_it_has() {
    let server = server().await;
    let before = user(&server).await;
    let address = Address { formatted: Some("Oxford".to_owned()), ..Address::default() };
    let known = User {
        nickname: Some("Al".to_owned()),
        picture: Some("https://example.org/a.png".to_owned()),
        address: Some(Box::new(address.clone())),
        ..before.clone()
    };
    server.replace_user(&before, known).await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let short = form(&page).with("fields", "name").with("name", "Alice").with("nickname", "");
    save(&mut browser, &short).await;
    let after = user(&server).await;
    assert_eq!((after.name.as_deref(), after.nickname.as_deref()), (Some("Alice"), Some("Al")));
    assert_eq!(
        (after.picture.as_deref(), after.address.as_deref()),
        (Some("https://example.org/a.png"), Some(&address))
    );
    let page = browser.get(PAGE).await;
    save(&mut browser, &form(&page).with("address.locality", "London")).await;
    let address = user(&server).await.address.unwrap();
    assert_eq!((address.locality.as_deref(), address.formatted), (Some("London"), None));
}

#[tokio::test]
async fn st4_a_form_of_another_site_or_browser_changes_no_profile() {
    let server = server().await;
    let (mut browser, mut other) = (server.browser(), server.browser());
    sign_in(&mut other, "/login", "alice").await;
    let page = sign_in(&mut browser, PAGE, "alice").await;
    let filled = form(&page).with("name", "Mallory");
    let fields: Vec<_> = filled.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let foreign = browser.post_form_with(PAGE, &fields, &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(foreign.status, 400);
    assert_eq!(other.submit(&filled, "save").await.status, 400);
    assert_eq!(user(&server).await.name, None);
}
