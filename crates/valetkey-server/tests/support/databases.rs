//! One test, on every database.

pub(crate) use crate::sqlite_file::SqliteFile;

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
                super::$test(std::sync::Arc::new(storage)).await;
            })+
        }
    };
}
pub(crate) use on_every_database;
