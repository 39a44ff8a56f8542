//! Storage that fails and pauses on demand.

use std::sync::atomic::{AtomicBool, Ordering};

use valetkey_accounts::User;
use valetkey_storage::{
    ApplyError, Backend, Listing, Row, RowOperation, StorageError,
    memory::MemoryStorage,
    question::{Question, Reader},
    user_search::Walk,
    value::ValueRef,
};
use valetkey_types::TenantId;

/// Memory storage whose writes, or reads, can be switched off. Every read pauses, so that requests that run side by side
/// have all read before the first of them writes.
#[derive(Default)]
pub(crate) struct TestStorage {
    memory: MemoryStorage,
    /// Writes fail.
    pub(crate) writes_fail: AtomicBool,
    /// Reads fail.
    pub(crate) reads_fail: AtomicBool,
}

impl TestStorage {
    fn reading(&self) -> Result<(), StorageError> {
        match self.reads_fail.load(Ordering::SeqCst) {
            true => Err(StorageError::Unavailable("switched off".into())),
            false => Ok(()),
        }
    }
}

impl Backend for TestStorage {
    async fn write(&self, operations: Vec<RowOperation>) -> Result<(), ApplyError> {
        match self.writes_fail.load(Ordering::SeqCst) {
            true => Err(StorageError::Unavailable("switched off".into()).into()),
            false => self.memory.write(operations).await,
        }
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: &'static Question,
        values: &[ValueRef<'_>],
        read: Reader<T>,
    ) -> Result<Vec<T>, StorageError> {
        self.reading()?;
        let answer = self.memory.ask(question, values, read).await;
        tokio::task::yield_now().await;
        answer
    }

    async fn page(&self, listing: &Listing) -> Result<Vec<Row>, StorageError> {
        self.reading()?;
        self.memory.page(listing).await
    }

    async fn walk_users(
        &self,
        tenant: &TenantId,
        walk: Walk,
        limit: usize,
    ) -> Result<Vec<Option<User>>, StorageError> {
        self.reading()?;
        self.memory.walk_users(tenant, walk, limit).await
    }

    async fn ping(&self) -> Result<(), StorageError> {
        self.reading()
    }
}
