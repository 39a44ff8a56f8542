//! Databases that earlier programs wrote, see `old_databases.rs`.

#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;
use std::{fs, path::PathBuf};

use super::folder::Folder;

/// A file of the folder `old/`.
pub(crate) fn old(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/program/old", name].iter().collect()
}

/// A folder with the file of SQLite of commit 961296f and its key.
pub(crate) fn folder_with_old_database() -> Folder {
    folder_with("valetkey")
}

/// A folder with a file of SQLite from `old/` and its key.
pub(crate) fn folder_with(name: &str) -> Folder {
    let folder = Folder::new();
    for (from, to) in [("sqlite", "valetkey.db"), ("key", "valetkey.db.key")] {
        let file = folder.path().join(to);
        fs::copy(old(&format!("{name}.{from}")), &file).expect("a copy");
        #[cfg(unix)]
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("a mode");
    }
    folder
}
