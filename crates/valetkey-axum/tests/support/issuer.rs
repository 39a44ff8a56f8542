//! An issuer in memory. A test can make it misbehave.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use serde_json::{Value, json};
use valetkey_axum::Timestamp;
use valetkey_fetch::{Clock, HttpRequest, HttpResponse, HttpTransport, TransportError};
use valetkey_jose::digest::{pkce_s256, random_token};
use valetkey_jose::{Algorithm, JwkSet, SigningKey};

pub(crate) const ISSUER: &str = "https://id.example";
const START: i64 = 1_700_000_000;

#[derive(Clone)]
pub(crate) struct Issuer(Arc<Inner>);

struct Inner {
    name: String,
    key: Mutex<SigningKey>,
    now: AtomicI64,
    down: AtomicBool,
    codes: Mutex<HashMap<String, Agreed>>,
    /// The subject of each refresh token.
    refresh_tokens: Mutex<HashMap<String, String>>,
    refreshes: AtomicUsize,
    /// Replaces or adds claims of every ID token.
    claims: Mutex<Value>,
    /// Replaces or adds members of the discovery document.
    document: Mutex<Value>,
    /// Replaces or adds members of every token response.
    token_answer: Mutex<Value>,
}

/// The confirmed authorization request behind a code.
struct Agreed {
    challenge: String,
    nonce: String,
    subject: String,
}

impl Issuer {
    pub(crate) fn new() -> Self {
        Self::named(ISSUER)
    }

