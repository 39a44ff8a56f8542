//! Both ceremonies with an authenticator in software, with valid and invalid responses.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use valetkey_webauthn::{
    Assertion, AssertionExpectation, Challenge, CreationOptions, NewCredential, PasskeyError, RelyingParty,
    RequestOptions, StoredCredential, UserEntity, VerifiedAssertion, testing::SoftwareAuthenticator,
    verify_registration,
};

const ORIGIN: &str = "https://id.example";
const HANDLE: [u8; 32] = [3; 32];
const FIRST: Challenge = [1; 32];
const SECOND: Challenge = [2; 32];

fn party() -> RelyingParty {
    RelyingParty::of_issuer("https://id.example/t/acme").unwrap()
}

fn creation_options() -> Value {
    let user = UserEntity { handle: &HANDLE, name: "ada", display_name: "Ada Lovelace" };
    let (relying_party, exclude) = (&party(), &[vec![9]]);
    let options = CreationOptions {
        relying_party,
        relying_party_name: "Example",
        user,
        exclude,
        asks_for_model: false,
    };
    with_challenge(options.to_json(), FIRST)
}

/// Adds the challenge, like the script of a page.
fn with_challenge(mut options: Value, challenge: Challenge) -> Value {
    options["challenge"] = json!(URL_SAFE_NO_PAD.encode(challenge));
    options
}

fn request_options() -> Value {
    let relying_party = &party();
    let options = RequestOptions { relying_party, allow: &[], requires_verification: true };
    with_challenge(options.to_json(), SECOND)
}

fn register(authenticator: &mut SoftwareAuthenticator) -> Result<NewCredential, PasskeyError> {
    verify_registration(&party(), &FIRST, &authenticator.create(&creation_options()), None)
}

fn registered() -> (SoftwareAuthenticator, NewCredential) {
    let mut authenticator = SoftwareAuthenticator::new(ORIGIN);
    let credential = register(&mut authenticator).unwrap();
    (authenticator, credential)
}

fn verify(
    credential: &NewCredential,
    response: &str,
    challenge: &Challenge,
) -> Result<VerifiedAssertion, PasskeyError> {
    let (relying_party, requires_verification, requires_user_handle) = (&party(), true, true);
    let expected =
        AssertionExpectation { relying_party, challenge, requires_verification, requires_user_handle };
    Assertion::read(response)?.verify(&stored(credential), &expected)
}

fn stored(credential: &NewCredential) -> StoredCredential<'_> {
    StoredCredential {
        id: &credential.id,
        public_key: &credential.public_key,
        user_handle: &HANDLE,
        sign_count: credential.sign_count,
        backup_eligible: credential.backup_eligible,
    }
}

/// Returns the response with another value of one member of `response`.
fn with(response: &str, member: &str, value: Value) -> String {
    let mut response: Value = serde_json::from_str(response).unwrap();
    response["response"][member] = value;
    response.to_string()
}

fn decoded(response: &str, member: &str) -> Vec<u8> {
    let response: Value = serde_json::from_str(response).unwrap();
    URL_SAFE_NO_PAD.decode(response["response"][member].as_str().unwrap()).unwrap()
}

#[test]
fn the_options_have_the_form_of_the_standard() {
    let options = creation_options();
    assert_eq!(options["rp"], json!({ "id": "id.example", "name": "Example" }));
    assert_eq!(options["user"]["id"], URL_SAFE_NO_PAD.encode(HANDLE));
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(options["excludeCredentials"], json!([{ "type": "public-key", "id": "CQ" }]));
    let algorithms: Vec<_> = options["pubKeyCredParams"].as_array().unwrap().iter().collect();
    assert_eq!(algorithms.iter().map(|one| one["alg"].as_i64().unwrap()).collect::<Vec<_>>(), [-7, -257]);
    let options = request_options();
    assert_eq!((&options["rpId"], &options["userVerification"]), (&json!("id.example"), &json!("required")));
}

#[test]
fn a_registered_passkey_signs_in() {
    let (mut authenticator, credential) = registered();
    assert_eq!(credential.id, authenticator.credentials[0].id);
    assert_eq!(credential.aaguid, authenticator.aaguid);
    assert_eq!(credential.transports, ["internal", "hybrid"], "unknown transports are dropped");
    assert!(credential.backup_eligible && credential.backed_up);
    let response = authenticator.get(&request_options());
    assert_eq!(Assertion::read(&response).unwrap().credential_id(), credential.id);
    let verified = verify(&credential, &response, &SECOND).unwrap();
    assert_eq!(verified, VerifiedAssertion { user_verified: true, sign_count: 0, backed_up: true });
}

