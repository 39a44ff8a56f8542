//! Tenants through the API.

use serde_json::{Value, json};
use valetkey_authorization_server::event::EventKind;
use valetkey_types::TenantId;

use crate::{
    matrix::ALL,
    office::{Ask, BASE, Office, office, problem},
};

async fn with<'a>(office: &'a Office, name: &str, permissions: &[&str]) -> Ask<'a> {
    let role = office.role(name, permissions, None).await;
    office.machine(name, "admin", &[&role]).await
}

/// Adds the tenant acme, and returns a token of its administrator.
async fn acme<'a>(office: &'a Office, ask: &Ask<'_>) -> Ask<'a> {
    let added =
        ask.post("/tenants", Some(json!({ "tenant": "acme", "issuer": "https://acme.example" }))).await;
    assert_eq!(added.status, 201, "{}", added.show());
    office.server().issuers.reload().await.unwrap();
    let tenant = TenantId::new("acme");
    let role = office.role_in(&tenant, "administrator", &ALL, None).await;
    office.add_machine(&tenant, "robot", &[&role]).await;
    let resource = format!("https://acme.example{BASE}");
    office.token_of_machine("acme.example", "robot", &[("scope", "admin"), ("resource", &resource)]).await
}

#[tokio::test]
async fn the_settings_of_the_own_tenant_are_shown_and_edited() {
    let office = office().await;
    let ask = with(&office, "settings", &["tenant:write"]).await;
    let shown = ask.get("/tenant").await;
    let tag = shown.header("etag").unwrap().to_owned();
    assert_eq!(
        (&shown.json()["tenant"], &shown.json()["issuer"]),
        (&json!("default"), &json!("https://id.example"))
    );

    let change = json!({ "name": "Acme", "lifetimes": { "session": 3600 }, "required_acr": "one-factor",
        "one_factor_from": ["10.0.0.0/8"], "self_deletion": false, "confirm_by_mail": "new-device" });
    let mut change = change;
    change["required_acr"] = shown.json()["required_acr"].clone();
    let body = || Some(change.clone());
    problem(&ask.request("PATCH", "/tenant", &[], body()).await, 428);
    let edited = ask.request("PATCH", "/tenant", &[("if-match", &tag)], body()).await;
    assert_eq!(edited.status, 200, "{}", edited.show());
    let tenant = edited.json();
    assert_eq!((&tenant["name"], &tenant["lifetimes"]), (&json!("Acme"), &json!({ "session": 3600 })));
    assert_eq!(
        (&tenant["one_factor_from"], &tenant["self_deletion"]),
        (&json!(["10.0.0.0/8"]), &json!(false))
    );
    problem(&ask.request("PATCH", "/tenant", &[("if-match", &tag)], body()).await, 412);
    let event = office.last_event(&EventKind::TenantEdited).await;
    assert!(event.changed.iter().any(|change| change.field == "lifetimes"), "{event:?}");
    let none = ask.patch("/tenant", json!({ "name": null, "lifetimes": {} })).await.json();
    assert_eq!((&none["name"], &none["lifetimes"]), (&Value::Null, &json!({})));
}

#[tokio::test]
async fn a_refused_setting_of_a_tenant_is_named() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    let before = ask.get("/tenant").await.json();
    for (change, field) in [
        (json!({ "lifetimes": { "session": 1 } }), "lifetimes.session"),
        (
            json!({ "lifetimes": { "refresh_token_idle": 7_776_001, "grant": 7_776_000 } }),
            "lifetimes.refresh_token_idle",
        ),
        (json!({ "lifetimes": { "century": 60 } }), "lifetimes"),
        (json!({ "algorithms": ["HS256"] }), "algorithms"),
        (json!({ "algorithms": ["ES256", "ES256"] }), "algorithms"),
        (json!({ "required_acr": "gold" }), "required_acr"),
        (json!({ "confirm_by_mail": "sometimes" }), "confirm_by_mail"),
        (json!({ "sign_in_from": ["everywhere"] }), "sign_in_from"),
        (json!({ "passkey_models": ["00000000-0000-0000-0000-000000000001"] }), "passkey_models"),
        (json!({ "issuer": "https://other.example" }), "issuer"),
    ] {
        let document = problem(&ask.patch("/tenant", change.clone()).await, 400);
        assert_eq!(document["field"], field, "{change}: {document}");
    }
    assert_eq!(ask.get("/tenant").await.json(), before);
}

