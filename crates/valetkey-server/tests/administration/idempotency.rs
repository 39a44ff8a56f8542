//! A change that is sent again with the same `Idempotency-Key` is not made again.

use std::sync::Arc;

use serde_json::{Value, json};
use valetkey_authorization_server::{
    Change,
    record::{KeptAnswer, TenantRecord},
};
use valetkey_server::{Environment as _, testing::Answer};
use valetkey_storage::{Listing, Row, Storage, record::KEPT_ANSWER};
use valetkey_types::{Issuer, TenantId};

use crate::{
    databases::on_every_database,
    matrix::{ALL, HAS_NONE, Operation, add_named_records, body_of, operations_about},
    office::{API, Ask, BASE, Office, office, office_on, problem, stored},
};

async fn root(office: &Office) -> Ask<'_> {
    let everything = office.role("administrator", &ALL, None).await;
    office.machine("root", "admin", &[&everything]).await
}

fn new_client(name: &str) -> Value {
    json!({ "name": name, "redirect_uris": ["https://n.example/"], "id_token_signed_response_alg": "ES256" })
}

async fn post(ask: &Ask<'_>, path: &str, key: &str, body: Value) -> Answer {
    ask.request("POST", path, &[("idempotency-key", key)], Some(body)).await
}

/// Returns the same values of two answers to the same request.
fn parts(answer: &Answer) -> (u16, String, [Option<&str>; 3]) {
    let headers = ["content-type", "etag", "location"].map(|name| answer.header(name));
    (answer.status, answer.text().to_owned(), headers)
}

fn is_replayed(answer: &Answer) -> bool {
    answer.header("idempotent-replayed") == Some("true")
}

async fn rows(office: &Office) -> Vec<Row> {
    office.server().storage.rows(&Listing::all(&KEPT_ANSWER, None, 100)).await.unwrap()
}

