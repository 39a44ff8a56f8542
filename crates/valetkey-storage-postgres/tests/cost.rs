//! The cost of a request does not grow with the database, because no request reads a whole table.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use std::{ops::RangeInclusive, time::Duration};

use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenKey, CodeKey},
    record::MailChallenge,
    record::PasskeyUse,
    record::SecondFactors,
};
use valetkey_storage::{
    Storage,
    conformance::sample::{
        bare_user, client, consent, count, counter, grant, id, linked_account, mail_challenge, moment,
        passkey, remember, second_factors, session, tenant, used_challenge, waiting_request,
    },
    passkeys,
};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_test_postgres::{Cluster, TestDatabase};
use valetkey_types::{ClientId, Timestamp, UserId};

/// The number of rows of each kind that no request uses.
const CROWD: u32 = 20_000;

/// The number of rounds. It is large enough that PostgreSQL uses generic plans.
const ROUNDS: u32 = 12;

/// A number of rows of one index that is larger than these rounds need and smaller than one read of the whole index.
const ENOUGH: u32 = 3_000;

fn crowd() -> String {
    format!(
        "CREATE FUNCTION b(n BIGINT) RETURNS BYTEA LANGUAGE sql AS $$ SELECT convert_to('crowd ' || n, 'UTF8') $$;
         CREATE FUNCTION u(n BIGINT) RETURNS UUID LANGUAGE sql AS $$ SELECT md5(n::TEXT)::UUID $$;
         CREATE VIEW crowd AS SELECT n, 'default'::BYTEA AS t FROM generate_series(1, {CROWD}) AS n;
         INSERT INTO clients SELECT t, b(n), b(n), '{{}}' FROM crowd;
         INSERT INTO users SELECT t, b(n), b(n), b(n), '{{}}' FROM crowd;
         INSERT INTO sessions SELECT t, u(n), b(n), n, NULL, '{{}}' FROM crowd;
         INSERT INTO consents SELECT t, b(n), b(n), '{{}}' FROM crowd;
         INSERT INTO grants SELECT t, u(n), u(n), b(n), b(n), false, n, NULL, NULL, '{{}}' FROM crowd;
         INSERT INTO revoked_access_tokens SELECT t, u(n), n FROM crowd;
         INSERT INTO user_names SELECT t, b(n), b(n) FROM crowd;
         INSERT INTO second_factors SELECT t, b(n), '{{}}' FROM crowd;
         INSERT INTO passkeys SELECT t, b(n), b(n), 0, false, NULL, '{{}}' FROM crowd;
         INSERT INTO used_challenges SELECT t, u(n), n FROM crowd;
         INSERT INTO linked_accounts SELECT t, b(n), b(n), b(n), '{{}}' FROM crowd;
         INSERT INTO trusted_devices SELECT t, b(n), b(n), n, n, '{{}}' FROM crowd;
         INSERT INTO counters SELECT t, b(n), n, 1, n, n FROM crowd;
         INSERT INTO mail_challenges SELECT t, u(n), b(n), n, 5, '{{}}' FROM crowd"
    )
}

