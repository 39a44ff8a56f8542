//! Files that open, and files that are refused.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, StatementStatus};
use valetkey_storage::{OpenError, Storage, conformance::sample::tenant};

use crate::SqliteStorage;

/// A folder that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("valetkey-open-{name}-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.join("database.sqlite")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn refusal(path: &Path) -> OpenError {
    match SqliteStorage::open_waiting(path, Duration::from_millis(20)) {
        Ok(_) => panic!("{} was opened", path.display()),
        Err(error) => error,
    }
}

/// Asserts that a foreign file is refused and unchanged.
fn assert_foreign(path: &Path, reason: &str) {
    let before = std::fs::read(path).unwrap();
    let error = refusal(path);
    assert!(matches!(error, OpenError::NotADatabase { .. }), "{error:?}");
    let shown = path.display();
    let expected =
        format!("{shown} is not a valetkey database ({reason}); give another file with --database");
    assert_eq!(error.to_string(), expected);
    assert_eq!(std::fs::read(path).unwrap(), before, "the file was changed");
    assert!(!path.with_extension("sqlite-wal").exists());
}

#[test]
fn a_text_file_is_refused() {
    let folder = Folder::new("text");
    for text in ["short", &"a longer text that is no database\n".repeat(200)] {
        std::fs::write(folder.file(), text).unwrap();
        assert_foreign(&folder.file(), "file is not a database");
    }
}

#[test]
fn the_database_of_another_application_is_refused() {
    let folder = Folder::new("foreign");
    let other = Connection::open(folder.file()).unwrap();
    other.execute_batch("CREATE TABLE clients (id TEXT)").unwrap();
    drop(other);
    assert_foreign(&folder.file(), "it holds the tables of another application");
}

#[test]
fn another_application_id_is_refused() {
    let folder = Folder::new("foreign-id");
    let other = Connection::open(folder.file()).unwrap();
    other.execute_batch("PRAGMA application_id = 17").unwrap();
    drop(other);
    assert_foreign(&folder.file(), "expected the application id 0x564b4559, got 0x11");
}

#[test]
fn a_newer_schema_is_refused() {
    let folder = Folder::new("newer");
    drop(SqliteStorage::open(&folder.file()).unwrap());
    let newer = Connection::open(folder.file()).unwrap();
    let step = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
                VALUES (77, 'later', '2030-01-01T00:00:00Z', '1')";
    newer.execute(step, []).unwrap();
    drop(newer);
    let error = refusal(&folder.file());
    let path = folder.file().display().to_string();
    let known = crate::migrations::known_version();
    assert_eq!(error, OpenError::NewerSchema { path: path.clone(), found: 77, known });
    let expected = format!(
        "the database {path} was written by a newer version of valetkey (schema 77, this program knows up to {known}); \
         start that version, or restore a backup made before the upgrade"
    );
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_locked_file_is_refused_until_the_lock_is_gone() {
    let folder = Folder::new("locked");
    drop(SqliteStorage::open(&folder.file()).unwrap());
    for lock in ["BEGIN IMMEDIATE", "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE"] {
        let holder = Connection::open(folder.file()).unwrap();
        holder.execute_batch(lock).unwrap();
        let error = refusal(&folder.file());
        let path = folder.file().display().to_string();
        assert_eq!(error, OpenError::Locked { path: path.clone() }, "{lock}");
        let expected = format!(
            "the database {path} is locked by another process; stop that process, or give this one another file \
             with --database"
        );
        assert_eq!(error.to_string(), expected);
    }
    drop(SqliteStorage::open(&folder.file()).unwrap());
}

#[test]
fn a_file_that_cannot_be_written_is_refused() {
    let folder = Folder::new("unwritable");
    std::fs::write(folder.0.join("file"), "").unwrap();
    let nowhere =
        [folder.0.join("missing").join("database.sqlite"), folder.0.join("file").join("database.sqlite")];
    for path in [folder.0.clone()].into_iter().chain(nowhere) {
        let error = refusal(&path);
        let OpenError::NotWritable { path: shown, reason } = &error else { panic!("{error:?}") };
        assert_eq!(*shown, path.display().to_string());
        let expected = format!(
            "the database {shown} can't be written ({reason}); check that the folder exists and that this user may \
             write there"
        );
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn an_empty_file_becomes_a_database() {
    let folder = Folder::new("empty");
    std::fs::write(folder.file(), "").unwrap();
    let storage = SqliteStorage::open(&folder.file()).unwrap();
    assert_eq!(storage.clients(&tenant()).await.unwrap(), []);
}

#[cfg(unix)]
#[test]
fn l_a_file_that_everybody_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("readable");
    drop(SqliteStorage::open(&folder.file()).unwrap());
    let set = |mode| std::fs::set_permissions(folder.file(), std::fs::Permissions::from_mode(mode)).unwrap();
    for mode in [0o644, 0o604, 0o602, 0o601, 0o777] {
        set(mode);
        let error = SqliteStorage::open(&folder.file()).err().unwrap();
        assert!(matches!(error, OpenError::WorldReadable { mode: seen, .. } if seen == mode), "{error}");
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }
    for mode in [0o600, 0o640, 0o660] {
        set(mode);
        assert!(SqliteStorage::open(&folder.file()).is_ok(), "{mode:o}");
    }
}

#[tokio::test]
async fn a_name_that_means_something_to_sqlite_is_a_file_like_any_other() {
    let folder = Folder::new("names");
    for name in [":memory:", "file:x?mode=memory", "with space ' \" %41.sqlite"] {
        let path = folder.0.join(name);
        let storage = SqliteStorage::open(&path).unwrap();
        assert_eq!(storage.clients(&tenant()).await.unwrap(), []);
        drop(storage);
        assert!(std::fs::metadata(&path).unwrap().len() > 0, "{name} is on the disk");
    }
}

#[test]
fn many_open_a_new_file_at_the_same_time() {
    let folder = Folder::new("race");
    for round in 0..10 {
        let path = folder.0.join(format!("round-{round}.sqlite"));
        let opened: Vec<Result<SqliteStorage, OpenError>> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..6).map(|_| scope.spawn(|| SqliteStorage::open(&path))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        for storage in opened {
            assert!(storage.is_ok(), "{:?}", storage.err());
        }
    }
}

#[test]
fn the_settings_are_those_that_were_promised() {
    let folder = Folder::new("settings");
    let (writer, _readers) = super::open(&folder.file(), super::BUSY_TIMEOUT).unwrap();
    let number = |name: &str| writer.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    let mode: String = writer.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    assert_eq!(number("synchronous"), 2, "FULL");
    assert_eq!(number("foreign_keys"), 1);
    assert_eq!(number("wal_autocheckpoint"), 4_000);
    assert_eq!(number("busy_timeout"), 5_000);
    assert_eq!(number("application_id"), 0x564B_4559);
}

#[test]
fn a_statement_is_prepared_once_whatever_it_is_asked() {
    let folder = Folder::new("prepared-once");
    drop(SqliteStorage::open(&folder.file()).unwrap());
    let connection =
        super::connect(&folder.file(), OpenFlags::SQLITE_OPEN_READ_WRITE, Duration::from_secs(1)).unwrap();
    // A cached statement with a join, as the finders use it.
    let sql = "SELECT 1 FROM (SELECT 1) LEFT JOIN users ON users.tenant = ?1 AND users.id = ?2";
    for id in ["alice", "bob", "carol"] {
        let mut statement = connection.prepare_cached(sql).unwrap();
        assert!(statement.exists(["default", id]).unwrap());
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0, "{id}");
    }
}
