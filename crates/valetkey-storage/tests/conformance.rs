//! The memory backend passes the suite.

use valetkey_storage::{conformance::EmptyStore, memory::MemoryStorage};

valetkey_storage::conformance_suite!(EmptyStore::new(MemoryStorage::new()));
