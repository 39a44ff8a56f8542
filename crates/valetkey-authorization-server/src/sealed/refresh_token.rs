//! An issued refresh token.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::Timestamp;

use crate::record::Grant;

/// A refresh token (RFC 6749 section 6). It knows its predecessor; whether it may be used stands in the grant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RefreshToken {
    /// Its name in the line of its grant.
    #[serde(rename = "i", with = "uuid::serde::simple")]
    pub id: Uuid,
    /// The grant it refreshes.
    #[serde(rename = "g", with = "uuid::serde::simple")]
    pub grant_id: Uuid,
    /// The token whose use issued this one; `None` for the first.
    #[serde(
        rename = "p",
        with = "uuid::serde::simple::option",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub predecessor: Option<Uuid>,
    /// When it ends if it is not used.
    #[serde(rename = "e")]
    pub expires_at: Timestamp,
}

impl RefreshToken {
    /// Whether it ends after its grant. No token that this server issued does: it was sealed by somebody else who has the
    /// encryption key.
    pub(crate) fn outlives(&self, grant: &Grant) -> bool {
        self.expires_at > grant.expires_at
    }
}
