//! An attacker with real private keys, who can sign any header and payload, even malformed ones.

use std::sync::OnceLock;

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{self, KeyPair};
use valetkey_jose::digest::base64url;
use valetkey_jose::{Algorithm, JwkSet, KeySet, SigningKey};

use crate::verifiers::{ACCEPTED, Verifier};

/// One algorithm with its key: the verifier's key set and the private key.
pub(crate) struct Subject {
    pub(crate) algorithm: Algorithm,
    pub(crate) key: SigningKey,
    pub(crate) keys: KeySet,
}

/// Returns one subject for each accepted algorithm. They are made once, because making RSA keys is slow.
pub(crate) fn subjects() -> &'static [Subject] {
    static SUBJECTS: OnceLock<Vec<Subject>> = OnceLock::new();
    SUBJECTS.get_or_init(|| {
        let rsa = SigningKey::generate(Algorithm::RS256).unwrap().to_pkcs8();
        let subject = |algorithm: Algorithm| {
            let key = match algorithm {
                Algorithm::RS256 | Algorithm::PS256 => SigningKey::from_pkcs8(algorithm, &rsa),
                other => SigningKey::generate(other),
            };
            let key = key.unwrap();
            // Without `alg` in the key, the verifier decides which algorithms an RSA key may be used with.
            let jwk = valetkey_jose::Jwk { alg: None, ..key.public_jwk() };
            Subject { algorithm, keys: KeySet::from_jwk_set(&JwkSet::new(vec![jwk])), key }
        };
        ACCEPTED.into_iter().map(subject).collect()
    })
}

impl Subject {
    /// Returns the header of an honest token, with more members appended.
    pub(crate) fn header(&self, verifier: &Verifier, more: &str) -> String {
        let typ = verifier.typ.map(|typ| format!(r#","typ":"{typ}""#)).unwrap_or_default();
        format!(r#"{{"alg":"{}","kid":"{}"{typ}{more}}}"#, self.algorithm, self.key.kid())
    }

    /// Signs these texts as header and payload, without a check.
    pub(crate) fn token(&self, header: &str, payload: &str) -> String {
        self.token_of_bytes(header.as_bytes(), payload.as_bytes())
    }

    pub(crate) fn token_of_bytes(&self, header: &[u8], payload: &[u8]) -> String {
        let message = format!("{}.{}", base64url(header), base64url(payload));
        let signature = self.sign(self.algorithm, message.as_bytes());
        format!("{message}.{}", base64url(&signature))
    }

    /// Returns the raw signature. RSA keys sign with the padding and hash of `algorithm`.
    pub(crate) fn sign(&self, algorithm: Algorithm, message: &[u8]) -> Vec<u8> {
        let document = self.key.to_pkcs8();
        let random = SystemRandom::new();
        let ecdsa = |curve| {
            let pair = signature::EcdsaKeyPair::from_pkcs8(curve, &document).unwrap();
            pair.sign(&random, message).unwrap().as_ref().to_vec()
        };
        let rsa = |encoding| {
            let pair = signature::RsaKeyPair::from_pkcs8(&document).unwrap();
            let mut output = vec![0; pair.public_modulus_len()];
            pair.sign(encoding, &random, message, &mut output).unwrap();
            output
        };
        match algorithm {
            Algorithm::ES256 => ecdsa(&signature::ECDSA_P256_SHA256_FIXED_SIGNING),
            Algorithm::ES384 => ecdsa(&signature::ECDSA_P384_SHA384_FIXED_SIGNING),
            Algorithm::EdDSA => {
                let pair = signature::Ed25519KeyPair::from_pkcs8(&document).unwrap();
                pair.sign(message).as_ref().to_vec()
            }
            Algorithm::RS256 => rsa(&signature::RSA_PKCS1_SHA256),
            Algorithm::RS384 => rsa(&signature::RSA_PKCS1_SHA384),
            Algorithm::RS512 => rsa(&signature::RSA_PKCS1_SHA512),
            Algorithm::PS256 => rsa(&signature::RSA_PSS_SHA256),
            Algorithm::PS384 => rsa(&signature::RSA_PSS_SHA384),
            Algorithm::PS512 => rsa(&signature::RSA_PSS_SHA512),
            other => panic!("unexpected algorithm {other}"),
        }
    }

    /// Returns the public key as X.509 `SubjectPublicKeyInfo`, which an attacker can get.
    pub(crate) fn public_key_der(&self) -> Vec<u8> {
        let document = self.key.to_pkcs8();
        let ecdsa = |curve| {
            let pair = signature::EcdsaKeyPair::from_pkcs8(curve, &document).unwrap();
            AsDer::<PublicKeyX509Der<'_>>::as_der(pair.public_key()).unwrap().as_ref().to_vec()
        };
        match self.algorithm {
            Algorithm::ES256 => ecdsa(&signature::ECDSA_P256_SHA256_FIXED_SIGNING),
            Algorithm::ES384 => ecdsa(&signature::ECDSA_P384_SHA384_FIXED_SIGNING),
            Algorithm::EdDSA => {
                let pair = signature::Ed25519KeyPair::from_pkcs8(&document).unwrap();
                AsDer::<PublicKeyX509Der<'_>>::as_der(pair.public_key()).unwrap().as_ref().to_vec()
            }
            _ => {
                let pair = signature::RsaKeyPair::from_pkcs8(&document).unwrap();
                AsDer::<PublicKeyX509Der<'_>>::as_der(pair.public_key()).unwrap().as_ref().to_vec()
            }
        }
    }
}

pub(crate) fn hmac_sha256(secret: &[u8], message: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), message).as_ref().to_vec()
}
