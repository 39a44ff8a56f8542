//! The key that protects what we store sealed and what travels through the browser.

mod permissions;

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use valetkey_jose::seal::{SealError, SealingKey, SealingKeys, derive_secret};
use zeroize::Zeroizing;

/// 32 secret bytes in a file of their own, so that a copy of the database alone opens nothing. Shows nothing of itself.
///
/// It seals; previous keys beside it only open.
pub struct EncryptionKey {
    bytes: Zeroizing<[u8; 32]>,
    previous: Vec<EncryptionKey>,
}

/// Why there is no encryption key. The text says what to do.
#[derive(Debug, thiserror::Error)]
pub enum EncryptionKeyError {
    /// Others may read the file.
    #[error(
        "the encryption key {path} can be read by other users (mode {mode:04o}, expected 0600, or 0640 where root owns \
         it); if nobody has read it, run: chmod 600 {path}"
    )]
    ReadableByOthers {
        /// The path of the file.
        path: String,
        /// Its permission bits.
        mode: u32,
    },
    /// The file belongs to another user, who may replace it.
    #[error(
        "the encryption key {path} belongs to the user {owner}, expected the user {user} that runs this program, or \
         root; run: chown {user} {path}"
    )]
    ForeignOwner {
        /// The path of the file.
        path: String,
        /// The number of the user it belongs to.
        owner: u32,
        /// The number of the user that runs this program.
        user: u32,
    },
    /// The file descriptor is not open.
    #[error(
        "the encryption key was to come from {path}, which is not open; open it in the shell, as in: \
         valetkey serve --encryption-key-file /dev/fd/3 3< FILE"
    )]
    NotOpen {
        /// The descriptor, as a path.
        path: String,
    },
    /// The file holds something else.
    #[error(
        "{path} is not an encryption key: expected 64 hexadecimal digits, got {length} bytes; restore the file from \
         your backup (a new key can't open what the old one sealed)"
    )]
    NotAKey {
        /// The path of the file.
        path: String,
        /// How long the file is.
        length: usize,
    },
    /// The file can't be read.
    #[error("the encryption key {path} can't be read: {reason}")]
    Unreadable {
        /// The path of the file.
        path: String,
        /// The error of the operating system.
        reason: io::Error,
    },
    /// The file can't be created.
    #[error(
        "the encryption key {path} can't be created: {reason}; check that the folder exists and that this user may \
         write there"
    )]
    NotWritable {
        /// The path of the file.
        path: String,
        /// The error of the operating system.
        reason: io::Error,
    },
    /// The file does not exist and none may be made.
    #[error(
        "the encryption key {path} is missing, and the database holds values sealed with it; restore the file from \
         your backup, or replace the key: name the previous file in previous_encryption_key_files and run \
         valetkey keys reseal"
    )]
    Missing {
        /// Where it should lie.
        path: String,
    },
}

impl EncryptionKey {
    /// A key from its bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self::from_secret(Zeroizing::new(bytes))
    }

    fn from_secret(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self { bytes, previous: Vec::new() }
    }

    /// Also opens what this key sealed before it was replaced; seals nothing with it.
    #[must_use]
    pub fn with_previous(mut self, key: Self) -> Self {
        self.previous.push(key);
        self
    }

    /// Reads the key from its file. On Unix a file of another user, or one that others may read, is refused; what
    /// comes through a file descriptor, such as `/dev/fd/3`, whoever opened it has judged.
    ///
    /// # Errors
    /// [`EncryptionKeyError::Missing`] when there is no file, otherwise as the variants say.
    pub fn load(path: &Path) -> Result<Self, EncryptionKeyError> {
        let text = permissions::read(path)?;
        let not_a_key =
            || EncryptionKeyError::NotAKey { path: path.display().to_string(), length: text.len() };
        let key = from_hexadecimal(text.trim_ascii()).ok_or_else(not_a_key)?;
        Ok(Self::from_secret(key))
    }

    /// Reads the key, or makes the file with these fresh random bytes when there is none. The file appears whole and
    /// with mode 0600, and an existing file is never replaced, even by another process that starts at the same moment.
    ///
    /// # Errors
    /// As the variants of [`EncryptionKeyError`] say, except `Missing`.
    pub fn load_or_create(path: &Path, fresh: [u8; 32]) -> Result<Self, EncryptionKeyError> {
        match Self::load(path) {
            Err(EncryptionKeyError::Missing { .. }) => {}
            loaded => return loaded,
        }
        let fresh = Zeroizing::new(fresh);
        match create(path, &fresh) {
            Ok(()) => Ok(Self::from_secret(fresh)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Self::load(path),
            Err(reason) => Err(EncryptionKeyError::NotWritable { path: path.display().to_string(), reason }),
        }
    }

    /// Derives the keys of one use, such as `cookies`. The uses are independent of each other.
    ///
    /// # Errors
    /// [`SealError::Backend`] when the crypto library refuses.
    pub(crate) fn sealing_keys(&self, usage: &str) -> Result<SealingKeys, SealError> {
        let mut keys = SealingKeys::new(SealingKey::derive(&self.bytes, usage)?);
        for previous in &self.previous {
            keys = keys.with_previous(SealingKey::derive(&previous.bytes, usage)?);
        }
        Ok(keys)
    }

    /// Derives the secret of one use that seals nothing, such as `counters`. Previous keys give none.
    ///
    /// # Errors
    /// [`SealError::Backend`] when the crypto library refuses.
    pub(crate) fn secret(&self, usage: &str) -> Result<Zeroizing<[u8; 32]>, SealError> {
        derive_secret(&self.bytes, usage)
    }
}

/// Writes a file beside the final place and links it there, so that a reader never meets half a key.
fn create(path: &Path, key: &[u8; 32]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let beside = path.with_file_name(name);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&beside).and_then(|mut file| {
        file.write_all(to_hexadecimal(key).as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()
    });
    let linked = written.and_then(|()| fs::hard_link(&beside, path));
    let removed = fs::remove_file(&beside);
    linked.and(removed)
}

fn to_hexadecimal(bytes: &[u8; 32]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(64));
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    text
}

fn from_hexadecimal(text: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    if text.len() != 64 {
        return None;
    }
    let mut bytes = Zeroizing::new([0; 32]);
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        for digit in pair {
            let value = char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok())?;
            *byte = *byte << 4 | value;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests;