#[tokio::test]
async fn sc4_operators_of_the_first_tenant_manage_tenants_and_others_do_not() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    let of_acme = acme(&office, &ask).await;
    let names = |list: Value| -> Vec<String> {
        let items = list["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["tenant"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(ask.get("/tenants").await.json()), ["acme", "default"]);
    let edited = ask.patch("/tenants/acme", json!({ "name": "Acme Ltd" })).await;
    assert_eq!((edited.status, &edited.json()["name"]), (200, &json!("Acme Ltd")), "{}", edited.show());
    problem(&ask.patch("/tenants/none", json!({ "name": "x" })).await, 404);
    problem(&ask.get("/tenants/No%20name").await, 404);

    let host = [("host", "acme.example"), ("if-match", "*")];
    let new = json!({ "tenant": "evil", "issuer": "https://evil.example" });
    for (method, path, body) in [
        ("GET", "/tenants", None),
        ("GET", "/tenants/default", None),
        ("POST", "/tenants", Some(new)),
        ("PATCH", "/tenants/default", Some(json!({ "name": "x" }))),
        ("PATCH", "/tenants/acme", Some(json!({ "name": "x" }))),
        ("POST", "/tenants/default/set-up-link", None),
    ] {
        let headers = if path.contains("set-up") || method == "POST" { &host[..1] } else { &host[..] };
        let document = problem(&of_acme.request(method, path, headers, body).await, 403);
        assert!(document["detail"].as_str().unwrap().contains("first tenant"), "{method} {path}: {document}");
    }
    let own = of_acme.request("GET", "/tenant", &host[..1], None).await.json();
    assert_eq!((&own["tenant"], &own["name"]), (&json!("acme"), &json!("Acme Ltd")));
    let own = of_acme.request("PATCH", "/tenant", &host, Some(json!({ "name": "A" }))).await;
    assert_eq!(own.status, 200, "{}", own.show());
    assert_ne!(ask.get("/tenant").await.json()["name"], "A");
}

#[tokio::test]
async fn a_new_tenant_is_checked_and_gets_a_link_for_its_first_administrator() {
    let office = office().await;
    let ask = with(&office, "root", &ALL).await;
    acme(&office, &ask).await;
    for (body, field) in [
        (json!({ "issuer": "https://b.example" }), "tenant"),
        (json!({ "tenant": "b" }), "issuer"),
        (json!({ "tenant": "B", "issuer": "https://b.example" }), "tenant"),
        (json!({ "tenant": "acme", "issuer": "https://b.example" }), "tenant"),
        (json!({ "tenant": "b", "issuer": "https://acme.example" }), "issuer"),
        (json!({ "tenant": "b", "issuer": "https://b.example/" }), "issuer"),
        (
            json!({ "tenant": "b", "issuer": "https://b.example", "settings": { "lifetimes": { "session": 1 } } }),
            "lifetimes.session",
        ),
        (json!({ "tenant": "b", "issuer": "https://b.example", "settings": { "colour": 1 } }), "colour"),
    ] {
        let document = problem(&ask.post("/tenants", Some(body.clone())).await, 400);
        assert_eq!(document["field"], field, "{body}: {document}");
    }
    let path = "/tenants/acme/set-up-link";
    assert_eq!(ask.post(&format!("{path}?dry_run=true"), None).await.json()["dry_run"], true);
    let link = ask.post(path, None).await;
    assert_eq!(link.status, 200, "{}", link.show());
    assert!(link.json()["uri"].as_str().unwrap().starts_with("https://acme.example/"), "{}", link.show());
    // A client of the operators could otherwise make a user with every permission.
    let own = problem(&ask.post("/tenants/default/set-up-link", None).await, 400);
    assert_eq!(own["field"], "tenant");
}

#[tokio::test]
async fn sc8_an_operator_of_tenants_edits_the_own_one_only_with_its_permission() {
    let office = office().await;
    let ask = with(&office, "operator", &["tenants:write"]).await;
    let document = problem(&ask.patch("/tenants/default", json!({ "name": "x" })).await, 403);
    assert_eq!(document["permission"], "tenant:write");
    assert_eq!(ask.get("/tenants/default").await.json()["name"], Value::Null);
}
