//! A signing key and its times.

use valetkey_jose::{Algorithm, Jwk};
use valetkey_types::{TenantId, Timestamp, Unknown};

/// A key of the issuer. Published from the start, signing from `signs_from`, published until `published_until`.
#[derive(Clone)]
pub struct SigningKeyRecord {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its `kid`: the RFC 7638 thumbprint.
    pub kid: String,
    /// The algorithm.
    pub algorithm: Algorithm,
    /// The public half.
    pub public_jwk: Jwk,
    /// The private half (PKCS#8), sealed with the server's encryption key.
    pub private_key_sealed: String,
    /// When it was made and first published.
    pub created_at: Timestamp,
    /// When it starts to sign.
    pub signs_from: Timestamp,
    /// When the last token it signed has expired and it leaves the key set; `None` while no successor exists.
    pub published_until: Option<Timestamp>,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}

impl std::fmt::Debug for SigningKeyRecord {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "SigningKeyRecord({} {})", self.algorithm.as_str(), self.kid)
    }
}
