//! Group commit. A second connection holds the lock so that lists accumulate.

use std::{
    path::PathBuf,
    pin::Pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use rusqlite::Connection;
use valetkey_authorization_server::Change;
use valetkey_storage::{
    ApplyError, Storage, StorageError,
    conformance::sample::{client, grant, id, tenant},
};
use valetkey_types::ClientId;

use super::{LISTS_PER_COMMIT, QUEUE_LENGTH};
use crate::SqliteStorage;

type Applying<'a> = Pin<Box<dyn Future<Output = Result<(), ApplyError>> + Send + 'a>>;

/// A database in a temporary folder.
struct Database {
    folder: PathBuf,
}

impl Database {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("valetkey-writer-{name}-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        Self { folder }
    }

    fn open(&self) -> SqliteStorage {
        SqliteStorage::open(&self.folder.join("database.sqlite")).unwrap()
    }

    /// Holds the write lock until the connection is dropped.
    fn hold_the_lock(&self) -> Connection {
        let connection = Connection::open(self.folder.join("database.sqlite")).unwrap();
        connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        connection
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn add(number: usize) -> Change {
    Change::AddClient(Box::new(client(&format!("client {number}"))))
}

/// Adds the list to the queue without waiting for the answer.
fn begin<'a>(storage: &'a SqliteStorage, changes: Vec<Change>) -> Applying<'a> {
    let mut applying = storage.apply(changes);
    let polled = applying.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    match polled {
        Poll::Pending => applying,
        Poll::Ready(answer) => Box::pin(std::future::ready(answer)),
    }
}

/// Waits until the thread has taken all lists from the queue.
fn wait_until_taken(storage: &SqliteStorage) {
    let queue = storage.writer.queue.as_ref().unwrap();
    while queue.capacity() < queue.max_capacity() {
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[tokio::test]
async fn lists_that_wait_together_share_a_commit() {
    let database = Database::new("shared-commit");
    let storage = database.open();
    let lock = database.hold_the_lock();
    let waiting: Vec<_> = (0..100).map(|number| begin(&storage, vec![add(number)])).collect();
    drop(lock);
    for applying in waiting {
        assert_eq!(applying.await, Ok(()));
    }
    let statistics = storage.write_statistics();
    assert_eq!(statistics.lists, 100);
    // There is one commit for the first list and one for all others.
    assert!(statistics.commits <= 2, "{statistics:?}");
    assert_eq!(storage.clients(&tenant()).await.unwrap().len(), 100);
}

#[tokio::test]
async fn a_refused_list_does_not_hurt_those_it_shares_a_commit_with() {
    let database = Database::new("neighbours");
    let storage = database.open();
    let lock = database.hold_the_lock();
    let impossible = || Change::RedeemRefreshToken {
        tenant: tenant(),
        grant_id: id(404),
        expected: None,
        redeemed: id(1),
    };
    let list = |number: usize| match number % 3 {
        0 => vec![add(number)],
        1 => vec![add(number), impossible()],
        _ => vec![add(0)],
    };
    let waiting: Vec<_> = (0..90).map(|number| begin(&storage, list(number))).collect();
    drop(lock);
    for (number, applying) in waiting.into_iter().enumerate() {
        let expected = match number % 3 {
            0 => Ok(()),
            1 => Err(ApplyError::Conflict { position: 1 }),
            _ => Err(ApplyError::Conflict { position: 0 }),
        };
        assert_eq!(applying.await, expected, "list {number}");
    }
    assert!(storage.write_statistics().commits <= 2);
    for number in 0..90 {
        let found = storage.client(&tenant(), &ClientId::new(format!("client {number}"))).await.unwrap();
        assert_eq!(found.is_some(), number % 3 == 0, "client {number}");
    }
}

#[tokio::test]
async fn a_full_queue_refuses_and_loses_nothing_it_took() {
    let database = Database::new("full-queue");
    let storage = database.open();
    let lock = database.hold_the_lock();
    let count = QUEUE_LENGTH + 2 * LISTS_PER_COMMIT;
    let waiting: Vec<_> = (0..count).map(|number| begin(&storage, vec![add(number)])).collect();
    drop(lock);
    let mut taken = 0;
    for applying in waiting {
        match applying.await {
            Ok(()) => taken += 1,
            Err(ApplyError::Storage(StorageError::Unavailable(_))) => {}
            Err(other) => panic!("expected a full queue, got {other:?}"),
        }
    }
    assert!((QUEUE_LENGTH..count).contains(&taken), "{taken} of {count} were taken");
    assert_eq!(storage.clients(&tenant()).await.unwrap().len(), taken);
}

#[tokio::test]
async fn a_lock_that_stays_makes_every_list_unavailable_and_stores_none() {
    let database = Database::new("locked");
    let path = database.folder.join("database.sqlite");
    let storage = SqliteStorage::open_waiting(&path, std::time::Duration::from_millis(20)).unwrap();
    let lock = database.hold_the_lock();
    let waiting: Vec<_> = (0..10).map(|number| begin(&storage, vec![add(number)])).collect();
    for applying in waiting {
        let answer = applying.await;
        assert!(matches!(answer, Err(ApplyError::Storage(StorageError::Unavailable(_)))), "{answer:?}");
    }
    drop(lock);
    assert_eq!(storage.clients(&tenant()).await.unwrap(), []);
    assert_eq!(storage.write_statistics().commits, 0);
    storage.apply(vec![add(1)]).await.unwrap();
}

#[tokio::test]
async fn a_list_given_up_while_the_lock_was_held_is_not_stored_when_it_comes_free() {
    let database = Database::new("given-up");
    let (path, patience) = (database.folder.join("database.sqlite"), Duration::from_secs(1));
    let storage = SqliteStorage::open_waiting(&path, patience).unwrap();
    let lock = database.hold_the_lock();
    let first = begin(&storage, vec![add(1)]);
    // The thread holds the first list, so the next one waits in the queue.
    wait_until_taken(&storage);
    let given_up = begin(&storage, vec![add(2)]);
    assert!(matches!(first.await, Err(ApplyError::Storage(StorageError::Unavailable(_)))));
    std::thread::sleep(patience / 4);
    drop(given_up);
    let waited_for = begin(&storage, vec![add(3)]);
    drop(lock);
    assert_eq!(waited_for.await, Ok(()));
    for (number, stored) in [(1, false), (2, false), (3, true)] {
        let found = storage.client(&tenant(), &ClientId::new(format!("client {number}"))).await.unwrap();
        assert_eq!(found.is_some(), stored, "client {number}");
    }
}

#[tokio::test]
async fn a_commit_that_fails_fails_every_list_in_it_and_the_next_one_works() {
    let database = Database::new("failed-commit");
    let storage = database.open();
    // The trigger violates a constraint that SQLite checks only at the commit.
    let saboteur = Connection::open(database.folder.join("database.sqlite")).unwrap();
    saboteur
        .execute_batch(
            "CREATE TABLE parent (id INTEGER PRIMARY KEY);
             CREATE TABLE child (id INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
             CREATE TRIGGER sabotage AFTER INSERT ON clients WHEN new.id = 'client 5'
             BEGIN INSERT INTO child VALUES (1); END;",
        )
        .unwrap();
    storage.apply(vec![add(100)]).await.unwrap();
    let lock = database.hold_the_lock();
    // The thread commits the first list alone, and all others together.
    let first = begin(&storage, vec![add(0)]);
    wait_until_taken(&storage);
    let waiting: Vec<_> = (1..10).map(|number| begin(&storage, vec![add(number)])).collect();
    drop(lock);
    assert_eq!(first.await, Ok(()));
    for applying in waiting {
        let answer = applying.await;
        assert!(matches!(answer, Err(ApplyError::Storage(StorageError::Unavailable(_)))), "{answer:?}");
    }
    for number in (0..10).chain([100]) {
        let found = storage.client(&tenant(), &ClientId::new(format!("client {number}"))).await.unwrap();
        assert_eq!(found.is_some(), [0, 100].contains(&number), "client {number}");
    }
    storage.apply(vec![add(200)]).await.unwrap();
}

#[tokio::test]
async fn closing_finishes_what_was_accepted() {
    let database = Database::new("closing");
    let storage = database.open();
    for number in 0..50 {
        drop(begin(&storage, vec![Change::StoreGrant(grant(number, "app", "alice"))]));
    }
    drop(storage);
    let storage = database.open();
    for number in 0..50 {
        assert!(storage.refresh_facts(&tenant(), id(number)).await.unwrap().is_some(), "grant {number}");
    }
}
