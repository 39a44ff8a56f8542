//! Valid and invalid DPoP proofs.

use serde_json::{Value, json};
use valetkey_jose::digest::base64url;
use valetkey_jose::dpop::{Proof, ProofError, ProofExpectation, ProofRequest, check_proof, sign_proof};
use valetkey_jose::{Algorithm, SigningKey, VerifyError, decode_unverified};
use valetkey_types::{Seconds, Timestamp};

use crate::forge::{NOW, Subject, hmac_sha256, subject_of};

const REQUEST: ProofRequest<'static> = ProofRequest {
    method: "POST",
    url: "https://api.example/notes?page=1#top",
    access_token: Some("access"),
    nonce: Some("n1"),
};

fn check(proof: &str) -> Result<Proof, ProofError> {
    check_at(proof, REQUEST, NOW)
}

fn check_at(proof: &str, request: ProofRequest<'_>, now: i64) -> Result<Proof, ProofError> {
    let algorithms = &[Algorithm::ES256, Algorithm::EdDSA];
    check_proof(proof, &ProofExpectation { request, algorithms, now: Timestamp(now), leeway: Seconds(60) })
}

fn key() -> &'static SigningKey {
    subject_of(Algorithm::ES256).key.as_ref().unwrap()
}

fn made(request: &ProofRequest<'_>) -> String {
    sign_proof(key(), request, "j1", Timestamp(NOW)).unwrap()
}

#[test]
fn a_proof_contains_key_request_and_token() {
    let proof = check(&made(&REQUEST)).unwrap();
    assert_eq!(proof.thumbprint, key().public_jwk().thumbprint().unwrap());
    assert_eq!((proof.jti.as_str(), proof.issued), ("j1", Timestamp(NOW)));
    let decoded = decode_unverified(&made(&REQUEST)).unwrap();
    assert_eq!(decoded.claims["htu"], "https://api.example/notes");
    let header = decoded.header.as_object().unwrap();
    assert_eq!(header.keys().collect::<Vec<_>>(), ["alg", "jwk", "typ"]);
    let public: Vec<_> = header["jwk"].as_object().unwrap().keys().collect();
    assert_eq!(public, ["crv", "kty", "x", "y"]);
}

#[test]
fn the_access_token_hash_matches_the_example_of_the_standard() {
    // RFC 9449 section 7.1.
    let hash = valetkey_jose::dpop::access_token_hash("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU");
    assert_eq!(hash, "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
}

#[test]
fn a_proof_for_another_request_is_refused() {
    for (claim, request) in [
        ("htm", ProofRequest { method: "GET", ..REQUEST }),
        ("htu", ProofRequest { url: "https://api.example/other", ..REQUEST }),
        ("htu", ProofRequest { url: "https://api.example.evil/notes", ..REQUEST }),
        ("ath", ProofRequest { access_token: Some("other"), ..REQUEST }),
        ("ath", ProofRequest { access_token: None, ..REQUEST }),
        ("nonce", ProofRequest { nonce: Some("n2"), ..REQUEST }),
        ("nonce", ProofRequest { nonce: None, ..REQUEST }),
    ] {
        let error = check(&made(&request)).unwrap_err();
        assert!(
            matches!(&error, ProofError::Claim { claim: seen, .. } if *seen == claim),
            "{claim}: {error}"
        );
    }
}

#[test]
fn a_proof_is_valid_for_the_leeway() {
    let proof = made(&REQUEST);
    for (now, good) in [(NOW - 60, true), (NOW + 60, true), (NOW - 61, false), (NOW + 61, false)] {
        assert_eq!(check_at(&proof, REQUEST, now).is_ok(), good, "{now}");
    }
}

fn claims() -> Value {
    json!({"jti": "j1", "htm": "POST", "htu": "https://api.example/notes", "iat": NOW,
           "ath": valetkey_jose::dpop::access_token_hash("access"), "nonce": "n1"})
}

fn forged(subject: &Subject, header: &Value, claims: &Value) -> String {
    subject.token(&header.to_string(), &claims.to_string())
}

#[test]
fn jo1_forged_headers_are_refused() {
    let subject = subject_of(Algorithm::ES256);
    let jwk = serde_json::to_value(key().public_jwk()).unwrap();
    let good = json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": jwk});
    assert!(check(&forged(subject, &good, &claims())).is_ok());
    let other = SigningKey::generate(Algorithm::ES256).unwrap().public_jwk();
    let with = |name: &str, value: Value| {
        let mut header = good.clone();
        header[name] = value;
        header
    };
    let mut private = jwk.clone();
    private["d"] = "AAAA".into();
    for header in [
        with("typ", "JWT".into()),
        with("typ", Value::Null),
        with("alg", "none".into()),
        with("alg", "HS256".into()),
        with("alg", "ES384".into()),
        with("jwk", serde_json::to_value(other).unwrap()),
        with("jwk", private),
        with("jwk", json!({"kty": "oct", "k": "AAAA"})),
        with("jwk", json!("text")),
        with("b64", true.into()),
        with("crit", json!(["x"])),
        json!({"typ": "dpop+jwt", "alg": "ES256"}),
    ] {
        assert!(check(&forged(subject, &header, &claims())).is_err(), "{header}");
    }
}

#[test]
fn jo1_a_public_key_is_not_used_as_a_secret() {
    let header = json!({"typ": "dpop+jwt", "alg": "HS256", "jwk": key().public_jwk()}).to_string();
    let message = format!("{}.{}", base64url(header.as_bytes()), base64url(claims().to_string().as_bytes()));
    let secret = serde_json::to_vec(&key().public_jwk()).unwrap();
    let proof = format!("{message}.{}", base64url(&hmac_sha256(&secret, message.as_bytes())));
    let error = check(&proof).unwrap_err();
    assert!(matches!(error, ProofError::Token(VerifyError::Algorithm { .. })), "{error}");
}

#[test]
fn jo1_claims_in_a_wrong_form_are_refused() {
    let subject = subject_of(Algorithm::ES256);
    let header = json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": key().public_jwk()});
    for name in ["jti", "htm", "htu", "iat", "ath", "nonce"] {
        let mut without = claims();
        without.as_object_mut().unwrap().remove(name);
        assert!(check(&forged(subject, &header, &without)).is_err(), "without {name}");
        for value in [Value::Null, json!([]), json!(-1), json!(""), json!(1.5)] {
            let mut odd = claims();
            odd[name] = value;
            assert!(check(&forged(subject, &header, &odd)).is_err(), "{odd}");
        }
    }
}
