//! A scripted application and its browser, with the pure functions of the presets and a real HTTP client.
#![allow(dead_code, reason = "not every test file needs everything")]

use std::path::Path;

use serde_json::Value;
use valetkey_fetch::{HttpRequest, HttpResponse, HttpTransport, ReqwestTransport};
use valetkey_jose::{Algorithm, SigningKey, digest::pkce_s256};
use valetkey_provider_simulator::Running;
use valetkey_providers::{
    AuthorizationInput, ClientCredentials, Provider, normalise_token_response, signed_client_secret_claims,
};
use valetkey_types::{Seconds, Secret, encode_form};

pub(crate) const CLIENT_ID: &str = "client-7";
pub(crate) const REDIRECT_URI: &str = "https://app.example/auth/callback";
pub(crate) const VERIFIER: &str = "a-verifier-with-at-least-forty-three-characters";
pub(crate) const STATE: &str = "state-of-this-login";
pub(crate) const NONCE: &str = "nonce-of-this-login";

/// An application that logs in with one provider.
pub(crate) struct Application {
    pub(crate) provider: Provider,
    pub(crate) secret: Secret,
    pub(crate) recording: toml::Table,
    transport: ReqwestTransport,
}

impl Application {
    pub(crate) fn new(running: &Running, name: &str) -> Self {
        let provider = running.provider(name).unwrap();
        let secret = secret_for(&provider);
        let transport = ReqwestTransport::builder().allow_loopback().build().unwrap();
        Self { provider, secret, recording: recording(name), transport }
    }

    pub(crate) fn authorization_url(&self, offline: bool) -> String {
        let scope: Option<Vec<&str>> = self
            .recording
            .get("scope")
            .map(|scope| scope.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect());
        let challenge = pkce_s256(VERIFIER);
        let input = AuthorizationInput {
            client_id: CLIENT_ID,
            redirect_uri: REDIRECT_URI,
            scope: scope.as_deref(),
            state: STATE,
            nonce: NONCE,
            code_challenge: &challenge,
            offline,
            parameters: &[],
        };
        self.provider.authorization_url(&input).unwrap()
    }

    pub(crate) async fn send(&self, request: HttpRequest) -> HttpResponse {
        self.transport.send(request).await.unwrap()
    }

    pub(crate) async fn get(&self, url: &str) -> HttpResponse {
        self.send(HttpRequest::get(url)).await
    }

    /// Opens a URL like a browser and returns the parameters of the callback.
    pub(crate) async fn callback(&self, url: &str) -> Vec<(String, String)> {
        returned(&self.get(url).await)
    }

    pub(crate) async fn code(&self) -> Secret {
        Secret::new(parameter(&self.callback(&self.authorization_url(false)).await, "code"))
    }

    pub(crate) fn credentials(&self) -> ClientCredentials<'_> {
        ClientCredentials { client_id: CLIENT_ID, client_secret: Some(&self.secret) }
    }

    pub(crate) fn code_request(&self, code: &Secret) -> HttpRequest {
        let verifier = Secret::new(VERIFIER);
        self.provider.code_request(&self.credentials(), code, REDIRECT_URI, &verifier).unwrap()
    }

    /// Performs a complete login and returns the normalised token response.
    pub(crate) async fn log_in(&self) -> Value {
        let code = self.code().await;
        self.normalised(&self.send(self.code_request(&code)).await)
    }

    pub(crate) fn normalised(&self, response: &HttpResponse) -> Value {
        self.checked(response).unwrap()
    }

    pub(crate) fn checked(&self, response: &HttpResponse) -> Result<Value, valetkey_providers::AnswerError> {
        let content_type = response.header("content-type").unwrap_or_default();
        normalise_token_response(self.provider.preset(), response.status, content_type, &response.body)
    }
}

/// Returns the recording of a preset, read without the code of the server.
pub(crate) fn recording(name: &str) -> toml::Table {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("recordings");
    toml::from_str(&std::fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap()).unwrap()
}

/// Returns a text of a recording.
pub(crate) fn recorded<'a>(recording: &'a toml::Table, table: &str, name: &str) -> Option<&'a str> {
    recording.get(table)?.get(name)?.as_str()
}

/// Returns the parameters of a redirect, or of a page that posts a form.
pub(crate) fn returned(response: &HttpResponse) -> Vec<(String, String)> {
    let body = String::from_utf8_lossy(&response.body).into_owned();
    let Some(location) = response.header("location") else {
        assert_eq!(response.status, 200, "{body}");
        assert!(body.contains(&format!("action=\"{REDIRECT_URI}\"")), "{body}");
        return hidden_fields(&body);
    };
    let (address, query) = location.split_once('?').unwrap();
    assert_eq!(address, REDIRECT_URI);
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

pub(crate) fn parameter(answer: &[(String, String)], name: &str) -> String {
    let found = answer.iter().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("expected {name} in {answer:?}")).1.clone()
}

pub(crate) fn post_form(url: &str, pairs: &[(&str, &str)]) -> HttpRequest {
    let mut request = HttpRequest::get(url).with_header("content-type", "application/x-www-form-urlencoded");
    request.method = valetkey_fetch::Method::POST;
    request.body = encode_form(pairs.iter().copied()).into_bytes();
    request
}

fn hidden_fields(page: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\"")).unwrap();
        let text = rest.split('"').next().unwrap();
        text.replace("&#34;", "\"").replace("&quot;", "\"").replace("&#38;", "&").replace("&amp;", "&")
    };
    let tags = page.split("<input type=\"hidden\"").skip(1);
    tags.map(|tag| (attribute(tag, "name"), attribute(tag, "value"))).collect()
}

/// Returns a secret in the form of the provider: a signed JWT for Apple, otherwise a long text.
fn secret_for(provider: &Provider) -> Secret {
    let now = valetkey_fetch::Clock::now(&valetkey_fetch::SystemClock);
    match signed_client_secret_claims(provider, "team-1", CLIENT_ID, now, Seconds(3600)).unwrap() {
        Some(claims) => {
            let key = SigningKey::generate(Algorithm::ES256).unwrap();
            Secret::new(key.sign_jwt(None, &claims).unwrap())
        }
        None => Secret::new("a secret & more: with / 32 bytes or more"),
    }
}
