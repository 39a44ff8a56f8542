//! Remembered clients keep the whole contract, and nothing that changed meanwhile is remembered.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::{
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::Duration,
};

use valetkey_authorization_server::{Change, record::Client};
use valetkey_storage::{
    ClientCache, Storage,
    conformance::{
        EmptyStore,
        sample::{client, tenant},
    },
    memory::MemoryStorage,
};
use valetkey_types::ClientId;

const FOR_EVER: Duration = Duration::from_secs(86_400);

fn empty_store() -> EmptyStore {
    EmptyStore::new(ClientCache::remembering_for(Arc::new(MemoryStorage::new()), FOR_EVER))
}

valetkey_storage::conformance_suite!(empty_store());

/// The cache, and the same records seen by somebody else.
async fn with_one_client() -> (ClientCache, Arc<MemoryStorage>) {
    let behind = Arc::new(MemoryStorage::new());
    behind.apply(vec![Change::AddClient(Box::new(client("app")))]).await.unwrap();
    (ClientCache::remembering_for(behind.clone(), FOR_EVER), behind)
}

async fn name(storage: &dyn Storage) -> String {
    storage.client(&tenant(), &ClientId::new("app")).await.unwrap().unwrap().name
}

fn renamed(name: &str) -> Vec<Change> {
    vec![Change::ReplaceClient(Box::new(Client { name: name.to_owned(), ..client("app") }))]
}

#[tokio::test]
async fn a_client_is_remembered_until_it_changes_here_or_all_are_forgotten() {
    let (cache, behind) = with_one_client().await;
    let first = name(&cache).await;
    behind.apply(renamed("elsewhere")).await.unwrap();
    assert_eq!(name(&cache).await, first, "somebody else's change is not seen yet");
    cache.forget_all();
    assert_eq!(name(&cache).await, "elsewhere");
    cache.apply(renamed("here")).await.unwrap();
    assert_eq!(name(&cache).await, "here");
}

#[tokio::test]
async fn a_caller_that_stops_waiting_does_not_stop_the_forgetting() {
    let (cache, _) = with_one_client().await;
    name(&cache).await;
    {
        let mut applying = pin!(cache.apply(renamed("new")));
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
}
