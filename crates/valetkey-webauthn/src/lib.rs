//! Passkeys (WebAuthn Level 3): makes the options for the browser and verifies its responses.
//!
//! `webauthn-rs-core` verifies the ceremonies. This crate passes the challenge to it. It returns only the raw values of the
//! standard for storage, so stored data does not depend on that library.
//!
//! The crate is pure: the challenge and the stored values are arguments.

mod assertion;
mod attestation;
mod authenticator_data;
mod authenticator_name;
mod error;
mod options;
mod registration;
mod relying_party;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "attestation-testing")]
pub mod testing_maker;

pub use assertion::{Assertion, AssertionExpectation, StoredCredential, VerifiedAssertion};
pub use attestation::{AttestationPolicy, AttestationRoots, RootsError};
pub use authenticator_name::authenticator_name;
pub use error::PasskeyError;
pub use options::{CreationOptions, RequestOptions, UserEntity};
pub use registration::{NewCredential, verify_registration};
pub use relying_party::RelyingParty;

/// The number of bytes of a challenge (WebAuthn Level 3 section 13.4.3 requires at least 16).
pub const CHALLENGE_BYTES: usize = 32;

/// Random bytes that the authenticator must sign. Each challenge is valid once.
pub type Challenge = [u8; CHALLENGE_BYTES];

pub(crate) fn base64url(bytes: &[u8]) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(bytes)
}
