//! Storing, publishing and reading keys.

use serde_json::{Value, json};
use valetkey_jose::digest::{base64url, base64url_decode};
use valetkey_jose::{Algorithm, Jwk, JwkError, JwkSet, KeySet, MAX_KEYS_PER_SET, SigningKey, VerifyingKey};

use crate::forge::{rsa_pkcs8, subject_of, subjects};

fn public(algorithm: Algorithm) -> Jwk {
    subject_of(algorithm).key.as_ref().unwrap().public_jwk()
}

#[test]
fn a_stored_key_is_the_same_key() {
    for subject in subjects().iter().filter(|subject| subject.key.is_some()) {
        let key = subject.key.as_ref().unwrap();
        let again = SigningKey::from_pkcs8(key.algorithm(), &key.to_pkcs8()).unwrap();
        assert_eq!((again.kid(), again.public_jwk()), (key.kid(), key.public_jwk()));
        assert_eq!(again.to_pkcs8(), key.to_pkcs8());
    }
}

#[test]
fn a_stored_key_of_another_kind_is_refused() {
    for subject in subjects().iter().filter(|subject| subject.key.is_some()) {
        let document = subject.key.as_ref().unwrap().to_pkcs8();
        for other in subjects().iter().filter(|other| other.key.is_some()) {
            let fits = subject.algorithm.key_type() == other.algorithm.key_type();
            let read = SigningKey::from_pkcs8(other.algorithm, &document);
            assert_eq!(read.is_ok(), fits, "{} read as {}", subject.algorithm, other.algorithm);
        }
        assert!(SigningKey::from_pkcs8(subject.algorithm, &document[..document.len() - 1]).is_err());
        assert!(SigningKey::from_pkcs8(subject.algorithm, b"").is_err());
    }
}

#[test]
fn the_published_key_has_only_public_members() {
    for subject in subjects().iter().filter(|subject| subject.key.is_some()) {
        let key = subject.key.as_ref().unwrap();
        let json = serde_json::to_value(key.public_jwk()).unwrap();
        let mut names: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        let expected: &[&str] = match json["kty"].as_str().unwrap() {
            "EC" => &["alg", "crv", "kid", "kty", "use", "x", "y"],
            "OKP" => &["alg", "crv", "kid", "kty", "use", "x"],
            _ => &["alg", "e", "kid", "kty", "n", "use"],
        };
        assert_eq!(names, expected);
        assert_eq!(json["use"], "sig");
        assert_eq!(json["alg"], key.algorithm().as_str());
        assert_eq!(json["kid"], key.public_jwk().thumbprint().unwrap().as_str());
    }
}

#[test]
fn a_key_with_private_members_is_refused() {
    for member in ["d", "k", "p", "q", "dp", "dq", "qi", "oth"] {
        let mut json = serde_json::to_value(public(Algorithm::ES256)).unwrap();
        json[member] = "AA".into();
        assert!(serde_json::from_value::<Jwk>(json.clone()).is_err(), "{member}");
        let set = JwkSet::parse(json!({ "keys": [json] }).to_string().as_bytes()).unwrap();
        assert_eq!((set.keys.len(), set.skipped.len()), (0, 1), "{member}");
        assert!(set.skipped[0].reason.contains(&format!("{member:?}")), "{}", set.skipped[0].reason);
    }
}

#[test]
fn unusable_keys_are_skipped_and_the_others_are_used() {
    let good = serde_json::to_value(public(Algorithm::ES256)).unwrap();
    let changed = |name: &str, value: Value| {
        let mut key = good.clone();
        key[name] = value;
        key
    };
    // The coordinates have the right total length, but are split at another position.
    let both =
        [good["x"].clone(), good["y"].clone()].map(|text| base64url_decode(text.as_str().unwrap()).unwrap());
    let both = both.concat();
    let mut shifted = changed("x", base64url(&both[..33]).into());
    shifted["y"] = base64url(&both[33..]).into();
    let bad = [
        shifted,
        json!(null),
        json!("text"),
        json!({}),
        json!({"kty": 7}),
        json!({"kty": "oct", "k": "AAAA"}),
        json!({"kty": "AKP", "alg": "ML-DSA-44", "pub": "AAAA"}),
        changed("kty", "RSA".into()),
        changed("kty", "OKP".into()),
        changed("kty", "ec".into()),
        changed("crv", "P-384".into()),
        changed("crv", "secp256k1".into()),
        changed("use", "enc".into()),
        changed("key_ops", json!(["sign"])),
        changed("key_ops", json!([])),
        changed("alg", "ES384".into()),
        changed("alg", "RS256".into()),
        changed("alg", "HS256".into()),
        changed("alg", "none".into()),
        changed("alg", "ECDH-ES".into()),
        changed("x", format!("{}=", good["x"].as_str().unwrap()).into()),
        changed("x", "".into()),
        changed("x", base64url(&[0; 32]).into()),
        changed("x", base64url(&[0xff; 32]).into()),
        changed("y", good["x"].clone()),
        changed("y", base64url(&[1; 31]).into()),
        changed("y", base64url(&[1; 33]).into()),
        changed("y", Value::Null),
    ];
    let count = bad.len();
    let keys: Vec<Value> = bad.into_iter().chain([good]).collect();
    let set = JwkSet::parse(json!({ "keys": keys, "other": 1 }).to_string().as_bytes()).unwrap();
    let keys = KeySet::from_jwk_set(&set);
    assert_eq!(keys.len(), 1, "{keys:?}");
    assert_eq!(keys.skipped().len(), count, "{:#?}", keys.skipped());
    assert!(keys.skipped().iter().all(|skipped| !skipped.reason.is_empty()));
}

