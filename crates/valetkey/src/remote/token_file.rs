//! The file with the tokens for one server.

use std::{
    fs::{self, File},
    io::{ErrorKind, Read as _, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use valetkey_jose::digest::{random_token, sha256};
use valetkey_types::{Issuer, Secret, Timestamp};

use super::folder::{self, at, require_private};
use crate::failure::Failure;

/// The place of the tokens for one server.
#[derive(Clone)]
pub(crate) struct TokenFile {
    folder: PathBuf,
    path: PathBuf,
    lock: PathBuf,
}

/// The tokens of a user at one server.
#[derive(Clone)]
pub(crate) struct StoredSession {
    /// The issuer.
    pub(crate) server: String,
    /// The `sub` of the user.
    pub(crate) subject: String,
    /// The granted scope.
    pub(crate) scope: String,
    /// The access token.
    pub(crate) access_token: Secret,
    /// The expiry of the access token.
    pub(crate) expires_at: Option<Timestamp>,
    /// The refresh token.
    pub(crate) refresh_token: Option<Secret>,
}

/// The form of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    server: String,
    subject: String,
    scope: String,
    access_token: String,
    expires_at: Option<Timestamp>,
    refresh_token: Option<String>,
}

/// Holds the lock of a token file until it is dropped.
pub(crate) struct Locked(#[allow(dead_code, reason = "the lock lasts as long as the file is open")] File);

impl TokenFile {
    /// Returns the place of the tokens for a server.
    ///
    /// # Errors
    /// A usage failure if nothing names the configuration folder of the user.
    pub(crate) fn of(issuer: &Issuer) -> Result<Self, Failure> {
        let folder = folder::path()?;
        let name = file_name(issuer);
        Ok(Self {
            path: folder.join(format!("{name}.json")),
            lock: folder.join(format!("{name}.lock")),
            folder,
        })
    }

    /// Waits for the lock. One command at a time refreshes or changes the file.
    ///
    /// # Errors
    /// The error of the file system, or a folder that other users can read.
    pub(crate) async fn lock(&self) -> Result<Locked, Failure> {
        folder::make(&self.folder)?;
        let file = folder::private_file(&self.lock, false).map_err(|error| at(&self.lock, &error))?;
        let locked = tokio::task::spawn_blocking(move || file.lock().map(|()| file)).await?;
        Ok(Locked(locked.map_err(|error| at(&self.lock, &error))?))
    }

    /// Reads the tokens; `None` if there are none.
    ///
    /// # Errors
    /// That others may read the file, or that it does not have the form.
    pub(crate) fn read(&self) -> Result<Option<StoredSession>, Failure> {
        let mut file = match File::open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(|error| at(&self.path, &error))?,
        };
        let folder = fs::metadata(&self.folder).map_err(|error| at(&self.folder, &error))?;
        require_private(&self.folder, &folder, "700")?;
        require_private(&self.path, &file.metadata().map_err(|error| at(&self.path, &error))?, "600")?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(|error| at(&self.path, &error))?;
        let document: Document = serde_json::from_str(&text).map_err(|error| {
            // The text of serde can hold a value.
            let (path, line) = (self.path.display(), error.line());
            Failure::failed(format!(
                "{path}: expected the tokens of a sign-in, got another form at line {line}; remove the file and sign in again"
            ))
        })?;
        Ok(Some(document.into()))
    }

    /// Writes the tokens beside their place and renames the file.
    ///
    /// # Errors
    /// The error of the file system.
    pub(crate) fn write(&self, session: &StoredSession, _locked: &Locked) -> Result<(), Failure> {
        let text = serde_json::to_string(&Document::from(session))?;
        let beside = self.folder.join(format!(".{}.new", random_token()));
        let written = write_new(&beside, &text).and_then(|()| fs::rename(&beside, &self.path));
        written.map_err(|error| {
            // It holds tokens, so it does not stay.
            let _ = fs::remove_file(&beside);
            at(&self.path, &error)
        })
    }

    /// Removes the tokens.
    ///
    /// # Errors
    /// The error of the file system.
    pub(crate) fn remove(&self, _locked: &Locked) -> Result<(), Failure> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(at(&self.path, &error)),
            _ => Ok(()),
        }
    }

    /// Returns the issuers of the servers that this user signed in at. A file that cannot be read is left out.
    pub(crate) fn servers() -> Vec<String> {
        let Ok(entries) = folder::path().and_then(|folder| Ok(fs::read_dir(folder)?)) else {
            return Vec::new();
        };
        let paths = entries.flatten().map(|entry| entry.path());
        let files = paths.filter(|path| path.extension().is_some_and(|end| end == "json"));
        let read = |path: PathBuf| serde_json::from_slice::<Document>(&fs::read(path).ok()?).ok();
        let mut servers: Vec<String> = files.filter_map(read).map(|document| document.server).collect();
        servers.sort();
        servers
    }

    /// Returns the path.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = folder::private_file(path, true)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Returns a name that shows the server and is different for each issuer.
fn file_name(issuer: &Issuer) -> String {
    let shown = issuer.as_str().split_once("://").map_or(issuer.as_str(), |(_, rest)| rest);
    let safe = |letter: char| if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { '-' };
    let shown: String = shown.chars().map(safe).take(80).collect();
    let hash: String =
        sha256(issuer.as_str().as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("{shown}-{hash}")
}

impl From<Document> for StoredSession {
    fn from(document: Document) -> Self {
        let Document { server, subject, scope, access_token, expires_at, refresh_token } = document;
        let (access_token, refresh_token) = (Secret::new(access_token), refresh_token.map(Secret::new));
        Self { server, subject, scope, access_token, expires_at, refresh_token }
    }
}

impl From<&StoredSession> for Document {
    fn from(session: &StoredSession) -> Self {
        Self {
            server: session.server.clone(),
            subject: session.subject.clone(),
            scope: session.scope.clone(),
            access_token: session.access_token.expose().to_owned(),
            expires_at: session.expires_at,
            refresh_token: session.refresh_token.as_ref().map(|token| token.expose().to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn issuers_that_differ_have_files_that_differ() {
        let name = |text: &str| file_name(&Issuer::parse(text).unwrap());
        let (one, other) = (name("https://id.example/a-b"), name("https://id.example/a/b"));
        assert_ne!(one, other);
        assert!(one.starts_with("id.example-a-b-") && other.starts_with("id.example-a-b-"), "{one} {other}");
        assert!(!name("https://id.example/../x").contains('/'));
    }
}
