//! Users in the console.

use valetkey_server::testing::Answer;

use crate::support::*;

#[tokio::test]
async fn a_list_is_searched_and_walked_with_the_filter_in_the_address() {
    let server = server().await;
    for number in 0..60 {
        server.add_user(&format!("user{number:02}"), PASSWORD).await;
    }
    let mut browser = server.browser();
    let all = sign_in(&mut browser, "/admin/users", "root").await;
    assert!(says(&all, "alice") && says(&all, "id=\"next\""), "{}", all.show());
    let form = all.forms().into_iter().find(|form| form.button("search").is_some()).unwrap();
    let found = browser.submit(&form.with("q", "user"), "search").await;
    assert!(says(&found, "user00") && !found.text().contains(">alice<"), "{}", found.show());
    let (_, next) = found.text().split_once("id=\"next\" href=\"").unwrap();
    let next = next.split_once('"').unwrap().0.replace("&#38;", "&");
    assert!(next.contains("q=user"), "{next}");
    let last = browser.get(&next).await;
    assert!(says(&last, "user59") && says(&last, "id=\"first\"") && !last.text().contains("id=\"next\""));
    assert!(says(&browser.get("/admin/users?q=nobody-at-all").await, "No such users"));
    assert_eq!(browser.get("/admin/users?after=x").await.status, 400);
    assert_eq!(browser.get("/admin/users/nobody").await.status, 404);
    assert_eq!(browser.get("/admin/users/user-alice/fly").await.status, 404);
}

#[tokio::test]
async fn disabling_says_what_it_ends_stores_its_event_and_shows_the_command() {
    let server = server().await;
    let mut phone = server.browser();
    sign_in(&mut phone, "/account", "alice").await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let page = browser.get("/admin/users/user-alice/disable").await;
    assert!(
        says(&page, "It ends 1 session.") && says(&page, "valetkey user disable alice"),
        "{}",
        page.show()
    );
    let done = browser.submit_and_follow(&page.form_with_button("confirm"), "confirm").await;
    assert!(says(&done, "alice is disabled.") && says(&done, "id=\"action-enable\""), "{}", done.show());
    assert!(user_called(&server, "alice").await.unwrap().disabled);
    assert!(phone.get("/account").await.location().starts_with("/login"));
    assert!(kinds(&server).await.contains(&"user.disabled".to_owned()));
    let twice = browser.submit(&page.form_with_button("confirm"), "confirm").await;
    assert!(says(&twice, "Somebody else changed this meanwhile"), "{}", twice.show());
    let enabled = confirm(&mut browser, "/admin/users/user-alice/enable").await;
    assert!(says(&enabled, "alice is enabled."), "{}", enabled.show());
}

#[tokio::test]
async fn the_second_of_two_administrators_sees_the_difference() {
    let server = server().await;
    let (mut one, mut other) = (server.browser(), server.browser());
    sign_in(&mut one, "/admin", "root").await;
    sign_in(&mut other, "/admin", "root").await;
    let edit = "/admin/users/user-alice/edit";
    let (first, second) = (one.get(edit).await, other.get(edit).await);
    let save = |page: &Answer, name: &str| page.form_with_button("save").with("name", name);
    let saved = one.submit_and_follow(&save(&first, "Alice One"), "save").await;
    assert!(says(&saved, "Alice One"), "{}", saved.show());
    let refused = other.submit(&save(&second, "Alice Two"), "save").await;
    assert!(says(&refused, "Somebody else changed this meanwhile"), "{}", refused.show());
    assert!(
        says(&refused, "now it is Alice One") && says(&refused, "value=\"Alice Two\""),
        "{}",
        refused.show()
    );
    assert_eq!(user_called(&server, "alice").await.unwrap().name.as_deref(), Some("Alice One"));
    // Seen, and decided again.
    let again = other.submit_and_follow(&refused.form_with_button("save"), "save").await;
    assert!(says(&again, "Alice Two"), "{}", again.show());
}

#[tokio::test]
async fn a_wrong_value_does_not_hide_the_change_of_another_administrator() {
    let server = server().await;
    let (mut one, mut other) = (server.browser(), server.browser());
    sign_in(&mut one, "/admin", "root").await;
    sign_in(&mut other, "/admin", "root").await;
    let edit = "/admin/users/user-alice/edit";
    let (first, second) = (one.get(edit).await, other.get(edit).await);
    let saved = first.form_with_button("save").with("name", "Alice One");
    one.submit_and_follow(&saved, "save").await;
    let wrong = other.submit(&second.form_with_button("save").with("username", "a b"), "save").await;
    assert!(says(&wrong, "This username has characters"), "{}", wrong.show());
    let corrected = wrong.form_with_button("save").with("username", "alice");
    let refused = other.submit(&corrected, "save").await;
    assert!(says(&refused, "Somebody else changed this meanwhile"), "{}", refused.show());
    assert_eq!(user_called(&server, "alice").await.unwrap().name.as_deref(), Some("Alice One"));
}