#[test]
fn dos1_a_set_has_at_most_64_keys() {
    let key = serde_json::to_value(public(Algorithm::EdDSA)).unwrap();
    let set = |count: usize| json!({ "keys": vec![key.clone(); count] }).to_string();
    assert_eq!(JwkSet::parse(set(MAX_KEYS_PER_SET).as_bytes()).unwrap().keys.len(), 64);
    assert!(matches!(JwkSet::parse(set(MAX_KEYS_PER_SET + 1).as_bytes()), Err(JwkError::Malformed(_))));
    for body in
        ["", "[]", "{}", r#"{"keys":{}}"#, r#"{"keys":null}"#, r#"{"keys":[]}x"#, r#"{"keys":[],"keys":[]}"#]
    {
        assert!(JwkSet::parse(body.as_bytes()).is_err(), "{body}");
    }
}

#[test]
fn rsa_numbers_are_checked() {
    let good = public(Algorithm::RS256);
    assert!(VerifyingKey::from_jwk(&good).is_ok());
    let modulus = base64url_decode(good.n.as_deref().unwrap()).unwrap();
    let with_modulus = |n: Vec<u8>| Jwk { n: Some(base64url(&n)), ..good.clone() };
    let mut even = modulus.clone();
    *even.last_mut().unwrap() &= 0xfe;
    let mut short = modulus[..128].to_vec();
    *short.last_mut().unwrap() |= 1;
    let mut nearly = modulus.clone();
    nearly[0] = 0x7f;
    let mut long = vec![0xff; 1025];
    long[0] = 1;
    let size = |key: &Jwk| VerifyingKey::from_jwk(key).err();
    assert_eq!(size(&with_modulus(short)), Some(JwkError::RsaSize { bits: 1024 }));
    assert_eq!(size(&with_modulus(nearly)), Some(JwkError::RsaSize { bits: 2047 }));
    assert_eq!(size(&with_modulus(long)), Some(JwkError::RsaSize { bits: 8193 }));
    assert_eq!(size(&with_modulus(Vec::new())), Some(JwkError::RsaSize { bits: 0 }));
    assert_eq!(size(&with_modulus(even)), Some(JwkError::Rejected("RS256")));
    for exponent in [&[][..], &[0], &[1], &[2], &[1, 0, 0], &[1; 40]] {
        let key = Jwk { e: Some(base64url(exponent)), ..good.clone() };
        assert_eq!(size(&key), Some(JwkError::Rejected("RS256")), "exponent {exponent:?}");
    }
}

#[test]
fn keys_are_selected_by_kid_and_algorithm() {
    let jwks = [Algorithm::ES256, Algorithm::EdDSA, Algorithm::RS256].map(public);
    let keys = KeySet::from_jwk_set(&JwkSet::new(jwks.to_vec()));
    let kid = jwks[0].kid.as_deref();
    assert_eq!(keys.select(kid, Algorithm::ES256).len(), 1);
    assert_eq!(keys.select(kid, Algorithm::EdDSA).len(), 0);
    assert_eq!(keys.select(None, Algorithm::EdDSA).len(), 1);
    assert_eq!(keys.select(None, Algorithm::PS256).len(), 0);
    assert_eq!(keys.select(Some("other"), Algorithm::ES256).len(), 0);
    assert_eq!(keys.select(None, Algorithm::HS256).len(), 0);
}

#[test]
fn a_key_verifies_only_with_its_own_algorithms() {
    for subject in subjects() {
        let keys = subject.keys.select(None, subject.algorithm);
        let signature = subject.sign(subject.algorithm, b"message");
        for other in subjects() {
            let good = keys[0].verify_signature(other.algorithm, b"message", &signature);
            assert_eq!(
                good,
                other.algorithm == subject.algorithm,
                "{} as {}",
                subject.algorithm,
                other.algorithm
            );
        }
    }
}

#[test]
fn rsa_keys_made_here_have_2048_bits() {
    let key = SigningKey::from_pkcs8(Algorithm::PS256, rsa_pkcs8()).unwrap();
    assert_eq!(base64url_decode(&key.public_jwk().n.unwrap()).unwrap().len(), 256);
    assert_eq!(key.public_jwk().e.as_deref(), Some("AQAB"));
}
