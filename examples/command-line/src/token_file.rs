//! The file with the tokens. Only its owner can read it, writes are atomic, and one process changes it at a time.

mod content;
#[cfg(test)]
mod tests;

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use valetkey_client::digest::random_token;

pub(crate) use content::{Content, Entry, Lease};

/// A file with tokens.
#[derive(Clone, Debug)]
pub struct TokenFile {
    path: PathBuf,
}

/// The reason why the file can't be used. Its content stays unchanged.
#[derive(Debug, thiserror::Error)]
pub enum TokenFileError {
    /// The system returned an error.
    #[error("the token file {path} can't be used: {reason}")]
    System {
        /// The file.
        path: String,
        /// The error of the system.
        reason: io::Error,
    },
    /// Other users can read the tokens.
    #[error(
        "expected that only you can use {path} (mode 600), got mode {mode:o}; others may have read the tokens: log out everywhere, then remove the file"
    )]
    OpenToOthers {
        /// The file.
        path: String,
        /// Its mode.
        mode: u32,
    },
    /// The file has another format.
    #[error(
        "expected tokens in {path}, got something else ({reason}); remove the file or choose another one"
    )]
    Foreign {
        /// The file.
        path: String,
        /// The position of the problem, without the content.
        reason: String,
    },
}

impl TokenFile {
    /// Uses the file at this path. The first login creates it.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Returns the content of the file; empty if there is no file.
    pub(crate) fn read(&self) -> Result<Content, TokenFileError> {
        let mut file = match File::open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Content::default()),
            opened => opened.map_err(|error| self.system(error))?,
        };
        self.require_private(&file)?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(|error| self.system(error))?;
        serde_json::from_str(&text).map_err(|error| TokenFileError::Foreign {
            path: self.shown(),
            reason: format!("line {}, column {}", error.line(), error.column()),
        })
    }

    /// Changes the content atomically. Locks out other processes meanwhile.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Content) -> T) -> Result<T, TokenFileError> {
        let folder =
            self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        make_private_folder(folder).map_err(|error| self.system(error))?;
        // The lock ends with this handle, also if the process crashes. Keep the file: without it two processes could get the
        // lock.
        let lock = private().create(true).truncate(false).open(self.beside("lock"));
        let lock = lock.and_then(|lock| lock.lock().map(|()| lock)).map_err(|error| self.system(error))?;
        let mut content = self.read()?;
        let before = content.clone();
        let outcome = change(&mut content);
        if content != before {
            self.write(folder, &content).map_err(|error| self.system(error))?;
        }
        drop(lock);
        Ok(outcome)
    }

    /// Writes a new file with private permissions, and replaces the old one after the new one is complete and on the disk.
    fn write(&self, folder: &Path, content: &Content) -> io::Result<()> {
        let new = self.beside(&random_token());
        let written = private().create_new(true).open(&new).and_then(|mut file| {
            file.write_all(serde_json::to_string_pretty(content)?.as_bytes())?;
            file.sync_all()
        });
        let placed = written.and_then(|()| std::fs::rename(&new, &self.path));
        if placed.is_err() {
            // Remove the partial file. Ignore an error of that.
            let _ = std::fs::remove_file(&new);
        }
        placed?;
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    #[cfg(unix)]
    fn require_private(&self, file: &File) -> Result<(), TokenFileError> {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().map_err(|error| self.system(error))?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(TokenFileError::OpenToOthers { path: self.shown(), mode });
        }
        Ok(())
    }

    /// On other systems, uses the folder of the user's settings.
    #[cfg(not(unix))]
    fn require_private(&self, _file: &File) -> Result<(), TokenFileError> {
        Ok(())
    }

    fn beside(&self, end: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(format!(".{end}"));
        name.into()
    }

    fn shown(&self) -> String {
        self.path.display().to_string()
    }

    fn system(&self, reason: io::Error) -> TokenFileError {
        TokenFileError::System { path: self.shown(), reason }
    }
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
