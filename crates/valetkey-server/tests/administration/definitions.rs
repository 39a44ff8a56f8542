//! Scopes and attributes through the API.

use serde_json::{Value, json};
use valetkey_authorization_server::event::EventKind;

use crate::{
    matrix::ALL,
    office::{Ask, Office, office, problem},
};

/// Returns an administrator with these permissions.
async fn with<'a>(office: &'a Office, name: &str, permissions: &[&str]) -> Ask<'a> {
    let role = office.role(name, permissions, None).await;
    office.machine(name, "admin", &[&role]).await
}

async fn added(ask: &Ask<'_>, path: &str, body: Value) -> Value {
    let answer = ask.post(path, Some(body)).await;
    assert_eq!(answer.status, 201, "{}", answer.show());
    assert_eq!(answer.header("etag"), Some("\"1\""));
    assert!(answer.header("location").unwrap().starts_with("https://id.example/admin/api/v1/"));
    answer.json()
}

#[tokio::test]
async fn a_scope_and_an_attribute_are_added_listed_edited_and_removed() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    let scope = json!({ "scope": "company", "descriptions": { "en": "See where you work" } });
    let scope = added(&ask, "/scopes", scope).await;
    assert_eq!((&scope["standard"], &scope["writes"]), (&json!(false), &Value::Null));
    let attribute = json!({ "attribute": "shirt", "type": "one-of", "choices": ["S", "M"], "claim": "shirt",
        "add_to_scopes": ["company"] });
    let attribute = added(&ask, "/attributes", attribute).await;
    assert_eq!(
        (&attribute["scopes"], &attribute["seen_by"], &attribute["edited_by"]),
        (&json!(["company"]), &json!("user"), &json!("administrator"))
    );
    assert_eq!(ask.get("/scopes/company").await.json()["claims"], json!(["shirt"]));

    let edited =
        ask.patch("/attributes/shirt", json!({ "choices": ["S", "M", "L"], "required": true })).await;
    assert_eq!(edited.status, 200, "{}", edited.show());
    let edited = edited.json();
    assert_eq!((&edited["choices"][2], &edited["required"]), (&json!("L"), &json!(true)));
    let edited = ask.patch("/scopes/company", json!({ "claims": [], "writes": true })).await.json();
    assert_eq!((&edited["claims"], &edited["writes"]), (&json!([]), &json!(true)));
    let edited = ask.patch("/scopes/company", json!({ "writes": null })).await.json();
    assert_eq!(edited["writes"], Value::Null);
    let event = office.last_event(&EventKind::ScopeEdited).await;
    assert!(event.changed.iter().any(|change| change.field == "writes"), "{event:?}");

    added(&ask, "/scopes", json!({ "scope": "email", "descriptions": { "en": "Write to you" } })).await;
    let first = ask.get("/scopes?limit=1").await.json();
    assert_eq!(first["items"][0]["scope"], "company");
    let rest = ask.get(&format!("/scopes?limit=1&after={}", first["next"].as_str().unwrap())).await.json();
    assert_eq!((&rest["items"][0]["scope"], &rest["next"]), (&json!("email"), &Value::Null));

    for path in ["/attributes/shirt", "/scopes/company"] {
        assert_eq!(ask.delete(path).await.status, 204);
        problem(&ask.get(path).await, 404);
    }
    assert_eq!(ask.get("/attributes").await.json()["items"], json!([]));
}

#[tokio::test]
async fn an_edit_needs_the_entity_tag_of_the_stored_revision() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    added(&ask, "/scopes", json!({ "scope": "company" })).await;
    added(&ask, "/attributes", json!({ "attribute": "department" })).await;
    for (path, change) in [
        ("/scopes/company", json!({ "writes": true })),
        ("/attributes/department", json!({ "required": true })),
    ] {
        problem(&ask.request("PATCH", path, &[], Some(change.clone())).await, 428);
        let wrong = ask.request("PATCH", path, &[("if-match", "\"7\"")], Some(change.clone())).await;
        let document = problem(&wrong, 412);
        assert_eq!(document["etag"], "\"1\"", "{document}");
        assert!(document["changed"].as_array().unwrap().len() > 1, "{document}");
        let tag = ask.get(path).await.header("etag").unwrap().to_owned();
        let right = ask.request("PATCH", path, &[("if-match", &tag)], Some(change)).await;
        assert_eq!((right.status, right.header("etag")), (200, Some("\"2\"")), "{}", right.show());
        problem(&ask.request("DELETE", path, &[("if-match", &tag)], None).await, 412);
    }
}

