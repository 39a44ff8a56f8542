//! Clients with a certificate on their connections (RFC 8705): valid and invalid settings. The connections are tested together
//! with an API, in valetkey-resource-server.

use std::sync::Arc;

use async_trait::async_trait;
use rcgen::generate_simple_self_signed;
use serde_json::json;
use valetkey_client::{Client, ClientBuilder, Problem, Stage};
use valetkey_fetch::{HttpRequest, HttpResponse, HttpTransport, TlsClientCertificate, TransportError};
use valetkey_types::{ClientAuthenticationMethod, Scope, Secret};

use crate::fake::{Fake, ISSUER, bearer, es256, form};

fn certificate() -> TlsClientCertificate {
    let made = generate_simple_self_signed(["app.example".to_owned()]).unwrap();
    TlsClientCertificate::from_pem(made.cert.pem().as_bytes(), made.signing_key.serialize_pem().as_bytes())
        .unwrap()
}

/// A transport to the fake issuer whose connections have a certificate.
struct Showing(Arc<Fake>, TlsClientCertificate);

#[async_trait]
impl HttpTransport for Showing {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        self.0.send(request).await
    }

    fn client_certificate(&self) -> Option<&[u8]> {
        Some(self.1.der())
    }
}

fn issuer() -> Arc<Fake> {
    let aliases = json!({ "mtls_endpoint_aliases": { "token_endpoint": "https://mtls.id.example/token" } });
    Fake::new(aliases, |_| bearer())
}

fn refused(builder: ClientBuilder) -> String {
    let error = builder.build().expect_err("a refusal");
    assert_eq!(error.stage(), Stage::Configuration);
    assert!(matches!(error.problem(), Problem::Configuration(_)));
    error.to_string()
}

async fn asked(fake: &Fake, client: &Client) -> HttpRequest {
    client.client_credentials(&Scope::default()).await.unwrap();
    fake.requests().pop().unwrap()
}

#[tokio::test]
async fn a_client_with_a_certificate_sends_only_its_identifier_to_the_alias() {
    let (fake, certificate) = (issuer(), certificate());
    let showing = Arc::new(Showing(Arc::clone(&fake), certificate.clone()));
    let client = fake.builder().transport(showing).tls_client_certificate(certificate).build().unwrap();
    let request = asked(&fake, &client).await;
    assert_eq!(request.url, "https://mtls.id.example/token");
    assert_eq!(request.header("authorization"), None);
    let form = form(&request);
    assert_eq!((form.len(), form["client_id"].as_str()), (2, "app"), "{form:?}");
    assert_eq!(form["grant_type"], "client_credentials");
}

#[tokio::test]
async fn tokens_can_be_bound_to_a_certificate_while_a_signature_proves_the_client() {
    let fake = issuer();
    let showing = Arc::new(Showing(Arc::clone(&fake), certificate()));
    let client = fake.builder().transport(showing).private_key_jwt(es256()).build().unwrap();
    let request = asked(&fake, &client).await;
    assert_eq!(request.url, "https://mtls.id.example/token");
    assert!(form(&request).contains_key("client_assertion"));
}

#[tokio::test]
async fn without_a_certificate_the_aliases_are_ignored() {
    let fake = issuer();
    let client = fake.builder().client_secret(Secret::new("s1")).build().unwrap();
    assert_eq!(asked(&fake, &client).await.url, "https://id.example/token");
}

#[test]
fn a_certificate_and_another_proof_contradict_each_other() {
    let builder = || Client::builder(ISSUER, "app").tls_client_certificate(certificate());
    for other in [
        builder().client_secret(Secret::new("s1")),
        builder().private_key_jwt(es256()),
        builder().client_secret(Secret::new("s".repeat(32))).client_secret_jwt(),
        builder().client_secret_source(Arc::new(|_| Ok(Secret::new("s1")))),
        builder().authentication_method(ClientAuthenticationMethod::None),
    ] {
        let text = refused(other);
        assert!(text.contains("contradict each other"), "{text}");
    }
    assert!(builder().build().is_ok());
}

#[test]
fn a_custom_transport_must_use_the_certificate() {
    let (fake, mine) = (issuer(), certificate());
    let text = refused(fake.builder().tls_client_certificate(mine.clone()));
    assert!(text.contains("ReqwestTransportBuilder::client_certificate"), "{text}");
    let another = Arc::new(Showing(Arc::clone(&fake), certificate()));
    refused(fake.builder().transport(another).tls_client_certificate(mine));
}
