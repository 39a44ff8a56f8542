//! Many callers cause one refresh, and no rotated token is lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use async_trait::async_trait;
use serde_json::json;
use valetkey_client::{
    Client, MemoryTokenStore, RefreshError, Refresher, StoredTokens, TokenStore, TokenStoreError,
};
use valetkey_fetch::HttpResponse;
use valetkey_types::{Secret, Timestamp};

use crate::fake::{Fake, NOW, answer, form, typed};

/// Returns an issuer that rotates refresh tokens: each is valid once. `r1` is the first and returns `a2` and `r2`, and so on.
fn rotating() -> Arc<Fake> {
    let current = AtomicUsize::new(1);
    Fake::new(json!({}), move |request| {
        let asked = form(request)["refresh_token"].clone();
        let number = current.load(Ordering::SeqCst);
        if asked != format!("r{number}") {
            return answer(400, &json!({"error": "invalid_grant"}));
        }
        let next = current.fetch_add(1, Ordering::SeqCst) + 1;
        let (access, refresh) = (format!("a{next}"), format!("r{next}"));
        let body = json!({"access_token": access, "token_type": "Bearer", "expires_in": 300, "refresh_token": refresh});
        answer(200, &body)
    })
}

fn client(fake: &Arc<Fake>) -> Client {
    fake.builder().build().unwrap()
}

fn tokens(expires_at: i64) -> StoredTokens {
    let mut tokens = StoredTokens::new("alice", Secret::new("a1"), 1);
    tokens.expires_at = Some(Timestamp(expires_at));
    tokens.refresh_token = Some(Secret::new("r1"));
    tokens
}

async fn store_with(tokens: StoredTokens) -> Arc<MemoryTokenStore> {
    let store = Arc::new(MemoryTokenStore::default());
    assert!(store.replace("g", None, tokens).await.unwrap());
    store
}

#[tokio::test]
async fn a_fresh_token_is_returned_without_a_refresh() {
    let fake = rotating();
    let refresher = Refresher::new(client(&fake), store_with(tokens(NOW + 31)).await);
    assert_eq!(refresher.access_token("g").await.unwrap().expose(), "a1");
    assert!(fake.requests().is_empty());
    fake.advance(1);
    assert_eq!(
        refresher.access_token("g").await.unwrap().expose(),
        "a2",
        "refreshed 30 seconds before it expires"
    );
}

#[tokio::test]
async fn a_hundred_callers_make_one_refresh() {
    let fake = rotating();
    let store = store_with(tokens(NOW)).await;
    let refresher = Refresher::new(client(&fake), store.clone());
    let callers: Vec<_> = (0..100)
        .map(|_| {
            let refresher = refresher.clone();
            tokio::spawn(async move { refresher.access_token("g").await })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap().unwrap().expose(), "a2");
    }
    assert_eq!(fake.requests().len(), 1);
    let stored = store.load("g").await.unwrap().unwrap();
    assert_eq!((stored.version, stored.refresh_token.unwrap().expose()), (2, "r2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_one_store_make_one_refresh() {
    let fake = rotating();
    let store = store_with(tokens(NOW)).await;
    // Each refresher has its own locks, like two processes. They share only the lease in the store.
    let processes =
        [Refresher::new(client(&fake), store.clone()), Refresher::new(client(&fake), store.clone())];
    let callers: Vec<_> = (0..100)
        .map(|number| {
            let refresher = processes[number % 2].clone();
            tokio::spawn(async move { refresher.access_token("g").await })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap().unwrap().expose(), "a2");
    }
    assert_eq!(fake.requests().len(), 1);
}

#[tokio::test]
async fn grants_do_not_wait_for_each_other() {
    let fake = rotating();
    let store = store_with(tokens(NOW)).await;
    store.replace("other", None, tokens(NOW + 300)).await.unwrap();
    assert!(store.lease("g", "a process that died", Timestamp(NOW), Timestamp(NOW + 3)).await.unwrap());
    let refresher = Refresher::new(client(&fake), store);
    assert_eq!(refresher.access_token("other").await.unwrap().expose(), "a1");
    let waiting = tokio::spawn({
        let refresher = refresher.clone();
        async move { refresher.access_token("g").await }
    });
    tokio::task::yield_now().await;
    assert!(fake.requests().is_empty(), "the lease is still held");
    fake.advance(3);
    assert_eq!(waiting.await.unwrap().unwrap().expose(), "a2", "a lease expires");
}

#[tokio::test]
async fn a_token_that_an_api_refuses_is_replaced_once() {
    let fake = rotating();
    let refresher = Refresher::new(client(&fake), store_with(tokens(NOW + 300)).await);
    let refused = Secret::new("a1");
    let (one, two) = tokio::join!(refresher.other_than("g", &refused), refresher.other_than("g", &refused));
    assert_eq!((one.unwrap().expose(), two.unwrap().expose()), ("a2", "a2"));
    assert_eq!(fake.requests().len(), 1);
}

#[tokio::test]
async fn tokens_that_another_caller_rotated_are_used() {
    // Another caller without a lease refreshes during our own request.
    let store = store_with(tokens(NOW)).await;
    let mut theirs = tokens(NOW + 300);
    (theirs.access_token, theirs.version) = (Secret::new("theirs"), 2);
    let (writer, done) = (store.clone(), AtomicBool::new(false));
    let fake = Fake::new(json!({}), move |_| {
        assert!(!done.swap(true, Ordering::SeqCst), "only one request is expected");
        let (writer, theirs) = (writer.clone(), theirs.clone());
        let written = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(writer.replace("g", Some(1), theirs)).unwrap()
        });
        assert!(written.join().unwrap());
        answer(400, &json!({"error": "invalid_grant"}))
    });
    let refresher = Refresher::new(client(&fake), store);
    assert_eq!(refresher.access_token("g").await.unwrap().expose(), "theirs");
}

