//! A database in a folder of its own, which goes away at the end.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use valetkey_storage_sqlite::SqliteStorage;

pub(crate) struct SqliteFile(PathBuf);

impl SqliteFile {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        let folder = std::env::temp_dir().join(format!("valetkey-server-{}-{number}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    /// Opens the file; twice, as two processes would.
    pub(crate) fn open(&self) -> Arc<SqliteStorage> {
        Arc::new(SqliteStorage::open(&self.0.join("database.sqlite")).unwrap())
    }

    /// Everything that lies on the disk: the file and its log.
    #[allow(dead_code, reason = "used by the search for secrets only")]
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        entries.flat_map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect()
    }
}

impl Drop for SqliteFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
