//! Consents that the version before stored and stores, beside this one.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use valetkey_authorization_server::{Change, record::Consent};
use valetkey_storage::{
    Storage,
    conformance::sample::{consent, tenant},
};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_test_postgres::Cluster;
use valetkey_types::UserId;

/// As the version before does it.
fn remember(consent: &Consent) -> String {
    let document = serde_json::to_string(consent).unwrap();
    format!(
        "INSERT INTO consents (tenant, user_id, client_id, document)
         VALUES ('default', 'alice', 'app', ('{document}'::JSONB - 'revision')::TEXT)
         ON CONFLICT (tenant, user_id, client_id) DO UPDATE SET document = excluded.document"
    )
}

#[tokio::test]
async fn what_the_version_before_remembers_can_be_widened() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    drop(PostgresStorage::open(&database.url).await.unwrap());
    let before = |sql: &str| cluster.query(&database.name, sql);
    before(
        "ALTER TABLE consents DROP COLUMN revision; DELETE FROM refinery_schema_history WHERE version = 5",
    );
    before(&remember(&consent("alice", "app", "openid")));
    let storage = PostgresStorage::open(&database.url).await.unwrap();
    let stored = async || storage.consents(&tenant(), &UserId::new("alice")).await.unwrap().remove(0).0;
    assert_eq!(stored().await, consent("alice", "app", "openid"), "the first revision");
    let second = Consent { revision: 2, ..consent("alice", "app", "openid email") };
    storage.apply(vec![Change::RememberConsent(second)]).await.unwrap();
    before(&remember(&consent("alice", "app", "openid phone")));
    assert_eq!(stored().await, Consent { revision: 2, ..consent("alice", "app", "openid phone") });
    let third = Consent { revision: 3, ..consent("alice", "app", "openid") };
    storage.apply(vec![Change::RememberConsent(third.clone())]).await.unwrap();
    assert_eq!(stored().await, third);
}
