//! The operations that a database implements: writes of rows, questions and pages. [`Storage`] is implemented with them.

use std::sync::Arc;

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_accounts::{SignInFailures, User};
use valetkey_authorization_server::{
    facts::{
        AccessTokenFacts, AccessTokenKey, AuthorizationFacts, CodeFacts, CodeKey, RefreshFacts, SessionFacts,
    },
    record::{Client, Consent, CounterKey, SigningKeyRecord, TenantRecord},
};
use valetkey_types::{ClientId, TenantId, UserId};

use crate::{
    ApplyError, Listing, Notices, RowList, Storage, StorageError,
    finders::{self, *},
    operation::RowOperation,
    question::{Question, Reader},
    row::Row,
    user_search::{Walk, walks},
    value::ValueRef::{self, Integer, Null, Text, Uuid as Id},
};

/// A database that stores rows and does not interpret records.
///
/// A backend counts its work with [`crate::meter`]: each statement with its rows, and each committed list. Its tests call
/// `conformance::metering`. Housekeeping uses the number of removed rows: if a backend does not count them, it works slowly.
pub trait Backend: Send + Sync + 'static {
    /// Applies all operations in order and durably, or none of them. An identifier that exists already is a conflict. The
    /// position of a conflict is that of the operation.
    fn write(&self, operations: Vec<RowOperation>) -> impl Future<Output = Result<(), ApplyError>> + Send;

    /// Answers a question in one statement.
    fn ask<T: Send + 'static>(
        &self,
        question: &'static Question,
        values: &[ValueRef<'_>],
        read: Reader<T>,
    ) -> impl Future<Output = Result<Vec<T>, StorageError>> + Send;

    /// Returns a page of rows in one statement.
    fn page(&self, listing: &Listing) -> impl Future<Output = Result<Vec<Row>, StorageError>> + Send;

    /// Returns up to `limit` users of a walk, in its order; `None` for a user that can't be read.
    fn walk_users(
        &self,
        tenant: &TenantId,
        walk: Walk,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<Option<User>>, StorageError>> + Send;

    /// See [`Storage::ping`].
    fn ping(&self) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// See [`Storage::reclaim_space`].
    fn reclaim_space(&self) -> impl Future<Output = Result<(), StorageError>> + Send {
        async { Ok(()) }
    }

    /// See [`Storage::notices`].
    fn notices(&self) -> Notices {
        Notices::none()
    }
}

/// Returns the first row of an answer.
async fn one<T: Send + 'static>(
    backend: &impl Backend,
    question: &'static Question,
    values: &[ValueRef<'_>],
    read: Reader<T>,
) -> Result<Option<T>, StorageError> {
    Ok(backend.ask(question, values, read).await?.into_iter().next())
}

#[async_trait]
impl<B: Backend> Storage for B {
    async fn store(&self, list: RowList) -> Result<(), ApplyError> {
        let RowList { operations, positions } = list;
        self.write(operations).await.map_err(|error| match error {
            ApplyError::Conflict { position } => {
                ApplyError::Conflict { position: positions.get(position).copied().unwrap_or(position) }
            }
            other => other,
        })
    }

    async fn tenant(&self, id: &TenantId) -> Result<Option<TenantRecord>, StorageError> {
        one(self, &TENANT_BY_ID, &[Text(id.as_str())], finders::first).await
    }

    async fn client(&self, tenant: &TenantId, id: &ClientId) -> Result<Option<Arc<Client>>, StorageError> {
        let values = [Text(tenant.as_str()), Text(id.as_str())];
        Ok(one(self, &CLIENT_BY_ID, &values, finders::first).await?.map(Arc::new))
    }

    async fn clients(&self, tenant: &TenantId) -> Result<Vec<Client>, StorageError> {
        self.ask(&CLIENTS, &[Text(tenant.as_str())], finders::first_listed).await
    }

    async fn user(&self, tenant: &TenantId, id: &UserId) -> Result<Option<User>, StorageError> {
        one(self, &USER_BY_ID, &[Text(tenant.as_str()), Text(id.as_str())], finders::first).await
    }

    async fn user_by_sign_in_name(
        &self,
        tenant: &TenantId,
        name: &str,
    ) -> Result<Option<User>, StorageError> {
        let name = name.to_ascii_lowercase();
        one(self, &USER_BY_NAME, &[Text(tenant.as_str()), Text(&name)], finders::user_by_name).await
    }

