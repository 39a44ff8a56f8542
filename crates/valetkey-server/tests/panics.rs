//! A fault inside a request: storage that panics stands in for any bug.

use std::sync::Arc;

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenFacts, AccessTokenKey, AuthorizationFacts, CodeFacts, RefreshFacts, SessionFacts},
    record::{Client, Consent, SigningKeyRecord, TenantRecord},
};
use valetkey_server::testing::TestServer;
use valetkey_storage::{
    ApplyError, Record, RecordKey, RecordKind, Storage, StorageError, memory::MemoryStorage,
};
use valetkey_types::{ClientId, TenantId, UserId};

/// Works until the server stands; then every question about readiness is a fault.
struct Faulty(MemoryStorage);

const SECRET: &str = "a secret in a panic message";

#[async_trait]
impl Storage for Faulty {
    async fn apply(&self, changes: Vec<Change>) -> Result<(), ApplyError> {
        self.0.apply(changes).await
    }
    async fn client(&self, tenant: &TenantId, id: &ClientId) -> Result<Option<Arc<Client>>, StorageError> {
        self.0.client(tenant, id).await
    }
    async fn clients(&self, tenant: &TenantId) -> Result<Vec<Client>, StorageError> {
        self.0.clients(tenant).await
    }
    async fn records(
        &self,
        kind: RecordKind,
        after: Option<&RecordKey>,
        at_most: usize,
    ) -> Result<Vec<Record>, StorageError> {
        self.0.records(kind, after, at_most).await
    }
    async fn user(&self, tenant: &TenantId, id: &UserId) -> Result<Option<User>, StorageError> {
        self.0.user(tenant, id).await
    }
    async fn user_by_sign_in_name(
        &self,
        tenant: &TenantId,
        name: &str,
    ) -> Result<Option<User>, StorageError> {
        self.0.user_by_sign_in_name(tenant, name).await
    }
    async fn find_users(
        &self,
        tenant: &TenantId,
        beginning: &str,
        after: Option<&User>,
        at_most: usize,
    ) -> Result<Vec<User>, StorageError> {
        self.0.find_users(tenant, beginning, after, at_most).await
    }
    async fn authorization_facts(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
        session: Uuid,
    ) -> Result<AuthorizationFacts, StorageError> {
        self.0.authorization_facts(tenant, client_id, session).await
    }
    async fn session_facts(&self, tenant: &TenantId, id: Uuid) -> Result<Option<SessionFacts>, StorageError> {
        self.0.session_facts(tenant, id).await
    }
    async fn code_facts(
        &self,
        tenant: &TenantId,
        grant: Uuid,
        user: &UserId,
        client: &ClientId,
    ) -> Result<CodeFacts, StorageError> {
        self.0.code_facts(tenant, grant, user, client).await
    }
    async fn refresh_facts(&self, tenant: &TenantId, id: Uuid) -> Result<Option<RefreshFacts>, StorageError> {
        self.0.refresh_facts(tenant, id).await
    }
    async fn access_token_facts(
        &self,
        tenant: &TenantId,
        key: AccessTokenKey,
    ) -> Result<AccessTokenFacts, StorageError> {
        self.0.access_token_facts(tenant, key).await
    }
    async fn clients_of_session(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
        sid: Uuid,
    ) -> Result<Vec<Client>, StorageError> {
        self.0.clients_of_session(tenant, user_id, sid).await
    }
    async fn consents(
        &self,
        tenant: &TenantId,
        user_id: &UserId,
    ) -> Result<Vec<(Consent, Option<Client>)>, StorageError> {
        self.0.consents(tenant, user_id).await
    }
    async fn tenant(&self, id: &TenantId) -> Result<Option<TenantRecord>, StorageError> {
        self.0.tenant(id).await
    }
    async fn signing_keys(&self, tenant: &TenantId) -> Result<Vec<SigningKeyRecord>, StorageError> {
        self.0.signing_keys(tenant).await
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
