//! Groups and roles in every token, by scope and audience, and what they cost.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};
use valetkey_authorization_server::record::{AccessTokenFormat, Client, RoleOwner};
use valetkey_server::{
    Environment as _,
    testing::{Answer, TestServer},
};
use valetkey_storage::{Storage, memory::MemoryStorage};
use valetkey_types::ClientId;

use crate::{
    databases::{announcements_have_passed, on_every_database},
    groups::Administrator,
    support::*,
};

on_every_database! {
    groups_and_roles_cost_no_read_but_one_reading_after_a_change,
}

const FOR_EVER: Duration = Duration::from_secs(86_400);
const SCOPE: &str = "openid profile offline_access roles groups";

/// Ada is in engineering, which lies below staff. `team` and `sealed` may ask for roles and groups; `sealed` gets opaque access
/// tokens.
async fn company(storage: Arc<dyn Storage>) -> Fixture {
    let builder = TestServer::builder().storage(storage.clone()).clients_known_for(FOR_EVER);
    let fixture = fixture_on(builder.build().await).await;
    let now = fixture.server.environment.now();
    let team = Client { scope: SCOPE.parse().unwrap(), ..client("team", true, now) };
    let opaque = AccessTokenFormat::Opaque;
    fixture
        .add_client(Client { access_token_format: opaque, id: ClientId::new("sealed"), ..team.clone() })
        .await;
    fixture.add_client(team).await;
    let administrator = Administrator(&fixture.server);
    administrator.add_group("staff", None).await;
    administrator.add_group("engineering", Some("staff")).await;
    administrator.add_role("editor", RoleOwner::Tenant).await;
    administrator.add_role("publisher", RoleOwner::Audience(API.to_owned())).await;
    administrator.add_role("owner", RoleOwner::Client(ClientId::new("team"))).await;
    administrator.set_role_of_group("editor", "staff", true).await;
    for role in ["publisher", "owner"] {
        administrator.set_role_of_group(role, "engineering", true).await;
    }
    administrator.set_member("engineering", "ada", true).await;
    announcements_have_passed(&*storage).await;
    fixture
}

/// Roles and groups of an answer or of claims.
fn held(value: &Value) -> (Value, Value) {
    (value["roles"].clone(), value["groups"].clone())
}

#[tokio::test]
async fn sc3_roles_and_groups_are_in_every_token_by_scope_and_audience() {
    let fixture = company(Arc::new(MemoryStorage::new())).await;
    let groups = json!(["engineering", "staff"]);
    let (own, of_api) = (json!(["editor", "owner"]), json!(["editor", "publisher"]));
    let tokens = fixture.tokens_with("team", SCOPE).await;
    let access_token = text(&tokens, "access_token");
    let claims = fixture.claims(access_token, &["at+jwt"]);
    assert_eq!(held(&claims), (of_api.clone(), groups.clone()), "{claims}");
    let id_token = fixture.claims(text(&tokens, "id_token"), &["JWT"]);
    assert_eq!(held(&id_token), (own.clone(), groups.clone()), "{id_token}");
    assert_eq!(held(&fixture.userinfo(access_token).await.json()), (own, groups.clone()));
    for caller in ["team", "api"] {
        let answer = fixture.introspect(caller, access_token).await.json();
        assert_eq!(held(&answer), (of_api.clone(), groups.clone()), "{caller}: {answer}");
    }

    let sealed = fixture.tokens_with("sealed", SCOPE).await;
    let answer = fixture.introspect("sealed", text(&sealed, "access_token")).await.json();
    assert_eq!(held(&answer), (of_api.clone(), groups.clone()), "an opaque token");
    let id_token = fixture.claims(text(&sealed, "id_token"), &["JWT"]);
    assert_eq!(held(&id_token), (json!(["editor"]), groups.clone()), "owner is a role of another client");

    for (scope, expected) in [
        ("openid profile", (Value::Null, Value::Null)),
        ("openid roles", (of_api, Value::Null)),
        ("openid groups", (Value::Null, groups)),
    ] {
        let tokens = fixture.tokens_with("team", scope).await;
        let access_token = text(&tokens, "access_token");
        assert_eq!(held(&fixture.claims(access_token, &["at+jwt"])), expected, "{scope}");
        assert_eq!(held(&fixture.introspect("team", access_token).await.json()), expected, "{scope}");
    }
    let userinfo = fixture.userinfo(text(&fixture.tokens("app").await, "access_token")).await.json();
    assert_eq!(held(&userinfo), (Value::Null, Value::Null), "a client without the scope");
}

