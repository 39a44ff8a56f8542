//! The preview of tokens in the console.

use valetkey_accounts::User;
use valetkey_administration::{
    permission::{Area, Permission, Permissions},
    role::RoleSettings,
};
use valetkey_authorization_server::event::{Actor, EventKind};
use valetkey_server::testing::{Answer, Browser, TestServer};
use valetkey_types::{ClientId, UserId};

use crate::support::*;

/// Registers an application that may ask for roles and groups. Returns its identifier.
async fn notes(server: &TestServer, browser: &mut Browser<'_>) -> String {
    let shown = register(browser, "Notes", "web", "https://notes.example/cb").await;
    let id = code(&shown, "client-id");
    let client = server.storage.client(&server.server.tenant, &ClientId::new(&id)).await.unwrap().unwrap();
    let mut client = (*client).clone();
    client.scope = "openid profile email roles groups".parse().unwrap();
    server.apply(vec![valetkey_authorization_server::Change::ReplaceClient(Box::new(client))]).await;
    server.advance(2);
    id
}

async fn preview(browser: &mut Browser<'_>, id: &str, username: &str, without: &[&str]) -> Answer {
    let page = browser.open(&format!("/admin/applications/{id}/preview")).await;
    let mut form = page.form_with_button("preview").with("username", username);
    form.fields.retain(|(field, _)| !without.iter().any(|scope| *field == format!("scope:{scope}")));
    browser.submit_and_follow(&form, "preview").await
}

#[tokio::test]
async fn each_claim_has_its_value_and_its_reason_and_an_event_says_who_looked() {
    let server = server().await;
    let editor = add_role(&server, "editor", RoleSettings::default()).await;
    let staff = add_group(&server, "staff", None, &[editor]).await;
    let support = add_group(&server, "support", Some(staff), &[]).await;
    let before = user_called(&server, "alice").await.unwrap();
    let named = User { name: Some("Alice A".to_owned()), roles: vec!["beta".to_owned()], ..before.clone() };
    server.replace_user(&before, named).await;
    join(&server, "alice", &[support]).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let id = notes(&server, &mut browser).await;
    assert!(says(&browser.get(&format!("/admin/applications/{id}")).await, "id=\"preview\""));

    let shown = preview(&mut browser, &id, "ALICE", &[]).await;
    for words in [
        "What Notes gets about alice",
        "Every user may.",
        "&#34;Alice A&#34;",
        "opened by the scope profile",
        "[&#34;beta&#34;,&#34;editor&#34;]",
        "editor: from the group support &#60; staff",
        "beta: on the record of the user, by name",
        "[&#34;staff&#34;,&#34;support&#34;]",
        "support: given to the user",
        "id=\"access-token\"",
        "id=\"userinfo\"",
        "From the sign-in of the user",
    ] {
        assert!(says(&shown, words), "{words}: {}", shown.show());
    }
    let events = events_of(&server, &EventKind::UserClaimsPreviewed).await;
    let [event] = events.as_slice() else { panic!("{events:?}") };
    let root = user_called(&server, "root").await.unwrap().id;
    assert_eq!(event.actor, Actor::User { id: root });
    assert_eq!(event.subject, Some(UserId::new("user-alice")));
    assert_eq!(event.client_id.as_ref().map(|id| id.as_str()), Some(id.as_str()));
    for started in [EventKind::ConsentGiven, EventKind::SignedIn] {
        let about = events_of(&server, &started).await;
        assert!(about.iter().all(|event| event.subject != Some(UserId::new("user-alice"))), "{started}");
    }

    let narrow = preview(&mut browser, &id, "alice", &["profile", "roles", "groups"]).await;
    assert!(says(&narrow, "<code>email openid</code>"), "{}", narrow.show());
    for hidden in ["Alice A", "editor", "staff"] {
        assert!(!narrow.text().contains(hidden), "{hidden}: {}", narrow.show());
    }
    let bare = preview(&mut browser, &id, "alice", &["openid"]).await;
    assert!(says(&bare, "There is none without the scope openid."), "{}", bare.show());
}