#[test]
fn wa1_a_registration_for_another_page_or_origin_is_refused() {
    let (mut authenticator, _) = registered();
    let response = authenticator.create(&creation_options());
    assert_eq!(verify_registration(&party(), &SECOND, &response, None), Err(PasskeyError::OtherChallenge));
    for origin in
        ["https://evil.example", "https://sub.id.example", "https://id.example:8443", "http://id.example"]
    {
        let mut elsewhere = SoftwareAuthenticator::new(origin);
        assert_eq!(register(&mut elsewhere), Err(PasskeyError::OtherOrigin), "{origin}");
    }
    let other = RelyingParty::of_issuer("https://other.example").unwrap();
    assert_eq!(verify_registration(&other, &FIRST, &response, None), Err(PasskeyError::OtherOrigin));
    let sign_in = authenticator.get(&request_options());
    assert_eq!(verify_registration(&party(), &FIRST, &sign_in, None), Err(PasskeyError::Malformed));
}

#[test]
fn wa1_the_server_checks_the_flags_of_a_registration_itself() {
    let (mut authenticator, _) = registered();
    authenticator.verifies_user = false;
    assert_eq!(register(&mut authenticator), Err(PasskeyError::UserNotVerified));
    authenticator.is_touched = false;
    assert_eq!(register(&mut authenticator), Err(PasskeyError::UserNotPresent));
}

#[test]
fn wa1_the_server_checks_the_flags_of_a_sign_in_itself() {
    let (mut authenticator, credential) = registered();
    authenticator.verifies_user = false;
    let response = authenticator.get(&request_options());
    assert_eq!(verify(&credential, &response, &SECOND), Err(PasskeyError::UserNotVerified));
    let relying_party = &party();
    let expected = AssertionExpectation {
        relying_party,
        challenge: &SECOND,
        requires_verification: false,
        requires_user_handle: false,
    };
    let verified = Assertion::read(&response).unwrap().verify(&stored(&credential), &expected).unwrap();
    assert!(
        !verified.user_verified,
        "if the verification is not required, the result shows whether it happened"
    );
    authenticator.is_touched = false;
    let response = authenticator.get(&request_options());
    assert_eq!(verify(&credential, &response, &SECOND), Err(PasskeyError::UserNotPresent));
}

#[test]
fn wa2_a_sign_in_for_another_page_origin_or_user_is_refused() {
    let (mut authenticator, credential) = registered();
    let response = authenticator.get(&request_options());
    assert_eq!(verify(&credential, &response, &FIRST), Err(PasskeyError::OtherChallenge));
    let someone_else = with(&response, "userHandle", json!(URL_SAFE_NO_PAD.encode([4; 32])));
    assert_eq!(verify(&credential, &someone_else, &SECOND), Err(PasskeyError::OtherUser));
    for no_handle in [json!(null), json!("")] {
        let no_handle = with(&response, "userHandle", no_handle);
        assert_eq!(verify(&credential, &no_handle, &SECOND), Err(PasskeyError::OtherUser));
    }
    authenticator.origin = "https://evil.example".to_owned();
    let response = authenticator.get(&request_options());
    assert_eq!(verify(&credential, &response, &SECOND), Err(PasskeyError::OtherOrigin));
}

#[test]
fn wa2_a_response_with_a_changed_signed_byte_is_refused() {
    let (mut authenticator, credential) = registered();
    let response = authenticator.get(&request_options());
    for member in ["authenticatorData", "clientDataJSON", "signature"] {
        for position in 0..decoded(&response, member).len() {
            let mut changed = decoded(&response, member);
            changed[position] ^= 1;
            let changed = with(&response, member, json!(URL_SAFE_NO_PAD.encode(changed)));
            assert!(verify(&credential, &changed, &SECOND).is_err(), "{member} at {position}");
        }
    }
}

