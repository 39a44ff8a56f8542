//! An authenticator in software, for tests. It responds to the options of a page like a browser with a passkey.

#![allow(clippy::unwrap_used, reason = "this module is for tests: a broken set-up ends the test")]

use std::collections::BTreeMap;

use aws_lc_rs::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_cbor_2::Value as Cbor;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::base64url;

/// A browser's authenticator. Set its fields to make it misbehave.
pub struct SoftwareAuthenticator {
    /// The origin in its responses.
    pub origin: String,
    /// Its model.
    pub aaguid: Uuid,
    /// `true` if it verifies the user.
    pub verifies_user: bool,
    /// `true` if the user touches it.
    pub is_touched: bool,
    /// `true` if its passkeys are synchronised.
    pub is_synchronised: bool,
    /// The value of its signature counter; `None` if it has none.
    pub sign_count: Option<u32>,
    /// The key that attests its model; `None` for an authenticator without attestation.
    pub attestation: Option<SoftwareAttestation>,
    /// Its passkeys.
    pub credentials: Vec<SoftwareCredential>,
}

/// The key that attests the model of an authenticator.
pub struct SoftwareAttestation {
    /// The key; `None` for self attestation with the key of the new passkey.
    pub key: Option<EcdsaKeyPair>,
    /// Its certificate in DER, followed by the certificates between it and the root.
    pub chain: Vec<Vec<u8>>,
}

/// A passkey of a [`SoftwareAuthenticator`].
pub struct SoftwareCredential {
    /// The credential ID.
    pub id: Vec<u8>,
    /// The user handle.
    pub user_handle: Vec<u8>,
    key: EcdsaKeyPair,
}

const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const HAS_CREDENTIAL: u8 = 1 << 6;

impl SoftwareAuthenticator {
    /// Creates an authenticator without passkeys that verifies its user.
    pub fn new(origin: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            aaguid: Uuid::from_u128(7),
            verifies_user: true,
            is_touched: true,
            is_synchronised: true,
            sign_count: None,
            attestation: None,
            credentials: Vec::new(),
        }
    }

    /// Makes a passkey for the options of `navigator.credentials.create()`. Returns a `RegistrationResponseJSON`.
    pub fn create(&mut self, options: &Value) -> String {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let mut id = vec![0; 16];
        aws_lc_rs::rand::fill(&mut id).unwrap();
        let credential = SoftwareCredential { id, user_handle: bytes(&options["user"]["id"]), key };
        let mut data = self.authenticator_data(options["rp"]["id"].as_str().unwrap(), HAS_CREDENTIAL);
        data.extend(self.aaguid.as_bytes());
        data.extend(u16::try_from(credential.id.len()).unwrap().to_be_bytes());
        data.extend(&credential.id);
        data.extend(credential.public_key());
        let client_data = self.client_data("webauthn.create", options);
        let signed = [&data, digest(&SHA256, &client_data).as_ref()].concat();
        let (format, statement) = match &self.attestation {
            None => ("none", BTreeMap::new()),
            Some(attestation) => ("packed", attestation.statement(&credential.key, &signed)),
        };
        let object = BTreeMap::from([
            (Cbor::Text("fmt".into()), Cbor::Text(format.into())),
            (Cbor::Text("attStmt".into()), Cbor::Map(statement)),
            (Cbor::Text("authData".into()), Cbor::Bytes(data)),
        ]);
        let id = base64url(&credential.id);
        self.credentials.push(credential);
        json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "response": {
                "clientDataJSON": base64url(&client_data),
                "attestationObject": base64url(&serde_cbor_2::to_vec(&Cbor::Map(object)).unwrap()),
                "transports": ["internal", "hybrid", "of tomorrow"],
            },
            "clientExtensionResults": {},
        })
        .to_string()
    }

    /// Signs in with the newest passkey for the options of `navigator.credentials.get()`. Returns an
    /// `AuthenticationResponseJSON`.
    pub fn get(&mut self, options: &Value) -> String {
        self.sign_count = self.sign_count.map(|count| count + 1);
        let credential = self.credentials.last().unwrap();
        let data = self.authenticator_data(options["rpId"].as_str().unwrap(), 0);
        let client_data = self.client_data("webauthn.get", options);
        let signed = [&data, digest(&SHA256, &client_data).as_ref()].concat();
        let signature = credential.key.sign(&SystemRandom::new(), &signed).unwrap();
        let id = base64url(&credential.id);
        json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "response": {
                "clientDataJSON": base64url(&client_data),
                "authenticatorData": base64url(&data),
                "signature": base64url(signature.as_ref()),
                "userHandle": base64url(&credential.user_handle),
            },
            "clientExtensionResults": {},
        })
        .to_string()
    }

    fn authenticator_data(&self, rp_id: &str, flags: u8) -> Vec<u8> {
        let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
        let flags = flags
            | flag(self.is_touched, USER_PRESENT)
            | flag(self.verifies_user, USER_VERIFIED)
            | flag(self.is_synchronised, BACKUP_ELIGIBLE | BACKED_UP);
        let mut data = digest(&SHA256, rp_id.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend(self.sign_count.unwrap_or_default().to_be_bytes());
        data
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let data = json!({
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        data.to_string().into_bytes()
    }
}

impl SoftwareAttestation {
    /// Returns a packed attestation statement (section 8.2).
    fn statement(&self, of_passkey: &EcdsaKeyPair, signed: &[u8]) -> BTreeMap<Cbor, Cbor> {
        let key = self.key.as_ref().unwrap_or(of_passkey);
        let signature = key.sign(&SystemRandom::new(), signed).unwrap();
        let mut statement = BTreeMap::from([
            (Cbor::Text("alg".into()), Cbor::Integer(-7)),
            (Cbor::Text("sig".into()), Cbor::Bytes(signature.as_ref().to_vec())),
        ]);
        if !self.chain.is_empty() {
            let chain = self.chain.iter().cloned().map(Cbor::Bytes).collect();
            statement.insert(Cbor::Text("x5c".into()), Cbor::Array(chain));
        }
        statement
    }
}

impl SoftwareCredential {
    /// Returns the COSE key (RFC 9053 section 7.1).
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.public_key().as_ref();
        let (x, y) = point[1..].split_at(32);
        let members = [(1, Cbor::Integer(2)), (3, Cbor::Integer(-7)), (-1, Cbor::Integer(1))];
        let coordinates = [(-2, Cbor::Bytes(x.to_vec())), (-3, Cbor::Bytes(y.to_vec()))];
        let members = members.into_iter().chain(coordinates);
        let key = members.map(|(name, value)| (Cbor::Integer(name), value)).collect();
        serde_cbor_2::to_vec(&Cbor::Map(key)).unwrap()
    }
}

fn bytes(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap()
}
