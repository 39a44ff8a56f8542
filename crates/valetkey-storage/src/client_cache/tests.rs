//! Tests how long clients are cached. The conformance suite tests that the cache keeps the contract.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use tokio::sync::watch;
use valetkey_authorization_server::Change;

use super::*;
use crate::{
    conformance::sample::{client, tenant},
    memory::MemoryStorage,
};

const FOR_EVER: Duration = Duration::from_secs(86_400);

/// Returns a cache, and its storage as another process uses it.
async fn with_one_client() -> (ClientCache, Arc<MemoryStorage>) {
    let behind = Arc::new(MemoryStorage::new());
    behind.apply(vec![Change::AddClient(Box::new(client("app")))]).await.unwrap();
    (ClientCache::remembering_for(behind.clone(), FOR_EVER), behind)
}

async fn name(storage: &dyn Storage) -> String {
    storage.client(&tenant(), &ClientId::new("app")).await.unwrap().unwrap().name.clone()
}

fn renamed(name: &str, revision: u64) -> Vec<Change> {
    vec![Change::ReplaceClient(Box::new(Client { name: name.to_owned(), revision, ..client("app") }))]
}

#[tokio::test]
async fn a_client_is_remembered_until_it_changes_here_or_there_is_notice() {
    let (mut cache, behind) = with_one_client().await;
    let (news, hears) = watch::channel(0);
    cache.notices = Notices::from_counter(hears);
    let first = name(&cache).await;
    behind.apply(renamed("elsewhere", 1)).await.unwrap();
    assert_eq!(name(&cache).await, first, "the change of another server is not seen yet");
    news.send(1).unwrap();
    assert_eq!(name(&cache).await, "elsewhere");
    behind.apply(renamed("again", 2)).await.unwrap();
    assert_eq!(name(&cache).await, "elsewhere", "one notice counts once");
    cache.apply(renamed("here", 3)).await.unwrap();
    assert_eq!(name(&cache).await, "here");
}

#[tokio::test]
async fn what_was_read_before_a_change_is_not_remembered_after_it() {
    let (cache, _) = with_one_client().await;
    let Err(before) = cache.remembered(&tenant(), &ClientId::new("app")) else { panic!("nothing was read") };
    let read_at = Instant::now();
    cache.apply(renamed("new", 1)).await.unwrap();
    write(&cache.known, |known| known.remember(before, Arc::new(client("app")), read_at, 0));
    assert_eq!(name(&cache).await, "new");
}

#[tokio::test]
async fn a_caller_that_stops_waiting_does_not_stop_the_forgetting() {
    let (cache, _) = with_one_client().await;
    name(&cache).await;
    {
        let mut applying = pin!(cache.apply(renamed("new", 1)));
        let polled = applying.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(polled, Poll::Pending), "the list is on its way");
    }
    while name(&cache).await != "new" {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn more_clients_than_are_remembered_are_found_all_the_same() {
    let (cache, behind) = with_one_client().await;
    let count = ClientCache::AT_MOST + 10;
    let clients = (0..count).map(|number| Change::AddClient(Box::new(client(&number.to_string()))));
    behind.apply(clients.collect()).await.unwrap();
    for number in 0..count {
        let found = cache.client(&tenant(), &ClientId::new(number.to_string())).await.unwrap();
        assert!(found.is_some(), "{number}");
    }
    assert!(cache.known.read().unwrap().count <= ClientCache::AT_MOST);
}
