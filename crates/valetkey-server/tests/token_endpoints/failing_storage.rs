//! RF5: when the database does not do its part, the caller hears of it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    facts::{AccessTokenFacts, AccessTokenKey, AuthorizationFacts, CodeFacts, RefreshFacts, SessionFacts},
    record::{Client, Consent, SigningKeyRecord},
};
use valetkey_server::testing::TestServer;
use valetkey_storage::{ApplyError, Storage, StorageError, memory::MemoryStorage};
use valetkey_types::{ClientId, TenantId, UserId};

use crate::support::*;

/// Memory storage whose writes, or reads, can be switched off.
#[derive(Default)]
struct Failing {
    memory: MemoryStorage,
    writes: AtomicBool,
    reads: AtomicBool,
}

impl Failing {
    fn reading(&self) -> Result<(), StorageError> {
        match self.reads.load(Ordering::SeqCst) {
            true => Err(StorageError::Unavailable("switched off".into())),
            false => Ok(()),
        }
    }
}

macro_rules! forward {
    ($($name:ident($($argument:ident: $kind:ty),*) -> $answer:ty;)*) => {
        #[async_trait]
        impl Storage for Failing {
            async fn apply(&self, changes: Vec<Change>) -> Result<(), ApplyError> {
                match self.writes.load(Ordering::SeqCst) {
                    true => Err(StorageError::Unavailable("switched off".into()).into()),
                    false => self.memory.apply(changes).await,
                }
            }

            $(async fn $name(&self, $($argument: $kind),*) -> Result<$answer, StorageError> {
                self.reading()?;
                self.memory.$name($($argument),*).await
            })*
        }
    };
}

forward! {
    client(tenant: &TenantId, id: &ClientId) -> Option<Client>;
    clients(tenant: &TenantId) -> Vec<Client>;
    user(tenant: &TenantId, id: &UserId) -> Option<User>;
    user_by_sign_in_name(tenant: &TenantId, name: &str) -> Option<User>;
    users(tenant: &TenantId) -> Vec<User>;
    authorization_facts(tenant: &TenantId, id: &ClientId, session: Option<Uuid>) -> AuthorizationFacts;
    session_facts(tenant: &TenantId, session: Uuid) -> Option<SessionFacts>;
    code_facts(tenant: &TenantId, code: Uuid) -> Option<CodeFacts>;
    refresh_facts(tenant: &TenantId, token: Uuid) -> Option<RefreshFacts>;
    access_token_facts(tenant: &TenantId, key: &AccessTokenKey) -> AccessTokenFacts;
    clients_of_session(tenant: &TenantId, sid: Uuid) -> Vec<Client>;
    consents(tenant: &TenantId, user_id: &UserId) -> Vec<(Consent, Option<Client>)>;
    signing_keys(tenant: &TenantId) -> Vec<SigningKeyRecord>;
    ping() -> ();
}

async fn set_up() -> (Fixture, Arc<Failing>) {
    let storage = Arc::new(Failing::default());
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
    for name in ["access_token", "refresh_token"] {
        for switch in [&storage.writes, &storage.reads] {
            switch.store(true, Ordering::SeqCst);
            let answer = fixture.post("/revoke", "app", &[("token", text(&tokens, name))]).await;
            assert_eq!(error(&answer), unavailable(), "{name}");
            assert!(answer.header("retry-after").is_some());
            switch.store(false, Ordering::SeqCst);
        }
    }
    assert_eq!(fixture.userinfo(text(&tokens, "access_token")).await.status, 200);
}

#[tokio::test]
async fn no_token_leaves_before_its_changes_are_stored() {
    let (fixture, storage) = set_up().await;
    let code = fixture.code("app").await;
    storage.writes.store(true, Ordering::SeqCst);
    let answer = fixture.redeem("app", &code).await;
    assert_eq!(error(&answer), unavailable());
    assert!(!answer.text().contains("access_token"));
    storage.writes.store(false, Ordering::SeqCst);
    assert_eq!(fixture.redeem("app", &code).await.status, 200, "the code is still good");
}

#[tokio::test]
async fn a_database_that_does_not_answer_never_makes_a_token_invalid() {
    let (fixture, storage) = set_up().await;
    let tokens = fixture.tokens("app").await;
    let token = text(&tokens, "access_token");
    storage.reads.store(true, Ordering::SeqCst);
    assert_eq!(error(&fixture.userinfo(token).await), unavailable());
    assert_eq!(error(&fixture.introspect("app", token).await), unavailable());
    assert_eq!(error(&fixture.refresh("app", text(&tokens, "refresh_token")).await), unavailable());
}
