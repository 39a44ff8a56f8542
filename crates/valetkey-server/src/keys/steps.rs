//! The steps of a change of keys, before it happens.

use valetkey_authorization_server::{
    keys::{KeyStep, replace_compromised, rotate_now},
    record::SigningKeyRecord,
};

use super::Keys;

impl Keys {
    /// Returns the steps of [`Keys::rotate`] at this moment.
    pub(crate) fn steps_to_rotate(&self, records: &[SigningKeyRecord]) -> Vec<KeyStep> {
        rotate_now(self.environment.now(), records, &self.policy_now(records))
    }

    /// Returns the steps of [`Keys::replace_compromised`] at this moment.
    pub(crate) fn steps_to_replace(&self, records: &[SigningKeyRecord], kid: Option<&str>) -> Vec<KeyStep> {
        replace_compromised(self.environment.now(), records, &self.policy_now(records), kid)
    }
}
