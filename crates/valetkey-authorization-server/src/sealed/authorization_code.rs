//! An issued authorization code.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::{ClientId, CodeChallenge, Scope, Timestamp, UserId};

use crate::{facts::CodeKey, record::Authentication};

/// A code (RFC 6749 section 4.1.2): used once, by one client, within a minute.
///
/// It carries everything its grant will be made of, and the name of that grant. Once the grant exists the code is used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuthorizationCode {
    /// The grant that its redemption creates.
    #[serde(rename = "g", with = "uuid::serde::simple")]
    pub grant_id: Uuid,
    /// The client it was issued to.
    #[serde(rename = "c")]
    pub client_id: ClientId,
    /// The user who allowed it.
    #[serde(rename = "u")]
    pub user_id: UserId,
    /// The session it was issued in ([`Session::id`](crate::record::Session::id)). It is redeemed only while that session
    /// counts.
    #[serde(rename = "b", with = "uuid::serde::simple")]
    pub session_id: Uuid,
    /// The redirect URI of the request, compared when the token request sends one.
    #[serde(rename = "r")]
    pub redirect_uri: String,
    /// The PKCE challenge.
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    pub code_challenge: Option<CodeChallenge>,
    /// The allowed scope.
    #[serde(rename = "s")]
    pub scope: Scope,
    /// The resources that were asked for.
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<String>,
    /// The `nonce` for the ID token.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// The sign-in it rests on.
    #[serde(rename = "l")]
    pub authentication: Authentication,
    /// When it ends.
    #[serde(rename = "e")]
    pub expires_at: Timestamp,
    /// Where the user just allowed more than was remembered: the revision of their consent at that moment. The redemption
    /// remembers the rest, if nothing has changed since.
    #[serde(rename = "y", default, skip_serializing_if = "Option::is_none")]
    pub allowed_at_revision: Option<u64>,
}

impl AuthorizationCode {
    /// Returns what to load to judge it.
    pub fn key(&self) -> CodeKey<'_> {
        let Self { grant_id, user_id, client_id, session_id, .. } = self;
        CodeKey { grant_id: *grant_id, user_id, client_id, session_id: *session_id }
    }
}
