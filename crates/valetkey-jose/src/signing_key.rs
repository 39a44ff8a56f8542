//! Private keys, which sign tokens.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    self, EcdsaKeyPair, EcdsaSigningAlgorithm, Ed25519KeyPair, KeyPair, RsaEncoding, RsaKeyPair,
};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::algorithm::{Algorithm, KeyType};
use crate::digest::{base64url, push_base64url};
use crate::jwk::{Jwk, JwkError};
use crate::public_key_der::RsaNumbers;

/// The `typ` values for which the header is prepared.
const USUAL_TYPES: [Option<&str>; 4] = [None, Some("JWT"), Some("at+jwt"), Some("logout+jwt")];

/// The space for two dots and an encoded signature of 64 bytes. For a longer signature the token is reallocated once.
const USUAL_SIGNATURE: usize = 96;

/// A private key for one algorithm, parsed once. It can't be printed or serialized.
pub struct SigningKey {
    algorithm: Algorithm,
    pair: Pair,
    pkcs8: Zeroizing<Vec<u8>>,
    public_jwk: Jwk,
    kid: String,
    headers: Vec<(Option<&'static str>, String)>,
}

enum Pair {
    Ecdsa(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
    Rsa(RsaKeyPair, &'static dyn RsaEncoding),
}

/// The reason why a private key cannot be generated or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// HS256 has no key pair; see [`crate::ClientSecretKey`].
    #[error("expected an algorithm with a key pair, got {0}")]
    NoKeyPair(Algorithm),
    /// The client secret is too short for HS256 (RFC 7518 section 3.2).
    #[error("expected a client secret of at least {expected} bytes for HS256, got {seen}")]
    SecretTooShort {
        /// The minimum length in bytes.
        expected: usize,
        /// The length of the secret in bytes.
        seen: usize,
    },
    /// The bytes are not a private key for the algorithm.
    #[error("expected a PKCS#8 private key for {0}, got something else")]
    NotAKey(Algorithm),
    /// The crypto library could not make a key.
    #[error("making a {0} key failed")]
    Generation(Algorithm),
    /// The public key could not be written.
    #[error(transparent)]
    PublicKey(#[from] JwkError),
}

/// The reason why a token could not be signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The claims cannot be written as JSON.
    #[error("the claims cannot be written as JSON: {0}")]
    Claims(String),
    /// The claims are JSON, but not an object.
    #[error("expected claims that form a JSON object")]
    NotAnObject,
    /// The crypto library refused.
    #[error("signing with {0} failed")]
    Backend(Algorithm),
}

impl SigningKey {
    /// Makes a new key. RSA keys have 2048 bits. Returns an error for HS256.
    pub fn generate(algorithm: Algorithm) -> Result<Self, KeyError> {
        let failed = |_| KeyError::Generation(algorithm);
        let pair = if let Some(curve) = ecdsa_signing(algorithm) {
            Pair::Ecdsa(EcdsaKeyPair::generate(curve).map_err(failed)?)
        } else if let Some(encoding) = rsa_encoding(algorithm) {
            Pair::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).map_err(failed)?, encoding)
        } else if algorithm == Algorithm::EdDSA {
            Pair::Ed25519(Ed25519KeyPair::generate().map_err(failed)?)
        } else {
            return Err(KeyError::NoKeyPair(algorithm));
        };
        Self::from_pair(algorithm, pair)
    }

    /// Reads an unencrypted PKCS#8 document (RFC 5208, RFC 5958). Returns an error if it contains a key of another type or
    /// curve, or an RSA key outside 2048 to 8192 bits.
    pub fn from_pkcs8(algorithm: Algorithm, document: &[u8]) -> Result<Self, KeyError> {
        let failed = |_| KeyError::NotAKey(algorithm);
        let pair = if let Some(curve) = ecdsa_signing(algorithm) {
            Pair::Ecdsa(EcdsaKeyPair::from_pkcs8(curve, document).map_err(failed)?)
        } else if let Some(encoding) = rsa_encoding(algorithm) {
            Pair::Rsa(RsaKeyPair::from_pkcs8(document).map_err(failed)?, encoding)
        } else if algorithm == Algorithm::EdDSA {
            Pair::Ed25519(Ed25519KeyPair::from_pkcs8(document).map_err(failed)?)
        } else {
            return Err(KeyError::NoKeyPair(algorithm));
        };
        Self::from_pair(algorithm, pair)
    }

    /// Returns the key as unencrypted PKCS#8. Seal it before you store it. It is wiped from memory when dropped.
    pub fn to_pkcs8(&self) -> Zeroizing<Vec<u8>> {
        self.pkcs8.clone()
    }

    /// Returns the key identifier: the RFC 7638 SHA-256 thumbprint, base64url.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// Returns the algorithm of this key.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Returns the public key, with `kid`, `alg` and `use`.
    pub fn public_jwk(&self) -> Jwk {
        self.public_jwk.clone()
    }

    /// Signs claims as a compact JSON Web Token (RFC 7519 section 7.1) with `alg`, `kid` and, if given, `typ` in its header.
    /// Returns an error if the claims are not a JSON object.
    pub fn sign_jwt<T: Serialize>(&self, typ: Option<&str>, claims: &T) -> Result<String, SignError> {
        let ready = self.headers.iter().find(|(known, _)| *known == typ).map(|(_, header)| header);
        match ready {
            Some(header) => self.sign_with_header(header, claims),
            None => self.sign_with_header(&encoded_header(self.algorithm, Some(&self.kid), typ), claims),
        }
    }

