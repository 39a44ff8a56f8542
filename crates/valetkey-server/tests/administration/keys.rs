//! Signing keys through the API.

use serde_json::Value;
use valetkey_authorization_server::event::{Actor, EventKind};
use valetkey_types::ClientId;

use crate::{
    matrix::ALL,
    office::{Ask, Office, office, problem},
};

/// Returns an administrator with every permission.
async fn root(office: &Office) -> Ask<'_> {
    let everything = office.role("administrator", &ALL, None).await;
    office.machine("root", "admin", &[&everything]).await
}

async fn keys(ask: &Ask<'_>) -> Vec<Value> {
    let answer = ask.get("/keys").await;
    assert_eq!(answer.status, 200, "{}", answer.show());
    answer.json()["items"].as_array().unwrap().clone()
}

fn kids_of(keys: &[Value], state: &str) -> Vec<String> {
    let in_state = keys.iter().filter(|key| key["state"] == state);
    in_state.map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_rotation_makes_new_keys_and_keeps_the_old_ones_and_their_tokens() {
    let office = office().await;
    let ask = root(&office).await;
    let before = kids_of(&keys(&ask).await, "signing");
    assert!(!before.is_empty());

    let answer = ask.post("/keys/rotate", None).await;
    assert_eq!(answer.status, 200, "{}", answer.show());
    let after = answer.json()["items"].as_array().unwrap().clone();
    assert_eq!(kids_of(&after, "retiring"), before);
    let signing = kids_of(&after, "signing");
    assert!(signing.len() == before.len() && signing.iter().all(|kid| !before.contains(kid)), "{after:?}");
    assert!(!answer.text().contains("private") && !answer.text().contains("\"d\""), "{}", answer.show());

    // The token that an old key signed still counts, and a new token is signed with the new key.
    assert_eq!(keys(&ask).await, after);
    let published = office.server().get("/jwks").await;
    assert!(signing.iter().chain(&before).all(|kid| published.text().contains(kid)), "{}", published.show());
    let event = office.last_event(&EventKind::SigningKeyRetired).await;
    assert_eq!(event.actor, Actor::Client { id: ClientId::new("root") });
}

#[tokio::test]
async fn ce3_a_compromised_key_leaves_at_once_with_what_it_signed() {
    let office = office().await;
    let ask = root(&office).await;
    let kid = kids_of(&keys(&ask).await, "signing").remove(0);
    let path = format!("/keys/{kid}");

    let shown = ask.get(&path).await;
    let tag = shown.header("etag").unwrap().to_owned();
    problem(&ask.request("DELETE", &path, &[("if-match", "\"9\"")], None).await, 412);
    let dry_run = ask.delete(&format!("{path}?dry_run=true")).await;
    assert_eq!(dry_run.json()["events"], serde_json::json!(["signing_key.added", "signing_key.removed"]));
    assert_eq!(ask.get(&path).await.status, 200);

    let removed = ask.request("DELETE", &path, &[("if-match", &tag)], None).await;
    assert_eq!(removed.status, 204, "{}", removed.show());
    problem(&ask.get("/keys").await, 401);
    let ask = office.token_of_machine(
        "id.example",
        "root",
        &[("scope", "admin"), ("resource", crate::office::API)],
    );
    let ask = ask.await;
    problem(&ask.get(&path).await, 404);
    problem(&ask.delete(&path).await, 404);
    assert!(!kids_of(&keys(&ask).await, "signing").is_empty());
}

#[tokio::test]
async fn all_keys_are_replaced_after_a_leak_of_the_key_file() {
    let office = office().await;
    let ask = root(&office).await;
    let before = keys(&ask).await;
    let answer = ask.post("/keys/replace-compromised", None).await;
    assert_eq!(answer.status, 200, "{}", answer.show());
    let after = answer.json()["items"].as_array().unwrap().clone();
    let kid = |key: &Value| key["kid"].as_str().unwrap().to_owned();
    let old: Vec<String> = before.iter().map(kid).collect();
    assert!(!after.is_empty() && after.iter().all(|key| !old.contains(&kid(key))), "{after:?}");
    problem(&ask.get("/keys").await, 401);
}

#[tokio::test]
async fn a_rotation_takes_no_body_and_no_entity_tag() {
    let office = office().await;
    let ask = root(&office).await;
    let before = keys(&ask).await;
    let body = ask.post("/keys/rotate", Some(serde_json::json!({ "kid": "x" }))).await;
    assert_eq!(problem(&body, 400)["check"], "body");
    let tagged = ask.request("POST", "/keys/rotate", &[("if-match", "*")], None).await;
    assert_eq!(problem(&tagged, 400)["field"], "If-Match");
    assert_eq!(keys(&ask).await, before);
}
