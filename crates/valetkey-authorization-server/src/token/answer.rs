//! The result of a token decision: claims to sign and values to seal. The edge signs and seals.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_jose::Algorithm;
use valetkey_types::{ClientId, IdTokenClaims, OtherClaims, Scope, Seconds, Timestamp};

use crate::{
    facts::AccessTokenKey,
    sealed::{AccessToken, RefreshToken},
};

/// Everything a successful token answer is made of.
#[derive(Clone, Debug)]
pub struct TokenPlan {
    /// The access token.
    pub access_token: AccessTokenPlan,
    /// The ID token, when the scope has `openid`. `at_hash` is filled at the edge, once the access token is text.
    pub id_token: Option<IdTokenClaims>,
    /// The algorithm that signs the ID token.
    pub id_token_algorithm: Algorithm,
    /// The new refresh token. `None` also when the client keeps the one it has.
    pub refresh_token: Option<RefreshToken>,
    /// The scope that was granted.
    pub scope: Scope,
    /// Lifetime of the access token.
    pub expires_in: Seconds,
}

/// The access token in the client's format.
#[derive(Clone, Debug)]
pub enum AccessTokenPlan {
    /// To be signed as a JWT with `typ` `at+jwt`.
    Jwt(Box<AccessTokenClaims>),
    /// To be sealed.
    Opaque(Box<AccessToken>),
}

/// The claims of a JWT access token (RFC 9068 section 2.2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names and meanings are those of RFC 9068 section 2.2")]
pub struct AccessTokenClaims {
    pub iss: String,
    pub exp: Timestamp,
    pub aud: Vec<String>,
    pub sub: String,
    pub client_id: ClientId,
    pub iat: Timestamp,
    /// A UUID without hyphens.
    pub jti: String,
    #[serde(default)]
    pub scope: Scope,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub auth_time: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub acr: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amr: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub roles: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub groups: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sid: Option<String>,
    /// Ours: the grant that the token descends from, so that revoking the grant reaches it. A UUID without hyphens.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub grant_id: Option<String>,
    /// More claims, which the operator defined. They are only written: the server reads their values from its records.
    #[serde(flatten, skip_deserializing)]
    pub other: OtherClaims,
}

impl AccessTokenClaims {
    /// Returns the key of the facts that decide whether the token still counts; `None` when the claims are not ours.
    pub fn key(&self) -> Option<AccessTokenKey> {
        let grant_id = match &self.grant_id {
            Some(text) => Some(Uuid::try_parse(text).ok()?),
            None => None,
        };
        Some(AccessTokenKey { id: Uuid::try_parse(&self.jti).ok()?, grant_id })
    }
}
