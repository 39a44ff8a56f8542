//! Blocks of the audit chain. Each block has hashes of some events of the trail and of the block before it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp};

/// A block of the audit chain. It is never changed. [`crate::audit`] makes and checks blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditBlock {
    /// The tenant. Each tenant has its own chain.
    pub tenant: TenantId,
    /// Its number, from 1.
    pub number: u32,
    /// The hash of the block before it; [`AuditHash::NONE`] for the first block.
    pub previous: AuditHash,
    /// When the block before it expires; the smallest time for the first block.
    pub previous_expires_at: Timestamp,
    /// When it was made.
    pub at: Timestamp,
    /// The greatest identifier of an event in this block or an older one, not counting late events.
    pub through: Uuid,
    /// Events with smaller identifiers had ten minutes to become visible before they were read for the last time. No later block has
    /// such an event.
    pub swept_to: Uuid,
    /// When it expires: not before any of its events, and not before an older block.
    pub expires_at: Timestamp,
    /// Its events: first those in order, then late ones.
    pub entries: Vec<AuditEntry>,
    /// The hash of all values above.
    pub hash: AuditHash,
}

/// The values of a block that the next block needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockHead {
    /// Its number.
    pub number: u32,
    /// Its hash.
    pub hash: AuditHash,
    /// When it was made.
    pub at: Timestamp,
    /// As [`AuditBlock::through`].
    pub through: Uuid,
    /// As [`AuditBlock::swept_to`].
    pub swept_to: Uuid,
    /// When it expires.
    pub expires_at: Timestamp,
}

impl AuditBlock {
    /// Returns the values that the next block needs.
    pub fn head(&self) -> BlockHead {
        BlockHead {
            number: self.number,
            hash: self.hash,
            at: self.at,
            through: self.through,
            swept_to: self.swept_to,
            expires_at: self.expires_at,
        }
    }
}

/// An event in a block. The entry stays when the event has expired and was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// The identifier of the event.
    pub id: Uuid,
    /// When the event expires.
    pub expires_at: Timestamp,
    /// The hash of the event. It includes the hash of the personal values, not the values.
    pub hash: AuditHash,
    /// The hash of the personal values with their salt; `None` for an event that had no salt when its block was made.
    pub personal: Option<AuditHash>,
}

impl AuditEntry {
    /// The length of an entry in bytes.
    pub const LENGTH: usize = 16 + 8 + 32 + 1 + 32;

    /// Appends the entry to these bytes.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.id.as_bytes());
        bytes.extend(self.expires_at.seconds().to_be_bytes());
        bytes.extend(self.hash.as_bytes());
        bytes.push(self.personal.is_some().into());
        bytes.extend(self.personal.unwrap_or(AuditHash::NONE).as_bytes());
    }

    /// Reads entries that [`AuditEntry::write`] wrote; `None` for other bytes.
    pub fn read_all(bytes: &[u8]) -> Option<Vec<Self>> {
        if !bytes.len().is_multiple_of(Self::LENGTH) {
            return None;
        }
        bytes.chunks_exact(Self::LENGTH).map(Self::read).collect()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (id, rest) = bytes.split_first_chunk::<16>()?;
        let (expires_at, rest) = rest.split_first_chunk::<8>()?;
        let (hash, rest) = rest.split_first_chunk::<32>()?;
        let (has_personal, rest) = rest.split_first_chunk::<1>()?;
        let personal = AuditHash(rest.try_into().ok()?);
        let personal = match has_personal {
            [0] if personal == AuditHash::NONE => None,
            [1] => Some(personal),
            _ => return None,
        };
        let expires_at = Timestamp(i64::from_be_bytes(*expires_at));
        Some(Self { id: Uuid::from_bytes(*id), expires_at, hash: AuditHash(*hash), personal })
    }
}

/// A SHA-256 hash of the audit chain, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct AuditHash([u8; 32]);

impl AuditHash {
    /// The hash before the first block.
    pub const NONE: Self = Self([0; 32]);

    /// Hashes bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(valetkey_jose::digest::sha256(bytes))
    }

    /// Returns the bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// An error for a text that is not a hash of the audit chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 64 hexadecimal digits, as valetkey audit head prints them")]
pub struct AuditHashError;

impl fmt::Display for AuditHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for AuditHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "AuditHash({self})")
    }
}

impl FromStr for AuditHash {
    type Err = AuditHashError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(AuditHashError);
        }
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| AuditHashError)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| AuditHashError)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for AuditHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AuditHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_as_it_is_written_and_nothing_else_is() {
        let hash = AuditHash::of(b"event");
        let text = hash.to_string();
        assert_eq!((text.len(), text.parse()), (64, Ok(hash)));
        assert_eq!(text.to_uppercase().parse(), Ok(hash));
        for wrong in ["", "00", &text[1..], &format!("{text}0"), &text.replace(&text[..1], "+")] {
            assert_eq!(wrong.parse::<AuditHash>(), Err(AuditHashError), "{wrong}");
        }
    }

    #[test]
    fn entries_are_read_as_they_are_written_and_a_changed_length_or_mark_is_refused() {
        let entry = |personal| AuditEntry {
            id: Uuid::from_u128(7),
            expires_at: Timestamp(-5),
            hash: AuditHash::of(b"hash"),
            personal,
        };
        let entries = [entry(None), entry(Some(AuditHash::of(b"personal")))];
        let mut bytes = Vec::new();
        entries.iter().for_each(|entry| entry.write(&mut bytes));
        assert_eq!(bytes.len(), 2 * AuditEntry::LENGTH);
        assert_eq!(AuditEntry::read_all(&bytes).as_deref(), Some(&entries[..]));
        assert_eq!(AuditEntry::read_all(&bytes[1..]), None);
        bytes[56] = 2;
        assert_eq!(AuditEntry::read_all(&bytes), None);
    }
}
