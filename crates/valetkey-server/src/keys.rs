//! The signing keys of the moment: made at first start, rotated on a schedule, sealed at rest.

mod maintenance;
mod snapshot;

use std::sync::Arc;

use arc_swap::ArcSwap;
use serde::Serialize;
use valetkey_authorization_server::{
    Change,
    keys::{KeyPolicy, KeyStep, active, plan, rotate_now},
    record::SigningKeyRecord,
};
use valetkey_jose::{
    Algorithm, KeyError, KeySet, SignError, SigningKey,
    seal::{OpenError, SealError, SealingKeys},
};
use valetkey_storage::{ApplyError, Storage, StorageError};
use valetkey_types::{TenantId, Timestamp};

use crate::{Environment, respond::Document};

use snapshot::Snapshot;

pub use maintenance::maintain;

/// The keys of one issuer. Reading them takes no lock; a change in the database is seen after [`Keys::reload`].
pub struct Keys {
    storage: Arc<dyn Storage>,
    tenant: TenantId,
    sealing: SealingKeys,
    policy: KeyPolicy,
    environment: Arc<dyn Environment>,
    snapshot: ArcSwap<Snapshot>,
}

/// What can go wrong with keys.
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
         restore the one it was made with"
    )]
    Sealed {
        /// Its `kid`.
        kid: String,
        /// What opening said.
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
        tenant: TenantId,
        sealing: SealingKeys,
        policy: KeyPolicy,
        environment: Arc<dyn Environment>,
    ) -> Result<Self, KeysError> {
        let snapshot = ArcSwap::from_pointee(Snapshot::empty());
        let keys = Self { storage, tenant, sealing, policy, environment, snapshot };
        let records = keys.storage.signing_keys(&keys.tenant).await?;
        let now = keys.environment.now();
        let first = keys.policy.algorithms.first().copied();
        let is_needed =
            |step: &KeyStep| matches!(step, KeyStep::Make { algorithm, .. } if Some(*algorithm) == first);
        let steps = plan(now, &records, &keys.policy).into_iter().filter(is_needed);
        keys.carry_out(&records, steps.collect(), now).await?;
        Ok(keys)
    }

    /// Reads the records, does what the policy asks for at this moment, and takes the result into use.
    ///
    /// # Errors
    /// [`KeysError`]. The keys in use stay in use.
    pub async fn ensure(&self) -> Result<(), KeysError> {
        let records = self.storage.signing_keys(&self.tenant).await?;
        let now = self.environment.now();
        self.carry_out(&records, plan(now, &records, &self.policy), now).await
    }

    /// Makes new keys that sign at once; the old ones stay published until their last token has expired.
    ///
    /// # Errors
    /// [`KeysError`]. The keys in use stay in use.
    pub async fn rotate(&self) -> Result<(), KeysError> {
        let records = self.storage.signing_keys(&self.tenant).await?;
        let now = self.environment.now();
        self.carry_out(&records, rotate_now(now, &records, &self.policy), now).await
    }

    /// Reads the records again, so that a rotation by another process is seen.
    ///
    /// # Errors
    /// [`KeysError`]. The keys in use stay in use.
    pub async fn reload(&self) -> Result<(), KeysError> {
        let records = self.storage.signing_keys(&self.tenant).await?;
        let before = self.snapshot.load();
        if !before.is_of(&records) {
            self.snapshot.store(Arc::new(Snapshot::new(records, &before, &self.sealing)?));
        }
        Ok(())
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

    /// The algorithms that can sign now, in the order of the policy.
    pub fn algorithms(&self) -> Vec<Algorithm> {
        let snapshot = self.snapshot.load();
        let now = self.environment.now();
        let signs = |algorithm: &Algorithm| active(now, snapshot.records(), *algorithm).is_some();
        self.policy.algorithms.iter().copied().filter(signs).collect()
    }

    /// Whether every algorithm of the policy can sign now.
    pub fn are_complete(&self) -> bool {
        self.algorithms().len() == self.policy.algorithms.len()
    }

    /// What signs where nothing else was asked for, access tokens for example: the first of the policy that has a key.
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

    async fn carry_out(
        &self,
        records: &[SigningKeyRecord],
        steps: Vec<KeyStep>,
        now: Timestamp,
    ) -> Result<(), KeysError> {
        let mut changes = Vec::with_capacity(steps.len());
        for step in steps {
            changes.extend(self.change(records, step, now).await?);
        }
        if !changes.is_empty() {
            self.storage.apply(changes).await?;
        }
        self.reload().await
    }

    async fn change(
        &self,
        records: &[SigningKeyRecord],
        step: KeyStep,
        now: Timestamp,
    ) -> Result<Option<Change>, KeysError> {
        Ok(match step {
            KeyStep::Make { algorithm, signs_from } => {
                let record = self.make(algorithm, signs_from, now).await?;
                tracing::info!(kid = record.kid, %algorithm, "a signing key was made");
                Some(Change::PutSigningKey(record))
            }
            KeyStep::Retire { kid, published_until } => {
                let record = records.iter().find(|record| record.kid == kid).cloned();
                record.map(|mut record| {
                    record.published_until = Some(published_until);
                    Change::PutSigningKey(record)
                })
            }
            KeyStep::Remove { kid } => {
                tracing::info!(kid, "a signing key was removed: its last token has expired");
                Some(Change::RemoveSigningKey { tenant: self.tenant.clone(), kid })
            }
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
            tenant: self.tenant.clone(),
            algorithm,
            public_jwk: key.public_jwk(),
            private_key_sealed: self.sealing.seal(&snapshot::purpose(&kid), &key.to_pkcs8())?,
            kid,
            created_at: now,
            signs_from,
            published_until: None,
        })
    }
}

#[cfg(test)]
mod tests;
