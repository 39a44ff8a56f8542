#![doc = include_str!("../README.md")]

mod backend;
mod client_cache;
#[cfg(feature = "conformance")]
pub mod conformance;
mod contract;
pub mod description;
pub mod directory;
mod error;
mod finders;
mod histogram;
mod lower;
#[cfg(feature = "memory")]
pub mod memory;
pub mod meter;
mod notices;
pub mod operation;
pub mod passkeys;
pub mod question;
pub mod record;
pub mod row;
pub mod sql;
mod times;
pub mod user_search;
pub mod value;

pub use backend::Backend;
pub use client_cache::ClientCache;
pub use contract::Storage;
pub use description::{Column, Columns, Description};
pub use directory::{Listing, Match};
pub use error::{ApplyError, OpenError, StorageError};
pub use histogram::{Histogram, HistogramReading};
pub use lower::lower;
pub use meter::{Cost, Meter};
pub use notices::Notices;
pub use operation::{RowList, RowOperation};
pub use record::DESCRIPTIONS;
pub use row::{Key, Row};
pub use times::StorageTimes;
