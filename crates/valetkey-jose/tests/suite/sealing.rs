//! Sealed values can't be opened if they were changed, sealed for another purpose, or sealed with another key.

use std::collections::HashSet;

use valetkey_jose::digest::{base64url, base64url_decode};
use valetkey_jose::seal::{
    MAX_PLAINTEXT_BYTES, OpenError, SealError, SealingKey, SealingKeys, derive_secret,
};

const MASTER: [u8; 32] = [7; 32];

fn keys(label: &str) -> SealingKeys {
    SealingKeys::new(SealingKey::derive(&MASTER, label).unwrap())
}

#[test]
fn a_sealed_value_can_be_opened() {
    for plaintext in [&b""[..], b"x", b"{\"state\":\"abc\"}", &[0xff; 3000]] {
        let sealed = keys("cookies").seal("login", plaintext).unwrap();
        assert!(sealed.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        assert_eq!(keys("cookies").open("login", &sealed).unwrap().as_slice(), plaintext);
    }
}

/// The value was made with another implementation of HKDF and AES-256-GCM. It has the form of version 1, which is only opened
/// now.
#[test]
fn a_value_of_the_first_version_can_still_be_opened() {
    let keys = SealingKeys::new(SealingKey::new(&[1; 32]).unwrap());
    let sealed = "AT55Kn8AAQIDBAUGBwgJCgsrEFVMrBLystfaSXJljdeDZQJ8rqZLDGi9IurCFnRsEA";
    assert_eq!(keys.open("signing key", sealed).unwrap().as_slice(), b"kept from before");
    assert!(keys.open("another purpose", sealed).is_err());
    let now = keys.seal("signing key", b"kept from before").unwrap();
    assert_eq!(base64url_decode(&now).unwrap()[0], 2);
    let mut relabelled = base64url_decode(sealed).unwrap();
    relabelled[0] = 2;
    assert!(keys.open("signing key", &base64url(&relabelled)).is_err(), "the version is authenticated");
}

#[test]
fn cp7_a_sealed_value_with_a_changed_byte_is_refused() {
    let keys = keys("cookies");
    let sealed = base64url_decode(&keys.seal("login", b"plaintext of some length").unwrap()).unwrap();
    for position in 0..sealed.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut touched = sealed.clone();
            touched[position] ^= change;
            assert!(keys.open("login", &base64url(&touched)).is_err(), "byte {position}, change {change}");
        }
    }
    for length in 0..sealed.len() {
        assert!(keys.open("login", &base64url(&sealed[..length])).is_err(), "cut to {length}");
    }
    assert!(keys.open("login", &base64url(&[&sealed[..], &[0]].concat())).is_err());
    assert!(keys.open("login", &base64url(&[&[0], &sealed[..]].concat())).is_err());
}

#[test]
fn a_sealed_value_with_a_changed_character_is_refused() {
    let keys = keys("cookies");
    for length in 0..3 {
        let sealed = keys.seal("login", &vec![b'x'; 20 + length]).unwrap();
        for position in 0..sealed.len() {
            for letter in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. " {
                let mut touched = sealed.clone().into_bytes();
                if touched[position] == *letter {
                    continue;
                }
                touched[position] = *letter;
                let touched = String::from_utf8(touched).unwrap();
                assert!(keys.open("login", &touched).is_err(), "{position} {letter}");
            }
        }
    }
}

#[test]
fn cp4_a_sealed_value_of_another_purpose_is_refused() {
    let keys = keys("cookies");
    let sealed = keys.seal("login", b"plaintext").unwrap();
    for purpose in ["", "logi", "login ", "Login", "session"] {
        let expected = OpenError::Tampered { purpose: purpose.into() };
        assert_eq!(keys.open(purpose, &sealed).unwrap_err(), expected);
    }
}

#[test]
fn a_sealed_value_of_another_key_is_refused() {
    let sealed = keys("cookies").seal("login", b"plaintext").unwrap();
    assert_eq!(keys("keys at rest").open("login", &sealed).unwrap_err(), OpenError::UnknownKey);
    let plain = SealingKeys::new(SealingKey::new(&MASTER).unwrap());
    assert_eq!(plain.open("login", &sealed).unwrap_err(), OpenError::UnknownKey);
    let mut moved = base64url_decode(&sealed).unwrap();
    let foreign = base64url_decode(&plain.seal("login", b"plaintext").unwrap()).unwrap();
    moved[..5].copy_from_slice(&foreign[..5]);
    assert!(matches!(plain.open("login", &base64url(&moved)), Err(OpenError::Tampered { .. })));
}

#[test]
fn a_rotated_key_still_opens_and_no_longer_seals() {
    let key = |label| SealingKey::derive(&MASTER, label).unwrap();
    let old = keys("first").seal("login", b"plaintext").unwrap();
    let rotated = SealingKeys::new(key("third")).with_previous(key("second")).with_previous(key("first"));
    assert_eq!(rotated.open("login", &old).unwrap().as_slice(), b"plaintext");
    let new = rotated.seal("login", b"plaintext").unwrap();
    assert_eq!(keys("first").open("login", &new).unwrap_err(), OpenError::UnknownKey);
    assert_eq!(keys("third").open("login", &new).unwrap().as_slice(), b"plaintext");
}

#[test]
fn sealing_twice_gives_different_texts() {
    let keys = keys("cookies");
    let all: HashSet<String> = (0..200).map(|_| keys.seal("login", b"same").unwrap()).collect();
    assert_eq!(all.len(), 200);
    assert!(all.iter().all(|sealed| !sealed.contains(&base64url(b"same"))));
}

#[test]
fn too_long_values_are_neither_sealed_nor_opened() {
    let keys = keys("cookies");
    let longest = vec![b'x'; MAX_PLAINTEXT_BYTES];
    let sealed = keys.seal("login", &longest).unwrap();
    assert_eq!(keys.open("login", &sealed).unwrap().as_slice(), longest);
    let too_long = vec![b'x'; MAX_PLAINTEXT_BYTES + 1];
    assert_eq!(keys.seal("login", &too_long), Err(SealError::TooLong { seen: too_long.len() }));
    assert!(matches!(keys.open("login", &"A".repeat(200_000)), Err(OpenError::TooLong { .. })));
}

#[test]
fn json_values_are_sealed_and_opened() {
    let keys = keys("cookies");
    let sealed = keys.seal_json("login", &("state", 42)).unwrap();
    assert_eq!(keys.open_json::<(String, u8)>("login", &sealed).unwrap(), ("state".into(), 42));
    assert_eq!(keys.open_json::<Vec<u8>>("login", &sealed), Err(OpenError::Json));
    assert!(keys.open_json::<(String, u8)>("logout", &sealed).is_err());
}

#[test]
fn a_derived_secret_depends_on_master_and_label_and_is_not_the_master() {
    let secret = |master: u8, label| *derive_secret(&[master; 32], label).unwrap();
    assert_eq!(secret(7, "counters"), secret(7, "counters"));
    let all = HashSet::from([secret(7, "counters"), secret(8, "counters"), secret(7, "cookies"), [7; 32]]);
    assert_eq!(all.len(), 4);
}
