//! Identifiers of clients and users, and the authentication methods of clients.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A `client_id` (RFC 6749 section 2.2). It is compared byte for byte and never parsed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClientId(String);

/// The stable identifier of a user within one issuer: the `sub` of OpenID Connect Core section 2.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserId(String);

macro_rules! text_identifier {
    ($name:ident) => {
        impl $name {
            /// Creates an identifier from this text, without changes.
            pub fn new(value: impl Into<String>) -> Self {
                Self(value.into())
            }

            /// Returns the text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

text_identifier!(ClientId);
text_identifier!(UserId);

/// A client's authentication method at the token endpoint (OpenID Connect Core section 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuthenticationMethod {
    /// HTTP Basic with the form-encoded identifier and secret (RFC 6749 section 2.3.1).
    ClientSecretBasic,
    /// Identifier and secret in the form body (RFC 6749 section 2.3.1).
    ClientSecretPost,
    /// Only the identifier, for a public client.
    None,
}

impl ClientAuthenticationMethod {
    /// All supported methods, in the order of the metadata.
    pub const ALL: [Self; 3] = [Self::ClientSecretBasic, Self::ClientSecretPost, Self::None];

    /// Returns the registered name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ClientSecretBasic => "client_secret_basic",
            Self::ClientSecretPost => "client_secret_post",
            Self::None => "none",
        }
    }
}

impl FromStr for ClientAuthenticationMethod {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|method| method.as_str() == value).ok_or_else(|| value.to_owned())
    }
}