    pub(crate) fn named(name: &str) -> Self {
        Self(Arc::new(Inner {
            name: name.to_owned(),
            key: Mutex::new(SigningKey::generate(Algorithm::ES256).unwrap()),
            now: AtomicI64::new(START),
            down: AtomicBool::new(false),
            codes: Mutex::default(),
            refresh_tokens: Mutex::default(),
            refreshes: AtomicUsize::new(0),
            claims: Mutex::new(json!({})),
            document: Mutex::new(json!({})),
            token_answer: Mutex::new(json!({})),
        }))
    }

    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        let issuer = self.clone();
        Arc::new(move || Timestamp(issuer.now()))
    }

    pub(crate) fn now(&self) -> i64 {
        self.0.now.load(Ordering::SeqCst)
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.0.now.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn set_down(&self, down: bool) {
        self.0.down.store(down, Ordering::SeqCst);
    }

    /// Replaces or adds these claims in every ID token from now on.
    pub(crate) fn set_claims(&self, claims: Value) {
        *self.0.claims.lock().unwrap() = claims;
    }

    /// Replaces or adds these members in the discovery document from now on.
    pub(crate) fn set_document(&self, members: Value) {
        *self.0.document.lock().unwrap() = members;
    }

    /// Replaces or adds these members in every token response from now on.
    pub(crate) fn set_token_answer(&self, members: Value) {
        *self.0.token_answer.lock().unwrap() = members;
    }

    /// Signs with another key from now on and publishes only that key.
    pub(crate) fn rotate_key(&self) {
        *self.0.key.lock().unwrap() = SigningKey::generate(Algorithm::ES256).unwrap();
    }

    pub(crate) fn name(&self) -> &str {
        &self.0.name
    }

    pub(crate) fn refreshes(&self) -> usize {
        self.0.refreshes.load(Ordering::SeqCst)
    }

    pub(crate) fn revoke_all(&self) {
        self.0.refresh_tokens.lock().unwrap().clear();
    }

    pub(crate) fn living_refresh_tokens(&self) -> usize {
        self.0.refresh_tokens.lock().unwrap().len()
    }

    pub(crate) fn sign(&self, typ: Option<&str>, claims: &Value) -> String {
        self.0.key.lock().unwrap().sign_jwt(typ, claims).unwrap()
    }

    /// Returns the callback parameters after Alice confirmed the login.
    pub(crate) fn authorize(&self, url: &str) -> String {
        self.authorize_as(url, "alice")
    }

    /// Returns the callback parameters after this user confirmed the login.
    pub(crate) fn authorize_as(&self, url: &str, subject: &str) -> String {
        assert!(url.starts_with(&self.0.name), "{url}");
        let asked = Self::asked(url);
        let code = random_token();
        let (challenge, nonce) =
            (asked["code_challenge"].clone(), asked.get("nonce").cloned().unwrap_or_default());
        let agreed = Agreed { challenge, nonce, subject: subject.to_owned() };
        self.0.codes.lock().unwrap().insert(code.clone(), agreed);
        form(&[("code", &code), ("state", &asked["state"]), ("iss", &self.0.name)])
    }

    /// Returns the callback parameters after the user cancelled the login.
    pub(crate) fn deny(&self, url: &str) -> String {
        let asked = Self::asked(url);
        form(&[
            ("error", "access_denied"),
            ("error_description", "<script>alert(1)</script>"),
            ("state", &asked["state"]),
            ("iss", &self.0.name),
        ])
    }

    pub(crate) fn asked(url: &str) -> HashMap<String, String> {
        assert!(url.contains("/authorize?"), "{url}");
        url::Url::parse(url).unwrap().query_pairs().into_owned().collect()
    }

    /// Returns the issuer as a web server.
    pub(crate) fn router(&self) -> axum::Router {
        let issuer = self.clone();
        axum::Router::new().fallback(move |uri: axum::http::Uri, body: axum::body::Bytes| {
            let request = HttpRequest::get(format!("{}{}", issuer.0.name, uri.path()));
            let (status, answer) = issuer.answer(&HttpRequest { body: body.to_vec(), ..request });
            std::future::ready((axum::http::StatusCode::from_u16(status).unwrap(), axum::Json(answer)))
        })
    }

    fn token(&self, form: &HashMap<String, String>) -> Result<Value, &'static str> {
        let (subject, nonce) = if form["grant_type"] == "authorization_code" {
            let agreed = self.0.codes.lock().unwrap().remove(&form["code"]).ok_or("invalid_grant")?;
            if pkce_s256(&form["code_verifier"]) != agreed.challenge {
                return Err("invalid_grant");
            }
            (agreed.subject, Some(agreed.nonce))
        } else {
            self.0.refreshes.fetch_add(1, Ordering::SeqCst);
            let mut known = self.0.refresh_tokens.lock().unwrap();
            (known.remove(&form["refresh_token"]).ok_or("invalid_grant")?, None)
        };
        let refresh_token = random_token();
        self.0.refresh_tokens.lock().unwrap().insert(refresh_token.clone(), subject.clone());
        let mut claims = json!({
            "iss": self.0.name, "aud": "app", "sub": subject, "iat": self.now(), "exp": self.now() + 300, "sid": "s1",
            "nonce": nonce,
        });
        if subject != "alice" {
            claims["name"] = subject.into();
        }
        merge_members(&mut claims, &self.0.claims);
        claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        let mut answer = json!({
            "access_token": random_token(), "token_type": "Bearer", "expires_in": 300,
            "refresh_token": refresh_token, "id_token": self.sign(None, &claims),
        });
        merge_members(&mut answer, &self.0.token_answer);
        Ok(answer)
    }

    fn answer(&self, request: &HttpRequest) -> (u16, Value) {
        let form: HashMap<String, String> = url::form_urlencoded::parse(&request.body).into_owned().collect();
        match request.url.strip_prefix(&self.0.name).unwrap() {
            "/.well-known/openid-configuration" => {
                let endpoint = |path: &str| format!("{}{path}", self.0.name);
                let mut document = json!({
                    "issuer": self.0.name, "authorization_endpoint": endpoint("/authorize"),
                    "token_endpoint": endpoint("/token"), "userinfo_endpoint": endpoint("/userinfo"),
                    "revocation_endpoint": endpoint("/revoke"), "end_session_endpoint": endpoint("/logout"),
                    "jwks_uri": endpoint("/jwks"), "id_token_signing_alg_values_supported": ["ES256"], "authorization_response_iss_parameter_supported": true,
                });
                merge_members(&mut document, &self.0.document);
                (200, document)
            }
            "/jwks" => (
                200,
                serde_json::to_value(JwkSet::new(vec![self.0.key.lock().unwrap().public_jwk()])).unwrap(),
            ),
            "/token" => match self.token(&form) {
                Ok(answer) => (200, answer),
                Err(error) => (400, json!({ "error": error })),
            },
            "/userinfo" => (200, json!({"sub": "alice", "name": "Alice"})),
            "/revoke" => {
                self.0.refresh_tokens.lock().unwrap().remove(&form["token"]);
                (200, Value::Null)
            }
            other => panic!("unexpected request for {other}"),
        }
    }
}

fn merge_members(object: &mut Value, members: &Mutex<Value>) {
    for (name, value) in members.lock().unwrap().as_object().unwrap() {
        object[name] = value.clone();
    }
}

#[async_trait]
impl HttpTransport for Issuer {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        // Yields so that other requests can run, as on a network.
        tokio::task::yield_now().await;
        if self.0.down.load(Ordering::SeqCst) {
            return Err(TransportError::Connection { host: self.0.name.clone(), reason: "refused".into() });
        }
        let (status, body) = self.answer(&request);
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Ok(HttpResponse { status, headers, body: body.to_string().into_bytes() })
    }
}

fn form(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
