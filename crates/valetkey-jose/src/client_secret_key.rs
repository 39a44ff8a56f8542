//! HS256 with a client secret: `client_secret_jwt`, and ID tokens for clients registered with HS256.

use aws_lc_rs::hmac;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::algorithm::Algorithm;
use crate::key_set::KeySet;
use crate::signing_key::{KeyError, SignError, encoded_header, push_part, signing_input};

const FEWEST_BYTES: usize = 32;

/// A client secret that is used as an HMAC key (OpenID Connect Core 1.0 section 10.1). Its own type ensures that a public key is
/// never used as a secret, and that a key set from the network never contains a secret.
pub struct ClientSecretKey {
    secret: Zeroizing<Vec<u8>>,
}

impl ClientSecretKey {
    /// Creates a key from the bytes of the secret. Fails if there are fewer than 32 (RFC 7518 section 3.2).
    pub fn new(secret: &[u8]) -> Result<Self, KeyError> {
        if secret.len() < FEWEST_BYTES {
            return Err(KeyError::SecretTooShort { expected: FEWEST_BYTES, seen: secret.len() });
        }
        Ok(Self { secret: Zeroizing::new(secret.to_vec()) })
    }

    /// Returns a key set that verifies only HS256 with this secret. HS256 must still be among the accepted algorithms of each
    /// verification.
    pub fn key_set(&self) -> KeySet {
        KeySet::from_secret(&self.secret)
    }

    /// Signs claims with HS256. The header has no `kid`. Returns an error if the claims are not a JSON object.
    pub fn sign_jwt<T: Serialize>(&self, typ: Option<&str>, claims: &T) -> Result<String, SignError> {
        let mut token = signing_input(&encoded_header(Algorithm::HS256, None, typ), claims)?;
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &self.secret), token.as_bytes());
        push_part(&mut token, tag.as_ref());
        Ok(token)
    }
}
