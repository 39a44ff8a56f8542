//! SC8: nobody gives, takes over or takes away more than they hold, and an administrator of a group reaches its members only.

use serde_json::json;
use valetkey_authorization_server::record::Role;

use crate::office::{API, Ask, Office, office, problem};

/// A tenant with the administrator root, who holds everything by the role and the group of administrators.
struct Palace {
    office: Office,
    everything: Role,
    root: String,
    administrators: uuid::Uuid,
}

async fn palace() -> Palace {
    let office = office().await;
    let everything = office
        .role(
            "administrator",
            &["users:write", "clients:write", "groups:write", "roles:write", "keys:write"],
            None,
        )
        .await;
    let administrators = office.group("administrators", None, &[&everything]).await;
    let root = office.person("root", &[administrators], &[]).await;
    Palace { office, everything, root, administrators }
}

fn is_exceeded(answer: &valetkey_server::testing::Answer, permission: &str) {
    let document = problem(answer, 403);
    let got = document["got"].as_str().unwrap();
    assert!(got.contains(permission), "{document}");
}

async fn machine<'a>(office: &'a Office, name: &str, permissions: &[&str]) -> Ask<'a> {
    let role = office.role(name, permissions, None).await;
    office.machine(name, "admin", &[&role]).await
}

#[tokio::test]
async fn sc8_who_writes_users_takes_over_no_user_who_holds_more() {
    let Palace { office, root, .. } = palace().await;
    let ask = machine(&office, "helpdesk", &["users:write"]).await;
    let path = format!("/users/{root}");
    let before = office.user(&root).await;
    for (action, body) in [
        ("disable", None),
        ("enable", None),
        ("sign-out", None),
        ("unlock", None),
        ("reset-factors", None),
        ("password", Some(json!({ "password": "now it is mine alone" }))),
    ] {
        is_exceeded(&ask.post(&format!("{path}/{action}"), body).await, "keys:write");
    }
    is_exceeded(
        &ask.patch(&path, json!({ "email": "eve@example.org", "email_verified": true })).await,
        "keys:write",
    );
    is_exceeded(&ask.delete(&path).await, "keys:write");
    let session = "sessions/00000000-0000-7000-8000-000000000000";
    for access in [session, "applications/app"] {
        is_exceeded(&ask.delete(&format!("{path}/{access}")).await, "keys:write");
    }
    assert_eq!(ask.get(&path).await.status, 200, "to see is permitted");
    assert_eq!(office.user(&root).await, before);
}

#[tokio::test]
async fn sc8_an_administrator_of_users_changes_no_names_of_roles() {
    let office = office().await;
    let ask = machine(&office, "helpdesk", &["users:write"]).await;
    let both = machine(&office, "both", &["users:write", "roles:write"]).await;
    let bob = format!("/users/{}", office.person("bob", &[], &[]).await);
    assert_eq!(both.patch(&bob, json!({ "roles": ["manager"] })).await.status, 200);
    for answer in [
        ask.post("/users", Some(json!({ "username": "eve", "roles": ["manager"] }))).await,
        ask.patch(&bob, json!({ "roles": ["manager", "owner"] })).await,
        ask.patch(&bob, json!({ "roles": [] })).await,
    ] {
        assert_eq!(problem(&answer, 403)["permission"], "roles:write");
    }
    assert_eq!(ask.patch(&bob, json!({ "roles": ["manager"], "name": "Bob" })).await.status, 200);
}

#[tokio::test]
async fn sc8_who_writes_roles_gives_no_role_more_than_they_hold() {
    let Palace { office, everything, root, administrators } = palace().await;
    let ask = machine(&office, "roles", &["roles:write", "users:read", "groups:read", "clients:read"]).await;
    let bob = office.person("bob", &[], &[]).await;
    is_exceeded(
        &ask.post("/roles", Some(json!({ "name": "x", "permissions": ["keys:read"] }))).await,
        "keys:read",
    );
    is_exceeded(
        &ask.post("/roles", Some(json!({ "name": "x", "permissions": ["users:write"] }))).await,
        "users:write",
    );
    let own = ask.post("/roles", Some(json!({ "name": "x", "permissions": ["users:read"] }))).await;
    assert_eq!(own.status, 201, "{}", own.show());
    let own = own.json()["id"].as_str().unwrap().to_owned();
    is_exceeded(
        &ask.patch(&format!("/roles/{own}"), json!({ "permissions": ["users:read", "tenant:write"] })).await,
        "tenant:write",
    );
    let (role, group) = (everything.id, administrators);
    for answer in [
        ask.put(&format!("/roles/{role}/users/{bob}")).await,
        ask.put(&format!("/roles/{role}/clients/app")).await,
        ask.put(&format!("/roles/{role}/groups/{group}")).await,
        ask.delete(&format!("/roles/{role}/groups/{group}")).await,
        ask.patch(&format!("/roles/{role}"), json!({ "permissions": [] })).await,
        ask.delete(&format!("/roles/{role}")).await,
        ask.put(&format!("/roles/{own}/users/{root}")).await,
    ] {
        is_exceeded(&answer, "keys:write");
    }
    assert_eq!(ask.put(&format!("/roles/{own}/users/{bob}")).await.status, 204);
    assert_eq!(ask.put(&format!("/roles/{own}/clients/app")).await.status, 204);
}

