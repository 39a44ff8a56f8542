//! Tokens that are bound to a certificate or a key (RFC 7800, RFC 8705 section 3, RFC 9449 section 6).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use serde_json::{Value, json};
use support::{Api, Issuer, claims, guard_of};
use valetkey_resource_server::{BearerLayer, ClientCertificate, ConfirmationError, Possession, TokenError};

const MINE: &[u8] = b"the certificate of notes-app";
const OTHER: &[u8] = b"the certificate of another client";

fn thumbprint(der: &[u8]) -> String {
    ClientCertificate::from_der(der).thumbprint()
}

fn token_with(issuer: &Issuer, confirmation: Value) -> String {
    let mut claims = claims();
    claims["cnf"] = confirmation;
    issuer.sign("at+jwt", &claims)
}

fn bound(issuer: &Issuer) -> String {
    token_with(issuer, json!({ "x5t#S256": thumbprint(MINE) }))
}

async fn call(api: &Api, certificate: Option<&[u8]>, token: &str) -> String {
    api.call_by(certificate, &[("authorization", &format!("Bearer {token}"))]).await
}

#[tokio::test]
async fn a_bound_token_is_accepted_only_with_its_certificate() {
    let issuer = Issuer::new();
    let api = Api::of(&issuer);
    let token = bound(&issuer);
    assert!(call(&api, Some(MINE), &token).await.starts_with("200\n"));
    let without = call(&api, None, &token).await;
    insta::assert_snapshot!(without, @r#"
    401
    cache-control: no-store
    content-type: application/json
    www-authenticate: Bearer realm="https://api.example", error="invalid_token", error_description="The access token is not valid for this API"

    {"error":"invalid_token","error_description":"The access token is not valid for this API"}
    "#);
    assert_eq!(call(&api, Some(OTHER), &token).await, without);
    assert_eq!(call(&api, Some(b""), &token).await, without);
}

#[tokio::test]
async fn hd1_a_certificate_in_a_header_is_ignored() {
    let issuer = Issuer::new();
    let api = Api::of(&issuer);
    let authorization = format!("Bearer {}", bound(&issuer));
    let pem = "-----BEGIN CERTIFICATE----- MIIB -----END CERTIFICATE-----";
    for name in ["client-cert", "x-client-cert", "x-ssl-client-cert", "x-forwarded-client-cert"] {
        let headers = [("authorization", authorization.as_str()), (name, pem)];
        assert!(api.call_by(None, &headers).await.starts_with("401\n"), "{name}");
    }
}

#[tokio::test]
async fn unknown_bindings_are_refused() {
    let issuer = Issuer::new();
    let api = Api::of(&issuer);
    let right = thumbprint(MINE);
    for confirmation in [
        json!({ "jkt": right }),
        json!({ "x5t#S256": right, "jkt": right }),
        json!({ "x5t#S256": right, "new-method": true }),
        json!({ "jwk": { "kty": "EC" } }),
        json!({ "kid": "1" }),
        json!({ "x5t": right }),
        json!({ "x5t#s256": right }),
        json!({ "x5t#S256": "" }),
        json!({ "x5t#S256": right[..42] }),
        json!({ "x5t#S256": format!("{right}=") }),
        json!({ "x5t#S256": [right] }),
        json!({ "x5t#S256": null }),
        json!({}),
        json!(null),
        json!(right),
        json!([{ "x5t#S256": right }]),
    ] {
        let token = token_with(&issuer, confirmation.clone());
        for certificate in [None, Some(MINE)] {
            assert!(call(&api, certificate, &token).await.starts_with("401\n"), "{confirmation}");
        }
    }
}

#[tokio::test]
async fn a_token_bound_to_a_dpop_key_is_refused_as_a_bearer_token() {
    let issuer = Issuer::new();
    let api = Api::of(&issuer);
    let token = token_with(&issuer, json!({ "jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" }));
    assert!(call(&api, None, &token).await.contains("invalid_token"));
    let with_proof = [("authorization", format!("Bearer {token}")), ("dpop", "a.b.c".to_owned())];
    let with_proof = with_proof.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert!(api.call_by(None, &with_proof).await.contains("invalid_token"));
    let by_its_scheme = format!("DPoP {token}");
    assert!(api.call_by(None, &[("authorization", &by_its_scheme)]).await.starts_with("401\n"));
}

#[tokio::test]
async fn a_setting_decides_whether_unbound_tokens_are_accepted() {
    let issuer = Issuer::new();
    let (open, strict) =
        (Api::of(&issuer), Api::behind(BearerLayer::new(guard_of(&issuer)).require_bound_tokens()));
    let unbound = issuer.sign("at+jwt", &claims());
    for certificate in [None, Some(MINE)] {
        assert!(call(&open, certificate, &unbound).await.starts_with("200\n"));
        assert!(call(&strict, certificate, &unbound).await.contains("invalid_token"));
    }
    assert!(call(&strict, Some(MINE), &bound(&issuer)).await.starts_with("200\n"));
    assert!(call(&strict, Some(OTHER), &bound(&issuer)).await.starts_with("401\n"));
}

#[tokio::test]
async fn the_log_contains_the_expected_and_the_received_value() {
    let issuer = Issuer::new();
    let guard = guard_of(&issuer);
    let token = bound(&issuer);
    let error = guard.validate(&token).await.unwrap_err();
    assert_eq!(error, TokenError::Confirmation(ConfirmationError::NoCertificate));
    let other = ClientCertificate::from_der(OTHER);
    let possession = Possession { certificate: Some(&other), proof_key: None };
    let error = guard.validate_with(&token, possession).await.unwrap_err().to_string();
    assert!(error.contains(&thumbprint(MINE)) && error.contains(&thumbprint(OTHER)), "{error}");
    let error = guard.validate(&token_with(&issuer, json!({ "kid": "x" }))).await.unwrap_err().to_string();
    assert!(error.contains("\"kid\""), "{error}");
    let error = guard.validate(&token_with(&issuer, json!({ "jkt": "x" }))).await.unwrap_err();
    assert_eq!(error, TokenError::Confirmation(ConfirmationError::NoProof));
    assert!(!format!("{other:?}").contains("else"));
}
