//! The shared helpers of the tests.

use std::path::PathBuf;

/// A new folder. It is removed with its content when this is dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        let name = |number: u32| format!("valetkey-storage-sqlite-{}-{number}", std::process::id());
        let paths = (0..).map(|number| std::env::temp_dir().join(name(number)));
        let created = paths.into_iter().find(|path| std::fs::create_dir(path).is_ok());
        Self(created.expect("a folder for temporary files"))
    }

    /// Returns a path in the folder; the folder itself for an empty name.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