#[test]
fn wa2_another_key_and_another_credential_are_refused() {
    let (mut authenticator, credential) = registered();
    let (_, other) = registered();
    let response = authenticator.get(&request_options());
    let other_key = NewCredential { public_key: other.public_key, ..credential.clone() };
    assert_eq!(verify(&other_key, &response, &SECOND), Err(PasskeyError::WrongSignature));
    let other_id = NewCredential { id: other.id, ..credential };
    assert!(verify(&other_id, &response, &SECOND).is_err());
}

#[test]
fn wa3_a_counter_that_does_not_increase_has_its_own_error() {
    let mut authenticator = SoftwareAuthenticator::new(ORIGIN);
    authenticator.sign_count = Some(5);
    let mut credential = register(&mut authenticator).unwrap();
    assert_eq!(credential.sign_count, 5);
    let response = authenticator.get(&request_options());
    assert_eq!(verify(&credential, &response, &SECOND).unwrap().sign_count, 6);
    for stored in [6, 7, u32::MAX] {
        credential.sign_count = stored;
        assert_eq!(verify(&credential, &response, &SECOND), Err(PasskeyError::CounterWentBack), "{stored}");
    }
    let unsigned = with(&response, "signature", json!(URL_SAFE_NO_PAD.encode([0; 70])));
    assert_ne!(verify(&credential, &unsigned, &SECOND), Err(PasskeyError::CounterWentBack), "not signed");
}

#[test]
fn wa3_a_passkey_can_not_become_a_synchronised_one() {
    let mut authenticator = SoftwareAuthenticator::new(ORIGIN);
    authenticator.is_synchronised = false;
    let credential = register(&mut authenticator).unwrap();
    assert!(!credential.backup_eligible && !credential.backed_up);
    authenticator.is_synchronised = true;
    let response = authenticator.get(&request_options());
    assert_eq!(verify(&credential, &response, &SECOND), Err(PasskeyError::UnsuitableCredential));
}

#[test]
fn a_text_that_is_no_response_is_malformed() {
    for text in ["", "null", "{}", "[]", "\"x\"", "{\"id\":1}"] {
        assert_eq!(verify_registration(&party(), &FIRST, text, None), Err(PasskeyError::Malformed), "{text}");
        assert!(Assertion::read(text).is_err(), "{text}");
    }
}

/// The vector of WebAuthn Level 3 section 16.2, "ES256 Credential with No Attestation": the user is present but not verified.
#[test]
fn the_test_vector_of_the_standard_is_verified() {
    let vector: Value = serde_json::from_str(include_str!("vectors/none_es256.json")).unwrap();
    let hex = |name: &str| hex(vector[name].as_str().unwrap());
    let text = |name: &str| json!(URL_SAFE_NO_PAD.encode(hex(name)));
    let party = RelyingParty::of_issuer("https://example.org").unwrap();
    let registration = json!({ "id": text("credential_id"), "rawId": text("credential_id"), "type": "public-key",
        "response": { "clientDataJSON": text("registration_client_data"), "attestationObject": text("attestation_object") } });
    let challenge = hex("registration_challenge").try_into().unwrap();
    let refused = verify_registration(&party, &challenge, &registration.to_string(), None);
    assert_eq!(refused, Err(PasskeyError::UserNotVerified));

    let sign_in = json!({ "id": text("credential_id"), "rawId": text("credential_id"), "type": "public-key",
        "response": { "clientDataJSON": text("client_data"), "authenticatorData": text("authenticator_data"),
            "signature": text("signature"), "userHandle": null } });
    let (id, public_key, challenge) =
        (hex("credential_id"), hex("public_key"), hex("challenge").try_into().unwrap());
    let stored = StoredCredential {
        id: &id,
        public_key: &public_key,
        user_handle: &HANDLE,
        sign_count: 0,
        backup_eligible: true,
    };
    let expected = AssertionExpectation {
        relying_party: &party,
        challenge: &challenge,
        requires_verification: false,
        requires_user_handle: false,
    };
    let verified = Assertion::read(&sign_in.to_string()).unwrap().verify(&stored, &expected).unwrap();
    assert_eq!(verified, VerifiedAssertion { user_verified: false, sign_count: 0, backed_up: true });
    let strict = AssertionExpectation { requires_verification: true, ..expected };
    let refused = Assertion::read(&sign_in.to_string()).unwrap().verify(&stored, &strict);
    assert_eq!(refused, Err(PasskeyError::UserNotVerified));
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}