#[tokio::test]
async fn rf3_a_group_or_role_that_is_taken_away_is_gone_at_the_next_refresh_userinfo_and_introspection() {
    let fixture = company(Arc::new(MemoryStorage::new())).await;
    let administrator = Administrator(&fixture.server);
    let mut tokens = fixture.tokens_with("team", SCOPE).await;
    let mut expect = async |roles: Value, groups: Value, after: &str| {
        let access_token = text(&tokens, "access_token");
        assert_eq!(
            held(&fixture.userinfo(access_token).await.json()),
            (roles.clone(), groups.clone()),
            "{after}"
        );
        let answer = fixture.introspect("team", access_token).await.json();
        let of_tenant = |roles: &Value| roles.as_array().unwrap().iter().any(|role| role == "editor");
        assert_eq!((of_tenant(&answer["roles"]), &answer["groups"]), (of_tenant(&roles), &groups), "{after}");
        tokens = fixture.refresh("team", text(&tokens, "refresh_token")).await.json();
        let id_token = fixture.claims(text(&tokens, "id_token"), &["JWT"]);
        assert_eq!(held(&id_token), (roles, groups), "{after}");
    };
    let both = || json!(["engineering", "staff"]);
    expect(json!(["editor", "owner"]), both(), "nothing").await;
    administrator.set_role_of_group("owner", "engineering", false).await;
    expect(json!(["editor"]), both(), "the group lost a role").await;
    administrator.move_group("engineering", None).await;
    expect(json!([]), json!(["engineering"]), "the group left the one above it").await;
    administrator.set_role_of_user("owner", "ada", true).await;
    expect(json!(["owner"]), json!(["engineering"]), "the user got a role").await;
    administrator.remove_role("owner").await;
    administrator.add_role("owner", RoleOwner::Client(ClientId::new("team"))).await;
    expect(json!([]), json!(["engineering"]), "the role was removed; another one has its name").await;
    administrator.set_member("staff", "ada", true).await;
    expect(json!(["editor"]), both(), "the user joined a group").await;
    administrator.remove_group("staff").await;
    administrator.add_group("staff", None).await;
    administrator.set_role_of_group("editor", "staff", true).await;
    expect(json!([]), json!(["engineering"]), "the group was removed; another one has its name").await;
    administrator.set_member("engineering", "ada", false).await;
    expect(json!([]), json!([]), "the user left the last group").await;
}

#[tokio::test]
async fn a_client_that_acts_for_itself_has_its_own_roles() {
    let fixture = company(Arc::new(MemoryStorage::new())).await;
    let administrator = Administrator(&fixture.server);
    let ask = async |scope: &[(&str, &str)]| {
        let fields = [&[("grant_type", "client_credentials")], scope].concat();
        fixture.post("/token", "team", &fields).await
    };
    let without = ask(&[]).await.json();
    let claims = fixture.claims(text(&without, "access_token"), &["at+jwt"]);
    assert_eq!(
        (held(&claims), &claims["scope"]),
        ((Value::Null, Value::Null), &json!("")),
        "as before roles"
    );
    assert_eq!(error(&ask(&[("scope", "roles")]).await).1, "invalid_scope");

    for role in ["editor", "publisher"] {
        administrator.set_role_of_client(role, "team", true).await;
    }
    let answer = ask(&[]).await;
    assert_eq!((answer.cost.reads, answer.cost.commits), (0, 0), "the roles stand on the client");
    let access_token = text(&answer.json(), "access_token").to_owned();
    let claims = fixture.claims(&access_token, &["at+jwt"]);
    assert_eq!(held(&claims), (json!(["editor", "publisher"]), Value::Null), "{claims}");
    let again = ask(&[("scope", "roles")]).await;
    assert_eq!((again.status, again.cost.reads), (200, 0), "{}", again.show());
    assert_eq!(error(&ask(&[("scope", "groups")]).await).1, "invalid_scope", "a client is in no group");

    administrator.remove_role("publisher").await;
    let answer = fixture.introspect("api", &access_token).await.json();
    assert_eq!(held(&answer), (json!(["editor"]), Value::Null), "at once: {answer}");
}

fn cost(answer: &Answer) -> (u64, u64) {
    assert_eq!(answer.status, 200, "{}", answer.show());
    (answer.cost.reads, answer.cost.commits)
}

async fn groups_and_roles_cost_no_read_but_one_reading_after_a_change(storage: Arc<dyn Storage>) {
    let fixture = company(storage.clone()).await;
    for client in ["team", "sealed"] {
        fixture.introspect(client, "nothing").await;
    }
    // The first request reads the revision, groups, roles, and the revision again.
    for reading in [4, 0] {
        let code = fixture.code_with("team", |code| code.scope = SCOPE.parse().unwrap()).await;
        let answer = fixture.redeem("team", &code).await;
        assert_eq!(cost(&answer), (1 + reading, 1));
    }
    let tokens = fixture.tokens_with("sealed", SCOPE).await;
    let access_token = text(&tokens, "access_token");
    for _ in 0..2 {
        assert_eq!(cost(&fixture.userinfo(access_token).await), (1, 0));
        assert_eq!(cost(&fixture.introspect("sealed", access_token).await), (1, 0));
    }
    assert_eq!(cost(&fixture.refresh("sealed", text(&tokens, "refresh_token")).await), (1, 1));

    Administrator(&fixture.server).set_role_of_group("publisher", "engineering", false).await;
    announcements_have_passed(&*storage).await;
    let answers = [fixture.userinfo(access_token).await, fixture.userinfo(access_token).await];
    assert_eq!(answers.each_ref().map(cost), [(5, 0), (1, 0)], "read again once after the change");
    Administrator(&fixture.server).set_member("engineering", "ada", false).await;
    let answer = fixture.userinfo(access_token).await;
    assert_eq!(
        (cost(&answer), held(&answer.json())),
        ((1, 0), (json!([]), json!([]))),
        "a user is read anyway"
    );
}
