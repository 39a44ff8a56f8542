//! Storage on one embedded SQLite file, with one writer with group commit and several readers.
//!
//! - `open` checks that a file is a valetkey database, initializes it if it is empty, and migrates its schema.
//! - `writer` is the only thread that writes; it commits all waiting lists together.
//! - `reclaim_space` returns free space to the system while the writer is idle.
//! - `reader` contains the read-only connections.
//! - `backup` backs up a live file and restores a backup.
//! - `write` applies operations on rows, `query` and `row` run queries: the statements come from `valetkey_storage::sql`.
//! - `user_search` finds users through the indexes of names.

mod backup;
mod failure;
mod migrations;
mod open;
mod query;
mod reader;
mod reclaim_space;
mod row;
mod storage;
mod user_search;
mod write;
mod writer;

pub use backup::{Progress, backup, restore};
pub use storage::SqliteStorage;
pub use writer::WriteStatistics;
