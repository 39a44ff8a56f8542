//! Records that configuration files own: no route changes them, unless the request overrides that.

use serde_json::{Value, json};
use uuid::Uuid;
use valetkey_administration::files::Thing;
use valetkey_authorization_server::{
    Change, FileOwnershipChange,
    record::{Client, ClientRole, FileOwnership, Group, OldSecret, Role, SecretRotation, Sha256Hash},
};
use valetkey_server::{Environment as _, testing::Answer};
use valetkey_storage::directory;
use valetkey_types::{ClientId, Seconds, TenantId, Unknown};

use crate::{
    matrix::{ALL, Operation, body_of, operations_about},
    office::{Ask, Office, office, problem, stored},
};

const FILE: &str = "infra/apps.toml";

/// Makes the file the owner of a thing.
async fn own(office: &Office, thing: &Thing) {
    own_of(office, TenantId::default(), thing).await;
}

/// Makes the file the owner of a thing of a tenant.
async fn own_of(office: &Office, tenant: TenantId, thing: &Thing) {
    let owned = FileOwnership {
        tenant,
        kind: thing.kind(),
        name: thing.key().to_owned(),
        file: FILE.to_owned(),
        owned_since: office.server().environment.now(),
        revision: 0,
        unknown: Unknown::default(),
    };
    office.server().apply(vec![Change::FileOwnership(FileOwnershipChange::Put(owned))]).await;
}

/// Removes every owner.
async fn release(office: &Office) {
    let owned = directory::file_ownerships(&*office.server().storage, &TenantId::default()).await.unwrap();
    let remove = |one| Change::FileOwnership(FileOwnershipChange::Remove(one));
    office.server().apply(owned.into_iter().map(remove).collect()).await;
}

/// Grants the role to the client `app` and to the group, and disables the client.
async fn turn(office: &Office, role: &Role, group: Uuid) {
    let (storage, tenant) = (&*office.server().storage, TenantId::default());
    let client = storage.client(&tenant, &ClientId::new("app")).await.unwrap().unwrap();
    let roles = vec![ClientRole::from(role)];
    let client = Client { disabled: true, roles, ..Client::clone(&client) };
    let map = directory::role_map(storage, &tenant).await.unwrap();
    let group = Group { roles: vec![role.id], ..map.group(group).unwrap().clone() };
    let at = office.server().environment.now();
    let advance = Change::AdvanceRoleMap { tenant, revision: map.revision(), at };
    let changes = vec![advance, Change::ReplaceGroup(group), Change::ReplaceClient(Box::new(client))];
    office.server().apply(changes).await;
}

async fn send(ask: &Ask<'_>, Operation { method, path, .. }: &Operation, query: &str) -> Answer {
    let headers: &[(&str, &str)] = if method == "PATCH" { &[("if-match", "*")] } else { &[] };
    ask.request(method, &format!("{path}{query}"), headers, body_of(method, path)).await
}

/// Returns whether an operation changes a record that files can own: not a user, a membership, a role of a user, or a new record.
fn touches_a_thing(operation: &Operation) -> bool {
    let (method, path) = (operation.method.as_str(), operation.path.as_str());
    let is_of_user = path.contains("/members/") || path.starts_with("/roles/") && path.contains("/users/");
    let is_kind = ["/clients/", "/groups/", "/roles/"].iter().any(|kind| path.starts_with(kind));
    method != "GET" && is_kind && !is_of_user
}

/// Gives a client an old secret of this number.
async fn keep_old_secret(office: &Office, id: &str, number: u32) {
    let (server, now) = (office.server(), office.server().environment.now());
    let stored = server.storage.client(&server.server.tenant, &ClientId::new(id)).await.unwrap().unwrap();
    let hash = Sha256Hash::of(b"the old secret");
    let old = OldSecret { number, hash, made_at: None, ends_at: now.plus(Seconds::days(7)) };
    let secret_rotation = SecretRotation { earlier: number, made_at: Some(now), old: Some(old) };
    let rotated = Client { secret_rotation, ..Client::clone(&stored) };
    server.apply(vec![Change::ReplaceClient(Box::new(rotated))]).await;
}

fn names_the_file(answer: &Answer) -> Value {
    let document = problem(answer, 409);
    assert_eq!(
        (&document["type"], &document["file"]),
        (&json!("urn:valetkey:problem:owned-by-file"), &json!(FILE))
    );
    let detail = document["detail"].as_str().unwrap();
    for words in [FILE, "valetkey apply", "?override_file_ownership=true"] {
        assert!(detail.contains(words), "{words}: {detail}");
    }
    document
}

