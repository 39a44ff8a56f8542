//! DPoP proofs, which show that the sender of a token holds its key (RFC 9449 section 4).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use valetkey_types::{Seconds, Timestamp};

use crate::algorithm::Algorithm;
use crate::digest::{base64url, constant_time_eq, sha256};
use crate::jwk::{Jwk, JwkSet};
use crate::jws::{Compact, check_signature, object, read_header};
use crate::key_set::KeySet;
use crate::signing_key::{SignError, SigningKey};
use crate::verify_error::{VerifyError, clip};

/// The `typ` of a proof.
pub const PROOF_TYPE: &str = "dpop+jwt";

/// Maximum length of a proof, in bytes.
pub const MAX_PROOF_BYTES: usize = 8 * 1024;

/// The request that a proof is for.
#[derive(Clone, Copy)]
pub struct ProofRequest<'a> {
    /// The method of the HTTP request.
    pub method: &'a str,
    /// The URL of the HTTP request. The proof does not contain its query and fragment.
    pub url: &'a str,
    /// The access token in the same request, if there is one.
    pub access_token: Option<&'a str>,
    /// The last nonce of the server, if there is one.
    pub nonce: Option<&'a str>,
}

/// The expected values of a received proof.
#[derive(Clone, Copy)]
pub struct ProofExpectation<'a> {
    /// The request that contained the proof.
    pub request: ProofRequest<'a>,
    /// The accepted algorithms.
    pub algorithms: &'a [Algorithm],
    /// The current time.
    pub now: Timestamp,
    /// Maximum difference between `iat` and `now`, in both directions.
    pub leeway: Seconds,
}

/// A validated proof. The caller must check that its `jti` was not used before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The RFC 7638 thumbprint of the key: the `jkt` that a token is bound to.
    pub thumbprint: String,
    /// The proof's identifier.
    pub jti: String,
    /// The time when the proof was made.
    pub issued: Timestamp,
}

/// The reason for refusing a proof. Never contains the proof.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// The form, type, algorithm or signature is wrong.
    #[error(transparent)]
    Token(#[from] VerifyError),
    /// The header contains no public key, or an unusable one.
    #[error("expected the public key of the proof in its header, got {0}")]
    Key(String),
    /// A claim does not match this request.
    #[error("expected the claim {claim:?} of the proof to be {expected}, got {seen:?}")]
    Claim {
        /// The claim.
        claim: &'static str,
        /// The expected value.
        expected: String,
        /// The value in the proof.
        seen: String,
    },
}

/// Makes a proof (section 4.2). `jti` must be new and random for each proof.
///
/// # Errors
/// [`SignError`] if signing fails.
pub fn sign_proof(
    key: &SigningKey,
    request: &ProofRequest<'_>,
    jti: &str,
    now: Timestamp,
) -> Result<String, SignError> {
    let claims = Claims {
        jti: jti.to_owned(),
        htm: request.method.to_owned(),
        htu: without_query(request.url).to_owned(),
        iat: now.seconds(),
        ath: request.access_token.map(access_token_hash),
        nonce: request.nonce.map(str::to_owned),
    };
    let public = Jwk { kid: None, alg: None, public_key_use: None, ..key.public_jwk() };
    let public = serde_json::to_value(public).map_err(|error| SignError::Claims(error.to_string()))?;
    let mut header = Map::new();
    header.insert("typ".into(), PROOF_TYPE.into());
    header.insert("alg".into(), key.algorithm().as_str().into());
    header.insert("jwk".into(), public);
    key.sign_with_header(&base64url(Value::Object(header).to_string().as_bytes()), &claims)
}

/// Validates a proof (section 4.3).
///
/// # Errors
/// [`ProofError`] with the expected and the received value.
pub fn check_proof(proof: &str, expected: &ProofExpectation<'_>) -> Result<Proof, ProofError> {
    let compact = Compact::split(proof, MAX_PROOF_BYTES)?;
    let mut header = compact.header_object()?;
    let key = header.remove("jwk").ok_or_else(|| ProofError::Key("none".into()))?;
    // The key in the header is used, so its name is ignored.
    header.remove("kid");
    let key: Jwk = serde_json::from_value(key).map_err(|error| ProofError::Key(clip(&error.to_string())))?;
    let thumbprint = key.thumbprint().map_err(|error| ProofError::Key(error.to_string()))?;
    let keys = KeySet::from_jwk_set(&JwkSet::new(vec![key]));
    if let Some(skipped) = keys.skipped().first() {
        return Err(ProofError::Key(skipped.reason.clone()));
    }
    let header = read_header(&header, expected.algorithms)?;
    check_signature(&compact, &header, &keys)?;
    if header.typ.as_deref() != Some(PROOF_TYPE) {
        return Err(VerifyError::Typ { expected: PROOF_TYPE.into(), seen: header.typ }.into());
    }
    let claims = object("payload", &compact.payload()?)?;
    let claims: Claims = serde_json::from_value(Value::Object(claims))
        .map_err(|error| VerifyError::Claims { seen: clip(&error.to_string()) })?;
    check_claims(&claims, expected)?;
    Ok(Proof { thumbprint, jti: claims.jti, issued: Timestamp(claims.iat) })
}

/// Returns the `ath` of an access token: base64url of its SHA-256 (section 4.2).
pub fn access_token_hash(access_token: &str) -> String {
    base64url(&sha256(access_token.as_bytes()))
}

fn check_claims(claims: &Claims, expected: &ProofExpectation<'_>) -> Result<(), ProofError> {
    let request = &expected.request;
    let wrong = |claim, expected: &str, seen: &str| {
        Err(ProofError::Claim { claim, expected: expected.to_owned(), seen: clip(seen) })
    };
    if claims.htm != request.method {
        return wrong("htm", request.method, &claims.htm);
    }
    let url = without_query(request.url);
    if without_query(&claims.htu) != url {
        return wrong("htu", url, &claims.htu);
    }
    let age = expected.now.since(Timestamp(claims.iat)).0;
    if age.saturating_abs() > expected.leeway.0 {
        let time = format!("within {} s of {}", expected.leeway.0, expected.now.seconds());
        return wrong("iat", &time, &claims.iat.to_string());
    }
    if claims.jti.is_empty() {
        return wrong("jti", "a text", "");
    }
    for (claim, expected, seen) in [
        ("ath", request.access_token.map(access_token_hash), &claims.ath),
        ("nonce", request.nonce.map(str::to_owned), &claims.nonce),
    ] {
        let Some(expected) = expected else { continue };
        let seen = seen.as_deref().unwrap_or_default();
        if !constant_time_eq(seen.as_bytes(), expected.as_bytes()) {
            return wrong(claim, "the one of this request", seen);
        }
    }
    Ok(())
}

fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

#[derive(Serialize, Deserialize)]
struct Claims {
    jti: String,
    htm: String,
    htu: String,
    iat: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    ath: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<String>,
}
