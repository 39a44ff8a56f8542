//! The rules for every store, tested for the stores in memory and in a file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::sync::Arc;

use support::TemporaryFile;
use valetkey_axum::{
    Identity, LinkOutcome, MemorySessionStore, MemoryUserStore, SessionMatch, SessionStore, SqliteStore,
    SqliteStoreError, StoredSession, Timestamp, UnlinkOutcome, UserStore, Uuid,
};

const ISSUER: &str = "https://id.example";

fn session(number: u128, subject: &str, sid: Option<&str>) -> StoredSession {
    StoredSession {
        id: Uuid::from_u128(number),
        issuer: ISSUER.into(),
        subject: subject.into(),
        sid: sid.map(str::to_owned),
        expires_at: Timestamp(100),
        version: 0,
        sealed: "sealed".into(),
    }
}

fn identity(issuer: &str, subject: &str, email: Option<&str>) -> Identity {
    Identity {
        issuer: issuer.into(),
        subject: subject.into(),
        provider: "ours".into(),
        name: Some(subject.to_uppercase()),
        verified_email: email.map(str::to_owned),
    }
}

/// Runs a test with each kind of store, empty.
async fn with_session_stores<F: AsyncFn(&dyn SessionStore)>(test: F) {
    test(&MemorySessionStore::new()).await;
    let file = TemporaryFile::new();
    test(&SqliteStore::open(file.path()).unwrap()).await;
}

async fn with_user_stores<F: AsyncFn(&dyn UserStore)>(test: F) {
    test(&MemoryUserStore::new()).await;
    let file = TemporaryFile::new();
    test(&SqliteStore::open(file.path()).unwrap()).await;
}

