//! A database that hangs: everybody gets an answer in time, none of them a promise that does not hold, and when it goes on
//! everything works again without a restart.

use std::{
    thread,
    time::{Duration, Instant},
};

use valetkey_test_postgres::Cluster;

use crate::support::{
    account::{Account, code_in, token_in},
    browser::Browser,
    http::{Answer, get},
    load::{Load, PATIENCE},
    nodes::Nodes,
};

/// Longer than storage waits for a database.
const HANG: Duration = Duration::from_secs(6);

/// Somebody at a console left a transaction open that writes.
fn lock(nodes: &Nodes) -> rusqlite::Connection {
    let holder = rusqlite::Connection::open(nodes.folder.path().join("records.db")).expect("the database");
    holder.busy_timeout(PATIENCE).expect("a time-out");
    holder.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    holder
}

#[test]
fn on_sqlite_who_writes_is_told_to_come_back_and_who_reads_notices_nothing() {
    let nodes = Nodes::start(1, "sqlite:records.db");
    told_to_come_back(&nodes, 200, || lock(&nodes));
}

#[test]
fn on_postgres_who_needs_the_database_is_told_to_come_back() {
    let cluster = Cluster::start();
    let nodes = Nodes::start(1, &cluster.empty_database().url);
    told_to_come_back(&nodes, 503, || cluster.hang());
}

/// Asks for everything that has to be stored while the database hangs, which ends when the answer of `hang` is dropped.
fn told_to_come_back<Hanging>(nodes: &Nodes, who_reads: u16, hang: impl FnOnce() -> Hanging) {
    let (node, account) = (nodes.issuer(), Account::new(nodes));
    let code = || code_in(&account.authorize(node).expect("an answer"));
    let tokens = || account.redeem(node, &code()).expect("an answer");
    let (unused, to_refresh) = (code(), token_in(&tokens(), "refresh_token"));
    let (to_revoke, to_use) = (token_in(&tokens(), "refresh_token"), token_in(&tokens(), "access_token"));
    let mut browser = Browser::default();
    let login = account.open_login(&mut browser);

    let hanging = hang();
    thread::scope(|scope| {
        let asked = [
            scope.spawn(|| account.redeem(node, &unused)),
            scope.spawn(|| account.refresh(node, &to_refresh)),
            scope.spawn(|| account.revoke(node, &to_revoke)),
            scope.spawn(|| Some(account.sign_in(&mut browser, &login).answer)),
        ];
        let reading = scope.spawn(|| account.userinfo(node, &to_use));
        for path in ["/.well-known/openid-configuration", "/jwks", "/health"] {
            assert_eq!(get(&format!("{node}{path}")).status, 200, "{path} needs no database");
        }
        assert_eq!(get(&format!("{node}/ready")).status, 503);
        for (number, asked) in asked.into_iter().enumerate() {
            let answer = asked.join().expect("a caller").expect("an answer");
            assert_eq!(promise(&answer), (503, true), "{number}: {}", answer.body);
        }
        assert_eq!(reading.join().expect("a caller").expect("an answer").status, who_reads);
    });
    drop(hanging);

    wait_until_ready(node);
    // Nothing of it was done, so all of it can be done now.
    token_in(&account.redeem(node, &unused).expect("an answer"), "refresh_token");
    token_in(&account.refresh(node, &to_refresh).expect("an answer"), "refresh_token");
    assert!(account.is_active(node, &to_revoke));
    assert_eq!(account.revoke(node, &to_revoke).expect("an answer").status, 200);
    assert!(!account.is_active(node, &to_revoke));
    let landed = account.sign_in(&mut browser, &login);
    assert!(landed.url.starts_with(&account.landing()), "{}", landed.url);
}

fn promise(answer: &Answer) -> (u16, bool) {
    (answer.status, answer.header("retry-after").is_some())
}

fn wait_until_ready(node: &str) {
    let begun = Instant::now();
    while get(&format!("{node}/ready")).status != 200 {
        assert!(begun.elapsed() < PATIENCE, "the server does not recover by itself");
    }
}

#[test]
fn on_sqlite_nothing_is_lost_and_nothing_granted_twice() {
    let nodes = Nodes::start(1, "sqlite:records.db");
    nothing_is_lost(&nodes, || lock(&nodes));
}

#[test]
fn on_postgres_nothing_is_lost_and_nothing_granted_twice() {
    let cluster = Cluster::start();
    let nodes = Nodes::start(2, &cluster.empty_database().url);
    nothing_is_lost(&nodes, || cluster.hang());
}

/// A short wait and one that is too long for the callers, while many of them write.
fn nothing_is_lost<Hanging>(nodes: &Nodes, hang: impl Fn() -> Hanging) {
    let load = Load::start(nodes);
    let all = || (0..nodes.addresses.len()).for_each(|node| load.wait_for(node, 30));
    all();
    for time in [Duration::from_secs(1), HANG] {
        let hanging = hang();
        thread::sleep(time);
        drop(hanging);
        all();
    }
    let node = nodes.issuer();
    wait_until_ready(node);
    load.check_at(node);
}