    async fn sign_in_failures(
        &self,
        tenant: &TenantId,
        [first, second]: [&CounterKey; 2],
    ) -> Result<[SignInFailures; 2], StorageError> {
        let number = |key: &CounterKey| Integer(key.number.into());
        let values =
            [Text(tenant.as_str()), Text(&first.kind), number(first), Text(&second.kind), number(second)];
        Ok(one(self, &SIGN_IN_FAILURES, &values, finders::sign_in_failures).await?.unwrap_or_default())
    }

    async fn find_users(
        &self,
        tenant: &TenantId,
        beginning: &str,
        after: Option<&User>,
        at_most: usize,
    ) -> Result<Vec<User>, StorageError> {
        let mut found = Vec::new();
        for walk in walks(beginning, after) {
            let left = at_most - found.len();
            if left > 0 {
                found.extend(readable_users(self, tenant, walk, left).await?);
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
        let values = [Text(tenant.as_str()), Text(client_id.as_str()), Id(session)];
        let found = one(self, &AUTHORIZATION_FACTS, &values, finders::authorization_facts).await?;
        Ok(found.unwrap_or_default())
    }

    async fn session_facts(
        &self,
        tenant: &TenantId,
        session: Uuid,
    ) -> Result<Option<SessionFacts>, StorageError> {
        one(self, &SESSION_FACTS, &[Text(tenant.as_str()), Id(session)], finders::session_facts).await
    }

    async fn code_facts(&self, tenant: &TenantId, key: CodeKey<'_>) -> Result<CodeFacts, StorageError> {
        let CodeKey { grant_id, user_id, client_id, session_id } = key;
        let (user_id, client_id) = (Text(user_id.as_str()), Text(client_id.as_str()));
        let values = [Text(tenant.as_str()), Id(grant_id), user_id, client_id, Id(session_id)];
        Ok(one(self, &CODE_FACTS, &values, finders::code_facts).await?.unwrap_or_default())
    }

    async fn refresh_facts(
        &self,
        tenant: &TenantId,
        grant: Uuid,
    ) -> Result<Option<RefreshFacts>, StorageError> {
        one(self, &REFRESH_FACTS, &[Text(tenant.as_str()), Id(grant)], finders::refresh_facts).await
    }

    async fn access_token_facts(
        &self,
        tenant: &TenantId,
        key: AccessTokenKey,
    ) -> Result<AccessTokenFacts, StorageError> {
        let values = [Text(tenant.as_str()), Id(key.id), key.grant_id.map_or(Null, Id)];
        let found = one(self, &ACCESS_TOKEN_FACTS, &values, finders::access_token_facts).await?;
        Ok(found.unwrap_or_default())
    }

    async fn clients_of_session(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
        sid: Uuid,
    ) -> Result<Vec<Client>, StorageError> {
        let values = [Text(tenant.as_str()), Text(user_id.as_str()), Id(sid)];
        let mut clients = self.ask(&CLIENTS_OF_SESSION, &values, finders::client_of_session).await?;
        clients.dedup_by(|one, other| one.id == other.id);
        Ok(clients)
    }

    async fn consents(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
    ) -> Result<Vec<(Consent, Option<Client>)>, StorageError> {
        let values = [Text(tenant.as_str()), Text(user_id.as_str())];
        self.ask(&CONSENTS_OF_USER, &values, finders::consent_with_client).await
    }

    async fn signing_keys(&self, tenant: &TenantId) -> Result<Vec<SigningKeyRecord>, StorageError> {
        self.ask(&SIGNING_KEYS, &[Text(tenant.as_str())], finders::signing_key).await
    }

    async fn rows(&self, listing: &Listing) -> Result<Vec<Row>, StorageError> {
        listing.check()?;
        self.page(listing).await
    }

    async fn ping(&self) -> Result<(), StorageError> {
        Backend::ping(self).await
    }

    async fn reclaim_space(&self) -> Result<(), StorageError> {
        Backend::reclaim_space(self).await
    }

    fn notices(&self) -> Notices {
        Backend::notices(self)
    }
}

/// Returns up to `limit` users of a walk whose records can be read. Reads on past unreadable records, because a page that
/// is not full is the last page of a search.
async fn readable_users(
    backend: &impl Backend,
    tenant: &TenantId,
    walk: Walk,
    limit: usize,
) -> Result<Vec<User>, StorageError> {
    let mut asked = limit;
    loop {
        let page = backend.walk_users(tenant, walk.clone(), asked).await?;
        let is_last = page.len() < asked;
        let unreadable = page.iter().filter(|user| user.is_none()).count();
        if is_last || page.len() - unreadable >= limit {
            return Ok(page.into_iter().flatten().take(limit).collect());
        }
        asked = limit.saturating_add(unreadable);
    }
}
