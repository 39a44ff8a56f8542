//! Passkeys (WebAuthn Level 3): the options that the browser gets, and what its responses prove.
//!
//! The ceremonies are verified by `webauthn-rs-core`. This crate gives it the challenge, and keeps of a credential the raw
//! values that the standard names, so that nothing stored depends on that library.
//!
//! Pure: the challenge and the stored values are arguments.

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

/// The number of bytes of a challenge (WebAuthn Level 3 section 13.4.3 asks for at least 16).
pub const CHALLENGE_BYTES: usize = 32;

/// Bytes that the browser must return signed. Each counts once.
pub type Challenge = [u8; CHALLENGE_BYTES];

pub(crate) fn base64url(bytes: &[u8]) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(bytes)
}
