//! Endpoint aliases for clients with a certificate (RFC 8705 section 5).

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::{Value, json};
use valetkey_fetch::{
    HttpRequest, HttpResponse, HttpTransport, RemoteMetadata, RemoteMetadataError, SystemClock,
    TransportError,
};
use valetkey_types::Issuer;
use valetkey_types::metadata::ProviderMetadata;

/// A transport with or without a certificate that returns one document.
struct Document {
    body: Value,
    certificate: Option<&'static [u8]>,
}

#[async_trait]
impl HttpTransport for Document {
    async fn send(&self, _: HttpRequest) -> Result<HttpResponse, TransportError> {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Ok(HttpResponse { status: 200, headers, body: self.body.to_string().into_bytes() })
    }

    fn client_certificate(&self) -> Option<&[u8]> {
        self.certificate
    }
}

const NAMES: [&str; 6] = [
    "token_endpoint",
    "userinfo_endpoint",
    "revocation_endpoint",
    "introspection_endpoint",
    "pushed_authorization_request_endpoint",
    "device_authorization_endpoint",
];

fn document(aliases: &[&str]) -> Value {
    let endpoints = |host: &str, names: &[&str]| -> Value {
        names.iter().map(|name| ((*name).to_owned(), json!(format!("https://{host}/{name}")))).collect()
    };
    let mut document = endpoints("id.example", &NAMES);
    document["issuer"] = json!("https://id.example");
    document["jwks_uri"] = json!("https://id.example/jwks");
    document["authorization_endpoint"] = json!("https://id.example/authorize");
    document["mtls_endpoint_aliases"] = endpoints("mtls.id.example", aliases);
    document["mtls_endpoint_aliases"]["authorization_endpoint"] = json!("https://mtls.id.example/authorize");
    document
}

fn issuer() -> Issuer {
    Issuer::parse("https://id.example").unwrap()
}

async fn fetched(body: Value, certificate: Option<&'static [u8]>) -> Result<Value, RemoteMetadataError> {
    let metadata = RemoteMetadata::new(issuer(), Arc::new(Document { body, certificate })).get().await?;
    Ok(serde_json::to_value(&*metadata).unwrap())
}

#[tokio::test]
async fn clients_with_a_certificate_use_the_aliases() {
    let seen = fetched(document(&NAMES), Some(b"der")).await.unwrap();
    for name in NAMES {
        assert_eq!(seen[name], format!("https://mtls.id.example/{name}"));
    }
    assert_eq!(
        seen["authorization_endpoint"], "https://id.example/authorize",
        "the browser has no certificate"
    );
    assert_eq!(seen["jwks_uri"], "https://id.example/jwks");
}

#[tokio::test]
async fn endpoints_without_an_alias_and_clients_without_a_certificate_use_the_usual_url() {
    let seen = fetched(document(&["token_endpoint"]), Some(b"der")).await.unwrap();
    assert_eq!(seen["token_endpoint"], "https://mtls.id.example/token_endpoint");
    assert_eq!(seen["userinfo_endpoint"], "https://id.example/userinfo_endpoint");
    let seen = fetched(document(&NAMES), None).await.unwrap();
    for name in NAMES {
        assert_eq!(seen[name], format!("https://id.example/{name}"));
    }
}

#[tokio::test]
async fn aliases_of_a_configured_document_are_used_too() {
    let parsed: ProviderMetadata = serde_json::from_value(document(&NAMES)).unwrap();
    for (certificate, host) in [(Some(&b"der"[..]), "mtls.id.example"), (None, "id.example")] {
        let transport = Arc::new(Document { body: Value::Null, certificate });
        let metadata = RemoteMetadata::fixed(issuer(), parsed.clone(), transport, Arc::new(SystemClock));
        assert_eq!(metadata.get().await.unwrap().token_endpoint, format!("https://{host}/token_endpoint"));
    }
}

#[tokio::test]
async fn f15_an_alias_that_is_not_https_is_never_used() {
    for name in NAMES {
        let mut body = document(&NAMES);
        body["mtls_endpoint_aliases"][name] = json!("http://id.example/x");
        let seen = fetched(body, Some(b"der")).await.unwrap();
        assert_eq!(seen[name], format!("https://id.example/{name}"));
        let others = NAMES.iter().filter(|other| **other != name);
        for other in others {
            assert_eq!(seen[other], format!("https://mtls.id.example/{other}"));
        }
    }
}
