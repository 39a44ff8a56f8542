//! Checks blocks and events against each other.

use valetkey_types::Timestamp;

use super::{block_hash, event_hash, personal_hash};
use crate::record::{AuditBlock, AuditEntry, AuditHash, BlockHead, Event};

/// The reason why a block does not follow the block before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlockFault {
    /// The block before it is missing.
    #[error("expected block {expected}, got block {got}: blocks were removed")]
    Number {
        /// The next number.
        expected: u32,
        /// The number of the block.
        got: u32,
    },
    /// Blocks before the oldest one are missing, although they have not expired.
    #[error("expected the blocks before it until their time is over, got none: blocks were removed")]
    Beginning,
    /// The block was changed.
    #[error("expected the hash of its content, got another: the block was changed")]
    Hash,
    /// The block follows another block than the one before it.
    #[error("expected the hash of the block before it, got another: a block was replaced")]
    Previous,
    /// Its range starts before the end of the range before it, or it expires before an older block.
    #[error("expected a range behind that of the block before it, got another: the block was forged")]
    Range,
}

/// Checks a block against the block before it; `None` for the oldest block that is left.
///
/// # Errors
/// [`BlockFault`] with the first problem.
pub fn check_block(before: Option<&BlockHead>, block: &AuditBlock, now: Timestamp) -> Result<(), BlockFault> {
    if let Some(before) = before {
        let expected = before.number.saturating_add(1);
        if block.number != expected {
            return Err(BlockFault::Number { expected, got: block.number });
        }
    }
    if block.hash != block_hash(block) {
        return Err(BlockFault::Hash);
    }
    let Some(before) = before else {
        let is_first = block.number == 1 && block.previous == AuditHash::NONE;
        let begins_late = block.number > 1 && block.previous_expires_at <= now;
        return if is_first || begins_late { Ok(()) } else { Err(BlockFault::Beginning) };
    };
    if block.previous != before.hash {
        return Err(BlockFault::Previous);
    }
    let goes_on = block.through >= before.through
        && block.swept_to >= before.swept_to
        && block.previous_expires_at == before.expires_at
        && block.expires_at >= before.expires_at;
    if goes_on { Ok(()) } else { Err(BlockFault::Range) }
}

/// The reason why an event is not the one in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventFault {
    /// The kind, time, actor, user, client or expiry was changed.
    #[error(
        "expected the event as it was stored, got another kind, time, actor, user, client or expiry: the event was changed"
    )]
    Changed,
    /// A personal value was changed.
    #[error(
        "expected the network address, reference and edited values as they were stored, got others: the event was changed"
    )]
    PersonalChanged,
}

/// The state of the personal values of an event, compared with its entry in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// They were not changed.
    Unchanged,
    /// They were erased. This is allowed only if the user was removed.
    Erased,
    /// They are in no hash, because the event had no salt when the block was made.
    NotCovered,
}

/// Compares an event with its entry.
///
/// # Errors
/// [`EventFault`] when it was changed.
pub fn check_event(entry: &AuditEntry, event: &Event) -> Result<Personal, EventFault> {
    if event.id != entry.id
        || event.expires_at != entry.expires_at
        || event_hash(event, entry.personal) != entry.hash
    {
        return Err(EventFault::Changed);
    }
    match (entry.personal, event.salt) {
        (None, None) => Ok(Personal::NotCovered),
        (Some(hash), Some(salt)) if personal_hash(event, salt) == hash => Ok(Personal::Unchanged),
        (Some(_), None) if !event.is_personal() => Ok(Personal::Erased),
        _ => Err(EventFault::PersonalChanged),
    }
}
