//! An issuer with one client, which it identifies by its certificate. It binds every access token to the certificate of the
//! connection.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::{Extension, Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use rustls::server::danger::ClientCertVerifier;
use serde_json::{Value, json};
use valetkey_fetch::{Clock, SystemClock};
use valetkey_jose::{Algorithm, JwkSet, SigningKey};
use valetkey_resource_server::ClientCertificate;

use crate::any_certificate::AnyCertificate;
use crate::certificates::Authority;
use crate::listener::{listen, serve};

pub(crate) const AUDIENCE: &str = "https://api.example";

#[derive(Clone)]
pub(crate) struct Issuer(Arc<Inner>);

struct Inner {
    url: String,
    mutual_tls_url: String,
    key: SigningKey,
    /// The `x5t#S256` of the client's certificate.
    registered: String,
    asked: Mutex<Vec<String>>,
}

impl Issuer {
    /// Starts two listeners: one without client certificates, and one for mutual TLS with this verifier.
    pub(crate) async fn start(
        authority: &Authority,
        clients: Arc<dyn ClientCertVerifier>,
        registered: &str,
    ) -> Self {
        let (open, url) = listen(authority, AnyCertificate::verifier()).await;
        let (mutual, mutual_tls_url) = listen(authority, clients).await;
        let issuer = Self(Arc::new(Inner {
            url,
            mutual_tls_url,
            key: SigningKey::generate(Algorithm::ES256).unwrap(),
            registered: registered.to_owned(),
            asked: Mutex::default(),
        }));
        let documents = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/jwks", get(keys))
            .with_state(issuer.clone());
        let endpoints = Router::new()
            .route("/redirecting", post(|| async { Redirect::temporary("/token") }))
            .route("/{endpoint}", post(answer))
            .with_state(issuer.clone());
        serve(open, documents);
        serve(mutual, endpoints);
        issuer
    }

    pub(crate) fn url(&self) -> &str {
        &self.0.url
    }

    pub(crate) fn mutual_tls_url(&self) -> &str {
        &self.0.mutual_tls_url
    }

    /// Returns the endpoints that the client used, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.asked.lock().unwrap())
    }

    /// Returns whether the request has only the identifier in the body and the registered certificate (RFC 8705 section 2).
    fn knows(
        &self,
        headers: &HeaderMap,
        form: &HashMap<String, String>,
        seen: Option<&ClientCertificate>,
    ) -> bool {
        let other_proof = headers.contains_key("authorization")
            || ["client_secret", "client_assertion"].iter().any(|name| form.contains_key(*name));
        assert!(!other_proof, "a client with a certificate sends no other proof");
        let identified = form.get("client_id").is_some_and(|client_id| client_id == "app");
        identified && seen.is_some_and(|certificate| certificate.thumbprint() == self.0.registered)
    }

    fn access_token(&self, bound_to: &str) -> String {
        let now = SystemClock.now().seconds();
        let claims = json!({
            "iss": self.0.url, "aud": AUDIENCE, "sub": "app", "client_id": "app", "iat": now, "exp": now + 300,
            "jti": "1", "cnf": { "x5t#S256": bound_to },
        });
        self.0.key.sign_jwt(Some("at+jwt"), &claims).unwrap()
    }
}

async fn metadata(State(issuer): State<Issuer>) -> Json<Value> {
    let (url, mutual) = (&issuer.0.url, &issuer.0.mutual_tls_url);
    let names =
        ["token", "revocation", "introspection", "pushed_authorization_request", "device_authorization"];
    let endpoints = |url: &str| -> serde_json::Map<String, Value> {
        names.iter().map(|name| (format!("{name}_endpoint"), json!(format!("{url}/{name}")))).collect()
    };
    // The endpoints of the listener without certificates do not exist, so a client must use the aliases.
    let mut document = endpoints(url);
    document.insert("issuer".into(), json!(url));
    document.insert("jwks_uri".into(), json!(format!("{url}/jwks")));
    document.insert("authorization_endpoint".into(), json!(format!("{url}/authorize")));
    document.insert("tls_client_certificate_bound_access_tokens".into(), json!(true));
    document.insert("mtls_endpoint_aliases".into(), Value::Object(endpoints(mutual)));
    Json(Value::Object(document))
}

async fn keys(State(issuer): State<Issuer>) -> Json<Value> {
    Json(json!(JwkSet::new(vec![issuer.0.key.public_jwk()])))
}

async fn answer(
    State(issuer): State<Issuer>,
    Path(endpoint): Path<String>,
    certificate: Option<Extension<ClientCertificate>>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let certificate = certificate.map(|Extension(certificate)| certificate);
    if !issuer.knows(&headers, &form, certificate.as_ref()) {
        return (StatusCode::UNAUTHORIZED, Json(json!({ "error": "invalid_client" }))).into_response();
    }
    issuer.0.asked.lock().unwrap().push(endpoint.clone());
    let bound_to = certificate.unwrap().thumbprint();
    let (status, answer) = match endpoint.as_str() {
        "token" => {
            let token = issuer.access_token(&bound_to);
            (200, json!({ "access_token": token, "token_type": "Bearer", "expires_in": 300 }))
        }
        "revocation" => (200, Value::Null),
        "introspection" => (200, json!({ "active": true, "cnf": { "x5t#S256": bound_to } })),
        "pushed_authorization_request" => (201, json!({ "request_uri": "urn:x:1", "expires_in": 60 })),
        "device_authorization" => {
            let answer = json!({
                "device_code": "d1", "user_code": "U1", "verification_uri": "https://id.example/d", "expires_in": 60,
            });
            (200, answer)
        }
        other => panic!("unexpected request for {other}"),
    };
    (StatusCode::from_u16(status).unwrap(), Json(answer)).into_response()
}
