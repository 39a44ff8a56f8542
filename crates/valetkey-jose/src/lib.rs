//! Keys, signatures, JSON Web Tokens, thumbprints and sealed values, on aws-lc-rs.
//!
//! - [`SigningKey`] signs; its public key is a [`Jwk`]. A `jwks_uri` serves a [`JwkSet`].
//! - [`KeySet`] contains parsed verification keys; [`verify`] validates a JSON Web Token against an [`Expectation`].
//! - [`dpop`] makes and validates proofs that the sender of a token holds its key.
//! - [`seal`] encrypts values that leave the server and return later, such as cookies and pending requests, and stored keys.
//! - [`digest`] has hashes, base64url, random values and comparison in constant time.
//!
//! All input is untrusted. The caller sets the accepted algorithms; a token must use one of them.

mod algorithm;
mod client_secret_key;
mod decode;
pub mod digest;
pub mod dpop;
mod expectation;
mod jwk;
mod jws;
mod jwt;
mod key_set;
mod public_key_der;
mod roca;
pub mod seal;
mod signing_key;
mod standard_claims;
mod strict_json;
mod verify_error;

pub use algorithm::{Algorithm, KeyType, UnknownAlgorithm};
pub use client_secret_key::ClientSecretKey;
pub use decode::{Decoded, decode_unverified};
pub use expectation::{AudienceRule, Expectation, TypExpectation};
pub use jwk::{Jwk, JwkError, JwkSet, MAX_KEYS_PER_SET, SkippedKey};
pub use jws::{Header, MAX_TOKEN_BYTES, VerifiedJws, verify_jws};
pub use jwt::{Verified, verify};
pub use key_set::{KeySet, VerifyingKey};
pub use signing_key::{KeyError, SignError, SigningKey};
pub use standard_claims::StandardClaims;
pub use valetkey_types::{Seconds, Timestamp};
pub use verify_error::VerifyError;
