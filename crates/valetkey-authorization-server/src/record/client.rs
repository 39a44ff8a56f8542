//! A registered client.

use std::collections::BTreeMap;

use serde::Serialize;
use uuid::Uuid;
use valetkey_accounts::Acr;
use valetkey_jose::Algorithm;
use valetkey_types::{
    ClientAuthenticationMethod, ClientId, GrantType, Scope, TenantId, Timestamp, Unknown, UserId,
};

use super::{ClientRole, OldSecret, SecretFacts, SecretRotation, Sha256Hash, SignInSwitches};
use crate::{branding::Branding, networks::NetworkRules};

/// An application that may ask for tokens (RFC 7591 section 2 names most of these fields).
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its `client_id`.
    pub id: ClientId,
    /// The display name.
    pub name: String,
    /// SHA-256 of the secret; `None` for a public client.
    pub secret_hash: Option<Sha256Hash>,
    /// The rotations of the secret, and the old secret that still counts.
    pub secret_rotation: SecretRotation,
    /// The ways it may authenticate at the token endpoint.
    pub authentication_methods: Vec<ClientAuthenticationMethod>,
    /// Where answers of the authorization endpoint may go: raw strings, compared byte for byte.
    pub redirect_uris: Vec<String>,
    /// Where the browser may go after logout.
    pub post_logout_redirect_uris: Vec<String>,
    /// Where logout tokens go (OpenID Connect Back-Channel Logout section 2.2).
    pub backchannel_logout_uri: Option<String>,
    /// The scope it may ask for.
    pub scope: Scope,
    /// The places of claims of attributes and of the operator's scopes, by claim. A claim that is not listed is in ID tokens and
    /// userinfo.
    pub claim_places: ClaimPlaces,
    /// The grants it may use.
    pub grant_types: Vec<GrantType>,
    /// The resources its access tokens may be for (RFC 8707). Empty: tokens are for the issuer's own endpoints.
    pub audiences: Vec<String>,
    /// The format of its access tokens.
    pub access_token_format: AccessTokenFormat,
    /// The algorithm its ID tokens are signed with.
    pub id_token_signed_response_alg: Algorithm,
    /// Whether PKCE may be left out.
    pub pkce: PkcePolicy,
    /// Whether every authorization request must be pushed (RFC 9126 section 6).
    pub require_pushed_authorization_requests: bool,
    /// Whether refresh tokens are replaced at use.
    pub refresh_token_rotation: RefreshTokenRotation,
    /// The class that a sign-in for it must reach at least.
    pub required_acr: Acr,
    /// The switches of sign-ins for it.
    pub sign_in: SignInSwitches,
    /// The rules for the networks that users sign in from.
    pub networks: NetworkRules,
    /// The users who may use the application.
    pub access: ClientAccess,
    /// Whether users are asked before the application gets access.
    pub consent: ConsentPolicy,
    /// The application's own page.
    pub client_uri: Option<String>,
    /// Its logo.
    pub logo_uri: Option<String>,
    /// Its privacy policy.
    pub policy_uri: Option<String>,
    /// Its terms of service.
    pub tos_uri: Option<String>,
    /// The branding of the pages of a sign-in for this application, where it differs from that of the tenant.
    pub branding: Branding,
    /// The roles that it has when it acts for itself.
    pub roles: Vec<ClientRole>,
    /// A disabled client gets nothing, and what it has stops working.
    pub disabled: bool,
    /// When it was registered. Grants from before count nothing: they were given to an earlier client of this identifier.
    pub created_at: Timestamp,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}

/// The places of claims, by claim. An empty list: nowhere.
pub type ClaimPlaces = BTreeMap<String, Vec<ClaimPlace>>;

/// A place where a client gets claims about the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimPlace {
    /// ID tokens.
    IdToken,
    /// Answers of userinfo.
    Userinfo,
    /// Access tokens that are JWTs.
    AccessToken,
    /// Answers of introspection about its access tokens.
    Introspection,
}

impl ClaimPlace {
    /// Every place.
    pub const ALL: [Self; 4] = [Self::IdToken, Self::Userinfo, Self::AccessToken, Self::Introspection];

    /// Returns the name.
    pub fn name(self) -> &'static str {
        match self {
            Self::IdToken => "id_token",
            Self::Userinfo => "userinfo",
            Self::AccessToken => "access_token",
            Self::Introspection => "introspection",
        }
    }

    /// Returns whether claims are in this place by default. The standard claims are there too.
    pub fn is_usual(self) -> bool {
        matches!(self, Self::IdToken | Self::Userinfo)
    }
}

/// The users who may use an application.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum ClientAccess {
    /// Every user of the tenant.
    #[default]
    Everyone,
    /// These users, and the members of these groups and of the groups below them; no user if both are empty. The identifier of a
    /// removed user or group is ignored.
    Only {
        /// The groups.
        groups: Vec<Uuid>,
        /// The users.
        users: Vec<UserId>,
    },
}

/// The format of an access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessTokenFormat {
    /// A signed JWT (RFC 9068).
    #[default]
    Jwt,
    /// A sealed text that only introspection understands (RFC 7662).
    Opaque,
}

/// Whether a code request needs PKCE (RFC 9700 section 2.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PkcePolicy {
    /// Always. The only choice for public clients.
    #[default]
    Required,
    /// "OpenID Connect Core compatible": a confidential client may leave PKCE out.
    OpenidConnectCoreCompatible,
}

/// The handling of a refresh token when it is used (RFC 9700 section 4.14.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RefreshTokenRotation {
    /// Replaced by a successor; a reuse revokes the grant.
    #[default]
    Rotate,
    /// Kept (FAPI 2.0 section 5.3.2.1). Not for public clients.
    Keep,
}

/// Whether the consent page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentPolicy {
    /// Users are asked once per scope and can withdraw.
    #[default]
    Ask,
    /// The operator's own application: nobody is asked.
    Trusted,
}

impl Client {
    /// Whether it gets a claim of an attribute or of the operator's scopes in this place.
    pub fn gets(&self, claim: &str, place: ClaimPlace) -> bool {
        match self.claim_places.get(claim) {
            Some(places) => places.contains(&place),
            None => place.is_usual(),
        }
    }

    /// Whether the client has no secret (RFC 6749 section 2.1).
    pub fn is_public(&self) -> bool {
        self.secret_hash.is_none()
    }

    /// Returns the secrets that count at this moment, the present one first.
    pub fn secrets(&self, now: Timestamp) -> Vec<SecretFacts> {
        let rotation = &self.secret_rotation;
        let present = SecretFacts { number: rotation.number(), made_at: rotation.made_at, ends_at: None };
        let old = |old: &OldSecret| SecretFacts {
            number: old.number,
            made_at: old.made_at,
            ends_at: Some(old.ends_at),
        };
        let present = (!self.is_public()).then_some(present);
        present.into_iter().chain(rotation.old_at(now).map(old)).collect()
    }
}
