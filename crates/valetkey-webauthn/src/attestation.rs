//! Accepts authenticators by their model. An attestation proves the model (WebAuthn Level 3 section 6.5).

use std::time::SystemTime;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};
use uuid::Uuid;
use webauthn_rs_core::{attestation::verify_attestation_ca_chain, proto::ParsedAttestationData};

/// The error for unusable certificates of manufacturers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected at least one certificate in DER, got none or an unreadable one")]
pub struct RootsError;

/// The root certificates of manufacturers of authenticators, in DER.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttestationRoots(Vec<Vec<u8>>);

/// The models of authenticators that may be registered. The authenticator must attest its model with a certificate of a root,
/// because any software can claim an AAGUID.
#[derive(Clone, Debug)]
pub struct AttestationPolicy {
    /// The library's list of roots and their models, in its stored form.
    list: Value,
}

impl AttestationRoots {
    /// Checks the certificates.
    ///
    /// # Errors
    /// [`RootsError`] if there is no certificate, or if one is unreadable.
    pub fn new(certificates: Vec<Vec<u8>>) -> Result<Self, RootsError> {
        let list = list(&certificates, &[]);
        let read = serde_json::from_value(list).map_err(|_| RootsError)?;
        // Without an attestation, the library checks only that the list contains a root.
        verify_attestation_ca_chain(&ParsedAttestationData::None, &read, SystemTime::UNIX_EPOCH)
            .map_err(|_| RootsError)?;
        Ok(Self(certificates))
    }

    /// Returns the policy that accepts these models of these manufacturers.
    pub fn accepting(&self, models: &[Uuid]) -> AttestationPolicy {
        AttestationPolicy { list: list(&self.0, models) }
    }
}

impl AttestationPolicy {
    /// Returns a policy without roots. It accepts no model, because no attestation can be verified.
    pub fn without_roots() -> Self {
        Self { list: list(&[], &[]) }
    }

    pub(crate) fn list(&self) -> &Value {
        &self.list
    }
}

/// Returns a list in which each root has all models. The library ignores the keys of the outer map; they only need 32 bytes.
fn list(certificates: &[Vec<u8>], models: &[Uuid]) -> Value {
    let described = json!({ "en": "", "localised": {} });
    let models: Map<String, Value> =
        models.iter().map(|model| (model.to_string(), described.clone())).collect();
    let root = |(index, certificate): (usize, &Vec<u8>)| {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&index.to_be_bytes());
        let root =
            json!({ "ca": URL_SAFE_NO_PAD.encode(certificate), "aaguids": models, "blanket_allow": false });
        (URL_SAFE_NO_PAD.encode(key), root)
    };
    let roots: Map<String, Value> = certificates.iter().enumerate().map(root).collect();
    json!({ "cas": roots })
}
