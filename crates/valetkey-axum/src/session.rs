//! The content of a session and the handle in its cookie.

use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_client::{Claims, Tokens};
use valetkey_jose::digest::{constant_time_eq, random_bytes, random_token, sha256};
use valetkey_jose::seal::{SealError, SealingKeys};
use valetkey_types::{Handle, Secret, Timestamp};

use crate::StoredSession;
use crate::cookies::CookieStyle;
use crate::provider::DEFAULT_NAME;
use crate::sign_in::SignedIn;

/// The bare name of the session cookie.
pub(crate) const COOKIE: &str = "valetkey_session";
const HANDLE_PURPOSE: &str = "valetkey session handle";

/// A session with its secrets. Never shown, never stored but sealed.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) id: Uuid,
    pub(crate) issuer: String,
    pub(crate) subject: String,
    pub(crate) sid: Option<String>,
    pub(crate) expires_at: Timestamp,
    pub(crate) version: u64,
    verifier_hash: [u8; 32],
    /// The name of the provider.
    pub(crate) provider: String,
    /// The person in the user store.
    pub(crate) person: Option<Uuid>,
    pub(crate) claims: Claims,
    /// The scope granted, separated by spaces.
    pub(crate) scope: String,
    pub(crate) form_token: Secret,
    pub(crate) access_token: Secret,
    pub(crate) access_token_expires_at: Option<Timestamp>,
    pub(crate) refresh_token: Option<Secret>,
    pub(crate) id_token: Option<Secret>,
}

impl Session {
    /// A new session and the handle for its cookie.
    pub(crate) fn start(
        signed_in: SignedIn,
        person: Option<Uuid>,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> (Self, Handle) {
        let tokens = signed_in.tokens;
        let id = fresh_id(now);
        let verifier = random_bytes::<32>();
        let session = Self {
            id,
            issuer: signed_in.issuer,
            subject: signed_in.subject,
            sid: signed_in.sid,
            expires_at,
            version: 0,
            verifier_hash: sha256(&verifier),
            provider: signed_in.provider,
            person,
            claims: signed_in.claims,
            scope: signed_in.scope,
            form_token: Secret::new(random_token()),
            access_token_expires_at: tokens.expires_in.map(|lifetime| now.plus(lifetime)),
            access_token: tokens.access_token,
            refresh_token: tokens.refresh_token,
            id_token: tokens.id_token,
        };
        (session, Handle::new(id, verifier))
    }

    /// The session after a refresh: new tokens, next version. What the answer leaves out stays as it was.
    pub(crate) fn refreshed(mut self, tokens: Tokens, now: Timestamp) -> Self {
        self.version += 1;
        self.access_token_expires_at = tokens.expires_in.map(|lifetime| now.plus(lifetime));
        self.access_token = tokens.access_token;
        self.refresh_token = tokens.refresh_token.or(self.refresh_token);
        self.id_token = tokens.id_token.or(self.id_token);
        if let Some(scope) = tokens.scope {
            self.scope = scope.to_string();
        }
        self
    }

    /// Whether this is the handle the session was started with.
    pub(crate) fn belongs_to(&self, handle: &Handle) -> bool {
        constant_time_eq(&sha256(handle.verifier()), &self.verifier_hash)
    }

    /// The form a store keeps.
    pub(crate) fn store(&self, keys: &SealingKeys) -> Result<StoredSession, SealError> {
        let text = |secret: &Secret| secret.expose().to_owned();
        let content = Content {
            verifier_hash: self.verifier_hash,
            provider: self.provider.clone(),
            person: self.person,
            claims: self.claims.clone(),
            scope: self.scope.clone(),
            form_token: text(&self.form_token),
            access_token: text(&self.access_token),
            access_token_expires_at: self.access_token_expires_at,
            refresh_token: self.refresh_token.as_ref().map(text),
            id_token: self.id_token.as_ref().map(text),
        };
        Ok(StoredSession {
            id: self.id,
            issuer: self.issuer.clone(),
            subject: self.subject.clone(),
            sid: self.sid.clone(),
            expires_at: self.expires_at,
            version: self.version,
            sealed: keys.seal_json(&content_purpose(self.id), &content)?,
        })
    }

    /// The session a store kept; `None` if its content was touched or sealed with other keys.
    pub(crate) fn open(keys: &SealingKeys, stored: StoredSession) -> Option<Self> {
        let content: Content = keys.open_json(&content_purpose(stored.id), &stored.sealed).ok()?;
        Some(Self {
            id: stored.id,
            issuer: stored.issuer,
            subject: stored.subject,
            sid: stored.sid,
            expires_at: stored.expires_at,
            version: stored.version,
            verifier_hash: content.verifier_hash,
            provider: content.provider,
            person: content.person,
            claims: content.claims,
            scope: content.scope,
            form_token: Secret::new(content.form_token),
            access_token: Secret::new(content.access_token),
            access_token_expires_at: content.access_token_expires_at,
            refresh_token: content.refresh_token.map(Secret::new),
            id_token: content.id_token.map(Secret::new),
        })
    }
}

/// A new UUID version 7: ordered by time, else random.
pub(crate) fn fresh_id(now: Timestamp) -> Uuid {
    let milliseconds = u64::try_from(now.0).unwrap_or_default().saturating_mul(1000);
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &random_bytes::<10>()).into_uuid()
}

/// The handles in the session cookies of a request; those that don't open count as none.
pub(crate) fn handles(style: CookieStyle, keys: &SealingKeys, request: &HeaderMap) -> Vec<Handle> {
    let values = style.values(request, COOKIE);
    let opened = values.iter().filter_map(|value| keys.open(HANDLE_PURPOSE, value).ok());
    opened.filter_map(|bytes| std::str::from_utf8(&bytes).ok()?.parse().ok()).collect()
}

/// The value of the session cookie.
pub(crate) fn seal_handle(keys: &SealingKeys, handle: &Handle) -> Result<String, SealError> {
    keys.seal(HANDLE_PURPOSE, handle.expose().as_bytes())
}

fn default_provider() -> String {
    DEFAULT_NAME.to_owned()
}

fn content_purpose(id: Uuid) -> String {
    format!("valetkey session {id}")
}

/// The form inside the seal. Never leaves this file in the clear.
#[derive(Serialize, Deserialize)]
struct Content {
    verifier_hash: [u8; 32],
    #[serde(default = "default_provider")]
    provider: String,
    #[serde(default)]
    person: Option<Uuid>,
    claims: Claims,
    #[serde(default)]
    scope: String,
    form_token: String,
    access_token: String,
    access_token_expires_at: Option<Timestamp>,
    refresh_token: Option<String>,
    id_token: Option<String>,
}
