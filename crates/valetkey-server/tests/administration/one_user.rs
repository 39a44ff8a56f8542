//! One user through the API: single ways to sign in, the deletion later, the export, reasons, and the preview of claims.

use serde_json::{Value, json};
use valetkey_accounts::FactorKind;
use valetkey_authorization_server::{
    Change,
    event::EventKind,
    record::{LinkedAccount, Passkey, SecondFactors},
};
use valetkey_types::{TenantId, Timestamp, Unknown, UserId};

use crate::office::{Ask, Office, office, problem};

async fn helpdesk(office: &Office) -> Ask<'_> {
    let role = office.role("helpdesk", &["users:write"], None).await;
    office.machine("helpdesk", "admin", &[&role]).await
}

/// Gives a user a passkey, an authenticator app and an account at a provider.
async fn give_ways(office: &Office, sub: &str) {
    let (tenant, user_id, at) = (TenantId::default(), UserId::new(sub), Timestamp(1_700_000_000));
    office
        .set_user(sub, |user| {
            *user = user.clone().with_factor(FactorKind::Authenticator).with_factor(FactorKind::Passkey);
        })
        .await;
    let passkey = Passkey {
        tenant: tenant.clone(),
        credential_id: "id-1".to_owned(),
        user_id: user_id.clone(),
        user_handle: "handle".to_owned(),
        public_key: "key".to_owned(),
        name: "Phone".to_owned(),
        aaguid: uuid::Uuid::nil(),
        transports: Vec::new(),
        backup_eligible: false,
        created_at: at,
        sign_count: 0,
        backed_up: false,
        last_used_at: None,
        revision: 0,
        unknown: Unknown::default(),
    };
    let account = LinkedAccount {
        tenant: tenant.clone(),
        issuer: "https://github.com".to_owned(),
        subject: "583231".to_owned(),
        user_id: user_id.clone(),
        provider: "github".to_owned(),
        label: Some("octocat".to_owned()),
        linked_at: at,
        last_used_at: None,
        revision: 0,
        unknown: Unknown::default(),
    };
    let factors = Box::new(SecondFactors::none(tenant, user_id));
    let changes = vec![
        Change::AddPasskey(passkey),
        Change::AddLinkedAccount(account),
        Change::PutSecondFactors(factors),
    ];
    office.server().apply(changes).await;
}

#[tokio::test]
async fn single_ways_to_sign_in_are_listed_and_removed_at_their_revision() {
    let office = office().await;
    let ask = helpdesk(&office).await;
    let sub = office.person("bob", &[], &[]).await;
    give_ways(&office, &sub).await;
    let shown = ask.get(&format!("/users/{sub}")).await;
    let (tag, user) = (shown.header("etag").unwrap().to_owned(), shown.json());
    assert_eq!(user["linked_accounts"][0]["label"], "octocat", "{user}");
    let account = user["linked_accounts"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        (&user["passkeys"][0]["credential_id"], &user["recovery_codes_left"]),
        (&json!("id-1"), &json!(0))
    );
    for (path, kind) in [
        (format!("/users/{sub}/passkeys/id-1"), EventKind::PasskeyRemoved),
        (format!("/users/{sub}/factors/authenticator"), EventKind::SecondFactorRemoved),
        (format!("/users/{sub}/linked-accounts/{account}"), EventKind::AccountUnlinked),
    ] {
        let stale = ask.request("DELETE", &path, &[("if-match", "\"99\"")], None).await;
        assert!(problem(&stale, 412)["etag"].is_string(), "{path}");
        let dry = ask.delete(&format!("{path}?dry_run=true")).await.json();
        assert_eq!((&dry["dry_run"], &dry["events"]), (&json!(true), &json!([kind.as_str()])), "{path}");
        assert!(office.events().await.iter().all(|event| event.kind != kind), "{path}: nothing is stored");
        let removed = ask.delete(&path).await;
        assert_eq!(removed.status, 200, "{path}: {}", removed.show());
        assert!(removed.header("etag").is_some_and(|after| after != tag), "{path}");
        office.last_event(&kind).await;
        problem(&ask.delete(&path).await, 404);
    }
    let left = ask.get(&format!("/users/{sub}")).await.json();
    assert_eq!((&left["second_factors"], &left["linked_accounts"]), (&json!([]), &json!([])), "{left}");
    for wrong in ["factors/passkey", "passkeys/id-9", "linked-accounts/x"] {
        problem(&ask.delete(&format!("/users/{sub}/{wrong}")).await, 404);
    }
}

#[tokio::test]
async fn a_user_is_deleted_later_and_kept_but_nobody_deletes_themselves() {
    let office = office().await;
    let ask = helpdesk(&office).await;
    let sub = office.person("bob", &[], &[]).await;
    let leaving = ask.post(&format!("/users/{sub}/delete-later"), None).await;
    assert!(leaving.status == 200 && leaving.json()["deletion_at"].is_i64(), "{}", leaving.show());
    office.last_event(&EventKind::UserDeletionRequested).await;
    let twice = ask.post(&format!("/users/{sub}/delete-later"), None).await;
    assert_eq!(twice.json()["deletion_at"], leaving.json()["deletion_at"]);
    let kept = ask.post(&format!("/users/{sub}/keep"), None).await;
    assert!(kept.status == 200 && kept.json()["deletion_at"].is_null(), "{}", kept.show());
    office.last_event(&EventKind::UserDeletionCancelled).await;
    let role = office.role("own", &["users:write"], None).await;
    office.set_user("user-ada", |ada| ada.granted_roles = vec![role.id]).await;
    let ada = office.ada("openid admin").await;
    problem(&ada.post("/users/user-ada/delete-later", None).await, 403);
}

