//! Signing keys.

use serde::Deserialize;
use serde_json::Value;
use valetkey_authorization_server::record::SigningKeyRecord;
use valetkey_jose::{Algorithm, Jwk};
use valetkey_types::{TenantId, Timestamp, Unknown};

use super::{HIDDEN, read};
use crate::failure::Failure;

#[derive(Deserialize)]
struct KeyDocument {
    kid: String,
    algorithm: Algorithm,
    created_at: Timestamp,
    signs_from: Timestamp,
    published_until: Option<Timestamp>,
    revision: u64,
}

/// Reads a signing key.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn key(document: Value) -> Result<SigningKeyRecord, Failure> {
    let key: KeyDocument = read("signing key", document)?;
    Ok(SigningKeyRecord {
        tenant: TenantId::default(),
        kid: key.kid,
        algorithm: key.algorithm,
        public_jwk: Jwk::default(),
        private_key_sealed: HIDDEN.to_owned(),
        created_at: key.created_at,
        signs_from: key.signs_from,
        published_until: key.published_until,
        revision: key.revision,
        unknown: Unknown::default(),
    })
}
