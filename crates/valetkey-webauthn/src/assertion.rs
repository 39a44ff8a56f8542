//! Verifies sign-ins with a passkey (WebAuthn Level 3 section 7.2).

use serde_cbor_2::Value;
use serde_json::json;
use webauthn_rs_core::proto::{
    AttestationFormat, AuthenticationState, COSEKey, Credential, ParsedAttestation, PublicKeyCredential,
    RegisteredExtensions, UserVerificationPolicy,
};

use crate::{Challenge, PasskeyError, RelyingParty, base64url};

/// A response to [`crate::RequestOptions`] that was read but not verified yet. It contains its credential ID.
#[derive(Clone, Debug)]
pub struct Assertion(PublicKeyCredential);

/// The stored values of the credential in a response.
#[derive(Clone, Copy, Debug)]
pub struct StoredCredential<'a> {
    /// The credential ID.
    pub id: &'a [u8],
    /// The public key in the COSE form.
    pub public_key: &'a [u8],
    /// The user handle with which it was registered.
    pub user_handle: &'a [u8],
    /// The signature counter of the last use.
    pub sign_count: u32,
    /// `true` if it can be backed up. This never changes.
    pub backup_eligible: bool,
}

/// The requirements for a response.
#[derive(Clone, Copy, Debug)]
pub struct AssertionExpectation<'a> {
    /// The relying party.
    pub relying_party: &'a RelyingParty,
    /// The challenge.
    pub challenge: &'a Challenge,
    /// `true` if the authenticator must have verified the user.
    pub requires_verification: bool,
    /// `true` if the response must contain the user handle, because the page did not know the user.
    pub requires_user_handle: bool,
}

/// The result of a verified response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifiedAssertion {
    /// `true` if the authenticator verified the user by a PIN or biometrics. The passkey then counts as two factors.
    pub user_verified: bool,
    /// The signature counter to store.
    pub sign_count: u32,
    /// `true` if the passkey is backed up now.
    pub backed_up: bool,
}

impl Assertion {
    /// Reads a response: the JSON of an `AuthenticationResponseJSON`.
    ///
    /// # Errors
    /// [`PasskeyError::Malformed`] for any other text.
    pub fn read(response: &str) -> Result<Self, PasskeyError> {
        serde_json::from_str(response).map(Self).map_err(|_| PasskeyError::Malformed)
    }

    /// Returns the credential ID.
    pub fn credential_id(&self) -> &[u8] {
        self.0.get_credential_id()
    }

    /// Verifies the response against the stored credential.
    ///
    /// # Errors
    /// [`PasskeyError`] names the broken rule. [`PasskeyError::CounterWentBack`] is checked last, after the signature.
    pub fn verify(
        &self,
        stored: &StoredCredential<'_>,
        expected: &AssertionExpectation<'_>,
    ) -> Result<VerifiedAssertion, PasskeyError> {
        match self.0.get_user_unique_id().filter(|handle| !handle.is_empty()) {
            Some(handle) if handle == stored.user_handle => {}
            None if !expected.requires_user_handle => {}
            _ => return Err(PasskeyError::OtherUser),
        }
        let policy = policy(expected.requires_verification);
        let state = state(expected.challenge, policy)?;
        let result = expected
            .relying_party
            .verifier()
            .authenticate_single_credential(&self.0, &state, &credential(stored, policy)?)
            .map_err(|error| PasskeyError::of_library(&error))?;
        Ok(VerifiedAssertion {
            user_verified: result.user_verified(),
            sign_count: result.counter(),
            backed_up: result.backup_state(),
        })
    }
}

fn policy(requires_verification: bool) -> UserVerificationPolicy {
    if requires_verification {
        UserVerificationPolicy::Required
    } else {
        // With "preferred" the library would require the verification.
        UserVerificationPolicy::Discouraged_DO_NOT_USE
    }
}

/// Returns the state for the library's verification. The library accepts our own challenge only in the form of its stored state.
fn state(challenge: &Challenge, policy: UserVerificationPolicy) -> Result<AuthenticationState, PasskeyError> {
    let state = json!({
        "credentials": [],
        "policy": policy,
        "challenge": base64url(challenge),
        "appid": null,
        "allow_backup_eligible_upgrade": false,
    });
    serde_json::from_value(state).map_err(|_| PasskeyError::Malformed)
}

/// Returns the stored values as a credential of the library. A sign-in does not use the other fields of the library's type.
fn credential(
    stored: &StoredCredential<'_>,
    policy: UserVerificationPolicy,
) -> Result<Credential, PasskeyError> {
    let key: Value = serde_cbor_2::from_slice(stored.public_key).map_err(|_| PasskeyError::Malformed)?;
    Ok(Credential {
        cred_id: stored.id.to_vec(),
        cred: COSEKey::try_from(&key).map_err(|error| PasskeyError::of_library(&error))?,
        counter: stored.sign_count,
        transports: None,
        user_verified: false,
        backup_eligible: stored.backup_eligible,
        backup_state: false,
        registration_policy: policy,
        extensions: RegisteredExtensions::none(),
        attestation: ParsedAttestation::default(),
        attestation_format: AttestationFormat::None,
    })
}
