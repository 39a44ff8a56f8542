//! An issuer that only publishes its keys.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    thread,
};

use serde_json::{Value, json};
use valetkey_jose::{Algorithm, SigningKey};

/// Listens until the test process ends.
pub(crate) struct FakeIssuer {
    pub(crate) address: String,
    pub(crate) key: SigningKey,
}

impl FakeIssuer {
    pub(crate) fn start() -> Self {
        let key = SigningKey::generate(Algorithm::ES256).expect("a key");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let metadata = json!({
            "issuer": address,
            "authorization_endpoint": format!("{address}/authorize"),
            "token_endpoint": format!("{address}/token"),
            "jwks_uri": format!("{address}/jwks"),
        });
        let keys = json!({ "keys": [key.public_jwk()] });
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let mut lines = BufReader::new(stream.try_clone().expect("a reader")).lines();
                let first = lines.next().expect("a request").expect("text");
                while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
                let body = if first.contains("/jwks") { &keys } else { &metadata }.to_string();
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
                let _ = write!(stream, "{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            }
        });
        Self { address, key }
    }

    /// A token with usual claims, some of them replaced.
    pub(crate) fn token(&self, changed: &Value) -> String {
        self.token_of_type("at+jwt", changed)
    }

    /// The same with this `typ` in its header.
    pub(crate) fn token_of_type(&self, typ: &str, changed: &Value) -> String {
        let mut claims = self.claims();
        for (name, value) in changed.as_object().expect("claims") {
            claims[name] = value.clone();
        }
        self.key.sign_jwt(Some(typ), &claims).expect("a token")
    }

    /// A token with usual claims, one of them left out.
    pub(crate) fn token_without(&self, claim: &str) -> String {
        let mut claims = self.claims();
        claims.as_object_mut().expect("claims").remove(claim);
        self.key.sign_jwt(Some("at+jwt"), &claims).expect("a token")
    }

    fn claims(&self) -> Value {
        let now =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a time").as_secs();
        json!({
            "iss": self.address, "aud": ["https://api.example"], "sub": "alice", "iat": now - 5, "exp": now + 600,
            "client_id": "app", "jti": "1",
        })
    }
}
