//! Signing tokens, and decoding them without verification.

use serde_json::json;
use valetkey_jose::{
    Algorithm, ClientSecretKey, Jwk, JwkSet, KeyError, KeySet, MAX_TOKEN_BYTES, SignError, SigningKey,
    VerifyError, decode_unverified, verify_jws,
};

use crate::forge::{SECRET, check, check_by, expectation, payload, rsa_pkcs8, subject_of, subjects};

#[test]
fn the_header_contains_algorithm_key_and_type() {
    for subject in subjects().iter().filter(|subject| subject.key.is_some()) {
        let key = subject.key.as_ref().unwrap();
        for typ in [None, Some("at+jwt"), Some("secevent+jwt"), Some("odd \" type")] {
            let token = key.sign_jwt(typ, &json!({"sub": "alice"})).unwrap();
            let mut expected = json!({"alg": key.algorithm().as_str(), "kid": key.kid()});
            if let Some(typ) = typ {
                expected["typ"] = typ.into();
            }
            assert_eq!(decode_unverified(&token).unwrap().header, expected);
            assert!(verify_jws(&token, &subject.keys, &[key.algorithm()], MAX_TOKEN_BYTES).is_ok());
        }
    }
}

#[test]
fn only_objects_are_signed() {
    let key = subject_of(Algorithm::ES256).key.as_ref().unwrap();
    for claims in [json!([]), json!("text"), json!(null), json!(1)] {
        assert_eq!(key.sign_jwt(None, &claims), Err(SignError::NotAnObject));
    }
}

#[test]
fn only_the_accepted_algorithms_are_accepted() {
    for subject in subjects() {
        let token = subject.token(&subject.header(""), &payload(&[]));
        let others: Vec<_> = subjects().iter().map(|other| other.algorithm).collect();
        let others: Vec<_> = others.into_iter().filter(|other| *other != subject.algorithm).collect();
        let error = check_by(&token, &subject.keys, &expectation().algorithms(&others)).unwrap_err();
        let seen = subject.algorithm.as_str().to_owned();
        assert_eq!(error, VerifyError::Algorithm { expected: others, seen });
        let error = check_by(&token, &subject.keys, &expectation().algorithms(&[])).unwrap_err();
        assert!(matches!(error, VerifyError::Algorithm { .. }));
    }
}

