//! The conformance suite with a cache of clients.

use std::{sync::Arc, time::Duration};

use valetkey_storage::{ClientCache, conformance::EmptyStore, memory::MemoryStorage};

/// A time that is longer than any test.
const FOR_EVER: Duration = Duration::from_secs(86_400);

fn empty_store() -> EmptyStore {
    EmptyStore::new(ClientCache::remembering_for(Arc::new(MemoryStorage::new()), FOR_EVER))
}

valetkey_storage::conformance_suite!(empty_store());
