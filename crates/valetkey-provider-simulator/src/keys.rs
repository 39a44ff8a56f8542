//! The key that signs the ID tokens of all providers. It is an RSA key, because most real providers sign with RS256.

use valetkey_jose::{Algorithm, JwkSet, KeyError, SignError, SigningKey};

/// The algorithm of ID tokens, unless a provider signs with the client secret.
pub(crate) const ALGORITHM: Algorithm = Algorithm::RS256;

/// The key. A new one is generated at each start.
pub(crate) struct Keys(SigningKey);

impl Keys {
    pub(crate) fn generate() -> Result<Self, KeyError> {
        SigningKey::generate(ALGORITHM).map(Self)
    }

    /// Signs claims.
    pub(crate) fn sign(&self, claims: &serde_json::Value) -> Result<String, SignError> {
        self.0.sign_jwt(Some("JWT"), claims)
    }

    /// Returns the public keys (RFC 7517 section 5).
    pub(crate) fn published(&self) -> JwkSet {
        JwkSet::new(vec![self.0.public_jwk()])
    }
}
