#![doc = include_str!("../README.md")]

pub mod conformance;
mod contract;
mod dump;
mod error;
pub mod memory;
mod notices;

pub use contract::Storage;
pub use dump::{Record, RecordKey, RecordKind};
pub use error::{ApplyError, OpenError, StorageError};
pub use notices::Notices;
