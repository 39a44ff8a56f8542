//! Attacks on the signature itself.

use valetkey_jose::digest::{base64url, base64url_decode};

use crate::{Attack, assert_refused};

#[test]
fn jo1_a_changed_or_recoded_signature_is_refused() {
    assert_refused(|verifier, subject| {
        let token = subject.token(&subject.header(verifier, ""), &verifier.payload(&[]));
        let (message, signature) = token.rsplit_once('.').unwrap();
        let raw = base64url_decode(signature).unwrap();
        let half = raw.len() / 2;
        let mut flipped = raw.clone();
        flipped[half] ^= 1;
        let mut forged = vec![
            ("one bit flipped", flipped),
            ("one byte less", raw[..raw.len() - 1].to_vec()),
            ("half", raw[..half].to_vec()),
            ("one byte", raw[..1].to_vec()),
            ("one byte more", [&raw[..], &[0]].concat()),
            ("a leading zero", [&[0], &raw[..]].concat()),
            ("twice", [&raw[..], &raw[..]].concat()),
            ("zeros: r = s = 0", vec![0; raw.len()]),
            ("ones: r and s above n", vec![0xff; raw.len()]),
            ("only r", [&raw[..half], &vec![0; raw.len() - half]].concat()),
            ("only s", [&vec![0; half], &raw[half..]].concat()),
        ];
        if subject.algorithm.as_str().starts_with("ES") {
            forged.push(("DER instead of raw", ecdsa_der(&raw[..half], &raw[half..])));
        }
        let forged = forged
            .into_iter()
            .map(|(name, bytes)| (name.to_owned(), format!("{message}.{}", base64url(&bytes))));
        let mut attacks: Vec<Attack> = forged.collect();
        attacks.push(("no signature".into(), format!("{message}.")));
        let other =
            subject.token(&subject.header(verifier, ""), &verifier.payload(&[("sub", Some("\"mallory\""))]));
        let (other, _) = other.rsplit_once('.').unwrap();
        attacks.push(("the signature of another token".into(), format!("{other}.{signature}")));
        attacks
    });
}

/// Encodes an ECDSA signature as DER, the encoding of most other software.
fn ecdsa_der(r: &[u8], s: &[u8]) -> Vec<u8> {
    let integer = |number: &[u8]| {
        let body = [&[0][..], number].concat();
        [&[2, u8::try_from(body.len()).unwrap()][..], &body].concat()
    };
    let body = [integer(r), integer(s)].concat();
    [&[0x30, u8::try_from(body.len()).unwrap()][..], &body].concat()
}
