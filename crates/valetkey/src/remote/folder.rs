//! The folder of the user where tokens lie.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use crate::{configuration_file::variable, failure::Failure};

/// Returns the folder for tokens below the configuration folder of the user. A relative `XDG_CONFIG_HOME` does not count.
///
/// # Errors
/// A usage failure if nothing names the folder.
pub(super) fn path() -> Result<PathBuf, Failure> {
    let configured = variable("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || variable("HOME").map(|home| PathBuf::from(home).join(".config"));
    let folder = configured.or_else(home).ok_or_else(|| {
        Failure::usage(
            "expected the variable HOME or XDG_CONFIG_HOME, got neither; tokens lie below that folder",
        )
    })?;
    Ok(folder.join("valetkey").join("servers"))
}

/// Makes the folder for this user alone, and refuses one that others have rights on.
pub(super) fn make(folder: &Path) -> Result<(), Failure> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| at(folder, &error))?;
    require_private(folder, &fs::metadata(folder).map_err(|error| at(folder, &error))?, "700")
}

/// Opens a file for this user alone, and makes it if it is not there.
pub(super) fn private_file(path: &Path, is_new: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).read(true).create(!is_new).create_new(is_new).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Refuses a file or folder that other users have any right on.
pub(super) fn require_private(path: &Path, metadata: &fs::Metadata, mode: &str) -> Result<(), Failure> {
    #[cfg(unix)]
    {
        let seen = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777;
        if seen & 0o077 != 0 {
            let path = path.display();
            return Err(Failure::failed(format!(
                "{path} holds tokens: expected the mode {mode}, got {seen:o}, which gives other users rights; run chmod {mode} {path}, \
                 and sign in again if others may have read it"
            )));
        }
    }
    #[cfg(not(unix))]
    let _ = (path, metadata, mode);
    Ok(())
}

/// Returns the failure of a file or folder.
pub(super) fn at(path: &Path, error: &io::Error) -> Failure {
    Failure::failed(format!("{}: {error}", path.display()))
}
