//! An issued authorization code.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::{ClientId, CodeChallenge, Scope, TenantId, Timestamp, UserId};

use super::{Authentication, Sha256Hash};

/// A code (RFC 6749 section 4.1.2): used once, by one client, within a minute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuthorizationCode {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Selector of the code.
    pub id: Uuid,
    /// SHA-256 of the code's verifier part.
    pub verifier_hash: Sha256Hash,
    /// The client it was issued to.
    pub client_id: ClientId,
    /// Who allowed it.
    pub user_id: UserId,
    /// The session it was issued in.
    pub sid: Uuid,
    /// The grant that its redemption creates.
    pub grant_id: Uuid,
    /// The redirect URI of the request, compared when the token request sends one.
    pub redirect_uri: String,
    /// The PKCE challenge.
    pub code_challenge: Option<CodeChallenge>,
    /// What was allowed.
    pub scope: Scope,
    /// The resources that were asked for.
    pub audiences: Vec<String>,
    /// The `nonce` for the ID token.
    pub nonce: Option<String>,
    /// The sign-in it rests on.
    pub authentication: Authentication,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was redeemed.
    pub used_at: Option<Timestamp>,
}
