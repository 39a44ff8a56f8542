//! The seal of one issuer. What it seals opens for the same tenant, under the same issuer, and as the same kind only.

use serde::{Serialize, de::DeserializeOwned};
use valetkey_authorization_server::record::TenantRecord;
use valetkey_jose::seal::{OpenError, SealError, SealingKeys};
use valetkey_types::Timestamp;
use zeroize::Zeroizing;

use crate::EncryptionKey;

/// Seals values of one use for one tenant and its issuer.
pub struct Seal {
    keys: SealingKeys,
    owner: TenantRecord,
    /// The end of every purpose, after the kind.
    owner_in_purpose: String,
}

/// The purpose of a sealed value.
#[derive(Clone, Copy)]
pub(crate) struct Purpose<'a> {
    /// The kind of value.
    pub(crate) kind: &'a str,
    /// The whole purpose in versions before seals named their issuer.
    pub(crate) legacy: &'a str,
}

impl<'a> Purpose<'a> {
    /// Returns the purpose of values whose kind was their whole purpose before.
    pub(crate) fn of(kind: &'a str) -> Self {
        Self { kind, legacy: kind }
    }
}

impl Seal {
    /// Derives the seal of one use, such as `cookies`. The uses are independent of each other.
    ///
    /// # Errors
    /// [`SealError::Backend`] when the crypto library refuses.
    pub fn new(key: &EncryptionKey, usage: &str, owner: &TenantRecord) -> Result<Self, SealError> {
        let (tenant, issuer) = (owner.tenant.as_str(), owner.issuer.as_str());
        // With the length in front, no other tenant and issuer give the same text.
        let owner_in_purpose = format!("\n{}:{tenant}\n{issuer}", tenant.len());
        Ok(Self { keys: key.sealing_keys(usage)?, owner: owner.clone(), owner_in_purpose })
    }

    pub(crate) fn seal(&self, kind: &str, plaintext: &[u8]) -> Result<String, SealError> {
        self.keys.seal(&self.purpose(kind), plaintext)
    }

    pub(crate) fn seal_json<T: Serialize>(&self, kind: &str, value: &T) -> Result<String, SealError> {
        self.keys.seal_json(&self.purpose(kind), value)
    }

    /// Opens a value. One that names no issuer opens while the tenant's legacy seals do.
    pub(crate) fn open(
        &self,
        purpose: Purpose<'_>,
        sealed: &str,
        now: Timestamp,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        match self.keys.open(&self.purpose(purpose.kind), sealed) {
            Err(OpenError::Tampered { purpose: expected }) if self.owner.opens_legacy_seals(now) => {
                self.keys.open(purpose.legacy, sealed).map_err(|_| OpenError::Tampered { purpose: expected })
            }
            opened => opened,
        }
    }

    pub(crate) fn open_json<T: DeserializeOwned>(
        &self,
        purpose: Purpose<'_>,
        sealed: &str,
        now: Timestamp,
    ) -> Result<T, OpenError> {
        let json = self.open(purpose, sealed, now)?;
        serde_json::from_slice(&json).map_err(|_| OpenError::Json)
    }

    /// The tenant and issuer of the seal.
    pub(crate) fn owner(&self) -> &TenantRecord {
        &self.owner
    }

    fn purpose(&self, kind: &str) -> String {
        [kind, self.owner_in_purpose.as_str()].concat()
    }
}

#[cfg(test)]
mod tests;
