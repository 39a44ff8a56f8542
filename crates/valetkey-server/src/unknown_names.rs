//! Wrong passwords for names that nobody has: counted like those of real people, so that pauses tell nothing.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use valetkey_accounts::SignInFailures;
use valetkey_jose::digest::sha256;
use valetkey_types::{TenantId, Timestamp};

/// Counters by name, in memory and bounded. A restart forgets them; there is nobody to protect behind them.
#[derive(Default)]
pub struct UnknownNames(Mutex<HashMap<[u8; 32], SignInFailures>>);

/// Names remembered at once; about one megabyte.
const MOST: usize = 16_384;

impl UnknownNames {
    /// The counter of a name at a tenant.
    pub fn failures(&self, tenant: &TenantId, name: &str) -> SignInFailures {
        self.lock().get(&key(tenant, name)).copied().unwrap_or_default()
    }

    /// Counts one more wrong password. A full memory forgets all names whose pause is over, and if that frees nothing, all.
    pub fn count(&self, tenant: &TenantId, name: &str, now: Timestamp) {
        let mut counters = self.lock();
        if counters.len() >= MOST {
            counters.retain(|_, failures| !failures.allow_attempt(now));
        }
        if counters.len() >= MOST {
            counters.clear();
        }
        let counter = counters.entry(key(tenant, name)).or_default();
        *counter = counter.after_one_more(now);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<[u8; 32], SignInFailures>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A tenant learns nothing about the names of another.
fn key(tenant: &TenantId, name: &str) -> [u8; 32] {
    sha256(&[tenant.as_str().as_bytes(), b"\n", name.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dos3_a_name_is_counted_and_the_memory_stays_bounded() {
        let names = UnknownNames::default();
        let (tenant, now) = (TenantId::default(), Timestamp(1_800_000_000));
        for _ in 0..3 {
            names.count(&tenant, "nobody", now);
        }
        assert_eq!(names.failures(&tenant, "nobody").count, 3);
        assert_eq!(names.failures(&tenant, "somebody").count, 0);
        assert_eq!(names.failures(&TenantId::new("other"), "nobody").count, 0);
        for number in 0..MOST * 2 {
            names.count(&tenant, &number.to_string(), now);
        }
        assert!(names.lock().len() <= MOST);
    }
}
