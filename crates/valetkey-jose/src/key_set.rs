//! Keys for verification, which are parsed only once.

use std::fmt;

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{self, ParsedPublicKey, VerificationAlgorithm};

use crate::algorithm::{Algorithm, KeyType};
use crate::digest::base64url_decode;
use crate::jwk::{Jwk, JwkError, JwkSet, SkippedKey, missing};
use crate::public_key_der::RsaNumbers;
use crate::roca::is_roca;
use crate::verify_error::clip;

/// The verification keys of an issuer. They are not parsed again for each token.
#[derive(Default)]
pub struct KeySet {
    keys: Vec<VerifyingKey>,
    skipped: Vec<SkippedKey>,
}

/// A key and its allowed algorithms.
pub struct VerifyingKey {
    kid: Option<String>,
    material: Material,
}

enum Material {
    /// The parsed key for each of its algorithms: one for curves and for keys with an `alg`, six for an RSA key without an `alg`.
    Public(Vec<(Algorithm, ParsedPublicKey)>),
    /// A client secret, only for HS256. It has no `kid`, so every `kid` is accepted.
    Secret(hmac::Key),
}

impl KeySet {
    /// Parses the keys of a set. Skips keys that can't verify signatures (other use, unknown type or algorithm, point not on
    /// the curve, RSA outside 2048 to 8192 bits), see [`KeySet::skipped`].
    pub fn from_jwk_set(set: &JwkSet) -> Self {
        let mut keys = Vec::with_capacity(set.keys.len());
        let mut skipped = set.skipped.clone();
        for key in &set.keys {
            match VerifyingKey::from_jwk(key) {
                Ok(key) => keys.push(key),
                Err(error) => {
                    skipped.push(SkippedKey { kid: key.kid.as_deref().map(clip), reason: error.to_string() })
                }
            }
        }
        Self { keys, skipped }
    }

    /// Returns the keys that may have signed a token with this header. With a `kid`, only keys with this `kid` are returned.
    /// The keys must have the type of the algorithm and must not be for another algorithm.
    pub fn select(&self, kid: Option<&str>, algorithm: Algorithm) -> Vec<&VerifyingKey> {
        self.keys.iter().filter(|key| key.matches_kid(kid) && key.supports(algorithm)).collect()
    }

    /// Returns the `kid`s in the set, in order.
    pub fn kids(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().filter_map(VerifyingKey::kid)
    }

    /// Returns the skipped keys with the reasons.
    pub fn skipped(&self) -> &[SkippedKey] {
        &self.skipped
    }

    /// Returns the number of usable keys.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Returns `true` if there is no usable key.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Creates a set with one shared secret. The caller must have checked its length.
    pub(crate) fn from_secret(secret: &[u8]) -> Self {
        let material = Material::Secret(hmac::Key::new(hmac::HMAC_SHA256, secret));
        Self { keys: vec![VerifyingKey { kid: None, material }], skipped: Vec::new() }
    }
}

impl VerifyingKey {
    /// Parses one public key. The error names the wrong member.
    pub fn from_jwk(key: &Jwk) -> Result<Self, JwkError> {
        check_purpose(key)?;
        let key_type = key_type_of(key)?;
        let algorithms = algorithms_of(key, key_type)?;
        let encoded = match key_type {
            KeyType::Rsa => rsa_public_key(key)?,
            KeyType::Ed25519 => coordinate("x", &key.x, 32)?,
            curve => ec_point(key, curve)?,
        };
        let mut parsed = Vec::with_capacity(algorithms.len());
        for algorithm in algorithms {
            let backend = backend_algorithm(algorithm).ok_or(JwkError::Rejected("asymmetric"))?;
            let public_key = ParsedPublicKey::new(backend, &encoded)
                .map_err(|_| JwkError::Rejected(algorithm.as_str()))?;
            parsed.push((algorithm, public_key));
        }
        Ok(Self { kid: key.kid.clone(), material: Material::Public(parsed) })
    }

    /// Returns the key's identifier.
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// Returns `true` if the key may be used with this algorithm.
    pub fn supports(&self, algorithm: Algorithm) -> bool {
        match &self.material {
            Material::Public(parsed) => parsed.iter().any(|(known, _)| *known == algorithm),
            Material::Secret(_) => algorithm == Algorithm::HS256,
        }
    }

    /// Returns `true` if `signature` is a valid signature of `message` with this key and `algorithm`.
    pub fn verify_signature(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        match &self.material {
            Material::Public(parsed) => parsed
                .iter()
                .filter(|(known, _)| *known == algorithm)
                .any(|(_, key)| key.verify_sig(message, signature).is_ok()),
            Material::Secret(key) => {
                algorithm == Algorithm::HS256 && hmac::verify(key, message, signature).is_ok()
            }
        }
    }

    fn matches_kid(&self, kid: Option<&str>) -> bool {
        match (&self.material, kid) {
            (Material::Secret(_), _) | (_, None) => true,
            (Material::Public(_), Some(kid)) => self.kid() == Some(kid),
        }
    }
}

