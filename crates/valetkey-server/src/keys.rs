//! The signing keys of the moment: made at first start, rotated on a schedule, sealed at rest.

mod maintenance;
mod reseal;
mod snapshot;
mod steps;

use std::{
    collections::BTreeSet,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use arc_swap::ArcSwap;
use serde::Serialize;
use valetkey_administration::keys as operation;
use valetkey_authorization_server::{
    event::{Actor, Occasion},
    keys::{KeyPolicy, KeyStep, active, plan, replace_compromised, rotate_now},
    record::{SigningKeyRecord, TenantRecord},
};
use valetkey_jose::{
    Algorithm, KeyError, KeySet, SignError, SigningKey,
    seal::{OpenError, SealError},
};
use valetkey_storage::{ApplyError, Storage, StorageError};
use valetkey_types::{Seconds, Timestamp, Unknown};

use crate::{Environment, request::Caller, respond::Document, seal::Seal};

use snapshot::Snapshot;

pub use maintenance::maintain;
pub(crate) use reseal::resealed;

/// The purpose of the key that seals private keys.
pub const USAGE: &str = "signing-keys";

/// Maximum attempts to store a plan after a conflict. One retry resolves any race of two servers.
const ATTEMPTS: usize = 3;

/// The keys of one issuer. Reading them takes no lock; a change in the database is seen after [`Keys::reload`].
pub struct Keys {
    storage: Arc<dyn Storage>,
    seal: Seal,
    policy: KeyPolicy,
    environment: Arc<dyn Environment>,
    /// The actor, and the network address of its request.
    actor: (Actor, Option<IpAddr>),
    snapshot: ArcSwap<Snapshot>,
    making: Making,
    /// Algorithms that somebody asked for, while their keys are made when they are needed.
    needed: Mutex<BTreeSet<Algorithm>>,
    /// Held while keys are planned and made: a request that needs one waits, and makes no second one.
    planning: tokio::sync::Mutex<()>,
}

/// When the keys of a policy are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Making {
    /// All of them when there are none.
    AtOnce,
    /// The usual one when there is none, others when the first token needs them ([`Keys::require`]).
    WhenNeeded,
}

/// Errors of keys.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The database did not answer.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The database did not take the new keys.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// No key can be made.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The private half can't be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The encryption key does not fit the database.
    #[error(
        "the signing key {kid} can't be opened: {reason}; the encryption key file does not belong to this database: \
         restore the one it was made with, or name it in previous_encryption_key_files"
    )]
    Sealed {
        /// Its `kid`.
        kid: String,
        /// The error of opening the seal.
        reason: OpenError,
    },
    /// No key signs with this algorithm now.
    #[error("expected a signing key for {0}, there is none; add the algorithm to [keys] algorithms")]
    NoKey(Algorithm),
    /// Signing failed.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// Making a key was interrupted.
    #[error("making a key was interrupted")]
    Interrupted,
}

impl Keys {
    /// Reads the keys. On an empty database it makes the one that signs unless something else is asked for; the others
    /// that the policy asks for come with [`Keys::ensure`], since an RSA key alone takes longer than the rest of a start.
    ///
    /// # Errors
    /// [`KeysError`], in particular `Sealed` when the encryption key is not the one the database was made with.
    pub async fn load(
        storage: Arc<dyn Storage>,
        seal: Seal,
        policy: KeyPolicy,
        environment: Arc<dyn Environment>,
    ) -> Result<Self, KeysError> {
        let snapshot = ArcSwap::from_pointee(Snapshot::empty());
        let (making, needed, planning) = (Making::AtOnce, Mutex::default(), tokio::sync::Mutex::default());
        let actor = (Actor::Server, None);
        let keys = Self { storage, seal, policy, environment, actor, snapshot, making, needed, planning };
        let now = keys.environment.now();
        let records = keys.usable_records(now).await?;
        let first = keys.policy.algorithms.first().copied();
        let is_needed =
            |step: &KeyStep| matches!(step, KeyStep::Make { algorithm, .. } if Some(*algorithm) == first);
        let steps = plan(now, &records, &keys.policy).into_iter().filter(is_needed);
        keys.carry_out(steps.collect(), now).await?;
        Ok(keys)
    }

    /// Acts for somebody else than the server: the events of the keys name the actor, and the network address of the request.
    #[must_use]
    pub fn acting_as(self, actor: Actor) -> Self {
        Self { actor: (actor, Caller::current().address()), ..self }
    }

    /// Returns the tenant whose keys these are.
    pub(crate) fn owner(&self) -> &TenantRecord {
        self.seal.owner()
    }

    /// Makes keys at another time.
    pub(crate) fn making(self, making: Making) -> Self {
        Self { making, ..self }
    }

    /// Returns the rhythm of rotation, with every algorithm that these keys sign with or will.
    pub fn policy(&self) -> &KeyPolicy {
        &self.policy
    }

