//! An issuer in memory, and an API behind the layer.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::routing::get;
use http::Request;
use http_body_util::BodyExt;
use tower::ServiceExt;
use valetkey_fetch::{HttpRequest, HttpResponse, HttpTransport, TransportError};
use valetkey_jose::{Algorithm, JwkSet, SigningKey};
use valetkey_resource_server::{
    AccessToken, AccessTokenValidator, BearerLayer, ClientCertificate, TokenGuard,
};
use valetkey_types::Timestamp;

pub(crate) const NOW: i64 = 1_700_000_000;

/// Returns the claims of a valid token.
pub(crate) fn claims() -> serde_json::Value {
    serde_json::json!({
        "iss": "https://id.example", "aud": ["https://api.example", "https://other.example"], "sub": "alice",
        "client_id": "notes-app", "exp": NOW + 300, "iat": NOW, "jti": "1", "scope": "openid notes.read",
        "roles": ["editor"],
    })
}

#[derive(Clone)]
pub(crate) struct Issuer(Arc<Inner>);

struct Inner {
    key: Mutex<SigningKey>,
    now: AtomicI64,
    requests: AtomicUsize,
    down: Mutex<bool>,
}

impl Issuer {
    pub(crate) fn new() -> Self {
        let key = Mutex::new(SigningKey::generate(Algorithm::ES256).unwrap());
        let (now, requests) = (AtomicI64::new(NOW), AtomicUsize::new(0));
        Self(Arc::new(Inner { key, now, requests, down: Mutex::new(false) }))
    }

    pub(crate) fn sign(&self, typ: &str, claims: &serde_json::Value) -> String {
        self.0.key.lock().unwrap().sign_jwt(Some(typ), claims).unwrap()
    }

    pub(crate) fn rotate(&self) {
        *self.0.key.lock().unwrap() = SigningKey::generate(Algorithm::ES256).unwrap();
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.0.now.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn set_down(&self, down: bool) {
        *self.0.down.lock().unwrap() = down;
    }

    pub(crate) fn requests(&self) -> usize {
        self.0.requests.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl HttpTransport for Issuer {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        self.0.requests.fetch_add(1, Ordering::SeqCst);
        if *self.0.down.lock().unwrap() {
            return Err(TransportError::Connection { host: "id.example".into(), reason: "refused".into() });
        }
        let body = match request.url.as_str() {
            "https://id.example/.well-known/openid-configuration" => serde_json::json!({
                "issuer": "https://id.example", "jwks_uri": "https://id.example/jwks",
            }),
            "https://id.example/jwks" => {
                let key = self.0.key.lock().unwrap().public_jwk();
                serde_json::to_value(JwkSet::new(vec![key])).unwrap()
            }
            other => panic!("unexpected request for {other}"),
        };
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Ok(HttpResponse { status: 200, headers, body: body.to_string().into_bytes() })
    }
}

pub(crate) struct Api(pub(crate) Router);

impl Api {
    pub(crate) fn of(issuer: &Issuer) -> Self {
        Self::needing(issuer, &["notes.read"])
    }

    pub(crate) fn needing(issuer: &Issuer, scopes: &[&str]) -> Self {
        let layer = BearerLayer::new(guard_of(issuer));
        Self::behind(scopes.iter().fold(layer, |layer, scope| layer.require_scope(scope)))
    }

    pub(crate) fn behind(layer: BearerLayer) -> Self {
        let hello = |token: AccessToken| async move {
            let scope = if token.scope().contains("notes.read") { "notes.read" } else { "?" };
            let roles = token.roles().collect::<Vec<_>>().join(" ");
            let (subject, client) = (token.subject(), token.client_id());
            format!("Hello {subject} of {client}, {scope}, user {}, roles {roles}", token.is_user())
        };
        Self(Router::new().route("/", get(hello)).layer(layer))
    }

    /// Sends a request with these `Authorization` headers. Returns the complete response.
    pub(crate) async fn call(&self, authorization: &[&str]) -> String {
        self.call_url("/", authorization).await
    }

    pub(crate) async fn call_url(&self, url: &str, authorization: &[&str]) -> String {
        let mut request = Request::get(url);
        for value in authorization {
            request = request.header("authorization", *value);
        }
        self.answer(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a request over a connection with this certificate, or without one. Returns the complete response.
    pub(crate) async fn call_by(&self, certificate: Option<&[u8]>, headers: &[(&str, &str)]) -> String {
        let mut request = Request::get("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(der) = certificate {
            request = request.extension(ClientCertificate::from_der(der));
        }
        self.answer(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn answer(&self, request: Request<Body>) -> String {
        let response = self.0.clone().oneshot(request).await.unwrap();
        let mut text = format!("{}\n", response.status().as_u16());
        let mut headers: Vec<_> =
            response.headers().iter().filter(|(name, _)| *name != "content-length").collect();
        headers.sort_by_key(|(name, _)| name.as_str());
        for (name, value) in headers {
            text += &format!("{name}: {}\n", value.to_str().unwrap());
        }
        let body = response.into_body().collect().await.unwrap().to_bytes();
        text + "\n" + std::str::from_utf8(&body).unwrap()
    }
}

pub(crate) fn guard_of(issuer: &Issuer) -> TokenGuard {
    let validator = AccessTokenValidator::new(
        valetkey_types::Issuer::parse("https://id.example").unwrap(),
        "https://api.example",
    );
    let clock = issuer.clone();
    let clock = Arc::new(move || Timestamp(clock.0.now.load(Ordering::SeqCst)));
    TokenGuard::remote(validator, Arc::new(issuer.clone()), clock)
}
