//! Two servers on one database: conditions hold across both, and neither waits forever for the other.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

use std::sync::Arc;

use tokio::task::JoinSet;
use valetkey_authorization_server::Change;
use valetkey_storage::{
    ApplyError, Storage,
    conformance::sample::{client, count, counter, grant, id, tenant},
};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_types::ClientId;

async fn two_servers() -> [Arc<PostgresStorage>; 2] {
    let database = valetkey_test_postgres::empty_database();
    let first = PostgresStorage::open(&database.url).await.unwrap();
    let second = PostgresStorage::open(&database.url).await.unwrap();
    [Arc::new(first), Arc::new(second)]
}

/// Applies one list per number at the same time, half of them with each server.
async fn all_at_once(
    servers: &[Arc<PostgresStorage>; 2],
    count: u32,
    list: impl Fn(u32) -> Vec<Change>,
) -> Vec<(u32, Result<(), ApplyError>)> {
    let gate = Arc::new(tokio::sync::Barrier::new(count as usize));
    let mut callers = JoinSet::new();
    for number in 0..count {
        let [even, odd] = servers;
        let (server, gate) = (Arc::clone(if number % 2 == 0 { even } else { odd }), Arc::clone(&gate));
        let changes = list(number);
        callers.spawn(async move {
            gate.wait().await;
            (number, server.apply(changes).await)
        });
    }
    callers.join_all().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_is_redeemed_once_by_two_servers() {
    let servers = two_servers().await;
    for round in 1..=5 {
        let answers = all_at_once(&servers, 50, |number| {
            let mut grant = grant(round, "app", "alice");
            grant.sid = id(number);
            vec![Change::StoreGrant(grant)]
        })
        .await;
        let winners: Vec<u32> =
            answers.iter().filter(|(_, answer)| answer.is_ok()).map(|(number, _)| *number).collect();
        let losers =
            answers.iter().filter(|(_, answer)| *answer == Err(ApplyError::Conflict { position: 0 })).count();
        assert_eq!((winners.len(), losers), (1, 49), "{answers:?}");
        for server in &servers {
            let stored = server.refresh_facts(&tenant(), id(round)).await.unwrap().unwrap().grant;
            assert_eq!(stored.sid, id(winners[0]), "the stored grant is from the winner");
        }
    }
}

/// Two redemptions of one code insert the same new row, so they wait for each other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_that_insert_the_same_rows_in_another_order_are_stored_once() {
    let servers = two_servers().await;
    for round in 1..=5 {
        let answers = all_at_once(&servers, 60, |number| {
            vec![Change::StoreGrant(grant(100 * round + (number * 7) % 20, "app", "alice"))]
        })
        .await;
        let taken = answers.iter().filter(|(_, answer)| answer.is_ok()).count();
        let refused =
            answers.iter().filter(|(_, answer)| *answer == Err(ApplyError::Conflict { position: 0 })).count();
        assert_eq!((taken, refused), (20, 40), "{answers:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_that_lock_each_other_are_all_stored_in_the_end() {
    let servers = two_servers().await;
    let counters = [1, 2, 3, 4];
    // Half of the lists use the counters in one order, half in the other.
    let answers = all_at_once(&servers, 60, |number| {
        let mut counters = counters;
        counters.rotate_left(number as usize % 4);
        if number % 3 == 0 {
            counters.reverse();
        }
        counters.map(count).to_vec()
    })
    .await;
    assert!(answers.iter().all(|(_, answer)| answer.is_ok()), "{answers:?}");
    for number in counters {
        let key = counter(number).key;
        let [failures, _] = servers[1].sign_in_failures(&tenant(), [&key, &key]).await.unwrap();
        assert_eq!(failures.count, 60);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_lists_share_commits_and_a_refused_list_does_not_affect_the_others() {
    let servers = two_servers().await;
    let answers = all_at_once(&servers, 300, |number| {
        let mut changes = vec![Change::AddClient(Box::new(client(&format!("client {number}"))))];
        if number % 50 == 7 {
            changes.push(Change::RedeemRefreshToken {
                tenant: tenant(),
                grant_id: id(404),
                expected: None,
                redeemed: id(1),
            });
        }
        changes
    })
    .await;
    for (number, answer) in &answers {
        let expected = if number % 50 == 7 { Err(ApplyError::Conflict { position: 1 }) } else { Ok(()) };
        assert_eq!(*answer, expected, "list {number}");
        let stored = servers[0].client(&tenant(), &ClientId::new(format!("client {number}"))).await.unwrap();
        assert_eq!(stored.is_some(), answer.is_ok(), "client {number}");
    }
    let statistics = servers.each_ref().map(|server| server.write_statistics());
    assert_eq!(statistics.iter().map(|it| it.lists).sum::<u64>(), 300);
    let commits: u64 = statistics.iter().map(|it| it.commits).sum();
    assert!(commits < 150, "{commits} commits for 294 lists");
}

#[tokio::test]
async fn a_list_that_the_database_refuses_does_not_affect_the_others() {
    let servers = two_servers().await;
    // The text is too long for an index and can't be compressed.
    let mut state = 1_u64;
    let long: String = std::iter::from_fn(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from_u32(33 + u32::try_from(state >> 58).unwrap_or(0))
    })
    .take(20_000)
    .collect();
    let answers = all_at_once(&servers, 10, |number| {
        let name = if number == 4 { long.clone() } else { format!("client {number}") };
        vec![Change::AddClient(Box::new(client(&name)))]
    })
    .await;
    for (number, answer) in answers {
        match (number, answer) {
            (4, Err(ApplyError::Storage(error))) => assert!(!error.to_string().contains(&long), "{error}"),
            (4, other) => panic!("{other:?}"),
            (_, answer) => assert_eq!(answer, Ok(()), "list {number}"),
        }
    }
    assert_eq!(servers[0].clients(&tenant()).await.unwrap().len(), 9);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_lists_of_a_locked_row_wait_for_it() {
    let cluster = Arc::new(valetkey_test_postgres::Cluster::start());
    let database = cluster.empty_database();
    let server = Arc::new(PostgresStorage::open(&database.url).await.unwrap());
    const HELD: u32 = 1;
    const FREE: u32 = 2;
    server.apply(vec![count(HELD), count(FREE)]).await.unwrap();
    // A transaction on a console locks one row for longer than a caller waits.
    let (holder, name) = (Arc::clone(&cluster), database.name.clone());
    let held = tokio::task::spawn_blocking(move || {
        let row = format!("SELECT 1 FROM counters WHERE number = {HELD} FOR UPDATE");
        holder.query(&name, &format!("BEGIN; {row}; SELECT pg_sleep(8); COMMIT"));
    });
    let holds =
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(8)%' AND wait_event = 'PgSleep'";
    while cluster.query(&database.name, holds) != "1" {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    // New lists do not wait for a commit that waits for the lock.
    let (waiter, changes) = (Arc::clone(&server), vec![count(HELD)]);
    let waits = tokio::spawn(async move { waiter.apply(changes).await });
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert_eq!(server.apply(vec![count(FREE)]).await, Ok(()));
    assert!(!waits.is_finished(), "a list of another row waited for the lock");

    let mut callers = JoinSet::new();
    for number in 0..40 {
        let (server, row) = (Arc::clone(&server), if number == 20 { HELD } else { FREE });
        callers.spawn(async move { (row, server.apply(vec![count(row)]).await) });
    }
    // Other lists do not fail together with the list that waited too long.
    while !waits.is_finished() {
        assert_eq!(server.apply(vec![count(FREE)]).await, Ok(()));
    }
    for (row, answer) in callers.join_all().await {
        match (row, answer) {
            (HELD, answer) => assert!(matches!(answer, Err(ApplyError::Storage(_))), "{answer:?}"),
            (_, answer) => assert_eq!(answer, Ok(())),
        }
    }
    assert!(matches!(waits.await.unwrap(), Err(ApplyError::Storage(_))));
    held.await.unwrap();
    assert_eq!(server.apply(vec![count(HELD)]).await, Ok(()));
}
