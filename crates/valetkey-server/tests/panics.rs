//! A fault inside a request: storage that panics stands in for any bug.

use std::sync::Arc;

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

/// Works until the server stands; then every question about readiness is a fault.
struct Faulty(MemoryStorage);

const SECRET: &str = "a secret in a panic message";

impl Backend for Faulty {
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

    #[allow(clippy::panic, reason = "this is the fault that the test is about")]
    async fn ping(&self) -> Result<(), StorageError> {
        panic!("{SECRET}")
    }
}

#[tokio::test]
async fn a_fault_is_500_without_its_text_and_the_next_request_is_served() {
    let server = TestServer::builder().storage(Arc::new(Faulty(MemoryStorage::new()))).build().await;
    for (accept, content_type) in [("text/html", "text/html; charset=utf-8"), ("*/*", "application/json")] {
        let answer = server.request("GET", "/ready", &[("accept", accept)], "").await;
        assert_eq!((answer.status, answer.header("content-type")), (500, Some(content_type)));
        assert_eq!(answer.header("x-frame-options"), Some("DENY"));
        assert!(!answer.show().contains(SECRET));
    }
    assert_eq!(server.get("/health").await.status, 200);
}