#[tokio::test]
async fn an_export_needs_the_events_too_and_stores_an_event() {
    let office = office().await;
    let sub = office.person("bob", &[], &[]).await;
    let path = format!("/users/{sub}/export");
    let without = helpdesk(&office).await;
    assert_eq!(problem(&without.get(&path).await, 403)["permission"], "events:read");
    let role = office.role("privacy", &["users:read", "events:read"], None).await;
    let ask = office.machine("privacy", "admin", &[&role]).await;
    let data = ask.get(&path).await;
    assert_eq!((data.status, &data.json()["account"]["username"]), (200, &json!("bob")), "{}", data.show());
    assert!(!data.text().contains("argon2"), "no secret");
    assert_eq!(
        office.last_event(&EventKind::UserDataExported).await.subject,
        Some(UserId::new(sub.as_str()))
    );
}

#[tokio::test]
async fn the_reasons_of_a_permission_a_role_and_an_application_are_told() {
    let office = office().await;
    let editor = office.role("editor", &["users:write"], None).await;
    let staff = office.group("staff", None, &[&editor]).await;
    let crew = office.group("crew", Some(staff), &[]).await;
    let sub = office.person("bob", &[crew], &[]).await;
    let reader = office.role("reader", &["users:read", "clients:read"], None).await;
    let ask = office.machine("reader", "admin", &[&reader]).await;
    let why = async |query: &str| ask.get(&format!("/users/{sub}/why{query}")).await;
    let through = json!([{ "kind": "group", "role": "editor", "path": ["crew", "staff"] }]);
    let all = why("").await.json();
    let names: Vec<&Value> = all["items"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["users:read", "users:write"], "{all}");
    assert_eq!(all["items"][1]["ways"], through);
    let one = why("?permission=users:write").await.json();
    assert_eq!((&one["items"][0]["has"], &one["items"][0]["ways"]), (&json!(true), &through));
    let not = why("?permission=keys:write").await.json();
    assert_eq!((&not["items"][0]["has"], &not["items"][0]["ways"]), (&json!(false), &json!([])));
    let role = why("?role=editor").await.json();
    assert_eq!(role["items"][0]["ways"], json!([{ "kind": "group", "path": ["crew", "staff"] }]));
    let application = why("?client_id=app").await.json();
    assert_eq!(application["items"][0]["ways"], json!([{ "kind": "everyone" }]), "{application}");
    assert_eq!(application["items"][0]["scopes"][0]["reason"], "asked", "{application}");
    assert_eq!(problem(&why("?permission=users").await, 400)["field"], "permission");
    assert_eq!(problem(&why("?scope=x").await, 400)["field"], "scope");
    problem(&why("?role=nothing").await, 404);
    problem(&why("?client_id=nothing").await, 404);
    let closed = helpdesk(&office).await.get(&format!("/users/{sub}/why?client_id=app")).await;
    assert_eq!(problem(&closed, 403)["permission"], "clients:read");
}

#[tokio::test]
async fn a_preview_of_claims_has_their_reasons_and_stores_an_event() {
    let office = office().await;
    let reader = office.role("reader", &["users:read", "clients:read"], None).await;
    let ask = office.machine("reader", "admin", &[&reader]).await;
    let path = "/users/user-ada/claims";
    let claims = ask.get(&format!("{path}?client_id=app")).await;
    assert_eq!(claims.status, 200, "{}", claims.show());
    let claims = claims.json();
    assert_eq!((&claims["sub"], &claims["client_id"]), (&json!("user-ada"), &json!("app")));
    assert_eq!((&claims["access"], &claims["refusal"]), (&json!([{ "kind": "everyone" }]), &Value::Null));
    let id_token = claims["id_token"].as_array().unwrap();
    let sub = id_token.iter().find(|claim| claim["claim"] == "sub").unwrap();
    assert_eq!((&sub["value"], &sub["reason"]), (&json!("user-ada"), &json!("subject")));
    let event = office.last_event(&EventKind::UserClaimsPreviewed).await;
    assert_eq!(event.subject, Some(UserId::new("user-ada")));
    let narrow = ask.get(&format!("{path}?client_id=app&scope=openid")).await.json();
    assert_eq!(narrow["scope"], "openid");
    assert_eq!(problem(&ask.get(path).await, 400)["field"], "client_id");
    problem(&ask.get(&format!("{path}?client_id=nothing")).await, 404);
    problem(&ask.get("/users/nobody/claims?client_id=app").await, 404);
    let closed = helpdesk(&office).await.get(&format!("{path}?client_id=app")).await;
    assert_eq!(problem(&closed, 403)["permission"], "clients:read");
}
