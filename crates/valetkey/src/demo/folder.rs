//! A folder of the demo's own, gone when the demo ends.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A new folder that only this user may enter. Removed with everything in it when dropped.
pub(super) struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    /// Makes the folder where the system keeps temporary files.
    ///
    /// # Errors
    /// The error of the operating system.
    pub(super) fn new() -> io::Result<Self> {
        let random = valetkey_jose::digest::base64url(&valetkey_jose::digest::random_bytes::<12>());
        let path = std::env::temp_dir().join(format!("valetkey-demo-{random}"));
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(path = %self.0.display(), %error, "the demo's folder can't be removed");
        }
    }
}
