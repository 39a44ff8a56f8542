//! Storage on one embedded SQLite file: one writer with group commit, readers beside it.
//!
//! - `open` finds out what a file is, makes it ours, and brings its schema up to date.
//! - `writer` is the one thread that writes: what waits is committed together.
//! - `rest` gives space back in between.
//! - `reader` holds the read-only connections.
//! - `backup` copies a live file, and puts a copy back.
//! - `changes` and `finders` have the SQL, one file per kind of record.

mod backup;
mod changes;
mod document;
mod failure;
mod finders;
mod migrations;
mod open;
mod query;
mod reader;
mod rest;
mod storage;
mod writer;

pub use backup::{Progress, backup, restore};
pub use storage::SqliteStorage;
pub use writer::WriteStatistics;
