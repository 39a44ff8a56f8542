//! RF5: when the database does not do its part, the caller hears of it.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use valetkey_authorization_server::{Lifetimes, keys::KeyPolicy};
use valetkey_server::{keys, testing::TestServer};
use valetkey_storage::Storage;

use crate::{storage::TestStorage, support::*};

async fn set_up() -> (Fixture, Arc<TestStorage>) {
    let storage = Arc::new(TestStorage::default());
    let server = TestServer::builder().storage(Arc::clone(&storage) as Arc<dyn Storage>).build().await;
    (fixture_on(server).await, storage)
}

fn unavailable() -> (u16, String) {
    (503, "temporarily_unavailable".to_owned())
}

#[tokio::test]
async fn rf5_a_revocation_that_did_not_happen_is_not_claimed() {
    let (fixture, storage) = set_up().await;
    let tokens = fixture.tokens("app").await;
    let failures = [
        ("access_token", &storage.writes_fail),
        ("refresh_token", &storage.writes_fail),
        ("refresh_token", &storage.reads_fail),
    ];
    for (name, switch) in failures {
        switch.store(true, Ordering::SeqCst);
        let answer = fixture.post("/revoke", "app", &[("token", text(&tokens, name))]).await;
        assert_eq!(error(&answer), unavailable(), "{name}");
        assert!(answer.header("retry-after").is_some());
        switch.store(false, Ordering::SeqCst);
    }
    assert_eq!(fixture.userinfo(text(&tokens, "access_token")).await.status, 200);
}

#[tokio::test]
async fn fo1_no_token_leaves_before_its_changes_are_stored() {
    let (fixture, storage) = set_up().await;
    let code = fixture.code("app").await;
    storage.writes_fail.store(true, Ordering::SeqCst);
    let answer = fixture.redeem("app", &code).await;
    assert_eq!(error(&answer), unavailable());
    assert!(!answer.text().contains("access_token"));
    storage.writes_fail.store(false, Ordering::SeqCst);
    assert_eq!(fixture.redeem("app", &code).await.status, 200, "the code is still good");
}

#[tokio::test]
async fn fo1_a_database_that_does_not_answer_never_makes_a_token_invalid() {
    let (fixture, storage) = set_up().await;
    let tokens = fixture.tokens("app").await;
    let token = text(&tokens, "access_token");
    storage.reads_fail.store(true, Ordering::SeqCst);
    assert_eq!(error(&fixture.userinfo(token).await), unavailable());
    assert_eq!(error(&fixture.introspect("app", token).await), unavailable());
    assert_eq!(error(&fixture.refresh("app", text(&tokens, "refresh_token")).await), unavailable());
}

#[tokio::test]
async fn a_signing_key_that_was_not_stored_is_made_again_within_seconds() {
    let (fixture, storage) = set_up().await;
    let before = fixture.server.get("/jwks").await.body;
    tokio::time::pause();
    // The time for the next key has come.
    fixture.server.advance(KeyPolicy::new(&Lifetimes::default()).rotate_every.0);
    storage.writes_fail.store(true, Ordering::SeqCst);
    let maintenance = tokio::spawn(keys::maintain(fixture.server.issuers.clone()));
    tokio::time::sleep(Duration::from_secs(1)).await;
    storage.writes_fail.store(false, Ordering::SeqCst);
    assert_eq!(fixture.server.get("/jwks").await.body, before);
    tokio::time::sleep(Duration::from_secs(6)).await;
    maintenance.abort();
    assert_ne!(fixture.server.get("/jwks").await.body, before);
}
