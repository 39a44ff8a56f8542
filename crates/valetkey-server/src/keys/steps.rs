//! The steps of a change of keys, before it happens.

use valetkey_authorization_server::{
    keys::{KeyStep, replace_compromised, rotate_now},
    record::SigningKeyRecord,
};

use valetkey_types::Timestamp;

use super::{Keys, KeysError};

impl Keys {
    /// Makes the keys of the steps. Nothing is stored.
    pub(crate) async fn make_all(
        &self,
        steps: &[KeyStep],
        now: Timestamp,
    ) -> Result<Vec<SigningKeyRecord>, KeysError> {
        let mut made = Vec::new();
        for step in steps {
            match step {
                KeyStep::Make { algorithm, signs_from } => {
                    let record = self.make(*algorithm, *signs_from, now).await?;
                    tracing::info!(kid = record.kid, %algorithm, "a signing key was made");
                    made.push(record);
                }
                KeyStep::Retire { .. } => {}
                KeyStep::Remove { kid } => tracing::info!(kid, "a signing key is removed"),
            }
        }
        Ok(made)
    }

    /// Returns the steps of [`Keys::rotate`] at this moment.
    pub(crate) fn steps_to_rotate(&self, records: &[SigningKeyRecord]) -> Vec<KeyStep> {
        rotate_now(self.environment.now(), records, &self.policy_now(records))
    }

    /// Returns the steps of [`Keys::replace_compromised`] at this moment.
    pub(crate) fn steps_to_replace(&self, records: &[SigningKeyRecord], kid: Option<&str>) -> Vec<KeyStep> {
        replace_compromised(self.environment.now(), records, &self.policy_now(records), kid)
    }
}
