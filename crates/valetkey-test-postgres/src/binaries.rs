//! Finds the programs of PostgreSQL.

use std::path::{Path, PathBuf};

/// Debian's folder of PostgreSQL versions.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The message of a test if the programs are missing.
const MISSING: &str = "PostgreSQL 15 or newer is missing: install it, on Debian with `apt-get install postgresql`, or put \
                       the folder with `initdb` and `postgres` into PATH";

/// Returns the folder with `initdb`, `postgres` and `psql`: Debian's newest version, or the first folder in `PATH`.
pub(crate) fn folder() -> PathBuf {
    newest_of_debian().or_else(in_path).unwrap_or_else(|| panic!("{MISSING}"))
}

fn newest_of_debian() -> Option<PathBuf> {
    let versions = std::fs::read_dir(DEBIAN).ok()?.filter_map(|entry| {
        let entry = entry.ok()?;
        let number: u32 = entry.file_name().to_str()?.parse().ok()?;
        let folder = entry.path().join("bin");
        is_complete(&folder).then_some((number, folder))
    });
    versions.max().map(|(_, folder)| folder)
}

fn in_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find(|folder| is_complete(folder))
}

fn is_complete(folder: &Path) -> bool {
    ["initdb", "postgres", "psql"].iter().all(|program| folder.join(program).exists())
}