#[tokio::test]
async fn an_edit_names_the_field_that_is_wrong_and_stores_nothing() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let page = browser.get("/admin/users/user-alice/edit").await;
    for (field, value, words) in [
        ("username", "a b", "This username has characters"),
        ("username", "root", "Somebody has this username"),
        ("email", "alice", "This is not a mail address"),
    ] {
        let answer = browser.submit(&page.form_with_button("save").with(field, value), "save").await;
        assert!(says(&answer, words), "{field}={value}: {}", answer.show());
    }
    let same = browser.submit_and_follow(&page.form_with_button("save"), "save").await;
    assert!(says(&same, "Nothing changed"), "{}", same.show());
    assert!(!kinds(&server).await.contains(&"user.edited".to_owned()));
}

#[tokio::test]
async fn a_password_link_is_shown_to_its_administrator_and_works_once() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let page = browser.get("/admin/users/user-alice/reset-link").await;
    let answer = browser.submit(&page.form_with_button("confirm"), "confirm").await;
    let address = answer.location().to_owned();
    let shown = browser.follow(answer).await;
    let (_, link) = shown.text().split_once("<code id=\"link\">").unwrap();
    let link = link.split_once('<').unwrap().0.strip_prefix("https://id.example").unwrap().to_owned();
    assert!(kinds(&server).await.contains(&"user.link_made".to_owned()));
    let mut thief = server.browser();
    sign_in(&mut thief, "/admin", "root").await;
    let stolen = thief.open(&address).await;
    assert!(!stolen.text().contains("id=\"link\""), "in another browser: {}", stolen.show());
    assert!(says(&browser.open(&address).await, "id=\"link\""), "after a reload");
    let mut phone = server.browser();
    let choose = phone.get(&link).await.form_with_button("save").with("new_password", "a good long password");
    assert_eq!(phone.submit(&choose, "save").await.status, 303);
    assert_eq!(phone.get(&link).await.status, 410);
    server.advance(5 * 60);
    let later = browser.open(&address).await;
    assert!(!later.text().contains("id=\"link\""), "{}", later.show());
}

#[tokio::test]
async fn an_administrator_neither_disables_nor_removes_themselves() {
    let server = server().await;
    let mut browser = server.browser();
    let own = sign_in(&mut browser, "/admin/users/user-root", "root").await;
    assert!(
        says(&own, "Granted to the user") && !own.text().contains("id=\"action-disable\""),
        "{}",
        own.show()
    );
    for operation in ["disable", "remove"] {
        let page = browser.get(&format!("/admin/users/user-root/{operation}")).await;
        let answer = browser.submit(&page.form_with_button("confirm"), "confirm").await;
        assert_eq!(answer.status, 403, "{operation}: {}", answer.show());
    }
    assert!(user_called(&server, "root").await.is_some_and(|root| !root.disabled));
}

#[tokio::test]
async fn an_invitation_without_a_mail_server_is_handed_over() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, "/admin/invitation", "root").await;
    let wrong = browser.submit(&page.form_with_button("save").with("email", "ada"), "save").await;
    assert!(says(&wrong, "This is not a mail address"), "{}", wrong.show());
    let invite = page.form_with_button("save").with("email", "ada@example.org");
    let shown = browser.submit_and_follow(&invite, "save").await;
    assert!(says(&shown, "https://id.example/invite?token="), "{}", shown.show());
    assert!(kinds(&server).await.contains(&"user.invited".to_owned()));
}

#[tokio::test]
async fn roles_are_granted_and_taken_away_but_not_the_own_permissions() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, "/admin/users/user-alice/roles", "root").await;
    let form = page.forms().into_iter().find(|form| form.button("grant-1").is_some()).unwrap();
    let granted = browser.submit_and_follow(&form, "grant-1").await;
    assert!(says(&granted, "The role root-role is granted."), "{}", granted.show());
    let mut alice = server.browser();
    assert!(says(&sign_in(&mut alice, "/admin", "alice").await, "There is more than one administrator"));
    let twice = browser.submit_and_follow(&form, "grant-1").await;
    assert!(says(&twice, "Nothing changed"), "{}", twice.show());
    let own = browser.get("/admin/users/user-root/roles").await;
    assert!(!own.text().contains("take-away-1"), "{}", own.show());
    let (role, state) = (form.field("role").unwrap(), form.field("form_state").unwrap());
    let forged = [("role", role), ("form_state", state), ("action", "take-away")];
    assert_eq!(browser.post_form("/admin/users/user-root/roles", &forged).await.status, 403);
    let taken = browser.get("/admin/users/user-alice/roles").await;
    let form = taken.forms().into_iter().find(|form| form.button("take-away-1").is_some()).unwrap();
    let taken = browser.submit_and_follow(&form, "take-away-1").await;
    assert!(says(&taken, "The role root-role is taken away."), "{}", taken.show());
    assert_eq!(alice.get("/admin").await.status, 403);
    server.advance(6 * 60);
    assert!(browser.get("/admin/users/user-alice/roles").await.location().starts_with("/login?"));
}
