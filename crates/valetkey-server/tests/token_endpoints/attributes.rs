//! Attributes in tokens and answers: by scope and client, and what they cost.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};
use valetkey_authorization_server::record::{
    AccessTokenFormat, AttributeAccess, AttributeKind, ClaimPlace, Client,
};
use valetkey_server::{Environment as _, testing::TestServer};
use valetkey_storage::{Storage, memory::MemoryStorage};
use valetkey_types::ClientId;

use crate::{
    claim_map::Definitions,
    databases::{announcements_have_passed, on_every_database},
    support::*,
};

on_every_database! {
    attributes_cost_no_read_and_no_commit_on_the_hot_paths,
}

const FOR_EVER: Duration = Duration::from_secs(86_400);
const SCOPE: &str = "openid company offline_access";
const VALUES: [&str; 2] = ["department", "level"];

const BY_ADMINISTRATORS: (AttributeAccess, AttributeAccess) =
    (AttributeAccess::User, AttributeAccess::Administrator);

/// Ada works in a department, at a level. `team` may ask for the scope `company`; `sealed` gets opaque access tokens, and its own
/// choice of claims in each place.
async fn company(storage: Arc<dyn Storage>) -> Fixture {
    let builder = TestServer::builder().storage(storage.clone()).clients_known_for(FOR_EVER);
    let fixture = fixture_on(builder.build().await).await;
    let now = fixture.server.environment.now();
    let team = Client { scope: SCOPE.parse().unwrap(), ..client("team", true, now) };
    let places = [
        (
            "department".to_owned(),
            vec![ClaimPlace::Userinfo, ClaimPlace::AccessToken, ClaimPlace::Introspection],
        ),
        ("level".to_owned(), vec![]),
    ];
    let chosen = Client { id: ClientId::new("chosen"), claim_places: places.into(), ..team.clone() };
    let opaque = AccessTokenFormat::Opaque;
    fixture
        .add_client(Client { access_token_format: opaque, id: ClientId::new("sealed"), ..chosen.clone() })
        .await;
    fixture.add_client(chosen).await;
    fixture.add_client(team).await;
    let definitions = Definitions(&fixture.server);
    definitions.add_attribute("department", AttributeKind::Text, BY_ADMINISTRATORS, |_| ()).await;
    definitions.add_attribute("level", AttributeKind::Number, BY_ADMINISTRATORS, |_| ()).await;
    definitions.add_attribute("salary", AttributeKind::Number, BY_ADMINISTRATORS, |_| ()).await;
    definitions.add_scope("company", &["department", "level"], &[], None).await;
    definitions.set("ada", &[("department", "Engines"), ("level", "7"), ("salary", "100000")]).await;
    announcements_have_passed(&*storage).await;
    fixture
}

/// Department and level of an answer or of claims.
fn work(value: &Value) -> (Value, Value) {
    assert_eq!(value.get("salary"), None, "no scope opens it: {value}");
    (value["department"].clone(), value["level"].clone())
}

#[tokio::test]
async fn a_claim_is_where_the_client_gets_it_and_only_with_its_scope() {
    let fixture = company(Arc::new(MemoryStorage::new())).await;
    let (engines, seven, none) = (json!("Engines"), json!(7), (Value::Null, Value::Null));
    let usual = (engines.clone(), seven);
    let department = (engines, Value::Null);
    for (client, id_token, userinfo, access_token, introspection) in [
        ("team", &usual, &usual, &none, &none),
        ("chosen", &none, &department, &department, &department),
        ("sealed", &none, &department, &none, &department),
    ] {
        let tokens = fixture.tokens_with(client, SCOPE).await;
        let token = text(&tokens, "access_token");
        let claims = fixture.claims(text(&tokens, "id_token"), &["JWT"]);
        assert_eq!(work(&claims), *id_token, "{client}: {claims}");
        assert_eq!(work(&fixture.userinfo(token).await.json()), *userinfo, "{client}");
        if client != "sealed" {
            let claims = fixture.claims(token, &["at+jwt"]);
            assert_eq!(work(&claims), *access_token, "{client}: {claims}");
        }
        assert_eq!(work(&fixture.introspect(client, token).await.json()), *introspection, "{client}");
        let refreshed = fixture.refresh(client, text(&tokens, "refresh_token")).await.json();
        let claims = fixture.claims(text(&refreshed, "id_token"), &["JWT"]);
        assert_eq!(work(&claims), *id_token, "{client} after a refresh: {claims}");

        let tokens = fixture.tokens_with(client, "openid").await;
        let token = text(&tokens, "access_token");
        let without = [
            fixture.claims(text(&tokens, "id_token"), &["JWT"]),
            fixture.userinfo(token).await.json(),
            fixture.introspect(client, token).await.json(),
        ];
        assert_eq!(without.each_ref().map(work), [none.clone(), none.clone(), none.clone()], "{client}");
    }
}

#[tokio::test]
async fn sc1_a_client_gets_no_scope_that_it_is_not_registered_for() {
    let fixture = company(Arc::new(MemoryStorage::new())).await;
    let tokens = fixture.tokens_with("app", "openid").await;
    let code = fixture.code_with("app", |code| code.scope = SCOPE.parse().unwrap()).await;
    let more = fixture.redeem("app", &code).await;
    let claims = match more.status {
        200 => fixture.claims(text(&more.json(), "id_token"), &["JWT"]),
        _ => json!({}),
    };
    assert_eq!(work(&claims), (Value::Null, Value::Null), "the gate keeps the registered scope: {claims}");
    let userinfo = fixture.userinfo(text(&tokens, "access_token")).await.json();
    assert_eq!(work(&userinfo), (Value::Null, Value::Null));
}

