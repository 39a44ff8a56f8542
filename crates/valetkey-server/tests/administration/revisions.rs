//! Edits name the revision that the administrator saw (RFC 9110 section 13.1.1).

use serde_json::json;

use crate::office::{Ask, Office, office, problem};

async fn administrator(office: &Office) -> Ask<'_> {
    let role = office
        .role("administrator", &["users:write", "clients:write", "groups:write", "roles:write"], None)
        .await;
    office.machine("robot", "admin", &[&role]).await
}

#[tokio::test]
async fn of_two_administrators_the_second_sees_the_difference_and_stores_nothing() {
    let office = office().await;
    let ask = administrator(&office).await;
    let sub = office.person("bob", &[], &[]).await;
    let path = format!("/users/{sub}");
    let tag = ask.get(&path).await.header("etag").unwrap().to_owned();
    let edit = async |tag: &str, name: &str| {
        ask.request("PATCH", &path, &[("if-match", tag)], Some(json!({ "name": name }))).await
    };
    assert_eq!(edit(&tag, "First").await.status, 200);
    let document = problem(&edit(&tag, "Second").await, 412);
    assert_eq!(document["changed"], json!([{ "field": "name", "before": "First", "after": "Second" }]));
    assert_eq!(document["etag"], ask.get(&path).await.header("etag").unwrap());
    assert_eq!(office.user(&sub).await.unwrap().name.as_deref(), Some("First"));
    assert_eq!(edit("*", "Third").await.status, 200);
}

#[tokio::test]
async fn an_edit_says_what_it_rests_on_and_other_tags_match_nothing() {
    let office = office().await;
    let ask = administrator(&office).await;
    let sub = office.person("bob", &[], &[]).await;
    let path = format!("/users/{sub}");
    let current = ask.get(&path).await.header("etag").unwrap().to_owned();
    let body = || Some(json!({ "name": "Bob" }));
    problem(&ask.request("PATCH", &path, &[], body()).await, 428);
    let almost = ["+", "0"].map(|digit| current.replacen('"', &format!("\"{digit}"), 1));
    let others = ["\"99\"", "\"abc\"", "\"0\""].map(str::to_owned);
    for tag in [format!("W/{current}")].into_iter().chain(almost).chain(others) {
        problem(&ask.request("PATCH", &path, &[("if-match", &tag)], body()).await, 412);
        problem(&ask.request("DELETE", &path, &[("if-match", &tag)], None).await, 412);
        for action in ["disable", "sign-out", "reset-factors"] {
            let path = format!("{path}/{action}");
            problem(&ask.request("POST", &path, &[("if-match", &tag)], None).await, 412);
        }
    }
    for tag in ["", "2", "\"1\", \"2\"", "\"1"] {
        problem(&ask.request("PATCH", &path, &[("if-match", tag)], body()).await, 400);
    }
    let twice = [("if-match", current.as_str()), ("if-match", current.as_str())];
    problem(&ask.request("PATCH", &path, &twice, body()).await, 400);
    problem(
        &ask.request("POST", "/users", &[("if-match", "*")], Some(json!({ "username": "x" }))).await,
        400,
    );
    let sign_out = format!("{path}/sign-out");
    assert_eq!(ask.request("POST", &sign_out, &[("if-match", &current)], None).await.status, 200);
    let current = ask.get(&path).await.header("etag").unwrap().to_owned();
    assert_eq!(ask.request("PATCH", &path, &[("if-match", &current)], body()).await.status, 200);
    problem(&ask.request("DELETE", &path, &[("if-match", &current)], None).await, 412);
    let edited = ask.get(&path).await.header("etag").unwrap().to_owned();
    assert_eq!(ask.request("DELETE", &path, &[("if-match", &edited)], None).await.status, 204);
}

#[tokio::test]
async fn groups_and_roles_have_revisions_too() {
    let office = office().await;
    let ask = administrator(&office).await;
    for (kind, body) in [("groups", json!({ "name": "crew" })), ("roles", json!({ "name": "editor" }))] {
        let added = ask.post(&format!("/{kind}"), Some(body)).await;
        assert_eq!((added.status, added.header("etag")), (201, Some("\"1\"")), "{}", added.show());
        let path = format!("/{kind}/{}", added.json()["id"].as_str().unwrap());
        let edit = async |tag: &str, text: &str| {
            ask.request("PATCH", &path, &[("if-match", tag)], Some(json!({ "description": text }))).await
        };
        let edited = edit("\"1\"", "one").await;
        assert_eq!((edited.status, edited.header("etag")), (200, Some("\"2\"")), "{}", edited.show());
        let document = problem(&edit("\"1\"", "two").await, 412);
        let changed = document["changed"].as_array().unwrap();
        let description = changed.iter().find(|change| change["field"] == "description").unwrap();
        assert_eq!((&description["before"], &description["after"]), (&json!("one"), &json!("two")));
        problem(&ask.request("PATCH", &path, &[], Some(json!({}))).await, 428);
        assert_eq!(ask.delete(&path).await.status, 204);
        problem(&ask.get(&path).await, 404);
    }
}
