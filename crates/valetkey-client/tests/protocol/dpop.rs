//! Tokens that are bound to a key, and nonces of servers.

use serde_json::json;
use valetkey_client::{AuthorizationOptions, Problem, Stage, TokenType};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_jose::Algorithm;
use valetkey_jose::dpop::{Proof, ProofError, ProofExpectation, ProofRequest, check_proof};
use valetkey_types::{Scope, Seconds, Secret, Timestamp};

use crate::fake::{Fake, NOW, answer, bearer, callback, es256, query, typed, with_header};

fn bound() -> HttpResponse {
    answer(200, &json!({"access_token": "a1", "token_type": "DPoP", "expires_in": 300}))
}

fn check(request: &HttpRequest, token: Option<&str>, nonce: Option<&str>) -> Result<Proof, ProofError> {
    let about =
        ProofRequest { method: request.method.as_str(), url: &request.url, access_token: token, nonce };
    let (algorithms, now) = (&[Algorithm::ES256], Timestamp(NOW));
    let expected = ProofExpectation { request: about, algorithms, now, leeway: Seconds(5) };
    check_proof(request.header("dpop").expect("a proof"), &expected)
}

/// Returns an issuer and API that refuse proofs without this nonce.
fn with_nonce(nonce: &'static str) -> impl Fn(&HttpRequest) -> HttpResponse + Send + Sync + 'static {
    move |request| {
        let token = request.header("authorization").and_then(|value| value.strip_prefix("DPoP "));
        match (check(request, token, Some(nonce)), token) {
            (Ok(_), None) => bound(),
            (Ok(_), Some(_)) => answer(200, &json!({"sub": "alice"})),
            (Err(_), None) => {
                with_header(answer(400, &json!({"error": "use_dpop_nonce"})), "DPoP-Nonce", nonce)
            }
            (Err(_), Some(_)) => {
                let challenge = r#"DPoP error="use_dpop_nonce", error_description="another nonce""#;
                with_header(
                    with_header(typed(401, "", ""), "WWW-Authenticate", challenge),
                    "DPoP-Nonce",
                    nonce,
                )
            }
        }
    }
}

#[tokio::test]
async fn every_use_of_a_token_has_a_proof_by_the_same_key() {
    let key = es256();
    let thumbprint = key.public_jwk().thumbprint().unwrap();
    let fake = Fake::new(json!({}), |request| match request.url.as_str() {
        "https://id.example/token" => bound(),
        _ => answer(200, &json!({"sub": "alice"})),
    });
    let client = fake.builder().dpop(key).scope("notes").without_id_token().build().unwrap();
    let request = client.authorization_request(AuthorizationOptions::default()).await.unwrap();
    assert_eq!(query(&request.url)["dpop_jkt"], thumbprint);
    let login = client.finish_plain(&request.pending, &callback(&request)).await.unwrap();
    assert_eq!(login.tokens.token_type, TokenType::Dpop);
    client.userinfo(&login.tokens.access_token, "alice").await.unwrap();
    let api = HttpRequest::get("https://api.example/notes?page=1");
    client.call_api(&api, &login.tokens.access_token).await.unwrap();
    let requests = fake.requests();
    let mut proofs = vec![check(&requests[0], None, None).unwrap()];
    for request in &requests[1..] {
        assert_eq!(request.header("authorization"), Some("DPoP a1"));
        assert!(check(request, Some("another token"), None).is_err());
        proofs.push(check(request, Some("a1"), None).unwrap());
    }
    assert_eq!(proofs.len(), 3);
    assert!(proofs.iter().all(|proof| proof.thumbprint == thumbprint));
    assert!(proofs[0].jti != proofs[1].jti && proofs[1].jti != proofs[2].jti);
}

#[tokio::test]
async fn a_nonce_is_used_and_kept() {
    let fake = Fake::new(json!({}), with_nonce("n1"));
    let client = fake.builder().dpop(es256()).private_key_jwt(es256()).build().unwrap();
    let tokens = client.client_credentials(&Scope::default()).await.unwrap();
    assert_eq!(fake.requests().len(), 2, "one request without and one with the nonce");
    let sent: Vec<_> = fake.requests().iter().map(crate::fake::form).collect();
    assert_ne!(sent[0]["client_assertion"], sent[1]["client_assertion"], "an assertion is valid once");
    client.userinfo(&tokens.access_token, "alice").await.unwrap();
    assert_eq!(fake.requests().len(), 3, "the nonce of this server is already known");
    let api = HttpRequest::get("https://api.example/notes");
    let response = client.call_api(&api, &tokens.access_token).await.unwrap();
    assert_eq!((response.status, fake.requests().len()), (200, 5), "another server: asked again, once");
}

#[tokio::test]
async fn a_server_that_always_requires_another_nonce_gets_two_requests() {
    let fake = Fake::new(json!({}), |_| {
        with_header(answer(400, &json!({"error": "use_dpop_nonce"})), "DPoP-Nonce", "n1")
    });
    let client = fake.builder().dpop(es256()).build().unwrap();
    let error = client.client_credentials(&Scope::default()).await.unwrap_err();
    assert_eq!((error.error_code(), fake.requests().len()), (Some("use_dpop_nonce"), 2));
    assert!(error.advice().unwrap().contains("DPoP"));
}

#[tokio::test]
async fn an_error_use_dpop_nonce_without_a_nonce_is_a_refusal() {
    for nonce in ["", "two words", "quote\"", "back\\slash", &"n".repeat(513)] {
        let nonce = nonce.to_owned();
        let fake = Fake::new(json!({}), move |_| {
            with_header(answer(400, &json!({"error": "use_dpop_nonce"})), "DPoP-Nonce", &nonce)
        });
        let client = fake.builder().dpop(es256()).build().unwrap();
        assert!(client.client_credentials(&Scope::default()).await.is_err());
        assert_eq!(fake.requests().len(), 1);
    }
}

#[tokio::test]
async fn an_unexpected_token_type_is_refused() {
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().dpop(es256()).build().unwrap();
    let error = client.client_credentials(&Scope::default()).await.unwrap_err();
    assert_eq!(error.stage(), Stage::ClientCredentials);
    assert!(matches!(error.problem(), Problem::Mismatch { what: "token_type", .. }), "{error}");
    let fake = Fake::new(json!({}), |_| bound());
    let error = fake.builder().build().unwrap().client_credentials(&Scope::default()).await.unwrap_err();
    assert!(matches!(error.problem(), Problem::Mismatch { what: "token_type", .. }), "{error}");
}

#[tokio::test]
async fn optional_dpop_is_used_if_the_discovery_document_offers_it() {
    let offers = json!({"dpop_signing_alg_values_supported": ["ES256"]});
    for (document, response, token_type) in
        [(offers, bound(), TokenType::Dpop), (json!({}), bearer(), TokenType::Bearer)]
    {
        let fake = Fake::new(document, move |_| response.clone());
        let client = fake.builder().dpop_if_offered(es256()).build().unwrap();
        let tokens = client.client_credentials(&Scope::default()).await.unwrap();
        assert_eq!(tokens.token_type, token_type);
        assert_eq!(fake.requests()[0].header("dpop").is_some(), token_type == TokenType::Dpop);
    }
}

#[tokio::test]
async fn each_login_can_have_its_own_key() {
    let fake = Fake::new(json!({}), |_| bound());
    let client = fake.builder().build().unwrap();
    for _ in 0..2 {
        client.with_dpop_key(es256()).client_credentials(&Scope::default()).await.unwrap();
    }
    let requests = fake.requests();
    let thumbprint = |request| check(request, None, None).unwrap().thumbprint;
    assert_ne!(thumbprint(&requests[0]), thumbprint(&requests[1]));
    client.call_api(&HttpRequest::get("https://api.example"), &Secret::new("b")).await.unwrap();
    assert_eq!(fake.requests()[2].header("authorization"), Some("Bearer b"));
}

#[test]
fn no_log_line_shows_a_proof() {
    let request = HttpRequest::get("https://api.example").with_header("DPoP", "the-proof");
    assert!(!format!("{request:?}").contains("the-proof"));
}
