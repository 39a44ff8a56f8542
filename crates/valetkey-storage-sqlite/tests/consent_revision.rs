//! Consents that the version before stored and stores, beside this one.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

mod support;

use rusqlite::Connection;
use support::Folder;
use valetkey_authorization_server::{Change, record::Consent};
use valetkey_storage::{
    Storage,
    conformance::sample::{consent, tenant},
};
use valetkey_storage_sqlite::SqliteStorage;
use valetkey_types::UserId;

/// As the version before does it.
const REMEMBER: &str = "INSERT INTO consents (tenant, user_id, client_id, document)
    VALUES ('default', 'alice', 'app', json_remove(?1, '$.revision'))
    ON CONFLICT DO UPDATE SET document = excluded.document";

#[tokio::test]
async fn what_the_version_before_remembers_can_be_widened() {
    let folder = Folder::new();
    let file = folder.file("database.sqlite");
    drop(SqliteStorage::open(&file).unwrap());
    let before = Connection::open(&file).unwrap();
    before
        .execute_batch(
            "ALTER TABLE consents DROP COLUMN revision; DELETE FROM refinery_schema_history WHERE version = 5",
        )
        .unwrap();
    let remember = |consent: &Consent| {
        before.execute(REMEMBER, [serde_json::to_string(consent).unwrap()]).unwrap();
    };
    remember(&consent("alice", "app", "openid"));
    let storage = SqliteStorage::open(&file).unwrap();
    let stored = async || storage.consents(&tenant(), &UserId::new("alice")).await.unwrap().remove(0).0;
    assert_eq!(stored().await, consent("alice", "app", "openid"), "the first revision");
    let second = Consent { revision: 2, ..consent("alice", "app", "openid email") };
    storage.apply(vec![Change::RememberConsent(second)]).await.unwrap();
    remember(&consent("alice", "app", "openid phone"));
    assert_eq!(stored().await, Consent { revision: 2, ..consent("alice", "app", "openid phone") });
    let third = Consent { revision: 3, ..consent("alice", "app", "openid") };
    storage.apply(vec![Change::RememberConsent(third.clone())]).await.unwrap();
    assert_eq!(stored().await, third);
}