#[tokio::test]
async fn sc8_who_writes_groups_puts_nobody_below_roles_that_they_lack() {
    let Palace { office, administrators, .. } = palace().await;
    let ask = machine(&office, "groups", &["groups:write", "users:read"]).await;
    let bob = office.person("bob", &[], &[]).await;
    is_exceeded(&ask.put(&format!("/groups/{administrators}/members/{bob}")).await, "keys:write");
    let below = json!({ "name": "crew", "parent": administrators });
    is_exceeded(&ask.post("/groups", Some(below)).await, "keys:write");
    let crew =
        ask.post("/groups", Some(json!({ "name": "crew" }))).await.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(ask.put(&format!("/groups/{crew}/members/{bob}")).await.status, 204);
    is_exceeded(
        &ask.patch(&format!("/groups/{crew}"), json!({ "parent": administrators })).await,
        "keys:write",
    );
    is_exceeded(&ask.delete(&format!("/groups/{administrators}")).await, "keys:write");
    problem(&ask.put(&format!("/groups/{crew}/members/nobody")).await, 404);
}

#[tokio::test]
async fn sc8_who_writes_clients_gets_no_tokens_for_this_api_by_an_application() {
    let Palace { office, .. } = palace().await;
    let ask = machine(&office, "clients", &["clients:write"]).await;
    let body = |scope: &str, audience: &str| {
        Some(
            json!({ "name": "Trap", "redirect_uris": ["https://trap.example/"], "consent": "trusted", "scope": scope,
            "audiences": [audience], "id_token_signed_response_alg": "ES256" }),
        )
    };
    is_exceeded(&ask.post("/clients", body("openid admin", API)).await, "keys:write");
    is_exceeded(&ask.post("/clients", body("admin:users:write", API)).await, "users:write");
    assert_eq!(ask.post("/clients", body("openid admin", "https://api.example")).await.status, 201);
    let own = ask.post("/clients", body("openid", API)).await;
    assert_eq!(own.status, 201, "{}", own.show());
    let path = format!("/clients/{}", own.json()["client_id"].as_str().unwrap());
    is_exceeded(&ask.patch(&path, json!({ "scope": "openid admin" })).await, "keys:write");
    // `panel` gets tokens for administrators. Who changes its redirect URIs gets them too.
    is_exceeded(
        &ask.patch("/clients/panel", json!({ "redirect_uris": ["https://trap.example/"] })).await,
        "keys:write",
    );
    is_exceeded(&ask.post("/clients/panel/rotate-secret", None).await, "keys:write");
    is_exceeded(&ask.delete("/clients/panel").await, "keys:write");
}

#[tokio::test]
async fn sc8_a_client_with_a_role_is_changed_only_by_who_holds_it() {
    let Palace { office, everything, .. } = palace().await;
    let ask = machine(&office, "clients", &["clients:write"]).await;
    office.add_machine(&valetkey_types::TenantId::default(), "strong", &[&everything]).await;
    for answer in [
        ask.post("/clients/strong/rotate-secret", None).await,
        ask.post("/clients/strong/disable", None).await,
        ask.patch("/clients/strong", json!({ "name": "x" })).await,
        ask.delete("/clients/strong").await,
    ] {
        is_exceeded(&answer, "keys:write");
    }
}

