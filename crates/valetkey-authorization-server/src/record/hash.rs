//! The stored form of a secret we generated.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// SHA-256 of a secret that we generated, so that nobody can try them all. Compared in constant time, stored as base64url.
#[derive(Clone, Copy)]
pub struct Sha256Hash([u8; 32]);

impl Sha256Hash {
    /// The hash of a secret.
    pub fn of(secret: &[u8]) -> Self {
        Self(valetkey_jose::digest::sha256(secret))
    }

    /// Whether this is the hash of the secret; takes the same time for every answer.
    pub fn matches(&self, secret: &[u8]) -> bool {
        valetkey_jose::digest::constant_time_eq(&self.0, &valetkey_jose::digest::sha256(secret))
    }
}

impl PartialEq for Sha256Hash {
    fn eq(&self, other: &Self) -> bool {
        valetkey_jose::digest::constant_time_eq(&self.0, &other.0)
    }
}

impl Eq for Sha256Hash {}

impl std::fmt::Debug for Sha256Hash {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Sha256Hash(hidden)")
    }
}

impl Serialize for Sha256Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&valetkey_jose::digest::base64url(&self.0))
    }
}

impl<'de> Deserialize<'de> for Sha256Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = valetkey_jose::digest::base64url_decode(&text).map_err(serde::de::Error::custom)?;
        let bytes = <[u8; 32]>::try_from(bytes).map_err(|_| serde::de::Error::custom("expected 32 bytes"))?;
        Ok(Self(bytes))
    }
}
