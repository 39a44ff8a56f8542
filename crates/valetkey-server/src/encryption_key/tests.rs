use std::path::PathBuf;

use super::{EncryptionKey, EncryptionKeyError};

struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!("valetkey-{}", valetkey_jose::digest::random_token());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("valetkey.db.key")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn opens(first: &EncryptionKey, second: &EncryptionKey) -> bool {
    let sealed = first.sealing_keys("cookies").unwrap().seal("probe", b"value").unwrap();
    second.sealing_keys("cookies").unwrap().open("probe", &sealed).is_ok()
}

#[test]
fn the_first_start_makes_a_key_that_later_starts_find() {
    let folder = Folder::new();
    let first = EncryptionKey::load_or_create(&folder.file(), [7; 32]).unwrap();
    let second = EncryptionKey::load_or_create(&folder.file(), [8; 32]).unwrap();
    assert!(opens(&first, &second));
    let files: Vec<_> = std::fs::read_dir(&folder.0).unwrap().collect();
    assert_eq!(files.len(), 1, "nothing is left beside the key");
}

#[cfg(unix)]
#[test]
fn the_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    EncryptionKey::load_or_create(&folder.file(), [7; 32]).unwrap();
    let mode = std::fs::metadata(folder.file()).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode, 0o600);
    for open_mode in [0o640, 0o604, 0o660, 0o666, 0o601] {
        std::fs::set_permissions(folder.file(), std::fs::Permissions::from_mode(open_mode)).unwrap();
        let error = EncryptionKey::load(&folder.file()).err().unwrap();
        assert!(matches!(error, EncryptionKeyError::ReadableByOthers { mode, .. } if mode == open_mode));
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }
    std::fs::set_permissions(folder.file(), std::fs::Permissions::from_mode(0o400)).unwrap();
    assert!(EncryptionKey::load(&folder.file()).is_ok());
}

#[test]
fn another_content_is_refused_and_never_replaced() {
    let folder = Folder::new();
    for content in ["", "secret", &"g".repeat(64), &"a".repeat(63), &"a".repeat(65)] {
        std::fs::write(folder.file(), content).unwrap();
        owner_only(&folder.file());
        let error = EncryptionKey::load_or_create(&folder.file(), [7; 32]).err().unwrap();
        assert!(matches!(error, EncryptionKeyError::NotAKey { .. }), "{error}");
        assert_eq!(std::fs::read_to_string(folder.file()).unwrap(), content);
    }
}

#[test]
fn a_missing_file_or_folder_is_named() {
    let folder = Folder::new();
    let error = EncryptionKey::load(&folder.file()).err().unwrap();
    assert!(matches!(error, EncryptionKeyError::Missing { .. }), "{error}");
    let nowhere = folder.0.join("no-such-folder").join("key");
    let error = EncryptionKey::load_or_create(&nowhere, [7; 32]).err().unwrap();
    assert!(error.to_string().contains("no-such-folder"), "{error}");
}

#[test]
fn labels_are_independent() {
    let key = EncryptionKey::new([7; 32]);
    let sealed = key.sealing_keys("cookies").unwrap().seal("probe", b"value").unwrap();
    assert!(key.sealing_keys("signing-keys").unwrap().open("probe", &sealed).is_err());
}

#[cfg(unix)]
fn owner_only(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn owner_only(_path: &std::path::Path) {}
