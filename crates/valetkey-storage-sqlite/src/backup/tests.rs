//! Backups of live files, and their restoration.

use std::path::{Path, PathBuf};

use valetkey_authorization_server::Change;
use valetkey_storage::{
    OpenError, Storage,
    conformance::sample::{client, tenant},
};

use super::{Progress, backup, restore};
use crate::SqliteStorage;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("valetkey-backup-{name}-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn add(storage: &SqliteStorage, number: usize) {
    storage.apply(vec![Change::AddClient(Box::new(client(&format!("client {number}"))))]).await.unwrap();
}

async fn count(path: &Path) -> usize {
    SqliteStorage::open(path).unwrap().clients(&tenant()).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_copied_whole_while_it_is_written() {
    let folder = Folder::new("live");
    let storage = std::sync::Arc::new(SqliteStorage::open(&folder.file("live.db")).unwrap());
    for number in 0..200 {
        add(&storage, number).await;
    }
    let writing = tokio::spawn({
        let storage = storage.clone();
        async move {
            for number in 200..400 {
                add(&storage, number).await;
            }
        }
    });
    let (live, copy) = (folder.file("live.db"), folder.file("copy.db"));
    let mut told = Vec::new();
    let (copied, told) =
        tokio::task::spawn_blocking(move || (backup(&live, &copy, |progress| told.push(progress)), told))
            .await
            .unwrap();
    copied.unwrap();
    writing.await.unwrap();
    let Some(Progress { done, total }) = told.last() else { panic!("no progress was told") };
    assert_eq!(done, total);
    let copied = count(&folder.file("copy.db")).await;
    assert!((200..=400).contains(&copied), "{copied} clients");

    // Restoring fails while the server runs and without `replace`; otherwise it restores everything.
    let (copy, live) = (folder.file("copy.db"), folder.file("live.db"));
    let running = restore(&copy, &live, true, |_| {});
    assert!(matches!(running, Err(OpenError::Locked { .. })), "{running:?}");
    assert_eq!(storage.clients(&tenant()).await.unwrap().len(), 400);
    drop(storage);
    let unasked = restore(&copy, &live, false, |_| {});
    assert!(matches!(unasked, Err(OpenError::NotWritable { .. })), "{unasked:?}");
    assert_eq!(count(&live).await, 400);
    restore(&copy, &live, true, |_| {}).unwrap();
    assert_eq!(count(&live).await, copied);
    restore(&copy, &folder.file("new.db"), false, |_| {}).unwrap();
    assert_eq!(count(&folder.file("new.db")).await, copied);
}

#[tokio::test]
async fn what_is_there_is_not_overwritten_and_what_is_foreign_not_taken() {
    let folder = Folder::new("refusals");
    let database = folder.file("database.db");
    drop(SqliteStorage::open(&database).unwrap());
    std::fs::write(folder.file("diary"), "Dear diary").unwrap();
    let refused = backup(&database, &folder.file("diary"), |_| {});
    assert!(matches!(refused, Err(OpenError::NotWritable { .. })), "{refused:?}");
    assert_eq!(std::fs::read(folder.file("diary")).unwrap(), b"Dear diary");
    let foreign = restore(&folder.file("diary"), &database, true, |_| {});
    assert!(matches!(foreign, Err(OpenError::NotADatabase { .. })), "{foreign:?}");
    let missing = backup(&folder.file("missing"), &folder.file("copy"), |_| {});
    assert!(matches!(missing, Err(OpenError::NotADatabase { .. })), "{missing:?}");
    assert!(!folder.file("copy").exists() && !folder.file("missing").exists());
    assert_eq!(count(&database).await, 0);
}