#[tokio::test]
async fn no_route_changes_a_record_that_a_file_owns_and_every_route_changes_others() {
    let office = office().await;
    let everything = office.role("administrator", &ALL, None).await;
    let ask = office.machine("root", "admin", &[&everything]).await;
    let sub = office.person("bob", &[], &[]).await;
    let (role, group) = (office.role("editor", &[], None).await, office.group("crew", None, &[]).await);
    let ids = [role.id.to_string(), group.to_string()];
    let operations = operations_about(&office, &sub, "app", [&ids[0], &ids[1]]).await;
    keep_old_secret(&office, "app", 7).await;
    let things =
        [Thing::client(&ClientId::new("app")), Thing::group("Crew"), Thing::role("Editor", &role.owner)];
    let mut refused: Vec<String> = Vec::new();
    for round in 0..2 {
        // In the second round the client is disabled, and the client and the group have the role: enabling and taking away differ then.
        if round == 1 {
            turn(&office, &role, group).await;
        }
        let before = stored(&office, &sub).await;
        let mut differing: Vec<&Operation> = Vec::new();
        for operation in operations.iter().filter(|operation| touches_a_thing(operation)) {
            let shown = send(&ask, operation, "?dry_run=true").await;
            assert_eq!(shown.status, 200, "{}: no file owns it: {}", operation.path, shown.show());
            if !shown.json()["events"].as_array().unwrap().is_empty() {
                differing.push(operation);
            }
        }
        for thing in &things {
            own(&office, thing).await;
        }
        for operation in differing {
            let name = format!("{} {}", operation.method, operation.path);
            for query in ["", "?dry_run=true", "?override_file_ownership=false"] {
                names_the_file(&send(&ask, operation, query).await);
                assert_eq!(stored(&office, &sub).await, before, "{name}{query}");
            }
            let shown = send(&ask, operation, "?dry_run=true&override_file_ownership=true").await;
            assert_eq!(shown.status, 200, "{name}: {}", shown.show());
            refused.push(name);
        }
        if round == 0 {
            release(&office).await;
        }
    }
    let touched = operations.iter().filter(|operation| touches_a_thing(operation));
    let missed: Vec<String> = touched
        .map(|operation| format!("{} {}", operation.method, operation.path))
        .filter(|name| !refused.contains(name))
        .collect();
    assert!(missed.is_empty() && refused.len() > 12, "{missed:?}");

    for path in [format!("/groups/{group}/members/{sub}"), format!("/roles/{}/users/{sub}", role.id)] {
        assert_eq!(ask.put(&path).await.status, 204, "{path}: a part of the user");
        assert_eq!(ask.delete(&path).await.status, 204, "{path}");
    }
    assert_eq!(ask.patch("/clients/other", json!({ "name": "Free" })).await.status, 200);
    let over = ask.patch("/clients/app?override_file_ownership=true", json!({ "name": "Mine" })).await;
    assert_eq!((over.status, &over.json()["name"]), (200, &json!("Mine")), "{}", over.show());
}

#[tokio::test]
async fn a_change_that_reaches_an_owned_record_is_refused_too() {
    let office = office().await;
    let everything = office.role("administrator", &ALL, None).await;
    let ask = office.machine("root", "admin", &[&everything]).await;
    let role = office.role("editor", &[], None).await;
    let group = office.group("crew", None, &[&role]).await;
    let free = office.group("free", None, &[]).await;
    let limited = office.role("helpdesk", &["users:read"], Some(free)).await;
    for thing in [Thing::group("crew"), Thing::role(&limited.name, &limited.owner), Thing::group("gone")] {
        own(&office, &thing).await;
    }
    for (answer, thing) in [
        (ask.delete(&format!("/roles/{}", role.id)).await, "group crew"),
        (ask.delete(&format!("/groups/{free}")).await, "role helpdesk"),
        (ask.post("/groups", Some(json!({ "name": "Gone" }))).await, "group gone"),
        (ask.patch(&format!("/groups/{free}"), json!({ "name": "gone" })).await, "group gone"),
    ] {
        let document = names_the_file(&answer);
        assert!(document["got"].as_str().unwrap().contains(thing), "{document}");
    }
    let map = directory::role_map(&*office.server().storage, &TenantId::default()).await.unwrap();
    assert!(map.role(role.id).is_some() && map.group(free).is_some_and(|group| group.name == "free"));
    assert!(map.group(group).is_some_and(|group| group.roles == [role.id]));
}