#[tokio::test]
async fn an_ended_grant_is_removed_and_not_requested_again() {
    let fake = Fake::new(json!({}), |_| answer(400, &json!({"error": "invalid_grant"})));
    let store = store_with(tokens(NOW)).await;
    let refresher = Refresher::new(client(&fake), store.clone());
    assert_eq!(refresher.access_token("g").await.unwrap_err(), RefreshError::SignInAgain);
    assert!(store.load("g").await.unwrap().is_none());
    assert_eq!(refresher.access_token("g").await.unwrap_err(), RefreshError::SignInAgain);
    assert_eq!(fake.requests().len(), 1);
    let mut without = tokens(NOW);
    without.refresh_token = None;
    let refresher = Refresher::new(client(&fake), store_with(without).await);
    assert_eq!(refresher.access_token("g").await.unwrap_err(), RefreshError::SignInAgain);
    assert_eq!(fake.requests().len(), 1);
}

#[tokio::test]
async fn temporary_failures_keep_the_grant() {
    let failing: [(HttpResponse, bool); 3] = [
        (typed(503, "text/html", "<p>"), true),
        (answer(401, &json!({"error": "invalid_client"})), false),
        (typed(200, "text/html", "<p>"), false),
    ];
    for (response, temporary) in failing {
        let fake = Fake::new(json!({}), move |_| response.clone());
        let store = store_with(tokens(NOW)).await;
        let refresher = Refresher::new(client(&fake), store.clone());
        let error = refresher.access_token("g").await.unwrap_err();
        assert_eq!(matches!(error, RefreshError::Temporary(_)), temporary, "{error}");
        assert_eq!(matches!(error, RefreshError::Refused(_)), !temporary, "{error}");
        assert!(store.load("g").await.unwrap().is_some());
    }
}

/// A store whose first writes fail. The number counts the remaining failures.
struct FailingWrites(Arc<MemoryTokenStore>, AtomicUsize);

#[async_trait]
impl TokenStore for FailingWrites {
    async fn load(&self, grant: &str) -> Result<Option<StoredTokens>, TokenStoreError> {
        self.0.load(grant).await
    }

    async fn replace(
        &self,
        grant: &str,
        expected_version: Option<u64>,
        tokens: StoredTokens,
    ) -> Result<bool, TokenStoreError> {
        let failures_left = self.1.load(Ordering::SeqCst);
        if failures_left > 0 {
            self.1.store(failures_left - 1, Ordering::SeqCst);
            return Err(TokenStoreError("the disk is full".into()));
        }
        self.0.replace(grant, expected_version, tokens).await
    }

    async fn remove(&self, grant: &str, expected_version: u64) -> Result<bool, TokenStoreError> {
        self.0.remove(grant, expected_version).await
    }

    async fn lease(
        &self,
        grant: &str,
        holder: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, TokenStoreError> {
        self.0.lease(grant, holder, now, until).await
    }

    async fn release(&self, grant: &str, holder: &str) -> Result<(), TokenStoreError> {
        self.0.release(grant, holder).await
    }
}

#[tokio::test]
async fn a_token_that_could_not_be_stored_is_not_used() {
    for (failures, good) in [(2, true), (3, false)] {
        let fake = rotating();
        let store = Arc::new(FailingWrites(store_with(tokens(NOW)).await, AtomicUsize::new(failures)));
        let refresher = Refresher::new(client(&fake), store.clone());
        let token = refresher.access_token("g").await;
        assert_eq!(token.is_ok(), good);
        let stored = store.load("g").await.unwrap().unwrap();
        assert_eq!(stored.access_token.expose(), if good { "a2" } else { "a1" });
        if let Err(error) = token {
            assert_eq!(error, RefreshError::Store(TokenStoreError("the disk is full".into())));
        }
    }
}

#[tokio::test]
async fn a_cancelled_caller_loses_no_tokens() {
    let fake = rotating();
    let store = store_with(tokens(NOW)).await;
    let refresher = Refresher::new(client(&fake), store.clone());
    let caller = tokio::spawn({
        let refresher = refresher.clone();
        async move { refresher.access_token("g").await }
    });
    while fake.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    caller.abort();
    assert_eq!(refresher.access_token("g").await.unwrap().expose(), "a2");
    assert_eq!(fake.requests().len(), 1);
}

#[tokio::test]
async fn the_memory_store_compares_before_it_writes() {
    let store = store_with(tokens(NOW)).await;
    let mut next = tokens(NOW);
    next.version = 2;
    assert!(!store.replace("g", None, next.clone()).await.unwrap());
    assert!(!store.replace("g", Some(7), next.clone()).await.unwrap());
    assert!(store.replace("g", Some(1), next.clone()).await.unwrap());
    assert!(!store.replace("g", Some(1), next).await.unwrap());
    assert!(!store.remove("g", 1).await.unwrap() && store.remove("g", 2).await.unwrap());
    let (now, until) = (Timestamp(NOW), Timestamp(NOW + 60));
    assert!(store.lease("g", "one", now, until).await.unwrap());
    assert!(!store.lease("g", "two", now, until).await.unwrap());
    store.release("g", "two").await.unwrap();
    assert!(!store.lease("g", "two", now, until).await.unwrap(), "only the holder can release");
    store.release("g", "one").await.unwrap();
    assert!(store.lease("g", "two", now, until).await.unwrap());
}