#[tokio::test]
async fn sc8_an_administrator_of_a_group_sees_and_changes_its_members_only() {
    let office = office().await;
    let customers = office.group("customers", None, &[]).await;
    let north = office.group("north", Some(customers), &[]).await;
    let staff = office.group("staff", None, &[]).await;
    let role = office.role("helpdesk", &["users:write"], Some(customers)).await;
    let ask = office.machine("helpdesk", "admin", &[&role]).await;
    let mut inside = Vec::new();
    for (number, group) in [(0, customers), (1, north), (2, customers), (3, north)] {
        inside.push(office.person(&format!("customer-{number}"), &[group], &[]).await);
    }
    inside.push(office.person("customer-4", &[customers, north], &[]).await);
    let outside = office.person("clerk", &[staff], &[]).await;

    let (mut found, mut next) = (Vec::new(), String::new());
    loop {
        let part = ask.get(&format!("/users?limit=2&after={next}")).await.json();
        found.extend(
            part["items"].as_array().unwrap().iter().map(|user| user["sub"].as_str().unwrap().to_owned()),
        );
        match part["next"].as_str() {
            Some(cursor) => next = cursor.to_owned(),
            None => break,
        }
    }
    found.sort();
    assert_eq!(found, inside, "each once");
    for query in ["name=clerk", "search=clerk", &format!("group={staff}"), "name=ada"] {
        assert_eq!(ask.get(&format!("/users?{query}")).await.json()["items"], json!([]), "{query}");
    }
    for (query, count) in [
        (format!("group={north}"), 3),
        (format!("group={customers}"), 5),
        (format!("group={customers}&direct=true"), 3),
        (format!("group={customers}&direct=true&name=customer-1"), 0),
        (format!("group={customers}&direct=true&name=customer-4"), 1),
    ] {
        let items = ask.get(&format!("/users?{query}")).await.json()["items"].clone();
        assert_eq!(items.as_array().unwrap().len(), count, "{query}");
    }

    let path = format!("/users/{outside}");
    problem(&ask.get(&path).await, 404);
    problem(&ask.patch(&path, json!({ "name": "x" })).await, 404);
    problem(&ask.delete(&path).await, 404);
    problem(
        &ask.post(&format!("{path}/password"), Some(json!({ "password": "a long enough password" }))).await,
        404,
    );
    assert_eq!(ask.patch(&format!("/users/{}", inside[1]), json!({ "name": "North" })).await.status, 200);
    assert_eq!(ask.post(&format!("/users/{}/disable", inside[0]), None).await.status, 200);
    problem(&ask.post("/users", Some(json!({ "username": "new" }))).await, 403);
    for path in ["/groups", "/roles", "/clients"] {
        problem(&ask.get(path).await, 403);
    }
}

#[tokio::test]
async fn sc8_nobody_widens_the_group_that_they_are_limited_to() {
    let office = office().await;
    let customers = office.group("customers", None, &[]).await;
    let staff = office.group("staff", None, &[]).await;
    let limited = office.role("helpdesk", &["users:write"], Some(customers)).await;
    let groups = office.role("groups", &["groups:write", "users:read", "roles:write"], None).await;
    let ask = office.machine("robot", "admin", &[&limited, &groups]).await;
    let clerk = office.person("clerk", &[staff], &[]).await;
    let refused = problem(&ask.put(&format!("/groups/{customers}/members/{clerk}")).await, 403);
    assert_eq!(refused["permission"], "users:write");
    problem(&ask.patch(&format!("/groups/{staff}"), json!({ "parent": customers })).await, 403);
    let north = office.group("north", Some(customers), &[]).await;
    for answer in [
        ask.patch(&format!("/groups/{north}"), json!({ "parent": null })).await,
        ask.delete(&format!("/groups/{north}")).await,
    ] {
        assert_eq!(problem(&answer, 403)["permission"], "users:write", "others would lose its members");
    }
    let role = limited.id;
    is_exceeded(&ask.patch(&format!("/roles/{role}"), json!({ "within_group": staff })).await, "users:write");
    is_exceeded(&ask.patch(&format!("/roles/{role}"), json!({ "within_group": null })).await, "users:write");
}

#[tokio::test]
async fn sc8_an_administrator_locks_nobody_out_but_others() {
    let Palace { office, everything, administrators, .. } = palace().await;
    office.set_user("user-ada", |ada| ada.granted_roles = vec![everything.id]).await;
    let ask = office.ada("openid admin").await;
    for answer in [
        ask.delete("/users/user-ada").await,
        ask.post("/users/user-ada/disable", None).await,
        ask.delete(&format!("/roles/{}/users/user-ada", everything.id)).await,
        ask.delete(&format!("/roles/{}", everything.id)).await,
        ask.patch(&format!("/roles/{}", everything.id), json!({ "permissions": ["users:read"] })).await,
    ] {
        let document = problem(&answer, 403);
        assert!(
            document["detail"].as_str().unwrap().contains("keeps the access of the administrator"),
            "{document}"
        );
    }
    assert_eq!(
        ask.delete(&format!("/groups/{administrators}")).await.status,
        204,
        "ada has the role without it"
    );
    assert_eq!(ask.get("/users").await.status, 200);
}

#[tokio::test]
async fn sc8_a_member_does_not_leave_the_group_that_makes_them_an_administrator() {
    let Palace { office, everything, administrators, root } = palace().await;
    office.set_user("user-ada", |ada| ada.groups = vec![administrators]).await;
    let ask = office.ada("openid admin").await;
    for answer in [
        ask.delete(&format!("/groups/{administrators}/members/user-ada")).await,
        ask.delete(&format!("/groups/{administrators}")).await,
        ask.delete(&format!("/roles/{}/groups/{administrators}", everything.id)).await,
    ] {
        let document = problem(&answer, 403);
        assert!(document["detail"].as_str().unwrap().contains("keeps the access"), "{document}");
    }
    assert_eq!(ask.delete(&format!("/groups/{administrators}/members/{root}")).await.status, 204);
    assert_eq!(ask.get("/users").await.status, 200);
}
