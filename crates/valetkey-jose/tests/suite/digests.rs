//! Encodings, comparison and random values.

use std::collections::HashSet;

use valetkey_jose::Algorithm;
use valetkey_jose::digest::{
    base64url, base64url_decode, constant_time_eq, hmac_sha256, random_bytes, random_token, sha256,
};

#[test]
fn base64url_has_one_accepted_spelling() {
    assert_eq!(base64url(&[0xfb, 0xff, 0xfe]), "-__-");
    assert_eq!(base64url_decode("-__-").unwrap(), [0xfb, 0xff, 0xfe]);
    assert_eq!(base64url_decode("").unwrap(), b"");
    assert_eq!(base64url_decode("AA").unwrap(), [0]);
    for wrong in ["AA==", "AB", "A", "+//+", "AA\n", " AA", "AAAAB", "AAé", "A.A"] {
        assert!(base64url_decode(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn en4_comparison() {
    assert!(constant_time_eq(b"same", b"same"));
    assert!(constant_time_eq(b"", b""));
    for other in [&b"sama"[..], b"sam", b"samee", b"", b"Same"] {
        assert!(!constant_time_eq(b"same", other));
    }
}

/// The example of FIPS 180-4.
#[test]
fn sha256_of_abc() {
    assert_eq!(base64url(&sha256(b"abc")), "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
}

/// The expected value was computed with the `hmac` module of Python.
#[test]
fn hmac_sha256_of_a_text() {
    let tag = hmac_sha256(&[7; 32], b"counters");
    let hexadecimal: String = tag.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hexadecimal, "50f123e35458ac6bccc6ea1ae68ddde2592f3fff19d78ffd33ecf480fb890499");
    assert_ne!(tag, hmac_sha256(&[8; 32], b"counters"));
}

#[test]
fn random_values_differ() {
    let tokens: HashSet<String> = (0..200).map(|_| random_token()).collect();
    assert_eq!(tokens.len(), 200);
    assert!(tokens.iter().all(|token| token.len() == 43 && base64url_decode(token).is_ok()));
    assert_ne!(random_bytes::<16>(), random_bytes::<16>());
}

#[test]
fn algorithm_names_round_trip_and_are_exact() {
    for algorithm in crate::forge::ALL {
        assert_eq!(algorithm.as_str().parse(), Ok(algorithm));
        let json = serde_json::to_string(&algorithm).unwrap();
        assert_eq!(serde_json::from_str::<Algorithm>(&json).unwrap(), algorithm);
    }
    assert_eq!("Ed25519".parse(), Ok(Algorithm::EdDSA));
    for wrong in ["", "none", "es256", "ES256 ", "EDDSA", "ed25519", "Ed448", "ES256K", "RSA-OAEP", "HS512"] {
        assert!(wrong.parse::<Algorithm>().is_err(), "{wrong:?}");
    }
    assert_eq!(Algorithm::default(), Algorithm::ES256);
}
