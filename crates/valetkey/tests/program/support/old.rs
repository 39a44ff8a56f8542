//! Databases that the program of commit 961296f wrote, see `old_databases.rs`.

#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;
use std::{fs, path::PathBuf};

use super::folder::Folder;

/// A file of the folder `old/`.
pub(crate) fn old(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/program/old", name].iter().collect()
}

/// A folder with the old file of SQLite and its key.
pub(crate) fn folder_with_old_database() -> Folder {
    let folder = Folder::new();
    for (from, name) in [("valetkey.sqlite", "valetkey.db"), ("valetkey.key", "valetkey.db.key")] {
        let file = folder.path().join(name);
        fs::copy(old(from), &file).expect("a copy");
        #[cfg(unix)]
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("a mode");
    }
    folder
}