    /// Makes sure that a key signs with this algorithm, and waits while one is made.
    ///
    /// # Errors
    /// [`KeysError::NoKey`] for an algorithm that the policy does not have, otherwise why no key can be made.
    pub async fn require(&self, algorithm: Algorithm) -> Result<(), KeysError> {
        if self.signs(algorithm) {
            return Ok(());
        }
        if !self.policy.algorithms.contains(&algorithm) {
            return Err(KeysError::NoKey(algorithm));
        }
        self.needed.lock().unwrap_or_else(PoisonError::into_inner).insert(algorithm);
        self.ensure().await?;
        if self.signs(algorithm) { Ok(()) } else { Err(KeysError::NoKey(algorithm)) }
    }

    /// Reads the records, does what the policy asks for at this moment, and takes the result into use.
    ///
    /// # Errors
    /// [`KeysError`]. The keys in use stay in use.
    pub async fn ensure(&self) -> Result<(), KeysError> {
        self.carry_out_plan(plan).await
    }

    /// Makes new keys that sign at once; the old ones stay published until their last token has expired.
    ///
    /// # Errors
    /// [`KeysError`]. The keys in use stay in use.
    pub async fn rotate(&self) -> Result<(), KeysError> {
        self.carry_out_plan(rotate_now).await
    }

    /// Removes the key with this `kid`, or every key, at once, and makes the keys that sign instead. What a removed key
    /// signed counts nowhere on this server any more.
    ///
    /// # Errors
    /// [`KeysError`]. The keys in use stay in use.
    pub async fn replace_compromised(&self, kid: Option<&str>) -> Result<(), KeysError> {
        let now = self.environment.now();
        // All of them: a row that this server refuses to use is removed, too.
        let records = self.storage.signing_keys(&self.seal.owner().tenant).await?;
        let policy = self.policy_now(&records);
        self.carry_out(replace_compromised(now, &records, &policy, kid), now).await
    }

    /// Seals every private half anew with the current encryption key. Returns how many there are.
    ///
    /// # Errors
    /// [`KeysError`], in particular `Sealed` when a key opens neither with the current encryption key nor with a
    /// previous one.
    pub async fn reseal(&self) -> Result<usize, KeysError> {
        let records = self.storage.signing_keys(&self.seal.owner().tenant).await?;
        let now = self.environment.now();
        let resealed = resealed(records, &self.seal, now)?;
        let decision = self.decide(now, |occasion| operation::reseal(resealed, occasion));
        self.storage.apply(decision.changes).await?;
        Ok(decision.answer)
    }

    /// Reads the records again, so that a rotation by another process is seen.
    ///
    /// # Errors
    /// [`KeysError`]. The keys in use stay in use.
    pub async fn reload(&self) -> Result<(), KeysError> {
        self.usable_records(self.environment.now()).await.map(drop)
    }

    /// Reads the records and takes them into use. Returns those whose public half belongs to their private half.
    async fn usable_records(&self, now: Timestamp) -> Result<Vec<SigningKeyRecord>, KeysError> {
        let records = self.storage.signing_keys(&self.seal.owner().tenant).await?;
        let before = self.snapshot.load();
        if before.is_of(&records) {
            return Ok(before.records().to_vec());
        }
        let snapshot = Snapshot::new(records, &before, &self.seal, now)?;
        let usable = snapshot.records().to_vec();
        self.snapshot.store(Arc::new(snapshot));
        Ok(usable)
    }

    /// Signs claims as a JWT with the key that signs now.
    ///
    /// # Errors
    /// [`KeysError::NoKey`] when no key signs with this algorithm, [`KeysError::Sign`] when signing fails.
    pub fn sign_jwt<T: Serialize>(
        &self,
        algorithm: Algorithm,
        typ: Option<&str>,
        claims: &T,
    ) -> Result<String, KeysError> {
        let snapshot = self.snapshot.load();
        let record = active(self.environment.now(), snapshot.records(), algorithm);
        let signer = record.and_then(|record| snapshot.signer(&record.kid));
        Ok(signer.ok_or(KeysError::NoKey(algorithm))?.sign_jwt(typ, claims)?)
    }

    /// Whether a key signs with this algorithm now.
    pub fn signs(&self, algorithm: Algorithm) -> bool {
        active(self.environment.now(), self.snapshot.load().records(), algorithm).is_some()
    }

    /// The algorithms that can sign now, in the order of the policy.
    pub fn algorithms(&self) -> Vec<Algorithm> {
        let snapshot = self.snapshot.load();
        let now = self.environment.now();
        let signs = |algorithm: &Algorithm| active(now, snapshot.records(), *algorithm).is_some();
        self.policy.algorithms.iter().copied().filter(signs).collect()
    }

