//! Tokens with the scheme DPoP and their proofs (RFC 9449 section 7), mostly invalid ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use http::Request;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use support::{Api, Issuer, NOW, claims, guard_of};
use tower::ServiceExt;
use valetkey_client::Client;
use valetkey_fetch::{HttpRequest, HttpResponse, HttpTransport, TransportError};
use valetkey_jose::dpop::{ProofRequest, sign_proof};
use valetkey_jose::{Algorithm, SigningKey};
use valetkey_resource_server::{BearerLayer, ClientCertificate, Dpop};
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{Secret, Timestamp};

const BASE: &str = "https://api.example";

fn key() -> SigningKey {
    SigningKey::generate(Algorithm::ES256).unwrap()
}

fn layer(issuer: &Issuer) -> BearerLayer {
    BearerLayer::new(guard_of(issuer)).with_dpop(Dpop::new(BASE).unwrap())
}

fn token(issuer: &Issuer, confirmation: Value) -> String {
    let mut claims = claims();
    claims["cnf"] = confirmation;
    issuer.sign("at+jwt", &claims)
}

fn bound_to(issuer: &Issuer, key: &SigningKey) -> String {
    token(issuer, json!({ "jkt": key.public_jwk().thumbprint().unwrap() }))
}

/// Returns a proof for `GET https://api.example/` with this token and a new `jti`.
fn proof(key: &SigningKey, token: &str) -> String {
    proof_of(key, "GET", "https://api.example/", Some(token), NOW)
}

fn proof_of(key: &SigningKey, method: &str, url: &str, access_token: Option<&str>, now: i64) -> String {
    let request = ProofRequest { method, url, access_token, nonce: None };
    sign_proof(key, &request, &valetkey_jose::digest::random_token(), Timestamp(now)).unwrap()
}

async fn call(api: &Api, token: &str, proofs: &[&str]) -> String {
    let authorization = format!("DPoP {token}");
    let mut headers = vec![("authorization", authorization.as_str())];
    headers.extend(proofs.iter().map(|proof| ("dpop", *proof)));
    api.call_by(None, &headers).await
}

