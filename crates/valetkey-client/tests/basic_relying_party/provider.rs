//! A provider for complete logins with client_secret_basic. Each test can change its ID tokens, keys and userinfo.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use async_trait::async_trait;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use serde_json::{Map, Value, json};
use valetkey_client::{AuthorizationOptions, Client, ClientError, Login};
use valetkey_fetch::{Clock, HttpRequest, HttpResponse, HttpTransport, TransportError};
use valetkey_jose::digest::base64url;
use valetkey_jose::{Algorithm, Jwk, SigningKey};
use valetkey_types::{RawParams, Secret, Timestamp};

pub(crate) const ISSUER: &str = "https://id.example";
pub(crate) const NOW: i64 = 1_700_000_000;

/// The behaviour of a provider. The default is correct.
pub(crate) struct Behaviour {
    /// Changes the header of the ID token before it is signed.
    pub(crate) header: fn(&mut Map<String, Value>),
    /// Changes the claims of the ID token before they are signed.
    pub(crate) claims: fn(&mut Map<String, Value>),
    /// Changes the signature.
    pub(crate) signature: fn(&mut Vec<u8>),
    /// Returns the keys to publish, given the key in use.
    pub(crate) keys: Box<dyn Fn(Jwk) -> Vec<Jwk> + Send + Sync>,
    /// Returns the response of the userinfo endpoint.
    pub(crate) userinfo: fn() -> Value,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            header: |_| {},
            claims: |_| {},
            signature: |_| {},
            keys: Box::new(|key| vec![key]),
            userinfo: || json!({ "sub": "alice", "name": "Alice", "email": "alice@example.com" }),
        }
    }
}

pub(crate) struct Provider {
    behaviour: Behaviour,
    nonce: Mutex<String>,
    now: AtomicI64,
}

/// Returns two keys, which are made once because making RSA keys is slow.
pub(crate) fn rsa_keys() -> &'static [SigningKey; 2] {
    static KEYS: OnceLock<[SigningKey; 2]> = OnceLock::new();
    KEYS.get_or_init(|| [(); 2].map(|()| SigningKey::generate(Algorithm::RS256).unwrap()))
}

impl Provider {
    pub(crate) fn with(behaviour: Behaviour) -> Arc<Self> {
        Arc::new(Self { behaviour, nonce: Mutex::default(), now: AtomicI64::new(NOW) })
    }

    pub(crate) fn client(self: &Arc<Self>) -> Client {
        let provider = Arc::clone(self);
        let clock: Arc<dyn Clock> = Arc::new(move || Timestamp(provider.now.load(Ordering::SeqCst)));
        Client::builder(ISSUER, "app")
            .client_secret(Secret::new("a secret/with:signs"))
            .redirect_uri("https://app.example/callback")
            .scope("openid profile email")
            .transport(Arc::clone(self) as Arc<dyn HttpTransport>)
            .clock(clock)
            .build()
            .unwrap()
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Performs a login from the first redirect to the validated ID token.
    pub(crate) async fn log_in(self: &Arc<Self>, client: &Client) -> Result<Login, ClientError> {
        let request = client.authorization_request(AuthorizationOptions::default()).await?;
        let url = url::Url::parse(&request.url).unwrap();
        let asked: HashMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!(asked["scope"], "openid profile email");
        self.nonce.lock().unwrap().clone_from(&asked["nonce"]);
        let callback = format!("code=c1&state={}", asked["state"]);
        client.finish(&request.pending, &RawParams::parse(callback.as_bytes()).unwrap()).await
    }

    fn id_token(&self) -> String {
        let key = &rsa_keys()[0];
        let object = |value: Value| value.as_object().unwrap().clone();
        let mut header = object(json!({ "alg": "RS256", "kid": key.kid() }));
        let mut claims = object(json!({
            "iss": ISSUER, "sub": "alice", "aud": "app", "exp": NOW + 300, "iat": NOW,
            "nonce": *self.nonce.lock().unwrap(),
        }));
        (self.behaviour.header)(&mut header);
        (self.behaviour.claims)(&mut claims);
        let part = |members: Map<String, Value>| base64url(Value::Object(members).to_string().as_bytes());
        let message = format!("{}.{}", part(header), part(claims));
        let pair = RsaKeyPair::from_pkcs8(&key.to_pkcs8()).unwrap();
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature).unwrap();
        (self.behaviour.signature)(&mut signature);
        format!("{message}.{}", base64url(&signature))
    }

    fn token(&self, request: &HttpRequest) -> Value {
        let form: HashMap<String, String> = url::form_urlencoded::parse(&request.body).into_owned().collect();
        // RFC 6749 section 2.3.1: both parts are form-encoded first.
        assert_eq!(request.header("authorization"), Some("Basic YXBwOmErc2VjcmV0JTJGd2l0aCUzQXNpZ25z"));
        assert!(!form.contains_key("client_secret"), "the secret is sent only once");
        assert_eq!((form["grant_type"].as_str(), form["code"].as_str()), ("authorization_code", "c1"));
        json!({ "access_token": "a1", "token_type": "Bearer", "expires_in": 300, "id_token": self.id_token() })
    }
}

#[async_trait]
impl HttpTransport for Provider {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let body = match request.url.strip_prefix(ISSUER).unwrap() {
            "/.well-known/openid-configuration" => json!({
                "issuer": ISSUER,
                "authorization_endpoint": "https://id.example/authorize",
                "token_endpoint": "https://id.example/token",
                "userinfo_endpoint": "https://id.example/userinfo",
                "jwks_uri": "https://id.example/jwks",
            }),
            "/jwks" => json!({ "keys": (self.behaviour.keys)(rsa_keys()[0].public_jwk()) }),
            "/token" => self.token(&request),
            "/userinfo" => {
                assert_eq!(request.header("authorization"), Some("Bearer a1"));
                (self.behaviour.userinfo)()
            }
            other => panic!("unexpected request for {other}"),
        };
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Ok(HttpResponse { status: 200, headers, body: body.to_string().into_bytes() })
    }
}
