//! Clients through the API.

use serde_json::{Value, json};
use valetkey_authorization_server::event::EventKind;
use valetkey_types::ClientId;

use crate::office::{Ask, Office, office, problem};

async fn registrar(office: &Office) -> Ask<'_> {
    let role = office.role("registrar", &["clients:write"], None).await;
    office.machine("registrar", "admin:clients:write", &[&role]).await
}

#[tokio::test]
async fn a_client_is_registered_edited_and_removed_and_its_secret_is_shown_once() {
    let office = office().await;
    let ask = registrar(&office).await;
    let body = json!({ "name": "Notes", "redirect_uris": ["https://notes.example/callback"],
        "id_token_signed_response_alg": "ES256" });
    let added = ask.post("/clients", Some(body)).await;
    assert_eq!(added.status, 201, "{}", added.show());
    let client = added.json();
    let (id, secret) = (client["client_id"].as_str().unwrap(), client["client_secret"].as_str().unwrap());
    assert!(id.starts_with("notes-") && secret.len() == 43);
    let path = format!("/clients/{id}");
    let shown = ask.get(&path).await;
    assert!(!shown.text().contains(secret) && shown.json()["client_secret"] == Value::Null);

    let rotated = ask.post(&format!("{path}/rotate-secret"), None).await.json();
    assert_ne!(rotated["client_secret"], secret);
    let edited = ask
        .patch(
            &path,
            json!({ "scope": "openid email", "policy_uri": "https://notes.example/privacy",
        "access": { "users": ["user-ada"] }, "claim_places": { "birthdate": ["userinfo"] } }),
        )
        .await;
    assert_eq!(edited.status, 200, "{}", edited.show());
    assert_eq!(
        (&edited.json()["scope"], &edited.json()["access"]["users"]),
        (&json!("email openid"), &json!(["user-ada"]))
    );
    let opened = ask.patch(&path, json!({ "access": null, "policy_uri": null })).await.json();
    assert_eq!(
        (&opened["access"], &opened["policy_uri"], &opened["name"]),
        (&Value::Null, &Value::Null, &json!("Notes"))
    );
    for (action, disabled) in [("disable", true), ("enable", false)] {
        assert_eq!(ask.post(&format!("{path}/{action}"), None).await.json()["disabled"], disabled);
    }
    let event = office.last_event(&EventKind::ClientSecretRotated).await;
    assert_eq!(event.client_id, Some(ClientId::new(id)));
    assert_eq!(ask.delete(&path).await.status, 204);
    problem(&ask.get(&path).await, 404);
    let events = format!("{:?}", office.events().await);
    assert!(!events.contains(secret), "no event has a secret");
}

#[tokio::test]
async fn a_public_client_has_no_secret_and_gets_none() {
    let office = office().await;
    let ask = registrar(&office).await;
    let body = json!({ "name": "Phone", "public": true, "redirect_uris": ["com.example.notes:/callback"],
        "id_token_signed_response_alg": "ES256" });
    let added = ask.post("/clients", Some(body)).await;
    assert_eq!((added.status, added.json().get("client_secret")), (201, None), "{}", added.show());
    let path = format!("/clients/{}", added.json()["client_id"].as_str().unwrap());
    assert_eq!(problem(&ask.post(&format!("{path}/rotate-secret"), None).await, 400)["field"], "client");
    assert_eq!(problem(&ask.patch(&path, json!({ "public": false })).await, 400)["field"], "public");
}

#[tokio::test]
async fn a_refusal_of_a_client_names_the_field() {
    let office = office().await;
    let ask = registrar(&office).await;
    for (body, field) in [
        (json!({}), "name"),
        (json!({ "name": "" }), "name"),
        (json!({ "name": "N" }), "redirect_uris"),
        (json!({ "name": "N", "redirect_uris": ["javascript:alert(1)"] }), "redirect_uris"),
        (json!({ "name": "N", "redirect_uris": ["https://n.example/#x"] }), "redirect_uris"),
        (json!({ "name": "N", "scope": "a\"b" }), "scope"),
        (json!({ "name": "N", "grant_types": ["password"] }), "grant_types"),
        (json!({ "name": "N", "audiences": ["not a URI"] }), "audiences"),
        (json!({ "name": "N", "pkce": "plain" }), "pkce"),
        (json!({ "name": "N", "consent": "never" }), "consent"),
        (json!({ "name": "N", "required_acr": "strong" }), "required_acr"),
        (json!({ "name": "N", "sign_in_from": ["10.0.0.0/99"] }), "sign_in_from"),
        (json!({ "name": "N", "claim_places": { "x": ["everywhere"] } }), "claim_places"),
        (json!({ "name": "N", "claim_places": { "no_such_claim": ["userinfo"] } }), "claim_places"),
        (json!({ "name": "N", "id_token_signed_response_alg": "none" }), "id_token_signed_response_alg"),
        (
            json!({ "name": "N", "redirect_uris": ["https://n.example/"], "id_token_signed_response_alg": "RS256" }),
            "id_token_signed_response_alg",
        ),
        (
            json!({ "name": "N", "public": true, "redirect_uris": ["https://n.example/"], "refresh_token_rotation": "keep" }),
            "refresh_token_rotation",
        ),
        (json!({ "name": "N", "client_secret": "mine" }), "client_secret"),
        (json!({ "name": "N", "access": { "people": [] } }), "people"),
    ] {
        let document = problem(&ask.post("/clients", Some(body.clone())).await, 400);
        assert_eq!(document["field"], field, "{body}: {document}");
    }
}

#[tokio::test]
async fn clients_are_listed_in_parts_by_identifier_and_found_by_name() {
    let office = office().await;
    let ask = registrar(&office).await;
    let ids = |part: &Value| -> Vec<String> {
        part["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["client_id"].as_str().unwrap().to_owned())
            .collect()
    };
    let (mut all, mut next) = (Vec::new(), String::new());
    loop {
        let part = ask.get(&format!("/clients?limit=2&after={next}")).await.json();
        all.extend(ids(&part));
        match part["next"].as_str() {
            Some(cursor) => next = cursor.to_owned(),
            None => break,
        }
    }
    assert_eq!(all, ["api", "app", "opaque", "other", "panel", "public", "registrar"]);
    assert_eq!(ids(&ask.get("/clients?search=AP").await.json()), ["api", "app"]);
}
