//! The keys as one reading of the database found them, parsed once.

use std::{collections::HashMap, sync::Arc};

use valetkey_authorization_server::record::SigningKeyRecord;
use valetkey_jose::{Jwk, JwkSet, KeySet, SigningKey};
use valetkey_types::Timestamp;

use super::{KeysError, reseal::open};
use crate::{respond::Document, seal::Seal};

/// Records, oldest first, with their private keys.
pub(super) struct Snapshot {
    /// The answer of the database, refused rows included.
    read: Vec<SigningKeyRecord>,
    /// The records in use.
    records: Vec<SigningKeyRecord>,
    signers: HashMap<String, Arc<SigningKey>>,
    all: Published,
}

/// The published keys, and the documents made of them.
struct Published {
    keys: Arc<KeySet>,
    document: Document,
}

impl Snapshot {
    pub(super) fn empty() -> Self {
        Self {
            read: Vec::new(),
            records: Vec::new(),
            signers: HashMap::new(),
            all: Published::new(&[], &HashMap::new()),
        }
    }

    /// Opens the private keys; those that `before` has opened already are taken over. A record whose public half does not
    /// belong to its private half is left out.
    pub(super) fn new(
        read: Vec<SigningKeyRecord>,
        before: &Self,
        seal: &Seal,
        now: Timestamp,
    ) -> Result<Self, KeysError> {
        let mut signers = HashMap::new();
        let mut records = Vec::with_capacity(read.len());
        for record in &read {
            let signer = match before.signers.get(&record.kid) {
                Some(signer) => Arc::clone(signer),
                None => Arc::new(open(record, seal, now)?),
            };
            if signer.public_jwk() != record.public_jwk {
                tracing::error!(
                    kid = record.kid,
                    "a signing key is refused: expected the public key of its private key, got another one; somebody \
                     changed the database; remove the key with: valetkey keys rotate --compromised {}",
                    record.kid
                );
                continue;
            }
            signers.insert(record.kid.clone(), signer);
            records.push(record.clone());
        }
        let all = Published::new(&records, &signers);
        Ok(Self { read, records, signers, all })
    }

    /// Whether the database still says the same.
    pub(super) fn is_of(&self, records: &[SigningKeyRecord]) -> bool {
        let same = |known: &SigningKeyRecord, read: &SigningKeyRecord| {
            (&known.kid, &known.public_jwk, known.signs_from, known.published_until)
                == (&read.kid, &read.public_jwk, read.signs_from, read.published_until)
        };
        self.read.len() == records.len()
            && self.read.iter().zip(records).all(|(known, read)| same(known, read))
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

    /// The keys that remain when one has expired and maintenance has not removed it yet; `None` in the usual case.
    fn without_outdated(&self, now: Timestamp) -> Option<Published> {
        let is_outdated =
            |record: &&SigningKeyRecord| record.published_until.is_some_and(|until| now >= until);
        self.records.iter().any(|record| is_outdated(&record)).then(|| {
            let current: Vec<_> =
                self.records.iter().filter(|record| !is_outdated(record)).cloned().collect();
            Published::new(&current, &self.signers)
        })
    }
}

impl Published {
    /// The public keys, each computed from its private key.
    fn new(records: &[SigningKeyRecord], signers: &HashMap<String, Arc<SigningKey>>) -> Self {
        let public = |record: &SigningKeyRecord| -> Option<Jwk> {
            signers.get(&record.kid).map(|signer| signer.public_jwk())
        };
        let set = JwkSet::new(records.iter().filter_map(public).collect());
        // Plain strings; writing them can't fail.
        let body = serde_json::to_vec(&set).unwrap_or_else(|_| br#"{"keys":[]}"#.to_vec());
        Self { keys: Arc::new(KeySet::from_jwk_set(&set)), document: Document::new(body) }
    }
}
