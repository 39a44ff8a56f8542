//! Registering a passkey (WebAuthn Level 3 section 7.1).

use serde_json::json;
use uuid::Uuid;
use webauthn_rs_core::proto::{RegisterPublicKeyCredential, RegistrationState};

use crate::{
    AttestationPolicy, Challenge, PasskeyError, RelyingParty, authenticator_data::attested_credential,
    base64url, options::ALGORITHMS,
};

/// A credential that was registered, in the raw values of the standard (section 4, "credential record").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCredential {
    /// The credential ID.
    pub id: Vec<u8>,
    /// The public key in the COSE form.
    pub public_key: Vec<u8>,
    /// The signature counter; 0 for most passkeys, which have none.
    pub sign_count: u32,
    /// Whether the passkey can be backed up, which a synchronised one is.
    pub backup_eligible: bool,
    /// Whether it is backed up now.
    pub backed_up: bool,
    /// The ways to reach the authenticator, as the browser names them.
    pub transports: Vec<String>,
    /// The model of the authenticator; all zeros if it does not say.
    pub aaguid: Uuid,
}

/// The most transports and the longest name of one that are kept. The browser sends them unsigned.
const MOST_TRANSPORTS: usize = 8;
const LONGEST_TRANSPORT: usize = 32;

/// Verifies the response to [`crate::CreationOptions`]: `response` is the JSON of a `RegistrationResponseJSON`. With a policy the
/// authenticator must prove that its model is accepted.
///
/// # Errors
/// [`PasskeyError`] says which rule is broken.
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

/// Returns what the library verifies against. It has no other way in for a challenge of ours than the form it is stored in.
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