/// Returns all kinds of changes that requests make, on separate records for each number.
fn changes(number: u32) -> Vec<Change> {
    let (tenant, at) = (tenant(), moment(50));
    let (user_id, client_id) = (UserId::new("alice"), ClientId::new("app"));
    let alice = bare_user("alice");
    let renamed = User { email: Some("a@mail.example".to_owned()), ..alice.clone() };
    vec![
        Change::AddClient(Box::new(client("app"))),
        Change::ReplaceClient(Box::new(client("app"))),
        Change::AddUser(Box::new(alice.clone())),
        Change::ReplaceUser { before: Box::new(renamed.clone()), after: Box::new(renamed) },
        Change::InheritName {
            tenant: tenant.clone(),
            user_id: user_id.clone(),
            name: "a@mail.example".to_owned(),
        },
        count(number),
        Change::RemoveCounter(counter(number)),
        Change::StoreWaitingRequest(waiting_request(number)),
        Change::AddPasskey(passkey(&number.to_string(), "alice")),
        Change::UsePasskey(PasskeyUse {
            tenant: tenant.clone(),
            credential_id: number.to_string(),
            expected_sign_count: 7,
            sign_count: 8,
            backed_up: false,
            at,
        }),
        Change::RemovePasskey { tenant: tenant.clone(), credential_id: number.to_string() },
        Change::UseChallenge(used_challenge(number)),
        Change::AddLinkedAccount(linked_account("1", "alice")),
        Change::ReplaceLinkedAccount(linked_account("1", "alice")),
        Change::RemoveWaitingRequest { tenant: tenant.clone(), id: id(number) },
        Change::StoreMailChallenge(Box::new(mail_challenge(number))),
        Change::TakeMailAttempt {
            tenant: tenant.clone(),
            id: id(number),
            attempts_left: MailChallenge::ATTEMPTS,
        },
        Change::RemoveMailChallenge { tenant: tenant.clone(), id: id(number) },
        Change::RemoveMailChallengesOfUser { tenant: tenant.clone(), user_id: user_id.clone() },
        Change::PutSecondFactors(Box::new(SecondFactors { revision: 0, ..second_factors("alice") })),
        Change::PutSecondFactors(Box::new(second_factors("alice"))),
        Change::StartSession(session(number, "alice")),
        Change::RequireSession { tenant: tenant.clone(), id: id(number) },
        Change::ContinueSession { tenant: tenant.clone(), id: id(number), by: id(number), at },
        Change::EndSession { tenant: tenant.clone(), id: id(number), at },
        remember(consent("alice", "app", "openid")),
        Change::StoreGrant(grant(number, "app", "alice")),
        Change::RedeemRefreshToken {
            tenant: tenant.clone(),
            grant_id: id(number),
            expected: None,
            redeemed: id(number),
        },
        Change::RevokeAccessToken { tenant: tenant.clone(), id: id(number), expires_at: at },
        Change::RevokeGrant { tenant: tenant.clone(), id: id(number), at },
        Change::RevokeGrantsOfSession {
            tenant: tenant.clone(),
            user_id: UserId::new("alice"),
            sid: id(1_001),
            at,
        },
        Change::RevokeGrantsOfConsent {
            tenant: tenant.clone(),
            user_id: user_id.clone(),
            client_id: client_id.clone(),
            at,
        },
        Change::WithdrawConsent {
            tenant: tenant.clone(),
            user_id: user_id.clone(),
            client_id: client_id.clone(),
            at,
        },
        Change::RemoveExpired { before: Timestamp(i64::from(number) * 100), at_most: 10 },
        Change::RemoveUser { tenant: tenant.clone(), id: user_id, at },
        Change::RemoveClient { tenant, id: client_id, at },
    ]
}

/// Runs all kinds of queries that requests make.
async fn ask(storage: &dyn Storage, number: u32, crowd_is_there: bool) {
    let (tenant, user_id, client_id) = (tenant(), UserId::new("crowd 7"), ClientId::new("app"));
    let token = AccessTokenKey { id: id(number), grant_id: Some(id(number)) };
    let _ = storage.client(&tenant, &client_id).await.unwrap();
    let _ = storage.user(&tenant, &UserId::new("nobody")).await.unwrap();
    for name in ["nobody", "nobody@mail.example"] {
        let _ = storage.user_by_sign_in_name(&tenant, name).await.unwrap();
    }
    let counters = [counter(number).key, counter(number + 1).key];
    let _ = storage.sign_in_failures(&tenant, [&counters[0], &counters[1]]).await.unwrap();
    // The search uses the username, the address and the name.
    assert_eq!(storage.find_users(&tenant, "nobody", None, 10).await.unwrap(), []);
    let _ = storage.authorization_facts(&tenant, &client_id, id(number)).await.unwrap();
    let _ = storage.session_facts(&tenant, id(number)).await.unwrap();
    let alice = UserId::new("alice");
    let (grant_id, session_id) = (id(number), id(number));
    let code = CodeKey { grant_id, user_id: &alice, client_id: &client_id, session_id };
    let _ = storage.code_facts(&tenant, code).await.unwrap();
    let _ = storage.refresh_facts(&tenant, id(number)).await.unwrap();
    let _ = storage.access_token_facts(&tenant, token).await.unwrap();
    let _ = storage.clients_of_session(&tenant, &UserId::new("alice"), id(1_001)).await.unwrap();
    let _ = storage.consents(&tenant, &user_id).await.unwrap();
    let _ = passkeys::by_credential_id(storage, &tenant, "nothing").await.unwrap();
    let _ = passkeys::exists_anywhere(storage, "nothing").await.unwrap();
    let _ = passkeys::of_user(storage, &tenant, &alice).await.unwrap();
    // The documents of the unused rows are not valid records, so a found one is an error.
    assert_eq!(storage.user(&tenant, &user_id).await.is_err(), crowd_is_there);
}

