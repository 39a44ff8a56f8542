//! Examples printed in the RFCs.

use valetkey_jose::digest::{base64url, base64url_decode, left_half_hash, pkce_s256, sha256};
use valetkey_jose::{
    Algorithm, ClientSecretKey, Jwk, JwkSet, KeySet, MAX_TOKEN_BYTES, SigningKey, VerifyError, verify_jws,
};

fn keys(jwk: &str) -> KeySet {
    KeySet::from_jwk_set(&JwkSet::new(vec![serde_json::from_str(jwk).unwrap()]))
}

/// RFC 7515 appendix A.1 (its claims have line breaks inside).
#[test]
fn rfc_7515_a_1_hs256() {
    let secret = base64url_decode(
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
    )
    .unwrap();
    let token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dH\
                 A6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let keys = ClientSecretKey::new(&secret).unwrap().key_set();
    let verified = verify_jws(token, &keys, &[Algorithm::HS256], MAX_TOKEN_BYTES).unwrap();
    assert_eq!(verified.header.typ.as_deref(), Some("JWT"));
    assert!(verified.payload.starts_with(br#"{"iss":"joe","#));
}

/// RFC 7515 appendix A.3.
#[test]
fn rfc_7515_a_3_es256() {
    let jwk = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
    let token = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS\
                 9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3\
                 -Kg6NU1Q";
    let verified = verify_jws(token, &keys(jwk), &[Algorithm::ES256], MAX_TOKEN_BYTES).unwrap();
    assert!(verified.payload.starts_with(br#"{"iss":"joe","#));
}

/// RFC 7515 appendix A.5: no signature at all.
#[test]
fn rfc_7515_a_5_none_is_refused() {
    let token = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9\
                 pc19yb290Ijp0cnVlfQ.";
    let error = verify_jws(token, &KeySet::default(), &Algorithm::ASYMMETRIC, MAX_TOKEN_BYTES).unwrap_err();
    assert_eq!(error, VerifyError::Empty { part: "signature" });
}

const RFC_8037_KEY: &str =
    r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

/// RFC 8037 appendices A.3 and A.5.
#[test]
fn rfc_8037_ed25519() {
    let key: Jwk = serde_json::from_str(RFC_8037_KEY).unwrap();
    assert_eq!(key.thumbprint().unwrap(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    let token = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3A\
                 IbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    let verified = verify_jws(token, &keys(RFC_8037_KEY), &[Algorithm::EdDSA], MAX_TOKEN_BYTES).unwrap();
    assert_eq!(verified.payload, b"Example of Ed25519 signing");
}

/// RFC 8037 appendix A.1: the seed as PKCS#8 has the printed public key.
#[test]
fn rfc_8037_private_key() {
    let seed = base64url_decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap();
    let prefix = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    let key = SigningKey::from_pkcs8(Algorithm::EdDSA, &[&prefix[..], &seed].concat()).unwrap();
    let expected: Jwk = serde_json::from_str(RFC_8037_KEY).unwrap();
    assert_eq!(key.public_jwk().x, expected.x);
    assert_eq!(key.kid(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

/// RFC 7638 section 3.1; other members are ignored.
#[test]
fn rfc_7638_thumbprint() {
    let jwk = r#"{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
        "e":"AQAB","alg":"RS256","kid":"2011-04-29"}"#;
    let mut key: Jwk = serde_json::from_str(jwk).unwrap();
    assert_eq!(key.thumbprint().unwrap(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    key.kid = None;
    key.e = None;
    assert!(key.thumbprint().is_err());
}

/// RFC 7636 appendix B.
#[test]
fn rfc_7636_challenge() {
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    assert_eq!(pkce_s256(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

/// The `at_hash` example of OpenID Connect Core 1.0 appendix A.3, and the lengths of the other halves.
#[test]
fn half_hashes() {
    let token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
    assert_eq!(left_half_hash(Algorithm::RS256, token), "77QmUPtjPfzWtF2AnpK9RQ");
    assert_eq!(left_half_hash(Algorithm::ES256, token), base64url(&sha256(token.as_bytes())[..16]));
    for (algorithm, bytes) in [(Algorithm::ES384, 24), (Algorithm::RS512, 32), (Algorithm::EdDSA, 32)] {
        assert_eq!(base64url_decode(&left_half_hash(algorithm, token)).unwrap().len(), bytes, "{algorithm}");
    }
}
