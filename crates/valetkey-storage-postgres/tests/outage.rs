//! The database restarts, crashes or hangs: callers get an error in time, no answered list is lost, and the storage recovers by
//! itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use std::{
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::task::JoinSet;
use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenFacts, AccessTokenKey},
};
use valetkey_storage::{
    ApplyError, OpenError, Storage, StorageError,
    conformance::sample::{bare_user, grant, id, moment, tenant},
};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_test_postgres::Cluster;

/// The maximum time for the deadline of five seconds, with a reserve for a busy machine.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

fn new_user(number: u32) -> String {
    format!("user {number}")
}

/// Returns three records. Either all of them are stored or none.
fn list(number: u32) -> Vec<Change> {
    vec![
        Change::AddUser(Box::new(bare_user(&new_user(number)))),
        Change::StoreGrant(grant(number, "app", &new_user(number))),
        Change::RevokeAccessToken { tenant: tenant(), id: id(number), expires_at: moment(340) },
    ]
}

async fn present(storage: &dyn Storage, number: u32) -> [bool; 3] {
    let key = AccessTokenKey { id: id(number), grant_id: Some(id(number)) };
    let AccessTokenFacts { grant, user, revoked, .. } =
        storage.access_token_facts(&tenant(), key).await.unwrap();
    [user.is_some(), grant.is_some(), revoked]
}

/// Writers that write until they are stopped.
struct Load {
    storage: Arc<PostgresStorage>,
    stop: Arc<AtomicBool>,
    writers: JoinSet<(Vec<u32>, Vec<u32>)>,
}

