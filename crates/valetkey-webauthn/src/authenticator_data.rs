//! Reads the raw values of a registration (WebAuthn Level 3 section 6.1).

use serde::Deserialize;
use serde_cbor_2::{Deserializer, Value};
use uuid::Uuid;

/// The raw attested credential data of a registration (section 6.5.1).
pub(crate) struct AttestedCredential {
    pub aaguid: Uuid,
    pub credential_id: Vec<u8>,
    /// The COSE key, byte for byte.
    pub public_key: Vec<u8>,
}

/// The attestation object, with only the member that this module reads (section 6.5.4).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AttestationObject<'a> {
    #[serde(borrow)]
    auth_data: &'a [u8],
}

/// The number of bytes before the attested credential data: the RP ID hash (32), the flags (1) and the signature counter (4).
const BEFORE_CREDENTIAL: usize = 32 + 1 + 4;
const AAGUID: usize = 16;
/// The flag AT: attested credential data is included.
const HAS_CREDENTIAL: u8 = 0b0100_0000;
const FLAGS: usize = 32;

/// Reads the credential of a verified attestation object.
pub(crate) fn attested_credential(attestation_object: &[u8]) -> Option<AttestedCredential> {
    let object: AttestationObject<'_> = serde_cbor_2::from_slice(attestation_object).ok()?;
    if object.auth_data.get(FLAGS)? & HAS_CREDENTIAL == 0 {
        return None;
    }
    let (aaguid, rest) = object.auth_data.get(BEFORE_CREDENTIAL..)?.split_at_checked(AAGUID)?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let (credential_id, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
    let mut key = Deserializer::from_slice(rest);
    Value::deserialize(&mut key).ok()?;
    Some(AttestedCredential {
        aaguid: Uuid::from_slice(aaguid).ok()?,
        credential_id: credential_id.to_vec(),
        public_key: rest.get(..key.byte_offset())?.to_vec(),
    })
}