#[tokio::test]
async fn a_session_is_found_as_it_was_stored() {
    with_session_stores(async |store| {
        assert_eq!(store.find(Uuid::from_u128(1)).await.unwrap(), None);
        let kept =
            StoredSession { version: 7, expires_at: Timestamp(i64::MAX), ..session(1, "ä'\"\0", None) };
        store.insert(kept.clone()).await.unwrap();
        store.insert(session(2, "bob", Some("s2"))).await.unwrap();
        assert_eq!(store.find(kept.id).await.unwrap(), Some(kept.clone()));
        store.remove(kept.id).await.unwrap();
        store.remove(kept.id).await.unwrap();
        assert_eq!(store.find(kept.id).await.unwrap(), None);
        assert!(store.find(Uuid::from_u128(2)).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn only_matching_sessions_are_removed() {
    for (issuer, subject, sid, but, gone) in [
        (ISSUER, Some("alice"), None, None, vec![1, 2, 4]),
        (ISSUER, Some("alice"), None, Some(2), vec![1, 4]),
        (ISSUER, Some("alice"), None, Some(3), vec![1, 2, 4]),
        (ISSUER, None, Some("s2"), None, vec![2]),
        (ISSUER, None, Some("s2"), Some(2), vec![]),
        (ISSUER, Some("alice"), Some("s1"), None, vec![1, 4]),
        (ISSUER, Some("bob"), Some("s1"), None, vec![]),
        ("https://other.example", Some("alice"), None, None, vec![]),
        (ISSUER, None, None, None, vec![]),
    ] {
        with_session_stores(async |store| {
            let all = [
                (1, "alice", Some("s1")),
                (2, "alice", Some("s2")),
                (3, "bob", Some("s3")),
                (4, "alice", None),
            ];
            for (number, subject, sid) in all {
                store.insert(session(number, subject, sid)).await.unwrap();
            }
            let which = SessionMatch { issuer, subject, sid, except: but.map(Uuid::from_u128) };
            assert_eq!(store.remove_matching(&which).await.unwrap(), gone.len());
            for number in 1..=4 {
                let left = store.find(Uuid::from_u128(number)).await.unwrap().is_some();
                assert_eq!(left, !gone.contains(&number), "{which:?} {number}");
            }
        })
        .await;
    }
}

#[tokio::test]
async fn only_one_of_many_replacements_of_a_version_succeeds() {
    with_session_stores(async |store| {
        store.insert(session(1, "alice", None)).await.unwrap();
        let next = |version, sealed: &str| StoredSession {
            version,
            sealed: sealed.into(),
            ..session(1, "alice", None)
        };
        assert!(!store.replace(next(0, "a")).await.unwrap());
        assert!(!store.replace(next(2, "a")).await.unwrap());
        assert!(store.replace(next(1, "b")).await.unwrap());
        assert!(!store.replace(next(1, "c")).await.unwrap(), "another replacement was faster");
        assert_eq!(store.find(Uuid::from_u128(1)).await.unwrap(), Some(next(1, "b")));
        store.remove(Uuid::from_u128(1)).await.unwrap();
        assert!(!store.replace(next(2, "d")).await.unwrap(), "a removed session does not come back");
    })
    .await;
}

#[tokio::test]
async fn dos3_a_store_in_memory_is_bounded_and_drops_the_oldest_sessions() {
    let store = MemorySessionStore::holding_at_most(3);
    for number in [5, 2, 4, 3, 6] {
        store.insert(session(number, "alice", None)).await.unwrap();
    }
    for (number, left) in [(2, false), (3, false), (4, true), (5, true), (6, true)] {
        assert_eq!(store.find(Uuid::from_u128(number)).await.unwrap().is_some(), left, "{number}");
    }
}

#[tokio::test]
async fn expired_sessions_are_removed() {
    with_session_stores(async |store| {
        store.insert(session(1, "alice", None)).await.unwrap();
        store.remove_expired(Timestamp(99)).await.unwrap();
        assert!(store.find(Uuid::from_u128(1)).await.unwrap().is_some());
        store.remove_expired(Timestamp(100)).await.unwrap();
        assert!(store.find(Uuid::from_u128(1)).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_refresh_lease_has_one_holder_until_it_expires_or_is_released() {
    let file = TemporaryFile::new();
    let (store, other) = (SqliteStore::open(file.path()).unwrap(), SqliteStore::open(file.path()).unwrap());
    let (id, a, b) = (Uuid::from_u128(1), Uuid::from_u128(10), Uuid::from_u128(11));
    let take = async |store: &SqliteStore, holder, now| {
        store.take_refresh_lease(id, holder, Timestamp(now), Timestamp(now + 30)).await.unwrap()
    };
    assert!(!take(&store, a, 0).await, "there is no such session");
    store.insert(session(1, "alice", None)).await.unwrap();
    assert!(take(&store, a, 0).await);
    assert!(!take(&other, b, 29).await, "another connection can't take it either");
    assert!(take(&store, a, 5).await, "the holder may take it again");
    other.give_back_refresh_lease(id, b).await.unwrap();
    assert!(!take(&other, b, 34).await, "only the holder can release it");
    assert!(take(&other, b, 35).await, "the lease has expired");
    assert!(!take(&store, a, 36).await);
    store.give_back_refresh_lease(id, a).await.unwrap();
    assert!(!take(&store, a, 36).await, "a former holder can't release the lease of the next one");
    other.give_back_refresh_lease(id, b).await.unwrap();
    assert!(take(&store, a, 36).await);
    store.remove(id).await.unwrap();
    assert!(!take(&store, a, 100).await, "the lease is removed with the session");
}

#[tokio::test]
async fn a_user_is_found_by_identity_by_id_and_by_verified_address() {
    with_user_stores(async |users| {
        let alice =
            users.create(Uuid::from_u128(1), identity(ISSUER, "alice", Some("a@x.example"))).await.unwrap();
        assert_eq!(alice.identities, [identity(ISSUER, "alice", Some("a@x.example"))]);
        assert!(alice.permissions.is_empty());
        assert_eq!(users.find_by_id(alice.id).await.unwrap(), Some(alice.clone()));
        assert_eq!(users.find_by_identity(ISSUER, "alice").await.unwrap(), Some(alice.clone()));
        assert_eq!(users.find_by_verified_email("a@x.example").await.unwrap(), std::slice::from_ref(&alice));
        for (issuer, subject) in
            [(ISSUER, "Alice"), ("https://id.example/", "alice"), ("alice", ISSUER), (ISSUER, "")]
        {
            assert_eq!(users.find_by_identity(issuer, subject).await.unwrap(), None, "{issuer} {subject}");
        }
        for email in ["", "A@x.example", "%", "a@x.exampl_"] {
            assert_eq!(users.find_by_verified_email(email).await.unwrap(), [], "{email}");
        }
        let again = users.create(Uuid::from_u128(2), identity(ISSUER, "alice", None)).await.unwrap();
        assert_eq!(again.id, alice.id, "an identity has one owner");
        assert_eq!(users.find_by_id(Uuid::from_u128(2)).await.unwrap(), None);
        users.create(alice.id, identity(ISSUER, "bob", None)).await.unwrap_err();
        assert_eq!(users.find_by_identity(ISSUER, "bob").await.unwrap(), None, "the call changed nothing");
    })
    .await;
}

#[tokio::test]
async fn identities_are_linked_and_unlinked_except_those_of_another_user_and_the_last_one() {
    with_user_stores(async |users| {
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        users.create(a, identity(ISSUER, "alice", None)).await.unwrap();
        users.create(b, identity(ISSUER, "bob", None)).await.unwrap();
        let other = identity("https://a.example", "alice", Some("a@x.example"));
        assert_eq!(users.link(Uuid::from_u128(3), other.clone()).await.unwrap(), LinkOutcome::NoSuchUser);
        assert_eq!(users.link(a, other.clone()).await.unwrap(), LinkOutcome::Linked);
        assert_eq!(users.link(b, other.clone()).await.unwrap(), LinkOutcome::BelongsToAnother);
        let renamed = Identity { name: Some("Alice".into()), ..other.clone() };
        assert_eq!(users.link(a, renamed.clone()).await.unwrap(), LinkOutcome::Linked);
        let alice = users.find_by_id(a).await.unwrap().unwrap();
        assert_eq!(
            alice.identities,
            [renamed, identity(ISSUER, "alice", None)],
            "in order, with current values"
        );
        assert_eq!(users.find_by_id(b).await.unwrap().unwrap().identities.len(), 1);

        assert_eq!(users.unlink(b, ISSUER, "alice").await.unwrap(), UnlinkOutcome::NotLinked, "not Bob's");
        assert_eq!(users.unlink(b, ISSUER, "bob").await.unwrap(), UnlinkOutcome::IsTheLastOne);
        assert_eq!(users.unlink(a, ISSUER, "alice").await.unwrap(), UnlinkOutcome::Unlinked);
        assert_eq!(users.unlink(a, ISSUER, "alice").await.unwrap(), UnlinkOutcome::NotLinked);
        assert_eq!(users.unlink(a, "https://a.example", "alice").await.unwrap(), UnlinkOutcome::IsTheLastOne);
        assert_eq!(users.find_by_identity(ISSUER, "alice").await.unwrap(), None);
        assert_eq!(users.find_by_identity("https://a.example", "alice").await.unwrap().unwrap().id, a);
    })
    .await;
}

#[tokio::test]
async fn permissions_are_granted_and_revoked_and_removed_with_the_user() {
    with_user_stores(async |users| {
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        users.create(a, identity(ISSUER, "alice", None)).await.unwrap();
        users.create(b, identity(ISSUER, "bob", None)).await.unwrap();
        let permissions = async |id| {
            let user = users.find_by_id(id).await.unwrap().unwrap();
            user.permissions.into_iter().collect::<Vec<_>>().join(" ")
        };
        assert!(users.grant(a, "write").await.unwrap() && users.grant(a, "write").await.unwrap());
        assert!(users.grant(a, "read").await.unwrap());
        assert!(!users.grant(Uuid::from_u128(3), "read").await.unwrap());
        assert_eq!((permissions(a).await.as_str(), permissions(b).await.as_str()), ("read write", ""));
        assert!(users.revoke(a, "write").await.unwrap() && users.revoke(a, "write").await.unwrap());
        assert!(!users.revoke(Uuid::from_u128(3), "read").await.unwrap());
        assert_eq!(permissions(a).await, "read");
        assert!(users.remove_user(a).await.unwrap());
        assert!(!users.remove_user(a).await.unwrap());
        assert_eq!(users.find_by_identity(ISSUER, "alice").await.unwrap(), None);
        users.create(a, identity(ISSUER, "alice", None)).await.unwrap();
        assert_eq!(permissions(a).await, "", "a new user with the same id inherits no permission");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_logins_of_one_new_identity_at_once_create_one_user() {
    let file = TemporaryFile::new();
    let stores = [SqliteStore::open(file.path()).unwrap(), SqliteStore::open(file.path()).unwrap()];
    let memory = Arc::new(MemoryUserStore::new());
    let mut tasks = Vec::new();
    for number in 1..=20_u128 {
        let (store, memory) = (stores[number as usize % 2].clone(), Arc::clone(&memory));
        tasks.push(tokio::spawn(async move {
            let new = || identity(ISSUER, "alice", None);
            let in_file = store.create(Uuid::from_u128(number), new()).await.unwrap().id;
            (in_file, memory.create(Uuid::from_u128(number), new()).await.unwrap().id)
        }));
    }
    let mut seen = std::collections::BTreeSet::new();
    for task in tasks {
        let (in_file, in_memory) = task.await.unwrap();
        seen.extend([("file", in_file), ("memory", in_memory)]);
    }
    assert_eq!(seen.len(), 2, "{seen:?}");
}

#[tokio::test]
async fn the_file_survives_a_restart_and_only_its_owner_may_read_it() {
    let file = TemporaryFile::new();
    let store = SqliteStore::open(file.path()).unwrap();
    store.insert(session(1, "alice", None)).await.unwrap();
    let user = store.create(Uuid::from_u128(1), identity(ISSUER, "alice", None)).await.unwrap();
    drop(store);
    let store = SqliteStore::open(file.path()).unwrap();
    assert_eq!(store.find_by_identity(ISSUER, "alice").await.unwrap(), Some(user));
    assert!(store.find(Uuid::from_u128(1)).await.unwrap().is_some());
    #[cfg(unix)]
    {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(file.path()).unwrap().permissions());
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}

#[test]
fn an_unusable_file_is_refused_with_the_reason() {
    let file = TemporaryFile::new();
    std::fs::write(file.path(), "this is no database, however long it may be ".repeat(100)).unwrap();
    let error = SqliteStore::open(file.path()).err().unwrap();
    assert!(matches!(error, SqliteStoreError::Open { .. }), "{error}");
    let nowhere = file.path().join("missing").join("x.sqlite");
    assert!(matches!(SqliteStore::open(&nowhere).err().unwrap(), SqliteStoreError::Open { .. }));

    let newer = TemporaryFile::new();
    drop(SqliteStore::open(newer.path()).unwrap());
    let connection = rusqlite::Connection::open(newer.path()).unwrap();
    connection.execute("UPDATE valetkey_schema SET number = 99", []).unwrap();
    let error = SqliteStore::open(newer.path()).err().unwrap();
    assert!(matches!(error, SqliteStoreError::TooNew { expected: 1, seen: 99, .. }), "{error}");
}
