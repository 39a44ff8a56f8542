//! Loads presets and their recordings.
#![allow(dead_code, reason = "not every test file needs everything")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;
use valetkey_providers::{AuthorizationInput, Catalogue, ClientCredentials, Preset, Provider};
use valetkey_types::Secret;
use valetkey_types::metadata::ProviderMetadata;

/// A login with a provider, in the form that the provider documents.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recording {
    #[serde(default)]
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) scope: Option<Vec<String>>,
    pub(crate) metadata: Option<ProviderMetadata>,
    pub(crate) authorization: Address,
    pub(crate) token_request: Request,
    pub(crate) token_answer: Answer,
    pub(crate) refresh_answer: Option<Answer>,
    pub(crate) userinfo_request: Option<Request>,
    pub(crate) userinfo_answer: Option<Answer>,
    pub(crate) emails_answer: Option<Emails>,
    pub(crate) id_token: Option<Claims>,
    pub(crate) user: User,
    pub(crate) error_answer: Answer,
}

#[derive(Deserialize)]
pub(crate) struct Address {
    pub(crate) url: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) headers: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: String,
    pub(crate) expected: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) description: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Emails {
    pub(crate) url: String,
    pub(crate) body: String,
}

#[derive(Deserialize)]
pub(crate) struct Claims {
    pub(crate) claims: String,
}

#[derive(Deserialize)]
pub(crate) struct User {
    pub(crate) expected: String,
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("presets")
}

/// Returns the folder of the recorded logins, which are part of the simulator.
pub(crate) fn recordings() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../valetkey-provider-simulator/recordings")
}

pub(crate) fn preset(name: &str) -> Preset {
    Catalogue::built_in().unwrap().get(name).unwrap().clone()
}

pub(crate) fn recording(name: &str) -> Recording {
    let text = std::fs::read_to_string(recordings().join(format!("{name}.toml")));
    toml::from_str(&text.unwrap_or_else(|error| panic!("{name}: {error}"))).unwrap()
}

pub(crate) fn provider(preset: &Preset, recording: &Recording) -> Provider {
    let variables: Vec<_> =
        recording.variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let provider = preset.resolve(&variables).unwrap();
    match &recording.metadata {
        Some(metadata) => provider.with_metadata(metadata),
        None => provider,
    }
}

pub(crate) fn recorded_provider(name: &str) -> Provider {
    provider(&preset(name), &recording(name))
}

pub(crate) fn input<'a>(scope: Option<&'a [&'a str]>) -> AuthorizationInput<'a> {
    AuthorizationInput {
        client_id: "client-1",
        redirect_uri: "https://app.example/auth/callback",
        scope,
        state: "state-1",
        nonce: "nonce-1",
        code_challenge: "challenge-1",
        offline: false,
        parameters: &[],
    }
}

pub(crate) fn client(secret: &Secret) -> ClientCredentials<'_> {
    ClientCredentials { client_id: "client-1", client_secret: Some(secret) }
}

pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

pub(crate) fn query(url: &str) -> BTreeMap<String, String> {
    url::Url::parse(url).unwrap().query_pairs().into_owned().collect()
}
