//! The answer as it is kept, sealed for the tenant, the caller and the key.

use axum::{body::Body, response::Response};
use http::{HeaderName, HeaderValue, StatusCode};
use http_body_util::BodyExt as _;
use serde::{Deserialize, Serialize};
use valetkey_authorization_server::{event::Actor, record::KeptAnswer};
use valetkey_jose::digest::constant_time_eq;
use valetkey_storage::StorageError;
use valetkey_types::Timestamp;

use super::{
    super::{call::Call, problem::Problem},
    IdempotencyKey,
};
use crate::{Seal, seal::Purpose};

/// The use of the seal.
const USAGE: &str = "kept-answers";

/// The caller and the key of a kept answer, with its seal.
pub(super) struct Place {
    caller: String,
    key: String,
    seal: Seal,
}

impl Place {
    pub(super) fn of(call: &Call, key: &IdempotencyKey) -> Result<Self, Problem> {
        let server = &call.server;
        let caller = match call.actor() {
            Actor::User { id } => format!("user {id}"),
            Actor::Client { id } => format!("client {id}"),
            // No token makes such an administrator.
            Actor::Server | Actor::CommandLine { .. } | Actor::Unknown => "nobody".to_owned(),
        };
        let seal = Seal::new(&server.encryption_key, USAGE, server.keys.owner());
        let key = KeptAnswer::digest_of(key.as_str());
        Ok(Self { caller, key, seal: seal.map_err(|error| unreadable("sealed", &error))? })
    }

    /// Returns the caller, as it is stored.
    pub(super) fn caller(&self) -> &str {
        &self.caller
    }

    /// Returns the key, as it is stored.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    pub(super) fn seal(&self, answer: &Kept) -> Result<String, Problem> {
        self.seal.seal_json(&self.purpose(), answer).map_err(|error| unreadable("sealed", &error))
    }

    pub(super) fn open(&self, kept: &KeptAnswer, now: Timestamp) -> Result<Kept, Problem> {
        let opened = self.seal.open_json(Purpose::of(&self.purpose()), &kept.sealed, now);
        opened.map_err(|error| unreadable("opened", &error))
    }

    /// An answer that is moved to another row does not open there.
    fn purpose(&self) -> String {
        format!("answer {} {}", self.key, self.caller)
    }
}

fn unreadable(done: &str, error: &dyn std::fmt::Display) -> Problem {
    StorageError::Corrupt(format!("a kept answer can't be {done}: {error}")).into()
}

/// An answer, and the request that it belongs to.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    content: String,
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Kept {
    /// Reads an answer to keep it. Returns the same answer again.
    pub(super) async fn of(response: Response, content: &str) -> Result<(Response, Self), Problem> {
        let (parts, body) = response.into_parts();
        let whole = body.collect().await.map_err(|error| unreadable("read", &error))?.to_bytes();
        let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
        let headers = parts.headers.iter().filter_map(|(name, value)| Some((name.to_string(), text(value)?)));
        let kept = Self {
            content: content.to_owned(),
            status: parts.status.as_u16(),
            headers: headers.collect(),
            body: String::from_utf8_lossy(&whole).into_owned(),
        };
        Ok((Response::from_parts(parts, Body::from(whole)), kept))
    }

    /// Returns whether this is the answer to a request with this content.
    pub(super) fn is_to(&self, content: &str) -> bool {
        constant_time_eq(self.content.as_bytes(), content.as_bytes())
    }

    pub(super) fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        for (name, value) in self.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                response.headers_mut().append(name, value);
            }
        }
        response
    }
}
