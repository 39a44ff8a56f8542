//! HS256 with a client secret: `client_secret_jwt`, and ID tokens for clients registered with HS256.

use aws_lc_rs::hmac;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::algorithm::Algorithm;
use crate::key_set::KeySet;
use crate::signing_key::{KeyError, SignError, encoded_header, push_part, signing_input};

const FEWEST_BYTES: usize = 32;

/// A client secret used as an HMAC key (OpenID Connect Core 1.0 section 10.1). It is a type of its own, so a
/// public key cannot end up here and a secret cannot end up in a key set that came over the network.
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

    /// A key set that verifies HS256 with this secret and nothing else. HS256 must still be among the expected
    /// algorithms of each verification.
    pub fn key_set(&self) -> KeySet {
        KeySet::from_secret(&self.secret)
    }

    /// Signs claims with HS256; the header has no `kid`. Errors when the claims are no JSON object.
    pub fn sign_jwt<T: Serialize>(&self, typ: Option<&str>, claims: &T) -> Result<String, SignError> {
        let mut token = signing_input(&encoded_header(Algorithm::HS256, None, typ), claims)?;
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &self.secret), token.as_bytes());
        push_part(&mut token, tag.as_ref());
        Ok(token)
    }
}
