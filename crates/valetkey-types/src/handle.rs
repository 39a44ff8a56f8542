//! Handles: opaque values for stored records, with a time-ordered selector and a random verifier.

use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;
use zeroize::Zeroizing;

/// `selector.verifier`: the name of a stored record, such as a session, and the proof that the sender may use it.
///
/// The selector (UUID version 7, 32 hexadecimal digits) finds the record. The verifier (256 random bits) is stored only as its
/// SHA-256. Parsing accepts exactly one spelling, so a handle with any changed byte finds nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Handle {
    selector: Uuid,
    verifier: Zeroizing<[u8; 32]>,
}

/// A text that is not a handle. The error does not contain the text, which may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 32 hexadecimal digits, a dot and 43 base64url characters")]
pub struct HandleError;

impl Handle {
    /// Creates a handle from a new identifier and new random bytes.
    pub fn new(selector: Uuid, verifier: [u8; 32]) -> Self {
        Self { selector, verifier: Zeroizing::new(verifier) }
    }

    /// Returns the public part that finds the record.
    pub fn selector(&self) -> Uuid {
        self.selector
    }

    /// Returns the secret part. Only its SHA-256 is stored.
    pub fn verifier(&self) -> &[u8; 32] {
        &self.verifier
    }

    /// Returns the text to send.
    pub fn expose(&self) -> String {
        format!("{}.{}", self.selector.simple(), URL_SAFE_NO_PAD.encode(*self.verifier))
    }
}

impl FromStr for Handle {
    type Err = HandleError;

    fn from_str(value: &str) -> Result<Self, Self::Err> {
        if value.len() != 32 + 1 + 43 {
            return Err(HandleError);
        }
        let (selector, verifier) = value.split_once('.').ok_or(HandleError)?;
        let lower = selector.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if selector.len() != 32 || !lower {
            return Err(HandleError);
        }
        let selector = Uuid::try_parse(selector).map_err(|_| HandleError)?;
        let verifier = URL_SAFE_NO_PAD.decode(verifier).map_err(|_| HandleError)?;
        let verifier = <[u8; 32]>::try_from(verifier).map_err(|_| HandleError)?;
        Ok(Self::new(selector, verifier))
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Handle({}.hidden)", self.selector.simple())
    }
}
