#![doc = include_str!("../README.md")]

mod client_cache;
pub mod conformance;
mod contract;
mod dump;
mod error;
pub mod memory;
pub mod meter;
mod notices;
pub mod user_search;

pub use client_cache::ClientCache;
pub use contract::Storage;
pub use dump::{Record, RecordKey, RecordKind};
pub use error::{ApplyError, OpenError, StorageError};
pub use meter::{Cost, Meter};
pub use notices::Notices;
