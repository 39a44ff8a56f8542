//! Adds the events of the audit trail to a chain of blocks, some seconds after the events were stored. No commit waits for it.
//!
//! Every node does this. A new block has the number after the newest one, and a number is used once, so of two nodes only one appends
//! the block. The other node reads the chain again. An event that becomes visible after a block with later events is added to a later
//! block: each part of the trail is read a second time after ten minutes.
//!
//! The messages of webhooks are stored in the commit of the block. If an event is sent to a webhook, its block is made as soon as the
//! event has settled.

mod tail;
mod verify;

use std::{collections::HashMap, time::Duration};

use tokio::time::sleep;
use valetkey_authorization_server::{
    AuditChange, Change,
    audit::{self, NewEntries},
    record::{AuditBlock, Event, Webhook},
    webhook::deliveries,
};
use valetkey_storage::{
    ApplyError, Listing, Storage, StorageError, directory,
    record::{AUDIT_BLOCK, EVENT},
    value::Value,
};
use valetkey_types::{TenantId, Timestamp};

use crate::{Issuers, Server, webhook};

use tail::Tail;

pub use verify::{Reason, Report, Trouble, head, verify};

/// The pause between two looks for events.
const PERIOD: Duration = Duration::from_secs(3);

/// The age at which an event has settled, in milliseconds. The commits of events with smaller identifiers may take some time.
const SETTLES: i64 = 5_000;

/// The longest time that an event waits for a block, in milliseconds. A few large blocks need less space than many small ones.
const LONGEST_WAIT: i64 = 60_000;

/// The age at which a part of the trail is read a second time, in milliseconds.
const SECOND_LOOK: i64 = 600_000;

/// The shortest part of the trail that is read a second time, in milliseconds.
const SECOND_LOOK_STEP: i64 = 60_000;

/// The maximum number of events in a block, not counting late events.
const BLOCK: usize = 250;

/// The maximum number of blocks that one pass appends to the chain of a tenant.
const BLOCKS_AT_ONCE: usize = 8;

/// The minimum number of tenants in one period.
const TENANTS_AT_ONCE: usize = 8;

/// The maximum number of periods until every tenant was looked at: a minute.
const PERIODS_OF_A_ROUND: usize = 20;

/// Chains events until the future is dropped. Run it as a task beside the listener.
pub async fn chain(issuers: Issuers) {
    let mut chainer = Chainer::new(issuers);
    loop {
        sleep(PERIOD).await;
        chainer.some_tenants().await;
    }
}

/// Appends blocks to the chains of all tenants, one after the other.
pub struct Chainer {
    issuers: Issuers,
    tails: HashMap<TenantId, Tail>,
    next: Option<TenantId>,
}

impl Chainer {
    /// Creates a chainer that has read nothing yet.
    pub fn new(issuers: Issuers) -> Self {
        Self { issuers, tails: HashMap::new(), next: None }
    }

    /// Chains the events of the next tenants in turn. An error of one tenant does not stop the others.
    async fn some_tenants(&mut self) {
        let tenants = self.issuers.tenants();
        self.tails.retain(|tenant, _| tenants.binary_search(tenant).is_ok());
        let count = TENANTS_AT_ONCE.max(tenants.len().div_ceil(PERIODS_OF_A_ROUND)).min(tenants.len());
        let first = tenants.iter().position(|tenant| Some(tenant) >= self.next.as_ref()).unwrap_or(0);
        for tenant in tenants.iter().cycle().skip(first).take(count) {
            if let Err(error) = self.tenant(tenant).await {
                let tenant = tenant.as_str();
                tracing::warn!(%error, tenant, "events could not be chained; trying again later");
            }
        }
        self.next = tenants.iter().cycle().nth(first + count).cloned();
    }

    /// Chains the events of a tenant that are due, and removes expired blocks. Returns the number of new blocks.
    ///
    /// # Errors
    /// [`ApplyError`] when the database does not answer.
    pub async fn tenant(&mut self, tenant: &TenantId) -> Result<usize, ApplyError> {
        let server = self.issuers.default_server();
        let (storage, now) = (&*server.storage, server.environment.now_milliseconds());
        let tail = match self.tails.remove(tenant) {
            Some(tail) => tail,
            None => Tail::load(storage, tenant, now).await?,
        };
        let mut pass = Pass { server: &server, storage, tenant, now, tail, appended: 0 };
        let done = pass.run().await;
        let Pass { tail, appended, .. } = pass;
        // After an error, or if another node was faster, the next pass reads the end of the chain again.
        if let Ok(Outcome::Done) = done {
            self.tails.insert(tenant.clone(), tail);
        }
        done.map(|_| appended)
    }
}

/// The result of a pass.
enum Outcome {
    /// All events that were due are in a block.
    Done,
    /// Another node appended the block, or the tenant was removed.
    Overtaken,
}

/// One pass over the events of a tenant.
struct Pass<'a> {
    server: &'a Server,
    storage: &'a dyn Storage,
    tenant: &'a TenantId,
    now: i64,
    tail: Tail,
    appended: usize,
}

