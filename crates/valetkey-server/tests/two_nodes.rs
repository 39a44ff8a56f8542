//! Two servers on one PostgreSQL database: what happens at one counts at the other.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::{sync::Arc, time::Duration};

use serde_json::json;
use valetkey_authorization_server::{
    Change, Lifetime,
    record::{
        AccessTokenFormat, Client, ConsentPolicy, PkcePolicy, RefreshTokenRotation, Sha256Hash, TenantRecord,
    },
};
use valetkey_jose::Algorithm;
use valetkey_server::{
    keys,
    testing::{Answer, TestServer},
};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_types::{
    ClientAuthenticationMethod, ClientId, GrantType, Issuer, Seconds, TenantId, Timestamp, Unknown,
};

const SECRET: &str = "secret of the robot";

/// Shorter than the five seconds after which a server reads the keys again by itself.
const SOON: Duration = Duration::from_secs(4);

async fn two_nodes() -> [TestServer; 2] {
    let database = valetkey_test_postgres::empty_database();
    let node = async || {
        let storage = PostgresStorage::open(&database.url).await.unwrap();
        TestServer::builder().storage(Arc::new(storage)).build().await
    };
    [node().await, node().await]
}

fn robot() -> Client {
    Client {
        tenant: TenantId::default(),
        id: ClientId::new("robot"),
        name: "Robot".to_owned(),
        secret_hash: Some(Sha256Hash::of(SECRET.as_bytes())),
        secret_rotation: Default::default(),
        authentication_methods: ClientAuthenticationMethod::ALL.to_vec(),
        redirect_uris: vec![],
        post_logout_redirect_uris: vec![],
        backchannel_logout_uri: None,
        scope: "notes.read".parse().unwrap(),
        claim_places: Default::default(),
        grant_types: vec![GrantType::ClientCredentials],
        audiences: vec![],
        access_token_format: AccessTokenFormat::Opaque,
        id_token_signed_response_alg: Algorithm::ES256,
        pkce: PkcePolicy::Required,
        require_pushed_authorization_requests: false,
        refresh_token_rotation: RefreshTokenRotation::Rotate,
        required_acr: valetkey_accounts::Acr::SingleFactor,
        sign_in: valetkey_authorization_server::record::SignInSwitches::OF_CLIENT,
        access: Default::default(),
        networks: Default::default(),
        consent: ConsentPolicy::Trusted,
        client_uri: None,
        logo_uri: None,
        policy_uri: None,
        tos_uri: None,
        branding: Default::default(),
        roles: Vec::new(),
        disabled: false,
        created_at: Timestamp(0),
        // As it is once it is stored.
        revision: 1,
        unknown: Unknown::default(),
    }
}

async fn post(node: &TestServer, path: &str, fields: &[(&str, &str)]) -> Answer {
    node.post_form(path, &[], &[&[("client_id", "robot"), ("client_secret", SECRET)], fields].concat()).await
}

async fn token(node: &TestServer) -> Answer {
    post(node, "/token", &[("grant_type", "client_credentials")]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_revoked_at_one_node_and_a_client_removed_there_are_dead_at_the_other() {
    let [first, second] = two_nodes().await;
    first.add_client(robot()).await;
    let access = token(&second).await.json()["access_token"].as_str().unwrap().to_owned();
    let introspect = async |node: &TestServer| post(node, "/introspect", &[("token", &access)]).await.json();
    assert_eq!(introspect(&first).await["active"], true);
    assert_eq!(introspect(&second).await["active"], true);
    assert_eq!(post(&first, "/revoke", &[("token", &access)]).await.status, 200);
    assert_eq!(introspect(&second).await, json!({"active": false}));

    assert_eq!(token(&second).await.status, 200);
    let removal =
        Change::RemoveClient { tenant: TenantId::default(), id: ClientId::new("robot"), at: Timestamp(0) };
    first.apply(vec![removal]).await;
    // The other node remembers its clients until it hears of the change.
    let refused = tokio::time::timeout(SOON, async {
        while token(&second).await.json()["error"] != "invalid_client" {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    assert!(refused.await.is_ok(), "a removed client still gets tokens");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_rotated_at_one_node_are_published_at_the_other_before_it_reads_again_by_itself() {
    let [first, second] = two_nodes().await;
    let before = second.get("/jwks").await;
    let maintenance = tokio::spawn(keys::maintain(second.issuers.clone()));
    // The first reading comes at once; a rotation that is seen proves that it is over.
    for _ in 0..3 {
        first.server.keys.rotate().await.unwrap();
        let published = first.server.keys.jwks();
        let seen = tokio::time::timeout(SOON, async {
            while second.server.keys.jwks() != published {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        });
        seen.await.expect("the other node heard of it");
    }
    maintenance.abort();
    assert_ne!(second.get("/jwks").await.body, before.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tenant_added_edited_and_removed_at_one_node_is_seen_at_the_other_before_it_reads_again_by_itself()
{
    let [first, second] = two_nodes().await;
    let maintenance = tokio::spawn(keys::maintain(second.issuers.clone()));
    let id = TenantId::new("acme");
    let issuer = Issuer::parse("https://acme.example").unwrap();
    // The first reading comes at once; a second tenant that is seen proves that it is over.
    for name in ["other", "acme"] {
        let issuer = Issuer::parse(&format!("https://{name}.example")).unwrap();
        let added = TenantRecord::new(TenantId::new(name), issuer, Timestamp(0));
        first.apply(vec![Change::AddTenant(added)]).await;
        until(async || second.issuers.server(&TenantId::new(name)).await.unwrap().is_some()).await;
    }
    let answer = second.request("GET", "/jwks", &[("host", "acme.example")], "").await;
    assert_eq!(answer.status, 200, "{}", answer.show());

    let stored = first.storage.tenant(&id).await.unwrap().unwrap();
    let edited = TenantRecord { lifetimes: [(Lifetime::Session, Seconds(77))].into(), ..stored };
    first.apply(vec![Change::ReplaceTenant(edited)]).await;
    until(async || {
        let server = second.issuers.server(&id).await.unwrap().unwrap();
        assert_eq!(server.issuer, issuer);
        server.lifetimes.session == Seconds(77)
    })
    .await;
    first.apply(vec![Change::RemoveTenant { tenant: id.clone() }]).await;
    until(async || second.issuers.server(&id).await.unwrap().is_none()).await;
    maintenance.abort();
}

/// Waits until it is so: sooner than a node reads again by itself.
async fn until(is_so: impl AsyncFn() -> bool) {
    let waiting = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let heard = tokio::time::timeout(SOON, waiting).await;
    assert!(heard.is_ok(), "the other node heard of it");
}