    /// Signs claims with a header that is already encoded.
    pub(crate) fn sign_with_header<T: Serialize>(
        &self,
        encoded_header: &str,
        claims: &T,
    ) -> Result<String, SignError> {
        let mut token = signing_input(encoded_header, claims)?;
        let signature = self.sign(token.as_bytes())?;
        push_part(&mut token, &signature);
        Ok(token)
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let failed = |_| SignError::Backend(self.algorithm);
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Ecdsa(pair) => Ok(pair.sign(&random, message).map_err(failed)?.as_ref().to_vec()),
            Pair::Ed25519(pair) => Ok(pair.try_sign(message).map_err(failed)?.as_ref().to_vec()),
            Pair::Rsa(pair, encoding) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(*encoding, &random, message, &mut signature).map_err(failed)?;
                Ok(signature)
            }
        }
    }

    fn from_pair(algorithm: Algorithm, pair: Pair) -> Result<Self, KeyError> {
        let mut public_jwk = pair.public_jwk(algorithm).ok_or(KeyError::NotAKey(algorithm))?;
        let kid = public_jwk.thumbprint()?;
        public_jwk.kid = Some(kid.clone());
        public_jwk.alg = Some(algorithm.as_str().into());
        public_jwk.public_key_use = Some("sig".into());
        let pkcs8 = pair.pkcs8().ok_or(KeyError::Generation(algorithm))?;
        let headers =
            USUAL_TYPES.iter().map(|typ| (*typ, encoded_header(algorithm, Some(&kid), *typ))).collect();
        Ok(Self { algorithm, pair, pkcs8, public_jwk, kid, headers })
    }
}

impl Pair {
    fn pkcs8(&self) -> Option<Zeroizing<Vec<u8>>> {
        use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
        Some(Zeroizing::new(match self {
            Self::Ecdsa(pair) => pair.to_pkcs8v1().ok()?.as_ref().to_vec(),
            Self::Ed25519(pair) => pair.to_pkcs8v1().ok()?.as_ref().to_vec(),
            Self::Rsa(pair, _) => AsDer::<Pkcs8V1Der<'_>>::as_der(pair).ok()?.as_ref().to_vec(),
        }))
    }

    fn public_jwk(&self, algorithm: Algorithm) -> Option<Jwk> {
        match self {
            Self::Ecdsa(pair) => {
                let (_, point) = pair.public_key().as_ref().split_first()?;
                let (x, y) = point.split_at(point.len() / 2);
                let curve = match algorithm.key_type() {
                    KeyType::P256 => "P-256",
                    KeyType::P384 => "P-384",
                    _ => "P-521",
                };
                let (x, y) = (Some(base64url(x)), Some(base64url(y)));
                Some(Jwk { kty: "EC".into(), crv: Some(curve.into()), x, y, ..Jwk::default() })
            }
            Self::Ed25519(pair) => {
                let x = Some(base64url(pair.public_key().as_ref()));
                Some(Jwk { kty: "OKP".into(), crv: Some("Ed25519".into()), x, ..Jwk::default() })
            }
            Self::Rsa(pair, _) => {
                let numbers = RsaNumbers::from_der(pair.public_key().as_ref())?;
                let (n, e) = (Some(base64url(&numbers.modulus)), Some(base64url(&numbers.exponent)));
                Some(Jwk { kty: "RSA".into(), n, e, ..Jwk::default() })
            }
        }
    }
}

/// Returns the protected header, base64url.
pub(crate) fn encoded_header(algorithm: Algorithm, kid: Option<&str>, typ: Option<&str>) -> String {
    let mut header = serde_json::Map::new();
    header.insert("alg".into(), algorithm.as_str().into());
    if let Some(kid) = kid {
        header.insert("kid".into(), kid.into());
    }
    if let Some(typ) = typ {
        header.insert("typ".into(), typ.into());
    }
    base64url(serde_json::Value::Object(header).to_string().as_bytes())
}

/// Returns the encoded header and payload, which are the signed text (RFC 7515 section 5.1).
pub(crate) fn signing_input<T: Serialize>(encoded_header: &str, claims: &T) -> Result<String, SignError> {
    let payload = serde_json::to_vec(claims).map_err(|error| SignError::Claims(error.to_string()))?;
    if payload.first() != Some(&b'{') {
        return Err(SignError::NotAnObject);
    }
    let mut token = String::with_capacity(encoded_header.len() + payload.len() * 4 / 3 + USUAL_SIGNATURE);
    token.push_str(encoded_header);
    push_part(&mut token, &payload);
    Ok(token)
}

/// Appends the next part of a compact token.
pub(crate) fn push_part(token: &mut String, part: &[u8]) {
    token.push('.');
    push_base64url(token, part);
}

fn ecdsa_signing(algorithm: Algorithm) -> Option<&'static EcdsaSigningAlgorithm> {
    match algorithm {
        Algorithm::ES256 => Some(&signature::ECDSA_P256_SHA256_FIXED_SIGNING),
        Algorithm::ES384 => Some(&signature::ECDSA_P384_SHA384_FIXED_SIGNING),
        Algorithm::ES512 => Some(&signature::ECDSA_P521_SHA512_FIXED_SIGNING),
        _ => None,
    }
}

fn rsa_encoding(algorithm: Algorithm) -> Option<&'static dyn RsaEncoding> {
    match algorithm {
        Algorithm::RS256 => Some(&signature::RSA_PKCS1_SHA256),
        Algorithm::RS384 => Some(&signature::RSA_PKCS1_SHA384),
        Algorithm::RS512 => Some(&signature::RSA_PKCS1_SHA512),
        Algorithm::PS256 => Some(&signature::RSA_PSS_SHA256),
        Algorithm::PS384 => Some(&signature::RSA_PSS_SHA384),
        Algorithm::PS512 => Some(&signature::RSA_PSS_SHA512),
        _ => None,
    }
}