impl Pass<'_> {
    async fn run(&mut self) -> Result<Outcome, ApplyError> {
        for _ in 0..BLOCKS_AT_ONCE {
            let settled = self.settled().await?;
            let late = self.late().await?;
            if settled.is_empty() && late.is_empty() {
                break;
            }
            let webhooks = webhook::of_tenant(self.storage, self.tenant).await?;
            let is_full = settled.len() == BLOCK;
            let is_wanted = settled.iter().any(|event| webhooks.iter().any(|webhook| webhook.gets(event)));
            let waited = settled.first().is_some_and(|event| self.waited(event));
            if late.is_empty() && !is_full && !is_wanted && !waited {
                break;
            }
            if !self.append(settled, late, &webhooks).await? {
                return Ok(Outcome::Overtaken);
            }
            if !is_full {
                break;
            }
        }
        self.remove_old_blocks().await?;
        Ok(Outcome::Done)
    }

    /// Returns the next events in order that have settled.
    async fn settled(&self) -> Result<Vec<Event>, StorageError> {
        let until = audit::first_id_at(self.now - SETTLES);
        let mut events = events_behind(self.storage, self.tenant, self.tail.through(), BLOCK).await?.0;
        events.retain(|event| event.id < until);
        Ok(events)
    }

    /// Returns whether an event must not wait longer for a block.
    fn waited(&self, event: &Event) -> bool {
        event.id < audit::first_id_at(self.now - LONGEST_WAIT)
    }

    /// Reads a part of the trail a second time and returns the events that are in no block.
    async fn late(&mut self) -> Result<Vec<Event>, StorageError> {
        let until = audit::first_id_at(self.now - SECOND_LOOK).min(self.tail.through());
        let step = audit::first_id_at(self.tail.swept_to_milliseconds() + SECOND_LOOK_STEP);
        let is_end = until == self.tail.through() && until > self.tail.swept_to();
        if until < step && !is_end {
            return Ok(Vec::new());
        }
        let (mut late, mut after) = (Vec::new(), self.tail.swept_to());
        loop {
            let (events, is_last) = events_behind(self.storage, self.tenant, after, BLOCK).await?;
            after = events.last().map_or(until, |event| event.id);
            late.extend(events.into_iter().filter(|event| event.id < until && !self.tail.has(event.id)));
            if is_last || after >= until {
                break;
            }
        }
        self.tail.sweep(until);
        Ok(late)
    }

    /// Appends a block and stores the messages to webhooks in the same commit, so that each event is sent once. Returns `false` if
    /// another node was faster or the tenant was removed.
    async fn append(
        &mut self,
        settled: Vec<Event>,
        late: Vec<Event>,
        webhooks: &[Webhook],
    ) -> Result<bool, ApplyError> {
        let Some(tenant) = self.storage.tenant(self.tenant).await? else { return Ok(false) };
        if !late.is_empty() {
            let (count, tenant) = (late.len(), self.tenant.as_str());
            tracing::info!(count, tenant, "events became visible late; they are in a block now");
        }
        let through = settled.last().map_or(self.tail.through(), |event| event.id);
        if self.tail.swept_to() >= self.tail.through() {
            // The events after the newest block were read just now, so those older than ten minutes are not read again.
            self.tail.sweep(audit::first_id_at(self.now - SECOND_LOOK).min(through));
        }
        let events: Vec<Event> = settled.into_iter().chain(late).collect();
        let entries = events.iter().map(audit::entry).collect();
        let new = NewEntries { entries, through, swept_to: self.tail.swept_to() };
        let now = self.moment();
        let block = audit::next_block(self.tenant, self.tail.head(), new, now);
        let mut changes = vec![Change::Audit(AuditChange::Append(Box::new(block.clone())))];
        let fresh_id = || self.server.environment.identifier();
        for event in &events {
            changes.extend(deliveries(event, webhooks, &tenant.issuer, now, &fresh_id));
        }
        match self.storage.apply(changes).await {
            Ok(()) => {
                self.tail.append(&block);
                self.appended += 1;
                Ok(true)
            }
            Err(ApplyError::Conflict { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn moment(&self) -> Timestamp {
        Timestamp(self.now.div_euclid(1000))
    }

    /// Removes the oldest blocks that have expired. The newest block stays, because the next one needs its number and hash.
    async fn remove_old_blocks(&mut self) -> Result<(), ApplyError> {
        if !self.tail.is_time_to_clean(self.now) {
            return Ok(());
        }
        let now = self.moment();
        let newest = self.tail.head().map_or(0, |head| head.number);
        let listing = Listing::of_tenant(&AUDIT_BLOCK, self.tenant, BLOCKS_AT_ONCE);
        let oldest = directory::page::<AuditBlock>(self.storage, &listing).await?.records;
        let is_over = |block: &AuditBlock| block.expires_at <= now && block.number < newest;
        let removed: Vec<Change> = oldest
            .into_iter()
            .take_while(is_over)
            .map(|block| Change::Audit(AuditChange::Remove { tenant: block.tenant, number: block.number }))
            .collect();
        if removed.is_empty() {
            self.tail.cleaned(self.now);
            return Ok(());
        }
        self.storage.apply(removed).await
    }
}

/// Returns events after an identifier, and whether they are the last ones. Events that this version can't read are logged and left out.
async fn events_behind(
    storage: &dyn Storage,
    tenant: &TenantId,
    id: uuid::Uuid,
    limit: usize,
) -> Result<(Vec<Event>, bool), StorageError> {
    let after = vec![Value::text(tenant.as_str()), Value::Uuid(id)];
    let listing = Listing::of_tenant(&EVENT, tenant, limit).behind(Some(after));
    let page = directory::page::<Event>(storage, &listing).await?;
    for reason in &page.unreadable {
        tracing::error!(reason, "an event can't be chained");
    }
    Ok((page.records, page.next.is_none()))
}
