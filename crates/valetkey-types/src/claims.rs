//! Claims about a user and the claims of an ID token.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// Claims whose names the operator chose, by name.
pub type OtherClaims = BTreeMap<String, serde_json::Value>;

/// The `address` claim (OpenID Connect Core section 5.1.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// The full mailing address, formatted for display.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatted: Option<String>,
    /// Street and number, in one or several lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_address: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
    /// State, province or region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// Defines the struct and the list of its names from one table.
macro_rules! user_claims {
    ($($claim:ident: $kind:ty,)+) => {
        /// The standard claims about a user (OpenID Connect Core section 5.1), `roles` and `groups`.
        ///
        /// Absent claims are not written to the JSON. Claims with other names are ignored when reading.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        #[allow(missing_docs, reason = "the names and meanings are those of OpenID Connect Core section 5.1")]
        pub struct UserClaims {
            pub sub: String,
            $(#[serde(skip_serializing_if = "Option::is_none")] pub $claim: Option<$kind>,)+
            /// Further claims that the operator defined. They are written, but ignored when reading.
            #[serde(flatten, skip_deserializing)]
            pub other: OtherClaims,
        }

        impl UserClaims {
            /// The names of all claims, `sub` first.
            pub const NAMES: &'static [&'static str] = &["sub", $(stringify!($claim),)+];
        }
    };
}

user_claims! {
    name: String,
    given_name: String,
    family_name: String,
    middle_name: String,
    nickname: String,
    preferred_username: String,
    profile: String,
    picture: String,
    website: String,
    gender: String,
    birthdate: String,
    zoneinfo: String,
    locale: String,
    updated_at: i64,
    email: String,
    email_verified: bool,
    phone_number: String,
    phone_number_verified: bool,
    address: Address,
    roles: Vec<String>,
    groups: Vec<String>,
}

/// Returns the standard scope that contains a standard claim (OpenID Connect Core section 5.4); `None` for any other claim.
pub fn standard_scope_of(claim: &str) -> Option<&'static str> {
    Some(match claim {
        "name" | "given_name" | "family_name" | "middle_name" | "nickname" | "preferred_username"
        | "profile" | "picture" | "website" | "gender" | "birthdate" | "zoneinfo" | "locale"
        | "updated_at" => "profile",
        "email" | "email_verified" => "email",
        "phone_number" | "phone_number_verified" => "phone",
        "address" => "address",
        _ => return None,
    })
}

/// The claims that only the server sets, because clients base decisions on them. Attributes, mappings and edits of a profile
/// can't set them and are checked against this list ([`is_reserved_claim`]).
pub const RESERVED_CLAIMS: [&str; 39] = [
    "iss",
    "sub",
    "aud",
    "exp",
    "iat",
    "nbf",
    "jti",
    "acr",
    "amr",
    "auth_time",
    "nonce",
    "azp",
    "at_hash",
    "c_hash",
    "s_hash",
    "rt_hash",
    "sid",
    "sub_jwk",
    "cnf",
    "act",
    "may_act",
    "events",
    "toe",
    "txn",
    "vot",
    "client_id",
    "scope",
    "token_type",
    "active",
    "username",
    "authorization_details",
    "grant_id",
    "roles",
    "groups",
    "email_verified",
    "phone_number_verified",
    "updated_at",
    "_claim_names",
    "_claim_sources",
];

/// Returns whether only the server sets this claim. Ignores the letter case, because some JSON parsers ignore it too.
pub fn is_reserved_claim(name: &str) -> bool {
    RESERVED_CLAIMS.iter().any(|reserved| reserved.eq_ignore_ascii_case(name))
}

/// The claims of an ID token (OpenID Connect Core section 2), with the claims about the user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names and meanings are those of OpenID Connect Core section 2")]
pub struct IdTokenClaims {
    pub iss: String,
    pub aud: String,
    pub exp: Timestamp,
    pub iat: Timestamp,
    pub auth_time: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    pub acr: String,
    pub amr: Vec<String>,
    pub azp: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    #[serde(flatten)]
    pub user: UserClaims,
}
