//! Keys, signatures, JSON Web Tokens, thumbprints and sealed values, on aws-lc-rs.
//!
//! - [`SigningKey`] signs, its public half is a [`Jwk`]; [`JwkSet`] is what a `jwks_uri` serves.
//! - [`KeySet`] holds parsed verification keys; [`verify`] validates a JSON Web Token against an [`Expectation`].
//! - [`dpop`] makes and validates proofs that a token's sender holds a key.
//! - [`seal`] hides values that leave the house and come back: cookies, pending requests, keys at rest.
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
