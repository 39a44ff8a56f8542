//! Signing keys.

use serde::Serialize;
use utoipa::ToSchema;
use valetkey_authorization_server::{keys::state, record::SigningKeyRecord};
use valetkey_types::Timestamp;

/// A signing key, without its private half.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SigningKey)]
pub(in super::super) struct KeyView {
    kid: String,
    algorithm: &'static str,
    /// `signing`, `next`, `retiring` or `expired`.
    state: &'static str,
    created_at: i64,
    signs_from: i64,
    /// The time when it leaves the key set; `null` for a key that still signs or will.
    published_until: Option<i64>,
    /// The revision that `ETag` and `If-Match` have.
    revision: u64,
}

impl KeyView {
    /// Shows a key of `all` at a moment.
    pub(in super::super) fn new(key: &SigningKeyRecord, all: &[SigningKeyRecord], now: Timestamp) -> Self {
        Self {
            kid: key.kid.clone(),
            algorithm: key.algorithm.as_str(),
            state: state(now, key, all).as_str(),
            created_at: key.created_at.seconds(),
            signs_from: key.signs_from.seconds(),
            published_until: key.published_until.map(Timestamp::seconds),
            revision: key.revision,
        }
    }
}
