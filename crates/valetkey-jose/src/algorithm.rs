//! Signature algorithms by their registered names (RFC 7518 section 3.1, RFC 8037, RFC 9864).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A JSON Web Signature algorithm. `none` does not exist here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256. The default for new keys.
    #[default]
    ES256,
    /// ECDSA on P-384 with SHA-384.
    ES384,
    /// ECDSA on P-521 with SHA-512.
    ES512,
    /// Ed25519. Printed as `EdDSA` (RFC 8037). When reading, the RFC 9864 name `Ed25519` means the same algorithm.
    EdDSA,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    RS256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    RS384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    RS512,
    /// RSASSA-PSS with SHA-256.
    PS256,
    /// RSASSA-PSS with SHA-384.
    PS384,
    /// RSASSA-PSS with SHA-512.
    PS512,
    /// HMAC with SHA-256, keyed with a client secret. Never valid with a key from a JWK set.
    HS256,
}

/// The kind of key of an algorithm: `kty`, and the curve if it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyType {
    /// `EC` on `P-256`.
    P256,
    /// `EC` on `P-384`.
    P384,
    /// `EC` on `P-521`.
    P521,
    /// `OKP` on `Ed25519`.
    Ed25519,
    /// `RSA`.
    Rsa,
    /// A shared secret.
    Symmetric,
}

/// The name of an algorithm that this crate does not support.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a signature algorithm such as ES256, EdDSA or RS256, got {seen:?}")]
pub struct UnknownAlgorithm {
    /// The received name, cut to a readable length.
    pub seen: String,
}

impl Algorithm {
    /// Every algorithm with a public key, in order of preference.
    pub const ASYMMETRIC: [Algorithm; 10] = [
        Algorithm::ES256,
        Algorithm::EdDSA,
        Algorithm::ES384,
        Algorithm::ES512,
        Algorithm::PS256,
        Algorithm::PS384,
        Algorithm::PS512,
        Algorithm::RS256,
        Algorithm::RS384,
        Algorithm::RS512,
    ];

    /// Returns the registered name, as written into headers and metadata.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ES256 => "ES256",
            Self::ES384 => "ES384",
            Self::ES512 => "ES512",
            Self::EdDSA => "EdDSA",
            Self::RS256 => "RS256",
            Self::RS384 => "RS384",
            Self::RS512 => "RS512",
            Self::PS256 => "PS256",
            Self::PS384 => "PS384",
            Self::PS512 => "PS512",
            Self::HS256 => "HS256",
        }
    }

    /// Returns the kind of key for this algorithm.
    pub fn key_type(self) -> KeyType {
        match self {
            Self::ES256 => KeyType::P256,
            Self::ES384 => KeyType::P384,
            Self::ES512 => KeyType::P521,
            Self::EdDSA => KeyType::Ed25519,
            Self::RS256 | Self::RS384 | Self::RS512 | Self::PS256 | Self::PS384 | Self::PS512 => KeyType::Rsa,
            Self::HS256 => KeyType::Symmetric,
        }
    }
}

impl FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    /// Reads a name, which is case-sensitive (RFC 7515 section 4.1.1).
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Ok(match name {
            "ES256" => Self::ES256,
            "ES384" => Self::ES384,
            "ES512" => Self::ES512,
            "EdDSA" | "Ed25519" => Self::EdDSA,
            "RS256" => Self::RS256,
            "RS384" => Self::RS384,
            "RS512" => Self::RS512,
            "PS256" => Self::PS256,
            "PS384" => Self::PS384,
            "PS512" => Self::PS512,
            "HS256" => Self::HS256,
            other => return Err(UnknownAlgorithm { seen: other.chars().take(40).collect() }),
        })
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for Algorithm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Algorithm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