#[tokio::test]
async fn a_refused_member_is_named() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    added(&ask, "/scopes", json!({ "scope": "company" })).await;
    added(&ask, "/attributes", json!({ "attribute": "department" })).await;
    let of_scopes = [
        (json!({ "claims": [] }), "scope"),
        (json!({ "scope": "two words" }), "scope"),
        (json!({ "scope": "company" }), "scope"),
        (json!({ "scope": "new", "claims": ["nonsense"] }), "claims"),
        (json!({ "scope": "email", "claims": ["birthdate"] }), "claims"),
        (json!({ "scope": "new", "descriptions": { "en": "a\nb" } }), "descriptions"),
        (json!({ "scope": "new", "colour": 1 }), "colour"),
    ];
    let of_attributes = [
        (json!({}), "attribute"),
        (json!({ "attribute": "Department" }), "attribute"),
        (json!({ "attribute": "department" }), "attribute"),
        (json!({ "attribute": "new", "type": "colour" }), "type"),
        (json!({ "attribute": "new", "type": "one-of" }), "choices"),
        (json!({ "attribute": "new", "claim": "roles" }), "claim"),
        (json!({ "attribute": "new", "claim": "birthdate" }), "claim"),
        (json!({ "attribute": "new", "seen_by": "everybody" }), "seen_by"),
        (json!({ "attribute": "new", "seen_by": "nobody" }), "edited_by"),
        (json!({ "attribute": "new", "add_to_scopes": ["company"] }), "scopes"),
        (json!({ "attribute": "new", "claim": "new", "add_to_scopes": ["none"] }), "scopes"),
        (json!({ "attribute": "new", "values": [] }), "values"),
    ];
    let of_scopes = of_scopes.into_iter().map(|case| ("/scopes", case));
    let of_attributes = of_attributes.into_iter().map(|case| ("/attributes", case));
    for (path, (body, field)) in of_scopes.chain(of_attributes) {
        let document = problem(&ask.post(path, Some(body.clone())).await, 400);
        assert_eq!(document["field"], field, "{body}: {document}");
    }
    for (path, body, field) in [
        ("/scopes/company", json!({ "scope": "other" }), "scope"),
        ("/attributes/department", json!({ "type": "date" }), "type"),
        ("/attributes/department", json!({ "claim": "other" }), "claim"),
        ("/attributes/department", json!({ "choices": ["A"] }), "choices"),
    ] {
        let document = problem(&ask.patch(path, body.clone()).await, 400);
        assert_eq!(document["field"], field, "{body}: {document}");
    }
    assert_eq!(ask.get("/scopes").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn sc8_a_scope_opens_a_claim_only_for_an_administrator_of_scopes() {
    let office = office().await;
    let root = with(&office, "root", &ALL).await;
    added(&root, "/scopes", json!({ "scope": "company" })).await;
    let ask = with(&office, "attributes", &["attributes:write"]).await;
    let opened = json!({ "attribute": "department", "claim": "department", "add_to_scopes": ["company"] });
    let document = problem(&ask.post("/attributes", Some(opened)).await, 403);
    assert_eq!(document["permission"], "scopes:write");
    added(&ask, "/attributes", json!({ "attribute": "department", "claim": "department" })).await;
    let opens = json!({ "add_to_scopes": ["company"] });
    problem(&ask.patch("/attributes/department", opens.clone()).await, 403);
    assert_eq!(root.get("/scopes/company").await.json()["claims"], json!([]));
    assert_eq!(root.patch("/attributes/department", opens).await.status, 200);
    assert_eq!(root.get("/scopes/company").await.json()["claims"], json!(["department"]));
}

#[tokio::test]
async fn a_scope_whose_name_is_an_address_is_found_by_its_location() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    let answer = ask.post("/scopes", Some(json!({ "scope": "https://api.example/read?x=1" }))).await;
    assert_eq!(answer.status, 201, "{}", answer.show());
    let location = answer.header("location").unwrap();
    let path = location.strip_prefix("https://id.example/admin/api/v1").unwrap();
    assert_eq!(ask.get(path).await.json()["scope"], "https://api.example/read?x=1", "{path}");
    assert_eq!(ask.delete(path).await.status, 204);
}
