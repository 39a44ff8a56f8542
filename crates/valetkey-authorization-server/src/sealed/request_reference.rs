//! The reference to a pushed authorization request.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::{ClientId, Timestamp};

/// The sealed part of a `request_uri` (RFC 9126 section 2.2). It cannot be guessed, and it does not show the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestReference {
    /// The stored request.
    #[serde(rename = "i", with = "uuid::serde::simple")]
    pub id: Uuid,
    /// The client that pushed it.
    #[serde(rename = "c")]
    pub client_id: ClientId,
    /// When a browser can bring it no more.
    #[serde(rename = "e")]
    pub expires_at: Timestamp,
}
