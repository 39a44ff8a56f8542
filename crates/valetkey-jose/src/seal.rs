//! Sealed values: texts that leave the server, can't be read or changed outside, and return later.
//!
//! They use AES-256-GCM-SIV (RFC 8452) with a random nonce. Unlike plain GCM, this is safe for more than 2³² values, which a
//! busy server seals within weeks. A sealed value is base64url of: one version byte, the four-byte id of the key, twelve bytes
//! of nonce, the encrypted bytes, sixteen bytes of tag. Version, key id and purpose are authenticated, so a value sealed for
//! one purpose can't be opened for another. Sealed values do not expire: put a time inside if you need one.

use aws_lc_rs::aead::{AES_256_GCM, AES_256_GCM_SIV, Aad, Algorithm, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::hkdf;
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::{Zeroize, Zeroizing};

use crate::digest::{base64url, base64url_decode};

/// Maximum length of a value to seal, in bytes: 64 KiB.
pub const MAX_PLAINTEXT_BYTES: usize = 64 * 1024;

const VERSION: u8 = 2;
/// The version of values sealed with plain AES-256-GCM, which can still be opened.
const FIRST_VERSION: u8 = 1;
const KEY_ID_BYTES: usize = 4;
const PREFIX_BYTES: usize = 1 + KEY_ID_BYTES;
const TAG_BYTES: usize = 16;
const MAX_SEALED_CHARACTERS: usize = (MAX_PLAINTEXT_BYTES + PREFIX_BYTES + NONCE_LEN + TAG_BYTES) * 4 / 3 + 4;

/// A 256-bit sealing key. It can't be printed.
pub struct SealingKey {
    id: [u8; KEY_ID_BYTES],
    key: RandomizedNonceKey,
    key_of_first_version: RandomizedNonceKey,
}

/// The current key, which seals, and older keys, which only open.
pub struct SealingKeys {
    current: SealingKey,
    previous: Vec<SealingKey>,
}

/// The reason why a sealing key or a sealed value could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// The value is too long.
    #[error("expected at most {MAX_PLAINTEXT_BYTES} bytes to seal, got {seen}")]
    TooLong {
        /// Length of the value.
        seen: usize,
    },
    /// The value cannot be written as JSON.
    #[error("the value cannot be written as JSON: {0}")]
    Json(String),
    /// The crypto library refused.
    #[error("sealing failed in the crypto library")]
    Backend,
}

/// The reason why a sealed value can't be opened. It can't tell which byte is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The text is longer than any sealed value.
    #[error("expected a sealed value of at most {expected} characters, got {seen}")]
    TooLong {
        /// The limit in characters.
        expected: usize,
        /// The text's length.
        seen: usize,
    },
    /// The text is not base64url, is too short, or has another version.
    #[error("expected a sealed value, got another text")]
    Form,
    /// The value was sealed with an unknown or removed key.
    #[error("expected a value sealed with one of our keys, got another key id")]
    UnknownKey,
    /// The value was changed, or sealed for another purpose.
    #[error("expected an unchanged value sealed for {purpose:?}")]
    Tampered {
        /// The expected purpose.
        purpose: String,
    },
    /// The content is not the expected JSON.
    #[error("the sealed value is not the expected JSON")]
    Json,
}

impl SealingKey {
    /// Creates a key from 32 secret bytes.
    pub fn new(secret: &[u8; 32]) -> Result<Self, SealError> {
        let mut id = [0; KEY_ID_BYTES];
        expand(secret, "key id", &mut id)?;
        let key = encryption_key(secret, "encryption key, version 2", &AES_256_GCM_SIV)?;
        let key_of_first_version = encryption_key(secret, "encryption key", &AES_256_GCM)?;
        Ok(Self { id, key, key_of_first_version })
    }

    /// Derives an independent key from `master` for one use, by HKDF-SHA256 (RFC 5869) with `label` as its info.
    pub fn derive(master: &[u8; 32], label: &str) -> Result<Self, SealError> {
        let mut secret = Zeroizing::new([0; 32]);
        expand(master, &format!("sub-key {label}"), secret.as_mut_slice())?;
        Self::new(&secret)
    }

    fn additional_data(&self, version: u8, purpose: &str) -> Vec<u8> {
        [&[version], self.id.as_slice(), purpose.as_bytes()].concat()
    }

