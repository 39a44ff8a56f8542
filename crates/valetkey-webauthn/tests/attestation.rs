//! The attestation of models: valid attestations, and all others.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use uuid::{Uuid, uuid};
use valetkey_webauthn::{
    AttestationPolicy, AttestationRoots, Challenge, CreationOptions, NewCredential, PasskeyError,
    RelyingParty, RootsError, UserEntity,
    testing::{SoftwareAttestation, SoftwareAuthenticator},
    testing_maker::Maker,
    verify_registration,
};

const BLUE: Uuid = uuid!("11111111-2222-3333-4444-555555555555");
const RED: Uuid = uuid!("66666666-7777-8888-9999-000000000000");
const CHALLENGE: Challenge = [1; 32];

fn party() -> RelyingParty {
    RelyingParty::of_issuer("https://id.example").unwrap()
}

fn options() -> Value {
    let user = UserEntity { handle: &[3; 32], name: "ada", display_name: "Ada Lovelace" };
    let (relying_party, exclude) = (&party(), &[]);
    let options =
        CreationOptions { relying_party, relying_party_name: "Example", user, exclude, asks_for_model: true };
    let mut options = options.to_json();
    options["challenge"] = json!(URL_SAFE_NO_PAD.encode(CHALLENGE));
    options
}

fn authenticator(model: Uuid, attestation: Option<SoftwareAttestation>) -> SoftwareAuthenticator {
    let authenticator = SoftwareAuthenticator::new("https://id.example");
    SoftwareAuthenticator { aaguid: model, attestation, is_synchronised: false, ..authenticator }
}

fn register(
    mut authenticator: SoftwareAuthenticator,
    policy: &AttestationPolicy,
) -> Result<NewCredential, PasskeyError> {
    verify_registration(&party(), &CHALLENGE, &authenticator.create(&options()), Some(policy))
}

fn policy(maker: &Maker, models: &[Uuid]) -> AttestationPolicy {
    AttestationRoots::new(vec![maker.root()]).unwrap().accepting(models)
}

#[test]
fn an_accepted_model_with_an_attestation_of_its_manufacturer_is_registered() {
    let maker = Maker::new("Blue Keys");
    assert_eq!(options()["attestation"], "direct");
    let credential =
        register(authenticator(BLUE, Some(maker.attestation(BLUE))), &policy(&maker, &[RED, BLUE])).unwrap();
    assert_eq!(credential.aaguid, BLUE);
    let other = Maker::new("Red Keys");
    let both = AttestationRoots::new(vec![other.root(), maker.root()]).unwrap().accepting(&[BLUE]);
    assert!(register(authenticator(BLUE, Some(maker.attestation(BLUE))), &both).is_ok());
}

#[test]
fn wa1_a_model_without_a_valid_attestation_is_refused() {
    let (maker, stranger) = (Maker::new("Blue Keys"), Maker::new("Blue Keys"));
    let policy = policy(&maker, &[BLUE]);
    let refused = |model, attestation| register(authenticator(model, attestation), &policy).unwrap_err();
    assert_eq!(refused(BLUE, None), PasskeyError::OtherModel, "the AAGUID alone");
    let of_itself = SoftwareAttestation { key: None, chain: Vec::new() };
    assert_eq!(refused(BLUE, Some(of_itself)), PasskeyError::OtherModel, "self attestation");
    assert_eq!(refused(RED, Some(maker.attestation(RED))), PasskeyError::OtherModel, "another model");
    assert_eq!(
        refused(BLUE, Some(maker.attestation(RED))),
        PasskeyError::WrongAttestation,
        "the certificate of another model"
    );
    let error = refused(BLUE, Some(stranger.attestation(BLUE)));
    assert_eq!(error, PasskeyError::OtherModel, "a manufacturer with the same name and another key");
    let by_other_key = SoftwareAttestation { key: stranger.attestation(BLUE).key, ..maker.attestation(BLUE) };
    assert_eq!(
        refused(BLUE, Some(by_other_key)),
        PasskeyError::WrongAttestation,
        "a key that is not certified"
    );
    let root_as_leaf = SoftwareAttestation { chain: vec![maker.root()], ..maker.attestation(BLUE) };
    assert!(register(authenticator(BLUE, Some(root_as_leaf)), &policy).is_err());
}

#[test]
fn without_roots_or_models_no_authenticator_is_registered() {
    let maker = Maker::new("Blue Keys");
    for policy in [AttestationPolicy::without_roots(), policy(&maker, &[])] {
        let error = register(authenticator(BLUE, Some(maker.attestation(BLUE))), &policy).unwrap_err();
        assert_eq!(error, PasskeyError::OtherModel);
    }
}

#[test]
fn invalid_root_certificates_are_refused() {
    assert_eq!(AttestationRoots::new(Vec::new()), Err(RootsError));
    assert_eq!(AttestationRoots::new(vec![b"no certificate".to_vec()]), Err(RootsError));
    assert_eq!(AttestationRoots::new(vec![Maker::new("Blue Keys").root(), Vec::new()]), Err(RootsError));
}
