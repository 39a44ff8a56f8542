//! JSON Web Keys, public members only (RFC 7517, RFC 7518 section 6, RFC 8037 section 2).

use serde::de::{Error, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::digest::{base64url, sha256};
use crate::verify_error::clip;

/// Maximum number of keys in a set.
pub const MAX_KEYS_PER_SET: usize = 64;

/// A public key. Unknown members are dropped. A key with private members is refused, because publishing it has made it known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Jwk {
    /// Key type: `EC`, `OKP` or `RSA`.
    pub kty: String,
    /// Curve of an `EC` or `OKP` key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crv: Option<String>,
    /// First coordinate, or the `OKP` public key, base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// Second coordinate, base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
    /// RSA modulus, base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    /// RSA exponent, base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
    /// Key identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// The name of the only algorithm of the key, as received; it may be unknown to us.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    /// `sig` or `enc`.
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    pub public_key_use: Option<String>,
    /// The intended use of the key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_ops: Option<Vec<String>>,
}

/// A set of public keys: the document at `jwks_uri` (RFC 7517 section 5). Reading skips entries that are not usable public
/// keys, as the RFC advises, and lists them in `skipped`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct JwkSet {
    /// The keys, in the order of the document.
    pub keys: Vec<Jwk>,
    /// The keys that were skipped while reading.
    #[serde(skip)]
    pub skipped: Vec<SkippedKey>,
}

/// An unusable entry of a key set, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedKey {
    /// Its `kid`, if it has one.
    pub kid: Option<String>,
    /// The reason, for a log.
    pub reason: String,
}

/// The reason why a JSON Web Key or a key set cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JwkError {
    /// The text is not a key set.
    #[error("expected a JSON Web Key set, got: {0}")]
    Malformed(String),
    /// A required member is missing or has another form.
    #[error("expected {member:?} to be {expected}, got {seen:?}")]
    Member {
        /// Name of the member.
        member: &'static str,
        /// The expected value.
        expected: &'static str,
        /// The received value.
        seen: String,
    },
    /// The numbers are not a valid key: the point is not on the curve, or the exponent is bad.
    #[error("the key's numbers are no valid {0} public key")]
    Rejected(&'static str),
    /// The RSA modulus is too short or too long.
    #[error("expected an RSA modulus of 2048 to 8192 bits, got {bits}")]
    RsaSize {
        /// Length of the modulus.
        bits: usize,
    },
    /// The private key can be computed from this public key (CVE-2017-15361).
    #[error("the RSA key comes from a broken generator (ROCA) and protects nothing")]
    Roca,
}

impl Jwk {
    /// Returns the SHA-256 thumbprint (RFC 7638, for `OKP` RFC 8037 appendix A.3), base64url. Returns an error if a required
    /// member is missing.
    pub fn thumbprint(&self) -> Result<String, JwkError> {
        let required: &[(&'static str, &Option<String>)] = match self.kty.as_str() {
            "EC" => &[("crv", &self.crv), ("x", &self.x), ("y", &self.y)],
            "OKP" => &[("crv", &self.crv), ("x", &self.x)],
            "RSA" => &[("e", &self.e), ("n", &self.n)],
            other => {
                return Err(JwkError::Member {
                    member: "kty",
                    expected: "EC, OKP or RSA",
                    seen: clip(other),
                });
            }
        };
        let mut members = Vec::with_capacity(4);
        for (name, value) in required {
            let value = value.as_deref().ok_or_else(|| missing(name))?;
            members.push((*name, value));
        }
        members.push(("kty", &self.kty));
        members.sort_unstable();
        let members: Vec<String> =
            members.iter().map(|(name, value)| format!("\"{name}\":{}", Value::from(*value))).collect();
        Ok(base64url(&sha256(format!("{{{}}}", members.join(",")).as_bytes())))
    }
}

impl JwkSet {
    /// Creates a set of these keys.
    pub fn new(keys: Vec<Jwk>) -> Self {
        Self { keys, skipped: Vec::new() }
    }

    /// Reads a set from a response body. Skips unusable entries. Returns an error if the text is not a JSON object with an
    /// array `keys`, or has more than [`MAX_KEYS_PER_SET`] entries.
    pub fn parse(body: &[u8]) -> Result<Self, JwkError> {
        serde_json::from_slice(body).map_err(|error| JwkError::Malformed(clip(&error.to_string())))
    }
}

impl<'de> Deserialize<'de> for Jwk {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = JwkAsRead::deserialize(deserializer)?;
        if let Some(member) = read.private_member() {
            return Err(D::Error::custom(format!(
                "expected a public key, got the private member \"{member}\""
            )));
        }
        Ok(Self {
            kty: read.kty,
            crv: read.crv,
            x: read.x,
            y: read.y,
            n: read.n,
            e: read.e,
            kid: read.kid,
            alg: read.alg,
            public_key_use: read.public_key_use,
            key_ops: read.key_ops,
        })
    }
}

impl<'de> Deserialize<'de> for JwkSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct SetAsRead {
            keys: Vec<Value>,
        }
        let read = SetAsRead::deserialize(deserializer)?;
        if read.keys.len() > MAX_KEYS_PER_SET {
            let seen = read.keys.len();
            return Err(D::Error::custom(format!("expected at most {MAX_KEYS_PER_SET} keys, got {seen}")));
        }
        let mut set = Self::default();
        for entry in read.keys {
            let kid = entry.get("kid").and_then(Value::as_str).map(clip);
            match serde_json::from_value(entry) {
                Ok(key) => set.keys.push(key),
                Err(error) => set.skipped.push(SkippedKey { kid, reason: clip(&error.to_string()) }),
            }
        }
        Ok(set)
    }
}

/// Creates the error for a missing member.
pub(crate) fn missing(member: &'static str) -> JwkError {
    JwkError::Member { member, expected: "present", seen: "nothing".into() }
}

/// The members to read. The private members are read only to detect them.
#[derive(Deserialize)]
struct JwkAsRead {
    kty: String,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    n: Option<String>,
    e: Option<String>,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    public_key_use: Option<String>,
    key_ops: Option<Vec<String>>,
    d: Option<IgnoredAny>,
    k: Option<IgnoredAny>,
    p: Option<IgnoredAny>,
    q: Option<IgnoredAny>,
    dp: Option<IgnoredAny>,
    dq: Option<IgnoredAny>,
    qi: Option<IgnoredAny>,
    oth: Option<IgnoredAny>,
}

impl JwkAsRead {
    fn private_member(&self) -> Option<&'static str> {
        [
            ("d", &self.d),
            ("k", &self.k),
            ("p", &self.p),
            ("q", &self.q),
            ("dp", &self.dp),
            ("dq", &self.dq),
            ("qi", &self.qi),
            ("oth", &self.oth),
        ]
        .into_iter()
        .find_map(|(name, value)| value.is_some().then_some(name))
    }
}
