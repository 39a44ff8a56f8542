//! An attacker with real private keys, who can sign any header and payload, even malformed ones.

use std::sync::OnceLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::{hmac, signature};
use valetkey_jose::digest::base64url;
use valetkey_jose::{
    Algorithm, AudienceRule, ClientSecretKey, Expectation, JwkSet, KeySet, SigningKey, TypExpectation,
    VerifyError, verify,
};
use valetkey_types::Timestamp;

pub(crate) const NOW: i64 = 1_800_000_000;
pub(crate) const ISSUER: &str = "https://issuer.example";
pub(crate) const AUDIENCE: &str = "https://api.example";
pub(crate) const SECRET: &[u8] = b"a client secret of forty bytes, at least";

pub(crate) const ALL: [Algorithm; 11] = [
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::ES512,
    Algorithm::EdDSA,
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::HS256,
];

/// One algorithm with its key: the verifier's key set and the private key.
pub(crate) struct Subject {
    pub(crate) algorithm: Algorithm,
    pub(crate) key: Option<SigningKey>,
    pub(crate) keys: KeySet,
}

/// Returns one subject for each algorithm. They are made once, and the RSA algorithms share a key, because making RSA keys is
/// slow.
pub(crate) fn subjects() -> &'static [Subject] {
    static SUBJECTS: OnceLock<Vec<Subject>> = OnceLock::new();
    SUBJECTS.get_or_init(|| ALL.into_iter().map(subject).collect())
}

pub(crate) fn subject_of(algorithm: Algorithm) -> &'static Subject {
    subjects().iter().find(|subject| subject.algorithm == algorithm).unwrap()
}

pub(crate) fn rsa_pkcs8() -> &'static [u8] {
    static DOCUMENT: OnceLock<Vec<u8>> = OnceLock::new();
    DOCUMENT.get_or_init(|| SigningKey::generate(Algorithm::RS256).unwrap().to_pkcs8().to_vec())
}

fn subject(algorithm: Algorithm) -> Subject {
    let name = algorithm.as_str();
    if algorithm == Algorithm::HS256 {
        return Subject { algorithm, key: None, keys: ClientSecretKey::new(SECRET).unwrap().key_set() };
    }
    let key = if name.starts_with("RS") || name.starts_with("PS") {
        SigningKey::from_pkcs8(algorithm, rsa_pkcs8()).unwrap()
    } else {
        SigningKey::generate(algorithm).unwrap()
    };
    let keys = KeySet::from_jwk_set(&JwkSet::new(vec![key.public_jwk()]));
    Subject { algorithm, key: Some(key), keys }
}

impl Subject {
    pub(crate) fn kid(&self) -> &str {
        self.key.as_ref().map_or("any", |key| key.kid())
    }

    /// Returns the header of an honest token, with more members appended.
    pub(crate) fn header(&self, more: &str) -> String {
        format!(r#"{{"alg":"{}","kid":"{}","typ":"at+jwt"{more}}}"#, self.algorithm, self.kid())
    }

    /// Signs these texts as header and payload, without a check.
    pub(crate) fn token(&self, header: &str, payload: &str) -> String {
        self.token_of_bytes(header.as_bytes(), payload.as_bytes())
    }

    pub(crate) fn token_of_bytes(&self, header: &[u8], payload: &[u8]) -> String {
        let message = format!("{}.{}", base64url(header), base64url(payload));
        format!("{message}.{}", base64url(&self.sign(self.algorithm, message.as_bytes())))
    }

    /// Returns the raw signature. RSA keys sign with the padding and hash of `algorithm`.
    pub(crate) fn sign(&self, algorithm: Algorithm, message: &[u8]) -> Vec<u8> {
        let Some(key) = &self.key else { return hmac_sha256(SECRET, message) };
        let document = key.to_pkcs8();
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
            Algorithm::ES512 => ecdsa(&signature::ECDSA_P521_SHA512_FIXED_SIGNING),
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
            Algorithm::HS256 => hmac_sha256(SECRET, message),
            other => panic!("expected an algorithm that this test can sign with, got {other}"),
        }
    }
}

pub(crate) fn hmac_sha256(secret: &[u8], message: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), message).as_ref().to_vec()
}

/// Returns the claims of an honest token. `replace` changes or removes members.
pub(crate) fn payload(replace: &[(&str, Option<&str>)]) -> String {
    let honest = [
        ("iss", format!("{ISSUER:?}")),
        ("sub", r#""alice""#.to_owned()),
        ("aud", format!("{AUDIENCE:?}")),
        ("exp", (NOW + 300).to_string()),
        ("iat", NOW.to_string()),
        ("nbf", NOW.to_string()),
        ("jti", r#""t-1""#.to_owned()),
    ];
    let changed = |name: &str| replace.iter().find(|(other, _)| *other == name).map(|(_, value)| *value);
    let members: Vec<String> = honest
        .iter()
        .filter_map(|(name, value)| match changed(name) {
            None => Some(format!("{name:?}:{value}")),
            Some(Some(other)) => Some(format!("{name:?}:{other}")),
            Some(None) => None,
        })
        .collect();
    format!("{{{}}}", members.join(","))
}

/// Returns an expectation that accepts every algorithm, even HS256.
pub(crate) fn expectation() -> Expectation {
    Expectation::new(
        TypExpectation::Exactly(&["at+jwt"]),
        AudienceRule::Contains(AUDIENCE.into()),
        Timestamp(NOW),
    )
    .issuer(ISSUER)
    .require(&["exp", "iat", "sub"])
    .algorithms(&ALL)
}

/// Returns the subject of the token, or the reason why it was refused.
pub(crate) fn check(token: &str, keys: &KeySet) -> Result<String, VerifyError> {
    check_by(token, keys, &expectation())
}

pub(crate) fn check_by(token: &str, keys: &KeySet, expectation: &Expectation) -> Result<String, VerifyError> {
    verify::<serde_json::Value>(token, keys, expectation).map(|token| token.standard.sub.unwrap_or_default())
}

/// Returns the name of the error's variant.
pub(crate) fn kind(error: &VerifyError) -> String {
    format!("{error:?}").split([' ', '{']).next().unwrap().to_owned()
}
