//! One test, on every database.

use std::time::Duration;

use valetkey_storage::Storage;

pub(crate) use crate::sqlite_file::SqliteFile;

/// Waits until nothing was announced for a while. PostgreSQL's announcements come behind the changes: a server that hears of
/// one reads its clients again, and that is no cost of the request which happens to come next.
pub(crate) async fn announcements_have_passed(storage: &dyn Storage) {
    let mut notices = storage.notices();
    while tokio::time::timeout(Duration::from_millis(200), notices.next()).await.is_ok() {}
}

/// Makes each of these functions, which take their storage, a test on SQLite and one on PostgreSQL.
macro_rules! on_every_database {
    ($($test:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $test() {
                let file = $crate::databases::SqliteFile::new();
                super::$test(file.open()).await;
            })+
        }

        mod on_postgres {
            $(#[tokio::test]
            async fn $test() {
                let database = valetkey_test_postgres::empty_database();
                let storage = valetkey_storage_postgres::PostgresStorage::open(&database.url).await.unwrap();
                // It listens soon, and that counts as an announcement.
                while valetkey_storage::Storage::notices(&storage).count() == 0 {
                    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                }
                super::$test(std::sync::Arc::new(storage)).await;
            })+
        }
    };
}
pub(crate) use on_every_database;
