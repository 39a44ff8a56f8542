//! The contract on top of the writer and the readers.

use std::{path::Path, sync::Arc, time::Duration};

use async_trait::async_trait;
use rusqlite::Connection;
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenFacts, AccessTokenKey, AuthorizationFacts, CodeFacts, RefreshFacts, SessionFacts},
    record::{Client, Consent, SigningKeyRecord, TenantRecord},
};
use valetkey_storage::{ApplyError, Meter, OpenError, Record, RecordKey, RecordKind, Storage, StorageError};
use valetkey_types::{ClientId, TenantId, UserId};

use crate::{
    failure::Failure,
    finders::{
        access_tokens, clients, consents, dump, grants, sessions, signing_keys, tenants, user_search, users,
    },
    open,
    query::find_one,
    reader::Readers,
    writer::{WriteStatistics, Writer},
};

/// How long whoever asks for the health of the database waits for its lock.
const PING_PATIENCE: Duration = Duration::from_secs(2);

/// Storage on one SQLite file.
///
/// Several processes on one machine may share the file; each sees what the others committed. Dropping the storage
/// waits until the lists that were accepted are written.
pub struct SqliteStorage {
    // The readers go first, so that the writer is the last connection and leaves one tidy file behind.
    readers: Arc<Readers>,
    writer: Writer,
}

impl SqliteStorage {
    /// Opens the file, or creates it so that only this user may read it, and brings its schema up to date.
    ///
    /// # Errors
    ///
    /// [`OpenError`] says what the file is instead, or who stands in the way; nothing was changed then. A lock is
    /// waited for up to 5 seconds.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_waiting(path, open::BUSY_TIMEOUT)
    }

    /// How many lists and commits were written since the file was opened.
    pub fn write_statistics(&self) -> WriteStatistics {
        self.writer.statistics()
    }

    pub(crate) fn open_waiting(path: &Path, busy_timeout: Duration) -> Result<Self, OpenError> {
        let (connection, readers) = open::open(path, busy_timeout)?;
        let writer = Writer::start(connection, busy_timeout).map_err(|error| OpenError::NotWritable {
            path: path.display().to_string(),
            reason: format!("the writing thread did not start: {error}"),
        })?;
        Ok(Self { readers: Arc::new(readers), writer })
    }

    /// For finders that may read many rows: away from the threads that answer requests.
    async fn scan<T: Send + 'static>(
        &self,
        find: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, StorageError> {
        let readers = self.readers.clone();
        let meter = Meter::current().unwrap_or_default();
        let read = move || meter.measure_here(|| readers.read(find));
        let scanned = tokio::task::spawn_blocking(read).await;
        scanned.unwrap_or_else(|error| Err(StorageError::Unavailable(error.to_string())))
    }
}

#[async_trait]
impl Storage for SqliteStorage {
    async fn apply(&self, changes: Vec<Change>) -> Result<(), ApplyError> {
        self.writer.apply(changes).await
    }

    async fn tenant(&self, id: &TenantId) -> Result<Option<TenantRecord>, StorageError> {
        self.readers.read(|connection| tenants::tenant(connection, id))
    }

    async fn client(&self, tenant: &TenantId, id: &ClientId) -> Result<Option<Arc<Client>>, StorageError> {
        let found = self.readers.read(|connection| clients::client(connection, tenant, id))?;
        Ok(found.map(Arc::new))
    }

    async fn clients(&self, tenant: &TenantId) -> Result<Vec<Client>, StorageError> {
        let tenant = tenant.clone();
        self.scan(move |connection| clients::clients(connection, &tenant)).await
    }

    async fn user(&self, tenant: &TenantId, id: &UserId) -> Result<Option<User>, StorageError> {
        self.readers.read(|connection| users::user(connection, tenant, id))
    }

    async fn user_by_sign_in_name(
        &self,
        tenant: &TenantId,
        name: &str,
    ) -> Result<Option<User>, StorageError> {
        self.readers.read(|connection| users::user_by_sign_in_name(connection, tenant, name))
    }

    async fn find_users(
        &self,
        tenant: &TenantId,
        beginning: &str,
        after: Option<&User>,
        at_most: usize,
    ) -> Result<Vec<User>, StorageError> {
        let (tenant, walks) = (tenant.clone(), valetkey_storage::user_search::walks(beginning, after));
        self.scan(move |connection| user_search::find_users(connection, &tenant, walks, at_most)).await
    }

    async fn authorization_facts(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
        session: Uuid,
    ) -> Result<AuthorizationFacts, StorageError> {
        self.readers.read(|connection| sessions::authorization_facts(connection, tenant, client_id, session))
    }

    async fn session_facts(
        &self,
        tenant: &TenantId,
        session: Uuid,
    ) -> Result<Option<SessionFacts>, StorageError> {
        self.readers.read(|connection| sessions::session_facts(connection, tenant, session))
    }

    async fn code_facts(
        &self,
        tenant: &TenantId,
        grant: Uuid,
        user: &UserId,
        client: &ClientId,
    ) -> Result<CodeFacts, StorageError> {
        self.readers.read(|connection| grants::code_facts(connection, tenant, grant, user, client))
    }

    async fn refresh_facts(
        &self,
        tenant: &TenantId,
        grant: Uuid,
    ) -> Result<Option<RefreshFacts>, StorageError> {
        self.readers.read(|connection| grants::refresh_facts(connection, tenant, grant))
    }

    async fn access_token_facts(
        &self,
        tenant: &TenantId,
        key: AccessTokenKey,
    ) -> Result<AccessTokenFacts, StorageError> {
        self.readers.read(|connection| access_tokens::access_token_facts(connection, tenant, key))
    }

    async fn clients_of_session(
        &self,
        tenant: &TenantId,
        _user_id: &UserId,
        sid: Uuid,
    ) -> Result<Vec<Client>, StorageError> {
        self.readers.read(|connection| clients::clients_of_session(connection, tenant, sid))
    }

    async fn consents(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
    ) -> Result<Vec<(Consent, Option<Client>)>, StorageError> {
        self.readers.read(|connection| consents::consents(connection, tenant, user_id))
    }

    async fn signing_keys(&self, tenant: &TenantId) -> Result<Vec<SigningKeyRecord>, StorageError> {
        self.readers.read(|connection| signing_keys::signing_keys(connection, tenant))
    }

    async fn records(
        &self,
        kind: RecordKind,
        after: Option<&RecordKey>,
        at_most: usize,
    ) -> Result<Vec<Record>, StorageError> {
        let after = after.cloned();
        self.scan(move |connection| dump::records(connection, kind, after.as_ref(), at_most)).await
    }

    async fn ping(&self) -> Result<(), StorageError> {
        let sql = "SELECT 1 FROM sqlite_schema LIMIT 1";
        self.readers.read(|connection| find_one(connection, sql, [], |_| Ok(())).map(drop))?;
        tokio::time::timeout(PING_PATIENCE, self.writer.ping()).await.unwrap_or_else(|_| {
            Err(StorageError::Unavailable("another process holds the lock, or the disk is slow".to_owned()))
        })
    }

    async fn rest(&self) -> Result<(), StorageError> {
        self.writer.rest().await
    }
}
