//! Webhooks through the API.

use serde_json::{Value, json};
use valetkey_authorization_server::event::EventKind;

use crate::{
    matrix::ALL,
    office::{Ask, Office, office, problem},
};

async fn with<'a>(office: &'a Office, name: &str, permissions: &[&str]) -> Ask<'a> {
    let role = office.role(name, permissions, None).await;
    office.machine(name, "admin", &[&role]).await
}

fn crm() -> Value {
    json!({ "name": "crm", "url": "https://crm.example/hooks", "kinds": ["user"] })
}

#[tokio::test]
async fn se4_the_secret_of_a_webhook_is_shown_once_and_rotated() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    let added = ask.post("/webhooks", Some(crm())).await;
    assert_eq!(added.status, 201, "{}", added.show());
    let first = added.json()["secret"].as_str().unwrap().to_owned();
    assert!(first.starts_with("whsec_"));

    let path = "/webhooks/crm/rotate-secret";
    for (body, field) in [
        (json!({ "keep_old_for": -1 }), "keep_old_for"),
        (json!({ "keep_old_for": 2_592_001 }), "keep_old_for"),
        (json!({ "secret": "mine" }), "secret"),
    ] {
        assert_eq!(problem(&ask.post(path, Some(body)).await, 400)["field"], field);
    }
    let rotated = ask.post(path, Some(json!({ "keep_old_for": 60 }))).await;
    assert_eq!(rotated.status, 200, "{}", rotated.show());
    let second = rotated.json()["secret"].as_str().unwrap().to_owned();
    assert!(second != first && rotated.json()["old_secret_until"].is_i64(), "{}", rotated.show());
    let at_once = ask.post(path, Some(json!({ "keep_old_for": 0 }))).await.json();
    assert_eq!(at_once["old_secret_until"], Value::Null);

    for path in ["/webhooks", "/webhooks/crm", "/events"] {
        let answer = ask.get(path).await;
        let text = answer.text();
        assert!(!text.contains(&first) && !text.contains(&second) && !text.contains("whsec"), "{text}");
    }
}

#[tokio::test]
async fn a_webhook_is_edited_replayed_and_removed() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    assert_eq!(ask.post("/webhooks", Some(crm())).await.status, 201);
    let edited = ask.patch("/webhooks/crm", json!({ "kinds": [], "personal": true })).await.json();
    assert_eq!((&edited["kinds"], &edited["personal"]), (&json!([]), &json!(true)));
    problem(&ask.request("PATCH", "/webhooks/crm", &[("if-match", "\"1\"")], Some(json!({}))).await, 412);

    let event = office.last_event(&EventKind::WebhookEdited).await.id;
    let replayed = ask.post("/webhooks/crm/replay", Some(json!({ "event": event }))).await;
    assert_eq!((replayed.status, replayed.json()), (200, json!({ "messages": 1 })), "{}", replayed.show());
    let shown = ask.get("/webhooks/crm").await.json();
    assert_eq!(shown["messages"][0]["event"], event.to_string());
    let none = ask.post("/webhooks/crm/replay", Some(json!({ "given_up": true }))).await;
    assert_eq!(none.json(), json!({ "messages": 0 }));
    let unknown = "00000000-0000-7000-8000-000000000000";
    for body in [
        json!({}),
        json!({ "given_up": false }),
        json!({ "given_up": true, "event": event }),
        json!({ "event": unknown }),
    ] {
        let document = problem(&ask.post("/webhooks/crm/replay", Some(body.clone())).await, 400);
        assert_eq!(document["field"], "event", "{body}: {document}");
    }
    assert_eq!(ask.delete("/webhooks/crm").await.status, 204);
    problem(&ask.get("/webhooks/crm").await, 404);
}

#[tokio::test]
async fn a_refused_member_of_a_webhook_is_named_and_readers_change_none() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    assert_eq!(ask.post("/webhooks", Some(crm())).await.status, 201);
    for (body, field) in [
        (json!({ "url": "https://crm.example" }), "name"),
        (json!({ "name": "other" }), "url"),
        (json!({ "name": "crm", "url": "https://crm.example" }), "name"),
        (json!({ "name": "CRM", "url": "https://crm.example" }), "name"),
        (json!({ "name": "other", "url": "http://crm.example" }), "url"),
        (json!({ "name": "other", "url": "https://crm.example", "kinds": ["nonsense"] }), "kinds"),
        (json!({ "name": "other", "url": "https://crm.example", "secret": "x" }), "secret"),
    ] {
        let document = problem(&ask.post("/webhooks", Some(body.clone())).await, 400);
        assert_eq!(document["field"], field, "{body}: {document}");
    }
    let named = ask.patch("/webhooks/crm", json!({ "name": "other" })).await;
    assert_eq!(problem(&named, 400)["field"], "name");
    let reader = with(&office, "reader", &["events:read"]).await;
    assert_eq!(reader.get("/webhooks/crm").await.status, 200);
    problem(&reader.post("/webhooks", Some(crm())).await, 403);
    problem(&reader.patch("/webhooks/crm", json!({ "url": "https://evil.example" })).await, 403);
}

#[tokio::test]
async fn a_test_event_is_sent_at_once_and_the_answer_says_whether_it_arrived() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    assert_eq!(ask.post("/webhooks", Some(crm())).await.status, 201);
    let transport = &office.server().transport;
    let dry = ask.post("/webhooks/crm/test?dry_run=true", None).await;
    assert_eq!((dry.json()["dry_run"].as_bool(), transport.sent().len()), (Some(true), 0));
    let before = office.events().await.len();
    let arrived = ask.post("/webhooks/crm/test", None).await;
    assert_eq!((arrived.status, &arrived.json()["arrived"]), (200, &json!(true)), "{}", arrived.show());
    let sent = transport.sent();
    let body: Value = serde_json::from_slice(&sent[0].body).unwrap();
    assert_eq!((sent[0].url.as_str(), &body["type"]), ("https://crm.example/hooks", &json!("webhook.test")));
    let id = sent[0].headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("webhook-id")).unwrap();
    assert_eq!(arrived.json()["event"], id.1);
    for (status, reason) in
        [(302, "expected status 200 to 299, got 302"), (410, "expected status 200 to 299, got 410")]
    {
        transport.then(Ok(status));
        let failed = ask.post("/webhooks/crm/test", None).await.json();
        assert_eq!((&failed["arrived"], &failed["failure"]), (&json!(false), &json!(reason)));
    }
    assert_eq!(office.events().await.len(), before, "a test is no event");
    assert_eq!(ask.get("/webhooks/crm").await.json()["messages"], json!([]));

    problem(&ask.post("/webhooks/crm/test", Some(json!({}))).await, 400);
    problem(&ask.request("POST", "/webhooks/crm/test", &[("if-match", "\"9\"")], None).await, 412);
    problem(&ask.post("/webhooks/other/test", None).await, 404);
    let reader = with(&office, "reader", &["events:read"]).await;
    problem(&reader.post("/webhooks/crm/test", None).await, 403);
    assert_eq!(transport.sent().len(), 3);
}
