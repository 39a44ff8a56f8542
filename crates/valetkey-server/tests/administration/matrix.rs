//! Every route with every kind of token, as the OpenAPI document lists them.

use serde_json::{Value, json};
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    record::{AccessTokenFormat, Client, TenantRecord},
};
use valetkey_server::{Environment as _, testing::Answer};
use valetkey_types::{ClientId, Issuer, TenantId, UserId};

use crate::{
    office::{API, Ask, BASE, Office, office, problem, stored},
    support::text,
};

/// A route of the document: method, path with values, and its permission.
pub(crate) struct Operation {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) permission: String,
    /// Whether the path names a record.
    is_about_one: bool,
}

/// The names of records in paths, besides those that are identifiers.
const NAMES: [(&str, &str); 10] = [
    ("{factor}", "authenticator"),
    ("{passkey}", "none"),
    ("{account}", "none"),
    ("{scope}", "company"),
    ("{attribute}", "department"),
    ("{provider}", "github"),
    ("{webhook}", "crm"),
    ("{kid}", "no-such-key"),
    ("{number}", "7"),
    ("{tenant}", "no-such-tenant"),
];

async fn operations(office: &Office) -> Vec<Operation> {
    let id = "00000000-0000-7000-8000-000000000000";
    operations_about(office, "user-nobody", "nobody", [id, id]).await
}

/// The operations about this user, client, record and group, and about records of the usual names.
pub(crate) async fn operations_about(
    office: &Office,
    sub: &str,
    client: &str,
    [id, group]: [&str; 2],
) -> Vec<Operation> {
    let document = office.server().get(&format!("{BASE}/openapi.json")).await.json();
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let scope = operation["security"][0]["access_token"][0].as_str().unwrap();
            let id = if path.starts_with("/groups") { group } else { id };
            let values =
                [("{id}", id), ("{group}", group), ("{sid}", id), ("{sub}", sub), ("{client_id}", client)];
            let is_about_one = path.contains('{');
            let values = values.iter().chain(&NAMES);
            let path = values.fold(path.clone(), |path, (name, value)| path.replace(name, value));
            assert!(!path.contains('{'), "{path}: a value is missing");
            let (method, permission) = (method.to_uppercase(), scope.strip_prefix("admin:").unwrap());
            operations.push(Operation { method, path, permission: permission.to_owned(), is_about_one });
        }
    }
    assert!(operations.len() > 30, "{}", operations.len());
    operations
}

async fn send(ask: &Ask<'_>, operation: &Operation) -> Answer {
    let has_body = operation.method == "PATCH" || operation.method == "POST" && !operation.path.contains('-');
    let body = has_body.then(|| json!({}));
    ask.request(&operation.method, &operation.path, &[("if-match", "*")], body).await
}

fn is_refused(answer: &Answer, operation: &Operation, status: u16, what: &str) -> Value {
    let name = format!("{what}: {} {}", operation.method, operation.path);
    assert_eq!(answer.status, status, "{name}: {}", answer.show());
    problem(answer, status)
}

#[tokio::test]
async fn sc8_every_route_refuses_a_request_without_a_token_that_counts_here() {
    let office = office().await;
    let server = office.server();
    let everything = office.role("administrator", &ALL, None).await;
    let (tenant, issuer) = (TenantId::new("acme"), Issuer::parse("https://acme.example").unwrap());
    let record = TenantRecord::new(tenant.clone(), issuer, server.environment.now());
    server.apply(vec![Change::AddTenant(record)]).await;
    server.issuers.reload().await.unwrap();
    let of_acme = office.role_in(&tenant, "administrator", &ALL, None).await;
    office.add_machine(&tenant, "robot", &[&of_acme]).await;
    office.add_machine(&TenantId::default(), "robot", &[&everything]).await;

    let machine = async |host: &str, resource: &str| {
        office.token_of_machine(host, "robot", &[("scope", "admin"), ("resource", resource)]).await
    };
    let elsewhere = machine("acme.example", "https://acme.example/admin/api/v1").await;
    let other_api = machine("id.example", "https://api.example").await;
    let both = office.token_of_machine("id.example", "robot", &[("scope", "admin")]).await;
    let tokens = office.0.tokens_with("panel", "openid admin notes.read").await;
    let cases = [
        ("no token of ours", office.ask("nonsense")),
        ("a token of another tenant", elsewhere),
        ("a token for another API", other_api),
        ("a token for this API and another one", both),
        ("an ID token", office.ask(text(&tokens, "id_token"))),
        ("a token for an application's API", office.ask(text(&tokens, "access_token"))),
    ];
    for operation in operations(&office).await {
        let none = server.request(&operation.method, &format!("{BASE}{}", operation.path), &[], "").await;
        is_refused(&none, &operation, 401, "no token");
        assert_eq!(none.header("www-authenticate"), Some("Bearer realm=\"valetkey\""));
        for (what, ask) in &cases {
            let answer = send(ask, &operation).await;
            is_refused(&answer, &operation, 401, what);
            assert!(answer.header("www-authenticate").unwrap().contains("error=\"invalid_token\""), "{what}");
        }
    }
    let valid = machine("id.example", API).await;
    assert_eq!(valid.get("/users").await.status, 200);
    let in_query = format!("{BASE}/users?access_token={}", valid.token);
    assert_eq!(server.get(&in_query).await.status, 401);
}

