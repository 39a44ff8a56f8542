//! What a request costs does not grow with the database: nothing that a request does reads a whole table.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use valetkey_authorization_server::{Change, facts::AccessTokenKey};
use valetkey_storage::{
    Storage,
    conformance::sample::{bare_user, client, consent, grant, id, moment, session, tenant},
};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_test_postgres::Cluster;
use valetkey_types::{ClientId, Timestamp, UserId};

/// Rows of each kind that nobody asks for.
const CROWD: u32 = 20_000;

/// Often enough that PostgreSQL settles on plans that fit every value.
const ROUNDS: u32 = 12;

fn crowd() -> String {
    format!(
        "CREATE FUNCTION b(n BIGINT) RETURNS BYTEA LANGUAGE sql AS $$ SELECT convert_to('crowd ' || n, 'UTF8') $$;
         CREATE FUNCTION u(n BIGINT) RETURNS UUID LANGUAGE sql AS $$ SELECT md5(n::TEXT)::UUID $$;
         CREATE VIEW crowd AS SELECT n, 'default'::BYTEA AS t FROM generate_series(1, {CROWD}) AS n;
         INSERT INTO clients SELECT t, b(n), b(n), '{{}}' FROM crowd;
         INSERT INTO users SELECT t, b(n), b(n), b(n), 0, NULL, '{{}}' FROM crowd;
         INSERT INTO sessions SELECT t, u(n), b(n), n, NULL, '{{}}' FROM crowd;
         INSERT INTO consents SELECT t, b(n), b(n), '{{}}' FROM crowd;
         INSERT INTO grants SELECT t, u(n), u(n), b(n), b(n), false, n, NULL, NULL, '{{}}' FROM crowd;
         INSERT INTO revoked_access_tokens SELECT t, u(n), n FROM crowd;
         ANALYZE"
    )
}

/// Everything that requests change, on records of their own.
fn changes(number: u32) -> Vec<Change> {
    let (tenant, at) = (tenant(), moment(50));
    let (user_id, client_id) = (UserId::new("alice"), ClientId::new("app"));
    let alice = bare_user("alice");
    let expected = alice.sign_in_failures;
    vec![
        Change::AddClient(Box::new(client("app"))),
        Change::ReplaceClient(Box::new(client("app"))),
        Change::AddUser(Box::new(alice.clone())),
        Change::ReplaceUser(Box::new(alice)),
        Change::ResetSignInFailures { tenant: tenant.clone(), user_id: user_id.clone(), expected },
        Change::CountSignInFailure { tenant: tenant.clone(), user_id: user_id.clone(), at },
        Change::StartSession(session(number, "alice")),
        Change::EndSession { tenant: tenant.clone(), id: id(number), at },
        Change::RememberConsent(consent("alice", "app", "openid")),
        Change::StoreGrant(grant(number, "app", "alice")),
        Change::RedeemRefreshToken {
            tenant: tenant.clone(),
            grant_id: id(number),
            expected: None,
            redeemed: id(number),
        },
        Change::RevokeAccessToken { tenant: tenant.clone(), id: id(number), expires_at: at },
        Change::RevokeGrant { tenant: tenant.clone(), id: id(number), at },
        Change::RevokeGrantsOfSession { tenant: tenant.clone(), sid: id(1_001), at },
        Change::RevokeGrantsOfConsent {
            tenant: tenant.clone(),
            user_id: user_id.clone(),
            client_id: client_id.clone(),
            at,
        },
        Change::ForgetConsent {
            tenant: tenant.clone(),
            user_id: user_id.clone(),
            client_id: client_id.clone(),
        },
        Change::RemoveExpired { before: Timestamp(i64::from(number) * 100), at_most: 10 },
        Change::RemoveUser { tenant: tenant.clone(), id: user_id, at },
        Change::RemoveClient { tenant, id: client_id, at },
    ]
}

/// Everything that requests ask.
async fn ask(storage: &dyn Storage, number: u32) {
    let (tenant, user_id, client_id) = (tenant(), UserId::new("crowd 7"), ClientId::new("app"));
    let token = AccessTokenKey { id: id(number), grant_id: Some(id(number)) };
    let _ = storage.client(&tenant, &client_id).await.unwrap();
    let _ = storage.user(&tenant, &UserId::new("nobody")).await.unwrap();
    for name in ["nobody", "nobody@mail.example"] {
        let _ = storage.user_by_sign_in_name(&tenant, name).await.unwrap();
    }
    // By username, by address and by name.
    assert_eq!(storage.find_users(&tenant, "nobody", None, 10).await.unwrap(), []);
    let _ = storage.authorization_facts(&tenant, &client_id, id(number)).await.unwrap();
    let _ = storage.session_facts(&tenant, id(number)).await.unwrap();
    let _ = storage.code_facts(&tenant, id(number), &UserId::new("alice")).await.unwrap();
    let _ = storage.refresh_facts(&tenant, id(number)).await.unwrap();
    let _ = storage.access_token_facts(&tenant, token).await.unwrap();
    let _ = storage.clients_of_session(&tenant, id(1_001)).await.unwrap();
    // The crowd's documents are no records: that one is found is as much as can be seen.
    assert!(storage.consents(&tenant, &user_id).await.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_a_request_does_reads_a_whole_table() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    drop(PostgresStorage::open(&database.url).await.unwrap());
    cluster.query(&database.name, &crowd());
    cluster.query(&database.name, "SELECT pg_stat_reset()");

    let storage = PostgresStorage::open(&database.url).await.unwrap();
    for number in 1..=ROUNDS {
        storage.apply(changes(number)).await.unwrap();
        ask(&storage, number).await;
    }
    drop(storage);
    // A connection reports what it did when it ends.
    let ours = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'valetkey'";
    while cluster.query("postgres", ours) != "0" {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let whole = "SELECT relname, seq_scan, seq_tup_read FROM pg_stat_user_tables
                 WHERE seq_scan > 0 AND relname NOT IN ('signing_keys', 'refinery_schema_history')";
    assert_eq!(cluster.query(&database.name, whole), "", "tables that were read from end to end");
    let by_index =
        "SELECT count(*) FROM pg_stat_user_tables WHERE idx_scan > 0 AND relname <> 'signing_keys'";
    assert_eq!(cluster.query(&database.name, by_index), "6", "the numbers are those of this run");
}
