//! The content of the file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use valetkey_client::{Secret, StoredTokens, Timestamp};

/// All logins, by name.
#[derive(Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Content {
    pub(crate) logins: BTreeMap<String, Entry>,
}

/// One login.
#[derive(Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tokens: Option<Kept>,
    /// The process that refreshes now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lease: Option<Lease>,
}

/// The tokens of one login.
#[derive(Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kept {
    subject: String,
    access_token: String,
    expires_at: Option<Timestamp>,
    refresh_token: Option<String>,
    pub(crate) version: u64,
}

/// The refresh lease ends at this time.
#[derive(Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lease {
    pub(crate) holder: String,
    pub(crate) until: Timestamp,
}

impl From<StoredTokens> for Kept {
    fn from(tokens: StoredTokens) -> Self {
        Self {
            subject: tokens.subject,
            access_token: tokens.access_token.expose().to_owned(),
            expires_at: tokens.expires_at,
            refresh_token: tokens.refresh_token.map(|token| token.expose().to_owned()),
            version: tokens.version,
        }
    }
}

impl From<Kept> for StoredTokens {
    fn from(kept: Kept) -> Self {
        let mut tokens = Self::new(kept.subject, Secret::new(kept.access_token), kept.version);
        tokens.expires_at = kept.expires_at;
        tokens.refresh_token = kept.refresh_token.map(Secret::new);
        tokens
    }
}
