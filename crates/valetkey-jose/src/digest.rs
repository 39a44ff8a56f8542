//! Hashes, base64url, random values and comparison in constant time.

use aws_lc_rs::{constant_time, digest, hmac, rand};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::algorithm::Algorithm;

/// A text that is not canonical base64url without padding (RFC 4648 section 5, RFC 7515 section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected canonical base64url without padding")]
pub struct NotBase64Url;

/// Returns the SHA-256 hash of `data`.
pub fn sha256(data: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, data).as_ref());
    hash
}

/// Returns the HMAC-SHA256 of `data` (RFC 2104).
pub fn hmac_sha256(key: &[u8; 32], data: &[u8]) -> [u8; 32] {
    let mut tag = [0; 32];
    tag.copy_from_slice(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), data).as_ref());
    tag
}

/// Returns the HMAC-SHA1 of `data`. Only for the one-time passwords of RFC 6238, because authenticator applications support no
/// other hash.
pub fn hmac_sha1(key: &[u8], data: &[u8]) -> [u8; 20] {
    let mut tag = [0; 20];
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, key);
    tag.copy_from_slice(hmac::sign(&key, data).as_ref());
    tag
}

/// Encodes `data` as base64url without padding (RFC 7515 section 2).
pub fn base64url(data: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(data)
}

/// Appends `data` as base64url without padding.
pub(crate) fn push_base64url(text: &mut String, data: &[u8]) {
    URL_SAFE_NO_PAD.encode_string(data, text);
}

/// Decodes base64url. Refuses padding, white space, other characters and unused trailing bits that are not zero, so each byte
/// string has exactly one accepted encoding.
pub fn base64url_decode(text: &str) -> Result<Vec<u8>, NotBase64Url> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| NotBase64Url)
}

/// `data` as base64 with padding (RFC 4648 section 4).
pub fn base64(data: &[u8]) -> String {
    STANDARD.encode(data)
}

/// The bytes behind `text`, which is base64 with padding; `None` for any other text.
pub fn base64_decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// Returns whether both are equal, in a time that depends only on their lengths.
pub fn constant_time_eq(left: &[u8], right: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(left, right).is_ok()
}

/// Returns the `S256` code challenge of a code verifier (RFC 7636 section 4.2).
pub fn pkce_s256(verifier: &str) -> String {
    base64url(&sha256(verifier.as_bytes()))
}

/// Returns `at_hash` or `c_hash`: the left half of the hash of the ID token's algorithm, base64url (OpenID Connect Core 1.0
/// sections 3.1.3.6 and 3.3.2.11). The hash of Ed25519 is SHA-512.
pub fn left_half_hash(algorithm: Algorithm, value: &str) -> String {
    let hash = digest::digest(hash_of(algorithm), value.as_bytes());
    let bytes = hash.as_ref();
    base64url(&bytes[..bytes.len() / 2])
}

/// Returns `N` bytes from the system's random source. If that source fails, the process ends at once, because all secrets made
/// afterwards could be guessed.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if rand::fill(&mut bytes).is_err() {
        std::process::abort();
    }
    bytes
}

/// Returns 256 random bits as 43 base64url characters.
pub fn random_token() -> String {
    base64url(&random_bytes::<32>())
}

fn hash_of(algorithm: Algorithm) -> &'static digest::Algorithm {
    match algorithm {
        Algorithm::ES256 | Algorithm::RS256 | Algorithm::PS256 | Algorithm::HS256 => &digest::SHA256,
        Algorithm::ES384 | Algorithm::RS384 | Algorithm::PS384 => &digest::SHA384,
        Algorithm::ES512 | Algorithm::RS512 | Algorithm::PS512 | Algorithm::EdDSA => &digest::SHA512,
    }
}
