//! Verifies the blocks of a chain against the events, from the oldest block that is left to the newest one.

use std::collections::{BTreeMap, VecDeque};

use uuid::Uuid;
use valetkey_authorization_server::{
    audit::{BlockFault, EventFault, Personal, check_block, check_event},
    record::{AuditBlock, AuditEntry, AuditHash, BlockHead, Event},
};
use valetkey_storage::{
    Key, Listing, Match, Row, Storage, StorageError,
    directory::{self, Page},
    record::{AUDIT_BLOCK, EVENT},
    row::Stored as _,
    value::Value,
};
use valetkey_types::{TenantId, Timestamp};

/// Blocks of one reading.
const BLOCKS: usize = 32;

/// Events of one reading.
const EVENTS: usize = 500;

/// The result of a verification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The number of blocks that were checked.
    pub blocks: u64,
    /// The number of events in a block that were not changed.
    pub unchanged: u64,
    /// The number of these events whose personal values were erased with their user.
    pub erased: u64,
    /// The number of these events whose personal values are in no hash, because the events are older than the chain.
    pub personal_not_covered: u64,
    /// The number of events in a block that had expired and were removed.
    pub expired: u64,
    /// The number of events that are in no block yet.
    pub waiting: u64,
    /// The newest block.
    pub head: Option<BlockHead>,
    /// The first problem.
    pub trouble: Option<Trouble>,
}

/// A problem and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The block.
    pub block: Option<u32>,
    /// The event.
    pub event: Option<Uuid>,
    /// The reason.
    pub reason: Reason,
}

/// Why a chain fails.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// A block does not follow the block before it.
    #[error(transparent)]
    Block(#[from] BlockFault),
    /// A block or an event can't be read.
    #[error("{0}")]
    Unreadable(String),
    /// An event was changed.
    #[error(transparent)]
    Event(#[from] EventFault),
    /// An event is missing.
    #[error("expected an event that is kept longer, got none: the event was removed")]
    Removed,
    /// An event is in no block, although its time was read twice.
    #[error(
        "expected no further event at this time, got one: the event was inserted, or became visible more than ten minutes late"
    )]
    Inserted,
    /// Personal values were erased, but their user was not removed.
    #[error(
        "expected the personal values of the event, because its user was not removed, got none: the event was changed"
    )]
    ErasedWithoutRemoval,
    /// The expected head is not in the chain.
    #[error(
        "expected a block with the hash of --head, got none: blocks were removed from the end or replaced"
    )]
    Head,
}

/// Returns the newest block of a tenant.
///
/// # Errors
/// [`StorageError`] when the database does not answer, or the block can't be read.
pub async fn head(storage: &dyn Storage, tenant: &TenantId) -> Result<Option<AuditBlock>, StorageError> {
    let listing = Listing::of_tenant(&AUDIT_BLOCK, tenant, 1).reversed();
    let page = directory::page::<AuditBlock>(storage, &listing).await?;
    match page.unreadable.into_iter().next() {
        Some(reason) => Err(StorageError::Corrupt(reason)),
        None => Ok(page.records.into_iter().next()),
    }
}

/// Verifies the chain of a tenant. `expected` is the hash of a block that was kept elsewhere. With it, missing blocks at the end are
/// found too.
///
/// # Errors
/// [`StorageError`] when the database does not answer.
pub async fn verify(
    storage: &dyn Storage,
    tenant: &TenantId,
    expected: Option<AuditHash>,
    now: &(dyn Fn() -> Timestamp + Sync),
) -> Result<Report, StorageError> {
    let events = Events { storage, tenant, after: None, read: VecDeque::new(), is_last: false };
    let mut walk =
        Walk { storage, tenant, now, events, unmatched: BTreeMap::new(), report: Report::default() };
    let is_found = match walk.blocks(expected).await {
        Ok(is_found) => is_found,
        Err(Stop::Storage(error)) => return Err(error),
        Err(Stop::Trouble(trouble)) => {
            walk.report.trouble = Some(trouble);
            return Ok(walk.report);
        }
    };
    walk.report.waiting += walk.unmatched.len() as u64 + walk.events.count_rest().await?;
    if !is_found {
        walk.report.trouble = Some(Trouble { block: None, event: None, reason: Reason::Head });
    }
    Ok(walk.report)
}

/// The reason why a walk ended early.
enum Stop {
    Storage(StorageError),
    Trouble(Trouble),
}

impl From<StorageError> for Stop {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

fn trouble(block: u32, event: Option<Uuid>, reason: impl Into<Reason>) -> Stop {
    Stop::Trouble(Trouble { block: Some(block), event, reason: reason.into() })
}

struct Walk<'a> {
    storage: &'a dyn Storage,
    tenant: &'a TenantId,
    now: &'a (dyn Fn() -> Timestamp + Sync),
    events: Events<'a>,
    /// The events in the range of a block that are not in it, with the number of the block. They may be in a later block.
    unmatched: BTreeMap<Uuid, (u32, Event)>,
    report: Report,
}

