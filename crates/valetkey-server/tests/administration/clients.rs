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
    let methods = json!(["client_secret_basic", "client_secret_post"]);
    assert_eq!(client["token_endpoint_auth_methods"], methods);
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

/// Asks for a token with a secret, and returns the status.
async fn with_secret(office: &Office, id: &str, secret: &str) -> u16 {
    let fields =
        [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), ("scope", "")];
    office.server().post_form("/token", &[("host", "id.example")], &fields).await.status
}

#[tokio::test]
async fn two_secrets_count_until_the_old_one_ends_or_is_ended() {
    let office = office().await;
    let ask = registrar(&office).await;
    let add = async |name: &str| {
        let body = json!({ "name": name, "grant_types": ["client_credentials"], "id_token_signed_response_alg": "ES256" });
        let added = ask.post("/clients", Some(body)).await;
        assert_eq!(added.status, 201, "{}", added.show());
        let text = |member: &str| added.json()[member].as_str().unwrap().to_owned();
        (text("client_id"), text("client_secret"))
    };
    let ((id, first), (other_id, other)) = (add("Backup").await, add("Other").await);
    let (path, week) = (format!("/clients/{id}"), 7 * 86_400);
    let rotate = async |body: Option<Value>| ask.post(&format!("{path}/rotate-secret"), body).await;
    assert_eq!(
        ask.get(&path).await.json()["secrets"],
        json!([{ "number": 1, "made_at": null, "ends_at": null }])
    );

    let rotated = rotate(Some(json!({ "keep_old_for": week }))).await;
    assert_eq!(rotated.status, 200, "{}", rotated.show());
    let second = rotated.json()["client_secret"].as_str().unwrap().to_owned();
    let secrets = rotated.json()["secrets"].clone();
    let ends_at = secrets[1]["ends_at"].as_i64().unwrap();
    assert_eq!(ends_at - secrets[0]["made_at"].as_i64().unwrap(), week);
    assert_eq!((&secrets[0]["number"], &secrets[1]["number"]), (&json!(2), &json!(1)));
    assert_eq!(
        [with_secret(&office, &id, &first).await, with_secret(&office, &id, &second).await],
        [200, 200]
    );
    // A secret of another client does not count, nor does this one there.
    assert_eq!(
        [with_secret(&office, &id, &other).await, with_secret(&office, &other_id, &first).await],
        [401, 401]
    );
    for (body, field) in [
        (json!({ "keep_old_for": week }), "keep_old_for"),
        (json!({ "keep_old_for": 90 * 86_400 + 1 }), "keep_old_for"),
        (json!({ "keep_old_for": -1 }), "keep_old_for"),
        (json!({ "keep_for": 1 }), "keep_for"),
    ] {
        assert_eq!(problem(&rotate(Some(body.clone())).await, 400)["field"], field, "{body}");
    }

    // The old one is ended early: by its number, at the seen revision, and once.
    let end = async |number: &str, tag: &str| {
        ask.request("DELETE", &format!("{path}/secrets/{number}"), &[("if-match", tag)], None).await
    };
    problem(&end("1", "\"1\"").await, 412);
    assert_eq!(problem(&end("2", "*").await, 400)["field"], "number");
    for number in ["3", "one", "-1"] {
        problem(&end(number, "*").await, 404);
    }
    assert_eq!(end("1", rotated.header("etag").unwrap()).await.status, 204);
    problem(&end("1", "*").await, 404);
    assert_eq!(
        [with_secret(&office, &id, &first).await, with_secret(&office, &id, &second).await],
        [401, 200]
    );
    let event = office.last_event(&EventKind::ClientSecretEnded).await;
    assert_eq!(
        (event.client_id, event.changed[0].field.as_str()),
        (Some(ClientId::new(&id)), "old_client_secret_ends_at")
    );

    // It ends by itself.
    let third = rotate(Some(json!({ "keep_old_for": 60 }))).await.json()["client_secret"]
        .as_str()
        .unwrap()
        .to_owned();
    office.server().environment.advance(59);
    assert_eq!(with_secret(&office, &id, &second).await, 200);
    office.server().environment.advance(1);
    assert_eq!(
        [with_secret(&office, &id, &second).await, with_secret(&office, &id, &third).await],
        [401, 200]
    );
    assert_eq!(ask.get(&path).await.json()["secrets"].as_array().unwrap().len(), 1);
    // At once, as without a body.
    let fourth =
        rotate(Some(json!({ "keep_old_for": 0 }))).await.json()["client_secret"].as_str().unwrap().to_owned();
    assert_eq!(
        [with_secret(&office, &id, &third).await, with_secret(&office, &id, &fourth).await],
        [401, 200]
    );
    let events = format!("{:?}", office.events().await);
    assert!([first, second, third, fourth].iter().all(|secret| !events.contains(secret)));
}