#[tokio::test]
async fn a_second_request_gets_the_answer_of_the_first_with_its_secret_and_changes_nothing() {
    let office = office().await;
    let ask = root(&office).await;
    let first = post(&ask, "/clients", "\"one\"", new_client("N")).await;
    assert_eq!((first.status, is_replayed(&first)), (201, false), "{}", first.show());
    let secret = first.json()["client_secret"].as_str().unwrap().to_owned();
    let events = office.events().await.len();
    // Quotes do not make another key.
    for key in ["\"one\"", "one"] {
        let again = post(&ask, "/clients", key, new_client("N")).await;
        assert_eq!(parts(&again), parts(&first));
        assert!(is_replayed(&again), "{}", again.show());
    }
    assert_eq!(office.events().await.len(), events);
    assert_eq!(ask.get("/clients?search=n-").await.json()["items"].as_array().unwrap().len(), 1);
    // Neither the secret nor the key is readable in the database.
    let kept = format!("{:?}", rows(&office).await.iter().map(|row| &row.document).collect::<Vec<_>>());
    assert!(
        !kept.contains(&secret) && !kept.contains("client_secret") && !kept.contains("\"one\""),
        "{kept}"
    );

    // The client that was added has the revision and the secret of the answer.
    let path = format!("/clients/{}", first.json()["client_id"].as_str().unwrap());
    assert_eq!(ask.get(&path).await.header("etag"), first.header("etag"));
    assert_eq!(post(&ask, "/clients", "two", new_client("N")).await.status, 201);
    assert_eq!(ask.get("/clients?search=n-").await.json()["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_caller_in_one_tenant() {
    let office = office().await;
    let ask = root(&office).await;
    let group = json!({ "name": "crew" });
    let first = post(&ask, "/groups", "one", group.clone()).await;
    assert_eq!(first.status, 201, "{}", first.show());
    let path = format!("/groups/{}", first.json()["id"].as_str().unwrap());
    let others = [
        post(&ask, "/groups", "one", json!({ "name": "other" })).await,
        post(&ask, "/groups?dry_run=false", "one", group.clone()).await,
        post(&ask, "/roles", "one", group.clone()).await,
        ask.request("DELETE", &path, &[("idempotency-key", "one")], None).await,
    ];
    for other in &others {
        let document = problem(other, 422);
        assert_eq!(
            (&document["field"], &document["check"]),
            (&json!("Idempotency-Key"), &json!("idempotency"))
        );
    }
    assert_eq!(ask.get(&path).await.status, 200);

    // Another caller with the same key makes the change, or hears that the name is taken.
    let everything = office.role("everything", &ALL, None).await;
    let other = office.machine("other-root", "admin", &[&everything]).await;
    let answer = post(&other, "/groups", "one", group.clone()).await;
    assert_eq!(problem(&answer, 400)["field"], "name");
    assert_eq!(post(&other, "/groups", "one", json!({ "name": "theirs" })).await.status, 201);

    let (tenant, issuer) = (TenantId::new("acme"), Issuer::parse("https://acme.example").unwrap());
    let record = TenantRecord::new(tenant.clone(), issuer, office.server().environment.now());
    office.server().apply(vec![Change::AddTenant(record)]).await;
    office.server().issuers.reload().await.unwrap();
    let of_acme = office.role_in(&tenant, "administrator", &ALL, None).await;
    office.add_machine(&tenant, "root", &[&of_acme]).await;
    let resource = format!("https://acme.example{BASE}");
    let scope = [("scope", "admin"), ("resource", resource.as_str())];
    let acme = office.token_of_machine("acme.example", "root", &scope).await;
    let headers = [("host", "acme.example"), ("idempotency-key", "one")];
    let added = acme.request("POST", "/groups", &headers, Some(group)).await;
    assert_eq!((added.status, is_replayed(&added)), (201, false), "{}", added.show());
    assert_ne!(added.json()["id"], first.json()["id"]);
}

#[tokio::test]
async fn a_key_counts_for_a_day_and_a_failure_or_a_dry_run_does_not_use_it_up() {
    let office = office().await;
    let ask = root(&office).await;
    problem(&post(&ask, "/clients", "one", json!({ "name": "" })).await, 400);
    assert_eq!(post(&ask, "/clients?dry_run=true", "one", new_client("N")).await.json()["dry_run"], true);
    assert_eq!(rows(&office).await, []);
    let first = post(&ask, "/clients", "one", new_client("N")).await;
    assert_eq!(first.status, 201, "{}", first.show());
    office.server().environment.advance(86_399);
    let ask = office.token_of_machine("id.example", "root", &[("scope", "admin"), ("resource", API)]).await;
    assert!(is_replayed(&post(&ask, "/clients", "one", new_client("N")).await));
    office.server().environment.advance(1);
    let next = post(&ask, "/clients", "one", new_client("N")).await;
    assert_eq!((next.status, is_replayed(&next)), (201, false), "{}", next.show());
    assert_ne!(next.json()["client_id"], first.json()["client_id"]);
    assert!(is_replayed(&post(&ask, "/clients", "one", new_client("N")).await));
    office.server().environment.advance(86_401);
    let before = office.server().environment.now();
    office.server().apply(vec![Change::RemoveExpired { before, at_most: 100 }]).await;
    assert_eq!(rows(&office).await, []);
}

#[tokio::test]
async fn a_bad_key_is_refused_with_the_bound() {
    let office = office().await;
    let ask = root(&office).await;
    let long = "x".repeat(256);
    for key in ["", "\"\"", "a\tb", long.as_str()] {
        let document = problem(&post(&ask, "/clients", key, new_client("N")).await, 400);
        assert_eq!(document["field"], "Idempotency-Key");
        assert!(document["expected"].as_str().unwrap().contains("255"), "{document}");
    }
    let twice = [("idempotency-key", "a"), ("idempotency-key", "a")];
    problem(&ask.request("POST", "/clients", &twice, Some(new_client("N"))).await, 400);
    problem(&ask.request("GET", "/clients", &[("idempotency-key", "a")], None).await, 400);
    assert_eq!(rows(&office).await, []);
}

#[tokio::test]
async fn the_keys_of_a_caller_have_a_bound_for_each_hour() {
    let office = office().await;
    let ask = root(&office).await;
    let (tenant, now) = (TenantId::default(), office.server().environment.now());
    let mut counter = KeptAnswer::counter(&tenant, "client root", now);
    counter.count = KeptAnswer::MOST_IN_AN_HOUR - 1;
    office.server().apply(vec![Change::AddToCounter { counter, since: now }]).await;
    assert_eq!(post(&ask, "/groups", "one", json!({ "name": "one" })).await.status, 201);
    let refused = post(&ask, "/groups", "two", json!({ "name": "two" })).await;
    assert_eq!(problem(&refused, 429)["field"], "Idempotency-Key");
    let wait: i64 = refused.header("retry-after").unwrap().parse().unwrap();
    // An old key still gets its answer, and another caller is not affected.
    assert!(is_replayed(&post(&ask, "/groups", "one", json!({ "name": "one" })).await));
    let everything = office.role("everything", &ALL, None).await;
    let other = office.machine("other-root", "admin", &[&everything]).await;
    assert_eq!(post(&other, "/groups", "two", json!({ "name": "theirs" })).await.status, 201);
    office.server().environment.advance(wait);
    let ask = office.token_of_machine("id.example", "root", &[("scope", "admin"), ("resource", API)]).await;
    assert_eq!(post(&ask, "/groups", "two", json!({ "name": "two" })).await.status, 201);
}

#[tokio::test]
async fn a_kept_answer_opens_in_its_own_row_only() {
    let office = office().await;
    let ask = root(&office).await;
    assert_eq!(post(&ask, "/clients", "one", new_client("N")).await.status, 201);
    let mut row = rows(&office).await.remove(0);
    let other = KeptAnswer::digest_of("two");
    row.document = row.document.replace(&KeptAnswer::digest_of("one"), &other);
    row.values[2] = valetkey_storage::value::Value::Text(other);
    office.server().storage.store(valetkey_storage::RowList::of_rows(vec![row])).await.unwrap();
    let moved = post(&ask, "/clients", "two", new_client("N")).await;
    problem(&moved, 500);
    assert!(!moved.text().contains("client_secret"), "{}", moved.show());
}

async fn of_requests_at_the_same_moment_one_makes_the_change(storage: Arc<dyn Storage>) {
    let office = office_on(storage).await;
    let ask = root(&office).await;
    for round in 0..5 {
        let key = format!("round {round}");
        let send = || post(&ask, "/clients", &key, new_client(&format!("Round{round}")));
        let (a, b, c, d) = tokio::join!(send(), send(), send(), send());
        let answers = [a, b, c, d];
        for answer in &answers {
            assert_eq!(parts(answer), parts(&answers[0]), "{}", answer.show());
        }
        assert_eq!(answers[0].status, 201, "{}", answers[0].show());
        assert_eq!(answers.iter().filter(|answer| !is_replayed(answer)).count(), 1, "one made the change");
        let found = ask.get(&format!("/clients?search=Round{round}")).await.json();
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
    }
    // Two requests with other keys want one name: one is refused, and says which field.
    let user = |key: &'static str| post(&ask, "/users", key, json!({ "username": "zoe" }));
    let (one, other) = tokio::join!(user("zoe 1"), user("zoe 2"));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 400], "{} {}", one.show(), other.show());
    let refused = if one.status == 400 { &one } else { &other };
    assert_eq!(problem(refused, 400)["field"], "username");
}

