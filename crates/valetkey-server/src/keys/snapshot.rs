//! The keys as one reading of the database found them, parsed once.

use std::{collections::HashMap, sync::Arc};

use valetkey_authorization_server::record::SigningKeyRecord;
use valetkey_jose::{JwkSet, KeySet, SigningKey, seal::SealingKeys};
use valetkey_types::Timestamp;

use super::KeysError;
use crate::respond::Document;

/// Records, oldest first, with their private keys.
pub(super) struct Snapshot {
    records: Vec<SigningKeyRecord>,
    signers: HashMap<String, Arc<SigningKey>>,
    all: Published,
}

/// What is published, and the documents made of it.
struct Published {
    keys: Arc<KeySet>,
    document: Document,
}

impl Snapshot {
    pub(super) fn empty() -> Self {
        Self { records: Vec::new(), signers: HashMap::new(), all: Published::new(&[]) }
    }

    /// Opens the private keys; those that `before` has opened already are taken over.
    pub(super) fn new(
        records: Vec<SigningKeyRecord>,
        before: &Self,
        sealing: &SealingKeys,
    ) -> Result<Self, KeysError> {
        let mut signers = HashMap::new();
        for record in &records {
            let signer = match before.signers.get(&record.kid) {
                Some(signer) => Arc::clone(signer),
                None => Arc::new(open(record, sealing)?),
            };
            signers.insert(record.kid.clone(), signer);
        }
        let all = Published::new(&records);
        Ok(Self { records, signers, all })
    }

    /// Whether the database still says the same.
    pub(super) fn is_of(&self, records: &[SigningKeyRecord]) -> bool {
        let same = |known: &SigningKeyRecord, read: &SigningKeyRecord| {
            (&known.kid, known.signs_from, known.published_until)
                == (&read.kid, read.signs_from, read.published_until)
        };
        self.records.len() == records.len()
            && self.records.iter().zip(records).all(|(known, read)| same(known, read))
    }

    pub(super) fn records(&self) -> &[SigningKeyRecord] {
        &self.records
    }

    pub(super) fn signer(&self, kid: &str) -> Option<&SigningKey> {
        self.signers.get(kid).map(Arc::as_ref)
    }

    /// The keys that verify at this moment.
    pub(super) fn verifying_keys(&self, now: Timestamp) -> Arc<KeySet> {
        match self.without_outdated(now) {
            None => Arc::clone(&self.all.keys),
            Some(current) => current.keys,
        }
    }

    /// The document at this moment.
    pub(super) fn published(&self, now: Timestamp) -> Document {
        match self.without_outdated(now) {
            None => self.all.document.clone(),
            Some(current) => current.document,
        }
    }

    /// What is left when a key's time is over and the maintenance has not removed it yet; `None` in the usual case.
    fn without_outdated(&self, now: Timestamp) -> Option<Published> {
        let is_outdated =
            |record: &&SigningKeyRecord| record.published_until.is_some_and(|until| now >= until);
        self.records.iter().any(|record| is_outdated(&record)).then(|| {
            let current: Vec<_> =
                self.records.iter().filter(|record| !is_outdated(record)).cloned().collect();
            Published::new(&current)
        })
    }
}

impl Published {
    fn new(records: &[SigningKeyRecord]) -> Self {
        let set = JwkSet::new(records.iter().map(|record| record.public_jwk.clone()).collect());
        // Plain strings; writing them can't fail.
        let body = serde_json::to_vec(&set).unwrap_or_else(|_| br#"{"keys":[]}"#.to_vec());
        Self { keys: Arc::new(KeySet::from_jwk_set(&set)), document: Document::new(body) }
    }
}

/// A sealed key opens only under its own name.
pub(super) fn purpose(kid: &str) -> String {
    format!("signing key {kid}")
}

fn open(record: &SigningKeyRecord, sealing: &SealingKeys) -> Result<SigningKey, KeysError> {
    let document = sealing
        .open(&purpose(&record.kid), &record.private_key_sealed)
        .map_err(|reason| KeysError::Sealed { kid: record.kid.clone(), reason })?;
    Ok(SigningKey::from_pkcs8(record.algorithm, &document)?)
}
