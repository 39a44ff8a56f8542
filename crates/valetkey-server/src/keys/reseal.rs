//! The private half of a signing key, sealed at rest.

use valetkey_authorization_server::record::SigningKeyRecord;
use valetkey_jose::SigningKey;
use valetkey_types::Timestamp;
use zeroize::Zeroizing;

use super::KeysError;
use crate::seal::{Purpose, Seal};

/// Returns each key sealed anew, with the current encryption key and for the owner of the seal.
pub(crate) fn resealed(
    records: Vec<SigningKeyRecord>,
    seal: &Seal,
    now: Timestamp,
) -> Result<Vec<SigningKeyRecord>, KeysError> {
    let reseal = |mut record: SigningKeyRecord| {
        let document = unsealed(&record, seal, now)?;
        record.private_key_sealed = seal.seal(&kind(&record.kid), &document)?;
        Ok(record)
    };
    records.into_iter().map(reseal).collect()
}

pub(super) fn open(record: &SigningKeyRecord, seal: &Seal, now: Timestamp) -> Result<SigningKey, KeysError> {
    Ok(SigningKey::from_pkcs8(record.algorithm, &unsealed(record, seal, now)?)?)
}

/// A sealed key opens only under its own name.
pub(super) fn kind(kid: &str) -> String {
    format!("signing key {kid}")
}

fn unsealed(record: &SigningKeyRecord, seal: &Seal, now: Timestamp) -> Result<Zeroizing<Vec<u8>>, KeysError> {
    let opened = seal.open(Purpose::of(&kind(&record.kid)), &record.private_key_sealed, now);
    opened.map_err(|reason| KeysError::Sealed { kid: record.kid.clone(), reason })
}
