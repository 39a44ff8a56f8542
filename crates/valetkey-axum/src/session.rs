//! The content of a session.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_client::{Claims, StoredTokens, Tokens};
use valetkey_jose::digest::{constant_time_eq, random_bytes, random_token, sha256};
use valetkey_jose::seal::{SealError, SealingKeys};
use valetkey_types::{Handle, Secret, Timestamp};

use crate::StoredSession;
use crate::provider::DEFAULT_NAME;
use crate::sign_in::SignedIn;

/// The bare name of the session cookie.
pub(crate) const COOKIE: &str = "valetkey_session";

/// A session with its secrets. It is never printed and only stored sealed.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) id: Uuid,
    pub(crate) issuer: String,
    pub(crate) subject: String,
    pub(crate) sid: Option<String>,
    pub(crate) expires_at: Timestamp,
    /// The number of times the tokens were replaced.
    pub(crate) version: u64,
    pub(crate) verifier_hash: [u8; 32],
    /// The name of the provider.
    pub(crate) provider: String,
    /// The identifier of the user in the user store.
    pub(crate) user_id: Option<Uuid>,
    pub(crate) claims: Claims,
    /// The granted scope, separated by spaces.
    pub(crate) scope: String,
    pub(crate) form_token: Secret,
    /// The tokens of this session; `None` if this process does not have them.
    pub(crate) tokens: Option<SessionTokens>,
}

/// The tokens of a session.
#[derive(Clone)]
pub(crate) struct SessionTokens {
    pub(crate) access_token: Secret,
    pub(crate) access_token_expires_at: Option<Timestamp>,
    pub(crate) refresh_token: Option<Secret>,
    pub(crate) id_token: Option<Secret>,
}

impl Session {
    /// Creates a session and its handle.
    pub(crate) fn start(
        signed_in: SignedIn,
        user_id: Option<Uuid>,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> (Self, Handle) {
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
            user_id,
            claims: signed_in.claims,
            scope: signed_in.scope,
            form_token: Secret::new(random_token()),
            tokens: Some(SessionTokens::new(signed_in.tokens, now)),
        };
        (session, Handle::new(id, verifier))
    }

    /// Returns the session after a refresh, with new tokens and the next version.
    pub(crate) fn refreshed(mut self, tokens: StoredTokens) -> Self {
        self.version += 1;
        if let Some(scope) = &tokens.scope {
            self.scope = scope.to_string();
        }
        self.tokens = Some(SessionTokens {
            access_token: tokens.access_token,
            access_token_expires_at: tokens.expires_at,
            refresh_token: tokens.refresh_token,
            id_token: tokens.id_token,
        });
        self
    }

    /// Returns the session after a final refusal to refresh, with the next version.
    pub(crate) fn without_refresh_token(mut self) -> Self {
        self.version += 1;
        if let Some(tokens) = &mut self.tokens {
            tokens.refresh_token = None;
        }
        self
    }

    /// Returns whether the session was started with this handle.
    pub(crate) fn belongs_to(&self, handle: &Handle) -> bool {
        constant_time_eq(&sha256(handle.verifier()), &self.verifier_hash)
    }

    /// Returns the stored form.
    pub(crate) fn store(&self, keys: &SealingKeys) -> Result<StoredSession, SealError> {
        let text = |secret: &Secret| secret.expose().to_owned();
        let tokens = self.tokens.as_ref();
        let content = Content {
            verifier_hash: self.verifier_hash,
            provider: self.provider.clone(),
            user_id: self.user_id,
            claims: self.claims.clone(),
            scope: self.scope.clone(),
            form_token: text(&self.form_token),
            access_token: tokens.map(|tokens| text(&tokens.access_token)),
            access_token_expires_at: tokens.and_then(|tokens| tokens.access_token_expires_at),
            refresh_token: tokens.and_then(|tokens| tokens.refresh_token.as_ref()).map(text),
            id_token: tokens.and_then(|tokens| tokens.id_token.as_ref()).map(text),
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

    /// Opens a stored session; `None` if its content was changed or sealed with other keys.
    pub(crate) fn open(keys: &SealingKeys, stored: StoredSession) -> Option<Self> {
        let content: Content = keys.open_json(&content_purpose(stored.id), &stored.sealed).ok()?;
        let tokens = content.access_token.map(|access_token| SessionTokens {
            access_token: Secret::new(access_token),
            access_token_expires_at: content.access_token_expires_at,
            refresh_token: content.refresh_token.map(Secret::new),
            id_token: content.id_token.map(Secret::new),
        });
        Some(Self {
            id: stored.id,
            issuer: stored.issuer,
            subject: stored.subject,
            sid: stored.sid,
            expires_at: stored.expires_at,
            version: stored.version,
            verifier_hash: content.verifier_hash,
            provider: content.provider,
            user_id: content.user_id,
            claims: content.claims,
            scope: content.scope,
            form_token: Secret::new(content.form_token),
            tokens,
        })
    }
}

impl SessionTokens {
    fn new(tokens: Tokens, now: Timestamp) -> Self {
        Self {
            access_token_expires_at: tokens.expires_in.map(|lifetime| now.plus(lifetime)),
            access_token: tokens.access_token,
            refresh_token: tokens.refresh_token,
            id_token: tokens.id_token,
        }
    }
}

/// Returns a new UUID version 7, which is ordered by time.
pub(crate) fn fresh_id(now: Timestamp) -> Uuid {
    let milliseconds = u64::try_from(now.0).unwrap_or_default().saturating_mul(1000);
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &random_bytes::<10>()).into_uuid()
}

fn default_provider() -> String {
    DEFAULT_NAME.to_owned()
}

fn content_purpose(id: Uuid) -> String {
    format!("valetkey session {id}")
}

/// The sealed content. Only this file sees it unsealed.
#[derive(Serialize, Deserialize)]
struct Content {
    verifier_hash: [u8; 32],
    #[serde(default = "default_provider")]
    provider: String,
    #[serde(default, rename = "person")]
    user_id: Option<Uuid>,
    claims: Claims,
    #[serde(default)]
    scope: String,
    form_token: String,
    access_token: Option<String>,
    access_token_expires_at: Option<Timestamp>,
    refresh_token: Option<String>,
    id_token: Option<String>,
}
