//! Storage on one embedded SQLite file: one writer with group commit, readers beside it.
//!
//! - `open` finds out what a file is, makes it ours, and brings its schema up to date.
//! - `writer` is the one thread that writes: what waits is committed together.
//! - `rest` gives space back in between.
//! - `reader` holds the read-only connections.
//! - `backup` copies a live file, and puts a copy back.
//! - `write` runs operations on rows, `query` and `row` answer questions: the statements come from `valetkey_storage::sql`.
//! - `user_search` walks along the indexes of names.

mod backup;
mod failure;
mod migrations;
mod open;
mod query;
mod reader;
mod rest;
mod row;
mod storage;
mod user_search;
mod write;
mod writer;

pub use backup::{Progress, backup, restore};
pub use storage::SqliteStorage;
pub use writer::WriteStatistics;