#[tokio::test]
async fn no_route_changes_a_scope_an_attribute_a_provider_or_a_tenant_that_a_file_owns() {
    let office = office().await;
    let everything = office.role("administrator", &ALL, None).await;
    let ask = office.machine("root", "admin", &[&everything]).await;
    for (path, body) in [
        ("/scopes", json!({ "scope": "company" })),
        ("/attributes", json!({ "attribute": "department" })),
        ("/providers", json!({ "name": "github", "client_id": "Iv1.abc", "client_secret": "secret" })),
        ("/tenants", json!({ "tenant": "acme", "issuer": "https://acme.example" })),
    ] {
        let added = ask.post(path, Some(body)).await;
        assert_eq!(added.status, 201, "{path}: {}", added.show());
    }
    let into_owned = json!({ "attribute": "shirt", "claim": "shirt", "add_to_scopes": ["company"] });
    let changes = [
        ("PATCH", "/scopes/company", Some(json!({ "writes": true })), "scope company"),
        ("DELETE", "/scopes/company", None, "scope company"),
        ("PATCH", "/attributes/department", Some(json!({ "required": true })), "attribute department"),
        ("DELETE", "/attributes/department", None, "attribute department"),
        ("PATCH", "/providers/github", Some(json!({ "disabled": true })), "github"),
        ("DELETE", "/providers/github", None, "github"),
        ("PATCH", "/tenant", Some(json!({ "name": "Acme" })), "tenant"),
        ("PATCH", "/tenants/acme", Some(json!({ "name": "Acme" })), "tenant"),
        ("POST", "/attributes", Some(into_owned), "scope company"),
        ("POST", "/scopes", Some(json!({ "scope": "gone" })), "scope gone"),
    ];
    let send = async |query: &str, (method, path, body, _): &(&str, &str, Option<Value>, &str)| {
        let headers: &[(&str, &str)] = if *method == "PATCH" { &[("if-match", "*")] } else { &[] };
        ask.request(method, &format!("{path}{query}"), headers, body.clone()).await
    };
    for change in &changes {
        let shown = send("?dry_run=true", change).await;
        assert_eq!(shown.status, 200, "{change:?}: no file owns it: {}", shown.show());
    }
    for thing in [
        Thing::scope("company"),
        Thing::scope("gone"),
        Thing::attribute("department"),
        Thing::identity_provider("github"),
        Thing::tenant(),
    ] {
        own(&office, &thing).await;
    }
    own_of(&office, TenantId::new("acme"), &Thing::tenant()).await;
    let lists = ["/scopes", "/attributes", "/providers", "/tenants"];
    let mut before = Vec::new();
    for list in lists {
        before.push(ask.get(list).await.json());
    }
    for change in &changes {
        for query in ["", "?dry_run=true"] {
            let document = names_the_file(&send(query, change).await);
            assert!(document["got"].as_str().unwrap().contains(change.3), "{change:?}{query}: {document}");
        }
        let shown = send("?dry_run=true&override_file_ownership=true", change).await;
        assert_eq!(shown.status, 200, "{change:?}: {}", shown.show());
    }
    for (list, before) in lists.into_iter().zip(before) {
        assert_eq!(ask.get(list).await.json(), before, "{list}");
    }
}

#[tokio::test]
async fn the_override_is_true_or_false_and_exists_where_files_own_things() {
    let office = office().await;
    let everything = office.role("administrator", &ALL, None).await;
    let ask = office.machine("root", "admin", &[&everything]).await;
    let sub = office.person("bob", &[], &[]).await;
    for path in [
        "/clients/app/disable?override_file_ownership=yes".to_owned(),
        format!("/users/{sub}/disable?override_file_ownership=true"),
    ] {
        assert_eq!(problem(&ask.post(&path, None).await, 400)["field"], "override_file_ownership", "{path}");
    }
    problem(&ask.get("/clients/app?override_file_ownership=true").await, 400);
    let few = office.role("few", &["users:write"], None).await;
    let other = office.machine("few", "admin", &[&few]).await;
    let refused = other.post("/clients/app/disable?override_file_ownership=true", None).await;
    problem(&refused, 403);
}
