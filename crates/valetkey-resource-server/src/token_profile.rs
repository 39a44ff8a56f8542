//! The formats of access tokens. Only tokens of RFC 9068 have a type in their header; other formats differ by their claims.

use std::str::FromStr;

use serde_json::{Map, Value};
use valetkey_jose::TypExpectation;

use crate::TokenError;

/// The format of an issuer's access tokens. [`TokenProfile::Rfc9068`] is the standard and the default.
///
/// The others accept tokens with the type `JWT` in their header, as these issuers make them. This gives up the check of the
/// type: an ID token of the same issuer is refused only because of the claims that each profile describes. Give the API an
/// audience that is not the identifier of a client, so that no ID token has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenProfile {
    /// RFC 9068: `typ` is `at+jwt`; `sub`, `client_id`, `iat` and `jti` are required.
    #[default]
    Rfc9068,
    /// Keycloak: the claim `typ` must be `Bearer` or `DPoP`. The client is in `azp`. A user with the name `service-account-…`
    /// is the client itself.
    Keycloak,
    /// Microsoft Entra ID, tokens of version 2 (and 1): the client is in `azp` (`appid`). `scp` or `roles` is required. A token
    /// without `scp` is for the client itself.
    Entra,
    /// Ory Hydra and the Ory Network: `client_id` is required. The scope is a list in `scp`.
    Ory,
    /// Auth0: the client is in `azp` (`client_id`), which is required. A subject that ends with `@clients` is the client itself.
    Auth0,
    /// An authorization server of Okta: the client is in `cid`, which is required. The scope is a list in `scp`.
    Okta,
}

/// The name of a profile is unknown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected rfc9068, keycloak, entra, ory, auth0 or okta as the profile of access tokens, got {0:?}")]
pub struct UnknownProfile(pub String);

impl FromStr for TokenProfile {
    type Err = UnknownProfile;

    fn from_str(name: &str) -> Result<Self, UnknownProfile> {
        Ok(match name {
            "rfc9068" => Self::Rfc9068,
            "keycloak" => Self::Keycloak,
            "entra" => Self::Entra,
            "ory" => Self::Ory,
            "auth0" => Self::Auth0,
            "okta" | "okta-authorization-server" => Self::Okta,
            other => return Err(UnknownProfile(other.to_owned())),
        })
    }
}

impl TokenProfile {
    /// Returns the expected `typ` in the header.
    pub(crate) fn typ(self) -> TypExpectation {
        match self {
            Self::Rfc9068 => TypExpectation::Exactly(&["at+jwt"]),
            _ => TypExpectation::AbsentOr(&["JWT", "at+jwt"]),
        }
    }

    /// Returns the required claims.
    pub(crate) fn required(self) -> &'static [&'static str] {
        match self {
            Self::Rfc9068 => &["iss", "exp", "aud", "sub", "client_id", "iat", "jti"],
            _ => &["iss", "exp", "aud", "sub"],
        }
    }

    /// Returns the claims that may contain the client, the preferred one first.
    pub(crate) fn client_id(self) -> &'static [&'static str] {
        match self {
            Self::Rfc9068 | Self::Ory => &["client_id"],
            Self::Keycloak => &["azp"],
            Self::Entra => &["azp", "appid"],
            Self::Auth0 => &["azp", "client_id"],
            Self::Okta => &["cid"],
        }
    }

    /// Returns the claims that may contain the scope.
    pub(crate) fn scope(self) -> &'static [&'static str] {
        match self {
            Self::Rfc9068 | Self::Keycloak | Self::Auth0 => &["scope"],
            Self::Entra | Self::Okta => &["scp"],
            Self::Ory => &["scp", "scope"],
        }
    }

    /// Refuses tokens of another class that the header does not distinguish.
    pub(crate) fn check_class(self, claims: &Map<String, Value>) -> Result<(), TokenError> {
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        if self == Self::Rfc9068 {
            return Ok(());
        }
        if let Some(claim) =
            ["at_hash", "c_hash", "events"].into_iter().find(|claim| claims.contains_key(*claim))
        {
            return Err(TokenError::AnotherClass { claim, expected: "absent in an access token" });
        }
        match self {
            // Access tokens of old versions contain a nonce too, so `typ` decides.
            Self::Keycloak if !matches!(text("typ"), Some("Bearer" | "DPoP")) => {
                Err(TokenError::AnotherClass { claim: "typ", expected: "Bearer or DPoP" })
            }
            Self::Keycloak => Ok(()),
            _ if claims.contains_key("nonce") => {
                Err(TokenError::AnotherClass { claim: "nonce", expected: "absent in an access token" })
            }
            Self::Entra if !claims.contains_key("scp") && !claims.contains_key("roles") => {
                Err(TokenError::AnotherClass { claim: "scp", expected: "there, or roles" })
            }
            _ => Ok(()),
        }
    }

    /// Returns `true` if the subject of the token is a user, and not the client itself.
    pub(crate) fn is_user(self, claims: &Map<String, Value>, subject: &str, client_id: &str) -> bool {
        let starts_with = |name: &str, prefix: &str| {
            claims.get(name).and_then(Value::as_str).is_some_and(|text| text.starts_with(prefix))
        };
        let is_client = match self {
            Self::Keycloak => starts_with("preferred_username", "service-account-"),
            Self::Entra => !claims.contains_key("scp"),
            Self::Auth0 => subject.ends_with("@clients"),
            Self::Rfc9068 | Self::Ory | Self::Okta => false,
        };
        !is_client && subject != client_id
    }
}
