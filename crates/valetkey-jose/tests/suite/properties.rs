//! Properties that hold for generated claims and changes.

use proptest::prelude::*;
use serde_json::{Value, json};
use valetkey_jose::digest::{base64url, base64url_decode};
use valetkey_jose::seal::{SealingKey, SealingKeys};
use valetkey_jose::{Algorithm, MAX_TOKEN_BYTES, VerifyError, decode_unverified, verify, verify_jws};

use crate::forge::{AUDIENCE, ISSUER, NOW, expectation, subjects};

fn claims() -> impl Strategy<Value = Value> {
    (any::<String>(), prop::collection::hash_map("[a-z]{1,8}", any::<i64>(), 0..6)).prop_map(|(sub, more)| {
        json!({"iss": ISSUER, "aud": [AUDIENCE], "sub": sub, "exp": NOW + 60, "iat": NOW, "more": more})
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn signed_claims_are_verified_and_returned(claims in claims(), which in 0..10_usize) {
        let subject = &subjects()[which];
        let token = subject.key.as_ref().unwrap().sign_jwt(Some("at+jwt"), &claims).unwrap();
        let verified = verify::<Value>(&token, &subject.keys, &expectation()).unwrap();
        prop_assert_eq!(&verified.claims, &claims);
        prop_assert_eq!(decode_unverified(&token).unwrap().claims, claims);
    }

    #[test]
    fn a_token_with_a_changed_character_is_refused(which in 0..10_usize, place in any::<prop::sample::Index>(), letter in "[ -~]") {
        let subject = &subjects()[which];
        let claims = json!({"iss": ISSUER, "aud": AUDIENCE, "sub": "alice", "exp": NOW + 60, "iat": NOW});
        let mut token = subject.key.as_ref().unwrap().sign_jwt(Some("at+jwt"), &claims).unwrap();
        let place = place.index(token.len());
        prop_assume!(&token[place..=place] != letter.as_str());
        token.replace_range(place..=place, &letter);
        prop_assert!(verify::<Value>(&token, &subject.keys, &expectation()).is_err(), "{}", token);
    }

    #[test]
    fn a_token_with_a_changed_signature_byte_is_refused(which in 0..10_usize, place in any::<prop::sample::Index>(), change in 1..=255_u8) {
        let subject = &subjects()[which];
        let token = subject.key.as_ref().unwrap().sign_jwt(None, &json!({"sub": "alice"})).unwrap();
        let (message, signature) = token.rsplit_once('.').unwrap();
        let mut bytes = base64url_decode(signature).unwrap();
        let place = place.index(bytes.len());
        bytes[place] ^= change;
        let touched = format!("{message}.{}", base64url(&bytes));
        let answer = verify_jws(&touched, &subject.keys, &[subject.algorithm], MAX_TOKEN_BYTES);
        let refused = matches!(answer, Err(VerifyError::Signature { .. }));
        prop_assert!(refused, "{:?}", answer);
    }

    #[test]
    fn dos6_a_random_text_is_no_token(text in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let subject = &subjects()[0];
        let shaped = format!("{}.{}.{}", base64url(&bytes), base64url(text.as_bytes()), base64url(&bytes));
        for token in [&text, &shaped] {
            prop_assert!(verify_jws(token, &subject.keys, &Algorithm::ASYMMETRIC, MAX_TOKEN_BYTES).is_err());
            let _ = decode_unverified(token);
        }
    }

    #[test]
    fn sealed_bytes_can_be_opened(plaintext in prop::collection::vec(any::<u8>(), 0..200), purpose in any::<String>()) {
        let keys = SealingKeys::new(SealingKey::new(&[9; 32]).unwrap());
        let sealed = keys.seal(&purpose, &plaintext).unwrap();
        let opened = keys.open(&purpose, &sealed).unwrap();
        prop_assert_eq!(opened.as_slice(), plaintext.as_slice());
        let other = purpose + "x";
        prop_assert!(keys.open(&other, &sealed).is_err());
    }
}
