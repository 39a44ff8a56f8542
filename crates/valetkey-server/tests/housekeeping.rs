//! Expired records go away, live ones stay, and requests go on in between.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "support/sqlite_file.rs"]
mod sqlite_file;

use std::sync::Arc;

use sqlite_file::SqliteFile;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    facts::AccessTokenKey,
    record::{Grant, Session},
};
use valetkey_server::{
    Environment as _, housekeeping,
    housekeeping::{Housekeeper, Progress},
    testing::{Answer, TestServer},
};
use valetkey_storage::{
    ApplyError, Backend, Listing, Row, RowOperation, Storage, StorageError,
    conformance::sample,
    memory::MemoryStorage,
    question::{Question, Reader},
    user_search::Walk,
    value::{Value, ValueRef},
};
use valetkey_types::{GrantType, Seconds, TenantId, Timestamp};

/// One record of each kind that expires.
fn records(number: u32, expires_at: Timestamp) -> Vec<Change> {
    vec![
        Change::StartSession(Session { expires_at, ..sample::session(number, "alice") }),
        Change::StoreGrant(Grant { expires_at, ..sample::grant(number, "app", "alice") }),
        Change::RevokeAccessToken { tenant: sample::tenant(), id: sample::id(number), expires_at },
    ]
}

/// How many of the three are there.
async fn present(storage: &dyn Storage, number: u32) -> usize {
    let (tenant, id) = (sample::tenant(), sample::id(number));
    let token = storage.access_token_facts(&tenant, AccessTokenKey { id, grant_id: Some(id) }).await.unwrap();
    let session = storage.session_facts(&tenant, id).await.unwrap();
    [session.is_some(), token.grant.is_some(), token.revoked].into_iter().filter(|found| *found).count()
}

async fn server_on(storage: Arc<dyn Storage>) -> TestServer {
    let server = TestServer::builder().storage(storage).build().await;
    server.apply(vec![Change::AddUser(Box::new(sample::user("alice")))]).await;
    let mut worker = sample::client("worker");
    worker.disabled = false;
    worker.secret_hash = Some(valetkey_authorization_server::record::Sha256Hash::of(b"secret"));
    worker.grant_types = vec![GrantType::ClientCredentials];
    server.add_client(worker).await;
    server
}

/// A request that writes: the revocation of a token.
async fn work(server: &TestServer) -> Answer {
    let authentication = [("client_id", "worker"), ("client_secret", "secret")];
    let mut fields = vec![("grant_type", "client_credentials")];
    fields.extend(authentication);
    let token = server.post_form("/token", &[], &fields).await.json();
    let mut fields = vec![("token", token["access_token"].as_str().unwrap())];
    fields.extend(authentication);
    let answer = server.post_form("/revoke", &[], &fields).await;
    assert_eq!((answer.status, answer.cost.commits), (200, 1), "{}", answer.show());
    answer
}

const EXPIRED: u32 = 3_000;
const LIVE: u32 = 50;

/// In a few commits: waiting for the disk is not what is tested here.
async fn store(server: &TestServer, numbers: std::ops::Range<u32>, lifetime: i64) {
    let expires_at = server.environment.now().plus(Seconds(lifetime));
    let changes: Vec<_> = numbers.flat_map(|number| records(number, expires_at)).collect();
    for list in changes.chunks(1_000) {
        server.apply(list.to_vec()).await;
    }
}

#[tokio::test]
async fn thousands_of_expired_records_go_in_bounded_steps_while_requests_go_on() {
    let file = SqliteFile::new();
    let server = server_on(file.open()).await;
    store(&server, 0..EXPIRED, -1).await;
    store(&server, EXPIRED..EXPIRED + LIVE, 60).await;
    let mut housekeeper = Housekeeper::new(server.server.clone());
    // The smallest step removes sixteen of each kind.
    let mut steps = 1;
    while housekeeper.step().await.unwrap() == Progress::MoreToDo {
        work(&server).await;
        steps += 1;
        assert!(steps <= EXPIRED / 16 + 1);
    }
    assert!(steps > 1, "one step does not take everything");
    for number in 0..EXPIRED {
        assert_eq!(present(&*server.storage, number).await, 0, "{number}");
    }
    for number in EXPIRED..EXPIRED + LIVE {
        assert_eq!(present(&*server.storage, number).await, 3, "{number}");
    }
}