/// Every permission.
pub(crate) const ALL: [&str; 22] = [
    "users:read",
    "users:write",
    "groups:read",
    "groups:write",
    "roles:read",
    "roles:write",
    "clients:read",
    "clients:write",
    "scopes:read",
    "scopes:write",
    "attributes:read",
    "attributes:write",
    "providers:read",
    "providers:write",
    "tenant:read",
    "tenant:write",
    "keys:read",
    "keys:write",
    "events:read",
    "events:write",
    "tenants:read",
    "tenants:write",
];

#[tokio::test]
async fn sc8_every_route_needs_its_permission_in_the_scope_and_in_a_role() {
    let office = office().await;
    let everything = office.role("administrator", &ALL, None).await;
    let plain = office.ada("openid admin").await;
    let no_role = office.machine("no-role", "admin", &[]).await;
    office.add_machine(&TenantId::default(), "narrow", &[&everything]).await;
    let narrow =
        office.token_of_machine("id.example", "narrow", &[("scope", "notes.read"), ("resource", API)]).await;
    for (number, operation) in operations(&office).await.iter().enumerate() {
        for (what, ask) in [("a user without a role", &plain), ("a client without a role", &no_role)] {
            let answer = send(ask, operation).await;
            let document = is_refused(&answer, operation, 403, what);
            assert_eq!(document["permission"], operation.permission, "{what}");
            assert_eq!(answer.header("www-authenticate"), None, "the scope is enough");
        }
        let answer = send(&narrow, operation).await;
        let document = is_refused(&answer, operation, 403, "too little scope");
        assert_eq!(document["permission"], operation.permission);
        let challenge = answer.header("www-authenticate").unwrap();
        let scope = format!("scope=\"admin:{}\"", operation.permission);
        assert!(challenge.contains("insufficient_scope") && challenge.contains(&scope), "{challenge}");

        let others: Vec<&str> = ALL
            .into_iter()
            .filter(|word| {
                let (area, verb) = operation.permission.split_once(':').unwrap();
                // To write includes to read.
                !(word.starts_with(&format!("{area}:")) && (verb == "read" || word.ends_with("write")))
            })
            .collect();
        let others = office.role(&format!("others {number}"), &others, None).await;
        let almost = office.machine(&format!("almost-{number}"), "admin", &[&others]).await;
        is_refused(&send(&almost, operation).await, operation, 403, "every other permission");

        let only = office.role(&format!("only {number}"), &[operation.permission.as_str()], None).await;
        let right = office.machine(&format!("right-{number}"), "admin", &[&only]).await;
        let answer = send(&right, operation).await;
        assert!(
            ![401, 403].contains(&answer.status),
            "{} {}: {}",
            operation.method,
            operation.path,
            answer.show()
        );
    }
}

#[tokio::test]
async fn sc4_every_identifier_of_another_tenant_is_404() {
    let office = office().await;
    let server = office.server();
    let everything = office.role("administrator", &ALL, None).await;
    let ask = office.machine("root", "admin", &[&everything]).await;
    let (tenant, issuer) = (TenantId::new("acme"), Issuer::parse("https://acme.example").unwrap());
    let record = TenantRecord::new(tenant.clone(), issuer, server.environment.now());
    let user = User::new(tenant.clone(), UserId::new("user-of-acme"), "zoe", server.environment.now());
    server.apply(vec![Change::AddTenant(record), Change::AddUser(Box::new(user))]).await;
    server.issuers.reload().await.unwrap();
    office.add_machine(&tenant, "of-acme", &[]).await;
    let role = office.role_in(&tenant, "editor", &[], None).await.id.to_string();
    let group = office.group_in(&tenant, "crew", None, &[]).await.to_string();
    let of_acme = office.role_in(&tenant, "administrator", &ALL, None).await;
    office.add_machine(&tenant, "robot", &[&of_acme]).await;
    add_named_records(&office, "acme.example").await;
    for operation in operations_about(&office, "user-of-acme", "of-acme", [&role, &group]).await {
        let body = match operation.method.as_str() {
            "PATCH" => Some(json!({})),
            method => body_of(method, &operation.path),
        };
        if operation.is_about_one {
            let answer =
                ask.request(&operation.method, &operation.path, &[("if-match", "*")], body.clone()).await;
            let without = ask.request(&operation.method, &operation.path, &[], body).await;
            let found = [answer.status, without.status];
            assert!(
                found.contains(&404) && found.iter().all(|status| [404, 400, 428].contains(status)),
                "{} {}: {}",
                operation.method,
                operation.path,
                answer.show()
            );
        } else if operation.method == "GET" && operation.path != "/tenants" {
            let list = ask.get(&operation.path).await;
            assert!(
                list.status == 200 && !list.text().contains("acme") && !list.text().contains("zoe"),
                "{}",
                list.show()
            );
        }
    }
}