#[tokio::test]
async fn a_change_of_a_value_a_scope_or_a_definition_is_seen_at_the_next_answer() {
    let fixture = company(Arc::new(MemoryStorage::new())).await;
    let definitions = Definitions(&fixture.server);
    let tokens = fixture.tokens_with("team", SCOPE).await;
    let token = text(&tokens, "access_token").to_owned();
    let expect = async |department: Value, level: Value, after: &str| {
        assert_eq!(work(&fixture.userinfo(&token).await.json()), (department, level), "{after}");
    };
    definitions.set("ada", &[("department", "Research")]).await;
    expect(json!("Research"), json!(7), "the value").await;
    definitions.remove_attribute("level").await;
    expect(json!("Research"), Value::Null, "the definition went").await;
    definitions.add_attribute("level", AttributeKind::Text, BY_ADMINISTRATORS, |_| ()).await;
    expect(json!("Research"), Value::Null, "another one of its name, and no scope opens it").await;
    definitions.add_scope("rank", &["level"], &[], None).await;
    let team = fixture.server.storage.client(&fixture.server.server.tenant, &ClientId::new("team")).await;
    let team =
        Client { scope: "openid company rank".parse().unwrap(), ..Client::clone(&team.unwrap().unwrap()) };
    fixture.server.apply(vec![valetkey_authorization_server::Change::ReplaceClient(Box::new(team))]).await;
    definitions.remove_scope("company").await;
    expect(Value::Null, Value::Null, "the scope went").await;
}

#[tokio::test]
async fn sc4_another_tenant_has_none_of_them() {
    let fixture = company(Arc::new(MemoryStorage::new())).await;
    let other = valetkey_types::TenantId::new("other");
    let issuer = valetkey_types::Issuer::parse("https://other.example").unwrap();
    let now = fixture.server.environment.now();
    let record = valetkey_authorization_server::record::TenantRecord {
        // As if it had some: they are read by tenant.
        claim_map_revision: 1,
        ..valetkey_authorization_server::record::TenantRecord::new(other.clone(), issuer, now)
    };
    fixture.server.apply(vec![valetkey_authorization_server::Change::AddTenant(record)]).await;
    fixture.server.issuers.reload().await.unwrap();
    let server = fixture.server.issuers.server(&other).await.unwrap().unwrap();
    assert_eq!(*server.claim_map, Default::default());
    assert_eq!(fixture.server.issuers.default_server().claim_map.scopes().len(), 1);
}

#[tokio::test]
async fn discovery_names_scopes_and_claims_that_are_on() {
    let fixture = company(Arc::new(MemoryStorage::new())).await;
    let lists = async || {
        let document = fixture.server.get("/.well-known/openid-configuration").await.json();
        let list = |name: &str| -> Vec<String> {
            document[name].as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
        };
        (list("scopes_supported"), list("claims_supported"))
    };
    let (scopes, claims) = lists().await;
    assert!(scopes.contains(&"company".to_owned()) && scopes.contains(&"openid".to_owned()), "{scopes:?}");
    assert!(claims.contains(&VALUES[0].to_owned()) && claims.contains(&VALUES[1].to_owned()), "{claims:?}");
    assert!(!claims.contains(&"salary".to_owned()), "no scope opens it: {claims:?}");
    Definitions(&fixture.server).remove_scope("company").await;
    let (scopes, claims) = lists().await;
    assert!(!scopes.contains(&"company".to_owned()), "{scopes:?}");
    assert!(!claims.contains(&VALUES[0].to_owned()), "{claims:?}");
    Definitions(&fixture.server).add_scope("email", &[], &[("en", "Write to you")], None).await;
    let (scopes, _) = lists().await;
    assert_eq!(scopes.iter().filter(|scope| *scope == "email").count(), 1, "{scopes:?}");
}

async fn attributes_cost_no_read_and_no_commit_on_the_hot_paths(storage: Arc<dyn Storage>) {
    let fixture = company(storage).await;
    for client in ["team", "chosen", "sealed"] {
        fixture.introspect(client, "nothing").await;
    }
    for client in ["team", "chosen", "sealed"] {
        let code = fixture.code_with(client, |code| code.scope = SCOPE.parse().unwrap()).await;
        let redeemed = fixture.redeem(client, &code).await;
        assert_eq!((redeemed.cost.reads, redeemed.cost.commits), (1, 1), "{client}: {}", redeemed.show());
        let tokens = redeemed.json();
        let token = text(&tokens, "access_token");
        let userinfo = fixture.userinfo(token).await;
        assert_eq!((userinfo.cost.reads, userinfo.cost.commits), (1, 0), "{client}");
        assert_eq!(userinfo.json()["department"], "Engines", "{client}");
        let introspected = fixture.introspect(client, token).await;
        assert_eq!((introspected.cost.reads, introspected.cost.commits), (1, 0), "{client}");
        let refreshed = fixture.refresh(client, text(&tokens, "refresh_token")).await;
        assert_eq!((refreshed.cost.reads, refreshed.cost.commits), (1, 1), "{client}");
    }
    let discovery = fixture.server.get("/.well-known/openid-configuration").await;
    assert_eq!((discovery.cost.reads, discovery.cost.commits), (0, 0));
}
