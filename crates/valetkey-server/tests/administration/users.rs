//! Users through the API.

use std::sync::Arc;

use serde_json::{Value, json};
use valetkey_authorization_server::event::{Actor, EventKind};
use valetkey_server::{
    Environment as _,
    mail::{MailCatcher, SharedMailTransport},
    outbox::deliver_due,
    testing::TestServer,
};
use valetkey_types::{ClientId, UserId};

use crate::office::{Ask, Office, office, office_of, problem};

async fn helpdesk(office: &Office) -> Ask<'_> {
    let role = office.role("helpdesk", &["users:write"], None).await;
    office.machine("helpdesk", "admin:users:write", &[&role]).await
}

#[tokio::test]
async fn a_user_is_added_shown_edited_and_removed_with_events_of_the_administrator() {
    let office = office().await;
    let ask = helpdesk(&office).await;
    let body = json!({ "username": "grace", "email": "grace@example.org", "name": "Grace", "address": { "country": "US" },
        "password": "a rather long passphrase" });
    let added = ask.post("/users", Some(body)).await;
    assert_eq!(added.status, 201, "{}", added.show());
    let sub = added.json()["sub"].as_str().unwrap().to_owned();
    assert_eq!(added.header("location"), Some(format!("{}/users/{sub}", crate::office::API).as_str()));
    assert_eq!((added.header("etag"), &added.json()["has_password"]), (Some("\"1\""), &json!(true)));
    assert!(!added.text().contains("passphrase") && !added.text().contains("argon2"));

    let shown = ask.get(&format!("/users/{sub}")).await;
    assert_eq!((shown.status, shown.header("etag")), (200, Some("\"1\"")));
    assert_eq!((&shown.json()["address"]["country"], &shown.json()["locked"]), (&json!("US"), &json!(false)));

    let edited = ask
        .request(
            "PATCH",
            &format!("/users/{sub}"),
            &[("if-match", "\"1\"")],
            Some(json!({ "name": null, "nickname": "G", "address": { "locality": "NYC" } })),
        )
        .await;
    assert_eq!((edited.status, edited.header("etag")), (200, Some("\"2\"")), "{}", edited.show());
    let user = edited.json();
    assert_eq!(
        (&user["name"], &user["nickname"], &user["email"]),
        (&Value::Null, &json!("G"), &json!("grace@example.org"))
    );
    assert_eq!((&user["address"]["country"], &user["address"]["locality"]), (&json!("US"), &json!("NYC")));
    let event = office.last_event(&EventKind::UserEdited).await;
    assert_eq!(event.actor, Actor::Client { id: ClientId::new("helpdesk") });
    assert_eq!(event.subject, Some(UserId::new(sub.as_str())));
    assert!(event.reference.is_some() && event.changed.iter().any(|change| change.field == "nickname"));

    let gone = ask.delete(&format!("/users/{sub}")).await;
    assert_eq!((gone.status, gone.text()), (204, ""));
    problem(&ask.get(&format!("/users/{sub}")).await, 404);
    office.last_event(&EventKind::UserRemoved).await;
}

#[tokio::test]
async fn the_old_and_the_new_address_are_told_of_an_edited_address() {
    let catcher = Arc::new(MailCatcher::default());
    let mail = Arc::clone(&catcher) as SharedMailTransport;
    let office = office_of(TestServer::builder().mail(mail)).await;
    let ask = helpdesk(&office).await;
    let body = json!({ "username": "grace", "email": "old@example.org" });
    let added = ask.post("/users", Some(body)).await;
    let path = format!("/users/{}", added.json()["sub"].as_str().unwrap());
    let edit = async |tag: &str, email: &str| {
        let edited = ask.request("PATCH", &path, &[("if-match", tag)], Some(json!({ "email": email }))).await;
        assert_eq!(edited.status, 200, "{}", edited.show());
        deliver_due(&office.server().issuers).await.unwrap();
        let mut told: Vec<String> = catcher.mails().into_iter().map(|mail| mail.to).collect();
        told.sort();
        told
    };
    assert_eq!(edit("\"1\"", "Old@example.org").await, Vec::<String>::new(), "the case alone is no change");
    assert_eq!(edit("\"2\"", "new@example.org").await, ["Old@example.org", "new@example.org"]);
}

#[tokio::test]
async fn every_action_on_a_user_counts_and_stores_its_event() {
    let office = office().await;
    let ask = helpdesk(&office).await;
    let sub = office.person("bob", &[], &[]).await;
    for (action, body, kind) in [
        ("disable", None, EventKind::UserDisabled),
        ("enable", None, EventKind::UserEnabled),
        ("sign-out", None, EventKind::UserSignedOut),
        ("unlock", None, EventKind::UserUnlocked),
        ("password", Some(json!({ "password": "another long passphrase" })), EventKind::UserPasswordSet),
    ] {
        let answer = ask.post(&format!("/users/{sub}/{action}"), body).await;
        assert_eq!(answer.status, 200, "{action}: {}", answer.show());
        assert_eq!(answer.json()["disabled"], action == "disable", "{action}");
        office.last_event(&kind).await;
        office.server().advance(1);
    }
    let server = office.server();
    let now = server.environment.now();
    assert!(office.user(&sub).await.unwrap().may_sign_in(now));
    let none = ask.post(&format!("/users/{sub}/reset-factors"), None).await;
    assert_eq!(none.status, 200, "there are none, and that is no error: {}", none.show());
}