/// Adds the records of the usual names to the tenant of this host, through its API.
pub(crate) async fn add_named_records(office: &Office, host: &str) {
    let resource = format!("https://{host}{BASE}");
    let ask = office.token_of_machine(host, "robot", &[("scope", "admin"), ("resource", &resource)]).await;
    for path in ["/scopes", "/attributes", "/providers", "/webhooks"] {
        let answer = ask.request("POST", path, &[("host", host)], body_of("POST", path)).await;
        assert_eq!(answer.status, 201, "{path}: {}", answer.show());
    }
}

/// Returns the body of a change that differs from the records of these tests.
pub(crate) fn body_of(method: &str, path: &str) -> Option<Value> {
    Some(match (method, path) {
        ("POST", "/users") => json!({ "username": "new" }),
        ("POST", "/clients") => json!({ "name": "N", "redirect_uris": ["https://n.example/"],
            "id_token_signed_response_alg": "ES256" }),
        ("POST", "/groups" | "/roles") => json!({ "name": "new" }),
        ("POST", "/scopes") => json!({ "scope": "company" }),
        ("POST", "/attributes") => json!({ "attribute": "department" }),
        ("POST", "/providers") => {
            json!({ "name": "github", "preset": "github", "client_id": "x", "client_secret": "s" })
        }
        ("POST", "/webhooks") => json!({ "name": "crm", "url": "https://crm.example/hooks" }),
        ("POST", "/tenants") => json!({ "tenant": "new", "issuer": "https://new.example" }),
        ("POST", "/invitations") => json!({ "email": "new@example.com" }),
        ("POST", path) if path.ends_with("/replay") => json!({ "given_up": true }),
        ("POST", "/webhooks/crm/rotate-secret") => json!({}),
        ("POST", path) if path.ends_with("/password") => json!({ "password": "a long enough password" }),
        ("PATCH", path) if path.starts_with("/users/") => json!({ "nickname": "B" }),
        ("PATCH", path) if path.starts_with("/clients/") => json!({ "name": "B" }),
        ("PATCH", path) if path.starts_with("/scopes/") => json!({ "writes": true }),
        ("PATCH", path) if path.starts_with("/attributes/") => json!({ "labels": { "en": "B" } }),
        ("PATCH", path) if path.starts_with("/providers/") => json!({ "display_name": "B" }),
        ("PATCH", path) if path.starts_with("/webhooks/") => json!({ "personal": true }),
        ("PATCH", path) if path.starts_with("/tenant") => json!({ "name": "B" }),
        ("PATCH", _) => json!({ "description": "B" }),
        _ => return None,
    })
}

/// Bob has a password only, no session, and no application has access to the account. The client has one secret, and no key and no
/// tenant has this name.
pub(crate) const HAS_NONE: [&str; 7] =
    ["/sessions/", "/applications/", "/factors/", "/passkeys/", "/linked-accounts/", "/secrets/", "no-such-"];

