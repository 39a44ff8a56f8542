//! `/health` and `/ready`.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use valetkey_accounts::User;
use valetkey_server::testing::TestServer;
use valetkey_storage::{
    ApplyError, Backend, Listing, Row, RowOperation, StorageError,
    memory::MemoryStorage,
    question::{Question, Reader},
    user_search::Walk,
    value::ValueRef,
};
use valetkey_types::TenantId;

const SECRET: &str = "postgres://valetkey:secret@db.internal";

/// The behaviour of the database when it is asked if it is ready.
#[derive(Default)]
struct Moods {
    hangs: AtomicBool,
    fails: AtomicBool,
}

struct Moody(MemoryStorage, Arc<Moods>);

impl Backend for Moody {
    async fn write(&self, operations: Vec<RowOperation>) -> Result<(), ApplyError> {
        self.0.write(operations).await
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: &'static Question,
        values: &[ValueRef<'_>],
        read: Reader<T>,
    ) -> Result<Vec<T>, StorageError> {
        self.0.ask(question, values, read).await
    }

    async fn page(&self, listing: &Listing) -> Result<Vec<Row>, StorageError> {
        self.0.page(listing).await
    }

    async fn walk_users(
        &self,
        tenant: &TenantId,
        walk: Walk,
        limit: usize,
    ) -> Result<Vec<Option<User>>, StorageError> {
        self.0.walk_users(tenant, walk, limit).await
    }

    async fn ping(&self) -> Result<(), StorageError> {
        if self.1.hangs.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
        match self.1.fails.load(Ordering::Relaxed) {
            true => Err(StorageError::Unavailable(SECRET.to_owned())),
            false => Ok(()),
        }
    }
}

#[tokio::test]
async fn ready_says_within_a_second_which_part_is_missing_and_nothing_of_its_error() {
    let moods = Arc::new(Moods::default());
    let storage = Arc::new(Moody(MemoryStorage::new(), Arc::clone(&moods)));
    let server = TestServer::builder().storage(storage).build().await;
    let ready = server.get("/ready").await;
    assert_eq!((ready.status, ready.json()["status"].as_str()), (200, Some("ready")));
    for mood in [&moods.fails, &moods.hangs] {
        mood.store(true, Ordering::Relaxed);
        let begun = std::time::Instant::now();
        let refused = server.get("/ready").await;
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
        assert_eq!((refused.status, refused.json()["reason"].as_str()), (503, Some("database")));
        assert_eq!(refused.header("retry-after"), Some("5"));
        assert!(!refused.show().contains("postgres"), "{}", refused.show());
        let health = server.get("/health").await;
        assert_eq!((health.status, health.json()["status"].as_str()), (200, Some("ok")), "it asks nobody");
        mood.store(false, Ordering::Relaxed);
    }
    assert_eq!(server.get("/ready").await.status, 200);
}