#[tokio::test]
async fn rc1_a_proof_by_the_right_key_is_accepted_once() {
    let (issuer, key) = (Issuer::new(), key());
    let api = Api::behind(layer(&issuer));
    let token = bound_to(&issuer, &key);
    let used = proof(&key, &token);
    assert!(call(&api, &token, &[&used]).await.starts_with("200\n"));
    insta::assert_snapshot!(call(&api, &token, &[&used]).await, @r#"
    401
    cache-control: no-store
    content-type: application/json
    www-authenticate: DPoP realm="https://api.example", error="invalid_dpop_proof", error_description="Send one DPoP header with a fresh proof for this request and this access token", algs="ES256 EdDSA RS256 PS256 ES384"

    {"error":"invalid_dpop_proof","error_description":"Send one DPoP header with a fresh proof for this request and this access token"}
    "#);
    assert!(
        call(&api, &token, &[&proof(&key, &token)]).await.starts_with("200\n"),
        "a new proof is accepted"
    );
    let by_other_case = format!("dpop {token}");
    let headers = [("authorization", by_other_case.as_str()), ("dpop", &proof(&key, &token))];
    assert!(
        api.call_by(None, &headers).await.starts_with("200\n"),
        "the letter case of the scheme is ignored"
    );
}

#[tokio::test]
async fn sf3_a_demand_for_a_stronger_sign_in_is_said_under_the_scheme_of_the_request() {
    let (issuer, key) = (Issuer::new(), key());
    let plain = BearerLayer::new(guard_of(&issuer));
    let dpop = || Dpop::new(BASE).unwrap();
    for layer in [
        plain.with_dpop(dpop()).require_authentication(&["urn:strong"], None),
        plain.require_authentication(&["urn:strong"], None).with_dpop(dpop()),
    ] {
        let api = Api::behind(layer);
        let token = bound_to(&issuer, &key);
        let refused = call(&api, &token, &[&proof(&key, &token)]).await;
        assert!(refused.starts_with("401\n"), "{refused}");
        assert!(refused.contains("www-authenticate: DPoP realm=") && refused.contains("algs="), "{refused}");
        assert!(refused.contains("acr_values=\"urn:strong\""), "{refused}");
        let bearer = format!("Bearer {}", issuer.sign("at+jwt", &claims()));
        let refused = api.call_by(None, &[("authorization", &bearer)]).await;
        assert!(
            refused.contains("www-authenticate: Bearer realm=") && !refused.contains("algs="),
            "{refused}"
        );
        assert!(refused.contains("acr_values=\"urn:strong\""), "{refused}");
    }
}

#[tokio::test]
async fn a_proof_from_a_fast_clock_is_stored_as_long_as_it_could_be_used() {
    let (issuer, key) = (Issuer::new(), key());
    let api = Api::behind(layer(&issuer));
    let token = bound_to(&issuer, &key);
    let early = proof_of(&key, "GET", "https://api.example/", Some(&token), NOW + 60);
    assert!(call(&api, &token, &[&early]).await.starts_with("200\n"));
    for _ in 0..4 {
        issuer.advance(30);
        let other = proof_of(&key, "GET", "https://api.example/", Some(&token), NOW + 60);
        assert!(
            call(&api, &token, &[&other]).await.starts_with("200\n"),
            "a proof of this time is still accepted"
        );
        assert!(call(&api, &token, &[&early]).await.contains("invalid_dpop_proof"));
    }
}

#[tokio::test]
async fn a_proof_for_another_request_is_refused() {
    let (issuer, key) = (Issuer::new(), key());
    let api = Api::behind(layer(&issuer));
    let token = bound_to(&issuer, &key);
    let (good, again) = (proof(&key, &token), proof(&key, &token));
    let of =
        |method: &str, url: &str, access_token, now| vec![proof_of(&key, method, url, access_token, now)];
    let url = "https://api.example/";
    let cases = [
        ("no proof", vec![]),
        ("two proofs", vec![good.clone(), again]),
        ("another method", of("POST", url, Some(&*token), NOW)),
        ("another path", of("GET", "https://api.example/other", Some(&*token), NOW)),
        ("another host", of("GET", "https://evil.example/", Some(&*token), NOW)),
        ("plain http", of("GET", "http://api.example/", Some(&*token), NOW)),
        ("another token", of("GET", url, Some("another"), NOW)),
        ("no token", of("GET", url, None, NOW)),
        ("too old", of("GET", url, Some(&*token), NOW - 61)),
        ("too early", of("GET", url, Some(&*token), NOW + 61)),
        ("another type", vec![key.sign_jwt(Some("JWT"), &json!({ "jti": "1" })).unwrap()]),
        ("the access token itself", vec![token.clone()]),
        ("a cut signature", vec![good[..good.len() - 2].to_owned()]),
        ("nonsense", vec!["nonsense".to_owned()]),
        ("empty", vec![String::new()]),
    ];
    for (name, proofs) in cases {
        let proofs: Vec<&str> = proofs.iter().map(String::as_str).collect();
        assert!(call(&api, &token, &proofs).await.contains("error=\"invalid_dpop_proof\""), "{name}");
    }
    assert!(
        call(&api, &token, &[&good]).await.starts_with("200\n"),
        "a proof of a refused request can still be used"
    );
    let query = proof_of(&key, "GET", "https://api.example/?page=2", Some(&token), NOW);
    assert!(call(&api, &token, &[&query]).await.starts_with("200\n"), "the query is not part of the proof");
}

#[tokio::test]
async fn token_and_proof_must_belong_together() {
    let (issuer, key, other_key) = (Issuer::new(), key(), key());
    let api = Api::behind(layer(&issuer));
    let certificate = ClientCertificate::from_der(&b"mine"[..]).thumbprint();
    let jkt = key.public_jwk().thumbprint().unwrap();
    let unbound = issuer.sign("at+jwt", &claims());
    for (name, token, by) in [
        ("another key", bound_to(&issuer, &key), &other_key),
        ("not bound", unbound.clone(), &key),
        ("bound to a certificate", token(&issuer, json!({ "x5t#S256": certificate })), &key),
        ("bound to a certificate too", token(&issuer, json!({ "x5t#S256": certificate, "jkt": jkt })), &key),
        ("jkt is a list", token(&issuer, json!({ "jkt": [jkt] })), &key),
        ("another method too", token(&issuer, json!({ "jkt": jkt, "kid": "1" })), &key),
        (
            "expired",
            {
                let mut claims = claims();
                claims["exp"] = (NOW - 60).into();
                issuer.sign("at+jwt", &claims)
            },
            &key,
        ),
    ] {
        let answer = call(&api, &token, &[&proof(by, &token)]).await;
        assert!(answer.starts_with("401\n") && answer.contains("DPoP realm"), "{name}: {answer}");
        assert!(answer.contains("error=\"invalid_token\""), "{name}: {answer}");
    }
    // As a bearer token, a bound token is refused, with or without a proof; an unbound token is accepted.
    let bound = format!("Bearer {}", bound_to(&issuer, &key));
    let beside = proof(&key, &bound["Bearer ".len()..]);
    for headers in [vec![("authorization", &*bound)], vec![("authorization", &*bound), ("dpop", &*beside)]] {
        assert!(api.call_by(None, &headers).await.contains("error=\"invalid_token\""));
    }
    let bearer = format!("Bearer {unbound}");
    assert!(api.call_by(None, &[("authorization", &bearer)]).await.starts_with("200\n"));
}

#[tokio::test]
async fn a_token_with_two_bindings_needs_both() {
    let (issuer, key) = (Issuer::new(), key());
    let api = Api::behind(layer(&issuer).require_bound_tokens());
    let certificate = ClientCertificate::from_der(&b"mine"[..]).thumbprint();
    let jkt = key.public_jwk().thumbprint().unwrap();
    let token = token(&issuer, json!({ "x5t#S256": certificate, "jkt": jkt }));
    let authorization = format!("DPoP {token}");
    for (der, status) in [(Some(&b"mine"[..]), "200\n"), (Some(b"other"), "401\n"), (None, "401\n")] {
        let proof = proof(&key, &token);
        let headers = [("authorization", authorization.as_str()), ("dpop", proof.as_str())];
        assert!(api.call_by(der, &headers).await.starts_with(status));
    }
}

#[tokio::test]
async fn a_request_without_credentials_gets_both_schemes() {
    let issuer = Issuer::new();
    insta::assert_snapshot!(Api::behind(layer(&issuer)).call(&[]).await, @r#"
    401
    cache-control: no-store
    www-authenticate: Bearer realm="https://api.example", DPoP realm="https://api.example", algs="ES256 EdDSA RS256 PS256 ES384"
    "#);
}

#[tokio::test]
async fn in_a_nested_router_the_whole_path_is_checked() {
    let (issuer, key) = (Issuer::new(), key());
    let api = Api(Router::new().nest("/v1", Api::behind(layer(&issuer)).0));
    let token = bound_to(&issuer, &key);
    let request = |url: &str| {
        let request = Request::get("/v1").header("authorization", format!("DPoP {token}"));
        request.header("dpop", proof_of(&key, "GET", url, Some(&token), NOW)).body(Body::empty()).unwrap()
    };
    assert!(api.answer(request("https://api.example/v1")).await.starts_with("200\n"));
    assert!(api.answer(request("https://api.example/")).await.contains("invalid_dpop_proof"));
}

#[test]
fn an_unusable_base_url_is_refused_at_the_start() {
    for url in ["http://api.example", "/v1", "https://api.example/?a=b", ""] {
        assert!(Dpop::new(url).is_err(), "{url}");
    }
    assert!(Dpop::new("http://127.0.0.1:8082").is_ok());
}

/// A transport from our client to the API.
struct Reached(Router);

#[async_trait]
impl HttpTransport for Reached {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let mut outgoing = Request::builder().method(request.method.as_str()).uri(&request.url);
        for (name, value) in &request.headers {
            outgoing = outgoing.header(name, value);
        }
        let response =
            self.0.clone().oneshot(outgoing.body(Body::from(request.body)).unwrap()).await.unwrap();
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.unwrap().to_bytes().to_vec();
        Ok(HttpResponse { status, headers: Vec::new(), body })
    }
}

#[tokio::test]
async fn our_client_is_admitted_only_with_its_own_key() {
    let (issuer, mine) = (Issuer::new(), key());
    let token = Secret::new(bound_to(&issuer, &mine));
    let api = Arc::new(Reached(Api::behind(layer(&issuer)).0));
    let client = Client::builder("https://id.example", "notes-app")
        .metadata(ProviderMetadata::default())
        .clock(Arc::new(|| Timestamp(NOW)))
        .transport(api)
        .dpop(mine)
        .build()
        .unwrap();
    let request = HttpRequest::get("https://api.example/");
    for _ in 0..2 {
        assert_eq!(client.call_api(&request, &token).await.unwrap().status, 200);
    }
    assert_eq!(client.with_dpop_key(key()).call_api(&request, &token).await.unwrap().status, 401);
}