#[tokio::test]
async fn a_dry_run_of_every_change_stores_nothing() {
    let office = office().await;
    let everything = office.role("administrator", &ALL, None).await;
    let ask = office.machine("root", "admin", &[&everything]).await;
    let sub = office.person("bob", &[], &[]).await;
    let role = office.role("editor", &[], None).await.id.to_string();
    let group = office.group("crew", None, &[]).await.to_string();
    office.add_machine(&TenantId::default(), "robot", &[&everything]).await;
    add_named_records(&office, "id.example").await;
    let before = stored(&office, &sub).await;
    for Operation { method, path, .. } in operations_about(&office, &sub, "app", [&role, &group]).await {
        if method == "GET" {
            continue;
        }
        let headers: &[(&str, &str)] = if method == "PATCH" { &[("if-match", "*")] } else { &[] };
        let mut body = body_of(&method, &path);
        if let Some(body) = body.as_mut().and_then(Value::as_object_mut) {
            // The records of these names are there already.
            for member in ["scope", "attribute", "name"] {
                body.entry(member).and_modify(|name| *name = json!("other"));
            }
        }
        let answer = ask.request(&method, &format!("{path}?dry_run=true"), headers, body).await;
        let has_none = HAS_NONE.iter().any(|part| path.contains(part));
        let expected = if has_none { 404 } else { 200 };
        assert_eq!(answer.status, expected, "{method} {path}: {}", answer.show());
        assert!(has_none || answer.json()["dry_run"] == true, "{method} {path}: {}", answer.show());
        assert_eq!(stored(&office, &sub).await, before, "{method} {path}");
    }
}

#[tokio::test]
async fn sc8_a_client_that_administrates_neither_disables_nor_removes_itself() {
    let office = office().await;
    let everything = office.role("administrator", &ALL, None).await;
    let ask = office.machine("office-script", "admin", &[&everything]).await;
    for answer in
        [ask.post("/clients/office-script/disable", None).await, ask.delete("/clients/office-script").await]
    {
        let document = problem(&answer, 403);
        assert!(document["detail"].as_str().unwrap().contains("keeps the access"), "{document}");
    }
    assert_eq!(ask.get("/clients/office-script").await.status, 200);
}

#[tokio::test]
async fn an_opaque_token_counts_like_a_jwt_and_a_client_that_loses_the_api_loses_its_tokens() {
    let office = office().await;
    let everything = office.role("administrator", &ALL, None).await;
    office.add_machine(&TenantId::default(), "sealed", &[&everything]).await;
    let set = async |change: &dyn Fn(&mut Client)| {
        let id = ClientId::new("sealed");
        let stored = office.server().storage.client(&TenantId::default(), &id).await.unwrap().unwrap();
        let mut stored = Client::clone(&stored);
        change(&mut stored);
        office.server().apply(vec![Change::ReplaceClient(Box::new(stored))]).await;
    };
    set(&|client| client.access_token_format = AccessTokenFormat::Opaque).await;
    let ask = office.token_of_machine("id.example", "sealed", &[("scope", "admin"), ("resource", API)]).await;
    assert!(!ask.token.contains('.'));
    assert_eq!(ask.get("/users").await.status, 200);
    set(&|client| client.audiences = vec!["https://api.example".to_owned()]).await;
    problem(&ask.get("/users").await, 401);
    set(&|client| client.audiences = vec![API.to_owned()]).await;
    assert_eq!(ask.get("/users").await.status, 200);
    set(&|client| client.scope = "notes.read".parse().unwrap()).await;
    problem(&ask.get("/users").await, 403);
    set(&|client| client.disabled = true).await;
    problem(&ask.get("/users").await, 401);
}

#[tokio::test]
async fn rf3_a_role_that_is_taken_away_counts_no_more_at_the_next_request() {
    let office = office().await;
    let everything = office.role("administrator", &ALL, None).await;
    let ask = office.ada("openid admin").await;
    problem(&ask.get("/users").await, 403);
    office.set_user("user-ada", |ada| ada.granted_roles = vec![everything.id]).await;
    assert_eq!(ask.get("/users").await.status, 200);
    office.set_user("user-ada", |ada| ada.granted_roles.clear()).await;
    problem(&ask.get("/users").await, 403);
    office.set_user("user-ada", |ada| ada.disabled = true).await;
    problem(&ask.get("/users").await, 401);
}

#[tokio::test]
async fn nothing_is_there_for_other_addresses_and_methods_and_no_script_of_another_origin_reads() {
    let office = office().await;
    let server = office.server();
    for path in ["", "/", "/nothing", "/users/a/b/c", "/openapi"] {
        problem(&server.get(&format!("{BASE}{path}")).await, 404);
    }
    let wrong = server.request("PUT", &format!("{BASE}/users"), &[], "").await;
    problem(&wrong, 405);
    assert_eq!(wrong.header("allow"), Some("GET, POST"));
    let origin = [("origin", "https://app.example"), ("access-control-request-method", "GET")];
    let preflight = server.request("OPTIONS", &format!("{BASE}/users"), &origin, "").await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (405, None));
    let document = server.get(&format!("{BASE}/openapi.json")).await;
    assert_eq!(document.status, 200);
    assert_eq!(document.json()["servers"][0]["url"], API);
}
