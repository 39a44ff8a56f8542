//! Verifies the registration of a passkey (WebAuthn Level 3 section 7.1).

use serde_json::json;
use uuid::Uuid;
use webauthn_rs_core::proto::{RegisterPublicKeyCredential, RegistrationState};

use crate::{
    AttestationPolicy, Challenge, PasskeyError, RelyingParty, authenticator_data::attested_credential,
    base64url, options::ALGORITHMS,
};

/// A registered credential with the raw values of the standard (section 4, "credential record").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCredential {
    /// The credential ID.
    pub id: Vec<u8>,
    /// The public key in the COSE form.
    pub public_key: Vec<u8>,
    /// The signature counter. It is 0 for most passkeys, which do not count.
    pub sign_count: u32,
    /// `true` if the passkey can be backed up. Synchronised passkeys can.
    pub backup_eligible: bool,
    /// `true` if it is backed up now.
    pub backed_up: bool,
    /// The transports of the authenticator, as named by the browser.
    pub transports: Vec<String>,
    /// The model of the authenticator; all zeros if it is unknown.
    pub aaguid: Uuid,
}

/// The maximum number of stored transports. They are limited because the browser sends them unsigned.
const MOST_TRANSPORTS: usize = 8;
/// The maximum length of a transport's name.
const LONGEST_TRANSPORT: usize = 32;

/// Verifies the response to [`crate::CreationOptions`]. `response` is the JSON of a `RegistrationResponseJSON`. With a policy,
/// the authenticator must prove that its model is accepted.
///
/// # Errors
/// [`PasskeyError`] names the broken rule.
pub fn verify_registration(
    relying_party: &RelyingParty,
    challenge: &Challenge,
    response: &str,
    policy: Option<&AttestationPolicy>,
) -> Result<NewCredential, PasskeyError> {
    let response: RegisterPublicKeyCredential =
        serde_json::from_str(response).map_err(|_| PasskeyError::Malformed)?;
    let state = state(challenge)?;
    let verifier = relying_party.verifier();
    let verified = match policy {
        None => verifier.register_credential(&response, &state, None),
        Some(policy) => {
            let list = serde_json::from_value(policy.list().clone()).map_err(|_| PasskeyError::OtherModel)?;
            verifier.register_credential(&response, &state, Some(&list))
        }
    };
    let verified = verified.map_err(|error| PasskeyError::of_library(&error))?;
    let raw = attested_credential(response.response.attestation_object.as_ref())
        .filter(|raw| raw.credential_id == verified.cred_id)
        .ok_or(PasskeyError::Malformed)?;
    Ok(NewCredential {
        id: raw.credential_id,
        public_key: raw.public_key,
        sign_count: verified.counter,
        backup_eligible: verified.backup_eligible,
        backed_up: verified.backup_state,
        transports: transports(&response),
        aaguid: raw.aaguid,
    })
}

/// Returns the state for the library's verification. The library accepts our own challenge only in the form of its stored state.
fn state(challenge: &Challenge) -> Result<RegistrationState, PasskeyError> {
    let state = json!({
        "policy": "required",
        "exclude_credentials": [],
        "challenge": base64url(challenge),
        "credential_algorithms": ALGORITHMS,
        "require_resident_key": true,
        "authenticator_attachment": null,
        "extensions": {},
        "allow_synchronised_authenticators": true,
    });
    serde_json::from_value(state).map_err(|_| PasskeyError::Malformed)
}

fn transports(response: &RegisterPublicKeyCredential) -> Vec<String> {
    let transports = response.response.transports.iter().flatten();
    transports
        .filter_map(|transport| serde_json::to_value(transport).ok()?.as_str().map(str::to_owned))
        .filter(|name| name != "unknown" && name.len() <= LONGEST_TRANSPORT)
        .take(MOST_TRANSPORTS)
        .collect()
}
