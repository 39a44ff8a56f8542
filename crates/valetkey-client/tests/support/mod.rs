//! An issuer in memory.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use serde_json::{Value, json};
use valetkey_client::Client;
use valetkey_fetch::{Clock, HttpRequest, HttpResponse, HttpTransport, TransportError};
use valetkey_jose::digest::{pkce_s256, random_token};
use valetkey_jose::{Algorithm, JwkSet, SigningKey};
use valetkey_types::{RawParams, Secret, Timestamp};

const ISSUER: &str = "https://id.example";
const START: i64 = 1_700_000_000;

#[derive(Clone)]
pub(crate) struct Issuer(Arc<Inner>);

struct Inner {
    key: Mutex<SigningKey>,
    now: AtomicI64,
    down: AtomicBool,
    /// The challenge and the nonce of each code.
    codes: Mutex<HashMap<String, (String, String)>>,
    refresh_tokens: Mutex<Vec<String>>,
}

/// Returns a client of this issuer.
pub(crate) fn client(issuer: &Issuer) -> Client {
    Client::builder(ISSUER, "app")
        .client_secret(Secret::new("s1"))
        .redirect_uri("https://app.example/auth/callback")
        .scope("openid email")
        .transport(Arc::new(issuer.clone()))
        .clock(issuer.clock())
        .build()
        .unwrap()
}

pub(crate) fn raw(query: &str) -> RawParams {
    RawParams::parse(query.as_bytes()).unwrap()
}

/// Returns the query with another value of one parameter.
pub(crate) fn replaced(query: &str, name: &str, value: &str) -> String {
    let pairs = url::form_urlencoded::parse(query.as_bytes()).map(|(known, old)| {
        let value = if known == name { value.to_owned() } else { old.into_owned() };
        (known.into_owned(), value)
    });
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

impl Issuer {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Inner {
            key: Mutex::new(SigningKey::generate(Algorithm::ES256).unwrap()),
            now: AtomicI64::new(START),
            down: AtomicBool::new(false),
            codes: Mutex::default(),
            refresh_tokens: Mutex::default(),
        }))
    }

    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        let issuer = self.clone();
        Arc::new(move || Timestamp(issuer.now()))
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.0.now.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn set_down(&self, down: bool) {
        self.0.down.store(down, Ordering::SeqCst);
    }

    pub(crate) fn rotate(&self) {
        *self.0.key.lock().unwrap() = SigningKey::generate(Algorithm::ES256).unwrap();
    }

    /// Returns the callback parameters after the user confirmed the login.
    pub(crate) fn authorize(&self, url: &str) -> String {
        let url = url::Url::parse(url).unwrap();
        let asked: HashMap<String, String> = url.query_pairs().into_owned().collect();
        let code = random_token();
        let kept = (asked["code_challenge"].clone(), asked["nonce"].clone());
        self.0.codes.lock().unwrap().insert(code.clone(), kept);
        url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("code", code.as_str()), ("state", &asked["state"]), ("iss", ISSUER)])
            .finish()
    }

    fn now(&self) -> i64 {
        self.0.now.load(Ordering::SeqCst)
    }

    fn token(&self, form: &HashMap<String, String>) -> Result<Value, &'static str> {
        let nonce = match form["grant_type"].as_str() {
            "authorization_code" => {
                let (challenge, nonce) =
                    self.0.codes.lock().unwrap().remove(&form["code"]).ok_or("invalid_grant")?;
                if pkce_s256(&form["code_verifier"]) != challenge {
                    return Err("invalid_grant");
                }
                Some(nonce)
            }
            "refresh_token" => {
                let mut known = self.0.refresh_tokens.lock().unwrap();
                let position = known.iter().position(|token| *token == form["refresh_token"]);
                known.remove(position.ok_or("invalid_grant")?);
                None
            }
            _ => return Err("unsupported_grant_type"),
        };
        let refresh_token = random_token();
        self.0.refresh_tokens.lock().unwrap().push(refresh_token.clone());
        let mut claims = json!({
            "iss": ISSUER, "aud": "app", "sub": "alice", "iat": self.now(), "exp": self.now() + 300,
        });
        if let Some(nonce) = nonce {
            claims["nonce"] = nonce.into();
        }
        let id_token = self.0.key.lock().unwrap().sign_jwt(None, &claims).unwrap();
        Ok(json!({
            "access_token": random_token(), "token_type": "Bearer", "expires_in": 300,
            "refresh_token": refresh_token, "id_token": id_token,
        }))
    }

    fn answer(&self, request: &HttpRequest) -> (u16, Value) {
        let form: HashMap<String, String> = url::form_urlencoded::parse(&request.body).into_owned().collect();
        match request.url.strip_prefix(ISSUER).unwrap() {
            "/.well-known/openid-configuration" => (
                200,
                json!({
                    "issuer": ISSUER,
                    "authorization_endpoint": format!("{ISSUER}/authorize?tenant=t1"),
                    "token_endpoint": format!("{ISSUER}/token"),
                    "userinfo_endpoint": format!("{ISSUER}/userinfo"),
                    "revocation_endpoint": format!("{ISSUER}/revoke"),
                    "end_session_endpoint": format!("{ISSUER}/logout"),
                    "jwks_uri": format!("{ISSUER}/jwks"),
                    "id_token_signing_alg_values_supported": ["ES256"],
                    "authorization_response_iss_parameter_supported": true,
                }),
            ),
            "/jwks" => {
                let key = self.0.key.lock().unwrap().public_jwk();
                (200, serde_json::to_value(JwkSet::new(vec![key])).unwrap())
            }
            "/token" => match self.token(&form) {
                Ok(answer) => (200, answer),
                Err(error) => (400, json!({ "error": error })),
            },
            "/userinfo" => (200, json!({"sub": "alice", "email": "alice@example.com"})),
            "/revoke" => {
                self.0.refresh_tokens.lock().unwrap().retain(|token| *token != form["token"]);
                (200, Value::Null)
            }
            other => panic!("unexpected request for {other}"),
        }
    }
}

#[async_trait]
impl HttpTransport for Issuer {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        if self.0.down.load(Ordering::SeqCst) {
            return Err(TransportError::Connection { host: "id.example".into(), reason: "refused".into() });
        }
        let (status, body) = self.answer(&request);
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Ok(HttpResponse { status, headers, body: body.to_string().into_bytes() })
    }
}
