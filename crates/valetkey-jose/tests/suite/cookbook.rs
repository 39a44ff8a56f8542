//! The examples of RFC 7520.

use serde_json::Value;
use valetkey_jose::digest::base64url_decode;
use valetkey_jose::{
    Algorithm, ClientSecretKey, Jwk, JwkSet, KeySet, MAX_TOKEN_BYTES, VerifyError, VerifyingKey, verify_jws,
};

use crate::vectors::vectors;

/// Returns the public members of the example's key.
fn public(mut key: Value) -> Value {
    for private in ["d", "p", "q", "dp", "dq", "qi"] {
        key.as_object_mut().unwrap().remove(private);
    }
    key
}

#[test]
fn jo2_compact_signatures_verify() {
    for file in [
        "jws/4_1.rsa_v15_signature.json",
        "jws/4_2.rsa-pss_signature.json",
        "jws/4_3.ecdsa_signature.json",
        "curve25519/jws.json",
    ] {
        let Some(example) = vectors(&format!("jose-cookbook/{file}")) else { return };
        let key = public(example["input"]["key"].clone());
        let keys = KeySet::from_jwk_set(&JwkSet::new(vec![serde_json::from_value(key).unwrap()]));
        let token = example["output"]["compact"].as_str().unwrap();
        let verified = verify_jws(token, &keys, &Algorithm::ASYMMETRIC, MAX_TOKEN_BYTES).unwrap();
        assert_eq!(verified.header.algorithm.as_str(), example["input"]["alg"], "{file}");
        assert_eq!(verified.payload, example["input"]["payload"].as_str().unwrap().as_bytes(), "{file}");
    }
}

#[test]
fn shared_secrets_are_accepted_only_as_client_secrets() {
    let Some(example) = vectors("jose-cookbook/jws/4_4.hmac-sha2_integrity_protection.json") else { return };
    let key = &example["input"]["key"];
    let token = example["output"]["compact"].as_str().unwrap();
    let secret = base64url_decode(key["k"].as_str().unwrap()).unwrap();
    let keys = ClientSecretKey::new(&secret).unwrap().key_set();
    assert!(verify_jws(token, &keys, &[Algorithm::HS256], MAX_TOKEN_BYTES).is_ok());
    assert!(serde_json::from_value::<Jwk>(key.clone()).is_err());
}

#[test]
fn detached_content_is_refused() {
    let Some(example) = vectors("jose-cookbook/jws/4_5.signature_with_detached_content.json") else { return };
    let secret = base64url_decode(example["input"]["key"]["k"].as_str().unwrap()).unwrap();
    let keys = ClientSecretKey::new(&secret).unwrap().key_set();
    let token = example["output"]["compact"].as_str().unwrap();
    let error = verify_jws(token, &keys, &[Algorithm::HS256], MAX_TOKEN_BYTES).unwrap_err();
    assert!(matches!(error, VerifyError::Signature { .. }), "{error}");
}

#[test]
fn unencoded_payloads_are_refused() {
    for file in ["4.2.hmac-sha2_b64_false.json", "hmac-sha2_b64_false.json"] {
        let Some(example) = vectors(&format!("jose-cookbook/rfc7797/{file}")) else { return };
        let secret = base64url_decode(example["input"]["key"]["k"].as_str().unwrap()).unwrap();
        let keys = ClientSecretKey::new(&secret).unwrap().key_set();
        let Some(token) = example["output"]["compact"].as_str() else { continue };
        assert!(verify_jws(token, &keys, &[Algorithm::HS256], MAX_TOKEN_BYTES).is_err(), "{file}");
    }
}

#[test]
fn jo4_encrypted_tokens_are_refused_by_their_form() {
    for file in ["5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2", "5_6.direct_encryption_using_aes-gcm"]
    {
        let Some(example) = vectors(&format!("jose-cookbook/jwe/{file}.json")) else { return };
        let token = example["output"]["compact"].as_str().unwrap();
        let error =
            verify_jws(token, &KeySet::default(), &Algorithm::ASYMMETRIC, MAX_TOKEN_BYTES).unwrap_err();
        assert_eq!(error, VerifyError::Parts { seen: 5 }, "{file}");
    }
}

#[test]
fn public_keys_are_read_and_private_ones_refused() {
    for (file, fine) in [
        ("3_1.ec_public_key", true),
        ("3_2.ec_private_key", false),
        ("3_3.rsa_public_key", true),
        ("3_4.rsa_private_key", false),
        ("3_5.symmetric_key_mac_computation", false),
    ] {
        let Some(key) = vectors(&format!("jose-cookbook/jwk/{file}.json")) else { return };
        let read = serde_json::from_value::<Jwk>(key);
        assert_eq!(read.is_ok(), fine, "{file}");
        if let Ok(key) = read {
            assert!(VerifyingKey::from_jwk(&key).is_ok(), "{file}");
        }
    }
}
