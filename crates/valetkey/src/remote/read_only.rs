//! A storage whose records cannot be changed: those of a running server, as it showed them.

use valetkey_accounts::User;
use valetkey_storage::{
    ApplyError, Backend, Listing, Row, RowList, Storage as _, StorageError,
    memory::MemoryStorage,
    operation::RowOperation,
    question::{Question, Reader},
    user_search::Walk,
    value::ValueRef,
};
use valetkey_types::TenantId;

/// Rows in memory. A command that tried to store something here would report a success that never reached the server.
pub(super) struct ReadOnly(MemoryStorage);

impl ReadOnly {
    /// Creates a storage with these rows.
    ///
    /// # Errors
    /// That two rows have the same key.
    pub(super) async fn with(rows: Vec<Row>) -> Result<Self, ApplyError> {
        let memory = MemoryStorage::new();
        memory.store(RowList::of_rows(rows)).await?;
        Ok(Self(memory))
    }
}

impl Backend for ReadOnly {
    async fn write(&self, _operations: Vec<RowOperation>) -> Result<(), ApplyError> {
        let text = "this command cannot change the records of a running server".to_owned();
        Err(StorageError::Unavailable(text).into())
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
        Backend::ping(&self.0).await
    }
}
