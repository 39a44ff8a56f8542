//! An issued opaque access token.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::{ClientId, Scope, Timestamp};

/// An opaque access token. JWT access tokens carry the same facts for everybody to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccessToken {
    /// Its `jti`.
    #[serde(rename = "i", with = "uuid::serde::simple")]
    pub id: Uuid,
    /// The grant it descends from, on behalf of the grant's user; `None` for client credentials.
    #[serde(
        rename = "g",
        with = "uuid::serde::simple::option",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub grant_id: Option<Uuid>,
    /// The client it was issued to.
    #[serde(rename = "c")]
    pub client_id: ClientId,
    /// The allowed scope.
    #[serde(rename = "s")]
    pub scope: Scope,
    /// The resources it is for.
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<String>,
    /// When it was issued.
    #[serde(rename = "f")]
    pub issued_at: Timestamp,
    /// When it ends.
    #[serde(rename = "e")]
    pub expires_at: Timestamp,
}