impl Walk<'_> {
    /// Checks every block. Returns whether the expected block was found.
    async fn blocks(&mut self, expected: Option<AuditHash>) -> Result<bool, Stop> {
        let (mut listing, mut is_found) =
            (Listing::of_tenant(&AUDIT_BLOCK, self.tenant, BLOCKS), expected.is_none());
        loop {
            let Page { records, unreadable, next } =
                directory::page::<AuditBlock>(self.storage, &listing).await?;
            if let Some(reason) = unreadable.into_iter().next() {
                let number = self.report.head.as_ref().map_or(1, |head| head.number.saturating_add(1));
                return Err(trouble(number, None, Reason::Unreadable(reason)));
            }
            for block in &records {
                is_found = is_found || Some(block.hash) == expected;
                self.block(block).await?;
            }
            if next.is_none() {
                return Ok(is_found);
            }
            listing = listing.behind(next);
        }
    }

    async fn block(&mut self, block: &AuditBlock) -> Result<(), Stop> {
        let number = block.number;
        check_block(self.report.head.as_ref(), block, (self.now)())
            .map_err(|fault| trouble(number, None, fault))?;
        for event in self.events.up_to(number, block.through).await? {
            self.unmatched.insert(event.id, (number, event));
        }
        for entry in &block.entries {
            self.entry(number, entry).await?;
        }
        self.refuse_inserted(block.swept_to)?;
        self.report.blocks += 1;
        self.report.head = Some(block.head());
        Ok(())
    }

    async fn entry(&mut self, number: u32, entry: &AuditEntry) -> Result<(), Stop> {
        let event = match self.unmatched.remove(&entry.id) {
            Some((_, event)) => Some(event),
            // A late event: it was not visible when the events of its time were read.
            None => self.find(number, entry.id).await?,
        };
        let Some(event) = event else {
            if entry.expires_at > (self.now)() {
                return Err(trouble(number, Some(entry.id), Reason::Removed));
            }
            self.report.expired += 1;
            return Ok(());
        };
        match check_event(entry, &event).map_err(|fault| trouble(number, Some(entry.id), fault))? {
            Personal::Unchanged => {}
            Personal::NotCovered => self.report.personal_not_covered += 1,
            Personal::Erased => {
                if !self.is_removed(&event).await? {
                    return Err(trouble(number, Some(entry.id), Reason::ErasedWithoutRemoval));
                }
                self.report.erased += 1;
            }
        }
        self.report.unchanged += 1;
        Ok(())
    }

    /// Returns whether the user of an event was removed or is due for removal.
    async fn is_removed(&self, event: &Event) -> Result<bool, StorageError> {
        let Some(subject) = &event.subject else { return Ok(false) };
        let user = self.storage.user(self.tenant, subject).await?;
        Ok(user.is_none_or(|user| user.deletion_at.is_some_and(|at| at <= (self.now)())))
    }

    /// Refuses events before `swept_to` that are in no block. Expired events are allowed: their block may have been removed.
    fn refuse_inserted(&mut self, swept_to: Uuid) -> Result<(), Stop> {
        while let Some(found) = self.unmatched.first_entry() {
            if *found.key() >= swept_to {
                break;
            }
            let (number, event) = found.remove();
            if event.expires_at > (self.now)() {
                return Err(trouble(number, Some(event.id), Reason::Inserted));
            }
        }
        Ok(())
    }

    async fn find(&self, number: u32, id: Uuid) -> Result<Option<Event>, Stop> {
        let listing = Listing::of_tenant(&EVENT, self.tenant, 1).with("id", Match::Equals(Value::Uuid(id)));
        let rows = self.storage.rows(&listing).await?;
        rows.first().map(|row| event_of(row, number)).transpose()
    }
}

/// The events of a tenant in the order of their identifiers.
struct Events<'a> {
    storage: &'a dyn Storage,
    tenant: &'a TenantId,
    after: Option<Key>,
    read: VecDeque<Row>,
    is_last: bool,
}

impl Events<'_> {
    /// Takes the next events up to an identifier.
    async fn up_to(&mut self, block: u32, id: Uuid) -> Result<Vec<Event>, Stop> {
        let mut taken = Vec::new();
        loop {
            while self.read.front().is_some_and(|row| id_of(row) <= id) {
                let Some(row) = self.read.pop_front() else { break };
                taken.push(event_of(&row, block)?);
            }
            if self.is_last || !self.read.is_empty() {
                return Ok(taken);
            }
            self.read_page().await?;
        }
    }

    /// Counts the events that are left.
    async fn count_rest(&mut self) -> Result<u64, StorageError> {
        let mut count = 0;
        loop {
            count += self.read.len() as u64;
            self.read.clear();
            if self.is_last {
                return Ok(count);
            }
            self.read_page().await?;
        }
    }

    async fn read_page(&mut self) -> Result<(), StorageError> {
        let listing = Listing::of_tenant(&EVENT, self.tenant, EVENTS).behind(self.after.take());
        let rows = self.storage.rows(&listing).await?;
        self.is_last = rows.len() < EVENTS;
        self.after = rows.last().map(|row| listing.place_of(row));
        self.read.extend(rows);
        Ok(())
    }
}

/// Reads an event. The columns must have the values of the document: lists and housekeeping use the columns, and the hash of the event
/// covers only the document.
fn event_of(row: &Row, block: u32) -> Result<Event, Stop> {
    let unreadable =
        |error: StorageError| trouble(block, Some(id_of(row)), Reason::Unreadable(error.to_string()));
    let event = row.read::<Event>().map_err(unreadable)?;
    let expected = event.clone().into_row().map_err(unreadable)?.values;
    match row.values == expected {
        true => Ok(event),
        false => Err(trouble(block, Some(id_of(row)), EventFault::Changed)),
    }
}

/// Returns the identifier in the column of an event.
fn id_of(row: &Row) -> Uuid {
    match row.get("id") {
        Some(Value::Uuid(id)) => *id,
        _ => Uuid::nil(),
    }
}
