//! The conformance suite with the memory backend.

use valetkey_storage::{conformance::EmptyStore, memory::MemoryStorage};

valetkey_storage::conformance_suite!(EmptyStore::new(MemoryStorage::new()));
