//! Passwords that were stolen from other services and published, in a file of the operator. Nothing is asked over the network.
//!
//! The file has a header, a table, and the entries. Numbers are little-endian.
//!
//! | Bytes | Content |
//! |---|---|
//! | 0 to 7 | `VKBREACH` |
//! | 8 to 11 | the version of the form: 1 |
//! | 12 to 15 | the minimum count of the passwords in it |
//! | 16 to 23 | the number of entries |
//! | 24 to 31 | 0 |
//! | 65,537 × 8 | for each value of the first two bytes of a SHA-1: the number of entries before it; then the number of all |
//! | entries × 5 | the bytes 3 to 7 of each SHA-1, in order |
//!
//! An entry is 56 bits of a SHA-1. So a password that is not in a list of a billion is taken for one of it with a probability of
//! 10⁹ ÷ 2⁵⁶, which is one in 72 million.

mod build;

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use valetkey_accounts::opaque_string;

pub use build::{BuildError, BuildProgress, Built, build};

const MAGIC: &[u8; 8] = b"VKBREACH";
const VERSION: u32 = 1;
const HEADER: usize = 32;
const BUCKETS: usize = 1 << 16;
const TABLE: usize = (BUCKETS + 1) * 8;
/// Bytes of an entry.
const WIDTH: usize = 5;
/// Entries that are read at once.
const CHUNK: u64 = 256;

/// The list. The entries stay on the disk; 512 KiB of table are in memory.
#[derive(Debug)]
pub struct BreachedList {
    file: File,
    path: PathBuf,
    /// For each bucket the number of entries before it, and the number of all.
    before: Vec<u64>,
}

/// The reason why a file is not a list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, got {got}")]
pub struct BreachedListError {
    /// The expected file.
    pub expected: String,
    /// The file that is there.
    pub got: String,
}

impl BreachedList {
    /// Opens a list and reads its table.
    ///
    /// # Errors
    /// [`BreachedListError`] says what was expected and what came.
    pub fn open(path: &Path) -> Result<Self, BreachedListError> {
        let shown = path.display();
        let wrong = |expected: &str, got: String| BreachedListError { expected: expected.to_owned(), got };
        let unreadable = |error: io::Error| wrong("a file that can be read", format!("{shown} ({error})"));
        let mut file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        let mut header = [0; HEADER];
        if file.read_exact(&mut header).is_err() || !header.starts_with(MAGIC) {
            let expected = "a list that valetkey passwords build-list made";
            return Err(wrong(expected, format!("{shown}, which is another file")));
        }
        let version = u32::from_le_bytes([header[8], header[9], header[10], header[11]]);
        if version != VERSION {
            let expected =
                format!("a list of version {VERSION} (build it anew with valetkey passwords build-list)");
            return Err(wrong(&expected, format!("{shown} of version {version}")));
        }
        let entries = number(&header[16..24]);
        let expected = (HEADER + TABLE) as u64 + entries.saturating_mul(WIDTH as u64);
        if length != expected {
            let expected = format!("a complete list of {expected} bytes (copy or build it again)");
            return Err(wrong(&expected, format!("{shown} of {length} bytes")));
        }
        let mut table = vec![0; TABLE];
        file.read_exact(&mut table).map_err(unreadable)?;
        let before: Vec<u64> = table.chunks_exact(8).map(number).collect();
        if !before.is_sorted() || before.first() != Some(&0) || before.last() != Some(&entries) {
            return Err(wrong(
                "a sound table (copy or build the list again)",
                format!("{shown} with a damaged one"),
            ));
        }
        Ok(Self { file, path: path.to_owned(), before })
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the number of its entries.
    pub fn entries(&self) -> u64 {
        self.before.last().copied().unwrap_or_default()
    }

    /// Returns whether the list has a password, as it was typed or in the form in which it is compared. Reads the disk: call it where
    /// blocking is allowed.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn contains(&self, password: &str) -> io::Result<bool> {
        if self.contains_hash(&sha1(password.as_bytes()))? {
            return Ok(true);
        }
        match opaque_string(password) {
            Some(compared) if *compared != password => self.contains_hash(&sha1(compared.as_bytes())),
            _ => Ok(false),
        }
    }

    fn contains_hash(&self, hash: &[u8; 20]) -> io::Result<bool> {
        let bucket = usize::from(u16::from_be_bytes([hash[0], hash[1]]));
        let wanted = &hash[2..2 + WIDTH];
        let bounds = (self.before.get(bucket), self.before.get(bucket + 1));
        let (Some(&first), Some(&end)) = bounds else { return Ok(false) };
        let (mut first, mut end) = (first, end);
        while end - first > CHUNK {
            let middle = first + (end - first) / 2;
            let mut entry = [0; WIDTH];
            self.read(middle, &mut entry)?;
            if entry[..] <= *wanted { first = middle } else { end = middle }
        }
        let mut chunk = vec![0; usize::try_from(end - first).unwrap_or_default() * WIDTH];
        self.read(first, &mut chunk)?;
        Ok(chunk.chunks_exact(WIDTH).any(|entry| entry == wanted))
    }

    /// Reads entries from this one on.
    fn read(&self, entry: u64, buffer: &mut [u8]) -> io::Result<()> {
        read_at(&self.file, buffer, (HEADER + TABLE) as u64 + entry * WIDTH as u64)
    }
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_at(file: &File, mut buffer: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !buffer.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, buffer, offset)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        buffer = &mut buffer[read..];
        offset += read as u64;
    }
    Ok(())
}

fn number(bytes: &[u8]) -> u64 {
    bytes.try_into().map_or(0, u64::from_le_bytes)
}

fn sha1(text: &[u8]) -> [u8; 20] {
    let mut hash = [0; 20];
    hash.copy_from_slice(digest(&SHA1_FOR_LEGACY_USE_ONLY, text).as_ref());
    hash
}

#[cfg(test)]
mod tests;
