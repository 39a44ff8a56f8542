#![doc = include_str!("../README.md")]

pub mod conformance;
mod contract;
mod error;
pub mod memory;
mod notices;

pub use contract::Storage;
pub use error::{ApplyError, OpenError, StorageError};
pub use notices::Notices;
