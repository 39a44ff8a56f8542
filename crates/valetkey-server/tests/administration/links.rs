//! Links for users through the API.

use serde_json::json;
use valetkey_authorization_server::event::EventKind;

use crate::{
    matrix::ALL,
    office::{office, problem},
};

#[tokio::test]
async fn an_invitation_and_a_link_for_a_new_password_are_made() {
    let office = office().await;
    let everything = office.role("administrator", &ALL, None).await;
    let ask = office.machine("root", "admin", &[&everything]).await;
    let invited =
        ask.post("/invitations", Some(json!({ "email": "new@example.com", "language": "de" }))).await;
    assert_eq!(invited.status, 201, "{}", invited.show());
    // The test server sends no mail.
    assert_eq!(invited.json()["mailed"], false);
    let uri = invited.json()["link"]["uri"].as_str().unwrap().to_owned();
    assert!(uri.starts_with("https://id.example/invite"), "{uri}");
    let event = office.last_event(&EventKind::UserInvited).await;
    assert!(!format!("{event:?}").contains(&uri));
    for (body, field) in [
        (json!({ "email": "nobody" }), "email"),
        (json!({ "email": "new@example.com", "language": "xx" }), "language"),
        (json!({ "email": "new@example.com", "roles": ["admin"] }), "roles"),
    ] {
        assert_eq!(problem(&ask.post("/invitations", Some(body)).await, 400)["field"], field);
    }

    let bob = office.person("bob", &[], &[]).await;
    let link = ask.post(&format!("/users/{bob}/reset-link"), None).await;
    assert_eq!(link.status, 200, "{}", link.show());
    assert!(link.json()["uri"].as_str().unwrap().starts_with("https://id.example/"));
}

#[tokio::test]
async fn sc8_nobody_gets_a_link_for_an_administrator_with_more_permissions() {
    let office = office().await;
    let everything = office.role("administrator", &ALL, None).await;
    let boss = office.person("boss", &[], &[&everything]).await;
    let helper = office.role("helper", &["users:write"], None).await;
    let ask = office.machine("helper", "admin", &[&helper]).await;
    let before = office.events().await.len();
    problem(&ask.post(&format!("/users/{boss}/reset-link"), None).await, 403);
    assert_eq!(office.events().await.len(), before);
}
