//! The end of a chain, as this node read it.

use std::collections::BTreeSet;

use uuid::Uuid;
use valetkey_authorization_server::{
    audit::first_id_at,
    record::{AuditBlock, BlockHead},
};
use valetkey_storage::{Listing, Storage, StorageError, directory, record::AUDIT_BLOCK};
use valetkey_types::TenantId;

/// The pause between two looks for expired blocks, in milliseconds.
const CLEANING: i64 = 3_600_000;

/// Blocks of one reading.
const PAGE: usize = 32;

/// The newest block, and the events of the part of the trail that must be read a second time.
pub(super) struct Tail {
    head: Option<BlockHead>,
    swept_to: Uuid,
    /// The events from `swept_to` on that are in a block.
    known: BTreeSet<Uuid>,
    cleaned_at: i64,
}

impl Tail {
    /// Reads the newest blocks, back to the first one that cannot have events of that part.
    pub(super) async fn load(
        storage: &dyn Storage,
        tenant: &TenantId,
        now: i64,
    ) -> Result<Self, StorageError> {
        let mut listing = Listing::of_tenant(&AUDIT_BLOCK, tenant, PAGE).reversed();
        let mut tail =
            Self { head: None, swept_to: Uuid::nil(), known: BTreeSet::new(), cleaned_at: now - CLEANING };
        loop {
            let page = directory::page::<AuditBlock>(storage, &listing).await?;
            if let Some(reason) = page.unreadable.into_iter().next() {
                return Err(StorageError::Corrupt(reason));
            }
            for block in &page.records {
                if tail.head.is_none() {
                    tail.head = Some(block.head());
                    tail.swept_to = block.swept_to;
                }
                // A block has no event that is newer than the block.
                if first_id_at((block.at.seconds() + 1).saturating_mul(1000)) <= tail.swept_to {
                    return Ok(tail);
                }
                tail.know(block);
            }
            if page.next.is_none() {
                return Ok(tail);
            }
            listing = listing.behind(page.next);
        }
    }

    pub(super) fn head(&self) -> Option<&BlockHead> {
        self.head.as_ref()
    }

    pub(super) fn through(&self) -> Uuid {
        self.head.as_ref().map_or(Uuid::nil(), |head| head.through)
    }

    pub(super) fn swept_to(&self) -> Uuid {
        self.swept_to
    }

    /// Returns the time of `swept_to` in milliseconds since the Unix epoch.
    pub(super) fn swept_to_milliseconds(&self) -> i64 {
        i64::try_from(self.swept_to.as_u128() >> 80).unwrap_or(i64::MAX)
    }

    /// Returns whether this event, which is not before `swept_to`, is in a block.
    pub(super) fn has(&self, event: Uuid) -> bool {
        self.known.contains(&event)
    }

    /// Adds a block that was appended.
    pub(super) fn append(&mut self, block: &AuditBlock) {
        self.head = Some(block.head());
        self.know(block);
    }

    /// Records that the events before this identifier are not read again.
    pub(super) fn sweep(&mut self, until: Uuid) {
        self.swept_to = self.swept_to.max(until);
        self.known = self.known.split_off(&self.swept_to);
    }

    /// Returns whether it is time to look for expired blocks.
    pub(super) fn is_time_to_clean(&self, now: i64) -> bool {
        now - self.cleaned_at >= CLEANING
    }

    /// Records that no expired block is left.
    pub(super) fn cleaned(&mut self, now: i64) {
        self.cleaned_at = now;
    }

    fn know(&mut self, block: &AuditBlock) {
        let swept_to = self.swept_to;
        self.known.extend(block.entries.iter().map(|entry| entry.id).filter(|id| *id >= swept_to));
    }
}
