//! The audit chain: blocks of hashes that show whether an event was changed, removed or inserted later.
//!
//! Blocks are made some seconds after the events, so no commit waits for them. Personal values (network address, reference, values
//! before and after an edit) have their own hash, with a salt of the event. The hash stays in the block when the values and the salt
//! are erased. Without the salt the values cannot be found from the hash.

mod check;

use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp};

use crate::record::{Actor, AuditBlock, AuditEntry, AuditHash, BlockHead, Event};

pub use check::{BlockFault, EventFault, Personal, check_block, check_event};

/// Returns the smallest identifier of an event at a time, which is in milliseconds since the Unix epoch.
pub fn first_id_at(milliseconds: i64) -> Uuid {
    let milliseconds = u128::from(u64::try_from(milliseconds).unwrap_or(0)) & ((1 << 48) - 1);
    Uuid::from_u128(milliseconds << 80)
}

/// Returns the entry of an event.
pub fn entry(event: &Event) -> AuditEntry {
    let personal = event.salt.map(|salt| personal_hash(event, salt));
    let hash = event_hash(event, personal);
    AuditEntry { id: event.id, expires_at: event.expires_at, hash, personal }
}

/// The content of a new block.
#[derive(Clone, Debug)]
pub struct NewEntries {
    /// The events: first those in order, then late ones.
    pub entries: Vec<AuditEntry>,
    /// As [`AuditBlock::through`].
    pub through: Uuid,
    /// As [`AuditBlock::swept_to`].
    pub swept_to: Uuid,
}

/// Makes the block after `head`, the newest block of the tenant. `None` makes the first block.
pub fn next_block(
    tenant: &TenantId,
    head: Option<&BlockHead>,
    new: NewEntries,
    now: Timestamp,
) -> AuditBlock {
    let first_possible = Timestamp(i64::MIN);
    let previous_expires_at = head.map_or(first_possible, |head| head.expires_at);
    let expires_at =
        new.entries.iter().map(|entry| entry.expires_at).fold(previous_expires_at, Timestamp::max);
    let block = AuditBlock {
        tenant: tenant.clone(),
        number: head.map_or(1, |head| head.number.saturating_add(1)),
        previous: head.map_or(AuditHash::NONE, |head| head.hash),
        previous_expires_at,
        at: now,
        through: new.through,
        swept_to: new.swept_to,
        expires_at,
        entries: new.entries,
        hash: AuditHash::NONE,
    };
    AuditBlock { hash: block_hash(&block), ..block }
}

/// Returns the hash of a block.
fn block_hash(block: &AuditBlock) -> AuditHash {
    let mut entries = Vec::with_capacity(block.entries.len() * AuditEntry::LENGTH);
    block.entries.iter().for_each(|entry| entry.write(&mut entries));
    let mut transcript = Transcript::new("valetkey audit block 1");
    transcript.text(block.tenant.as_str());
    transcript.number(block.number.into());
    transcript.bytes(block.previous.as_bytes());
    transcript.number(block.previous_expires_at.seconds());
    transcript.number(block.at.seconds());
    transcript.bytes(block.through.as_bytes());
    transcript.bytes(block.swept_to.as_bytes());
    transcript.number(block.expires_at.seconds());
    transcript.bytes(AuditHash::of(&entries).as_bytes());
    transcript.hash()
}

/// Returns the hash of an event with the hash of its personal values.
fn event_hash(event: &Event, personal: Option<AuditHash>) -> AuditHash {
    let mut transcript = Transcript::new("valetkey audit event 1");
    transcript.text(event.tenant.as_str());
    transcript.bytes(event.id.as_bytes());
    transcript.number(event.at.seconds());
    transcript.text(event.kind.as_str());
    match &event.actor {
        Actor::Server => transcript.text("server"),
        Actor::CommandLine { account } => {
            transcript.text("command_line");
            transcript.optional(account.as_deref());
        }
        Actor::User { id } => {
            transcript.text("user");
            transcript.text(id.as_str());
        }
        Actor::Client { id } => {
            transcript.text("client");
            transcript.text(id.as_str());
        }
        Actor::Unknown => transcript.text("unknown"),
    }
    transcript.optional(event.subject.as_ref().map(|user| user.as_str()));
    transcript.optional(event.client_id.as_ref().map(|client| client.as_str()));
    transcript.number(event.expires_at.seconds());
    transcript.bytes(personal.as_ref().map_or(&[], |hash| hash.as_bytes().as_slice()));
    transcript.hash()
}

/// Returns the hash of the personal values of an event.
fn personal_hash(event: &Event, salt: Uuid) -> AuditHash {
    let mut transcript = Transcript::new("valetkey audit personal 1");
    transcript.bytes(salt.as_bytes());
    transcript.optional(event.network_address.as_deref());
    transcript.optional(event.reference.as_deref());
    for change in &event.changed {
        transcript.text(&change.field);
        transcript.text(&change.before);
        transcript.text(&change.after);
    }
    transcript.hash()
}

/// The bytes of values to hash. Each value has its length before it, so two different lists of values never have the same bytes.
struct Transcript(Vec<u8>);

impl Transcript {
    fn new(purpose: &str) -> Self {
        let mut transcript = Self(Vec::with_capacity(256));
        transcript.text(purpose);
        transcript
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        self.0.extend(bytes);
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn number(&mut self, number: i64) {
        self.bytes(&number.to_be_bytes());
    }

    /// Adds a text or its absence. An empty text and no text have different bytes.
    fn optional(&mut self, text: Option<&str>) {
        self.0.push(text.is_some().into());
        self.text(text.unwrap_or_default());
    }

    fn hash(self) -> AuditHash {
        AuditHash::of(&self.0)
    }
}