#[tokio::test]
async fn a_refusal_is_shown_in_the_place_of_claims() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let id = notes(&server, &mut browser).await;
    confirm(&mut browser, "/admin/users/user-alice/disable").await;
    let refused = preview(&mut browser, &id, "alice", &[]).await;
    assert!(
        says(&refused, "Nothing would be issued: expected an enabled user, got a disabled user."),
        "{}",
        refused.show()
    );
    assert!(!refused.text().contains("id=\"id-token\""), "{}", refused.show());
    let service = code(&register(&mut browser, "Backup", "service", "").await, "client-id");
    let refused = preview(&mut browser, &service, "root", &[]).await;
    assert!(says(&refused, "Nothing would be issued: expected client_credentials"), "{}", refused.show());
}

#[tokio::test]
async fn only_users_that_the_administrator_sees_are_previewed() {
    let server = server().await;
    let team = add_group(&server, "team", None, &[]).await;
    server.add_user("bob", PASSWORD).await;
    join(&server, "bob", &[team]).await;
    let both = [Permission::read(Area::Clients), Permission::read(Area::Users)];
    let limited = RoleSettings {
        permissions: Permissions::from_iter([both[1]]),
        limited_to_group: Some(team),
        ..RoleSettings::default()
    };
    let helper = add_administrator_with(&server, "helper", limited).await;
    let reads = RoleSettings { permissions: Permissions::from_iter([both[0]]), ..RoleSettings::default() };
    let reads = add_role(&server, "reads-clients", reads).await;
    let granted_roles = helper.granted_roles.iter().copied().chain([reads]).collect();
    server.replace_user(&helper, User { granted_roles, ..helper.clone() }).await;
    for (name, permission) in [("clerk", both[0]), ("warden", both[1])] {
        add_administrator(&server, name, Permissions::from_iter([permission])).await;
    }
    let mut root = server.browser();
    sign_in(&mut root, "/admin", "root").await;
    let id = notes(&server, &mut root).await;
    let path = format!("/admin/applications/{id}/preview");
    for name in ["clerk", "warden"] {
        let mut browser = server.browser();
        assert_eq!(sign_in(&mut browser, &path, name).await.status, 403, "{name}");
        assert_eq!(browser.get(&format!("{path}/claims")).await.status, 403, "{name}");
    }
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "helper").await;
    for unseen in ["alice", "nobody", ""] {
        let unknown = preview(&mut browser, &id, unseen, &[]).await;
        assert!(says(&unknown, "You can see no user"), "{unseen}: {}", unknown.show());
    }
    assert!(events_of(&server, &EventKind::UserClaimsPreviewed).await.is_empty());
    assert!(says(&preview(&mut browser, &id, "bob", &[]).await, "What Notes gets about bob"));
}

#[tokio::test]
async fn the_address_of_a_preview_works_for_its_administrator_and_application_for_five_minutes() {
    let server = server().await;
    add_administrator(&server, "second", Permissions::all()).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/admin", "root").await;
    let id = notes(&server, &mut browser).await;
    let other = code(&register(&mut browser, "Wiki", "web", "https://wiki.example/cb").await, "client-id");
    let path = format!("/admin/applications/{id}/preview");
    let page = browser.get(&path).await;
    let form = page.form_with_button("preview").with("username", "alice");
    let address = browser.submit(&form, "preview").await.location().to_owned();
    assert!(says(&browser.get(&address).await, "What Notes gets about alice"));
    let elsewhere = browser.get(&address.replace(&id, &other)).await;
    assert_eq!(elsewhere.status, 400, "{}", elsewhere.show());
    let mut second = server.browser();
    sign_in(&mut second, "/admin", "second").await;
    for shown in [second.get(&address).await, browser.get(&format!("{path}/claims")).await] {
        assert_eq!(shown.location(), path, "{}", shown.show());
    }
    server.advance(301);
    assert_eq!(browser.get(&address).await.location(), path);
}