    /// Returns each algorithm that can sign now, with the time since its key began to sign.
    pub(crate) fn ages(&self) -> Vec<(Algorithm, Seconds)> {
        let (snapshot, now) = (self.snapshot.load(), self.environment.now());
        let age = |algorithm: &Algorithm| {
            let record = active(now, snapshot.records(), *algorithm)?;
            Some((*algorithm, now.since(record.signs_from)))
        };
        self.policy.algorithms.iter().filter_map(age).collect()
    }

    /// Whether every algorithm that is needed now can sign.
    pub fn are_complete(&self) -> bool {
        let needed = self.policy_now(self.snapshot.load().records()).algorithms;
        needed.into_iter().all(|algorithm| self.signs(algorithm))
    }

    /// Returns the default algorithm, for access tokens for example: the first of the policy that has a key.
    /// Resource servers take whatever the key set holds.
    pub fn default_algorithm(&self) -> Algorithm {
        let snapshot = self.snapshot.load();
        let now = self.environment.now();
        let signs = |algorithm: &Algorithm| active(now, snapshot.records(), *algorithm).is_some();
        self.policy.algorithms.iter().copied().find(signs).unwrap_or_default()
    }

    /// Every published key, for verifying what we signed.
    pub fn verifying_keys(&self) -> Arc<KeySet> {
        self.snapshot.load().verifying_keys(self.environment.now())
    }

    /// The document behind `jwks_uri`.
    pub fn jwks(&self) -> Document {
        self.snapshot.load().published(self.environment.now())
    }

    /// Plans from what is stored now, and once more when another server stored something meanwhile.
    async fn carry_out_plan(
        &self,
        plan: fn(Timestamp, &[SigningKeyRecord], &KeyPolicy) -> Vec<KeyStep>,
    ) -> Result<(), KeysError> {
        let _planning = self.planning.lock().await;
        let mut attempts = ATTEMPTS;
        loop {
            attempts -= 1;
            let now = self.environment.now();
            let records = self.usable_records(now).await?;
            let policy = self.policy_now(&records);
            match self.carry_out(plan(now, &records, &policy), now).await {
                Err(KeysError::Apply(ApplyError::Conflict { .. })) if attempts > 0 => {}
                done => return done,
            }
        }
    }

    /// Returns the policy without the algorithms whose keys nobody needs yet.
    fn policy_now(&self, records: &[SigningKeyRecord]) -> KeyPolicy {
        let mut policy = self.policy.clone();
        if self.making == Making::WhenNeeded {
            let needed = self.needed.lock().unwrap_or_else(PoisonError::into_inner);
            let usual = self.policy.algorithms.first().copied();
            policy.algorithms.retain(|algorithm| {
                Some(*algorithm) == usual
                    || needed.contains(algorithm)
                    || records.iter().any(|record| record.algorithm == *algorithm)
            });
        }
        policy
    }

    async fn carry_out(&self, steps: Vec<KeyStep>, now: Timestamp) -> Result<(), KeysError> {
        if steps.is_empty() {
            return self.reload().await;
        }
        let made = self.make_all(&steps, now).await?;
        // Making an RSA key takes long enough for another process to remove a key: it must not come back.
        let stored = match made.len() == steps.len() {
            true => Vec::new(),
            false => self.storage.signing_keys(&self.seal.owner().tenant).await?,
        };
        let decision = self.decide(now, |occasion| operation::carry_out(&steps, made, &stored, occasion));
        if !decision.changes.is_empty() {
            self.storage.apply(decision.changes).await?;
        }
        self.reload().await
    }

    fn decide<T>(&self, now: Timestamp, decide: impl FnOnce(&Occasion<'_>) -> T) -> T {
        decide(&Occasion {
            tenant: &self.seal.owner().tenant,
            actor: &self.actor.0,
            now,
            network_address: self.actor.1,
            reference: None,
            events_kept_for: self.policy.event_lifetime,
            fresh_id: &|| self.environment.identifier(),
        })
    }

    async fn make(
        &self,
        algorithm: Algorithm,
        signs_from: Timestamp,
        now: Timestamp,
    ) -> Result<SigningKeyRecord, KeysError> {
        // An RSA key takes long enough to hold up other requests.
        let made = tokio::task::spawn_blocking(move || SigningKey::generate(algorithm)).await;
        let key = made.map_err(|_| KeysError::Interrupted)??;
        let kid = key.kid().to_owned();
        Ok(SigningKeyRecord {
            tenant: self.seal.owner().tenant.clone(),
            algorithm,
            public_jwk: key.public_jwk(),
            private_key_sealed: self.seal.seal(&reseal::kind(&kid), &key.to_pkcs8())?,
            kid,
            created_at: now,
            signs_from,
            published_until: None,
            revision: 0,
            unknown: Unknown::default(),
        })
    }
}

#[cfg(test)]
mod tests;
