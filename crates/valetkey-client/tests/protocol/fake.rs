//! An issuer with responses that each test defines. It serves discovery and keys, and records all other requests.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use serde_json::{Value, json};
use valetkey_client::{AuthorizationRequest, Client, ClientBuilder};
use valetkey_fetch::{Clock, HttpRequest, HttpResponse, HttpTransport, TransportError};
use valetkey_jose::{Algorithm, JwkSet, KeySet, SigningKey};
use valetkey_types::{RawParams, Timestamp};

pub(crate) const ISSUER: &str = "https://id.example";
pub(crate) const NOW: i64 = 1_700_000_000;

type Handler = dyn Fn(&HttpRequest) -> HttpResponse + Send + Sync;

pub(crate) struct Fake {
    pub(crate) key: SigningKey,
    document: Value,
    handler: Box<Handler>,
    requests: Mutex<Vec<HttpRequest>>,
    now: AtomicI64,
}

impl Fake {
    /// Creates an issuer with these members in its discovery document and this handler for its endpoints.
    pub(crate) fn new(
        more: Value,
        handler: impl Fn(&HttpRequest) -> HttpResponse + Send + Sync + 'static,
    ) -> Arc<Self> {
        let mut document = json!({
            "issuer": ISSUER,
            "authorization_endpoint": "https://id.example/authorize",
            "token_endpoint": "https://id.example/token",
            "userinfo_endpoint": "https://id.example/userinfo",
            "jwks_uri": "https://id.example/jwks",
            "id_token_signing_alg_values_supported": ["ES256"],
        });
        document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let key = SigningKey::generate(Algorithm::ES256).unwrap();
        let (requests, now) = (Mutex::default(), AtomicI64::new(NOW));
        Arc::new(Self { key, document, handler: Box::new(handler), requests, now })
    }

    /// Returns the builder of a client. A test adds its own settings.
    pub(crate) fn builder(self: &Arc<Self>) -> ClientBuilder {
        let clock: Arc<dyn Clock> = Arc::new({
            let fake = Arc::clone(self);
            move || Timestamp(fake.now.load(Ordering::SeqCst))
        });
        Client::builder(ISSUER, "app")
            .redirect_uri("https://app.example/callback")
            .transport(Arc::clone(self) as Arc<dyn HttpTransport>)
            .clock(clock)
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Returns the recorded requests, without those for discovery and keys.
    pub(crate) fn requests(&self) -> Vec<HttpRequest> {
        self.requests.lock().unwrap().clone()
    }
}

#[async_trait]
impl HttpTransport for Fake {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        // Yields so that other tasks can run, as on a network.
        tokio::task::yield_now().await;
        if request.url.contains("/.well-known/") {
            return Ok(answer(200, &self.document));
        }
        if request.url == "https://id.example/jwks" {
            return Ok(answer(200, &json!(JwkSet::new(vec![self.key.public_jwk()]))));
        }
        self.requests.lock().unwrap().push(request.clone());
        if request.url.starts_with("https://down.example") {
            return Err(TransportError::Connection { host: "down.example".into(), reason: "refused".into() });
        }
        Ok((self.handler)(&request))
    }
}

pub(crate) fn answer(status: u16, body: &Value) -> HttpResponse {
    typed(status, "application/json", &body.to_string())
}

pub(crate) fn typed(status: u16, content_type: &str, body: &str) -> HttpResponse {
    let headers = vec![("content-type".to_owned(), content_type.to_owned())];
    HttpResponse { status, headers, body: body.as_bytes().to_vec() }
}

pub(crate) fn with_header(mut response: HttpResponse, name: &str, value: &str) -> HttpResponse {
    response.headers.push((name.to_owned(), value.to_owned()));
    response
}

/// Returns a successful token response.
pub(crate) fn bearer() -> HttpResponse {
    answer(200, &json!({"access_token": "a1", "token_type": "Bearer", "expires_in": 300}))
}

pub(crate) fn form(request: &HttpRequest) -> HashMap<String, String> {
    url::form_urlencoded::parse(&request.body).into_owned().collect()
}

pub(crate) fn query(url: &str) -> HashMap<String, String> {
    url::Url::parse(url).unwrap().query_pairs().into_owned().collect()
}

pub(crate) fn keys_of(key: &SigningKey) -> KeySet {
    KeySet::from_jwk_set(&JwkSet::new(vec![key.public_jwk()]))
}

/// Returns the callback parameters after the user confirmed the login.
pub(crate) fn callback(request: &AuthorizationRequest) -> RawParams {
    RawParams::parse(format!("code=c1&state={}", request.pending.state()).as_bytes()).unwrap()
}

pub(crate) fn es256() -> SigningKey {
    SigningKey::generate(Algorithm::ES256).unwrap()
}