#[tokio::test]
async fn the_task_empties_the_house_by_itself() {
    let file = SqliteFile::new();
    let server = server_on(file.open()).await;
    store(&server, 0..500, -1).await;
    let task = tokio::spawn(housekeeping::run_housekeeping(server.server.clone()));
    while present(&*server.storage, 499).await > 0 {
        work(&server).await;
    }
    task.abort();
}

#[tokio::test]
async fn memory_is_cleaned_in_steps_as_well() {
    let server = server_on(Arc::new(MemoryStorage::new())).await;
    store(&server, 0..400, -1).await;
    let mut housekeeper = Housekeeper::new(server.server.clone());
    assert_eq!(housekeeper.step().await, Ok(Progress::MoreToDo));
    while housekeeper.step().await == Ok(Progress::MoreToDo) {}
    assert_eq!(present(&*server.storage, 399).await, 0);
}

#[tokio::test]
async fn a_clock_that_jumps_ahead_removes_nothing_that_a_clock_put_right_would_miss() {
    let file = SqliteFile::new();
    let server = server_on(file.open()).await;
    store(&server, 1..2, 600).await;
    let mut housekeeper = Housekeeper::new(server.server.clone());
    server.advance(365 * 86_400);
    assert_eq!(housekeeper.step().await, Ok(Progress::Clean));
    assert_eq!(present(&*server.storage, 1).await, 3);
    let mut after_a_restart = Housekeeper::new(server.server.clone());
    after_a_restart.step().await.unwrap();
    assert_eq!(present(&*server.storage, 1).await, 0, "a clock that was wrong from the start is believed");
}

/// A database that refuses to remove users whose name starts with `stuck`.
#[derive(Default)]
struct Stuck(MemoryStorage);

impl Backend for Stuck {
    async fn write(&self, operations: Vec<RowOperation>) -> Result<(), ApplyError> {
        let is_stuck = |operation: &RowOperation| match operation {
            RowOperation::Delete { values, .. } => {
                values.iter().any(|value| matches!(value, Value::Text(text) if text.starts_with("stuck")))
            }
            _ => false,
        };
        match operations.iter().any(is_stuck) {
            true => Err(StorageError::Unavailable("stuck".into()).into()),
            false => self.0.write(operations).await,
        }
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
        Ok(())
    }
}

#[tokio::test]
async fn users_who_cannot_be_removed_do_not_keep_the_next_ones() {
    let storage: Arc<dyn Storage> = Arc::new(Stuck::default());
    let server = TestServer::builder().storage(Arc::clone(&storage)).build().await;
    let deletion_at = Some(server.environment.now());
    let leaving = |name: String| User { deletion_at, ..sample::bare_user(&name) };
    // More than one step takes, and before the others in every order of names.
    let stuck = (0..40).map(|number| leaving(format!("stuck {number:02}")));
    let others = (0..40).map(|number| leaving(format!("user {number:02}")));
    let adds = stuck.chain(others).map(|user| Change::AddUser(Box::new(user)));
    server.apply(adds.collect()).await;
    let left = async |beginning: &str| {
        storage.find_users(&sample::tenant(), beginning, None, 100).await.unwrap().len()
    };
    let mut housekeeper = Housekeeper::new(server.server.clone());
    let mut steps = 1;
    while housekeeper.step().await.unwrap() == Progress::MoreToDo {
        steps += 1;
        assert!(steps <= 12, "a round ends, although users are left");
    }
    assert_eq!((left("stuck").await, left("user").await), (40, 0));
    // The next round tries them again, and users that came meanwhile.
    server.apply(vec![Change::AddUser(Box::new(leaving("later".to_owned())))]).await;
    while housekeeper.step().await.unwrap() == Progress::MoreToDo {}
    assert_eq!((left("stuck").await, left("later").await), (40, 0));
}
