//! The issuers in memory: loaded when they are first used, bounded, forgotten when nobody uses them.

use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use tokio::sync::OnceCell;
use valetkey_authorization_server::record::TenantRecord;
use valetkey_types::TenantId;

use crate::{Server, server::Shared, tenant::TenantError};

/// Maximum tenants in memory, besides the default one.
const MOST: usize = 1_024;

/// A tenant that was not used for so long is forgotten.
const IDLE: Duration = Duration::from_secs(10 * 60);

/// A tenant that was used within this time is in use: its keys are read again with each tick of the maintenance.
const IN_USE: Duration = Duration::from_secs(6);

/// Keys that were read longer ago are read again before the tenant is used.
const FRESH: Duration = Duration::from_secs(10);

/// The issuers in memory.
pub(super) struct Loaded {
    slots: RwLock<HashMap<TenantId, Arc<Slot>>>,
    started: Instant,
}

/// The place of one issuer. Times are milliseconds since the start.
struct Slot {
    record: Arc<TenantRecord>,
    server: OnceCell<Server>,
    used_at: AtomicU64,
    read_at: AtomicU64,
}

impl Default for Loaded {
    fn default() -> Self {
        Self { slots: RwLock::default(), started: Instant::now() }
    }
}

impl Loaded {
    /// Returns the server of a tenant. Requests that come at the same time wait for one loading.
    pub(super) async fn get_or_load(
        &self,
        shared: &Arc<Shared>,
        record: &Arc<TenantRecord>,
    ) -> Result<Server, TenantError> {
        let slot = self.slot(record);
        let now = self.now();
        slot.used_at.store(now, Relaxed);
        let load = || async {
            slot.read_at.store(now, Relaxed);
            Server::load(Arc::clone(shared), record).await
        };
        let server = slot.server.get_or_try_init(load).await?.clone();
        if now.saturating_sub(slot.read_at.load(Relaxed)) > milliseconds(FRESH) {
            slot.read_at.store(now, Relaxed);
            if let Err(error) = server.keys.reload().await {
                tracing::error!(%error, "the signing keys can't be read; those in use stay in use");
            }
            reload_identity_providers(&server).await;
        }
        Ok(server)
    }

    /// Returns how many there are.
    pub(super) fn count(&self) -> usize {
        self.slots.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Returns the servers that are loaded.
    pub(super) fn all(&self) -> Vec<Server> {
        let slots = self.slots.read().unwrap_or_else(PoisonError::into_inner);
        slots.values().filter_map(|slot| slot.server.get().cloned()).collect()
    }

    /// Forgets the tenants whose records are not wanted.
    pub(super) fn keep(&self, is_wanted: impl Fn(&TenantRecord) -> bool) {
        self.change(|slots| slots.retain(|_, slot| is_wanted(&slot.record)));
    }

    /// Returns the servers that are in use. Their keys are about to be read.
    pub(super) fn in_use(&self) -> Vec<Server> {
        let now = self.now();
        let slots = self.slots.read().unwrap_or_else(PoisonError::into_inner);
        let used = slots.values().filter(|slot| slot.is_idle_for(now) <= milliseconds(IN_USE));
        used.filter_map(|slot| {
            let server = slot.server.get()?;
            slot.read_at.store(now, Relaxed);
            Some(server.clone())
        })
        .collect()
    }

    pub(super) fn doubt_idle(&self) {
        let now = self.now();
        let slots = self.slots.read().unwrap_or_else(PoisonError::into_inner);
        for slot in slots.values().filter(|slot| slot.is_idle_for(now) > milliseconds(IN_USE)) {
            slot.read_at.store(0, Relaxed);
        }
    }

    pub(super) fn forget_idle(&self) {
        let now = self.now();
        self.change(|slots| slots.retain(|_, slot| slot.is_idle_for(now) <= milliseconds(IDLE)));
    }

    /// Returns the slot of a tenant as this record has it.
    fn slot(&self, record: &Arc<TenantRecord>) -> Arc<Slot> {
        let is_current = |slot: &&Arc<Slot>| *slot.record == **record;
        let slots = self.slots.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.get(&record.tenant).filter(is_current) {
            return Arc::clone(slot);
        }
        drop(slots);
        let now = self.now();
        self.change(|slots| {
            if let Some(slot) = slots.get(&record.tenant).filter(is_current) {
                return Arc::clone(slot);
            }
            make_room(slots, now);
            let slot = Arc::new(Slot {
                record: Arc::clone(record),
                server: OnceCell::new(),
                used_at: AtomicU64::new(now),
                read_at: AtomicU64::new(now),
            });
            slots.insert(record.tenant.clone(), Arc::clone(&slot));
            slot
        })
    }

    fn change<T>(&self, change: impl FnOnce(&mut HashMap<TenantId, Arc<Slot>>) -> T) -> T {
        change(&mut self.slots.write().unwrap_or_else(PoisonError::into_inner))
    }

    fn now(&self) -> u64 {
        // Never 0, which means "long ago".
        milliseconds(self.started.elapsed()) + 1 + milliseconds(FRESH)
    }
}

impl Slot {
    fn is_idle_for(&self, now: u64) -> u64 {
        now.saturating_sub(self.used_at.load(Relaxed))
    }
}

/// Reads the providers of the sign-in page again.
pub(super) async fn reload_identity_providers(server: &Server) {
    if let Err(error) = server.identity_providers.reload().await {
        tracing::error!(%error, "the identity providers can't be read; those that are known stay known");
    }
}

/// Forgets the tenant that was used longest ago when there are too many.
fn make_room(slots: &mut HashMap<TenantId, Arc<Slot>>, now: u64) {
    if slots.len() < MOST {
        return;
    }
    let oldest = slots.iter().max_by_key(|(_, slot)| slot.is_idle_for(now));
    if let Some(tenant) = oldest.map(|(tenant, _)| tenant.clone()) {
        slots.remove(&tenant);
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
