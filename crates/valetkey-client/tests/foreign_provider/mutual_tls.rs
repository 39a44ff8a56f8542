//! Clients that authenticate with a certificate, and tokens bound to it (RFC 8705).

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use serde_json::{Value, json};
use valetkey_client::revocation::TokenKind;
use valetkey_client::{Client, ClientBuilder, ClientMetadata, Introspection};
use valetkey_fetch::{ReqwestTransport, TlsClientCertificate, TrustedRoots};
use valetkey_jose::{Algorithm, SigningKey};
use valetkey_types::{Scope, Secret};

use crate::plain_browser::PlainBrowser;
use crate::provider::ForeignProvider;
use crate::{walk, with_consent};

/// The certificate authority of the server. It also signs the certificates of clients.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new(name: &str) -> Self {
        let mut parameters = CertificateParams::new([]).unwrap();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        // The subject must differ from the authority's: OpenSSL treats a certificate whose subject is its issuer as self-signed.
        parameters.distinguished_name.push(DnType::CommonName, name);
        Self(CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap())
    }

    fn server(&self) -> ForeignProvider {
        let key = KeyPair::generate().unwrap();
        let parameters = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
        let certificate = parameters.signed_by(&key, &self.0).unwrap().pem();
        let facts =
            json!({"certificate": certificate, "key": key.serialize_pem(), "authority": self.0.pem()});
        ForeignProvider::start_with(&facts.to_string())
    }

    fn client(&self, name: &str) -> TlsClientCertificate {
        let key = KeyPair::generate().unwrap();
        let certificate =
            CertificateParams::new([name.to_owned()]).unwrap().signed_by(&key, &self.0).unwrap();
        read(&certificate.pem(), &key)
    }

    fn builder(
        &self,
        provider: &ForeignProvider,
        client_id: &str,
        certificate: &TlsClientCertificate,
    ) -> ClientBuilder {
        let roots = TrustedRoots::from_pem(self.0.pem().as_bytes()).unwrap();
        let transport = ReqwestTransport::builder().allow_loopback().trust(roots);
        Client::builder(&provider.issuer, client_id)
            .redirect_uri(&provider.redirect_uri)
            .scope("openid email offline_access")
            .transport(Arc::new(transport.client_certificate(certificate.clone()).build().unwrap()))
            .tls_client_certificate(certificate.clone())
    }
}

fn read(certificate: &str, key: &KeyPair) -> TlsClientCertificate {
    TlsClientCertificate::from_pem(certificate.as_bytes(), key.serialize_pem().as_bytes()).unwrap()
}

/// Returns a certificate and its key in the form for registration (RFC 8705 section 2.2.2).
fn self_signed() -> (TlsClientCertificate, Value) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(["app.example".to_owned()]).unwrap().self_signed(&key).unwrap();
    let jwk = SigningKey::from_pkcs8(Algorithm::ES256, &key.serialize_der()).unwrap().public_jwk();
    let mut jwk = serde_json::to_value(jwk).unwrap();
    jwk["x5c"] = json!([STANDARD.encode(certificate.der())]);
    (read(&certificate.pem(), &key), json!({ "keys": [jwk] }))
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_client_with_a_certificate_of_an_authority_gets_tokens_bound_to_it() {
    let authority = Authority::new("the authority");
    let provider = authority.server();
    let certificate = authority.client("app.example");
    let client = authority.builder(&provider, "certified", &certificate).build().unwrap();
    let request = client.authorization_request(with_consent()).await.unwrap();
    let params = walk(&mut PlainBrowser::new(), &request.url, &provider).await;
    let login = client.finish(&request.pending, &params).await.unwrap();
    let token = &login.tokens.access_token;
    let userinfo = client.userinfo(token, "alice").await.unwrap();
    assert_eq!(userinfo.text("email"), Some("alice@example.org"));
    let Introspection::Active(active) = client.introspect(token, TokenKind::AccessToken).await.unwrap()
    else {
        panic!("the token is active");
    };
    assert_eq!(active.get("cnf").unwrap()["x5t#S256"], certificate.thumbprint());
    client.refresh(login.tokens.refresh_token.as_ref().unwrap(), "alice").await.unwrap();

    let other = authority.builder(&provider, "certified", &authority.client("app.example")).build().unwrap();
    let plain = Client::builder(&provider.issuer, "certified").build().unwrap();
    for thief in [other, plain] {
        let error = thief.userinfo(token, "alice").await.unwrap_err();
        assert_eq!(error.error_code(), Some("invalid_token"), "without the certificate the token is useless");
    }
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_certificate_with_another_name_or_authority_is_refused() {
    let authority = Authority::new("the authority");
    let provider = authority.server();
    let wrong = [
        authority.client("other.example"),
        Authority::new("a stranger").client("app.example"),
        self_signed().0,
    ];
    for certificate in wrong {
        let client = authority.builder(&provider, "certified", &certificate).build().unwrap();
        let error = client.client_credentials(&Scope::default()).await.unwrap_err();
        assert_eq!(error.error_code(), Some("invalid_client"), "{error}");
    }
    let right = authority.builder(&provider, "certified", &authority.client("app.example")).build().unwrap();
    right.client_credentials(&Scope::default()).await.unwrap();
}

#[tokio::test]
#[ignore = "needs node-oidc-provider; cargo xtask test runs it"]
async fn a_client_with_a_self_signed_certificate_registers_itself() {
    let authority = Authority::new("the authority");
    let provider = authority.server();
    let (certificate, jwks) = self_signed();
    let metadata = ClientMetadata {
        redirect_uris: vec![provider.redirect_uri.clone()],
        token_endpoint_auth_method: Some("self_signed_tls_client_auth".into()),
        grant_types: vec!["authorization_code".into(), "client_credentials".into()],
        other: [
            ("jwks".to_owned(), jwks),
            ("tls_client_certificate_bound_access_tokens".to_owned(), true.into()),
        ]
        .into_iter()
        .collect(),
        ..ClientMetadata::default()
    };
    let initial = Secret::new("an-initial-access-token");
    let builder = authority.builder(&provider, "unregistered", &certificate);
    let (client, registration) = builder.register(&metadata, Some(&initial)).await.unwrap();
    let token = client.client_credentials(&Scope::default()).await.unwrap().access_token;
    let Introspection::Active(active) = client.introspect(&token, TokenKind::AccessToken).await.unwrap()
    else {
        panic!("the token is active");
    };
    assert_eq!(active.get("cnf").unwrap()["x5t#S256"], certificate.thumbprint());
    let (another, _) = self_signed();
    let client_id = registration.client_id.as_str();
    let impostor = authority.builder(&provider, client_id, &another).build().unwrap();
    let error = impostor.client_credentials(&Scope::default()).await.unwrap_err();
    assert_eq!(error.error_code(), Some("invalid_client"));
}