    fn open(&self, purpose: &str, mut body: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let tampered = || OpenError::Tampered { purpose: purpose.into() };
        let (version, key) = match body.first() {
            Some(&VERSION) => (VERSION, &self.key),
            Some(&FIRST_VERSION) => (FIRST_VERSION, &self.key_of_first_version),
            _ => return Err(OpenError::Form),
        };
        let mut encrypted = body.split_off(PREFIX_BYTES + NONCE_LEN);
        let nonce = Nonce::try_assume_unique_for_key(&body[PREFIX_BYTES..]).map_err(|_| OpenError::Form)?;
        let opened =
            key.open_in_place(nonce, Aad::from(self.additional_data(version, purpose)), &mut encrypted);
        let length = match opened {
            Ok(plaintext) => plaintext.len(),
            Err(_) => {
                encrypted.zeroize();
                return Err(tampered());
            }
        };
        encrypted.truncate(length);
        Ok(Zeroizing::new(encrypted))
    }
}

impl SealingKeys {
    /// Creates a key ring that seals and opens with this key.
    pub fn new(current: SealingKey) -> Self {
        Self { current, previous: Vec::new() }
    }

    /// Adds an older key, which only opens.
    pub fn with_previous(mut self, key: SealingKey) -> Self {
        self.previous.push(key);
        self
    }

    /// Seals bytes for a purpose, which is a fixed text of the calling code. Sealing the same bytes twice gives different
    /// texts. Returns an error for more than [`MAX_PLAINTEXT_BYTES`].
    pub fn seal(&self, purpose: &str, plaintext: &[u8]) -> Result<String, SealError> {
        if plaintext.len() > MAX_PLAINTEXT_BYTES {
            return Err(SealError::TooLong { seen: plaintext.len() });
        }
        let key = &self.current;
        // Reserves space for the tag, so that no copy of the plaintext is left in freed memory.
        let mut encrypted = Vec::with_capacity(plaintext.len() + TAG_BYTES);
        encrypted.extend_from_slice(plaintext);
        let nonce = key
            .key
            .seal_in_place_append_tag(Aad::from(key.additional_data(VERSION, purpose)), &mut encrypted)
            .map_err(|_| SealError::Backend)?;
        let sealed = [&[VERSION], key.id.as_slice(), nonce.as_ref(), &encrypted].concat();
        Ok(base64url(&sealed))
    }

    /// Opens a value that was sealed for the same purpose with the current key or a previous one. Refuses a value with any
    /// changed character.
    pub fn open(&self, purpose: &str, sealed: &str) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        if sealed.len() > MAX_SEALED_CHARACTERS {
            return Err(OpenError::TooLong { expected: MAX_SEALED_CHARACTERS, seen: sealed.len() });
        }
        let body = base64url_decode(sealed).map_err(|_| OpenError::Form)?;
        if body.len() < PREFIX_BYTES + NONCE_LEN + TAG_BYTES {
            return Err(OpenError::Form);
        }
        let key = std::iter::once(&self.current)
            .chain(&self.previous)
            .find(|key| key.id == body[1..PREFIX_BYTES])
            .ok_or(OpenError::UnknownKey)?;
        key.open(purpose, body)
    }

    /// Seals a value as JSON.
    pub fn seal_json<T: Serialize>(&self, purpose: &str, value: &T) -> Result<String, SealError> {
        let json =
            Zeroizing::new(serde_json::to_vec(value).map_err(|error| SealError::Json(error.to_string()))?);
        self.seal(purpose, &json)
    }

    /// Opens a value sealed with [`SealingKeys::seal_json`].
    pub fn open_json<T: DeserializeOwned>(&self, purpose: &str, sealed: &str) -> Result<T, OpenError> {
        let json = self.open(purpose, sealed)?;
        serde_json::from_slice(&json).map_err(|_| OpenError::Json)
    }
}

struct Length(usize);

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn encryption_key(
    secret: &[u8; 32],
    label: &str,
    algorithm: &'static Algorithm,
) -> Result<RandomizedNonceKey, SealError> {
    let mut key = Zeroizing::new([0; 32]);
    expand(secret, label, key.as_mut_slice())?;
    RandomizedNonceKey::new(algorithm, key.as_slice()).map_err(|_| SealError::Backend)
}

/// Derives an independent secret from `master` for a use other than sealing. It differs from the keys of [`SealingKey::derive`]
/// for every label.
///
/// # Errors
/// [`SealError::Backend`] if the crypto library refuses.
pub fn derive_secret(master: &[u8; 32], label: &str) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let mut secret = Zeroizing::new([0; 32]);
    expand(master, &format!("secret {label}"), secret.as_mut_slice())?;
    Ok(secret)
}

fn expand(secret: &[u8; 32], label: &str, output: &mut [u8]) -> Result<(), SealError> {
    let key = hkdf::Salt::new(hkdf::HKDF_SHA256, b"valetkey sealed values, version 1").extract(secret);
    key.expand(&[label.as_bytes()], Length(output.len()))
        .and_then(|material| material.fill(output))
        .map_err(|_| SealError::Backend)
}