impl Load {
    fn start(storage: &Arc<PostgresStorage>, first: u32) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut writers = JoinSet::new();
        for writer in 0..8_u32 {
            let (storage, stop) = (Arc::clone(storage), Arc::clone(&stop));
            writers.spawn(async move {
                let (mut answered, mut failed) = (Vec::new(), Vec::new());
                for number in (first + writer..).step_by(8) {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    match storage.apply(list(number)).await {
                        Ok(()) => answered.push(number),
                        Err(ApplyError::Storage(StorageError::Unavailable(_))) => failed.push(number),
                        Err(other) => panic!("{other:?}"),
                    }
                }
                (answered, failed)
            });
        }
        Self { storage: Arc::clone(storage), stop, writers }
    }

    /// Waits until this many more lists were committed.
    async fn wait_for(&self, more: u64) {
        let goal = self.storage.write_statistics().commits + more;
        while self.storage.write_statistics().commits < goal {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Stops the writers. Checks that every answered list is stored completely, and every failed list completely or not at all.
    async fn check(self) {
        self.stop.store(true, Ordering::Relaxed);
        let mut count = 0;
        for (answered, failed) in self.writers.join_all().await {
            for number in &answered {
                assert_eq!(present(&*self.storage, *number).await, [true; 3], "list {number} was answered");
            }
            for number in &failed {
                let present = present(&*self.storage, *number).await;
                assert!(present == [true; 3] || present == [false; 3], "half of list {number}: {present:?}");
            }
            count += answered.len();
        }
        assert!(count >= 100, "only {count} lists were answered");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_and_a_crash_of_the_database_lose_no_answered_list() {
    let cluster = Cluster::start();
    let storage = Arc::new(PostgresStorage::open(&cluster.empty_database().url).await.unwrap());
    let load = Load::start(&storage, 0);
    load.wait_for(20).await;
    cluster.stop();
    cluster.resume();
    load.wait_for(20).await;
    cluster.kill();
    cluster.resume();
    load.wait_for(20).await;
    load.check().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_down_callers_get_an_error_in_time() {
    let cluster = Cluster::start();
    let storage = PostgresStorage::open(&cluster.empty_database().url).await.unwrap();
    storage.apply(list(1)).await.unwrap();
    cluster.stop();
    let begun = Instant::now();
    let read = storage.refresh_facts(&tenant(), id(1)).await;
    assert!(matches!(read, Err(StorageError::Unavailable(_))), "{read:?}");
    let written = storage.apply(list(2)).await;
    assert!(matches!(written, Err(ApplyError::Storage(StorageError::Unavailable(_)))), "{written:?}");
    assert!(storage.ping().await.is_err());
    assert!(begun.elapsed() < LONGEST_WAIT, "{:?}", begun.elapsed());
    cluster.resume();
    let begun = Instant::now();
    while storage.ping().await.is_err() {
        assert!(begun.elapsed() < LONGEST_WAIT, "the connection was not restored");
    }
    assert_eq!(present(&storage, 1).await, [true; 3]);
    while storage.apply(list(3)).await.is_err() {
        assert!(begun.elapsed() < LONGEST_WAIT, "the writer did not recover");
    }
    assert_eq!(present(&storage, 3).await, [true; 3]);
}

/// Sends a signal to every process of the server that serves a connection.
fn signal(cluster: &Cluster, database: &str, signal: &str, pids: Option<String>) -> String {
    let backends = || {
        let sql = "SELECT string_agg(pid::TEXT, ' ') FROM pg_stat_activity
                   WHERE datname = current_database() AND application_name = 'valetkey'";
        cluster.query(database, sql)
    };
    let pids = pids.unwrap_or_else(backends);
    let sent = Command::new("kill").arg(signal).args(pids.split_whitespace()).status().unwrap();
    assert!(sent.success());
    pids
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_hangs_blocks_no_caller_forever() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    let storage = PostgresStorage::open(&database.url).await.unwrap();
    storage.apply(list(1)).await.unwrap();
    storage.ping().await.unwrap();
    let stopped = signal(&cluster, &database.name, "-STOP", None);
    let (begun, tenant) = (Instant::now(), tenant());
    let (read, written) = tokio::join!(storage.refresh_facts(&tenant, id(1)), storage.apply(list(2)));
    assert!(begun.elapsed() < LONGEST_WAIT, "{:?}", begun.elapsed());
    assert!(matches!(read, Err(StorageError::Unavailable(_))), "{read:?}");
    assert!(matches!(written, Err(ApplyError::Storage(StorageError::Unavailable(_)))), "{written:?}");
    signal(&cluster, &database.name, "-CONT", Some(stopped));
    let begun = Instant::now();
    while storage.apply(list(3)).await.is_err() {
        assert!(begun.elapsed() < LONGEST_WAIT, "the writer did not recover");
    }
    assert_eq!(present(&storage, 3).await, [true; 3]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_accepts_connections_but_never_answers_causes_a_timeout() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    let file = cluster.query("postgres", "SELECT pg_read_file('postmaster.pid')");
    let postmaster = file.lines().next().map(str::to_owned);
    signal(&cluster, &database.name, "-STOP", postmaster.clone());
    let begun = Instant::now();
    let opened = PostgresStorage::open(&database.url).await.map(|_| ());
    assert!(begun.elapsed() < LONGEST_WAIT, "{:?}", begun.elapsed());
    let Err(OpenError::Unreachable { reason, .. }) = opened else { panic!("{opened:?}") };
    assert!(reason.contains("no answer within"), "{reason}");
    signal(&cluster, &database.name, "-CONT", postmaster);
    PostgresStorage::open(&database.url).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_waits_for_a_lock_and_then_fails() {
    let cluster = Cluster::start();
    let database = cluster.empty_database();
    let storage = Arc::new(PostgresStorage::open(&database.url).await.unwrap());
    storage.apply(list(1)).await.unwrap();
    // A transaction on a console is left open. It ends later than a caller waits.
    let (holder_url, holder) = (database.name.clone(), cluster);
    let held = tokio::task::spawn_blocking(move || {
        holder.query(&holder_url, "BEGIN; LOCK TABLE grants IN EXCLUSIVE MODE; SELECT pg_sleep(7); COMMIT");
        holder
    });
    let redeem = || Change::StoreGrant(grant(10, "app", "alice"));
    let begun = Instant::now();
    // The lock is acquired at an unknown time; until then lists are stored.
    let mut number = 100;
    loop {
        number += 1;
        match storage.apply(list(number)).await {
            Ok(()) => assert!(begun.elapsed() < LONGEST_WAIT, "the lock was not acquired"),
            Err(ApplyError::Storage(StorageError::Unavailable(_))) => break,
            Err(other) => panic!("{other:?}"),
        }
    }
    let _holder = held.await.unwrap();
    storage.apply(vec![redeem()]).await.unwrap();
    assert_eq!(storage.apply(vec![redeem()]).await, Err(ApplyError::Conflict { position: 0 }));
}
