//! Providers through the API.

use serde_json::{Value, json};
use valetkey_authorization_server::event::EventKind;

use crate::{
    matrix::ALL,
    office::{Ask, Office, office, problem},
};

const SECRET_TEXT: &str = "a-secret-of-the-provider";

async fn with<'a>(office: &'a Office, name: &str, permissions: &[&str]) -> Ask<'a> {
    let role = office.role(name, permissions, None).await;
    office.machine(name, "admin", &[&role]).await
}

fn github() -> Value {
    json!({ "name": "github", "client_id": "Iv1.abc", "client_secret": SECRET_TEXT })
}

#[tokio::test]
async fn se4_a_provider_is_added_edited_and_removed_and_no_answer_and_no_event_has_its_secret() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    let group = office.group("crew", None, &[]).await;
    let added = ask.post("/providers", Some(github())).await;
    assert_eq!(added.status, 201, "{}", added.show());
    let provider = added.json();
    assert_eq!(
        (&provider["preset"], &provider["first_sign_in"], &provider["has_client_secret"]),
        (&json!("github"), &json!("link"), &json!(true))
    );
    assert_eq!(provider["redirect_uri"], "https://id.example/login/provider/github/callback");

    let change = json!({ "client_secret": "another-secret", "domains": ["Example.com"], "sign_out": "offer",
        "groups": [{ "group": group, "pointer": "/teams", "value": "crew" }], "claims_set": "each" });
    let edited = ask.patch("/providers/github", change).await;
    assert_eq!(edited.status, 200, "{}", edited.show());
    let provider = edited.json();
    assert_eq!((&provider["domains"], &provider["claims_set"]), (&json!(["example.com"]), &json!("each")));
    assert_eq!(provider["groups"][0]["group"], group.to_string());
    let event = office.last_event(&EventKind::IdentityProviderEdited).await;
    assert!(event.changed.iter().any(|change| change.field == "client_secret" && change.after == "replaced"));

    let disabled = ask.patch("/providers/github", json!({ "disabled": true })).await.json();
    assert_eq!(disabled["disabled"], true);
    let (list, events) = (ask.get("/providers").await, ask.get("/events").await);
    let shown = [added.text(), edited.text(), list.text(), events.text()];
    for text in shown {
        assert!(!text.contains(SECRET_TEXT) && !text.contains("another-secret"), "{text}");
    }
    assert_eq!(ask.delete("/providers/github").await.status, 204);
    problem(&ask.get("/providers/github").await, 404);
    assert_eq!(ask.get("/providers").await.json()["items"], json!([]));
}

#[tokio::test]
async fn sc8_only_an_administrator_with_every_permission_of_the_tenant_changes_a_provider() {
    let office = office().await;
    let root = with(&office, "root", &ALL).await;
    assert_eq!(root.post("/providers", Some(github())).await.status, 201);
    let ask = with(&office, "providers", &["providers:write"]).await;
    assert_eq!(ask.get("/providers/github").await.status, 200, "writing includes reading");
    let other = json!({ "name": "mine", "preset": "openid", "client_id": "x",
        "variables": { "issuer": "https://evil.example" } });
    for answer in [
        ask.post("/providers", Some(other)).await,
        ask.patch("/providers/github", json!({ "client_id": "y" })).await,
        ask.delete("/providers/github").await,
    ] {
        let document = problem(&answer, 403);
        assert!(document["detail"].as_str().unwrap().contains("users:write"), "{document}");
    }
    assert_eq!(root.get("/providers/github").await.json()["client_id"], "Iv1.abc");
}

#[tokio::test]
async fn a_provider_that_the_server_could_not_use_is_refused_by_its_field() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    assert_eq!(ask.post("/providers", Some(github())).await.status, 201);
    let unknown = "00000000-0000-7000-8000-000000000000";
    for (change, field) in [
        (json!({ "name": "GitHub" }), "name"),
        (json!({ "name": "github" }), "name"),
        (json!({ "name": null }), "name"),
        (json!({ "client_id": null }), "client_id"),
        (json!({ "client_id": "a b" }), "client_id"),
        (json!({ "client_secret": "two\nlines" }), "client_secret"),
        (json!({ "preset": "nonsense" }), "preset"),
        (json!({ "preset": "keycloak" }), "variables"),
        (json!({ "preset": "google", "scope": "email" }), "scope"),
        (json!({ "simulator": "http://localhost:9000" }), "simulator"),
        (json!({ "first_sign_in": "always" }), "first_sign_in"),
        (json!({ "domains": ["@example.com"] }), "domains"),
        (json!({ "claims": { "sub": "/id" } }), "claims"),
        (json!({ "groups": [{ "group": unknown, "pointer": "/teams", "value": "x" }] }), "groups"),
        (json!({ "sign_out": "everywhere" }), "sign_out"),
        (json!({ "secret": "x" }), "secret"),
    ] {
        let mut body = json!({ "name": "other", "preset": "github", "client_id": "x", "client_secret": "s" });
        for (member, value) in change.as_object().unwrap() {
            body[member] = value.clone();
        }
        let document = problem(&ask.post("/providers", Some(body)).await, 400);
        assert_eq!(document["field"], field, "{change}: {document}");
        assert!(!document.to_string().contains("two\\nlines"), "{document}");
    }
    for (change, field) in [
        (json!({ "name": "other" }), "name"),
        (json!({ "preset": "google" }), "preset"),
        (json!({ "scope": "two words\u{7}" }), "scope"),
    ] {
        let document = problem(&ask.patch("/providers/github", change.clone()).await, 400);
        assert_eq!(document["field"], field, "{change}: {document}");
    }
    assert_eq!(ask.get("/providers").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_edit_of_a_provider_needs_the_entity_tag_of_the_stored_revision() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    let added = ask.post("/providers", Some(github())).await;
    let tag = added.header("etag").unwrap().to_owned();
    let body = || Some(json!({ "position": 3 }));
    problem(&ask.request("PATCH", "/providers/github", &[], body()).await, 428);
    let edited = ask.request("PATCH", "/providers/github", &[("if-match", &tag)], body()).await;
    assert_eq!(edited.status, 200, "{}", edited.show());
    let body = Some(json!({ "position": 4 }));
    let document =
        problem(&ask.request("PATCH", "/providers/github", &[("if-match", &tag)], body).await, 412);
    assert_eq!(document["etag"], edited.header("etag").unwrap());
    problem(&ask.request("DELETE", "/providers/github", &[("if-match", &tag)], None).await, 412);
    assert_eq!(ask.get("/providers/github").await.json()["position"], 3);
}