/// Shows only the `kid`s, because a set can contain a client secret.
impl fmt::Debug for KeySet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("KeySet")
            .field("kids", &self.kids().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// Refuses keys for encryption, which must not verify signatures (RFC 7517 sections 4.2 and 4.3).
fn check_purpose(key: &Jwk) -> Result<(), JwkError> {
    match &key.public_key_use {
        Some(purpose) if purpose != "sig" => {
            return Err(JwkError::Member { member: "use", expected: "sig", seen: clip(purpose) });
        }
        _ => {}
    }
    match &key.key_ops {
        Some(operations) if !operations.iter().any(|operation| operation == "verify") => {
            let seen = clip(&operations.join(" "));
            Err(JwkError::Member { member: "key_ops", expected: "a list with verify", seen })
        }
        _ => Ok(()),
    }
}

fn key_type_of(key: &Jwk) -> Result<KeyType, JwkError> {
    match (key.kty.as_str(), key.crv.as_deref()) {
        ("RSA", None) => Ok(KeyType::Rsa),
        ("EC", Some("P-256")) => Ok(KeyType::P256),
        ("EC", Some("P-384")) => Ok(KeyType::P384),
        ("EC", Some("P-521")) => Ok(KeyType::P521),
        ("OKP", Some("Ed25519")) => Ok(KeyType::Ed25519),
        ("EC" | "OKP" | "RSA", curve) => Err(JwkError::Member {
            member: "crv",
            expected: "P-256, P-384, P-521 or Ed25519, fitting kty",
            seen: clip(curve.unwrap_or("nothing")),
        }),
        (other, _) => Err(JwkError::Member { member: "kty", expected: "EC, OKP or RSA", seen: clip(other) }),
    }
}

/// Returns the algorithms of a key: only the one in `alg` if there is one (RFC 8725 section 3.1).
fn algorithms_of(key: &Jwk, key_type: KeyType) -> Result<Vec<Algorithm>, JwkError> {
    let fitting = Algorithm::ASYMMETRIC.into_iter().filter(|algorithm| algorithm.key_type() == key_type);
    let Some(name) = &key.alg else { return Ok(fitting.collect()) };
    let refused = || JwkError::Member {
        member: "alg",
        expected: "a signature algorithm of the key's type",
        seen: clip(name),
    };
    let named: Algorithm = name.parse().map_err(|_| refused())?;
    if named.key_type() == key_type { Ok(vec![named]) } else { Err(refused()) }
}

fn rsa_public_key(key: &Jwk) -> Result<Vec<u8>, JwkError> {
    let numbers = RsaNumbers { modulus: decode("n", &key.n)?, exponent: decode("e", &key.e)? };
    match numbers.bits() {
        2048..=8192 if is_roca(&numbers.modulus) => Err(JwkError::Roca),
        2048..=8192 => Ok(numbers.to_der()),
        bits => Err(JwkError::RsaSize { bits }),
    }
}

/// Returns the uncompressed point (SEC 1 section 2.3.3). Coordinates have full length (RFC 7518 section 6.2.1.2).
fn ec_point(key: &Jwk, curve: KeyType) -> Result<Vec<u8>, JwkError> {
    let length = match curve {
        KeyType::P256 => 32,
        KeyType::P384 => 48,
        _ => 66,
    };
    let mut point = vec![4];
    point.extend(coordinate("x", &key.x, length)?);
    point.extend(coordinate("y", &key.y, length)?);
    Ok(point)
}

fn coordinate(member: &'static str, value: &Option<String>, length: usize) -> Result<Vec<u8>, JwkError> {
    let bytes = decode(member, value)?;
    if bytes.len() == length {
        return Ok(bytes);
    }
    Err(JwkError::Member {
        member,
        expected: "of the curve's length",
        seen: format!("{} bytes", bytes.len()),
    })
}

fn decode(member: &'static str, value: &Option<String>) -> Result<Vec<u8>, JwkError> {
    let text = value.as_deref().ok_or_else(|| missing(member))?;
    base64url_decode(text).map_err(|_| JwkError::Member {
        member,
        expected: "base64url without padding",
        seen: clip(text),
    })
}

fn backend_algorithm(algorithm: Algorithm) -> Option<&'static dyn VerificationAlgorithm> {
    Some(match algorithm {
        Algorithm::ES256 => &signature::ECDSA_P256_SHA256_FIXED,
        Algorithm::ES384 => &signature::ECDSA_P384_SHA384_FIXED,
        Algorithm::ES512 => &signature::ECDSA_P521_SHA512_FIXED,
        Algorithm::EdDSA => &signature::ED25519,
        Algorithm::RS256 => &signature::RSA_PKCS1_2048_8192_SHA256,
        Algorithm::RS384 => &signature::RSA_PKCS1_2048_8192_SHA384,
        Algorithm::RS512 => &signature::RSA_PKCS1_2048_8192_SHA512,
        Algorithm::PS256 => &signature::RSA_PSS_2048_8192_SHA256,
        Algorithm::PS384 => &signature::RSA_PSS_2048_8192_SHA384,
        Algorithm::PS512 => &signature::RSA_PSS_2048_8192_SHA512,
        Algorithm::HS256 => return None,
    })
}