/// Runs every request once for each number.
async fn work(storage: &PostgresStorage, numbers: RangeInclusive<u32>, crowd_is_there: bool) {
    for number in numbers {
        storage.apply(changes(number)).await.unwrap();
        ask(storage, number, crowd_is_there).await;
    }
}

/// Asserts that all tables were read through their indexes, and no index was read more than these requests need.
fn assert_each_table_was_read_a_little(cluster: &Cluster, database: &str) {
    let whole = "SELECT relname, seq_scan, seq_tup_read FROM pg_stat_user_tables
                 WHERE seq_scan > 0 AND relname NOT IN ('signing_keys', 'refinery_schema_history')";
    assert_eq!(cluster.query(database, whole), "", "tables that were read completely");
    let too_much =
        format!("SELECT indexrelname, idx_tup_read FROM pg_stat_user_indexes WHERE idx_tup_read > {ENOUGH}");
    assert_eq!(cluster.query(database, &too_much), "", "indexes that were read completely");
    let read = "SELECT count(*) FROM pg_stat_user_tables WHERE idx_scan > 0
                AND relname NOT IN ('signing_keys', 'refinery_schema_history')";
    assert_eq!(cluster.query(database, read), "22", "the statistics are of this run");
}

/// Changes a setting of the server and waits until all its processes use it.
async fn set(cluster: &Cluster, setting: &str) {
    cluster.query("postgres", &format!("ALTER SYSTEM SET {setting}"));
    cluster.query("postgres", "SELECT pg_reload_conf()");
    tokio::time::sleep(Duration::from_millis(500)).await;
}

/// Returns a database with empty tables.
async fn database_with_tables(cluster: &Cluster) -> TestDatabase {
    let database = cluster.empty_database();
    drop(PostgresStorage::open(&database.url).await.unwrap());
    wait_for_reports(cluster).await;
    database
}

/// Waits until our connections have ended, because a connection reports its statistics at its end.
async fn wait_for_reports(cluster: &Cluster) {
    let ours = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'valetkey'";
    while cluster.query("postgres", ours) != "0" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_reads_a_whole_table() {
    let cluster = Cluster::start();
    let database = database_with_tables(&cluster).await;
    cluster.query(&database.name, &format!("{}; ANALYZE", crowd()));
    cluster.query(&database.name, "SELECT pg_stat_reset()");

    let storage = PostgresStorage::open(&database.url).await.unwrap();
    work(&storage, 1..=ROUNDS, true).await;
    drop(storage);
    wait_for_reports(&cluster).await;
    assert_each_table_was_read_a_little(&cluster, &database.name);
}

/// This is the first hour of a new installation: it starts with empty tables, and PostgreSQL does not analyse the new rows.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_reads_a_whole_table_after_a_start_with_an_empty_database() {
    let cluster = Cluster::start();
    set(&cluster, "autovacuum = off").await;
    let database = database_with_tables(&cluster).await;
    cluster.query(&database.name, "SELECT pg_stat_reset()");
    let storage = PostgresStorage::open(&database.url).await.unwrap();
    work(&storage, 1..=ROUNDS, false).await;

    set(&cluster, "track_counts = off").await;
    cluster.query(&database.name, &crowd());
    // The same amount of work again renews the plans.
    work(&storage, ROUNDS + 1..=2 * ROUNDS + 1, true).await;
    set(&cluster, "track_counts = on").await;
    work(&storage, 2 * ROUNDS + 2..=3 * ROUNDS, true).await;
    drop(storage);
    wait_for_reports(&cluster).await;
    assert_each_table_was_read_a_little(&cluster, &database.name);
}
