//! The contract on top of the writer and the readers.

use std::sync::Arc;

use async_trait::async_trait;
use tokio_postgres::Row;
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenFacts, AccessTokenKey, AuthorizationFacts, CodeFacts, RefreshFacts, SessionFacts},
    record::{Client, Consent, SigningKeyRecord, TenantRecord},
};
use valetkey_storage::{
    ApplyError, Notices, OpenError, Record, RecordKey, RecordKind, Storage, StorageError,
};
use valetkey_types::{ClientId, TenantId, UserId};

use crate::{
    address::Address,
    finders::{
        Question, access_tokens, clients, consents, dump, grants, sessions, signing_keys, tenants,
        user_search, users,
    },
    listener::Listener,
    open,
    reader::Readers,
    row::document_in,
    writer::{WriteStatistics, Writer},
};

/// Storage on a PostgreSQL database.
///
/// Any number of servers may share the database; each sees what the others committed. It connects again by itself when
/// the database restarts; meanwhile every call fails with [`StorageError::Unavailable`], none waits longer than five
/// seconds (`clients`, `find_users` and `records`: a minute).
pub struct PostgresStorage {
    readers: Readers,
    writer: Writer,
    listener: Listener,
}

impl PostgresStorage {
    /// Connects, and brings the schema up to date. Runs on a tokio runtime and stays with it.
    ///
    /// The address is `postgres://USER@HOST:PORT/DATABASE?…` with the parameters of libpq that the client library knows,
    /// and `sslmode` (`disable`, `prefer`, `require`), `sslrootcert=FILE`, `password_file=FILE`.
    ///
    /// # Errors
    ///
    /// [`OpenError`] says what is wrong or what the database is instead; nothing was changed then. No text of it has the
    /// password.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let address = Arc::new(Address::read(url).map_err(|reason| OpenError::Address { reason })?);
        open::prepare(&address).await?;
        Ok(Self {
            readers: Readers::start(&address),
            writer: Writer::start(&address),
            listener: Listener::start(address),
        })
    }

    /// How many lists and commits were written since the database was opened.
    pub fn write_statistics(&self) -> WriteStatistics {
        self.writer.statistics()
    }

    async fn one<T>(
        &self,
        question: Question,
        read: impl FnOnce(&Row) -> Result<T, StorageError>,
    ) -> Result<Option<T>, StorageError> {
        self.readers.find_one(question).await?.as_ref().map(read).transpose()
    }

    async fn all<T>(
        &self,
        question: Question,
        read: impl FnMut(&Row) -> Result<T, StorageError>,
    ) -> Result<Vec<T>, StorageError> {
        self.readers.find_all(question).await?.iter().map(read).collect()
    }

    async fn scan<T>(
        &self,
        question: Question,
        read: impl FnMut(&Row) -> Result<T, StorageError>,
    ) -> Result<Vec<T>, StorageError> {
        self.readers.scan(question).await?.iter().map(read).collect()
    }
}

/// A record that is nothing but its document.
fn document<T: serde::de::DeserializeOwned>(row: &Row) -> Result<T, StorageError> {
    document_in(row, 0)
}

#[async_trait]
impl Storage for PostgresStorage {
    async fn apply(&self, changes: Vec<Change>) -> Result<(), ApplyError> {
        self.writer.apply(&changes).await
    }

    async fn tenant(&self, id: &TenantId) -> Result<Option<TenantRecord>, StorageError> {
        self.one(tenants::tenant(id), document).await
    }

    async fn client(&self, tenant: &TenantId, id: &ClientId) -> Result<Option<Arc<Client>>, StorageError> {
        let found: Option<Client> = self.one(clients::client(tenant, id), document).await?;
        Ok(found.map(Arc::new))
    }

    async fn clients(&self, tenant: &TenantId) -> Result<Vec<Client>, StorageError> {
        self.scan(clients::clients(tenant), document).await
    }

    async fn user(&self, tenant: &TenantId, id: &UserId) -> Result<Option<User>, StorageError> {
        Ok(self.one(users::user(tenant, id), users::read).await?.flatten())
    }

    async fn user_by_sign_in_name(
        &self,
        tenant: &TenantId,
        name: &str,
    ) -> Result<Option<User>, StorageError> {
        Ok(self.one(users::by_sign_in_name(tenant, name), users::read).await?.flatten())
    }

    async fn find_users(
        &self,
        tenant: &TenantId,
        beginning: &str,
        after: Option<&User>,
        at_most: usize,
    ) -> Result<Vec<User>, StorageError> {
        let mut found = Vec::new();
        for walk in valetkey_storage::user_search::walks(beginning, after) {
            let left = at_most - found.len();
            if left > 0 {
                let page = self.scan(user_search::page(tenant, walk, left), users::read).await?;
                found.extend(page.into_iter().flatten());
            }
        }
        Ok(found)
    }

    async fn authorization_facts(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
        session: Uuid,
    ) -> Result<AuthorizationFacts, StorageError> {
        let question = sessions::authorization_facts(tenant, client_id, session);
        Ok(self.one(question, sessions::read_authorization_facts).await?.unwrap_or_default())
    }

    async fn session_facts(
        &self,
        tenant: &TenantId,
        session: Uuid,
    ) -> Result<Option<SessionFacts>, StorageError> {
        Ok(self.one(sessions::facts(tenant, session), sessions::read_facts).await?.flatten())
    }

    async fn code_facts(
        &self,
        tenant: &TenantId,
        grant: Uuid,
        user: &UserId,
        client: &ClientId,
    ) -> Result<CodeFacts, StorageError> {
        let found = self.one(grants::of_code(tenant, grant, user, client), grants::read_code_facts).await?;
        Ok(found.unwrap_or_default())
    }

    async fn refresh_facts(
        &self,
        tenant: &TenantId,
        grant: Uuid,
    ) -> Result<Option<RefreshFacts>, StorageError> {
        let found = self.one(grants::of_refresh_token(tenant, grant), grants::read_refresh_facts).await?;
        Ok(found.flatten())
    }

    async fn access_token_facts(
        &self,
        tenant: &TenantId,
        key: AccessTokenKey,
    ) -> Result<AccessTokenFacts, StorageError> {
        let found = self.one(access_tokens::facts(tenant, key), access_tokens::read_facts).await?;
        Ok(found.unwrap_or_default())
    }

    async fn clients_of_session(
        &self,
        tenant: &TenantId,
        _user_id: &UserId,
        sid: Uuid,
    ) -> Result<Vec<Client>, StorageError> {
        self.all(clients::of_session(tenant, sid), document).await
    }

    async fn consents(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
    ) -> Result<Vec<(Consent, Option<Client>)>, StorageError> {
        self.all(consents::of_user(tenant, user_id), consents::read_with_client).await
    }

    async fn signing_keys(&self, tenant: &TenantId) -> Result<Vec<SigningKeyRecord>, StorageError> {
        self.all(signing_keys::signing_keys(tenant), document).await
    }

    async fn records(
        &self,
        kind: RecordKind,
        after: Option<&RecordKey>,
        at_most: usize,
    ) -> Result<Vec<Record>, StorageError> {
        let found = self.scan(dump::page(kind, after, at_most), |row| dump::read(kind, row)).await?;
        Ok(found.into_iter().flatten().collect())
    }

    async fn ping(&self) -> Result<(), StorageError> {
        self.readers.find_one(Question { sql: "SELECT 1", parameters: Vec::new() }).await.map(|_| ())
    }

    fn notices(&self) -> Notices {
        self.listener.notices()
    }
}