#[test]
fn the_name_ed25519_is_read_as_eddsa() {
    let subject = subject_of(Algorithm::EdDSA);
    let header = format!(r#"{{"alg":"Ed25519","kid":"{}","typ":"at+jwt"}}"#, subject.kid());
    assert!(check(&subject.token(&header, &payload(&[])), &subject.keys).is_ok());
}

#[test]
fn the_caller_sets_the_length_limit() {
    let subject = subject_of(Algorithm::EdDSA);
    let token = subject.token(&subject.header(""), &payload(&[]));
    assert!(check_by(&token, &subject.keys, &expectation().max_bytes(token.len())).is_ok());
    let error = check_by(&token, &subject.keys, &expectation().max_bytes(token.len() - 1)).unwrap_err();
    assert_eq!(error, VerifyError::TooLong { expected: token.len() - 1, seen: token.len() });
}

#[test]
fn for_a_token_without_kid_only_a_few_keys_are_tried() {
    let signer = subject_of(Algorithm::ES256);
    let header = r#"{"alg":"ES256","typ":"at+jwt"}"#;
    let token = signer.token(header, &payload(&[]));
    let mut jwks: Vec<Jwk> =
        (0..3).map(|_| SigningKey::generate(Algorithm::ES256).unwrap().public_jwk()).collect();
    let alone = KeySet::from_jwk_set(&JwkSet::new(jwks.clone()));
    assert!(matches!(check(&token, &alone), Err(VerifyError::Signature { .. })));
    jwks.push(signer.key.as_ref().unwrap().public_jwk());
    // Keys of other types are not tried.
    jwks.push(subject_of(Algorithm::EdDSA).key.as_ref().unwrap().public_jwk());
    assert!(check(&token, &KeySet::from_jwk_set(&JwkSet::new(jwks.clone()))).is_ok());
    jwks.push(SigningKey::generate(Algorithm::ES256).unwrap().public_jwk());
    let error = check(&token, &KeySet::from_jwk_set(&JwkSet::new(jwks))).unwrap_err();
    assert_eq!(error, VerifyError::TooManyKeys { expected: 4, seen: 5 });
}

#[test]
fn two_keys_with_the_same_kid_are_both_tried() {
    let (curve, edwards) = (subject_of(Algorithm::ES256), subject_of(Algorithm::EdDSA));
    let same_name = |mut key: Jwk| {
        key.kid = Some("same".into());
        key
    };
    let foreign = SigningKey::generate(Algorithm::ES256).unwrap().public_jwk();
    let jwks =
        [&edwards.key.as_ref().unwrap().public_jwk(), &foreign, &curve.key.as_ref().unwrap().public_jwk()];
    let keys = KeySet::from_jwk_set(&JwkSet::new(jwks.map(|key| same_name(key.clone())).to_vec()));
    for subject in [curve, edwards] {
        let header = format!(r#"{{"alg":"{}","kid":"same","typ":"at+jwt"}}"#, subject.algorithm);
        assert!(check(&subject.token(&header, &payload(&[])), &keys).is_ok(), "{}", subject.algorithm);
    }
    let stranger = SigningKey::generate(Algorithm::ES256).unwrap();
    let stranger =
        crate::forge::Subject { algorithm: Algorithm::ES256, key: Some(stranger), keys: KeySet::default() };
    let token = stranger.token(r#"{"alg":"ES256","kid":"same","typ":"at+jwt"}"#, &payload(&[]));
    assert!(matches!(check(&token, &keys), Err(VerifyError::Signature { .. })));
}

#[test]
fn an_unknown_key_has_its_own_error() {
    let subject = subject_of(Algorithm::ES256);
    let token = subject.token(&subject.header(""), &payload(&[]));
    let stranger = SigningKey::generate(Algorithm::ES256).unwrap();
    let keys = KeySet::from_jwk_set(&JwkSet::new(vec![stranger.public_jwk()]));
    let expected = vec![stranger.kid().to_owned()];
    let seen = Some(subject.kid().to_owned());
    assert_eq!(
        check(&token, &keys),
        Err(VerifyError::UnknownKey { expected, seen, algorithm: Algorithm::ES256 })
    );
    assert!(matches!(check(&token, &KeySet::default()), Err(VerifyError::UnknownKey { .. })));
}

#[test]
fn an_rsa_key_without_alg_works_with_six_algorithms_and_one_with_alg_only_with_its_own() {
    let key = SigningKey::from_pkcs8(Algorithm::RS256, rsa_pkcs8()).unwrap();
    let free = Jwk { alg: None, ..key.public_jwk() };
    let free = KeySet::from_jwk_set(&JwkSet::new(vec![free]));
    for subject in subjects().iter().filter(|subject| subject.kid() == key.kid()) {
        let token = subject.token(&subject.header(""), &payload(&[]));
        assert!(check(&token, &free).is_ok(), "{}", subject.algorithm);
        let tied = subject_of(Algorithm::RS256);
        assert_eq!(check(&token, &tied.keys).is_ok(), subject.algorithm == Algorithm::RS256);
    }
}

#[test]
fn client_secrets_sign_and_verify_hs256_only() {
    let key = ClientSecretKey::new(SECRET).unwrap();
    let token = key.sign_jwt(Some("JWT"), &json!({"sub": "client"})).unwrap();
    assert!(verify_jws(&token, &key.key_set(), &[Algorithm::HS256], MAX_TOKEN_BYTES).is_ok());
    assert!(verify_jws(&token, &key.key_set(), &Algorithm::ASYMMETRIC, MAX_TOKEN_BYTES).is_err());
    let other = ClientSecretKey::new(b"another client secret of forty bytes ok").unwrap();
    assert!(verify_jws(&token, &other.key_set(), &[Algorithm::HS256], MAX_TOKEN_BYTES).is_err());
    let short = ClientSecretKey::new(&[7; 31]).err();
    assert_eq!(short, Some(KeyError::SecretTooShort { expected: 32, seen: 31 }));
    assert_eq!(SigningKey::generate(Algorithm::HS256).err(), Some(KeyError::NoKeyPair(Algorithm::HS256)));
}

#[test]
fn decoding_unverified_still_checks_the_form() {
    let subject = subject_of(Algorithm::ES256);
    let token = subject.token(r#"{"alg":"none"}"#, r#"{"sub":"alice"}"#);
    assert_eq!(decode_unverified(&token).unwrap().claims, json!({"sub": "alice"}));
    for wrong in ["", "a.b", "a.b.c.d.e", "a b.c.d", "bnVsbA.e30.AA"] {
        assert!(decode_unverified(wrong).is_err(), "{wrong}");
    }
    let twice = subject.token(r#"{"alg":"ES256"}"#, r#"{"sub":"alice","sub":"bob"}"#);
    assert!(matches!(decode_unverified(&twice), Err(VerifyError::Duplicate { part: "payload", .. })));
}
