//! Two servers as processes on one PostgreSQL database.

use std::{
    sync::Arc,
    thread::{self, JoinHandle},
};

use valetkey_test_postgres::Cluster;

use crate::support::{
    account::{Account, code_in},
    http::get,
    load::Load,
    nodes::Nodes,
};

#[test]
fn rc1_a_code_redeemed_at_both_nodes_at_once_gives_tokens_once() {
    let nodes = Nodes::start(2, &valetkey_test_postgres::empty_database().url);
    let account = Arc::new(Account::new(&nodes));
    let code = code_in(&account.authorize(nodes.issuer()).expect("an answer"));
    let gate = Arc::new(std::sync::Barrier::new(50));
    let redeeming: Vec<JoinHandle<(u16, String)>> = (0..50)
        .map(|number| {
            let (account, code, gate) = (Arc::clone(&account), code.clone(), Arc::clone(&gate));
            let node = nodes.addresses[number % 2].clone();
            thread::spawn(move || {
                gate.wait();
                let answer = account.redeem(&node, &code).expect("an answer");
                (answer.status, answer.body)
            })
        })
        .collect();
    let answers: Vec<(u16, String)> = redeeming.into_iter().map(|it| it.join().expect("an answer")).collect();
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|(status, _)| *status == 200);
    assert_eq!(won.len(), 1, "{answers:?}");
    assert!(lost.iter().all(|(status, body)| *status == 400 && body.contains("invalid_grant")), "{lost:?}");
}

#[test]
fn rc2_a_restart_of_the_database_and_the_death_of_a_node_lose_nothing_that_was_answered() {
    let cluster = Cluster::start();
    let mut nodes = Nodes::start(2, &cluster.empty_database().url);
    let load = Load::start(&nodes);
    let both = |load: &Load| [0, 1].map(|node| load.wait_for(node, 30));
    both(&load);
    cluster.stop();
    cluster.resume();
    both(&load);
    cluster.kill();
    cluster.resume();
    both(&load);
    // Dropping a running program kills it with a signal that it can't see coming.
    drop(nodes.running.remove(0));
    load.wait_for(1, 30);
    let survivor = &nodes.addresses[1];
    assert_eq!(get(&format!("{survivor}/ready")).status, 200);
    load.check_at(survivor);
}