async fn every_change_is_stored_once_and_answered_twice(storage: Arc<dyn Storage>) {
    let office = office_on(storage).await;
    let everything = office.role("administrator", &ALL, None).await;
    let ask = office.machine("root", "admin", &[&everything]).await;
    let role = office.role("editor", &[], None).await.id.to_string();
    office.add_machine(&TenantId::default(), "robot", &[&everything]).await;
    add_named_records(&office, "id.example").await;
    let mut operations = operations_about(&office, "SUB", "CLIENT", [&role, "GROUP"]).await;
    operations.retain(|operation| operation.method != "GET" && !operation.path.contains("no-such-"));
    // A record is removed after its other changes, and the keys that sign the token are replaced at the end.
    operations.sort_by_key(|operation| {
        let path = &operation.path;
        let replaces_keys = path.contains("replace-compromised");
        (
            replaces_keys,
            operation.method == "DELETE",
            operation.method == "DELETE" && path.matches('/').count() < 3,
        )
    });
    let mut done = 0;
    for (number, Operation { method, path, .. }) in operations.iter().enumerate() {
        let sub = office.person(&format!("bob{number}"), &[], &[]).await;
        let client = format!("robot-{number}");
        office.add_machine(&TenantId::default(), &client, &[]).await;
        let group = office.group(&format!("crew {number}"), None, &[]).await.to_string();
        let values = [("SUB", sub.as_str()), ("CLIENT", &client), ("GROUP", &group)];
        let path = values.iter().fold(path.clone(), |path, (name, value)| path.replace(name, value));
        let mut body = body_of(method, &path);
        if let Some(body) = body.as_mut().and_then(Value::as_object_mut) {
            for member in ["scope", "attribute", "name"] {
                body.entry(member).and_modify(|name| *name = json!("other"));
            }
        }
        let key = format!("change {number}");
        let headers = [("if-match", "*"), ("idempotency-key", key.as_str())];
        let headers = if method == "PATCH" { &headers[..] } else { &headers[1..] };
        let what = format!("{method} {path}");
        let first = ask.request(method, &path, headers, body.clone()).await;
        let has_none = HAS_NONE.iter().any(|part| path.contains(part));
        if has_none {
            problem(&first, 404);
            continue;
        }
        assert!([200, 201, 204].contains(&first.status), "{what}: {}", first.show());
        if path.contains("replace-compromised") {
            continue;
        }
        let after = stored(&office, &sub).await;
        let again = ask.request(method, &path, headers, body).await;
        assert_eq!(parts(&again), parts(&first), "{what}");
        assert!(is_replayed(&again), "{what}");
        assert_eq!(stored(&office, &sub).await, after, "{what}");
        is_as_stored(&ask, &path, &first, &what).await;
        done += 1;
    }
    assert!(done > 40, "{done}");
}

/// Asserts that the answer to a change shows the record as a later request does.
async fn is_as_stored(ask: &Ask<'_>, path: &str, first: &Answer, what: &str) {
    let location = first.header("location").and_then(|location| location.strip_prefix(API));
    let (Some(tag), record) = (first.header("etag"), location.unwrap_or(path)) else { return };
    let record = match location {
        Some(_) => record.to_owned(),
        None => record.split('/').take(3).collect::<Vec<_>>().join("/"),
    };
    let shown = ask.get(&record).await;
    assert_eq!(shown.header("etag"), Some(tag), "{what}: {}", shown.show());
    let (shown, answered) = (shown.json(), first.json());
    for (member, value) in answered.as_object().unwrap() {
        assert!(shown[member] == *value || member.contains("secret"), "{what}: {member}: {shown}");
    }
}

on_every_database!(
    of_requests_at_the_same_moment_one_makes_the_change,
    every_change_is_stored_once_and_answered_twice,
);