#[tokio::test]
async fn a_refusal_names_the_field_what_was_expected_and_what_came() {
    let office = office().await;
    let ask = helpdesk(&office).await;
    let sub = office.person("bob", &[], &[]).await;
    let path = format!("/users/{sub}");
    for (body, field) in [
        (json!({ "emial": "x" }), "emial"),
        (json!({ "email": "no address" }), "email"),
        (json!({ "username": "" }), "username"),
        (json!({ "birthdate": "1999-13-01" }), "birthdate"),
        (json!({ "address": { "country": "" } }), "address.country"),
        (json!({ "roles": [""] }), "roles"),
        (json!({ "attributes": { "no_such": "x" } }), "attributes"),
        (json!({ "attributes": { "x": {} } }), "attributes.x"),
        (json!({ "password": "a long enough password" }), "password"),
        (json!({ "username": "ada" }), "username"),
        (json!({ "email": "ADA@example.org" }), "email"),
    ] {
        let document = problem(&ask.patch(&path, body.clone()).await, 400);
        assert_eq!(document["field"], field, "{body}: {document}");
        assert!(document["expected"].is_string() && document["got"].is_string(), "{document}");
    }
    let short = ask.post(&format!("{path}/password"), Some(json!({ "password": "short" }))).await;
    assert_eq!(problem(&short, 400)["field"], "password");
    assert!(!short.text().contains("\"short\""), "the password is not repeated");
    for (body, content_type, status) in [
        (json!([]), "application/json", 400),
        (json!({ "name": "x" }), "text/plain", 415),
        (json!({ "name": "x" }), "application/x-www-form-urlencoded", 415),
    ] {
        let headers = [("if-match", "*"), ("content-type", content_type)];
        problem(&ask.request("PATCH", &path, &headers, Some(body)).await, status);
    }
    problem(&ask.post("/users", Some(json!({ "email": "x@example.org" }))).await, 400);
    let with_body = ask.post(&format!("{path}/disable"), Some(json!({ "reason": "x" }))).await;
    assert_eq!(problem(&with_body, 400)["field"], "body");
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=1000", "limit"),
        ("limt=1", "limt"),
        ("after=x", "after"),
        ("group=x", "group"),
        ("direct=yes", "direct"),
        ("dry_run=true", "dry_run"),
    ] {
        let document = problem(&ask.get(&format!("/users?{query}")).await, 400);
        assert_eq!(document["field"], field, "{query}");
    }
    assert_eq!(problem(&ask.get("/users?limit=1&limit=2").await, 400)["field"], "query");
    assert_eq!(office.user(&sub).await.unwrap().revision, 2, "nothing was stored");
}

#[tokio::test]
async fn sc6_lists_come_in_parts_and_a_cursor_counts_for_its_list_and_filters_only() {
    let office = office().await;
    let ask = helpdesk(&office).await;
    for number in 0..7 {
        office.person(&format!("member-{number}"), &[], &[]).await;
    }
    let mut names = Vec::new();
    let mut next = String::new();
    loop {
        let part = ask.get(&format!("/users?limit=3&search=member&after={next}")).await.json();
        let items = part["items"].as_array().unwrap();
        names.extend(items.iter().map(|user| user["username"].as_str().unwrap().to_owned()));
        match part["next"].as_str() {
            Some(cursor) => next = cursor.to_owned(),
            None => break,
        }
    }
    let expected: Vec<String> = (0..7).map(|number| format!("member-{number}")).collect();
    assert_eq!(names, expected);
    assert!(!next.contains("member"), "a cursor shows nothing");
    for path in [
        format!("/users?after={next}"),
        format!("/users?search=ada&after={next}"),
        format!("/clients?after={next}"),
    ] {
        let role = office.role(&path, &["clients:read", "users:read"], None).await;
        let ask = office.machine(&format!("reader-{}", path.len()), "admin", &[&role]).await;
        assert_eq!(problem(&ask.get(&path).await, 400)["field"], "after", "{path}");
    }
    let found = ask.get("/users?name=MEMBER-3@example.org").await.json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    // A user of the last part may be gone by then.
    let first = ask.get("/users?limit=1&search=member").await.json();
    ask.delete(&format!("/users/{}", first["items"][0]["sub"].as_str().unwrap())).await;
    let second =
        ask.get(&format!("/users?limit=1&search=member&after={}", first["next"].as_str().unwrap())).await;
    assert_eq!(second.json()["items"][0]["username"], "member-1");
}

#[tokio::test]
async fn a_dry_run_shows_the_change_and_stores_nothing() {
    let office = office().await;
    let ask = helpdesk(&office).await;
    let sub = office.person("bob", &[], &[]).await;
    let before = (office.user(&sub).await, office.events().await.len());
    let headers = [("if-match", "*")];
    let edit = Some(json!({ "nickname": "Bobby" }));
    let shown = ask.request("PATCH", &format!("/users/{sub}?dry_run=true"), &headers, edit).await;
    assert_eq!(shown.status, 200, "{}", shown.show());
    let expected = json!([{ "field": "nickname", "before": "", "after": "Bobby" }]);
    assert_eq!((&shown.json()["changed"], &shown.json()["events"]), (&expected, &json!(["user.edited"])));
    for (method, path) in [("POST", "disable"), ("POST", "sign-out"), ("POST", "unlock")] {
        let shown = ask.request(method, &format!("/users/{sub}/{path}?dry_run=true"), &[], None).await;
        assert_eq!((shown.status, &shown.json()["dry_run"]), (200, &json!(true)), "{path}");
    }
    let removal = ask.delete(&format!("/users/{sub}?dry_run=true")).await;
    assert_eq!(removal.json()["events"], json!(["user.removed"]));
    let new = json!({ "username": "new", "password": "a long enough password" });
    assert_eq!(ask.post("/users?dry_run=true", Some(new)).await.json()["events"], json!(["user.added"]));
    assert_eq!((office.user(&sub).await, office.events().await.len()), before);
    problem(&ask.delete(&format!("/users/{sub}?dry_run=yes")).await, 400);
}
