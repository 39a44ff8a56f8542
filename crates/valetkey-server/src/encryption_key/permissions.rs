//! Checks owner and permissions of the encryption key's file. The rule is that of PostgreSQL for private keys.

use std::{
    fs::{File, Metadata},
    io::{self, Read as _},
    path::Path,
};

use zeroize::Zeroizing;

use super::EncryptionKeyError;

/// More than any key.
const LONGEST: u64 = 4096;

/// Reads the file, once its owner and its mode are right.
pub(super) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, EncryptionKeyError> {
    let shown = || path.display().to_string();
    let unreadable = |reason| EncryptionKeyError::Unreadable { path: shown(), reason };
    let descriptor = is_descriptor(path);
    let file = File::open(path).map_err(|error| match (error.kind(), descriptor) {
        (io::ErrorKind::NotFound, true) => EncryptionKeyError::NotOpen { path: shown() },
        (io::ErrorKind::NotFound, false) => EncryptionKeyError::Missing { path: shown() },
        _ => unreadable(error),
    })?;
    if !descriptor {
        check(path, &file.metadata().map_err(unreadable)?)?;
    }
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(LONGEST).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// Whether the path names an open file descriptor of this process.
fn is_descriptor(path: &Path) -> bool {
    ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder))
        || path == Path::new("/dev/stdin")
}

#[cfg(unix)]
fn check(path: &Path, metadata: &Metadata) -> Result<(), EncryptionKeyError> {
    use std::os::unix::fs::MetadataExt as _;

    let user = rustix::process::geteuid().as_raw();
    let (owner, mode) = (metadata.uid(), metadata.mode() & 0o7777);
    let shown = || path.display().to_string();
    match judge(owner, mode, user) {
        Judgement::Right => Ok(()),
        Judgement::Open => Err(EncryptionKeyError::ReadableByOthers { path: shown(), mode }),
        Judgement::Foreign => Err(EncryptionKeyError::ForeignOwner { path: shown(), owner, user }),
    }
}

#[cfg(not(unix))]
fn check(_path: &Path, _metadata: &Metadata) -> Result<(), EncryptionKeyError> {
    Ok(())
}

#[cfg(unix)]
#[derive(Debug, PartialEq, Eq)]
enum Judgement {
    Right,
    Open,
    Foreign,
}

/// Only this user may read a file of this user. The group may read a file of root, because systems that mount secrets use it.
#[cfg(unix)]
fn judge(owner: u32, mode: u32, user: u32) -> Judgement {
    const ROOT: u32 = 0;
    let too_much = match owner {
        _ if owner == user => 0o077,
        ROOT => 0o037,
        _ => return Judgement::Foreign,
    };
    if mode & too_much == 0 { Judgement::Right } else { Judgement::Open }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn f8_owner_and_mode_are_judged_as_postgresql_does() {
        for (owner, mode, user, expected) in [
            (1000, 0o600, 1000, Judgement::Right),
            (1000, 0o400, 1000, Judgement::Right),
            (1000, 0o640, 1000, Judgement::Open),
            (1000, 0o604, 1000, Judgement::Open),
            (0, 0o440, 1000, Judgement::Right),
            (0, 0o640, 1000, Judgement::Right),
            (0, 0o660, 1000, Judgement::Open),
            (0, 0o444, 1000, Judgement::Open),
            (0, 0o600, 0, Judgement::Right),
            (0, 0o640, 0, Judgement::Open),
            (1001, 0o600, 1000, Judgement::Foreign),
            (1001, 0o600, 0, Judgement::Foreign),
        ] {
            assert_eq!(judge(owner, mode, user), expected, "{owner} {mode:o} {user}");
        }
    }

    #[test]
    fn f8_a_descriptor_is_known_by_its_path() {
        for (path, expected) in [
            ("/dev/fd/3", true),
            ("/proc/self/fd/3", true),
            ("/dev/stdin", true),
            ("/dev/fdx", false),
            ("fd/3", false),
        ] {
            assert_eq!(is_descriptor(Path::new(path)), expected, "{path}");
        }
    }
}
