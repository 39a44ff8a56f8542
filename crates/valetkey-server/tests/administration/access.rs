//! Sessions, applications with access, and events.

use serde_json::json;
use valetkey_authorization_server::event::EventKind;

use crate::office::{office, problem};

#[tokio::test]
async fn sessions_and_access_of_a_user_are_listed_and_ended() {
    let office = office().await;
    let role = office.role("helpdesk", &["users:write"], None).await;
    let ask = office.machine("helpdesk", "admin", &[&role]).await;
    office.0.tokens("app").await;
    let sessions = ask.get("/users/user-ada/sessions").await.json();
    let sid = sessions["items"][0]["sid"].as_str().unwrap().to_owned();
    assert_eq!(sessions["items"][0]["amr"], json!(["pwd"]));
    let path = format!("/users/user-ada/sessions/{sid}");
    assert_eq!(ask.delete(&format!("{path}?dry_run=true")).await.json()["events"], json!(["session.ended"]));
    assert_eq!(ask.delete(&path).await.status, 204);
    problem(&ask.delete(&path).await, 404);
    assert_eq!(ask.get("/users/user-ada/sessions").await.json()["items"], json!([]));
    office.last_event(&EventKind::SignedOut).await;

    let applications = ask.get("/users/user-ada/applications").await.json();
    let names: Vec<&str> = applications["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["client_id"].as_str().unwrap())
        .collect();
    assert!(names.contains(&"app") && names.contains(&"panel"), "{names:?}");
    assert_eq!(ask.delete("/users/user-ada/applications/app").await.status, 204);
    problem(&ask.delete("/users/user-ada/applications/app").await, 404);
    problem(&ask.get("/users/nobody/sessions").await, 404);
    problem(&ask.delete("/users/user-ada/sessions/nonsense").await, 404);
}

#[tokio::test]
async fn events_are_listed_from_the_newest_on_with_filters() {
    let office = office().await;
    let role = office.role("auditor", &["events:read", "users:write"], None).await;
    let ask = office.machine("auditor", "admin", &[&role]).await;
    let bob = office.person("bob", &[], &[]).await;
    for action in ["disable", "enable", "disable", "enable"] {
        assert_eq!(ask.post(&format!("/users/{bob}/{action}"), None).await.status, 200);
        office.server().advance(10);
    }
    let kinds = |part: &serde_json::Value| -> Vec<String> {
        part["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["kind"].as_str().unwrap().to_owned())
            .collect()
    };
    let all = ask.get(&format!("/events?user={bob}")).await.json();
    assert_eq!(kinds(&all), ["user.enabled", "user.disabled", "user.enabled", "user.disabled"]);
    assert_eq!(all["items"][0]["actor"], json!({ "kind": "client", "id": "auditor" }));
    let first = ask.get(&format!("/events?user={bob}&kind=user.disabled&limit=1")).await.json();
    assert_eq!(kinds(&first), ["user.disabled"]);
    let next = first["next"].as_str().unwrap();
    let second = ask.get(&format!("/events?user={bob}&kind=user.disabled&limit=1&after={next}")).await.json();
    assert_eq!(kinds(&second), ["user.disabled"]);
    assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
    let since = all["items"][1]["at"].as_i64().unwrap();
    assert_eq!(
        kinds(&ask.get(&format!("/events?kind=user&since={since}")).await.json()),
        ["user.enabled", "user.disabled"]
    );
    assert_eq!(problem(&ask.get("/events?since=yesterday").await, 400)["field"], "since");
}
